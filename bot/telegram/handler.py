"""Handles what has arrived: one update, one transaction with all that comes of it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import OrderedDict
from dataclasses import replace
from datetime import timedelta
from typing import Any

import sqlcipher3
from telegram import Message, Update
from telegram.ext import Application, CallbackContext, TypeHandler

from bot.defects import described
from bot.flows import checkins, joining, planning, taps, together
from bot.flows.flow import Start
from bot.flows.house import Desk, House
from bot.flows.runner import Runner
from bot.telegram.buttons import read_button
from bot.telegram.content import Content
from bot.telegram.render import key_pressed, plain
from dialogs.permissions import Role
from dialogs.session import Media, Pressed, Said, Shown
from dialogs.text import T, Text
from storage import answers, followup, inbox, outbox, people, schedules, sessions
from storage.database import DATABASE_PAUSE, may_pass
from storage.outbox import Lane
from storage.people import Person
from storage.sessions import StoredSession

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Updates read at a time."""
MOST_STRANGERS = 1000
STRANGER_GAP = timedelta(hours=1)


class Handler:
    """Works through the inbox in order. `application` feeds it, python-telegram-bot's way."""

    def __init__(self, house: House, runner: Runner, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        self._house = house
        self._runner = runner
        self._application = application
        self._wake = asyncio.Event()
        self._strangers: OrderedDict[int, float] = OrderedDict()
        self._error: Exception | None = None
        application.add_handler(TypeHandler(Update, self._callback))
        application.add_error_handler(self._keep_error)

    def wake(self) -> None:
        """Something may have arrived."""
        self._wake.set()

    async def run(self) -> None:
        while True:
            self._wake.clear()
            waiting = await inbox.waiting(self._house.db.snapshot, AT_ONCE)
            for update_id, body in waiting:
                if not await self._handle(update_id, body):
                    break
            else:
                if len(waiting) < AT_ONCE:
                    await self._wake.wait()

    async def _handle(self, update_id: int, body: str) -> bool:
        """One update. Returns: False if it must be tried again, before any that came later."""
        try:
            try:
                await self._process(body)
            except Exception as error:
                if may_pass(error):
                    raise
                log.error("update %d failed: %s", update_id, described(error))
                await self._put_aside(update_id, body)
        except sqlcipher3.dbapi2.OperationalError as error:
            log.error("the database cannot be written to (%s); trying again", error)
            await asyncio.sleep(DATABASE_PAUSE)
            return False
        return True

    async def _process(self, body: str) -> None:
        update = Update.de_json(json.loads(body), self._application.bot)
        self._error = None
        await self._application.process_update(update)
        if self._error is not None:
            raise self._error

    async def _keep_error(self, _update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """python-telegram-bot would log the error with its traceback, names and answers included."""
        self._error = context.error

    async def _callback(self, update: Update, _context: object) -> None:
        async with self._house.db.write() as tx:
            desk = Desk(self._house, tx, self._house.clock.now())
            await self._route(desk, update)
            await inbox.done(tx, update.update_id)

    async def _put_aside(self, update_id: int, body: str) -> None:
        """A defect of ours: the update is kept for whoever mends it, and the person is not left waiting."""
        async with self._house.db.write() as tx:
            await inbox.done(tx, update_id, failed=True)
        try:
            async with self._house.db.write() as tx:
                await self._apologise(Desk(self._house, tx, self._house.clock.now()), body)
        except Exception as error:
            log.error("nobody was told of update %d: %s", update_id, described(error))

    async def _apologise(self, desk: Desk, body: str) -> None:
        update = Update.de_json(json.loads(body), self._application.bot)
        chat = update.effective_chat
        person = await people.person_by_chat(desk.tx, chat.id) if chat else None
        if update.callback_query:
            await self._toast(desk, update, None)
        if person:
            await desk.tell(person, T("Something went wrong here. What you sent is kept. Please try again."))

    async def _route(self, desk: Desk, update: Update) -> None:
        chat = update.effective_chat
        if chat is None or chat.type != "private":
            return
        if update.my_chat_member:
            await self._membership(desk, update)
        elif update.callback_query:
            person = await _known(desk, chat.id)
            await self._tapped(desk, update, person)
        elif update.edited_message:
            person = await _known(desk, chat.id)
            if person and person.role is Role.BORGER:
                await self._edited(desk, person, update.edited_message)
        elif update.message:
            await self._message(desk, update.message)

    async def _membership(self, desk: Desk, update: Update) -> None:
        member = update.my_chat_member
        assert member is not None
        reachable = member.new_chat_member.status == "member"
        if await people.set_reachable(desk.tx, member.chat.id, reachable, desk.now) and not reachable:
            await schedules.not_reached(desk.tx, member.chat.id)
            await followup.not_reached(desk.tx, member.chat.id)
            await outbox.drop_chat(desk.tx, member.chat.id)

    async def _tapped(self, desk: Desk, update: Update, person: Person | None) -> None:
        query = update.callback_query
        assert query is not None
        tap = read_button(query.data or "")
        if person is None:
            await self._toast(desk, update, None)
            return
        good = tap is not None and await taps.tapped(desk, self._runner, person, tap)
        await self._toast(desk, update, None if good else T("That card is old. Here is how it is now."), person)
        if tap is None:
            await self._redraw(desk, person)

    async def _redraw(self, desk: Desk, person: Person) -> None:
        """The keyboard and whatever is open come again; who has not said yes or no to joining is asked anew."""
        stored = await sessions.newest_open(desk.tx, person.id)
        if person.state != "joining":
            await desk.tell(person, T("Here are your buttons, {name}.", name=person.name), keyboard=True)
        elif stored is None:
            await self._runner.go(desk, "welcome", Start(person, person))
        if stored:
            await self._runner.feed(desk, stored, Shown())

    async def _toast(self, desk: Desk, update: Update, text: Text | None, person: Person | None = None) -> None:
        """Answers the tap; Telegram shows a waiting sign on the button until then."""
        query = update.callback_query
        assert query is not None
        words = desk.texts(person).say(text) if text and person else ""
        await outbox.put(
            desk.tx, query.from_user.id, Lane.ANSWER, "toast", Content(words, query_id=query.id).payload(),
            not_before=desk.now, expires_at=desk.now + timedelta(minutes=10),
        )  # fmt: skip

    async def _message(self, desk: Desk, message: Message) -> None:
        person = await _known(desk, message.chat_id)
        words = message.text or ""
        if words.startswith("/start"):
            await self._start(desk, message, person, words.removeprefix("/start").strip())
        elif person is None:
            await self._stranger(desk, message.chat_id, joining.NEW_HERE)
        elif person.state == "joining":
            await self._redraw(desk, person)
        else:
            awaiting = await sessions.session_awaiting_words(desk.tx, person.id)
            # While own words are awaited, a sign alone is only a key to those whose keyboard has nothing else.
            reading = desk.reading(person).reading if awaiting else None
            if key := key_pressed(person.role, words, tuple(self._house.texts.values()), reading):
                await self._key(desk, person, key)
            else:
                await self._said(desk, person, message, awaiting)

    async def _start(self, desk: Desk, message: Message, person: Person | None, code: str) -> None:
        if code:
            first_name = message.from_user.first_name if message.from_user else ""
            refused = await joining.came_with(desk, self._runner, message.chat_id, first_name, code)
            if refused:
                await self._stranger(desk, message.chat_id, refused, always=True)
        elif person is None:
            await self._stranger(desk, message.chat_id, joining.NEW_HERE)
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

    async def _said(self, desk: Desk, person: Person, message: Message, stored: StoredSession | None) -> None:
        said = _said(message)
        if stored is None and person.role is not Role.BORGER:
            await desk.tell(person, T("Please use the buttons below."), keyboard=True)
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

    async def _typed_button(self, desk: Desk, person: Person, said: Said) -> bool:
        """Whether the words are those of a button of a card that is open; then they count as a tap on it."""
        for stored in [] if said.media else reversed(await sessions.open_sessions(desk.tx, person.id)):
            choice = await self._runner.choice_named(desk, stored, person, said.words)
            if choice is not None:
                return await self._runner.feed(desk, stored, Pressed(stored.session.turn, choice))
        return False

    async def _edited(self, desk: Desk, person: Person, message: Message) -> None:
        words = message.text or message.caption
        if words and await answers.correct_words(desk.tx, person.id, message.message_id, words, desk.now):
            await self._runner.answers_changed(desk, person)
            await desk.tell(person, T("I have changed it."), pictogram="✅")
        elif words:
            await self._runner.reworded(desk, person, message.message_id, words)

    async def _stranger(self, desk: Desk, chat_id: int, text: Text, *, always: bool = False) -> None:
        """One polite line, and nothing stored: who got it lately is remembered until the bot is restarted."""
        now = desk.now.timestamp()
        if not always and self._strangers.get(chat_id, 0.0) > now - STRANGER_GAP.total_seconds():
            return
        self._strangers[chat_id] = now
        while len(self._strangers) > MOST_STRANGERS:
            self._strangers.popitem(last=False)
        content = plain(text, self._house.texts[self._house.settings.language])
        await outbox.put(
            desk.tx, chat_id, Lane.UPKEEP, "notice", content.payload(), not_before=desk.now,
            expires_at=desk.now + timedelta(hours=1),
        )  # fmt: skip


async def _known(desk: Desk, chat_id: int) -> Person | None:
    """Who a chat belongs to. From whoever writes or taps, a block has been lifted, if there was one."""
    person = await people.person_by_chat(desk.tx, chat_id)
    if person is None or person.reachable:
        return person
    await people.set_reachable(desk.tx, chat_id, True, desk.now)
    log.info("a chat is reached again")
    return replace(person, reachable=True)


def _said(message: Message) -> Said | None:
    """Own words in a message: text, a voice message, or a photo. None for anything else."""
    if message.voice:
        voice = message.voice
        length = voice.duration
        seconds = int(length.total_seconds()) if isinstance(length, timedelta) else int(length)
        media = Media("voice", voice.file_id, voice.file_unique_id, seconds)
        return Said(message.caption or "", media, message.message_id)
    if message.photo:
        largest = message.photo[-1]
        media = Media("photo", largest.file_id, largest.file_unique_id)
        return Said(message.caption or "", media, message.message_id)
    return Said(message.text, None, message.message_id) if message.text else None
