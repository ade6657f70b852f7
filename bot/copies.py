"""A borger's right to a copy of everything, and to have it erased: `trivselsbot export` and `trivselsbot erase`."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import DATABASE, open_database
from bot.clock import Clock
from bot.config import Settings, SettingsError
from bot.flows import looks, proposal_view
from bot.flows.house import CHECK_IN
from bot.flows.looks import Look
from bot.flows.talk import PROMISES
from bot.flows.week import WEEKDAYS
from bot.telegram.content import Content
from bot.telegram.render import plain
from dialogs import path
from dialogs.library import load_library, topics
from dialogs.model import Dialog
from dialogs.profile import Reading, ScaleStyle
from dialogs.receipt import in_words
from dialogs.text import T, Text
from locales.texts import Texts, load_texts
from storage import agendas, answers, followup, media, notes, outbox, people, proposals, schedules, sessions, sharing
from storage.answers import StoredAnswer
from storage.database import Database, Tx
from storage.outbox import Lane
from storage.people import Person

DELETABLE = timedelta(hours=47)

READINGS = {Reading.PICTURES: T("Pictures"), Reading.BOTH: T("Both"), Reading.TEXT: T("Text")}
STYLES = {
    ScaleStyle.FACES: T("Faces"),
    ScaleStyle.THUMBS: T("Thumbs"),
    ScaleStyle.NUMBERS: T("Numbers"),
    ScaleStyle.WORDS: T("Words"),
}


async def export(settings: Settings, who: str, folder: Path) -> Path:
    """Writes a readable copy of all that is kept of a borger, with their voice messages and photos beside it; for the
    owner's eyes alone.

    Returns: the text file.

    Raises:
        SettingsError: if there is no such borger, no database, or the folder cannot be written to.
        DialogError: if a dialog of the house cannot be read.
    """
    library = load_library(settings.folder / "dialogs")
    async with _existing(settings) as db:
        borger = await _borger(db, who)
        copy = _Copy(db.snapshot, settings, load_texts(settings.noun)[borger.profile.language], library)
        lines = await copy.lines(borger)
        file = folder / f"borger-{borger.id}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, body in copy.files.items():
                _write(folder / name, body)
            _write(file, ("\n".join(lines) + "\n").encode())
        except OSError as error:
            raise SettingsError(f"The folder {folder} cannot be written to: {error.strerror}.") from None
        return file


async def found(settings: Settings, who: str) -> Person:
    """The borger of this name or number.

    Raises:
        SettingsError: if there is none, or no database.
    """
    async with _existing(settings) as db:
        return await _borger(db, who)


async def erase(settings: Settings, who: str) -> None:
    """Erases a borger with all that is kept of them. The running bot takes its messages out of their chat, with its
    buttons, and those about them out of the chats of others, as far as Telegram still allows it.

    Raises:
        SettingsError: if there is no such borger, or no database.
    """
    async with _existing(settings) as db:
        borger, now = await _borger(db, who), Clock().now()
        async with db.write() as tx:
            chat_id = borger.chat_id
            shown = await outbox.messages_in(tx, chat_id, now - DELETABLE) if chat_id else []
            elsewhere = await outbox.surfaces_about(tx, borger.id, now - DELETABLE)
            await people.remove_person(tx, borger.id)
            for surface_id, other_id in elsewhere:
                await outbox.withdraw(tx, surface_id)
                await _queue(tx, other_id, "delete", Content(), now, surface_id)
            if chat_id is None:
                return
            for message_id in shown:
                await _queue(tx, chat_id, "delete", Content(message_id=message_id), now)
            last_word = plain(T("All that was kept about you is erased."), load_texts()[borger.profile.language])
            await _queue(tx, chat_id, "notice", replace(last_word, bare=True), now)


async def _queue(
    tx: Tx, chat_id: int, action: str, content: Content, now: datetime, surface_id: int | None = None
) -> None:
    await outbox.put(
        tx, chat_id, Lane.ANSWER, action, content.payload(), not_before=now, expires_at=now + DELETABLE,
        surface_id=surface_id,
    )  # fmt: skip


def _write(file: Path, body: bytes) -> None:
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as stream:
        os.fchmod(stream.fileno(), 0o600)  # one that was there may have been for everybody's eyes
        stream.write(body)


@asynccontextmanager
async def _existing(settings: Settings) -> AsyncIterator[Database]:
    """The database, which is not made for this."""
    if not (settings.folder / DATABASE).exists():
        raise SettingsError(f"There is no database in {settings.folder}, so nothing is kept of anybody.")
    db = await open_database(settings)
    try:
        yield db
    finally:
        await db.close()


async def _borger(db: Database, who: str) -> Person:
    """The borger of this name or number."""
    found = [b for b in await people.all_borgere(db.snapshot) if who in (b.name, str(b.id))]
    if len(found) == 1:
        return found[0]
    numbers = ", ".join(str(b.id) for b in found)
    raise SettingsError(
        f"There are {len(found)} borgere of that name. Give a number instead: {numbers}." if found
        else "There is no borger of that name or number."
    )  # fmt: skip


class _Copy:
    """Collects the lines of a copy, and the files that belong to it by name."""

    def __init__(self, tx: Tx, settings: Settings, texts: Texts, library: Mapping[str, Dialog]) -> None:
        self._tx = tx
        self._settings = settings
        self._say = texts.say
        self._dialogs: dict[str, Dialog] = {}
        self._topics = topics(library)
        self.files: dict[str, bytes] = {}

    async def lines(self, borger: Person) -> list[str]:
        parts = [
            [borger.name, *await self._settings_of(borger)],
            *await self._answers(borger),
            await self._readers(borger),
            await self._follow_ups(borger),
            await self._wishes(borger),
            await self._talks(borger),
            await self._notes(borger),
            [self._say(looks.told(Look(at.astimezone(self._settings.zone), name, (looks.kind(what),))))
             for at, name, what in await sharing.looks_at(self._tx, borger.id)],
        ]  # fmt: skip
        return "\n\n".join("\n".join(part) for part in parts if part).splitlines()

    async def _settings_of(self, borger: Person) -> list[str]:
        say, profile = self._say, borger.profile
        reads = (READINGS[profile.reading], STYLES[profile.style], profile.steps,
                 T("English") if profile.language == "en" else T("Dansk"))  # fmt: skip
        lines = [f"{say(T('How I read'))}: {', '.join(say(T('{part}', part=part)) for part in reads)}"]
        contacts = tuple(contact.name for contact in await people.contacts_of(self._tx, borger.id))
        lines.append(f"{say(T('Contact persons'))}: {say(T('{names}', names=contacts)) if contacts else '–'}")
        schedule = await schedules.schedule_of(self._tx, borger.id, "check_in", CHECK_IN)
        if schedule is None:
            return lines
        plan = schedule.plan
        days = tuple(WEEKDAYS[day - 1] for day in plan.days)
        rhythm = await agendas.rhythm_of(self._tx, borger.id)
        quiet = T("{start} to {end}", start=rhythm.quiet.start, end=rhythm.quiet.end) if rhythm.quiet else T("Never")
        lines += [
            f"{say(T('Check-in times'))}: {say(T('{days} {time}', days=days, time=plan.at))}",
            f"{say(T('How long may the answer take?'))} "
            + say(T("{count} hours", count=plan.window.total_seconds() / 3600)),
            f"{say(T('When must it be quiet?'))} {say(quiet)}",
        ]
        if rhythm.paused_until:
            lines.append(say(T("You are having a break until {date}.", date=rhythm.paused_until)))
        return lines

    async def _answers(self, borger: Person) -> list[list[str]]:
        """The answers, each session by itself under its dialog's title, with whose they are."""
        parts: list[list[str]] = []
        session_id = 0
        for answer in await answers.own_answers(self._tx, borger.id):
            dialog = await self._dialog(answer)
            if answer.session_id != session_id:
                session_id = answer.session_id
                parts.append([self._said(answer.said_at, _title(dialog, answer))])
            parts[-1].append(await self._line(dialog, answer))
        return parts

    async def _readers(self, borger: Person) -> list[str]:
        return [
            self._say(T("{name} may read »{topic}«.", name=reader, topic=self._topics.get(topic, topic)))
            for reader, topic in await sharing.grants_of(self._tx, borger.id)
        ]

    async def _follow_ups(self, borger: Person) -> list[str]:
        lines = []
        for act in await followup.follow_ups_for(self._tx, borger.id):
            name = await self._name(act.staff_id)
            seen = T("{name} has read your answer.", name=name)
            writes = T("{name} writes: »{note}«", name=name, note=act.note)
            lines.append(self._said(act.at, writes if act.note else seen))
            if act.done:
                lines.append(self._say(T("{name} has done it: »{note}«", name=name, note=act.note)))
        return lines

    async def _wishes(self, borger: Person) -> list[str]:
        lines = []
        for wish in await proposals.proposals_of(self._tx, borger.id):
            when = datetime.combine(wish.day, wish.at) if wish.day and wish.at else wish.day
            what = T("{title}, {when}", title=wish.title, when=when) if when else T("{title}", title=wish.title)
            stands = proposal_view.STATES.get(wish.state, T("Nobody has answered yet."))
            said = Text(stands.id, {"name": await self._name(wish.answered_by or 0), "reason": wish.reason})
            lines.append(f"{self._said(wish.made_at, T('You would like: {what}.', what=what))} {self._say(said)}")
        return lines

    async def _notes(self, borger: Person) -> list[str]:
        return [
            self._said(note.at, T("Note by {name}: »{words}«", name=note.by or "–", words=note.words))
            for note in reversed(await notes.notes_of(self._tx, borger.id))
        ]

    async def _talks(self, borger: Person) -> list[str]:
        lines = []
        for call in await followup.talks_of(self._tx, borger.id):
            ended = T("You called it off.") if call.closed else T("Nobody has answered yet.")
            if call.taken_by is not None:
                ended = Text(PROMISES[call.promise][1].id, {"name": await self._name(call.taken_by)})
            lines.append(f"{self._said(call.at, T('You asked to talk with somebody.'))} {self._say(ended)}")
        return lines

    async def _name(self, person_id: int) -> str:
        person = await people.person_by_id(self._tx, person_id)
        return person.name if person else "–"

    def _said(self, at: datetime, text: Text) -> str:
        return self._say(T("{when}: {text}", when=at.astimezone(self._settings.zone), text=text))

    async def _line(self, dialog: Dialog, answer: StoredAnswer) -> str:
        step = dialog.step(answer.step)
        name = self._say((step.name or step.text).plain())
        stored_session = await sessions.session_by_id(self._tx, answer.session_id) if answer.item else None
        if stored_session:
            _, ask = path.laid_out(dialog, stored_session.session).get((answer.step, answer.item), (0, None))
            name = f"{self._say(path.label(ask.item))}, {name}" if ask and ask.item else name
        said = [f"»{answer.words}«"] if answer.words else []
        stored = await media.media_by_id(self._tx, answer.media_id) if answer.media_id else None
        body = await media.body_of(self._tx, stored.id) if stored else None
        if stored and body:
            file = f"{stored.id}.{'ogg' if stored.kind == 'voice' else 'jpg'}"
            self.files[file] = body
            said.append(f"({file})")
        return f"{name}: {' '.join(said) or self._say(in_words(step, answer.outcome, answer.choices))}"

    async def _dialog(self, answer: StoredAnswer) -> Dialog:
        if answer.version not in self._dialogs:
            self._dialogs[answer.version] = await sessions.dialog_of(self._tx, answer.version)
        return self._dialogs[answer.version]


def _title(dialog: Dialog, answer: StoredAnswer) -> Text:
    title = dialog.title.plain()
    match answer.provenance:
        case "helped":
            return T("{title} (with help: {name})", title=title, name=answer.by)
        case "observed":
            return T("{title} (noticed by {name})", title=title, name=answer.by)
        case "self":
            return title
