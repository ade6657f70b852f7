"""Answers that are not given on a borger's own phone: with help on a member of staff's, and what staff notice."""

from __future__ import annotations

from dataclasses import replace

from bot.deleting import KEPT_RIGHT
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from dialogs.engine.session import End, Item, Shown, Stage
from dialogs.method.model import Dialog
from dialogs.text import T
from storage import people, sessions
from storage.people import Person
from storage.surfaces import Surface

OBSERVATION = "observation"


def choose(desk: Desk, start: Start) -> None:
    """What to answer with the borger beside. Nothing is asked of or about somebody who has not said yes to join."""
    if start.about.state == "active":
        desk.runner.open(desk, desk.house.dialogs["together"], start)
    else:
        _not_joined(desk, start)


def dialogs_known(desk: Desk, start: Start) -> Known:
    """The dialogs that keep a borger's answers."""
    texts = desk.texts(start.person)
    kept = (d for d in desk.house.dialogs.values() if d.purpose == "answers" and d.id != OBSERVATION)
    return Known(lists={"dialogs": tuple(Item(d.id, texts.say(d.title.plain()), d.pictogram) for d in kept)})


def begin(desk: Desk, done: Done) -> None:
    """Begins the dialog that was chosen, on the same card; one that is in the middle comes back instead."""
    dialog = desk.house.dialogs.get(done.chosen("which"))
    if done.finish.end is not End.DONE or dialog is None:
        return
    _answer(desk, dialog, Start(done.person, done.about, done.stored.surface_id, provenance="helped"))


def observe(desk: Desk, start: Start) -> None:
    """What a member of staff noticed about a borger, in the house's own words and kept apart from the borger's."""
    if start.about.state == "active":
        _answer(desk, desk.house.dialogs[OBSERVATION], replace(start, provenance="observed"))
    else:
        _not_joined(desk, start)


def put_away(desk: Desk, borger: Person, surface: Surface) -> None:
    """Takes the card away of somebody who began to answer with or about a borger, and is no contact person any more."""
    stored = sessions.session_by_id(desk.tx, surface.ref or 0)
    person = people.person_by_id(desk.tx, surface.person_id)
    if person is None or stored is None or stored.session.provenance == "self":
        return
    if not surface.is_older_than(desk.now - KEPT_RIGHT) and not people.is_contact(desk.tx, person.id, borger.id):
        desk.retire(person, surface.id)


def _answer(desk: Desk, dialog: Dialog, start: Start) -> None:
    """Begins a dialog; one of the kind that is in the middle comes back instead."""
    sought = (dialog.id, start.about.id, start.provenance)
    for stored in sessions.open_sessions(desk.tx, start.person.id):
        if (stored.dialog_id, stored.about_id, stored.session.provenance) == sought:
            if stored.session.stage is Stage.PAUSED:
                desk.runner.resume(desk, stored)
            else:
                desk.runner.feed(desk, stored, Shown())
            return
    desk.runner.open(desk, dialog, start)


def _not_joined(desk: Desk, start: Start) -> None:
    desk.tell(start.person, T("{name} has not joined yet.", name=start.about.name), about=start.about)
