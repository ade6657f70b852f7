"""Runs dialogs: opens them for those who may, feeds them what happens, and carries their effects out."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.desk import about_entries, handing, open_sessions, session_cards, the_house, waiting
from bot.desk.allowed import allowed
from bot.desk.answering import needed, plain_flow
from bot.desk.desk import AT_ONCE, SESSION, Desk, Dispatch
from bot.desk.feature import Features
from bot.desk.flow import Done, Flow, Start
from bot.desk.opening import begun
from bot.telegram.buttons import Tap
from dialogs.engine import engine, pages
from dialogs.engine.buttons import Button
from dialogs.engine.face import by_words
from dialogs.engine.session import (
    Effect,
    End,
    Event,
    Finish,
    Held,
    Open,
    Outdated,
    Pressed,
    Provenance,
    Record,
    Said,
    Session,
    Share,
    Show,
    Shown,
    Stage,
    Unexpected,
)
from dialogs.method.model import Dialog
from dialogs.permissions import Action
from dialogs.text import T
from storage import answers, people, schedules, sessions, surfaces
from storage.people import Person
from storage.sessions import StoredSession
from storage.tasks import TASKS

log = logging.getLogger(__name__)


class Runner:
    """`features` are all that can be opened, tapped and drawn."""

    def __init__(self, features: Features) -> None:
        self.features = features

    def flow(self, dialog: Dialog) -> Flow:
        """The dialog's flow; what only keeps answers needs none of its own."""
        plain = plain_flow(dialog)
        if of_purpose := self.features.purposes.get(dialog.purpose):
            plain = replace(of_purpose, action=of_purpose.action or plain.action)
        return self.features.forms.get(dialog.id, plain)

    def _needed(self, dialog: Dialog, provenance: Provenance) -> Action | None:
        """What one must be allowed to do to answer a dialog, for oneself or for a borger."""
        return needed(dialog, self.flow(dialog).action, provenance)

    def go(self, desk: Desk, target: str, start: Start) -> StoredSession | None:
        """Opens a dialog or screen by id, if the person may. Who may not gets a kind line."""
        dialog = desk.house.dialogs.get(target)
        screen = self.features.screens.get(target)
        if not allowed(desk, start.person, self.action(desk, target), start.about):
            desk.tell(start.person, T("That is not yours to open. Ask a leader, if you need it."), pictogram="🚫")
            return None
        if screen:
            before = surfaces.newest(desk.tx)
            screen.opener(desk, start)
            if not screen.stays:
                surfaces.will_pass(desk.tx, start.person.id, before, start.surface_id)
            return None
        if dialog is None:
            log.error("nothing is called %s", target)
            return None
        return self.open(desk, dialog, start)

    def action(self, desk: Desk, target: str) -> Action | None:
        """What one must be allowed to do to open a dialog or screen."""
        dialog, screen = desk.house.dialogs.get(target), self.features.screens.get(target)
        return self.flow(dialog).action if dialog else screen.action if screen else None

    def is_there(self, desk: Desk, target: str) -> bool:
        """Whether there is anything to open now; what opens as a dialog always is."""
        screen = self.features.screens.get(target)
        return screen is None or screen.there(desk)

    def open(
        self, desk: Desk, dialog: Dialog, start: Start, dispatch: Dispatch = AT_ONCE, *, quietly: bool = False
    ) -> StoredSession | None:
        """Starts a dialog on a person's phone; `quietly` says nothing if there is nothing to ask.

        Returns: the session; None if there was nothing to ask.
        """
        if (whole := self.flow(dialog).whole) and start.part is None:
            return whole(desk, dialog, start, dispatch)
        start = the_house.begins(desk, dialog, start)
        person, about = start.person, start.about
        entry = about_entries.entry_of(desk, dialog, start)
        if dialog.entry_kind and entry is None:
            which = desk.house.dialogs[about_entries.WHICH_ENTRY]
            return self.open(desk, which, about_entries.asks_which(dialog, start), dispatch, quietly=quietly)
        if half_done := handing.gone_on_with(desk, dialog, start, entry):
            return half_done
        session = begun(desk, dialog, start, entry)
        if session.stage is Stage.CLOSED:
            if not quietly:
                session_cards.nothing_to_ask(desk, start)
            return None
        surface_id = start.surface_id or desk.new_surface(person)
        session_id = sessions.add_session(
            desk.tx, dialog, session, desk.now, person_id=person.id, about_id=about.id, surface_id=surface_id,
            target=start.target, awaits_words=engine.awaits_words(dialog, session),
            entry_id=entry.id if entry else None,
        )  # fmt: skip
        session_cards.stands_on(desk, surface_id, session_id, person.id, about.id)
        stored = StoredSession(session_id, person.id, about.id, dialog.id, session, "open", surface_id,
                               start.target, dialog.topic, entry.id if entry else None)  # fmt: skip
        session_cards.set_timers(desk, stored, dialog, dispatch)
        session_cards.show(desk, stored, dialog, session, person, about, dispatch)
        if dialog.keeps:
            for said in start.said:
                stored = sessions.session_by_id(desk.tx, session_id) or stored
                self.feed(desk, stored, said)
        return stored

    def feed(self, desk: Desk, stored: StoredSession, event: Event, dispatch: Dispatch = AT_ONCE) -> bool:
        """Lets `event` happen to a session.

        Returns: False if it belonged to an earlier card and changed nothing.
        """
        dialog = desk.dialog(stored.session.version)
        person = people.person_by_id(desk.tx, stored.person_id)
        theirs = stored.about_id == stored.person_id
        about = person if theirs else people.person_by_id(desk.tx, stored.about_id)
        if person is None or about is None or person.chat_id is None:
            return False
        may = allowed(desk, person, self._needed(dialog, stored.session.provenance), about)
        if not may or not handing.may_stay(desk, stored, person, about):
            handing.let_go(desk, stored, person)  # begun as a contact person, which they are no more
            return False
        reader = session_cards.reader_of(stored.session.provenance, person, about)
        before = replace(stored.session, profile=desk.reading(reader))
        session, effects = engine.step(dialog, before, event, desk.said_at)
        session_cards.keep(desk, stored, dialog, session)
        session = session_cards.knows(desk, stored, dialog, session, reader)
        if before.stage is Stage.RECEIPT and session.stage in (Stage.ASKING, *pages.LEFT_OPEN):
            left_open = dialog.window if waiting.is_asked(dialog, session) else session_cards.CORRECTING
            schedules.set_timer(desk.tx, desk.now + left_open, "expire", session_id=stored.id)
        for effect in effects:
            if before.end is not None and isinstance(effect, Show) and handing.has_gone(desk, stored, session):
                return True
            self._carry_out(desk, stored, dialog, session, effect, person, about, dispatch)
            if isinstance(effect, Record) and before.end is not None:
                self.changed(desk, about)  # a correction at the receipt: what others read is drawn anew
            if isinstance(effect, Finish):
                now = people.person_by_id(desk.tx, person.id)
                if now is None:
                    return True  # they said no, and are gone with all that was theirs
                person, about = now, now if theirs else about  # perhaps they have just chosen another language
        comes_to_receipt = session.stage is Stage.RECEIPT and before.stage is not Stage.RECEIPT
        handing.follow(desk, stored, before, session, person, about)
        if comes_to_receipt and session.provenance != "self":
            schedules.set_timer(desk.tx, desk.now + session_cards.CORRECTING, "expire", session_id=stored.id)
        for finish in (effect for effect in effects if isinstance(effect, Finish)):
            self.flow(dialog).afterwards(desk, Done(stored, session, dialog, finish, person, about))
        waiting.set_timers(desk, stored, dialog, session)
        return not any(isinstance(effect, Outdated) for effect in effects)

    def _carry_out(
        self, desk: Desk, stored: StoredSession, dialog: Dialog, session: Session, effect: Effect, person: Person,
        about: Person, dispatch: Dispatch,
    ) -> None:  # fmt: skip
        match effect:
            case Record(answer):
                answers.record(desk.tx, stored.id, about.id, answer)
            case Share() | Held():
                self.changed(desk, about)
            case Finish():
                self._finished(desk, Done(stored, session, dialog, effect, person, about, self.flow(dialog).needs))
            case Open(opens):
                self.go(desk, *session_cards.onward(stored, session, opens, person, about))
            case Show() if stored.surface_id and session_cards.is_put_by(dialog, session):
                desk.retire(person, stored.surface_id)
            case Show() if session.end is End.DONE and stored.surface_id and self.flow(dialog).says_so:
                desk.retire(person, stored.surface_id)
            case Show(True) if later := sessions.taken_over(desk.tx, stored):
                self.feed(desk, later, Shown())  # the card shows another dialog by now, which goes to the end
            case Show(fresh):
                if fresh and stored.surface_id:
                    stored = session_cards.to_the_end(desk, stored, person)
                session_cards.show(desk, stored, dialog, session, person, about, dispatch)
            case Unexpected(said):
                self.offer(desk, person, said, instead=engine.awaits_words(dialog, session))
            case Outdated():
                pass

    def _finished(self, desk: Desk, done: Done) -> None:
        schedules.clear_timers(desk.tx, session_id=done.stored.id)
        self.flow(done.dialog).finished(desk, done)
        if done.dialog.makes_entries:
            self.changed_only(desk, done.about, "entries")
        if done.dialog.makes_tasks or done.dialog.makes_entries:  # what is over may be owed nothing more
            self.changed_only(desk, done.about, TASKS)
        if done.dialog.low:
            self.changed_only(desk, done.about, "alerts")
        for ended in self.features.ended:
            ended(desk, done)
        if done.session.provenance == "helped" and done.finish.end is End.DONE:
            open_sessions.answered_already(desk, done)

    def resume(self, desk: Desk, stored: StoredSession) -> None:
        """Brings what somebody is in the middle of to the end of the chat; a pause is over with that."""
        if stored.session.stage is Stage.PAUSED:
            self.feed(desk, stored, Pressed(stored.session.turn, Button.ON))
        again = sessions.session_by_id(desk.tx, stored.id)
        if again:
            self.feed(desk, again, Shown())

    def choice_named(self, desk: Desk, stored: StoredSession, person: Person, words: str) -> str | None:
        """The id of the button of a session's card whose label or number is `words`, also one that is folded away."""
        dialog = desk.dialog(stored.session.version)
        texts, said = desk.texts(person), words.strip().casefold()
        for button in by_words(dialog, stored.session, desk.now):
            if said in {button.number, texts.say(button.label).casefold() if button.label else ""}:
                return button.id
        return None

    def changed(self, desk: Desk, borger: Person) -> None:
        """A borger has changed what they share, with whom, or what they said: what others were shown is drawn anew, or
        taken away."""
        self._bring_in_line(desk, borger, {*self.features.changed, *self.features.draws})

    def changed_only(self, desk: Desk, borger: Person, what: str) -> None:
        """The same, where nothing can have changed but this one thing."""
        self._bring_in_line(desk, borger, {what})

    def _bring_in_line(self, desk: Desk, borger: Person, kinds: set[str]) -> None:
        before = {surface.id for surface in surfaces.about(desk.tx, borger.id)}
        for what, bring_in_line in self.features.changed.items():
            if what in kinds:
                bring_in_line(desk, borger)
        for surface in surfaces.about(desk.tx, borger.id):  # but for what was put there just now
            if surface.id in before and surface.shows in kinds & self.features.draws.keys():
                self.features.draws[surface.shows](desk, borger, surface)

    def tapped(self, desk: Desk, person: Person, tap: Tap) -> bool:
        """Lets a tap happen.

        Returns: False if the button is not this person's, or of an earlier card.
        """
        if tap.owner != SESSION:
            return self.features.taps[tap.owner](desk, person, tap)
        stored = sessions.session_by_id(desk.tx, tap.id)
        if stored is None or stored.person_id != person.id:
            return False
        new = self.feed(desk, stored, Pressed(tap.turn, tap.choice))
        return new or tap.turn == stored.session.turn - 1  # a finger that trembles taps twice: no word about it

    def knows(self, tap: Tap) -> bool:
        """Whether there is still anything that such a button could belong to."""
        return tap.owner == SESSION or tap.owner in self.features.taps

    def offer(self, desk: Desk, person: Person, said: Said, *, instead: bool = False) -> None:
        """Own words came when nothing was asked, or `instead` of text: they are held, all on one card, and the borger
        decides."""
        if not allowed(desk, person, self.action(desk, "own_words"), person):
            hint = T("Please write it as text.") if instead else T("Please tap a button instead.")
            desk.tell(person, hint, keyboard=not instead)
            return
        asked = sessions.open_session(desk.tx, person.id, "own_words")
        if asked is None:
            self.go(desk, "own_words", Start(person, person, said=(said,)))
            return
        gathered = replace(asked.session, carried=(*asked.session.carried, said))
        self.feed(desk, replace(asked, session=gathered), Shown())

    def reworded(self, desk: Desk, person: Person, message_id: int, words: str) -> None:
        """A message was edited that is not kept yet: its new words are what is offered to be kept."""
        asked = sessions.open_session(desk.tx, person.id, "own_words")
        if asked:
            carried = tuple(replace(s, words=words) if s.message_id == message_id else s for s in asked.session.carried)
            session = replace(asked.session, carried=carried)
            sessions.save_session(desk.tx, asked.id, session, desk.now, awaits_words=False)

    def close(self, desk: Desk, stored: StoredSession, person: Person) -> None:
        """Puts a menu or setting away unfinished: the person has gone on to something else."""
        end = stored.session.end or End.STOPPED
        closed = replace(stored.session, stage=Stage.CLOSED, end=end, turn=stored.session.turn + 1)
        sessions.save_session(desk.tx, stored.id, closed, desk.now, awaits_words=False)
        schedules.clear_timers(desk.tx, session_id=stored.id)
        handing.clear(desk, stored)
        if stored.surface_id:
            desk.retire(person, stored.surface_id)
