"""A session's card on a phone: kept, drawn and moved, in the way of reading of whom its questions are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.desk import lately, owed, partners, waiting
from bot.desk.at_work import called
from bot.desk.desk import AT_ONCE, SESSION, Desk, Dispatch
from bot.desk.flow import Start
from bot.desk.outlook import spared
from bot.desk.own_photos import photos_on
from dialogs.engine import engine, path, voices
from dialogs.engine.face import card, shows_all
from dialogs.engine.session import End, Provenance, Session, Stage
from dialogs.method.model import Dialog
from dialogs.text import T
from storage import answers, people, schedules, sessions, sharing, surfaces
from storage.people import Person
from storage.sessions import StoredSession

A_DAY = timedelta(hours=23)
"""What is asked at one hour each day is answered a little earlier on some."""
CORRECTING = timedelta(hours=1)
"""How long a correction may be left open; then the receipt comes back. A receipt on the phone of somebody else than the
borger goes after as long."""


def reader_of(provenance: Provenance, person: Person, about: Person) -> Person:
    """Whose profile and language the cards on a person's phone are in: the borger's also while somebody helps them."""
    return about if provenance == "helped" else person


def keep(desk: Desk, stored: StoredSession, dialog: Dialog, session: Session) -> None:
    """Writes the session as it is now, and what of it is held back."""
    if stored.session.held or session.held:
        held = path.held(dialog, session)
        for step, item in path.held(dialog, stored.session) ^ held:
            answers.hold_back(desk.tx, stored.id, step, item, (step, item) in held, desk.now)
    sessions.save_session(desk.tx, stored.id, session, desk.said_at, awaits_words=engine.awaits_words(dialog, session))


def knows(desk: Desk, stored: StoredSession, dialog: Dialog, session: Session, reader: Person) -> Session:
    """The session, now kept, with what its next card says: who may read it, and who talks with the borger about it, for
    both may have changed meanwhile; when they get what comes of it; and at the receipt, if the same is not asked later
    today because it is answered now."""
    person, about = (people.person_by_id(desk.tx, one) for one in (stored.person_id, stored.about_id))
    chosen = {given.step: given.choices[0] for given in session.given if given.choices}
    if person and about and (now := heard(desk, dialog, Start(person, about, target=stored.target), chosen)):
        session = replace(session, facts={**session.facts, **now})
        keep(desk, stored, dialog, session)
    if not dialog.keeps or not (session.end or dialog.names_readers or dialog.partner):
        return session
    facts = {**session.facts, **readers(desk, reader, stored.about_id, dialog)}
    facts |= partners.known(desk, reader, about, dialog) if about and dialog.partner else {}
    facts |= owed.known_at_receipt(desk, stored, dialog, reader)
    facts |= waiting.known_at_receipt(desk, stored, dialog, session, reader)
    if voices.is_mixed(session):
        names = answers.helpers_in(desk.tx, stored.id)
        facts[voices.HELPERS] = desk.texts(reader).say(T("{names}", names=names)) if names else ""
    if session.end is End.DONE and stored.session.end is None and session.provenance != "observed":
        at = spared(desk, stored.about_id, dialog.id)
        said = desk.texts(reader).say(T("{when}", when=at.time().replace(tzinfo=None))) if at else ""
        facts |= {"spared": said} if said else {}
    if facts != session.facts:
        session = replace(session, facts=facts)
        keep(desk, stored, dialog, session)
    return session


def heard(desk: Desk, dialog: Dialog, start: Start, chosen: Mapping[str, str]) -> Mapping[str, str]:
    """When the borger gets what comes of a form, as it is just now."""
    says = desk.runner.flow(dialog).heard
    return {"heard": desk.texts(start.person).lines(says(desk, start, chosen))} if says else {}


def to_the_end(desk: Desk, stored: StoredSession, person: Person) -> StoredSession:
    """Moves a session's card to the end of the chat: a new message, and the old one taken away."""
    assert stored.surface_id is not None
    desk.retire(person, stored.surface_id)
    return on_a_new_surface(desk, stored, person)


def on_a_new_surface(desk: Desk, stored: StoredSession, person: Person) -> StoredSession:
    """Gives a session's card a new place in somebody's chat, to be drawn there."""
    surface_id = desk.new_surface(person)
    stands_on(desk, surface_id, stored.id, person.id, stored.about_id)
    sessions.move_session(desk.tx, stored.id, surface_id)
    return replace(stored, surface_id=surface_id)


def stands_on(desk: Desk, surface_id: int, session_id: int, person_id: int, about_id: int) -> None:
    """A session stands on a surface of a person's from now on."""
    other = about_id if about_id != person_id else None
    surfaces.now_shows(desk.tx, surface_id, "session", session_id, other)


def show(
    desk: Desk, stored: StoredSession, dialog: Dialog, session: Session, person: Person, about: Person,
    dispatch: Dispatch,
) -> None:  # fmt: skip
    """Draws the session's card on the person's phone, unless another dialog has taken the card over. One that was
    closed before is not drawn anew: what a menu has led on to may stand there by now."""
    if stored.surface_id is None or stored.session.stage is Stage.CLOSED:
        return
    if sessions.newest_on(desk.tx, stored.surface_id) != stored.id:
        return
    if session.stage is Stage.RECEIPT and stored.session.stage is not Stage.RECEIPT:
        _stands_for_former(desk, stored, dialog, person)
    face, reader = card(dialog, session, desk.now), reader_of(session.provenance, person, about)
    surface_id = stored.surface_id
    if dialog.view in desk.runner.features.receipts and shows_all(dialog, session):
        drawn = desk.runner.features.receipts[dialog.view](desk, replace(stored, session=session), reader, face)
        desk.show(person, drawn, surface_id, dispatch)
        return
    face = lately.told_on(desk, face, stored, dialog, session, person)
    desk.show_card(person, face, SESSION, stored.id, surface_id, dispatch, turn=session.turn, reader=reader,
                   photos=photos_on(desk, stored, dialog))  # fmt: skip


def _stands_for_former(desk: Desk, stored: StoredSession, dialog: Dialog, person: Person) -> None:
    """What is asked again and again has one receipt in the chat, so that it stays short: those of a day ago and longer
    go. A note or a wish keeps its own, which is the way to take it back, and so does what is being corrected."""
    if dialog.rhythm is None:
        return
    for former in sessions.receipts_before(desk.tx, stored, desk.now - A_DAY):
        if former.session.stage is Stage.RECEIPT and former.surface_id is not None:
            desk.retire(person, former.surface_id)


def reworded(desk: Desk, session_id: int, borger: Person) -> None:
    """Lets a session know the words of a message that was edited, and draws its card anew where it still stands: they
    are quoted there, and may be what a thing of the borger's own is called."""
    stored = sessions.session_by_id(desk.tx, session_id)
    person = people.person_by_id(desk.tx, stored.person_id) if stored else None
    if stored is None or person is None:
        return
    dialog = desk.dialog(stored.session.version)
    said = (answers.words_at(desk.tx, session_id, given.step, given.item) for given in stored.session.given)
    known = zip(stored.session.given, said, strict=True)
    session = replace(stored.session, given=tuple(replace(given, words=words or given.words) for given, words in known))
    keep(desk, stored, dialog, session)
    if stored.surface_id and surfaces.shown_on(desk.tx, stored.surface_id) == "session":
        show(desk, stored, dialog, session, person, borger, AT_ONCE)


def nothing_to_ask(desk: Desk, start: Start) -> None:
    """Says so. A menu that led there has nothing left to offer, and goes."""
    before = sessions.newest_on(desk.tx, start.surface_id) if start.surface_id else None
    menu = sessions.session_by_id(desk.tx, before) if before else None
    if menu and start.surface_id and desk.dialog(menu.session.version).purpose == "menu":
        desk.retire(start.person, start.surface_id)
    desk.tell(start.person, T("There is nothing to choose yet."), pictogram="📭")


def is_put_by(dialog: Dialog, session: Session) -> bool:
    """Whether somebody has closed what they had opened, and it has nothing left to say: a menu, or questions of which
    they have answered none."""
    closed = session.stage is Stage.CLOSED and session.end is End.STOPPED
    return closed and (dialog.purpose == "menu" or (dialog.keeps and session.opened))


def readers(desk: Desk, reader: Person, borger_id: int, dialog: Dialog) -> Mapping[str, str]:
    """Who may read what is said in a dialog, for its texts."""
    if dialog.topic is None:
        return {}
    names = sharing.readers_of(desk.tx, borger_id, dialog.topic)
    return {"readers": desk.texts(reader).say(T("{names}", names=called(names))) if names else ""}


def onward(
    stored: StoredSession, session: Session, opens: str, person: Person, about: Person
) -> tuple[str, Start]:  # fmt: skip
    """What opens that a card goes on to, and how: in its place; but a receipt stays, and comes back."""
    if session.stage is Stage.RECEIPT:
        return opens, Start(person, about, target=f"session:{stored.id}")
    name, colon, target = opens.partition(":")
    return name, Start(person, about, stored.surface_id, target if colon else stored.target, session.carried)


def set_timers(desk: Desk, stored: StoredSession, dialog: Dialog, dispatch: Dispatch) -> None:
    """When the time to answer is over, and when the one nudge comes. Staff who help are not nudged, nor who has begun
    unasked."""
    begins = dispatch.not_before or desk.now
    window_ends = dispatch.expires_at or begins + dialog.window
    schedules.set_timer(desk.tx, window_ends, "expire", session_id=stored.id)
    asked = stored.session.provenance == "self" and not stored.session.opened
    if dialog.nudge_after and asked and begins + dialog.nudge_after < window_ends:
        schedules.set_timer(desk.tx, begins + dialog.nudge_after, "nudge", session_id=stored.id)
