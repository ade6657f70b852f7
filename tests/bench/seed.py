"""Houses of any size: one borger made by the storage's own functions, and the rest after that one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.keys import DATABASE
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.activity import START, Activity
from dialogs.time.repeat import EVERY_DAY, Repeat, weekly
from dialogs.time.schedule import Plan
from storage import activities, agendas, people, schedules, sharing
from storage.database import Database
from storage.tx import Tx
from tests.examples import CHECK_IN

KEY = "5eed" * 16
ZONE = "Europe/Copenhagen"
STAFF = 1
FIRST_CHAT = 1001
"""The chat of the first borger; the next have the numbers after it."""

PLANNED = (("Svømning", "🏊"), ("Bagning", "🍞"), ("Gåtur", "🚶"), ("Musik", "🎵"), ("Indkøb", "🛒"))

_MORE_PEOPLE = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)"
    " INSERT INTO person (role, name, profile, state, chat_id, created_at)"
    " SELECT role, 'Prøve ' || (i + 1), profile, state, chat_id + i, created_at FROM person, n WHERE id = ?1"
)
_WITH_THEIRS = (
    "INSERT INTO contact SELECT p.id, c.staff_id, c.rank FROM person p, contact c WHERE c.borger_id = ?1 AND p.id > ?1",
    "INSERT INTO grants (borger_id, reader_id, topic, allowed, at) SELECT p.id, g.reader_id, g.topic, g.allowed, g.at"
    " FROM person p, grants g WHERE g.borger_id = ?1 AND p.id > ?1",
    "INSERT INTO schedule (person_id, kind, dialog_id, plan, set_at)"
    " SELECT p.id, s.kind, s.dialog_id, s.plan, s.set_at FROM person p, schedule s"
    " WHERE s.person_id = ?1 AND p.id > ?1",
    "INSERT INTO agenda SELECT p.id, a.rhythm, a.done_until, a.next_due FROM person p, agenda a"
    " WHERE a.person_id = ?1 AND p.id > ?1",
)


async def open_house(folder: Path) -> Database:
    return await Database.make(folder / DATABASE, KEY)


async def fill(folder: Path, borgere: int) -> None:
    """A database with one contact person and `borgere` borgere who share with them; all are asked in twelve hours."""
    folder.mkdir()
    now = Clock().now()
    db = await open_house(folder)
    try:
        staff = await db.write(
            people.add_person, Role.STAFF, "Prøve 0", now, profile=ReadingProfile(), state="active", chat_id=STAFF
        )
        first = await db.write(
            people.add_person, Role.BORGER, "Prøve 1", now, profile=ReadingProfile(), state="active", chat_id=FIRST_CHAT
        )
        await db.write(people.set_contacts, first, [staff])
        await db.write(sharing.set_grant, first, staff, CHECK_IN, True, now)
        await db.write(schedules.set_schedule, first, "check_in", _plan(now + timedelta(hours=12)), now,
                                     dialog_id=CHECK_IN)  # fmt: skip
        await db.write(agendas.worked_through, first, now, now + timedelta(hours=12))
        await db.write(Tx.run, _MORE_PEOPLE, first, borgere - 1)
        for statement in _WITH_THEIRS:
            await db.write(Tx.run, statement, first)
    finally:
        await db.close()


def ask_at(tx: Tx, chats: range, at: datetime) -> None:
    """Moves the check-ins of these chats' borgere to an instant, which may be just over."""
    for chat_id in chats:
        borger = people.person_by_chat(tx, chat_id)
        assert borger is not None
        schedules.set_schedule(tx, borger.id, "check_in", _plan(at), at - timedelta(seconds=1),
                                     dialog_id=CHECK_IN)  # fmt: skip


def remind_at(tx: Tx, chats: range, at: datetime) -> None:
    """Plans something for each of these chats' borgere, with a reminder as it starts, at an instant."""
    local = at.astimezone(ZoneInfo(ZONE))
    for chat_id in chats:
        borger = people.person_by_chat(tx, chat_id)
        assert borger is not None
        title, pictogram = PLANNED[chat_id % len(PLANNED)]
        plan = Activity(title, Repeat(local.date()), local.time(), ZONE, pictogram=pictogram, leads=(START,))
        now = at - timedelta(seconds=1)
        activities.add_activity(tx, (borger.id,), "activity", plan, STAFF, now)
        agendas.worked_through(tx, borger.id, now, at)


def _plan(at: datetime) -> Plan:
    return Plan(weekly(EVERY_DAY), at.astimezone(ZoneInfo(ZONE)).time(), ZONE)
