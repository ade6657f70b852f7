"""What two have said yes to is planned by their contact person from a plan that is filled in already; once its time is
over, whoever got the hand can say thank you."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.planning.plan_draft import Draft
from dialogs.engine.session import End
from dialogs.permissions import Action
from dialogs.time.activity import Activity, happenings
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import instant
from storage import activities, hands, people, schedules, tasks
from storage.activities import StoredActivity
from storage.hands import Hand
from storage.people import Person
from storage.tasks import TASKS

CONFIRM: Final = "plan_confirm"
THANKS: Final = "thanks"
AFTERNOON, EVENING = time(14), time(17)
"""What is proposed for it; and when it is looked whether it is over."""
A_DAY = timedelta(days=1)
FURTHEST = timedelta(weeks=8)
"""How long after two were asked it is looked for."""


def plan(desk: Desk, staff: Person, hand: Hand) -> bool:
    """Opens the plan, for both, of tomorrow: all of it can be changed. Returns: False if that is not theirs to plan."""
    both = [people.person_by_id(desk.tx, id_) for id_ in (hand.giver_id, hand.wanter_id)]
    if not hand.agreed or not all(one and allowed(desk, staff, Action.PLAN_WEEK, one) for one in both):
        return False
    day = Repeat(desk.local.date() + A_DAY)
    it = Activity(hand.thing, day, AFTERNOON, desk.house.settings.timezone, pictogram=hand.sign)
    draft = Draft((hand.giver_id, hand.wanter_id), it, title=hand.thing)
    desk.runner.go(desk, CONFIRM, Start(staff, staff, target=draft.to_json()))
    return True


def planned(desk: Desk, done: Done) -> None:
    """Once it stands in the weeks of both, nobody owes it any more."""
    if done.dialog.id != CONFIRM or done.finish.end is not End.DONE:
        return
    for borger_id in Draft.from_json(done.stored.target).borger_ids:
        for hand in hands.hands_of(desk.tx, borger_id):
            borger = people.person_by_id(desk.tx, hand.wanter_id)
            task = tasks.task_by_id(desk.tx, hand.task_id) if hand.task_id else None
            if borger and task and task.is_open and hand.agreed and _together(desk, hand):
                tasks.finish(desk.tx, task.id, done.person.id, desk.now, told=False)
                schedules.clear_timers(desk.tx, task_id=task.id)
                desk.runner.changed_only(desk, borger, TASKS)


def _together(desk: Desk, hand: Hand) -> list[StoredActivity]:
    """What stands in the weeks of both since they were asked."""
    found = activities.activities_of(desk.tx, hand.wanter_id)
    return [
        each for each in found
        if each.set_at >= hand.asked_at
        and any(one.borger_id == hand.giver_id for one in activities.batch_of(desk.tx, each.batch))
    ]  # fmt: skip


def over_since(desk: Desk, hand: Hand) -> datetime | None:
    """When the first time that they have had together was over; None if there was none yet."""
    ends = [
        one.end for each in _together(desk, hand)
        for one in happenings(each.plan, each.changes, hand.asked_at, desk.now) if one.stands and one.end <= desk.now
    ]  # fmt: skip
    return min(ends) if ends else None


def look_later(desk: Desk, hand: Hand) -> None:
    """The next late afternoon on which it is looked whether their time is over."""
    if schedules.due_of(desk.tx, hand.wanter_id, THANKS) is None and desk.now < hand.asked_at + FURTHEST:
        day = desk.local.date() + timedelta(days=int(desk.local.time() >= EVENING))
        at = instant(day, EVENING, desk.house.settings.timezone)
        schedules.set_timer(desk.tx, at, THANKS, borger_id=hand.wanter_id)
