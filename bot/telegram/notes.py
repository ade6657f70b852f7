"""Notes in the database what has become of what was sent, in as few commits as may be."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

import sqlcipher3

from bot.defects import described
from bot.deleting import DELETABLE
from bot.telegram.content import Content
from bot.telegram.delivery import Delivery, DeliveryResult
from storage import followup, outbox, sent_files, surfaces
from storage.damage import DatabaseDamaged
from storage.database import DATABASE_PAUSE, Database, may_pass
from storage.outbox import Lane, Outgoing
from storage.tx import Tx

log = logging.getLogger(__name__)

LATER = 0.2
"""Seconds that a note may wait for others, if losing it does no harm."""
MOST_LATER = 10
"""Notes that wait for others at most."""

Note = Callable[[Tx], None]


class Notes:
    """Writes again and again while the database cannot be written to: what has been sent and is not noted would be sent
    again. What is to be written while another commit is under way goes together in the next.

    Attributes:
        stuck: whether the last try to write has failed.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._notes: list[tuple[Note, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.stuck = False

    async def write(self, note: Note) -> None:
        """Writes now, with all that waits.

        Raises:
            DatabaseDamaged: if a page is damaged.
            Exception: what the note itself raises; the others stand.
        """
        written = self._add(note)
        self._begin()
        await written

    def write_later(self, note: Note) -> asyncio.Future[None]:
        """Writes soon, together with others. Only for what may be done twice if the note is lost.

        Returns: what is done when it is written, or has failed as `write` does.
        """
        written = self._add(note)
        if len(self._notes) >= MOST_LATER:
            self._begin()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LATER, self._begin)
        return written

    async def come_to_rest(self) -> None:
        """Writes what still waits."""
        self._begin()
        if self._writing:
            await self._writing

    def _add(self, note: Note) -> asyncio.Future[None]:
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._notes.append((note, written))
        return written

    def _begin(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._notes and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        while self._notes:
            notes, self._notes = self._notes, []
            failed = await self._written([note for note, _ in notes])
            for (_, written), error in zip(notes, failed, strict=True):
                if not written.done():
                    written.set_exception(error) if error else written.set_result(None)

    async def _written(self, notes: list[Note]) -> list[BaseException | None]:
        while True:
            try:
                failed = await self._db.write(_each, notes)
                self.stuck = False
                return failed
            except sqlcipher3.dbapi2.OperationalError as error:
                self.stuck = True
                log.error("the database cannot be written to (%s); trying again", error)
                await asyncio.sleep(DATABASE_PAUSE)
            except DatabaseDamaged as damage:
                return [damage] * len(notes)


def _each(tx: Tx, notes: list[Note]) -> list[BaseException | None]:
    """Writes notes in one transaction. Returns: of each what it failed with; the others stand."""
    failed: list[BaseException | None] = []
    for note in notes:
        try:
            with tx.part():
                note(tx)
        except Exception as error:
            if may_pass(error):
                raise
            failed.append(error)
        else:
            failed.append(None)
    return failed


def is_only_changed(row: Outgoing, delivery: Delivery) -> bool:
    """Whether a message is where it was, with other words, buttons or a picture that Telegram had already."""
    same = delivery.result is DeliveryResult.SENT and delivery.message_id == row.message_id is not None
    return same and delivery.kind == row.kind and delivery.file_id is None


def note_left(tx: Tx, row: Outgoing, delivery: Delivery, bot_id: int, now: datetime) -> None:
    """Notes what has become of a row that has left, and takes it out. If a defect of ours keeps that from being noted,
    the row is put aside, or it would leave again and again."""
    try:
        with tx.part():
            _note_left(tx, row, delivery, bot_id, now)
    except Exception as error:
        if may_pass(error):
            raise
        log.error("that outbox row %d has left cannot be noted: %s", row.id, described(error))
        outbox.failed(tx, row, type(error).__name__)


def _note_left(tx: Tx, row: Outgoing, delivery: Delivery, bot_id: int, now: datetime) -> None:
    if row.surface_id is not None:
        if delivery.result is DeliveryResult.SENT:
            there = outbox.on_screen(tx, row.surface_id, delivery.message_id, delivery.kind, now)
            if not there and delivery.message_id is not None:  # erased while it was under way
                _queue_delete(tx, row, delivery.message_id, now)
            if row.message_id is None:
                followup.call_changed(tx, row.surface_id)
                for before in surfaces.keyboards_before(tx, row.surface_id):
                    outbox.put(tx, row.chat_id, Lane.UPKEEP, "delete", {}, not_before=now,
                               expires_at=now + DELETABLE, surface_id=before)  # fmt: skip
        else:
            outbox.off_screen(tx, row.surface_id)
    if delivery.result is DeliveryResult.LOST:
        return  # the row stays, and is a new message now
    if delivery.replaces is not None:
        _queue_delete(tx, row, delivery.replaces, now)
    if delivery.file_key:
        sent_files.was_sent(tx, delivery.file_key, bot_id, delivery.file_id, row.surface_id, now)
    outbox.sent(tx, row)


def _queue_delete(tx: Tx, row: Outgoing, message_id: int, now: datetime) -> None:
    outbox.put(tx, row.chat_id, row.lane, "delete", Content(message_id=message_id).payload(),
               not_before=now, expires_at=now + DELETABLE)  # fmt: skip
