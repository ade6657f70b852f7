"""People, contact persons and who can be reached; and the house that the other storage tests build on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dialogs.library import load_library
from dialogs.model import Dialog
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.session import Answer, End, Media, Outcome, Session, Stage
from storage import people, sessions
from storage.database import Database, Tx

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


async def add(tx: Tx, role: Role, name: str, chat_id: int | None = None) -> int:
    state = "active" if chat_id else "invited"
    return await people.add_person(tx, role, name, NOW, profile=ReadingProfile(), state=state, chat_id=chat_id)


async def couple(tx: Tx) -> tuple[int, int]:
    """A borger (chat 1) and their contact person (chat 2)."""
    borger, staff = await add(tx, Role.BORGER, "Bo", 1), await add(tx, Role.STAFF, "Kim", 2)
    await people.set_contacts(tx, borger, [staff])
    return borger, staff


async def begin(tx: Tx, person_id: int, *, topic: str = "trivsel", about_id: int | None = None) -> int:
    """An open session on a person's phone."""
    dialog: Dialog = TRIVSEL.model_copy(update={"topic": topic})
    surface = await sessions.add_surface(tx, person_id, person_id)
    return await sessions.add_session(
        tx, dialog, Session(dialog.id, dialog.version()), NOW, person_id=person_id, about_id=about_id or person_id,
        surface_id=surface,
    )  # fmt: skip


async def end(tx: Tx, session_id: int, how: End | None = End.DONE, *, shares: bool = True) -> None:
    """Ends a session, or with None leaves it open."""
    stored = await sessions.session_by_id(tx, session_id)
    assert stored is not None
    stage = Stage.CLOSED if how else Stage.ASKING
    changed = replace(stored.session, stage=stage, end=how, shares=shares)
    await sessions.save_session(tx, session_id, changed, NOW, awaits_words=False)


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
        async with db.write() as tx:
            borger, staff = await couple(tx)
            invited = await add(tx, Role.STAFF, "Ny")
            await people.set_profile(tx, borger, ReadingProfile(Reading.PICTURES, steps=2))
        found = await people.person_by_chat(db.snapshot, 1)
        assert found is not None
        assert (found.id, found.role, found.profile) == (borger, Role.BORGER, ReadingProfile(Reading.PICTURES, steps=2))
        assert await people.person_by_chat(db.snapshot, 3) is None
        assert [p.id for p in await people.people_of_role(db.snapshot, Role.STAFF)] == [staff]
        async with db.write() as tx:
            await people.set_state(tx, invited, "active", 3)
        assert [p.id for p in await people.people_of_role(db.snapshot, Role.STAFF)] == [staff, invited]


async def test_contact_persons_keep_the_order_they_were_given_in(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        async with db.write() as tx:
            borger, first = await couple(tx)
            second = await add(tx, Role.STAFF, "Lone", 3)
            await people.set_contacts(tx, borger, [second, first])
        assert [p.id for p in await people.contacts_of(db.snapshot, borger)] == [second, first]
        async with db.write() as tx:
            await people.set_contacts(tx, borger, [first])
        assert await people.is_contact(db.snapshot, first, borger)
        assert not await people.is_contact(db.snapshot, second, borger)
        assert [p.id for p in await people.borgere_of(db.snapshot, first)] == [borger]
        assert await people.borgere_of(db.snapshot, second) == []


async def test_that_a_chat_cannot_be_reached_is_news_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        news = [await people.set_reachable(tx, 1, reachable, NOW) for reachable in (True, False, False, True, True)]
        assert news == [False, True, False, True, False]
        assert not await people.set_reachable(tx, 99, False, NOW)
        await people.set_reachable(tx, 1, False, NOW)
        found = await people.person_by_id(tx, borger)
        assert found is not None
        assert not found.reachable
