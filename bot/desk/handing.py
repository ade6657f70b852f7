"""What a borger has left half-done is gone on with elsewhere: with help on the phone of staff, or alone on theirs."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import open_sessions, session_cards
from bot.desk.at_work import reader_now
from bot.desk.desk import AT_ONCE, Desk
from bot.desk.flow import Start
from bot.telegram.buttons import Tap
from dialogs.engine import changing_hands, path
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.session import Session, Stage
from dialogs.engine.voices import HELPED
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from storage import answers, people, schedules, sessions, sharing, surfaces
from storage.entries import Entry
from storage.people import Person
from storage.sessions import StoredSession

HANDED = surfaces.HANDED
"""Whose the buttons are of a card that says that a session has gone on to another phone."""


def gone_on_with(desk: Desk, dialog: Dialog, start: Start, entry: Entry | None) -> StoredSession | None:
    """Goes on, for who opens a method, with what is half-done of it: with what the borger has left on another phone,
    else with what is open on this one. What is about another entry is another sitting.

    Returns: the session, which stands on their phone now; None if there is none, or whoever opens it may not see all
    that was answered in it. Then it begins anew, and nothing tells that there is any."""
    if start.asked or start.part or start.said or not dialog.keeps:
        return None
    return _elsewhere(desk, dialog, start, entry) or open_sessions.again(desk, dialog, start, entry)


def _elsewhere(desk: Desk, dialog: Dialog, start: Start, entry: Entry | None) -> StoredSession | None:
    if start.provenance == "observed" or dialog.purpose != "answers":
        return None
    stored = sessions.last_answered(desk.tx, start.about.id, dialog.id, entry.id if entry else None, desk.now)
    if stored is None or (stored.person_id, stored.session.provenance) == (start.person.id, start.provenance):
        return None
    if start.person.id != start.about.id and not _may_see(desk, stored, start.person, start.about):
        return None
    return _take(desk, stored, start)


def in_the_middle(desk: Desk, borger: Person, dialog: Dialog, entry: Entry | None) -> StoredSession | None:
    """What the borger is answering of a dialog with somebody's help just now, if anything of it is answered; about an
    entry, if one is given."""
    stored = sessions.last_answered(desk.tx, borger.id, dialog.id, entry.id if entry else None, desk.now)
    return stored if stored and stored.is_half_done and stored.person_id != borger.id else None


def may_stay(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether a session may stay on a phone: it holds what was answered before it came there only while whoever has it
    may read that."""
    if person.id == borger.id or not changing_hands.holds_others(stored.session):
        return True
    return _may_read(desk, stored, person, borger)


def has_gone(desk: Desk, stored: StoredSession, session: Session) -> bool:
    """Whether what a session's own effects have done has closed it, or brought it to another phone."""
    now = sessions.session_by_id(desk.tx, stored.id)
    return now is not None and (now.person_id, now.session.turn) != (stored.person_id, session.turn)


def let_go(desk: Desk, stored: StoredSession, person: Person) -> None:
    """Somebody may not go on with a session. It stands again where the borger has it, as a break or a receipt; if that
    is nowhere, it is put away."""
    borger, dialog = people.person_by_id(desk.tx, stored.about_id), desk.dialog(stored.session.version)
    own = next((at for at, whose in surfaces.handed(desk.tx, stored.id) if whose == stored.about_id), None)
    if borger is None or own is None or borger.id == person.id:
        desk.runner.close(desk, stored, person)
        return
    if stored.surface_id:
        desk.retire(person, stored.surface_id)
    session = changing_hands.given_back(stored.session)
    _stands(desk, replace(stored, person_id=borger.id, surface_id=own, session=session), dialog, borger, borger)
    clear(desk, stored)
    if "expire" not in schedules.timers_of(desk.tx, stored.id):
        schedules.set_timer(desk.tx, desk.now + session_cards.CORRECTING, "expire", session_id=stored.id)


def clear(desk: Desk, stored: StoredSession) -> None:
    """Takes away the cards that say that a session has gone on to another phone."""
    for surface_id, person_id in surfaces.handed(desk.tx, stored.id):
        if person := people.person_by_id(desk.tx, person_id):
            desk.retire(person, surface_id)


def follow(desk: Desk, stored: StoredSession, before: Session, session: Session, person: Person, about: Person) -> None:
    """Keeps true what the cards say that tell where a session has gone to, after something has happened to it there:
    at its receipt they go, and the borger's says with whom they answer only while they do. Where staff have helped to
    the end and the borger has not said who may read it, their own phone asks them that."""
    if before.stage is Stage.RECEIPT and session.stage is Stage.CLOSED and not session.decided:
        _asks_at_home(desk, replace(stored, session=session), about)
    if session.stage is Stage.RECEIPT:
        if before.stage is not Stage.RECEIPT:
            clear(desk, stored)
    elif session.provenance == "helped" and (Stage.PAUSED in (before.stage, session.stage)):
        now = replace(stored, session=session)
        for surface_id, whose in surfaces.handed(desk.tx, stored.id):
            if whose == about.id and before.stage is not session.stage:
                _tell(desk, now, whose, surface_id, person, about)


def _asks_at_home(desk: Desk, stored: StoredSession, borger: Person) -> None:
    """The receipt comes to the borger's own phone, with its question who may read it."""
    if stored.session.provenance != "helped" or stored.person_id == borger.id or not borger.can_be_told:
        return
    if not stored.session.facts.get("readers"):
        return  # it would reach nobody: there is nothing to ask
    session = replace(changing_hands.given_back(stored.session), profile=desk.reading(borger))
    surface_id = desk.new_surface(borger)
    schedules.clear_timers(desk.tx, session_id=stored.id)
    mine = replace(stored, person_id=borger.id, surface_id=surface_id, session=session)
    _stands(desk, mine, desk.dialog(session.version), borger, borger)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """The borger goes on on their own phone.

    Returns: False if there is nothing to go on with any more, or the card is not theirs.
    """
    stored = sessions.session_by_id(desk.tx, tap.id)
    own = next((at for at, whose in surfaces.handed(desk.tx, tap.id) if whose == person.id), None)
    if stored is None or own is None or person.id != stored.about_id:
        return False
    return _take(desk, stored, Start(person, person, own)) is not None


def _may_see(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether somebody may read everything that was answered in a session, had it ended."""
    session, dialog = stored.session, desk.dialog(stored.session.version)
    if not session.shares or path.held(dialog, session) or answers.held_in(desk.tx, stored.id):
        return False
    return _may_read(desk, stored, person, borger)


def _may_read(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether somebody may read what a session is about. What is held back there while it is on their phone is held
    with the borger beside, and takes nothing from their sight."""
    reads = stored.topic and sharing.may_read(desk.tx, reader_now(desk, person), borger.id, stored.topic)
    return bool(reads) and desk.runner.flow(desk.dialog(stored.session.version)).stands(desk, stored, person, borger)


def _take(desk: Desk, stored: StoredSession, start: Start) -> StoredSession | None:
    """Brings a session to the phone of whoever goes on with it, at its first open question. Who had it is told."""
    person, dialog = start.person, desk.dialog(stored.session.version)
    place = changing_hands.open_at(dialog, stored.session, desk.now)
    if place is None:
        return None
    left = stored.surface_id if stored.session.stage is not Stage.CLOSED else None
    if left and sessions.newest_on(desk.tx, left) != stored.id:
        left = None  # something else stands there by now
    read = replace(stored.session, profile=desk.reading(start.about))
    session = changing_hands.taken_over(dialog, read, start.provenance, place)
    surface_id = start.surface_id or desk.new_surface(person)
    taken = replace(stored, person_id=person.id, surface_id=surface_id, session=session)
    schedules.clear_timer(desk.tx, stored.id, "nudge")
    if session.end is not None:
        schedules.clear_timers(desk.tx, session_id=stored.id)
        schedules.set_timer(desk.tx, desk.now + session_cards.CORRECTING, "expire", session_id=stored.id)
    _stands(desk, taken, dialog, person, start.about)
    if left and left != surface_id:
        _tell(desk, taken, stored.person_id, left, person, start.about)
    for card_id, whose in surfaces.handed(desk.tx, stored.id):
        if whose == person.id:
            desk.retire(person, card_id)
        elif card_id != left:
            _tell(desk, taken, whose, card_id, person, start.about)
    if person.id != start.about.id:
        sharing.log_look(desk.tx, person.id, start.about.id, "answers", desk.now)
    return taken


def _stands(desk: Desk, stored: StoredSession, dialog: Dialog, person: Person, about: Person) -> None:
    """Keeps a session as it is on the phone it has come to, and draws its card there."""
    assert stored.surface_id
    sessions.hand_over(desk.tx, stored.id, person.id, stored.surface_id)
    session_cards.stands_on(desk, stored.surface_id, stored.id, person.id, about.id)
    session_cards.keep(desk, stored, dialog, stored.session)
    reader = session_cards.reader_of(stored.session.provenance, person, about)
    session = session_cards.knows(desk, stored, dialog, stored.session, reader)
    session_cards.show(desk, stored, dialog, session, person, about, AT_ONCE)


def _tell(desk: Desk, taken: StoredSession, had_id: int, surface_id: int, now: Person, borger: Person) -> None:
    """In place of the card that somebody had, where it has gone; the borger can always take it back. Who is no contact
    person any more is told nothing."""
    had = people.person_by_id(desk.tx, had_id)
    if had is None or had.chat_id is None:
        return
    if had.id != borger.id and not people.is_contact(desk.tx, had.id, borger.id):
        desk.retire(had, surface_id)
        return
    buttons: tuple[tuple[CardButton, ...], ...] = ()
    lines: tuple[Text, ...] = (T("{name} goes on alone.", name=borger.name),)
    if had.id == borger.id:
        together = (T("You are answering together with {name}.", name=now.name), T("You can also go on here."))
        lines = (T("You can go on here."),) if taken.session.stage is Stage.PAUSED else together
        buttons = ((CardButton("on", T("Go on"), "▶️"),),)
    elif now.id != borger.id:
        lines = (T("{name} goes on together with {helper}.", name=borger.name, helper=now.name),)
    surfaces.now_shows(desk.tx, surface_id, HANDED, taken.id, borger.id if had.id != borger.id else None)
    desk.show_card(had, Card(None, HELPED, buttons, lines=lines, essential=True), HANDED, taken.id, surface_id)
