"""Once a year a borger is asked, on a calm day, whether they would like to look at their team."""

from __future__ import annotations

from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Start
from bot.desk.team_year import asks_in_a_year
from bot.people.consent import calm
from storage import people, schedules
from storage.outbox import Lane
from storage.schedules import Timer

AGAIN = "team_again"


def timer_due(desk: Desk, timer: Timer) -> None:
    """The year is over: a calm day is found, and then it is asked, if that is still one."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger is None or desk.house.settings.team == "contacts":
        return
    if timer.kind == "ask_team" and borger.can_be_told and not desk.rests(borger):
        asks_in_a_year(desk, borger)
        desk.runner.open(desk, desk.house.dialogs[AGAIN], Start(borger, borger, asked=True), Dispatch(Lane.CHECK_IN))
    else:
        schedules.set_timer(desk.tx, calm(desk, borger), "ask_team", borger_id=borger.id)
