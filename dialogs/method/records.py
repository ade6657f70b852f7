"""Records: what staff write about a borger, one of their goals or the house, never among what a borger says. What makes
no sense in one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.method.house import HOUSE
from dialogs.method.problems import Flaw

if TYPE_CHECKING:
    from dialogs.method.model import Dialog

RECORD = "record"
NOT_IN_ONE = {
    "topic": "belongs to what the borger shares; a record has readers: instead, take it out",
    "shelf": "is where a borger finds things; staff find records on the borger's page, take it out",
    "nudge_after": "reminds borgere; nobody is asked for a record, take it out",
    "scores": "add up answers to a curve; a record about a borger has none, take them out",
}


def unlike_a_record(dialog: Dialog) -> Iterator[Flaw]:
    """All that no record can have, and what only a record can."""
    if dialog.purpose != RECORD:
        if dialog.readers:
            yield Flaw(("readers",), "belong to a record; what the borger shares has a topic, take them out")
        return
    if dialog.readers is None:
        yield Flaw(("readers",), "is missing; a record is for its author, the team (contact persons) or the house")
    if dialog.voices != ("staff",):
        yield Flaw(("voices",), "is not [staff]; only staff write records, take it out")
    of_house = dialog.about == HOUSE
    for field, said in NOT_IN_ONE.items():
        if getattr(dialog, field) and not (of_house and field == "scores"):
            yield Flaw((field,), said)
    if dialog.rhythm and dialog.rhythm.by_plan and of_house:
        yield Flaw(("rhythm",), "goes by what is planned for a borger; write every: and at: for the house")
    if dialog.rhythm and not of_house:
        yield Flaw(("rhythm",), "is when a borger is asked; nobody is asked for a record, take it out")
