"""What a borger says to a reminder: OK, again in a while, another time, or not today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.occasions import OFFERED, PLANNED
from bot.reminding.reminder_card import (
    OF_USE,
    Matter,
    again_card,
    card,
    choices,
    chosen_time,
    is_past,
    matter,
    move_card,
    snoozes,
    sure_card,
    turn_of,
)
from bot.reminding.reminders import draw, watch
from bot.telegram.buttons import Tap
from dialogs.engine.cards import Card
from dialogs.engine.session import End
from dialogs.text import T
from dialogs.time.activity import Change, HappeningState
from dialogs.time.schedule import instant
from storage import proposals, reminders, schedules
from storage.activities import activity_by_id, set_change
from storage.people import Person
from storage.proposals import Wish
from storage.reminders import Reminder

PAST = T("That time is past. You can choose another.")


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of a reminder.

    Returns: False if it is not this person's, or what it is of is not as the card says.
    """
    reminder = reminders.reminder_by_id(desk.tx, tap.id)
    if reminder is None or reminder.borger_id != person.id:
        return False
    it = _newest(desk, reminder)
    reminder = it.reminder
    if it.activity is None or it.now is None or (it.over(desk.said_at) and tap.choice != "ok"):
        draw(desk, person, reminder.id)
        return False
    if tap.turn != turn_of(it.now):  # it has been moved since the card was drawn
        draw(desk, person, reminder.id)
        return reminder.state == "moved"  # by this very button, tapped twice
    if it.now.state is HappeningState.DECLINED and tap.choice == "with":
        _go_after_all(desk, person, it)
    elif it.now.state is HappeningState.DECLINED and tap.choice == "way":
        desk.runner.go(desk, "in_the_way", Start(person, person, target=str(it.activity.id)))
    elif not it.now.stands:
        draw(desk, person, reminder.id)
        return tap.choice == "decline" and it.now.state is HappeningState.DECLINED  # tapped twice
    elif tap.choice == "decline":
        _not_today(desk, person, it)
    elif tap.choice == "other":
        desk.runner.go(desk, "move_it", Start(person, person, target=f"reminder:{reminder.id}"))
    elif chosen := chosen_time(tap.choice):
        _move(desk, person, it, *chosen)
    else:
        return _said(desk, person, it, tap.choice)
    return True


def _said(desk: Desk, borger: Person, it: Matter, choice: str) -> bool:
    """What changes nothing but the reminder itself."""
    reminder = it.reminder
    face: Card | None = None
    match choice:
        case "ok" | "begin" if choice == "ok" or it.guided:
            reminders.set_state(desk.tx, reminder.id, "ok", desk.now)
            schedules.clear_timers(desk.tx, reminder_id=reminder.id)
            _stay(desk, borger, it)
            if choice == "begin":
                desk.runner.go(desk, "guide_begin", Start(borger, borger, target=str(reminder.id)))
        case "a5" | "a10" | "a30" if int(choice[1:]) in snoozes(it, desk.now):
            _snooze(desk, it, int(choice[1:]))
        case "again" if snoozes(it, desk.now):
            face = again_card(it, desk.now)
        case "move":
            face = move_card(it, desk.now)
        case "not_today":
            face = sure_card(it)
        case "change":
            face = replace(card(it, desk.now), buttons=choices(it, desk.now))
        case "back":
            pass
        case _:
            draw(desk, borger, reminder.id)
            return False
    draw(desk, borger, reminder.id, face=face)
    return True


def _snooze(desk: Desk, it: Matter, minutes: int) -> None:
    assert it.activity is not None and it.now is not None
    due = min(desk.now + timedelta(minutes=minutes), it.now.start + OF_USE)
    reminders.set_state(desk.tx, it.reminder.id, "snoozed", desk.now)
    schedules.clear_timers(desk.tx, reminder_id=it.reminder.id)
    schedules.set_timer(desk.tx, due, "remind", reminder_id=it.reminder.id)
    watch(desk, it.activity, it.now, it.reminder.id, after=due)


def _not_today(desk: Desk, borger: Person, it: Matter) -> None:
    """The borger's own no to one occurrence. A wish to move it has lapsed with that."""
    assert it.activity is not None
    slot = it.reminder.slot
    old = it.activity.changes.get(slot)
    declined = replace(old, state=HappeningState.DECLINED) if old else Change(HappeningState.DECLINED)
    set_change(desk.tx, it.activity, slot, declined, borger.id, desk.now)
    reminders.set_state(desk.tx, it.reminder.id, "not_today", desk.now)
    schedules.clear_timers(desk.tx, reminder_id=it.reminder.id)
    _stay(desk, borger, it)
    for what in (PLANNED, OFFERED):
        desk.runner.changed_only(desk, borger, what)
    draw(desk, borger, it.reminder.id)


def _go_after_all(desk: Desk, borger: Person, it: Matter) -> None:
    """The occurrence stands again, at the time it had."""
    assert it.activity is not None
    old = it.activity.changes[it.reminder.slot]
    state = HappeningState.LATE if old.late else HappeningState.MOVED if old.day else None
    before = replace(old, state=state) if state else None
    set_change(desk.tx, it.activity, it.reminder.slot, before, borger.id, desk.now)
    reminders.set_state(desk.tx, it.reminder.id, "ok", desk.now)
    desk.runner.changed_only(desk, borger, OFFERED)
    draw(desk, borger, it.reminder.id)


def _stay(desk: Desk, borger: Person, it: Matter) -> None:
    """What the borger says now makes an earlier wish to move it void."""
    if it.asked and proposals.withdraw(desk.tx, it.asked.id, desk.now):
        desk.runner.changed_only(desk, borger, proposals.PROPOSALS)


def _move(desk: Desk, borger: Person, it: Matter, day: date, at: time) -> None:
    """Puts the borger's own reminder on another local day and time; of what staff have planned, they are asked. A time
    they have been asked for before is replaced."""
    activity, reminder = it.activity, it.reminder
    assert activity is not None
    if is_past(activity.plan, day, at, desk.now):
        again = move_card(it, desk.now)
        draw(desk, borger, reminder.id, face=replace(again, notes=(PAST,)))
        return
    schedules.clear_timers(desk.tx, reminder_id=reminder.id)
    if activity.kind == "own":
        set_change(desk.tx, activity, reminder.slot, Change(HappeningState.MOVED, day, at), borger.id, desk.now)
        reminders.set_state(desk.tx, reminder.id, "moved", desk.now)
        reminders.set_start(desk.tx, reminder.id, instant(day, at, activity.plan.zone))
    else:
        reminders.set_state(desk.tx, reminder.id, "moving", desk.now)
        _ask(desk, borger, it, day.isoformat(), f"{at:%H:%M}")
    draw(desk, borger, reminder.id)


def _ask(desk: Desk, borger: Person, it: Matter, day: str, at: str) -> None:
    """Asks staff to move it."""
    assert it.activity is not None
    plan = it.activity.plan
    if it.asked:
        proposals.set_time(desk.tx, it.asked.id, day, at)
    else:
        wish = Wish(plan.title, plan.pictogram, day, at)
        proposals.ask_to_move(desk.tx, borger.id, wish, it.activity.id, it.reminder.slot, desk.now)
    desk.runner.changed_only(desk, borger, proposals.PROPOSALS)


def move_known(desk: Desk, start: Start) -> Known:
    """What is to be moved, by its title."""
    it = _target(desk, start.target)
    return Known(facts={"what": it.activity.plan.title if it and it.activity else ""})


def move_done(desk: Desk, done: Done) -> None:
    """Another day and time were chosen. The reminder comes to the end of the chat, as it is now."""
    it = _target(desk, done.stored.target)
    if it is None or done.finish.end is not End.DONE:
        return
    reminder = it.reminder
    if reminder.surface_id is not None:
        desk.retire(done.person, reminder.surface_id)
    reminders.on_surface(desk.tx, reminder.id, desk.new_surface(done.person))
    if it.activity is None or not it.stands or it.over(desk.now):
        draw(desk, done.person, reminder.id)
    else:
        day, at = date.fromisoformat(done.chosen("day")), time.fromisoformat(done.chosen("at"))
        _move(desk, done.person, it, day, at)


def _target(desk: Desk, target: str) -> Matter | None:
    reminder = reminders.reminder_by_id(desk.tx, int(target.partition(":")[2] or 0))
    return _newest(desk, reminder) if reminder else None


def _newest(desk: Desk, reminder: Reminder) -> Matter:
    """The newest reminder of the same occurrence: what is said to a card that another is taking the place of counts."""
    newest = reminders.reminders_of(desk.tx, reminder.activity_id, reminder.slot)[-1]
    return matter(desk, newest, activity_by_id(desk.tx, reminder.activity_id))
