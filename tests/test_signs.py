"""A sign says one thing, wherever a borger meets it: on a question, an answer, a receipt, a menu, in what is told.

`tests/fixtures/signs.txt` is the glossary: each sign that stands beside more than one text, what it means, and all it
stands beside. A new text under a known sign fails here until somebody has judged whether it means the same.
"""

from __future__ import annotations

from pathlib import Path

from bot.pictures.pictograms import pictogram_exists
from dialogs.time.when import DAY_SIGNS
from tests.signs import found, plain

GLOSSARY = Path(__file__).parent / "fixtures" / "signs.txt"


def glossary() -> dict[str, tuple[str, set[str]]]:
    """By the sign: what it means, and what it stands beside."""
    told = {}
    for line in GLOSSARY.read_text("utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        meaning, _, beside = rest.partition(": ")
        assert sign not in told and meaning and beside, line
        told[sign] = (meaning, set(beside.split(" | ")))
    return told


def test_a_sign_says_one_thing() -> None:
    known = {sign: beside for sign, (_, beside) in glossary().items()}
    new = {sign: texts - known.get(sign, set()) for sign, texts in found().items() if len(texts) > 1}
    assert {sign: sorted(texts) for sign, texts in new.items() if texts} == {}, "judge whether it means the same"


def test_the_glossary_has_nothing_that_is_gone() -> None:
    signs = found()
    gone = {sign: beside - signs.get(sign, set()) for sign, (_, beside) in glossary().items()}
    assert {sign: sorted(texts) for sign, texts in gone.items() if texts} == {}


def test_no_two_signs_mean_the_same_in_the_glossary_but_numbers() -> None:
    """The other way round: one thing has one sign."""
    means: dict[str, list[str]] = {}
    for sign, (meaning, _) in glossary().items():
        means.setdefault(meaning, []).append(sign)
    assert {each: signs for each, signs in means.items() if len(signs) > 1 and each != "tallet"} == {}


def test_a_day_has_its_colour_and_nothing_else_has() -> None:
    days = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "L\u00f8rdag", "S\u00f8ndag")
    assert {sign: found()[plain(sign)] for sign in DAY_SIGNS} == {
        sign: {day} for sign, day in zip(DAY_SIGNS, days, strict=True)
    }


def test_every_sign_can_be_drawn() -> None:
    assert [sign for sign in found() if sign != "⋯" and not pictogram_exists(sign)] == []
