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
_TOLD_NOBODY: Mapping[CallKind, Text] = {
    "talk": T("A borger asked {when} to talk with somebody. Nobody has answered. I could tell nobody."),
    "alert": T("An agreed alert went out {when}. Nobody has taken it. I could tell nobody."),
    "read": T("A borger asked {when} that somebody reads something. Nobody has. I could tell nobody."),
}


def late_calls(desk: Desk) -> tuple[Text, ...]:
    """All there are, oldest first; also of who has left, for a call for a talk goes on."""
    return tuple(late_call(desk, call) for call in followup.open_talks(desk.tx) if call.level >= LEVELS)


def late_call(desk: Desk, call: Talk) -> Text:
    """One of them."""
    told = (people.person_by_id(desk.tx, one.staff_id) for one in notices.told_of(desk.tx, call.id))
    names, when = tuple(one.name for one in told if one), call.at.astimezone(desk.house.zone)
    if not names:
        return Text(_TOLD_NOBODY[call.kind].id, {"when": when})
    return Text(_LATE[call.kind].id, {"when": when, "names": names})
