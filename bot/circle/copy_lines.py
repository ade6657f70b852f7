"""Whom a borger has picked, in their own copy."""

from __future__ import annotations

from bot.circle.areas import named
from bot.circle.choosing import WISHES
from bot.circle.meeting import ways_of
from bot.desk.copying import Copy
from dialogs.text import T, Text
from storage import circle
from storage.circle import Pick
from storage.people import Person


def team_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    lines = [copy.said(each.at, _told(copy, each)) for each in circle.picks_of(copy.tx, borger.id)]
    return [[copy.say(T("My team")), *lines]] if lines else []


def _told(copy: Copy, pick: Pick) -> Text:
    area, thinks = named(pick.area), WISHES[pick.wish][0]
    said = T("{name}, {area}: {thinks}", name=copy.name(pick.staff_id), area=area.label if area else "–", thinks=thinks)
    if ways := tuple(each.label.plain() for each in ways_of(copy.library, pick)):
        said = T("{said}. Place and time: {ways}", said=said, ways=ways)
    if pick.stands:
        said = T("{said}. Said yes.", said=said)
    return T("{said}. Could not.", said=said) if pick.answer == "no_" else said
