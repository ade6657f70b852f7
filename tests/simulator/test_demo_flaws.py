"""What a visitor breaks in the method they are given is told in Danish, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.simulator import demo_flaws, demo_page
from bot.simulator.demo_flaws import in_danish
from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError, Problem

EXAMPLE = Path(demo_page.__file__).with_name("page") / "min_metode.yaml"


def broken() -> Iterator[str]:
    """The method with one line taken out, or with its field misspelt, emptied, unquoted, or doubled."""
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        field, colon, _ = line.partition(":")
        changed: tuple[list[str], ...] = (
            [], [line[1:]], [f"{field}x{colon}{line[len(field) + 1 :]}"], [f"{field}:"], [line, line],
            [f"{field}: wish"], [f"{field}: 7"], [line.replace('"', "", 1)], [line.replace("}", "", 1)],
        )  # fmt: skip
        yield from ("\n".join([*lines[:number], *each, *lines[number + 1 :]]) for each in changed)


def problems() -> Iterator[Problem]:
    for body in broken():
        try:
            read_dialog("min_metode.yaml", body)
        except DialogError as error:
            yield from error.problems


def test_each_says_where_it_is_and_what_to_do() -> None:
    found = list(problems())
    told = [in_danish(problem).splitlines()[0] for problem in found]
    assert len(told) > 80
    assert [line for line in told if not line.startswith(("Linje ", "Filen"))] == []
    general = {problem.words for problem, line in zip(found, told, strict=True) if demo_flaws._OTHER in line}
    assert not general
