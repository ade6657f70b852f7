"""What a button carries: `version:owner:turn:choice`, at most 64 bytes, and the four keys of the keyboard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.permissions import Role
from dialogs.text import T, Text

VERSION = "1"
LARGEST = 2**63 - 1
"""The largest number the database knows; a larger one was never on a button."""


@dataclass(frozen=True)
class Tap:
    """A tapped button: of what, by one letter and its id, on which turn of its card, and the choice."""

    owner: str
    id: int
    turn: int
    choice: str


def button_data(tap: Tap) -> str:
    """The text a button carries.

    Raises:
        ValueError: if it would be longer than the 64 bytes Telegram allows.
    """
    data = f"{VERSION}:{tap.owner}{tap.id}:{tap.turn}:{tap.choice}"
    if len(data.encode()) > 64:
        raise ValueError(f"button data is too long: {len(data.encode())} bytes")
    return data


def read_button(data: str) -> Tap | None:
    """What a button says; None if it is none of ours or from a version that is gone."""
    parts = data.split(":", 3)
    if len(parts) != 4 or parts[0] != VERSION or not parts[1][1:].isdecimal() or not parts[2].isdecimal():
        return None
    if not parts[1][0].isalpha() or any(int(number) > LARGEST for number in re.findall(r"\d+", data)):
        return None
    return Tap(parts[1][0], int(parts[1][1:]), int(parts[2]), parts[3])


@dataclass(frozen=True)
class Key:
    """One key of the persistent keyboard: what it opens, its sign and its word."""

    opens: str
    sign: str
    word: Text


KEYBOARDS: dict[Role, tuple[tuple[Key, ...], ...]] = {
    Role.BORGER: (
        (Key("week", "📅", T("My week")), Key("answer_now", "🙂", T("Answer now"))),
        (Key("talk", "💬", T("Talk to someone")), Key("more", "➕", T("More"))),
    ),
    Role.STAFF: (
        (Key("news", "📬", T("News")), Key("borgere", "👥", T("Borgere"))),
        (Key("plan", "📅", T("Plan")), Key("follow_ups", "🤝", T("Follow-up"))),
        (Key("staff_more", "➕", T("More")),),
    ),
    Role.LEADER: (
        (Key("house", "🏠", T("The house")), Key("borgere", "👥", T("Borgere"))),
        (Key("plan", "📅", T("Plan")), Key("staff_more", "➕", T("More"))),
    ),
}
