"""Asking for help with something: a call for a talk that says what it is about, and whom to ask first."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Start
from storage.help_calls import HelpCall
from storage.people import Person

_HELP, _NOBODY = "help:", "-"


def ask(desk: Desk, borger: Person, call: HelpCall) -> None:
    """Calls for help, as *Talk to someone* does. The card of the call says who has got it."""
    target = f"{_HELP}{call.first_id or _NOBODY}:{call.what}"
    desk.runner.go(desk, "talk", Start(borger, borger, target=target))


def wanted(start: Start) -> HelpCall | None:
    """What help a call that begins so is for; None if it is for a talk."""
    if not start.target.startswith(_HELP):
        return None
    first, _, what = start.target.removeprefix(_HELP).partition(":")
    return HelpCall(what, int(first) if first.isdecimal() else None)
