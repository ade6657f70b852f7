"""Answers that are not given on a borger's own phone: with help on a member of staff's, and what staff notice."""

from __future__ import annotations

from dataclasses import replace

from bot.deleting import KEPT_RIGHT
from bot.desk import about_entries, handing
from bot.desk.allowed import allowed
from bot.desk.answering import needed
from bot.desk.closed_phones import not_here
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.lists import still_shared
from bot.methods.in_use import methods_of
from dialogs.engine.session import End, Item, Provenance, Stage
from dialogs.method.model import Dialog
from storage import people, sessions
from storage.people import Person
from storage.sessions import StoredSession
from storage.surfaces import Surface

OWN_VIEW = "own_view"


def choose(desk: Desk, start: Start) -> None:
    """What to answer with the borger beside. Nothing is asked of or about somebody who has not said yes to join."""
    if start.about.state == "active":
        desk.runner.open(desk, desk.house.dialogs["together"], start)
    else:
        _not_joined(desk, start)


def dialogs_known(desk: Desk, start: Start) -> Known:
    """The methods that the borger uses."""
    return Known(lists={"dialogs": _listed(desk, start, methods_of(desk, start.about))})


def views_known(desk: Desk, start: Start) -> Known:
    """The methods that staff answer with their own view of the borger."""
    return Known(lists={"dialogs": _listed(desk, start, _views(desk, start))})


def _views(desk: Desk, start: Start) -> list[Dialog]:
    """What the member of staff can write about the borger now: of what is about a goal, an activity or
    the like, only if there is one."""
    found = methods_of(desk, start.about, "staff")
    return [d for d in found if d.stays_open is None and (d.entry_kind is None or about_entries.listed(desk, start, d))]


def _listed(desk: Desk, start: Start, found: list[Dialog]) -> tuple[Item, ...]:
    say = desk.texts(start.person).say
    return tuple(Item(d.id, say(d.title.plain()), d.pictogram) for d in found)


def begin(desk: Desk, done: Done) -> None:
    """Begins the dialog that was chosen, on the same card; one that is in the middle comes back instead."""
    _begin(desk, done, "helped")


def begin_view(desk: Desk, done: Done) -> None:
    """Begins the dialog that was chosen, for the member of staff's own view."""
    _begin(desk, done, "observed")


def _begin(desk: Desk, done: Done, provenance: Provenance) -> None:
    dialog = desk.house.dialogs.get(done.chosen("which"))
    if done.finish.end is End.DONE and dialog:
        start = Start(done.person, done.about, done.stored.surface_id, provenance=provenance)
        desk.runner.open(desk, dialog, start)


def observe(desk: Desk, start: Start) -> None:
    """What a member of staff noticed about a borger, in the house's own words and kept apart from the borger's."""
    found = _views(desk, start)
    if start.about.state != "active":
        _not_joined(desk, start)
    elif len(found) == 1:
        desk.runner.open(desk, found[0], replace(start, provenance="observed"))
    else:
        desk.runner.open(desk, desk.house.dialogs[OWN_VIEW], start)


def put_away(desk: Desk, borger: Person, surface: Surface) -> None:
    """Takes the card away of somebody who began to answer with or about a borger, and is no contact person any more;
    and one of somebody who may not see any more what stands on it. What the borger had begun goes back to them."""
    stored = sessions.session_by_id(desk.tx, surface.ref or 0)
    person = people.person_by_id(desk.tx, surface.person_id)
    if person is None or stored is None or surface.is_older_than(desk.now - KEPT_RIGHT):
        return
    stands = stored.session.stage is Stage.CLOSED or _still_seen(desk, stored, person, borger)
    own, dialog = stored.session.provenance == "self", desk.dialog(stored.session.version)
    may = own or allowed(desk, person, needed(dialog, None, stored.session.provenance), borger)
    if not stands or not may:
        handing.let_go(desk, stored, person)


def put_away_handed(desk: Desk, borger: Person, surface: Surface) -> None:
    """Takes away what says where a session has gone from somebody who is no contact person any more."""
    person = people.person_by_id(desk.tx, surface.person_id)
    stays = person is None or people.is_contact(desk.tx, person.id, borger.id)
    if person and not stays and not surface.is_older_than(desk.now - KEPT_RIGHT):
        desk.retire(person, surface.id)


def _still_seen(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether all that a card says of the borger may still be seen by whose phone it is on. A receipt names the things
    of its lists as the questions did; what stood in a paper before is no part of it."""
    if not handing.may_stay(desk, stored, person, borger):
        return False
    if stored.status == "open":
        return desk.runner.flow(desk.dialog(stored.session.version)).stands(desk, stored, person, borger)
    return stored.session.provenance == "self" or still_shared(desk, stored, person, borger)


def _not_joined(desk: Desk, start: Start) -> None:
    desk.tell(start.person, not_here(desk, start.about), about=start.about)
