"""Reminders on a borger's phone: they ring, are answered, come again, and follow what becomes of their occurrence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.deleting import KEPT_RIGHT
from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.occasions import PLANNED
from bot.reminding.reminder_card import (
    OF_USE,
    Matter,
    card,
    has_come,
    matter,
    occurrence,
    tellable,
    turn_of,
)
from bot.telegram.render import plain
from dialogs.engine.cards import Card, shows
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.time.activity import Happening
from dialogs.time.agenda import AgendaEntry
from storage import agendas, outbox, people, reminders, schedules
from storage.activities import StoredActivity, activity_by_id
from storage.agendas import OccurrenceStatus
from storage.outbox import Lane
from storage.people import Person
from storage.reminders import Reminder
from storage.schedules import Timer

REMINDER = "r"

UNANSWERED = timedelta(minutes=15)
"""How long after the start staff hear of a reminder that nobody has answered, if that is agreed."""
A_MOMENT = timedelta(seconds=1)
AT_LEAST = timedelta(minutes=5)
"""How long a reminder that comes again is of use in any case."""


def remind(
    desk: Desk, borger: Person, activity: StoredActivity, slot: date, lead: str, expires_at: datetime
) -> int | None:
    """Puts a reminder of an occurrence on the borger's phone; it rings. Earlier ones of the same occurrence go.

    Returns: its id; None if the occurrence does not stand, or the borger cannot be reached. If it is agreed that staff
    hear of a reminder that nobody answers, one that cannot be sent is noted, and they do.
    """
    now = occurrence(activity, slot)
    if now is None or not now.stands or borger.chat_id is None or borger.state != "active":
        return None
    if not borger.reachable and not activity.plan.tells_staff:
        return None
    for earlier in reminders.reminders_of(desk.tx, activity.id, slot):
        _put_away(desk, borger, earlier)
    surface_id = desk.new_surface(borger) if borger.reachable else None
    reminder_id = reminders.add_reminder(desk.tx, activity.id, borger.id, slot, lead, now.start, surface_id, desk.now)
    watch(desk, activity, now, reminder_id)
    draw(desk, borger, reminder_id, Dispatch(Lane.REMINDER, expires_at=expires_at))
    return reminder_id


def reminder_due(desk: Desk, borger: Person, entry: AgendaEntry) -> None:
    """Reminds of what an entry of the borger's agenda is about, if that is still of use."""
    activity = activity_by_id(desk.tx, entry.source.id)
    if activity is None or entry.of is None:
        return
    status: OccurrenceStatus = "stale" if desk.now >= entry.until else "asked" if borger.reachable else "unreachable"
    reminder_id = None
    if status in ("asked", "unreachable"):
        reminder_id = remind(desk, borger, activity, entry.of.slot, entry.lead, entry.until)
    agendas.note(desk.tx, borger.id, entry, status, desk.now, reminder_id=reminder_id)


def timer_due(desk: Desk, timer: Timer) -> None:
    """A reminder is to come again ("remind"), nobody has answered it ("unanswered"), or it is over ("past")."""
    reminder = reminders.reminder_by_id(desk.tx, timer.reminder_id or 0)
    borger = people.person_by_id(desk.tx, reminder.borger_id) if reminder else None
    if reminder is None or borger is None:
        return
    if timer.kind == "past":
        _past(desk, borger, reminder)
        return
    it = matter(desk, reminder, activity_by_id(desk.tx, reminder.activity_id))
    if it.now is None or not it.now.stands or reminder.state not in ("open", "snoozed"):
        return
    if timer.kind == "unanswered":
        _tell_unanswered(desk, borger, it)
    else:
        reminders.set_state(desk.tx, reminder.id, "open", desk.now)
        if desk.now <= it.now.start + OF_USE + AT_LEAST:
            _rings_again(desk, borger, reminder, it.now)
        elif has_come(desk, reminder):
            draw(desk, borger, reminder.id)  # the bot was away; it is of no use any more


def _past(desk: Desk, borger: Person, reminder: Reminder) -> None:
    """It is over, so its card folds where it stands; the next day it goes."""
    if reminder.surface_id is None or not outbox.standing(desk.tx, reminder.surface_id, desk.now - KEPT_RIGHT):
        return
    goes = matter(desk, reminder, activity_by_id(desk.tx, reminder.activity_id)).goes
    if goes and goes > desk.now:
        draw(desk, borger, reminder.id)
    else:
        _put_away(desk, borger, reminder)


def occurrence_changed(desk: Desk, borger: Person, activity: StoredActivity, slot: date | None = None) -> None:
    """An occurrence, or with no `slot` any of the series, is not as it was. What waits to be sent of what has moved or
    does not stand is taken back, and what is on the screen says how it is now; so is what was asked about it."""
    present = activity_by_id(desk.tx, activity.id)
    for reminder in reminders.reminders_of(desk.tx, activity.id, slot):
        if reminder.surface_id is not None and reminder.state != "over":
            _bring_up_to_date(desk, borger, present, reminder, reminder.surface_id)
    desk.runner.changed_only(desk, borger, PLANNED)


def _bring_up_to_date(
    desk: Desk, borger: Person, activity: StoredActivity | None, reminder: Reminder, surface_id: int
) -> None:
    now = occurrence(activity, reminder.slot)
    waits = reminders.waits_until(desk.tx, surface_id)
    stands = activity is not None and now is not None and now.stands
    if not stands:
        schedules.clear_timers(desk.tx, reminder_id=reminder.id)
    if activity and now and now.start != reminder.starts_at:
        reminders.set_start(desk.tx, reminder.id, now.start)
        if reminder.state == "ok":  # that was said to another time
            reminders.set_state(desk.tx, reminder.id, "open", desk.now)
        # It comes anew in its time; unless that is past, for then what waits is all there will be.
        stands = stands and now.start - (reminder.starts_at - reminder.sent_at) <= desk.now
        _follow(desk, activity, now, reminder)
    if has_come(desk, reminder) or (waits and stands):
        draw(desk, borger, reminder.id, Dispatch(Lane.REMINDER if waits else Lane.ANSWER, expires_at=waits))
    elif waits:
        _put_away(desk, borger, reminder)


def moved(desk: Desk, borger: Person) -> None:
    """The borger goes on on another phone: reminders that can still be answered stand there."""
    for reminder in reminders.running_without_card(desk.tx, borger.id, desk.now - OF_USE):
        reminders.on_surface(desk.tx, reminder.id, desk.new_surface(borger))
        draw(desk, borger, reminder.id)


def draw(
    desk: Desk, borger: Person, reminder_id: int, dispatch: Dispatch = AT_ONCE, *, face: Card | None = None
) -> None:
    """Shows the reminder where it is, as it stands now, or with another face for a moment. By itself it folds when it
    is over, and goes the next day."""
    reminder = reminders.reminder_by_id(desk.tx, reminder_id)
    if reminder is None or reminder.surface_id is None or borger.chat_id is None:
        return
    it = matter(desk, reminder, activity_by_id(desk.tx, reminder.activity_id))
    schedules.clear_timers(desk.tx, reminder_id=reminder.id, kind="past")
    if comes := next((at for at in (it.ends, it.goes) if at and at >= desk.now), None):
        schedules.set_timer(desk.tx, comes + A_MOMENT, "past", reminder_id=reminder.id)
    desk.show_card(
        borger, face or _face(desk, borger, it), REMINDER, reminder.id, reminder.surface_id, dispatch,
        turn=turn_of(it.now) if it.now else 0,
    )  # fmt: skip


def _face(desk: Desk, borger: Person, it: Matter) -> Card:
    return card(it, desk.now, pictures=shows(desk.reading(borger).reading, essential=True)[0])


def _put_away(desk: Desk, borger: Person, reminder: Reminder) -> None:
    """Takes a reminder's card out of the chat, sent, on its way or not, with all that was still to come of it."""
    schedules.clear_timers(desk.tx, reminder_id=reminder.id)
    if reminder.surface_id is not None:
        desk.retire(borger, reminder.surface_id)
        reminders.on_surface(desk.tx, reminder.id, None)
    if reminder.state in ("open", "snoozed"):
        reminders.set_state(desk.tx, reminder.id, "over", desk.now)


def _rings_again(desk: Desk, borger: Person, reminder: Reminder, now: Happening) -> None:
    """The same reminder, as a new message."""
    if borger.chat_id is None or not borger.reachable:
        return
    if reminder.surface_id is not None:
        desk.retire(borger, reminder.surface_id)
    reminders.on_surface(desk.tx, reminder.id, desk.new_surface(borger))
    ends = max(now.start + OF_USE, desk.now + AT_LEAST)
    draw(desk, borger, reminder.id, Dispatch(Lane.REMINDER, expires_at=ends))


def watch(
    desk: Desk, activity: StoredActivity, now: Happening, reminder_id: int, after: datetime | None = None
) -> None:
    """Has staff told, if that is agreed, when nobody has answered by a while after the start, or after it has rung
    again."""
    if activity.plan.tells_staff:
        due = max(now.start, after or now.start) + UNANSWERED
        schedules.set_timer(desk.tx, due, "unanswered", reminder_id=reminder_id)


def _follow(desk: Desk, activity: StoredActivity, now: Happening, reminder: Reminder) -> None:
    """The occurrence begins at another time: the timers go with it. On another day, no reminder comes again for now."""
    if not now.stands:
        return
    rings = schedules.timer_at(desk.tx, reminder.id, "remind")
    schedules.clear_timers(desk.tx, reminder_id=reminder.id)
    if rings and now.start.astimezone(desk.house.zone).date() == rings.astimezone(desk.house.zone).date():
        schedules.set_timer(desk.tx, rings, "remind", reminder_id=reminder.id)
    elif reminder.state == "snoozed":
        reminders.set_state(desk.tx, reminder.id, "open", desk.now)
    if reminder.state in ("open", "snoozed"):
        watch(desk, activity, now, reminder.id, rings)


def _tell_unanswered(desk: Desk, borger: Person, it: Matter) -> None:
    """Tells the contact persons, or, if none of them can be reached, all staff."""
    assert it.activity is not None and it.now is not None
    what, start = it.activity.plan.title, it.now.start.astimezone(desk.house.zone)
    at = start.time().replace(tzinfo=None) if start.date() == desk.local.date() else start
    words = T("{name} has not answered the reminder of {what}, {when}.", name=borger.name, what=what, when=at)
    if not has_come(desk, it.reminder):
        words = T("The reminder of {what} has not reached {name}: {when}.", name=borger.name, what=what, when=at)
    for staff in tellable(desk, borger.id) or people.people_of_role(desk.tx, Role.STAFF):
        if staff.chat_id is None:
            continue
        surface_id = desk.new_surface(staff, borger)
        desk.show(staff, plain(words, desk.texts(staff)), surface_id, Dispatch(Lane.REMINDER))


def comes_again(desk: Desk, borger: Person) -> bool:
    """Puts before them again the reminders of what is not over yet. Returns: whether there are any."""
    found = [reminder for reminder in reminders.waiting_for(desk.tx, borger.id, desk.now - OF_USE)
             if matter(desk, reminder, activity_by_id(desk.tx, reminder.activity_id)).stands]  # fmt: skip
    for reminder in found:
        if reminder.surface_id is not None:
            desk.retire(borger, reminder.surface_id)
        reminders.on_surface(desk.tx, reminder.id, desk.new_surface(borger))
        draw(desk, borger, reminder.id)
    return bool(found)


def declined_lines(desk: Desk, reader: Person, since: datetime) -> list[Text]:
    """What the borgere somebody is contact person of have said "not today" to since an instant: a line for each."""
    lines = []
    for borger in people.borgere_of(desk.tx, reader.id):
        said = reminders.declined_since(desk.tx, borger.id, since)
        found = [activity_by_id(desk.tx, reminder.activity_id) for reminder in said]
        if titles := tuple(activity.plan.title for activity in found if activity):
            lines.append(T("{name}, not today: {list}", name=borger.name, list=titles))
    return lines
