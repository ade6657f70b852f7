"""Somebody who works here is off: who stands in, and what those borgere are told whose only contact person they are."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.desk import standing_in
from bot.desk.at_work import off_work
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start, items
from bot.people import lending
from bot.talking import calls, promises
from dialogs.engine.session import End, Item
from dialogs.permissions import Role
from dialogs.text import T
from dialogs.time.schedule import instant
from storage import away, people, schedules
from storage.away import Away
from storage.followup import Talk
from storage.people import Person
from storage.schedules import Timer, TimerKind

TIME_OFF = "time_off"
NOBODY = "nobody"
BEGINS: TimerKind = "away"
ENDS: TimerKind = "away_over"
IN_THE_MORNING = time(9)


def known(desk: Desk, start: Start) -> Known:
    """Until when they are off, and who can stand in."""
    staff, say = _whose(desk, start), desk.texts(start.person).say
    if staff is None:
        return Known()
    off = away.away_of(desk.tx, staff.id, desk.local.date())
    ways = [Item("days", say(T("Days off")), "🏖️"), *([Item("back", say(T("Back again")), "↩️")] if off else [])]
    stands = T("{name} has no days off.", name=staff.name)
    if off:
        deputy = people.person_by_id(desk.tx, off.deputy_id or 0)
        stands = T("{name} is off from {first} to {last}. {deputy} stands in.", name=staff.name, first=off.first,
                   last=off.last, deputy=deputy.name if deputy else T("Nobody"))  # fmt: skip
    others = [one for one in people.people_of_role(desk.tx, Role.STAFF) if one.id != staff.id]
    return Known(
        {"stands": say(stands)},
        {"ways": tuple(ways), "staff": (*items(others), Item(NOBODY, say(T("Nobody")), "✖️"))},
    )


def done(desk: Desk, done: Done) -> None:
    """Somebody is off, or back, from now on; calls go to who is there by that."""
    staff = _whose(desk, Start(done.person, done.about, target=done.stored.target))
    what, first, last = done.chosen("what"), done.chosen("from"), done.chosen("until")
    deputy = done.chosen("deputy")
    if done.finish.end is not End.DONE or staff is None:
        return
    _set(desk, staff, what, first, last, deputy)
    off_work(desk)
    calls.shifts_changed(desk)


def _set(desk: Desk, staff: Person, what: str, first: str, last: str, deputy: str) -> None:
    if what == "back":
        _back(desk, staff)
    elif first and last:
        days = sorted((date.fromisoformat(first), date.fromisoformat(last)))
        _off(desk, Away(staff.id, days[0], days[1], int(deputy) if deputy.isdecimal() else None))


def _off(desk: Desk, off: Away) -> None:
    """It counts from its first day; those whom it matters to are told then, but for what was promised for one of the
    days, which is taken up anew at once. Days that had begun and are moved to later are over until then."""
    staff = people.person_by_id(desk.tx, off.staff_id)
    if staff and off.first > desk.local.date():
        _back(desk, staff)
    lending.over(desk, off)
    away.set_away(desk.tx, off)
    if staff:
        found = [call for call in calls.promised(desk, staff) if off.first <= _comes(desk, call) <= off.last]
        calls.cannot_after_all(desk, staff, found)
    _no_timers(desk, off.staff_id)
    after = instant(off.last + timedelta(days=1), time(), desk.house.settings.timezone)
    schedules.set_timer(desk.tx, after, ENDS, borger_id=off.staff_id)
    begins = instant(off.first, IN_THE_MORNING, desk.house.settings.timezone)
    if off.first <= desk.local.date():
        _begins(desk, off)
    else:
        schedules.set_timer(desk.tx, begins, BEGINS, borger_id=off.staff_id)


def _comes(desk: Desk, call: Talk) -> date:
    """The local day for which a call was answered."""
    return (promises.time_of(call.promise) or desk.now).astimezone(desk.house.zone).date()


def _back(desk: Desk, staff: Person) -> None:
    off = away.away_of(desk.tx, staff.id, desk.local.date())
    waits = schedules.due_of(desk.tx, staff.id, BEGINS)
    _no_timers(desk, staff.id)
    if off:
        lending.over(desk, off)
    matters = _only_theirs(desk, staff) if off and not waits else []
    away.is_back(desk.tx, staff.id)
    for borger in matters:
        desk.tell(borger, T("{name} is back again.", name=staff.name), wait_for_day=True, pictogram="🤲")
    for other in away.stood_in_by(desk.tx, staff.id, desk.local.date()) if off and not waits else []:
        _told(desk, other)


def _no_timers(desk: Desk, staff_id: int) -> None:
    for kind in (BEGINS, ENDS):
        schedules.clear_timers(desk.tx, borger_id=staff_id, kind=kind)


def timer_due(desk: Desk, timer: Timer) -> None:
    """The first day has come; or the last is over."""
    if timer.kind == ENDS:
        lending.over(desk, Away(timer.borger_id or 0, desk.local.date(), desk.local.date(), None))
        return
    off = away.away_of(desk.tx, timer.borger_id or 0, desk.local.date())
    if off and off.first <= desk.local.date():
        _begins(desk, off)


def _begins(desk: Desk, off: Away) -> None:
    """Those whom it matters to are told, also of whomever they stood in for themselves."""
    _told(desk, off)
    gone = people.person_by_id(desk.tx, off.staff_id)
    for other in away.stood_in_by(desk.tx, off.staff_id, desk.local.date()):
        if gone:
            stands_in_no_more(desk, other, gone)


def stands_in_no_more(desk: Desk, off: Away, deputy: Person) -> None:
    """Who was to stand in for somebody is not there: that person hears it, and if the days have begun, all others
    whom it matters to."""
    staff = people.person_by_id(desk.tx, off.staff_id)
    if staff and staff.can_be_told:
        gone = T("{name} does not stand in for you now. Please talk with a leader.", name=deputy.name)
        desk.tell(staff, gone, wait_for_day=True)
    if off.first <= desk.local.date():
        _told(desk, off, gone=deputy)


def _told(desk: Desk, off: Away, *, gone: Person | None = None) -> None:
    """The borgere of whom they are the only contact person there, whoever stands in, and where that is nobody the
    leaders, are told; the borgere also who answers no more."""
    staff = people.person_by_id(desk.tx, off.staff_id)
    if staff is None or off.first > desk.local.date():
        return
    (deputy,) = standing_in.stand_ins(desk, [staff])[:1] or (None,)
    if gone:
        lending.over(desk, off)
    matters = _only_theirs(desk, staff)
    for borger in matters:
        lines = [T("{name} does not answer now.", name=gone.name)] if gone else []
        lines.append(T("{name} is off until {day}.", name=staff.name, day=off.last))
        if deputy:
            lines.append(T("{name} answers.", name=deputy.name))
        else:
            lines.append(T("You can tap »Talk to someone« as before."))
        words = T("{lines}", lines=desk.texts(borger).lines(lines))
        desk.tell(borger, words, wait_for_day=True, pictogram="🤲")
        if deputy:
            lending.ask(desk, borger, off, deputy)
    names = tuple(borger.name for borger in matters)
    if deputy and names:
        desk.tell(deputy, T("You stand in for {name} until {day}: {names}. They choose what you may read.",
                            name=staff.name, day=off.last, names=names), wait_for_day=True)  # fmt: skip
    for leader in people.people_of_role(desk.tx, Role.LEADER) if names and not deputy else []:
        desk.tell(leader, T("{name} is off until {day}, and nobody stands in for: {names}.", name=staff.name,
                            day=off.last, names=names), wait_for_day=True)  # fmt: skip


def _only_theirs(desk: Desk, staff: Person) -> list[Person]:
    """The borgere who take part and have no other contact person who is there."""
    found = []
    for borger in people.borgere_of(desk.tx, staff.id):
        others = [one for one in people.contacts_of(desk.tx, borger.id) if one.id != staff.id and one.can_be_told]
        if borger.state == "active" and not standing_in.there(desk, others):
            found.append(borger)
    return found


def _whose(desk: Desk, start: Start) -> Person | None:
    """Their own, or of somebody whom a leader names."""
    if not start.target.isdecimal():
        return start.person
    found = people.person_by_id(desk.tx, int(start.target))
    named = found and found.role in (Role.STAFF, Role.LEADER) and start.person.role is Role.LEADER
    return found if named else None
