"""About what, or in which role, somebody can be in a borger's team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.desk.desk import Desk
from dialogs.text import T, Text
from storage import house_settings


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
ROLES = (
    Area("coordinator", T("Coordinator"), "🧑‍✈️"),
    Area("stand_in", T("Stands in for the coordinator"), "🧑‍✈️🧑‍✈️"),
    Area("medicine", T("Medicine"), "💊"),
    Area("fit", T("Life and working together"), "🙋🤲"),
    Area("plans", T("My goals and plans"), "🏁"),
    Area("finances", T("Money"), "👛"),
    Area("activity", T("Free time"), "🎲"),
    Area("body", T("Body and health"), "💪"),
    Area("network", T("Family and friends"), "👪"),
    Area("action_plan", T("The municipality's plan"), "🏛️"),
    Area("substances", T("Alcohol and drugs"), "🍺"),
    Area("voices", T("Hearing voices"), "🔉"),
    Area("moving_in", T("Moving in"), "📦"),
)
"""The roles of a team. Who is picked as coordinator, and who stands in, come first and are the contact persons."""
CORE = ("coordinator", "stand_in")
USUAL = (*CORE, "medicine", "fit", "plans", "finances", "activity")
"""The roles a house has that has chosen none."""
SETTING = "team_roles"
"""Under what name the house's roles are kept, with commas between."""
_KNOWN = {each.id: each for each in (*CIRCLE, *ROLES)}


def areas_of(desk: Desk) -> tuple[Area, ...]:
    """What the house lets borgere choose about."""
    return roles_of(desk) if desk.house.settings.team == "roles" else CIRCLE


def offered(desk: Desk, area: str) -> Area | None:
    """The one of that name, if the house lets borgere choose about it now."""
    return next((each for each in areas_of(desk) if each.id == area), None)


def roles_of(desk: Desk) -> tuple[Area, ...]:
    """The roles the house has."""
    kept = house_settings.value(desk.tx, SETTING)
    on = kept.split(",") if kept else USUAL
    return tuple(each for each in ROLES if each.id in on)


def named(area: str) -> Area | None:
    """The area of that name, if there is still such."""
    return _KNOWN.get(area)


def labels(found: Iterable[str]) -> tuple[Text, ...]:
    """What areas are called, as a list for a text."""
    return tuple(each.label for area in found if (each := named(area)))
