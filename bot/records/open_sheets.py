"""Sheets that stay open: begun and gone on with by whoever is there, looked at again when that was agreed, handed to
who comes to work next, and over when somebody says so. The borger hears that from staff first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.desk import heard
from bot.desk.at_work import keeps_shifts, on_duty_now, reader_now
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Start
from bot.desk.page_parts import NEWS_SHOWS, PAGE_SHOWS
from bot.methods.in_use import is_used
from bot.talking.callees import at_work, next_at_work, of_level
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import InlineButton
from bot.telegram.render import plain
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from dialogs.text import T
from dialogs.time.schedule import instant, instants
from storage import method_use, people, sharing, sheets, surfaces
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer
from storage.sheets import OpenSheet

SIGN = "🧭"
PART = "open_sheet"
"""The part of a borger's page on which an open sheet stands."""
THEN_AT = time(14)
"""When a borger is offered, the day after, to look back: later than most have slept."""
TAPPED = "S"
SHEET = "sheet"
"""What a surface shows that tells staff of an open sheet: its `ref` is the sheet."""


def data(sheet: OpenSheet, choice: str) -> str:
    """What a button of an open sheet carries."""
    return button_data(Tap(TAPPED, sheet.id, 0, choice))


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of an open sheet: opened on the borger's page, gone on with, or the borger was told that it is over.

    Returns: False if there is nothing of it to do any more, or it is not theirs to do.
    """
    sheet = sheets.sheet_by_id(desk.tx, tap.id)
    borger = people.person_by_id(desk.tx, sheet.borger_id) if sheet else None
    if sheet is None or borger is None or sheet.is_settled or not writes(desk, person, borger):
        return False
    match tap.choice:
        case "on":
            desk.runner.go(desk, SHEET, Start(person, borger, target=str(sheet.id)))
        case "told" | "bot" if sheet.over_at:
            tell_over(desk, person, borger, sheet, by_bot=tap.choice == "bot")
        case _:
            desk.runner.go(desk, "borger_page", Start(person, borger, target=PART))
    return True


def writes(desk: Desk, person: Person, borger: Person) -> bool:
    """Whether somebody may write on a borger's open sheets: of the staff, who is their contact person or at work; in a
    house that keeps no plan of shifts, whoever may read what such a sheet is written beside."""
    if person.role is not Role.STAFF or borger.state != "active":
        return False
    if people.is_contact(desk.tx, person.id, borger.id) or person.id in on_duty_now(desk):
        return True
    return not keeps_shifts(desk) and any(_reads_beside(desk, person, borger, each) for each in _beginnings(desk))


def _beginnings(desk: Desk) -> list[Dialog]:
    """The dialogs that begin a sheet."""
    return [each for each in desk.house.dialogs.values() if each.begins_a_sheet]


def _reads_beside(desk: Desk, person: Person, borger: Person, dialog: Dialog) -> bool:
    """Whether the borger uses the paper that a sheet is written beside, and lets somebody read it."""
    beside = desk.house.dialogs.get(dialog.stays_open.beside) if dialog.stays_open else None
    if beside is None or not is_used(beside, method_use.uses_of(desk.tx, borger.id)):
        return False
    return sharing.may_read(desk.tx, reader_now(desk, person), borger.id, beside.topic or "")


def begins_with(desk: Desk, person: Person, borger: Person) -> list[Dialog]:
    """The sheets somebody may begin about a borger: beside a paper that the borger uses, and that they may read."""
    if not writes(desk, person, borger):
        return []
    uses = method_use.uses_of(desk.tx, borger.id)
    return [each for each in _beginnings(desk) if is_used(each, uses) and _reads_beside(desk, person, borger, each)]


def opened(desk: Desk, start: Start) -> None:
    """Begins a sheet, or goes on with one that is open: the target is the dialog, or the sheet's number."""
    sheet = sheets.sheet_by_id(desk.tx, int(start.target)) if start.target.isdecimal() else None
    if sheet and sheet.borger_id == start.about.id and sheet.over_at is None:
        if writes(desk, start.person, start.about) and (on := goes_on(desk, sheet)):
            desk.runner.open(desk, on, _from_outside(start, str(sheet.id)))
        return
    dialog = next((each for each in begins_with(desk, start.person, start.about) if each.id == start.target), None)
    if dialog:
        desk.runner.open(desk, dialog, _from_outside(start, ""))


def _from_outside(start: Start, target: str) -> Start:
    return Start(start.person, start.about, provenance="observed", target=target)


def goes_on(desk: Desk, sheet: OpenSheet) -> Dialog | None:
    """The dialog in which an open sheet is gone on with."""
    begun = desk.house.dialogs.get(sheet.dialog_id)
    return desk.house.dialogs.get(begun.stays_open.goes_on or "") if begun and begun.stays_open else None


def written(desk: Desk, done: Done) -> None:
    """Somebody has written on a sheet: it is open from now on, is looked at again when they say, or is over."""
    opens = done.dialog.stays_open
    if opens is None or not any(given.outcome == "answered" for given in done.finish.results):
        return
    by, borger = done.person, done.about
    if done.dialog.begins_a_sheet:
        number = sheets.add_sheet(desk.tx, borger.id, done.dialog.id, by.id, done.session.began or desk.now)
    else:
        number = int(done.stored.target) if done.stored.target.isdecimal() else 0
    sheet = sheets.sheet_by_id(desk.tx, number)
    if sheet is None:
        return
    chosen = {given.step: given.choices for given in done.finish.results}
    if opens.over and opens.over.fits(chosen.get(opens.over.step, ()), None):
        _over(desk, by, borger, sheet, chosen.get(opens.told.step, ()) if opens.told else ())
    elif sheet.over_at is None:
        _goes_on(desk, by, borger, sheet, _when(desk, chosen.get(opens.again, ())))
    _redrawn(desk, borger)


def _when(desk: Desk, chosen: Sequence[str]) -> datetime | None:
    """The next time that it is so late, if a time was said."""
    if not chosen:
        return None
    today, zone = desk.local.date(), desk.house.settings.timezone
    days = (today + timedelta(days=ahead) for ahead in (0, 1))
    found = (one for day in days for one in instants(day, time.fromisoformat(chosen[0]), zone))
    return next((one for one in found if one > desk.now), None)


def _goes_on(desk: Desk, by: Person, borger: Person, sheet: OpenSheet, at: datetime | None) -> None:
    sheets.look_again(desk.tx, sheet.id, at)
    sheets.set_timer(desk.tx, sheet.id, "again", at)
    handed = T("The sheet about {name} is open. Whoever comes to work next sees it first.", name=borger.name)
    if at:
        handed = T(
            "The sheet about {name} is open. I remind whoever is at work {when}. The next shift sees it first.",
            name=borger.name, when=at.astimezone(desk.house.zone),
        )  # fmt: skip
    desk.tell(by, handed, about=borger)


def _over(desk: Desk, by: Person, borger: Person, sheet: OpenSheet, told: Sequence[str]) -> None:
    if not sheets.close(desk.tx, sheet.id, by.id, desk.now):
        return
    sheets.set_timer(desk.tx, sheet.id, "again", None)
    begun = desk.house.dialogs.get(sheet.dialog_id)
    if begun and begun.stays_open and begun.stays_open.then:
        next_day = instant(desk.local.date() + timedelta(days=1), THEN_AT, desk.house.settings.timezone)
        sheets.set_timer(desk.tx, sheet.id, "then", next_day)
    on = goes_on(desk, sheet)
    says = on.stays_open.told if on and on.stays_open else None
    if says and says.fits(told, None):
        tell_over(desk, by, borger, sheet, by_bot="bot" in told)
    else:
        desk.tell(by, T("Please tell {name} that it is over. Until then it stands in the news.", name=borger.name),
                  about=borger)  # fmt: skip


def tell_over(desk: Desk, by: Person, borger: Person, sheet: OpenSheet, *, by_bot: bool) -> None:
    """The borger has been told, or is by this: short, true and by name."""
    if not sheets.set_told(desk.tx, sheet.id, desk.now):
        return
    said = T("It is over. {name} has told you.", name=by.name)
    if by_bot:
        said = T("{name} says: It is over.", name=by.name)
    heard.tell(desk, by, borger, said, SIGN)
    _redrawn(desk, borger)


def _redrawn(desk: Desk, borger: Person) -> None:
    """What stands on screens about it is as it is now."""
    for surface in surfaces.about(desk.tx, borger.id):
        person = people.person_by_id(desk.tx, surface.person_id)
        if person and surface.shows == SHEET:
            desk.retire(person, surface.id)
    for what in (PAGE_SHOWS, NEWS_SHOWS):
        desk.runner.changed_only(desk, borger, what)


def timer_due(desk: Desk, timer: Timer) -> None:
    """It is time to look at a sheet again, or the day after."""
    sheet = sheets.sheet_by_id(desk.tx, timer.sheet_id or 0)
    borger = people.person_by_id(desk.tx, sheet.borger_id) if sheet else None
    if sheet is None or borger is None or borger.state != "active":
        return
    if timer.kind == "then":
        _offers_to_look_back(desk, borger, sheet)
    elif sheet.over_at is None:
        _rings(desk, borger, sheet)


def _rings(desk: Desk, borger: Person, sheet: OpenSheet) -> None:
    """Whoever is at work hears that it is time. While nobody is, it waits for who comes next; where nobody knows who
    that is, the contact persons hear of it."""
    here = at_work(desk)
    later = next_at_work(desk) if not here and not desk.house.settings.staffed.is_open(desk.now) else None
    if later:
        sheets.set_timer(desk.tx, sheet.id, "again", later)
        return
    words = T("Look at the sheet about {name} again. It is open.", name=borger.name)
    for staff in (one for one in here or of_level(desk, borger, 0) if one.role is Role.STAFF and one.can_be_told):
        surface_id = desk.new_surface(staff, borger, SHEET, sheet.id)
        button = InlineButton(f"{SIGN} {desk.texts(staff).say(T('Open the sheet'))}", data(sheet, "open"))
        content = plain(words, desk.texts(staff), pictogram="")
        desk.show(staff, replace(content, rows=((button,),)), surface_id, Dispatch(Lane.CALL))


def _offers_to_look_back(desk: Desk, borger: Person, sheet: OpenSheet) -> None:
    """The day after, the borger may look back on it, if that is agreed with them."""
    begun = desk.house.dialogs.get(sheet.dialog_id)
    dialog = desk.house.dialogs.get(begun.stays_open.then or "") if begun and begun.stays_open else None
    if dialog is None or not is_used(dialog, method_use.uses_of(desk.tx, borger.id)):
        return
    if desk.rests(borger):
        return
    desk.runner.open(desk, dialog, Start(borger, borger, asked=True), Dispatch(Lane.CHECK_IN), quietly=True)
