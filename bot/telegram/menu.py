"""The commands in the menu beside the field one writes in: by role and language, and for strangers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.telegram.content import Content
from dialogs.permissions import Role
from dialogs.text import T, Text
from locales.texts import Texts
from storage import outbox
from storage.outbox import Lane
from storage.tx import Tx

Commands = tuple[tuple[str, str], ...]
"""Each a command without its slash and what it says it does."""

_SETTINGS = T("Your own settings")
STRANGER: Mapping[str, Text] = {"help": T("Help"), "privacy": T("What I keep about you")}
MENUS: Mapping[Role, Mapping[str, Text]] = {
    Role.BORGER: {
        "help": T("Help, and what I can do"), "privacy": T("Who reads what you answer"), "settings": _SETTINGS,
        "stop": T("A break, or leave"),
    },
    Role.STAFF: {
        "help": T("What you can do here"), "privacy": T("What I keep about you"), "settings": _SETTINGS,
        "stop": T("Stop your summary"),
    },
    Role.LEADER: {
        "help": T("What you can do here"), "privacy": T("What I keep about you"), "settings": _SETTINGS,
    },
}  # fmt: skip
LIFE = timedelta(days=2)
"""How long it is tried to bring a menu to a chat; what did not arrive then is found and queued anew."""


def commands_in(menu: Mapping[str, Text], texts: Texts) -> Commands:
    """A menu in one language."""
    return tuple((name, texts.say(does)) for name, does in menu.items())


def queue(tx: Tx, chat_id: int, commands: Commands, now: datetime) -> None:
    """Sets the commands of one chat, after all else that is to be sent; with none, those for strangers stand again."""
    content = Content(commands=commands)
    outbox.put(tx, chat_id, Lane.UPKEEP, "commands", content.payload(), not_before=now, expires_at=now + LIFE)
