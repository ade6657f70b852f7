"""Who is on duty: everybody ticks their own shifts of the coming days, leaders those of anybody; and who is now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from html import escape

from bot.desk.allowed import allowed
from bot.desk.at_work import SHIFTS, off_work, on_shift, running_shifts
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton
from bot.telegram.render import TICK
from dialogs.permissions import Action, Role
from dialogs.text import T
from dialogs.time.schedule import instant
from storage import activities, agendas, people, surfaces
from storage.people import Person

DUTY = "v"

DAYS = 7


def is_off(desk: Desk, staff_id: int) -> bool:
    """Whether somebody's shift of today, or of last night, has ended or has not begun. Of who has none, nothing is
    known."""
    today = desk.local.date()
    night = (today - timedelta(days=1), "night")
    kept = activities.duty_of(desk.tx, staff_id, night[0], today)
    theirs = {(day, shift) for day, shifts in kept.items() for shift in shifts if day == today or (day, shift) == night}
    return bool(theirs) and not theirs & set(running_shifts(desk))


def next_shifts(desk: Desk) -> Iterator[tuple[datetime, list[int]]]:
    """The shifts to come that somebody has: when they begin, and who has them by id, in order."""
    today, zone = desk.local.date(), desk.house.settings.timezone
    coming = [
        (instant(day, time(begin // 60, begin % 60), zone), day, shift)
        for day in (today + timedelta(days=ahead) for ahead in range(DAYS))
        for shift, (begin, _) in zip(SHIFTS, desk.house.settings.shifts, strict=True)
    ]
    for begins, day, shift in sorted(coming):
        if begins > desk.now and (found := on_shift(desk, day, shift)):
            yield begins, found


def duty(desk: Desk, start: Start) -> None:
    """The shifts of who asks; a leader first says whose."""
    surface_id = desk.new_surface(start.person)
    if start.person.role is Role.LEADER:
        _whose(desk, start.person, surface_id)
    else:
        _show(desk, start.person, start.person, surface_id)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A shift is ticked or taken off; the button says which, and the surface it stands on for its turn.

    Returns: False if it is not this person's, or of a day that is past.
    """
    staff = people.person_by_id(desk.tx, tap.id)
    if person.role is Role.BORGER or not surfaces.is_on(desk.tx, tap.turn, person.id):
        return False
    if tap.choice == "whose" and person.role is Role.LEADER:
        _whose(desk, person, tap.turn)
        return True
    if staff is None or staff.role is Role.BORGER or not allowed(desk, person, Action.SET_DUTY, staff):
        return False
    ticked = tap.choice == "see" or _tick(desk, staff, tap.choice)
    _show(desk, person, staff, tap.turn)
    return ticked


def _tick(desk: Desk, staff: Person, choice: str) -> bool:
    written, named, on = [*choice.split("_"), "", ""][:3]
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return False
    today = desk.local.date()
    shift = next((each for each in SHIFTS if each == named), None)
    if shift is None or not today <= day < today + timedelta(days=DAYS):
        return False
    kept = set(activities.duty_of(desk.tx, staff.id, day, day).get(day, ()))
    kept = kept | {shift} if on == "1" else kept - {shift}
    activities.set_duty(desk.tx, staff.id, day, tuple(each for each in SHIFTS if each in kept))
    agendas.look_again(desk.tx, staff.id, desk.now)
    if on != "1":
        off_work(desk)
    return True


def _whose(desk: Desk, person: Person, surface_id: int) -> None:
    found = people.people_of_role(desk.tx, Role.STAFF)
    rows = tuple(
        (InlineButton(f"👤 {staff.name}", button_data(Tap(DUTY, staff.id, surface_id, "see"))),)
        for staff in [*found, person]
    )
    words = escape(desk.texts(person).say(T("Whose shifts?")))
    desk.show(person, Content(f"<b>{words}</b>", rows), surface_id)


def _show(desk: Desk, person: Person, staff: Person, surface_id: int) -> None:
    """Seven days, three shifts each; a tick stands for being on duty."""
    texts, today = desk.texts(person), desk.local.date()
    kept = activities.duty_of(desk.tx, staff.id, today, today + timedelta(days=DAYS - 1))

    def button(label: str, choice: str) -> InlineButton:
        return InlineButton(label, button_data(Tap(DUTY, staff.id, surface_id, choice)))

    rows: list[tuple[InlineButton, ...]] = []
    for day in (today + timedelta(days=ahead) for ahead in range(DAYS)):
        shifts = []
        for shift, label in SHIFTS.items():
            on = shift in kept.get(day, ())
            said = f"{TICK} {texts.say(label)}" if on else texts.say(label)
            shifts.append(button(said, f"{day:%Y%m%d}_{shift}_{0 if on else 1}"))
        rows.append((button(f"{texts.say(T('{date}', date=day))[:3]} {day.day}.", "see"), *shifts))
    if person.role is Role.LEADER:
        rows.append((button(f"⬅️ {texts.say(T('Back'))}", "whose"),))
    words = T("Your shifts. Tap those you have.") if staff.id == person.id else T("{name}'s shifts", name=staff.name)
    desk.show(person, Content(f"<b>{escape(texts.say(words))}</b>", tuple(rows)), surface_id)
