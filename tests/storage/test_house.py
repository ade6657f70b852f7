"""People, contact persons and who can be reached; and the house that the other storage tests build on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dialogs.engine.session import Answer, End, Media, Outcome, Session, Stage
from dialogs.method.library import load_library
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from storage import people, sessions, surfaces
from storage.database import Database
from storage.people import PersonState
from storage.tx import Tx

KEY = "0f" * 32
NOW = datetime(2025, 3, 3, 8, tzinfo=UTC)
TRIVSEL = load_library()["trivsel"]


@asynccontextmanager
async def opened(folder: Path, key: str = KEY) -> AsyncIterator[Database]:
    db = await Database.make(folder / "house.db", key)
    try:
        yield db
    finally:
        await db.close()


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def add(tx: Tx, role: Role, name: str, chat_id: int | None = None) -> int:
    state: PersonState = "active" if chat_id else "invited"
    return people.add_person(tx, role, name, NOW, profile=ReadingProfile(), state=state, chat_id=chat_id)


def couple(tx: Tx) -> tuple[int, int]:
    """A borger (chat 1) and their contact person (chat 2)."""
    borger, staff = add(tx, Role.BORGER, "Bo", 1), add(tx, Role.STAFF, "Kim", 2)
    people.set_contacts(tx, borger, [staff])
    return borger, staff


def begin(tx: Tx, person_id: int, *, topic: str = "trivsel", about_id: int | None = None) -> int:
    """An open session on a person's phone."""
    dialog: Dialog = TRIVSEL.model_copy(update={"topic": topic})
    surface = surfaces.add_surface(tx, person_id, person_id)
    return sessions.add_session(
        tx, dialog, Session(dialog.id, dialog.version()), NOW, person_id=person_id, about_id=about_id or person_id,
        surface_id=surface,
    )  # fmt: skip


def end(tx: Tx, session_id: int, how: End | None = End.DONE, *, shares: bool = True) -> None:
    """Ends a session, or with None leaves it open."""
    stored = sessions.session_by_id(tx, session_id)
    assert stored is not None
    stage = Stage.CLOSED if how else Stage.ASKING
    changed = replace(stored.session, stage=stage, end=how, shares=shares)
    sessions.save_session(tx, session_id, changed, NOW, awaits_words=False)


def says(
    seq: int, words: str, *, corrects: int | None = None, message_id: int = 0, minutes: float = 0,
    media: Media | None = None,
) -> Answer:  # fmt: skip
    return Answer(
        "words", "", seq, Outcome.ANSWERED, at(minutes), words=words, corrects=corrects, message_id=message_id,
        media=media,
    )  # fmt: skip


async def test_people_are_found_by_chat_and_role_with_their_way_of_reading(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        invited = await db.write(add, Role.STAFF, "Ny")
        await db.write(people.set_profile, borger, ReadingProfile(Reading.PICTURES, steps=2))
        found = await db.read(people.person_by_chat, 1)
        assert found is not None
        assert (found.id, found.role, found.profile) == (borger, Role.BORGER, ReadingProfile(Reading.PICTURES, steps=2))
        assert await db.read(people.person_by_chat, 3) is None
        assert [p.id for p in await db.read(people.people_of_role, Role.STAFF)] == [staff]
        await db.write(people.set_state, invited, "active", 3)
        assert [p.id for p in await db.read(people.people_of_role, Role.STAFF)] == [staff, invited]


async def test_contact_persons_keep_the_order_they_were_given_in(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, first = await db.write(couple)
        second = await db.write(add, Role.STAFF, "Lone", 3)
        await db.write(people.set_contacts, borger, [second, first])
        assert [p.id for p in await db.read(people.contacts_of, borger)] == [second, first]
        await db.write(people.set_contacts, borger, [first])
        assert await db.read(people.is_contact, first, borger)
        assert not await db.read(people.is_contact, second, borger)
        assert [p.id for p in await db.read(people.borgere_of, first)] == [borger]
        assert await db.read(people.borgere_of, second) == []


async def test_that_a_chat_cannot_be_reached_is_news_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        news = [
            await db.write(people.set_reachable, 1, reachable, NOW) for reachable in (True, False, False, True, True)
        ]
        assert news == [False, True, False, True, False]
        assert not await db.write(people.set_reachable, 99, False, NOW)
        await db.write(people.set_reachable, 1, False, NOW)
        found = await db.write(people.person_by_id, borger)
        assert found is not None
        assert not found.reachable
