"""A borger's calls for a talk in their own copy."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.copying import Copy
from bot.talking.promises import LAPSED, promised
from dialogs.text import T, Text
from storage import followup, help_calls, notices
from storage.followup import CallKind, Talk
from storage.people import Person

_ASKED: Mapping[CallKind, Text] = {
    "talk": T("You asked to talk with somebody."),
    "alert": T("An agreed alert went out."),
    "read": T("You asked that somebody reads what you had said."),
}


def talks_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    lines: list[str] = []
    for call in followup.talks_of(copy.tx, borger.id):
        ended = T("You called it off.") if call.closed else T("Nobody has answered yet.")
        if call.promise == LAPSED:
            ended = T("It went no further.")
        if call.taken_by is not None:
            ended = promised(call.promise, copy.name(call.taken_by))
        help_call = help_calls.of_talk(copy.tx, call.id)
        asked = T("You asked for help with: {what}.", what=help_call.what) if help_call else _ASKED[call.kind]
        lines.append(" ".join([copy.said(call.at, asked), *_told(copy, call), copy.say(ended)]))
    return [lines]


def _told(copy: Copy, call: Talk) -> list[str]:
    """Whom such a call was told that goes to certain readers alone, and who opened it when."""
    told = notices.told_of(copy.tx, call.id) if call.kind in notices.NOTICES else []
    seen = [(one.seen_at, copy.name(one.staff_id)) for one in told if one.seen_at]
    names = tuple(copy.name(one.staff_id) for one in told)
    return [
        *([copy.say(T("I have told {names}.", names=names))] if names else []),
        *(copy.said(at, T("{name} opened it.", name=name)) for at, name in seen),
    ]
