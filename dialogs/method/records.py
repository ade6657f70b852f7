"""Records: what staff write about a borger, one of their goals or the house, never among what a borger says. What makes
no sense in one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.fields import Identifier, Model
from dialogs.method.house import HOUSE
from dialogs.method.problems import Flaw
from dialogs.method.sort import Sort
from dialogs.method.steps import Choice, Condition, Each, When

if TYPE_CHECKING:
    from dialogs.method.model import Dialog

RECORD = "record"


class StaysOpen(Model):
    """What makes a record a sheet that stays open until it is over. Whoever may read the paper `beside` begins it;
    `again` is the question when it is looked at again. The one that begins it `goes_on` in another dialog, and the day
    after it is over the borger is offered `then` another. In that which goes on, `over` says at which answers it is
    over, and `told` at which the borger knows that."""

    beside: Identifier
    again: Identifier
    goes_on: Identifier | None = None
    then: Identifier | None = None
    over: Condition | None = None
    told: Condition | None = None


NOT_IN_ONE = {
    "topic": "belongs to what the borger shares; a record has readers: instead, take it out",
    "shelf": "is where a borger finds things; staff find records on the borger's page, take it out",
    "nudge_after": "reminds borgere; nobody is asked for a record, take it out",
    "scores": "add up answers to a curve; a record about a borger has none, take them out",
}


def unlike_a_record(dialog: Dialog) -> Iterator[Flaw]:
    """All that no record can have, and what only a record can."""
    if dialog.purpose != RECORD:
        if dialog.stays_open:
            yield Flaw(("stays_open",), "belongs to a record; write purpose: record, or take it out")
        if dialog.readers:
            yield Flaw(("readers",), "belong to a record; what the borger shares has a topic, take them out")
        return
    if dialog.readers is None:
        yield Flaw(("readers",), "is missing; a record is for its author, the team (contact persons) or the house")
    if dialog.voices != ("staff",):
        yield Flaw(("voices",), "is not [staff]; only staff write records, take it out")
    if dialog.stays_open:
        yield from _stays_open(dialog, dialog.stays_open)
    of_house = dialog.about == HOUSE
    for field, said in NOT_IN_ONE.items():
        if getattr(dialog, field) and not (of_house and field == "scores"):
            yield Flaw((field,), said)
    if dialog.rhythm and dialog.rhythm.by_plan and of_house:
        yield Flaw(("rhythm",), "goes by what is planned for a borger; write every: and at: for the house")
    if dialog.rhythm and not of_house:
        yield Flaw(("rhythm",), "is when a borger is asked; nobody is asked for a record, take it out")


def _stays_open(dialog: Dialog, opens: StaysOpen) -> Iterator[Flaw]:
    """A sheet that nobody else could go on with, or that would never be over."""
    if dialog.about != "borger" or dialog.readers != "house":
        yield Flaw(("stays_open",), "goes to whoever comes to work; write readers: house, and no about:")
    steps = {step.id: step for step in dialog.steps if not isinstance(step, Each | Sort)}
    again = steps.get(opens.again)
    if not isinstance(again, When) or again.what != "time":
        yield Flaw(("stays_open", "again"), f"'{opens.again}' is no step here with kind: when and what: time")
    if (opens.goes_on is None) == (opens.over is None):
        yield Flaw(("stays_open",), "begins a sheet with goes_on:, or goes on with one with over:; write one")
    for name, condition in (("over", opens.over), ("told", opens.told)):
        if condition and not isinstance(steps.get(condition.step), Choice):
            yield Flaw(("stays_open", name, "step"), f"'{condition.step}' is no choice of this dialog")
