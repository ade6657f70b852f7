"""What is done about what somebody sent: a tap, a message, or word that they can be reached or not."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from bot.flows import checkins, commands, joining, planning, taps, together
from bot.flows.flow import Start
from bot.flows.house import Desk, House
from bot.flows.runner import Runner
from bot.telegram.buttons import read_button
from bot.telegram.content import Content
from bot.telegram.incoming import Incoming, ReachChanged, Reacted, Tapped, Written
from bot.telegram.render import key_pressed, plain
from bot.telegram.strangers import ASKED_GAP, LINE_GAP, LogLine, Strangers
from dialogs.permissions import Role
from dialogs.profile import Reading
from dialogs.session import Pressed, Said, Shown
from dialogs.text import T, Text
from storage import answers, followup, outbox, people, schedules, sessions
from storage.outbox import Lane
from storage.people import Person
from storage.sessions import StoredSession

log = logging.getLogger(__name__)

LATE = timedelta(seconds=2)
"""What comes so long after it was written was held up on its way."""
MOST_TO_STRANGERS = 50
"""Rows that wait for strangers at most; who comes then is not answered."""
THUMB_UP = "👍"


class Routing:
    """Brings what arrives to what it is for."""

    def __init__(self, house: House, runner: Runner) -> None:
        self._house = house
        self._runner = runner
        self._strangers = Strangers()
        self._unanswered = LogLine()

    async def route(self, desk: Desk, incoming: Incoming) -> None:
        match incoming:
            case ReachChanged():
                await self._reach(desk, incoming)
            case Tapped():
                await self._tapped(desk, incoming)
            case Reacted():
                await self._reacted(desk, incoming)
            case Written(edited=True):
                person = await _known(desk, incoming.chat_id)
                if person and person.role is Role.BORGER:
                    await self._edited(desk, person, incoming)
            case Written(service=False):
                await self._message(desk, incoming)

    async def _reach(self, desk: Desk, reach: ReachChanged) -> None:
        news = await people.set_reachable(desk.tx, reach.chat_id, reach.reachable, desk.now)
        if news and not reach.reachable:
            await schedules.not_reached(desk.tx, reach.chat_id)
            await followup.not_reached(desk.tx, reach.chat_id)
            await outbox.drop_chat(desk.tx, reach.chat_id)

    async def _tapped(self, desk: Desk, tapped: Tapped) -> None:
        person = await _known(desk, tapped.chat_id)
        tap = read_button(tapped.data)
        if person is None:
            await self.toast(desk, tapped, None)
            return
        good = tap is not None and await taps.tapped(desk, self._runner, person, tap)
        await self.toast(desk, tapped, None if good else T("That button is old. See the newest message."), person)
        if tap is None:
            await self._redraw(desk, person)

    async def _reacted(self, desk: Desk, reacted: Reacted) -> None:
        """A thumb up on a card with one yes is that yes. Everything else that somebody puts on a message, or takes away
        again, is neither answer nor look."""
        person = await people.person_by_chat(desk.tx, reacted.chat_id)
        if person and THUMB_UP in reacted.added:
            tap = read_button(await sessions.yes_on(desk.tx, person.id, reacted.message_id))
            if tap:
                await taps.tapped(desk, self._runner, person, tap)

    async def _redraw(self, desk: Desk, person: Person) -> None:
        """The keyboard and whatever is open come again; who has not said yes or no to joining is asked anew."""
        stored = await sessions.newest_open(desk.tx, person.id)
        if person.state != "joining":
            await desk.tell(person, T("Here are your buttons, {name}.", name=person.name), keyboard=True)
        elif stored is None:
            await self._runner.go(desk, "welcome", Start(person, person))
        if stored:
            await self._runner.feed(desk, stored, Shown())

    async def toast(self, desk: Desk, tapped: Tapped, text: Text | None, person: Person | None = None) -> None:
        """Answers the tap; Telegram shows a waiting sign on the button until then."""
        if tapped.query_id is None:
            return
        if person is None:
            await self._to_stranger(desk, tapped.chat_id, "toast", Content(query_id=tapped.query_id))
            return
        words = desk.texts(person).say(text) if text else ""
        await outbox.put(
            desk.tx, tapped.chat_id, Lane.ANSWER, "toast", Content(words, query_id=tapped.query_id).payload(),
            not_before=desk.now, expires_at=desk.now + timedelta(minutes=10),
        )  # fmt: skip

    async def _message(self, desk: Desk, message: Written) -> None:
        if desk.now - desk.said_at > LATE:
            await self._ended_by_then(desk, message.chat_id)
        person = await _known(desk, message.chat_id)
        words = message.text
        command = commands.command_in(words)
        if command == commands.START:
            await self._start(desk, message, person, commands.code_in(words))
            return
        if person is None:
            answer = commands.to_a_stranger(desk, words)
            await self._stranger(desk, message, answer or joining.NEW_HERE, gap=ASKED_GAP if answer else LINE_GAP)
            return
        awaiting = await sessions.session_awaiting_words(desk.tx, person.id)
        asked = command or (None if awaiting else commands.word_in(words))
        if asked:
            if asked == commands.STOP and not command:
                await self._typed_button(desk, person, Said(words))
            await commands.act(desk, self._runner, person, asked)
        elif person.state == "joining":
            await self._redraw(desk, person)
        else:
            # While own words are awaited, a sign alone is only a key to those whose keyboard has nothing else.
            reading = desk.reading(person).reading if awaiting else None
            languages = tuple(self._house.texts.values())
            key = key_pressed(person.role, words, languages, reading)
            if key is None and key_pressed(person.role, words, languages, Reading.TEXT) == "talk":
                key = "talk"  # who asks for that by its name is not kept waiting, whatever their keys look like
            if key:
                await self._key(desk, person, key)
            else:
                await self._said(desk, person, message, awaiting)

    async def _ended_by_then(self, desk: Desk, chat_id: int) -> None:
        """What came late was perhaps written too late as well: what was over by then ends first."""
        for timer in await schedules.expired_by(desk.tx, chat_id, desk.said_at):
            if await schedules.take_timer(desk.tx, timer):
                await checkins.session_timer(desk, self._runner, timer)

    async def _start(self, desk: Desk, message: Written, person: Person | None, code: str) -> None:
        if code and person is None and not self._strangers.may_try(message.chat_id, desk.now):
            await self._stranger(desk, message, joining.TOO_OFTEN)
        elif code:
            refused = await joining.came_with(desk, self._runner, message.chat_id, message.first_name, code)
            if refused:
                self._strangers.was_wrong(message.chat_id, desk.now)
                await self._stranger(desk, message, refused, always=True)
        elif person is None:
            await self._stranger(desk, message, joining.NEW_HERE)
        else:
            await self._redraw(desk, person)

    async def _key(self, desk: Desk, person: Person, key: str) -> None:
        """A key of the keyboard: unfinished menus are put away, so that there is one card at a time. Not so one that
        holds own words, for they would go with it; a half-done plan is kept to be gone on with."""
        for stored in await sessions.open_sessions(desk.tx, person.id):
            dialog = await desk.dialog(stored.session.version)
            if dialog.id in planning.DIALOGS:
                await planning.put_away(desk, self._runner, stored, person)
            elif dialog.purpose != "answers" and not stored.session.carried:
                await self._runner.close(desk, stored, person)
        await together.set_aside(desk, self._runner, person)
        await self._runner.go(desk, key, Start(person, person))

    async def _said(self, desk: Desk, person: Person, message: Written, stored: StoredSession | None) -> None:
        said = _said(message)
        if stored is None and person.role is not Role.BORGER:
            await desk.tell(person, T("Please tap a button instead."), keyboard=True)
        elif said is None:
            not_kept = T("I can read text, voice messages and photos. That one I could not keep.")
            await desk.tell(person, not_kept, pictogram="🤷")
            await checkins.bring_back(desk, self._runner, person)
        elif stored is None:
            typed = await self._typed_button(desk, person, said)
            if not typed:
                await self._runner.offer(desk, person, said)
        else:
            await self._runner.feed(desk, stored, said)
        if said is not None:
            await commands.beside(desk, self._runner, person, said.words)

    async def _typed_button(self, desk: Desk, person: Person, said: Said) -> bool:
        """Whether the words are those of a button of a card that is open; then they count as a tap on it."""
        for stored in [] if said.media else reversed(await sessions.open_sessions(desk.tx, person.id)):
            choice = await self._runner.choice_named(desk, stored, person, said.words)
            if choice is not None:
                return await self._runner.feed(desk, stored, Pressed(stored.session.turn, choice))
        return False

    async def _edited(self, desk: Desk, person: Person, message: Written) -> None:
        words = message.text or message.caption
        if words and await answers.correct_words(desk.tx, person.id, message.message_id, words, desk.said_at):
            await self._runner.answers_changed(desk, person)
            await desk.tell(person, T("I have changed it."), pictogram="✅")
        elif words:
            await self._runner.reworded(desk, person, message.message_id, words)

    async def _stranger(
        self, desk: Desk, message: Written, text: Text, *, always: bool = False, gap: timedelta = LINE_GAP
    ) -> None:
        """One polite line, the same not before `gap` is over, and nothing stored."""
        if always or self._strangers.may_be_told(message.chat_id, text.id, desk.now, gap):
            texts = self._house.texts.get(message.language, self._house.texts[self._house.settings.language])
            await self._to_stranger(desk, message.chat_id, "notice", plain(text, texts))

    async def _to_stranger(self, desk: Desk, chat_id: int, action: str, content: Content) -> None:
        if await outbox.to_strangers(desk.tx) >= MOST_TO_STRANGERS:
            self._unanswered.say(desk.now, "too many strangers at once; not answered")
            return
        await outbox.put(
            desk.tx, chat_id, Lane.UPKEEP, action, content.payload(), not_before=desk.now,
            expires_at=desk.now + timedelta(minutes=10),
        )  # fmt: skip


async def _known(desk: Desk, chat_id: int) -> Person | None:
    """Who a chat belongs to. From whoever writes or taps, a block has been lifted, if there was one."""
    person = await people.person_by_chat(desk.tx, chat_id)
    if person is None or person.reachable:
        return person
    await people.set_reachable(desk.tx, chat_id, True, desk.now)
    log.info("a chat is reached again")
    return replace(person, reachable=True)


def _said(message: Written) -> Said | None:
    """Own words in a message: text, a voice message, or a photo. None for anything else."""
    if message.media:
        return Said(message.caption, message.media, message.message_id)
    return Said(message.text, None, message.message_id) if message.text else None
