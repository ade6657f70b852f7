"""The calls that nobody has taken yet, as somebody's list of news has them: a line for each."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.at_work import on_duty_now
from bot.desk.desk import Desk
from bot.talking.hearers import may_hear
from dialogs.text import T, Text
from storage import followup, people
from storage.followup import CallKind, Talk
from storage.people import Person

_WAITS: Mapping[CallKind, Text] = {
    "talk": T("{name} has asked to talk with somebody, {when}."),
    "read": T("{name} would like somebody to read something, {when}."),
    "alert": T("{name} has answered as agreed with you, {when}."),
}


def open_calls(desk: Desk, reader: Person) -> list[Text]:
    """The calls that have come to a reader, of those that certain readers may hear of only while they may; and for who
    is at work, every call for a talk."""
    found = []
    for call in followup.open_talks(desk.tx):
        borger = people.person_by_id(desk.tx, call.borger_id)
        if borger and _hears(desk, reader, call):
            when = call.at.astimezone(desk.house.zone)
            found.append(Text(_WAITS[call.kind].id, {"name": borger.name, "when": when}))
    return found


def _hears(desk: Desk, reader: Person, call: Talk) -> bool:
    has_come = reader.id in {staff_id for staff_id, _ in followup.calls_of(desk.tx, call.id)}
    if call.kind == "talk":
        return has_come or reader.id in on_duty_now(desk)
    return has_come and reader.id in {one.id for one in may_hear(desk, call)}
