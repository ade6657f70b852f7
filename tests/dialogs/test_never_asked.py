"""Which steps can be asked at all: what the checker says is what going through the dialog shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.engine import engine, path
from dialogs.engine.session import Pressed, Session, Stage
from dialogs.method.model import Dialog
from dialogs.method.needs import Need, one_of, time_of_day, unmet, words
from dialogs.method.needs import given as has
from dialogs.method.reach import ends, never_asked
from dialogs.profile import ReadingProfile, ScaleStyle
from tests.examples import examples
from tests.transcripts import LIBRARY, NOW, own_dialog

STEPS = st.integers(2, 3)
IDS = ("a", "b", "c")


def conditions(earlier: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any] | None]:
    """A condition on one of the steps before, or none."""
    if not earlier:
        return st.none()
    some = st.lists(st.sampled_from(IDS), unique=True, max_size=3)

    def on(step: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
        if step["kind"] == "rating":
            return st.fixed_dictionaries({"step": st.just(step["id"]), "at_least": st.integers(0, 11)})
        return st.fixed_dictionaries({"step": st.just(step["id"]), "any_of": some, "none_of": some})

    return st.one_of(st.none(), st.sampled_from(earlier).flatmap(on))


@st.composite
def dialogs(draw: st.DrawFn) -> Dialog:
    """A small dialog of any purpose, with conditions and options that lead away."""
    purpose = draw(st.sampled_from(["answers", "form", "menu"]))
    steps: list[dict[str, Any]] = []
    for index in range(draw(STEPS)):
        kind = draw(st.sampled_from(["choice", "several", "rating", "info"]))
        step: dict[str, Any] = {"id": f"s{index}", "kind": kind, "text": "T"}
        asked = [each for each in steps if each["kind"] != "info"]
        if only_if := draw(conditions(asked)):
            step["only_if"] = only_if
        if kind == "rating":
            step["scale"] = "wellbeing"
        elif kind != "info":
            leads = [draw(st.booleans()) if kind == "choice" else False for _ in IDS]
            step["options"] = [
                {"id": id_, "label": id_} | ({"opens": "x"} if away else {})
                for id_, away in zip(IDS, leads, strict=True)
            ]
            if purpose == "form" and draw(st.booleans()):
                step["optional"] = True
        steps.append(step)
    return Dialog.model_validate({"id": "own", "title": "T", "purpose": purpose, "topic": "t", "steps": steps})


def sessions(dialog: Dialog) -> Iterator[Session]:
    """Every session that is asking, on whatever way it came there, with five and with eleven steps to a rating."""
    for profile in (ReadingProfile(), ReadingProfile(style=ScaleStyle.NUMBERS, steps=11)):
        waiting = [engine.start(dialog, profile=profile, zone="Europe/Copenhagen")]
        while waiting:
            session = waiting.pop()
            if session.stage is not Stage.ASKING:
                continue
            yield session
            ask = engine.current(dialog, session)
            choices = [
                *(each.id for each in path.options(ask, session)),
                *(m.id for m in path.rating_marks(ask, session)),
            ]
            for choice in (*choices, "+", ">"):
                if ask.step.kind == "several" and choice in session.draft:
                    continue
                after, _ = engine.step(dialog, session, Pressed(session.turn, choice), NOW)
                if after != session:
                    waiting.append(after)


@settings(max_examples=examples(40), deadline=None, database=None)
@given(dialogs())
def test_a_step_is_never_asked_exactly_if_no_way_comes_to_it(dialog: Dialog) -> None:
    come_to = {engine.current(dialog, session).step.id for session in sessions(dialog)}
    told = {dialog.steps[int(flaw.place[1])].id for flaw in never_asked(dialog)}
    assert told == {step.id for step in dialog.steps} - come_to


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_shipped_dialog_has_few_ways(name: str) -> None:
    assert len(ends(LIBRARY[name], (), ())) <= 8


FORM = """
{id: what, kind: choice, text: W, options: [{id: a, label: A}, {id: b, label: B}, {id: away, label: C, opens: x}]}
{id: at, kind: when, what: time, text: T, offers: [], only_if: {step: what, any_of: [a]}}
{id: why, kind: say, text: Y, optional: true}
"""


@pytest.mark.parametrize(
    ("need", "told"),
    [
        ({"at": time_of_day(when=has("what", "a"))}, ""),
        ({"at": time_of_day(when=has("what", "b"))}, "whenever 'what' has one; ask it then too"),
        ({"at": time_of_day()}, "the app needs an answer here; ask it then too"),
        ({"at": time_of_day(when=None), "why": words(when=None), "else": words(when=None)}, ""),
        ({"why": words()}, "the app needs an answer here; take it out"),
        ({"what": one_of("a", "b", "away", "d")}, ""),
        ({"what": one_of("a", "b")}, "means nothing to the app; it knows a, b"),
        ({"what": one_of("a", "b", "away", "d", among=("d",))}, "without an option 'd'"),
        ({"what": one_of(over="list")}, "the app reads it inside an each over list"),
    ],
)
def test_what_is_needed_must_be_answered_on_every_way(need: dict[str, Need], told: str) -> None:
    flaws = [flaw.words for flaw in unmet(own_dialog(FORM, "form"), need)]
    assert len(flaws) == bool(told) and all(told in words for words in flaws)
