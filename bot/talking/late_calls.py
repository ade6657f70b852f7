"""Calls that have been everywhere and nobody has taken, as leaders read of them: the kind, who was told and since when,
and no word of what it is about."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.desk import Desk
from bot.talking.callees import LEVELS
from dialogs.text import T, Text
from storage import followup, notices, people
from storage.followup import CallKind, Talk

_LATE: Mapping[CallKind, Text] = {
    "talk": T("A borger asked {when} to talk with somebody. Nobody has answered. I have told {names}."),
    "alert": T("An agreed alert went out {when}. Nobody has taken it. I have told {names}."),
    "read": T("A borger asked {when} that somebody reads something. Nobody has. I have told {names}."),
}


def late_calls(desk: Desk) -> tuple[Text, ...]:
    """All there are of borgere who take part, oldest first."""
    found = (call for call in followup.open_talks(desk.tx) if call.level >= LEVELS)
    active = ((call, people.person_by_id(desk.tx, call.borger_id)) for call in found)
    return tuple(late_call(desk, call) for call, borger in active if borger and borger.state == "active")


def late_call(desk: Desk, call: Talk) -> Text:
    """One of them."""
    told = (people.person_by_id(desk.tx, one.staff_id) for one in notices.told_of(desk.tx, call.id))
    names = tuple(one.name for one in told if one) or (T("nobody"),)
    return Text(_LATE[call.kind].id, {"when": call.at.astimezone(desk.house.zone), "names": names})
