"""Who decides with a borger, in words: to the borger, and to staff."""

from __future__ import annotations

from dialogs.text import T, Text
from storage.guardians import Guardian

YOURS: dict[str, Text] = {"money": T("your money"), "personal": T("your personal matters")}
THEIRS: dict[str, Text] = {"money": T("money"), "personal": T("personal matters")}


def to_borger(guardian: Guardian) -> Text:
    """One of them as the borger reads it."""
    covers = tuple(YOURS[each] for each in guardian.covers)
    who = (
        T("{name} is your guardian. You decide together.", name=guardian.name)
        if guardian.kind == "together"
        else T("{name} is your guardian.", name=guardian.name)
    )
    return T("{who} It is about {covers}.", who=who, covers=covers) if covers else T("{who}", who=who)


def to_staff(guardian: Guardian) -> Text:
    """One of them in a line for staff."""
    covers = tuple(THEIRS[each] for each in guardian.covers) or (T("not noted what it is about"),)
    if guardian.kind == "together":
        return T("Decides together (samværge): {name}. {covers}.", name=guardian.name, covers=covers)
    return T("Guardian (værge): {name}. {covers}.", name=guardian.name, covers=covers)
