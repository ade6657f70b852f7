"""What is done about what somebody sent: a tap, a message, or word that they can be reached or not."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from bot.desk import open_sessions, session_cards
from bot.desk.desk import Desk, House
from bot.desk.flow import Start
from bot.people import chat_commands, joining
from bot.telegram.buttons import Tap, read_button
from bot.telegram.incoming import Incoming, ReachChanged, Reacted, Tapped, Written
from bot.telegram.render import key_pressed, plain
from bot.telegram.strangers import ASKED_GAP, LINE_GAP, LogLine, Strangers
from dialogs.engine import engine
from dialogs.engine.session import Pressed, Said, Shown, Stage
from dialogs.method.steps import When
from dialogs.permissions import Role
from dialogs.profile import Reading
from dialogs.text import T, Text
from dialogs.words import command_words
from dialogs.words.readability import is_sentence
from storage import answers, clearing, outbox, people, schedules, sessions, surfaces
from storage.outbox import Lane
from storage.people import Person
from storage.sessions import StoredSession
from storage.tx import Toast
from storage.unreachable import cannot_be_reached

log = logging.getLogger(__name__)

LATE = timedelta(seconds=2)
"""What comes so long after it was written was held up on its way."""
MOST_TO_STRANGERS = 50
"""Rows that wait for strangers at most; who comes then is not answered."""
THUMB_UP = "👍"


class Routing:
    """Brings what arrives to what it is for."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._strangers = Strangers()
        self._unanswered = LogLine()

    def route(self, desk: Desk, incoming: Incoming) -> None:
        """Brings it there. What the bot answers in the same chat is no news that came by itself."""
        before = surfaces.newest(desk.tx)
        self._bring(desk, incoming)
        surfaces.were_answers(desk.tx, incoming.chat_id, before)

    def _bring(self, desk: Desk, incoming: Incoming) -> None:
        match incoming:
            case ReachChanged():
                self._reach(desk, incoming)
            case Tapped():
                self._tapped(desk, incoming)
            case Reacted():
                self._reacted(desk, incoming)
            case Written(edited=True):
                person = _known(desk, incoming.chat_id)
                if person and person.role is Role.BORGER:
                    self._edited(desk, person, incoming)
            case Written(service=False):
                clearing.wrote(desk.tx, incoming.chat_id, incoming.message_id, desk.said_at)
                self._message(desk, incoming)

    def _reach(self, desk: Desk, reach: ReachChanged) -> None:
        if reach.reachable:
            _known(desk, reach.chat_id)
        else:
            cannot_be_reached(desk.tx, reach.chat_id, desk.now)

    def _tapped(self, desk: Desk, tapped: Tapped) -> None:
        person = _known(desk, tapped.chat_id)
        tap = _known_button(desk, tapped.data)
        if person is None:
            self.toast(desk, tapped, None)
            return
        good = tap is not None and desk.runner.tapped(desk, person, tap)
        self.toast(desk, tapped, None if good else T("That button is old. See the newest message."), person)
        if tap is None:
            self._redraw(desk, person)

    def _reacted(self, desk: Desk, reacted: Reacted) -> None:
        """A thumb up on a card with one yes is that yes. Everything else that somebody puts on a message, or takes away
        again, is neither answer nor look."""
        person = people.person_by_chat(desk.tx, reacted.chat_id)
        if person and THUMB_UP in reacted.added:
            tap = _known_button(desk, sessions.yes_on(desk.tx, person.id, reacted.message_id))
            if tap:
                desk.runner.tapped(desk, person, tap)

    def _redraw(self, desk: Desk, person: Person) -> None:
        """The keyboard and whatever is open come again, but for what was left; who has not said yes or no to joining is
        asked anew."""
        stored = sessions.newest_open(desk.tx, person.id)
        if person.state != "joining":
            desk.tell(person, T("Here are your buttons, {name}.", name=person.name), keyboard=True)
        elif stored is None:
            desk.runner.go(desk, "welcome", Start(person, person))
        if stored and not open_sessions.abandoned(stored):
            desk.runner.feed(desk, stored, Shown())

    def toast(self, desk: Desk, tapped: Tapped, text: Text | None, person: Person | None = None) -> None:
        """Answers the tap; Telegram shows a waiting sign on the button until then."""
        if tapped.query_id is None:
            return
        words = desk.texts(person).say(text) if text and person else ""
        desk.tx.toasts.append(Toast(tapped.query_id, words))

    def _message(self, desk: Desk, message: Written) -> None:
        if desk.now - desk.said_at > LATE:
            self._ended_by_then(desk, message.chat_id)
        person = _known(desk, message.chat_id)
        words = message.text
        command = command_words.command_in(words)
        if command == command_words.START:
            self._start(desk, message, person, command_words.code_in(words))
            return
        if person is None:
            answer = chat_commands.to_a_stranger(desk, words)
            self._stranger(desk, message, answer or joining.NEW_HERE, gap=ASKED_GAP if answer else LINE_GAP)
            return
        awaiting = sessions.session_awaiting_words(desk.tx, person.id)
        hidden = awaiting if awaiting and not _is_before(desk, person, awaiting, message) else None
        awaiting = None if hidden else awaiting
        asked = command or (None if awaiting else command_words.word_in(words))
        if asked:
            if command and command != command_words.UNKNOWN and not command_words.code_in(words):
                desk.take_out(message.chat_id, message.message_id)
            if command or not self._is_on_a_card(desk, person, asked, words):
                chat_commands.act(desk, person, asked)
        elif person.state == "joining" and awaiting and words:
            desk.runner.feed(desk, awaiting, Said(words))  # the day on which they want to be asked again
        elif person.state == "joining":
            self._redraw(desk, person)
        else:
            # While own words are awaited, a sign alone is only a key to those whose keyboard has nothing else.
            reading = desk.reading(person).reading if awaiting else None
            languages = tuple(self._house.texts.values())
            key = key_pressed(person.role, words, languages, reading)
            if key is None and key_pressed(person.role, words, languages, Reading.TEXT) == "talk":
                key = "talk"  # who asks for that by its name is not kept waiting, whatever their keys look like
            if key:
                desk.take_out(message.chat_id, message.message_id)
                self._key(desk, person, key)
            else:
                self._said(desk, person, message, awaiting, hidden)

    def _ended_by_then(self, desk: Desk, chat_id: int) -> None:
        """What came late was perhaps written too late as well: what was over by then ends first."""
        for timer in schedules.expired_by(desk.tx, chat_id, desk.said_at):
            if schedules.take_timer(desk.tx, timer):
                desk.runner.features.timers["session"](desk, timer)

    def _start(self, desk: Desk, message: Written, person: Person | None, code: str) -> None:
        if code and person is None and not self._strangers.may_try(message.chat_id, desk.now):
            self._stranger(desk, message, joining.TOO_OFTEN)
        elif code:
            refused = joining.came_with(desk, message.chat_id, message.first_name, code)
            if refused:
                self._strangers.was_wrong(message.chat_id, desk.now)
                self._stranger(desk, message, refused, always=True)
            else:
                desk.take_out(message.chat_id, message.message_id)
        elif person is None:
            self._stranger(desk, message, joining.NEW_HERE)
        else:
            desk.take_out(message.chat_id, message.message_id)
            self._redraw(desk, person)

    def _key(self, desk: Desk, person: Person, key: str) -> None:
        """A key of the keyboard opens something else."""
        open_sessions.put_away(desk, person)
        desk.runner.go(desk, key, Start(person, person))

    def _said(
        self, desk: Desk, person: Person, message: Written, stored: StoredSession | None, hidden: StoredSession | None
    ) -> None:
        """Own words go to the card on the screen, if that asks for any: `stored`. A question that stands further up is
        `hidden`: what was meant for it is not taken without a word."""
        said, form = _said(message), None if stored or hidden else open_sessions.takes_words(desk, person)
        if hidden and person.role is not Role.BORGER:
            desk.tell(person, T("I have not sent that. Is it for this? Then write it again here."))
            surfaces.now_shows(desk.tx, surfaces.newest(desk.tx), surfaces.NOT_SENT)
            desk.runner.feed(desk, hidden, Shown())
        elif stored is None and form is None and person.role is not Role.BORGER:
            desk.tell(person, T("Please tap a button instead."), keyboard=True)
        elif said is None:
            not_kept = T("I can keep text, speech, photos and videos. That one I could not keep.")
            desk.tell(person, not_kept, pictogram="🤷")
            open_sessions.bring_back(desk, person)
        elif stored:
            self._taken(desk, person, stored, said)
        elif not self._typed_button(desk, person, said):
            if form:
                self._taken(desk, person, form, said)
            else:
                desk.runner.offer(desk, person, said)
        if said is not None:
            chat_commands.beside(desk, person, said.words)

    def _taken(self, desk: Desk, person: Person, stored: StoredSession, said: Said) -> None:
        """Own words are answered with. A whole sentence where a time or a day is asked for, which it does not name, was
        meant otherwise: a borger is asked whether to keep it."""
        session = stored.session
        asks = session.stage is Stage.ASKING and engine.current(desk.dialog(session.version), session)
        desk.runner.feed(desk, stored, said)
        after = sessions.session_by_id(desk.tx, stored.id)
        unread = after is not None and after.session.at == session.at and not after.session.draft
        if asks and isinstance(asks.step, When) and unread and person.role is Role.BORGER and is_sentence(said.words):
            desk.runner.offer(desk, person, said)

    def _is_on_a_card(self, desk: Desk, person: Person, asked: str, words: str) -> bool:
        """Whether a plain word is done with once it counts as a tap on a card: who asks for help there has asked for
        it, while who says stop may mean more than the card."""
        if asked == command_words.STOP:
            self._typed_button(desk, person, Said(words))
        return asked == command_words.HELP and _typed(desk, person, words)

    def _typed_button(self, desk: Desk, person: Person, said: Said) -> bool:
        """Whether the words are those of a button of a card on the screen; then they count as a tap on it."""
        for stored in [] if said.media else reversed(sessions.open_sessions(desk.tx, person.id)):
            if open_sessions.is_hidden(desk, stored):
                continue
            choice = desk.runner.choice_named(desk, stored, person, said.words)
            if choice is not None:
                return desk.runner.feed(desk, stored, Pressed(stored.session.turn, choice))
        return not said.media and _typed(desk, person, said.words)

    def _edited(self, desk: Desk, person: Person, message: Written) -> None:
        words = message.text or message.caption
        said_in = answers.correct_words(desk.tx, person.id, message.message_id, words, desk.said_at) if words else None
        if said_in is not None:
            session_cards.reworded(desk, said_in, person)
            desk.runner.changed(desk, person)
            desk.tell(person, T("I have changed it."), pictogram="✅")
        elif words:
            desk.runner.reworded(desk, person, message.message_id, words)

    def _stranger(
        self, desk: Desk, message: Written, text: Text, *, always: bool = False, gap: timedelta = LINE_GAP
    ) -> None:
        """One polite line, the same not before `gap` is over, and nothing stored."""
        if not always and not self._strangers.may_be_told(message.chat_id, text.id, desk.now, gap):
            return
        if outbox.to_strangers(desk.tx) >= MOST_TO_STRANGERS:
            self._unanswered.say(desk.now, "too many strangers at once; not answered")
            return
        texts = self._house.texts.get(message.language, self._house.texts[self._house.settings.language])
        outbox.put(
            desk.tx, message.chat_id, Lane.UPKEEP, "notice", plain(text, texts).payload(), not_before=desk.now,
            expires_at=desk.now + timedelta(minutes=10),
        )  # fmt: skip


def _typed(desk: Desk, person: Person, words: str) -> bool:
    """Whether the words count as a tap on a card that is no session's."""
    return any(typed(desk, person, words) for typed in desk.runner.features.typed)


def _known_button(desk: Desk, data: str) -> Tap | None:
    tap = read_button(data)
    return tap if tap and desk.runner.knows(tap) else None


def _is_before(desk: Desk, person: Person, stored: StoredSession, message: Written) -> bool:
    """Whether somebody had a question before them when they wrote: nothing has come below it, and where staff are told
    that something was not sent, they have had that word and the question again. They may be writing to another borger,
    in several messages."""
    if open_sessions.is_hidden(desk, stored):
        return False
    surface_id = stored.surface_id or 0
    return person.role is Role.BORGER or not surfaces.asks_again(desk.tx, surface_id, message.message_id)


def _known(desk: Desk, chat_id: int) -> Person | None:
    """Who a chat belongs to. From whoever writes or taps, a block has been lifted, if there was one."""
    person = people.person_by_chat(desk.tx, chat_id)
    if person is None or person.reachable:
        return person
    people.set_reachable(desk.tx, chat_id, True, desk.now)
    log.info("a chat is reached again")
    person = replace(person, reachable=True)
    for reached in desk.runner.features.reached:
        reached(desk, person)
    return person


def _said(message: Written) -> Said | None:
    """Own words in a message: text, a voice message, or a photo. None for anything else."""
    if message.media:
        return Said(message.caption, message.media, message.message_id)
    return Said(message.text, None, message.message_id) if message.text else None
