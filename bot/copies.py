"""A borger's right to a copy of everything, and to have it erased: `trivselsbot export` and `trivselsbot erase`."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.app import open_database
from bot.clock import Clock
from bot.config import Settings, SettingsError
from bot.telegram.content import Content
from bot.telegram.render import plain
from dialogs.model import Dialog
from dialogs.receipt import in_words
from dialogs.text import T
from locales.texts import Texts, load_texts
from storage import answers, followup, media, outbox, people, sessions, sharing
from storage.answers import StoredAnswer
from storage.database import Database, Tx
from storage.outbox import Lane
from storage.people import Person

DELETABLE = timedelta(hours=47)


async def export(settings: Settings, who: str, folder: Path) -> Path:
    """Writes a readable copy of all that is kept of a borger, with their voice messages and photos beside it.

    Returns: the text file.

    Raises:
        SettingsError: if there is no such borger or the folder cannot be written to.
    """
    db = await open_database(settings)
    try:
        borger = await _borger(db, who)
        copy = _Copy(db.snapshot, settings, load_texts(settings.noun)[borger.profile.language])
        lines = await copy.lines(borger)
        file = folder / f"borger-{borger.id}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, body in copy.files.items():
                (folder / name).write_bytes(body)
            file.write_text("\n".join(lines) + "\n", "utf-8")
        except OSError as error:
            raise SettingsError(f"The folder {folder} cannot be written to: {error.strerror}.") from None
        return file
    finally:
        await db.close()


async def erase(settings: Settings, who: str) -> None:
    """Erases a borger with all that is kept of them; the running bot takes its messages out of their chat.

    Raises:
        SettingsError: if there is no such borger.
    """
    db = await open_database(settings)
    now = Clock().now()
    try:
        borger = await _borger(db, who)
        async with db.write() as tx:
            chat_id = borger.chat_id
            shown = await outbox.messages_in(tx, chat_id, now - DELETABLE) if chat_id else []
            await people.remove_person(tx, borger.id)
            if chat_id is None:
                return
            last_word = plain(T("All that was kept about you is erased."), load_texts()[borger.profile.language])
            calls = [("delete", Content(message_id=message_id)) for message_id in shown] + [("notice", last_word)]
            for action, content in calls:
                await outbox.put(tx, chat_id, Lane.ANSWER, action, content.payload(), not_before=now,
                                 expires_at=now + DELETABLE)  # fmt: skip
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

    def __init__(self, tx: Tx, settings: Settings, texts: Texts) -> None:
        self._tx = tx
        self._settings = settings
        self._texts = texts
        self._dialogs: dict[str, Dialog] = {}
        self.files: dict[str, bytes] = {}

    async def lines(self, borger: Person) -> list[str]:
        say = self._texts.say
        lines = [borger.name, ""]
        session_id = 0
        for answer in await answers.own_answers(self._tx, borger.id):
            dialog = await self._dialog(answer)
            if answer.session_id != session_id:
                session_id = answer.session_id
                lines += ["", f"{self._when(answer.said_at)}: {say(dialog.title.plain())}"]
            lines.append(await self._line(dialog, answer))
        for reader, topic in await sharing.grants_of(self._tx, borger.id):
            lines.append(f"\n{say(T('{readers} may read it.', readers=reader))} ({topic})")
        for act in await followup.follow_ups_for(self._tx, borger.id):
            staff = await people.person_by_id(self._tx, act.staff_id)
            name = staff.name if staff else "–"
            seen = T("{name} has read your answer.", name=name)
            said = T("{name} has read your answer. {name} writes: »{note}«", name=name, note=act.note)
            lines.append(f"\n{self._when(act.at)}: {say(said if act.note else seen)}")
        looks = await sharing.looks_at(self._tx, borger.id)
        return lines + [f"\n{self._when(at)}: {name} ({what})" for at, name, what in looks]

    async def _line(self, dialog: Dialog, answer: StoredAnswer) -> str:
        step = dialog.step(answer.step)
        name = self._texts.say((step.name or step.text).plain())
        said = [f"»{answer.words}«"] if answer.words else []
        stored = await media.media_by_id(self._tx, answer.media_id) if answer.media_id else None
        body = await media.body_of(self._tx, stored.id) if stored else None
        if stored and body:
            file = f"{stored.id}.{'ogg' if stored.kind == 'voice' else 'jpg'}"
            self.files[file] = body
            said.append(f"({file})")
        return f"{name}: {' '.join(said) or self._texts.say(in_words(step, answer.outcome, answer.choices))}"

    async def _dialog(self, answer: StoredAnswer) -> Dialog:
        if answer.version not in self._dialogs:
            self._dialogs[answer.version] = await sessions.dialog_of(self._tx, answer.version)
        return self._dialogs[answer.version]

    def _when(self, at: datetime) -> str:
        return self._texts.say(T("{when}", when=at.astimezone(self._settings.zone)))
