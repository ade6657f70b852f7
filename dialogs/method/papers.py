"""Papers: dialogs whose answers stand until they are changed, such as a plan. What makes no sense in one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from dialogs.fields import Duration, Identifier, Model, Words
from dialogs.method.problems import Flaw, Place
from dialogs.method.sort import Sort, Step, inner
from dialogs.method.steps import Answerable, Choice, Each, PlainStep, Say, Several, When

if TYPE_CHECKING:
    from dialogs.method.model import Dialog


class Section(Model):
    """One part of a paper, which is opened and filled by itself: these `steps` of the file, in the file's order."""

    name: Words
    pictogram: str
    steps: tuple[Identifier, ...] = Field(min_length=1)


class Holds(Model):
    """How long a paper holds: `until` the date that stands at that question, and never longer than `at_most` from its
    last change where none does."""

    until: Identifier
    at_most: Duration


def unlike_a_paper(dialog: Dialog) -> Iterator[Flaw]:
    """All that no paper can have, and what only a paper can."""
    yield from _helping(dialog)
    if dialog.holds and not any(
        isinstance(s, When) and (s.id, s.what) == (dialog.holds.until, "date") for s in dialog.steps
    ):
        yield Flaw(("holds", "until"), f"'{dialog.holds.until}' is no question for a date")
    if dialog.purpose != "paper":
        if dialog.holds:
            yield Flaw(("holds",), "is how long a paper holds; write purpose: paper, or take it out")
        if dialog.sections:
            yield Flaw(("sections",), "belong to a paper; write purpose: paper, or take them out")
        return
    if not dialog.sections:
        yield Flaw(("sections",), "is missing; a paper has some, each with a name, a pictogram and its steps")
        return
    if dialog.about != "borger":
        yield Flaw(("about",), "is not borger; a paper is about the borger, take it out")
    if dialog.nudge_after:
        yield Flaw(("nudge_after",), "belongs to what is to be answered soon; a paper may wait, take it out")
    if dialog.scores:
        yield Flaw(("scores",), "add up one sitting, and a paper is filled bit by bit; take them out")
    yield from _in_sections(dialog)
    yield from _together(dialog)


def _helping(dialog: Dialog) -> Iterator[Flaw]:
    """Help cards are what the borger themself has said, or chosen, and what stands until they change it."""
    for place, step in enumerate(dialog.steps):
        for at, one in _inner(step, place):
            if not isinstance(one, Answerable) or not one.helps:
                continue
            if dialog.purpose != "paper" or "borger" not in dialog.voices:
                yield Flaw((*at, "helps"), "is what stands in the borger's own paper; take it out")
            elif not isinstance(one, Choice | Several | Say):
                yield Flaw((*at, "helps"), "belongs to a choice, a several or a say; take it out")


def _in_sections(dialog: Dialog) -> Iterator[Flaw]:
    """Every step stands in one section, and every section has steps that there are."""
    known = [step.id for step in dialog.steps]
    seen: set[str] = set()
    for place, section in enumerate(dialog.sections):
        for name in section.steps:
            at = ("sections", place, "steps")
            if name not in known:
                yield Flaw(at, f"there is no step '{name}' outside an each; there are {', '.join(known)}")
            elif name in seen:
                yield Flaw(at, f"'{name}' stands in two places; a step is in one section, once")
            seen.add(name)
    for place, step in enumerate(dialog.steps):
        if step.id not in seen:
            yield Flaw(("steps", place, "id"), f"'{step.id}' is in no section; put it among the steps of one")


def _together(dialog: Dialog) -> Iterator[Flaw]:
    """What is asked because of another answer is asked in the same section: each is opened by itself."""
    own = {step.id: step for step in dialog.steps}
    section = {name: place for place, each in enumerate(dialog.sections) for name in each.steps}
    for place, step in enumerate(dialog.steps):
        if isinstance(step, Each) and step.over in own and section.get(step.over) != section.get(step.id):
            yield Flaw(("steps", place, "over"), f"'{step.over}' is in another section; put both into one")
        inside = {each.id for each in inner(step)} if isinstance(step, Each) else set()
        for at, one in _inner(step, place):
            asked = one.only_if.step if one.only_if else ""
            if asked in own and asked not in inside and section.get(asked) != section.get(step.id):
                yield Flaw((*at, "only_if"), f"'{asked}' is in another section; put both into one")
            if isinstance(one, Say) and one.makes:
                yield Flaw((*at, "makes"), "belongs to what is said once; lines of a paper come and go, take it out")


def _inner(step: Step, place: int) -> Iterator[tuple[Place, PlainStep]]:
    """A step, or those of a block, each with its place in the file."""
    if isinstance(step, Each):
        yield from ((("steps", place, "steps", n), one) for n, one in enumerate(step.steps))
    elif not isinstance(step, Sort):
        yield ("steps", place), step
