"""Somebody stands in for a contact person and may read nothing: the borger is asked whether they may in those days.
Unasked nobody reads; and what was lent ends with the days."""

from __future__ import annotations

from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from dialogs.engine.session import End
from dialogs.text import T
from storage import away, lent, people, sessions, sharing
from storage.away import Away
from storage.people import Person
from storage.sharing import Reader

LEND = "lend"


def ask(desk: Desk, borger: Person, off: Away, deputy: Person) -> None:
    """Asks a borger, if who stands in may read nothing of what the contact person who is off may."""
    _take_back(desk, borger, off)
    topics = lent.read_by(desk.tx, borger.id, off.staff_id)
    at_work = Reader(deputy.id, at_work=True)
    if not topics or any(sharing.may_read(desk.tx, at_work, borger.id, topic) for topic in topics):
        return
    start = Start(borger, borger, target=f"{off.staff_id}", asked=True)
    desk.runner.open(desk, desk.house.dialogs[LEND], start, Dispatch(not_before=desk.after_quiet(borger)))


def known(desk: Desk, start: Start) -> Known:
    """Who is off, and who stands in."""
    off, staff = _off(desk, start.target), people.person_by_id(desk.tx, _number(start.target))
    deputy = people.person_by_id(desk.tx, off.deputy_id or 0) if off else None
    return Known({"name": staff.name if staff else "–", "reader": deputy.name if deputy else "–"})


def done(desk: Desk, done: Done) -> None:
    """A yes counts for those days, and for who was named on the card; who stands in hears of it."""
    off, borger = _off(desk, done.stored.target), done.about
    if done.finish.end is not End.DONE or done.chosen("may") != "yes_" or off is None:
        return
    deputy, staff = people.person_by_id(desk.tx, off.deputy_id or 0), people.person_by_id(desk.tx, off.staff_id)
    if deputy is None or staff is None:
        return
    lent.lend(desk.tx, borger.id, staff.id, deputy.id, lent.read_by(desk.tx, borger.id, staff.id), desk.now)
    desk.runner.changed(desk, borger)
    lets = T("{name} lets you read what {staff} may read, until {day}. See »News«.", name=borger.name, staff=staff.name,
             day=off.last)  # fmt: skip
    desk.tell(deputy, lets, wait_for_day=True, about=borger)


def over(desk: Desk, off: Away) -> None:
    """The days are over, or others are set, or somebody else stands in: what was lent for them ends, and no card asks
    about them any more."""
    for borger_id in lent.end(desk.tx, off.staff_id, desk.now):
        if borger := people.person_by_id(desk.tx, borger_id):
            desk.runner.changed(desk, borger)
    for borger in people.borgere_of(desk.tx, off.staff_id):
        _take_back(desk, borger, off)


def _take_back(desk: Desk, borger: Person, off: Away) -> None:
    for stored in sessions.open_sessions(desk.tx, borger.id):
        if stored.dialog_id == LEND and _number(stored.target) == off.staff_id:
            desk.runner.close(desk, stored, borger)


def _off(desk: Desk, target: str) -> Away | None:
    """The days that a card is about, if they are on."""
    off = away.away_of(desk.tx, _number(target), desk.local.date())
    return off if off and off.first <= desk.local.date() else None


def _number(target: str) -> int:
    return int(target) if target.isdecimal() else 0
