"""When a borger is next asked whether they would like to look at their team."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk
from storage import schedules
from storage.people import Person

YEAR = timedelta(days=365)


def asks_in_a_year(desk: Desk, borger: Person) -> None:
    """The team is as it is to be, for now: it is asked about in a year, in houses where borgere pick it."""
    schedules.clear_timers(desk.tx, borger_id=borger.id, kind="team")
    if desk.house.settings.team != "contacts":
        schedules.set_timer(desk.tx, desk.now + YEAR, "team", borger_id=borger.id)
