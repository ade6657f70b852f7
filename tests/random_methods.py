"""Methods nobody has thought of: any dialog that the model takes, with steps of every kind and for every purpose.

They are drawn as a file would write them, and read as a file is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, get_args

from hypothesis import strategies as st

from dialogs.method.library import read_dialog
from dialogs.method.model import Dialog
from dialogs.method.scales import SCALES
from dialogs.method.steps import PlainStep

Written = dict[str, Any]
"""A part of a file: what YAML has there."""

LISTED = [{"id": f"t{n}", "label": f"Thing {n}"} for n in range(3)]
OTHERS = [{"id": f"u{n}", "label": f"Other {n}"} for n in range(2)]


@st.composite
def methods(draw: st.DrawFn) -> Dialog:
    """A valid dialog of one to six steps."""
    purpose = draw(st.sampled_from(PURPOSES))
    steps: list[Written] = []
    before: list[Written] = []
    for number in range(draw(st.integers(1, 6))):
        name = f"s{number}"
        one_of_four = draw(st.integers(0, 3))
        if one_of_four == 0:
            steps.append(_each(draw, name, before, purpose))
        elif one_of_four == 1 and purpose == "answers":
            steps += _sort(draw, name)
            before += [step for step in steps[-3:] if step["kind"] in ("choice", "several") and step not in before]
        else:
            step = _step(draw, name, before, purpose)
            steps.append(step)
            before.append(step)
    body: Written = {
        "id": "drawn", "title": "Drawn", "purpose": purpose, "topic": "own", "steps": steps,
        "lists": _lists(draw), "shares": draw(st.booleans()),
        "closes": draw(st.booleans()), "scores": [] if purpose == "paper" else _scores(draw, steps),
        "sections": _sections(purpose, steps),
    }  # fmt: skip
    if purpose in ("answers", "record"):
        _about(draw, body)
    if purpose == "answers" and draw(st.booleans()):
        body["leads_to"] = {"task": {"text": "Which one?"}}
    if purpose == "record":
        del body["topic"]
        house = body["about"] == "house"
        body |= {"readers": "house" if house else "team", "scores": body["scores"] if house else []}
    return read_dialog("drawn.yaml", json.dumps(body, ensure_ascii=False))


def _lists(draw: st.DrawFn) -> Written:
    earlier: Written = {"from": f"answers.{draw(st.sampled_from(EARLIER))}"}
    if draw(st.booleans()):
        earlier["most"] = draw(st.integers(1, 3))
    return {"things": {"items": LISTED}, "others": {"items": OTHERS}, "before": earlier}


def _about(draw: st.DrawFn, body: Written) -> None:
    """What it is about: of an activity, its first question says which."""
    whats = ["borger", "entry.goal", "activity", *(["house"] if body["purpose"] == "record" else [])]
    body["about"] = about = draw(st.sampled_from(whats))
    if about == "house":
        body["lists"]["before"] = {"items": OTHERS}
        for asked in (each for step in body["steps"] for each in step.get("steps", [step])):
            asked.pop("makes", None)
    if about == "activity":
        asked = body["steps"][0].get("steps", body["steps"])[0]
        asked["above"] = "{activity}"
    if body["purpose"] == "answers":
        body["rhythm"] = draw(st.sampled_from(["on_wish", *RHYTHMS]))


def _sections(purpose: str, steps: list[Written]) -> list[Written]:
    """A paper's one section; what is asked because of something else must stand in one with it."""
    return [{"name": "All", "pictogram": "🌱", "steps": [step["id"] for step in steps]}] if purpose == "paper" else []


RHYTHMS: list[Written] = [{"every": "2w", "at": "14:00"}, {"after": "1h"}, {"days_before": 1, "at": "18:00"}]
PURPOSES = tuple(each for each in get_args(Dialog.model_fields["purpose"].annotation) if each not in ("reply", "guide"))
"""A reply is a form in which something must be said, and a guide asks nothing."""
LISTS = ("things", "people", "before")
"""The lists a step may name: written in the file, known to whoever begins the dialog, and of earlier answers."""
EARLIER = ("trivsel.company", "note.words", "mat.mat.under.good", "drawn.s0")


def _each(draw: st.DrawFn, name: str, before: list[Written], purpose: str) -> Written:
    chosen = [step["id"] for step in before if step["kind"] == "several"]
    inner: list[Written] = []
    for number in range(draw(st.integers(1, 3))):
        inner.append(_step(draw, f"{name}_{number}", [*before, *inner], purpose))
    each: Written = {"id": name, "kind": "each", "steps": inner}
    own: Written = {"text": "Which?", "most": draw(st.integers(1, 2)), "pictogram": draw(st.sampled_from(["", "👤"]))}
    if purpose in ("answers", "record") and draw(st.booleans()):
        return {**each, "one_more": own} | ({"over": draw(st.sampled_from(LISTS))} if draw(st.booleans()) else {})
    return {**each, "over": draw(st.sampled_from([*LISTS, *chosen]))}


def _sort(draw: st.DrawFn, name: str) -> list[Written]:
    """Cards to lay, at times those of what is chosen just before, or some of them picked just after."""
    heads = [{"id": f"h{n}", "label": f"Head {n}", "pictogram": "🙂"} for n in range(draw(st.integers(2, 3)))]
    sort: Written = {"id": name, "kind": "sort", "text": "Where is {item}?", "heads": heads,
                     "blanks": draw(st.integers(0, 2))}  # fmt: skip
    if draw(st.booleans()):
        sort["practice"] = {"id": "sun", "label": "Sun", "pictogram": "☀️"}
    themes = [{"id": each, "label": each} for each in ("things", "others")]
    theme: Written = {"id": f"{name}_theme", "kind": "choice", "text": "What about?", "options": themes}
    picked: Written = {"id": f"{name}_pick", "kind": draw(st.sampled_from(["choice", "several"])), "text": "Which?",
                       "options_from": name}  # fmt: skip
    of = draw(st.sampled_from(["own", *LISTS, theme["id"]]))
    sort |= {"cards": LISTED} if of == "own" else {"cards_from": of}
    return [*([theme] if of == theme["id"] else []), sort, *([picked] if draw(st.booleans()) else [])]


def _step(draw: st.DrawFn, name: str, before: list[Written], purpose: str) -> Written:
    kind = draw(st.sampled_from(sorted(KINDS)))
    step: Written = {"id": name, "kind": kind, "text": f"Question {name}?", **KINDS[kind](draw)}
    if purpose == "form" and kind in ("choice", "several", "say", "when"):
        step["optional"] = draw(st.booleans())
    if purpose == "paper":
        step.pop("makes", None)
    if purpose == "answers" and kind == "say" and draw(st.booleans()):
        step["waits"] = "7d"
    if purpose in ("menu", "form") and kind == "choice" and "options" in step and draw(st.booleans()):
        step["options"][0]["opens"] = "elsewhere"
    if (decides := [each for each in before if _decides(each)]) and _at_times(draw):
        step["only_if"] = _condition(draw, draw(st.sampled_from(decides)))
    return step


def _at_times(draw: st.DrawFn) -> bool:
    return draw(st.booleans())


def _decides(step: Written) -> bool:
    return step["kind"] == "rating" or "options" in step


def _condition(draw: st.DrawFn, on: Written) -> Written:
    if on["kind"] == "rating":
        return {"step": on["id"], draw(st.sampled_from(["at_least", "at_most"])): draw(st.integers(0, 10))}
    some = draw(st.lists(st.sampled_from([option["id"] for option in on["options"]]), min_size=1, unique=True))
    return {"step": on["id"], draw(st.sampled_from(["any_of", "none_of"])): some}


def _options(draw: st.DrawFn, *, scored: bool) -> Written:
    if draw(st.integers(0, 4)) == 0:
        return {"options_from": draw(st.sampled_from(LISTS))}
    found: list[Written] = [{"id": f"o{n}", "label": f"Option {n}"} for n in range(draw(st.integers(2, 9)))]
    if scored and draw(st.booleans()):
        for number, option in enumerate(found):
            option["score"] = number
    return {"options": found}


def _rating(draw: st.DrawFn) -> Written:
    own = [{"label": f"Level {n}", "pictogram": "🙂"} for n in range(5)]
    return {"scale": own if draw(st.booleans()) else draw(st.sampled_from(sorted(SCALES)))}


def _say(draw: st.DrawFn) -> Written:
    makes: Written = {"makes": {"entry": "goal"}} if draw(st.booleans()) else {}
    return {"media": draw(st.booleans()), "longest": draw(st.sampled_from([10, 4096])), **makes}


def _when(draw: st.DrawFn) -> Written:
    if draw(st.booleans()):
        return {"what": "time", "offers": ["09:00", "14:30"]}
    means = draw(st.sampled_from(["day", "last", "again"]))
    return {"what": "date", "offers": ["+1" if means == "again" else "+0", "+7"], "means": means}


KINDS: dict[str, Callable[[st.DrawFn], Written]] = {
    "info": lambda _draw: {},
    "choice": lambda draw: _options(draw, scored=True),
    "several": lambda draw: _options(draw, scored=False),
    "rating": _rating,
    "say": _say,
    "when": _when,
}
"""How a step of each kind is drawn."""


def _scores(draw: st.DrawFn, steps: list[Written]) -> list[Written]:
    """A mean of what counts outside an each, and one over an each."""
    found: list[Written] = []
    if counted := [step["id"] for step in steps if _counts(step)]:
        found.append({"id": "mean", "name": "Mean", "kind": "mean", "of": counted})
    for step in steps:
        inner = [each["id"] for each in step.get("steps", ()) if _counts(each)]
        if inner and _at_times(draw):
            found.append({"id": f"of_{step['id']}", "name": "Of each", "kind": "mean", "of": inner[:1],
                          "over": step["id"]})  # fmt: skip
    return found


def _counts(step: Written) -> bool:
    return step["kind"] == "rating" or any("score" in option for option in step.get("options", ()))


def every_kind() -> set[str]:
    """The kinds of steps that a file may have, but for the each."""
    union, *_ = get_args(PlainStep)
    return {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(union)}
