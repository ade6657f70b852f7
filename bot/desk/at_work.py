"""Who is at work now: those of the staff whose shift is on, as the plan of shifts has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.desk.desk import Desk
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.time.hours import running
from dialogs.time.shifts import Duty
from storage import activities, agendas, away, people, surfaces
from storage.activities import ShiftName
from storage.people import Person
from storage.sharing import Reader

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
PLAN_KEPT = timedelta(days=14)
"""A house in which nobody has had a shift for so long, nor will have, keeps no plan of shifts."""
SHIFTS: dict[ShiftName, Text] = {"day": T("Day"), "evening": T("Evening"), "night": T("Night")}


def running_shifts(desk: Desk) -> list[tuple[date, ShiftName]]:
    """The shifts that are on now: the local day each began on, and which it is. Early in the morning that is the night
    of the day before; where shifts overlap, there are two."""
    names = tuple(SHIFTS)
    return [(day, names[place]) for day, place in running(desk.house.settings.shifts, desk.local)]


def on_shift(desk: Desk, day: date, shift: ShiftName) -> list[int]:
    """Everybody who has a shift that begins on a local day and is not off that day, by id."""
    off = away.away_on(desk.tx, day)
    return [one for one in activities.working(desk.tx, day, shift) if one not in off]


def on_duty_now(desk: Desk) -> list[int]:
    """Everybody whose shift is on now, by id; nobody who had days off when it began."""
    found = [one for day, shift in running_shifts(desk) for one in on_shift(desk, day, shift)]
    return list(dict.fromkeys(found))


def keeps_shifts(desk: Desk) -> bool:
    """Whether the house keeps a plan of shifts; without one, nobody knows who is at work."""
    today = desk.local.date()
    return activities.keeps_duty(desk.tx, today - PLAN_KEPT, today + PLAN_KEPT)


def reader_now(desk: Desk, person: Person) -> Reader:
    """Somebody as a reader at this moment. Leaders do not read by rank, at work or not."""
    return Reader(person.id, at_work=person.role is Role.STAFF and person.id in on_duty_now(desk))


def last_there(desk: Desk, staff_id: int) -> datetime:
    """When somebody was last at work, before they came this time: the end of that time; a week ago at the earliest,
    and where they were not there since, a day ago."""
    today, names = desk.local.date(), tuple(SHIFTS)
    worked = activities.duty_of(desk.tx, staff_id, today - A_WEEK, today)
    duty = Duty(frozenset((day, names.index(shift)) for day, shifts in worked.items() for shift in shifts))
    ends = (stay.ends for stay in duty.stays(desk.house.settings.shifts, desk.house.settings.timezone))
    return max((end for end in ends if end <= desk.now), default=desk.now - A_DAY)


def off_work(desk: Desk) -> None:
    """Somebody's time at work may be over: what they were shown because of it goes from their screen."""
    here, features = on_duty_now(desk), desk.runner.features
    for after in features.after_work:
        after(desk, here)
    for borger_id, surface in surfaces.read_at_work(desk.tx):
        borger = people.person_by_id(desk.tx, borger_id)
        if borger and surface.shows in features.while_at_work and surface.person_id not in here:
            features.draws[surface.shows](desk, borger, surface)


def shifts_moved(desk: Desk) -> None:
    """The hours of the shifts are others, or may be: what comes to somebody as they come to work goes by them now."""
    for staff_id in activities.with_duty(desk.tx, desk.local.date() - timedelta(days=1)):
        agendas.look_again(desk.tx, staff_id, desk.now)


def called(names: Iterable[str | None], *, first: bool = False) -> tuple[str | Text, ...]:
    """Readers by their names, each once, as a list for a text; None is everybody at work. `first` says that the text
    begins with them."""
    everybody = T("Everybody at work") if first else T("everybody at work")
    found = tuple(everybody if name is None else name for name in dict.fromkeys(names))
    return (*found[:1], *(T("everybody at work") if isinstance(one, Text) else one for one in found[1:]))
