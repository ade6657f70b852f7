"""About what, or in which role, somebody can be in a borger's team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.desk.desk import Desk
from dialogs.text import T, Text


@dataclass(frozen=True)
class Area:
    """One of them: its name in the books, how it is called, and its sign."""

    id: str
    label: Text
    sign: str


CIRCLE = (
    Area("company", T("Just being together"), "☕👥"),
    Area("calm", T("Peace and quiet"), "🛋️"),
    Area("out", T("Going out"), "🌳"),
    Area("days", T("My days and plans"), "📅"),
    Area("money", T("Money"), "👛"),
    Area("life", T("My life"), "🙋🏡"),
)
"""What a circle is about. Who is picked for one thing may be so for others too."""
_KNOWN = {each.id: each for each in CIRCLE}


def areas_of(_desk: Desk) -> tuple[Area, ...]:
    """What the house lets borgere choose about."""
    return CIRCLE


def named(area: str) -> Area | None:
    """The area of that name, if there is still such."""
    return _KNOWN.get(area)


def labels(found: Iterable[str]) -> tuple[Text, ...]:
    """What areas are called, as a list for a text."""
    return tuple(each.label for area in found if (each := named(area)))
