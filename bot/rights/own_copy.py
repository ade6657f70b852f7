"""All that is kept of a borger as lines to read, in the borger's language, with the files that belong to it."""

from __future__ import annotations

from datetime import datetime

from bot.config import Settings
from bot.desk.copying import Copy
from bot.desk.feature import Features
from bot.rights.access_log import Look, kind, told
from dialogs.method.library import Library
from dialogs.text import T
from locales.texts import Texts
from storage import sharing
from storage.people import Person
from storage.tx import Tx

NOT_CALLED_BACK = T(
    "You can have everything erased. I cannot delete old messages to others. I cannot delete files they have saved. I"
    " cannot delete what Telegram keeps. The house may also have a backup."
)


def copy_of(
    tx: Tx, borger: Person, features: Features, settings: Settings, texts: Texts, library: Library,
    now: datetime,
) -> tuple[list[str], dict[str, bytes]]:  # fmt: skip
    """The lines of a copy as it is at the instant `now`, and the files that belong to it by name."""
    copy = Copy(tx, settings, texts, library, now)
    parts = [part for lines in features.copy_lines for part in lines(copy, borger)]
    parts.append([
        copy.say(told(Look(at.astimezone(settings.zone), name, (kind(what, features.looks),)), features.looks))
        for at, name, what in sharing.looks_at(tx, borger.id)
    ])  # fmt: skip
    parts.append([copy.say(NOT_CALLED_BACK)])
    return "\n\n".join("\n".join(part) for part in parts if part).splitlines(), copy.files
