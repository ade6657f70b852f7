"""Proposals: answered once, and seen by nobody the borger has not shared them with."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from dialogs.permissions import Role
from dialogs.session import End
from storage import answers, people, proposals, sharing
from storage.database import Tx
from tests.test_storage_house import NOW, add, begin, couple, end, opened, says


async def wish(tx: Tx, borger: int, session: int | None = None, *, kind: str = "wish") -> int:
    return await proposals.add_proposal(
        tx, borger, kind, title="Svømning", pictogram="🏊", day="2025-03-12", at="14:00", now=NOW, session_id=session,
        item="swimming" if session else "",
    )  # fmt: skip


async def shown_to(tx: Tx, reader: int) -> list[int]:
    return [proposal.id for proposal in await proposals.waiting(tx, reader, NOW)]


async def test_a_proposal_is_answered_once_by_whoever_comes_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, staff = await couple(tx)
        kept = await wish(tx, borger)
        assert await proposals.answer(tx, kept, "declined", staff, "Bassinet er lukket.", NOW)
        assert not await proposals.answer(tx, kept, "confirmed", 99, "", NOW)
        assert not await proposals.withdraw(tx, kept, NOW)
        found = await proposals.proposal_by_id(tx, kept)
        assert found is not None
        assert (found.state, found.reason, found.answered_by) == ("declined", "Bassinet er lukket.", staff)
        assert (found.day, found.at) == (date(2025, 3, 12), time(14))
        assert await shown_to(tx, staff) == []


async def test_what_is_withdrawn_can_no_longer_be_answered_or_moved(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, staff = await couple(tx)
        kept = await wish(tx, borger)
        assert await proposals.withdraw(tx, kept, NOW)
        assert not await proposals.answer(tx, kept, "confirmed", staff, "", NOW)
        await proposals.set_time(tx, kept, "2025-03-13", "10:00", title="Tur")
        found = await proposals.proposal_by_id(tx, kept)
        assert found is not None
        assert (found.state, found.title, found.day) == ("withdrawn", "Svømning", date(2025, 3, 12))


async def test_a_wish_is_seen_by_those_its_session_is_shared_with_and_nobody_else(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, staff = await couple(tx)
        stranger = await add(tx, Role.STAFF, "Lone", 3)
        session = await begin(tx, borger, topic="week")
        await answers.record(tx, session, borger, says(1, "Svømning"))
        kept = await wish(tx, borger, session)
        assert await shown_to(tx, staff) == []  # not ended, and not shared
        await end(tx, session, End.DONE)
        assert await shown_to(tx, staff) == []
        await sharing.set_grant(tx, borger, staff, "trivsel", True, NOW)
        assert await shown_to(tx, staff) == []
        for reader in (staff, stranger):
            await sharing.set_grant(tx, borger, reader, "week", True, NOW)
        assert await shown_to(tx, staff) == [kept]
        assert await shown_to(tx, stranger) == []
        await end(tx, session, End.DONE, shares=False)
        assert await shown_to(tx, staff) == []
        await end(tx, session, End.DONE)
        await people.set_contacts(tx, borger, [stranger])
        assert (await shown_to(tx, staff), await shown_to(tx, stranger)) == ([], [kept])


async def test_a_request_to_move_something_is_seen_by_every_contact_person(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, staff = await couple(tx)
        stranger = await add(tx, Role.STAFF, "Lone", 3)
        kept = await wish(tx, borger, kind="move")
        assert (await shown_to(tx, staff), await shown_to(tx, stranger)) == ([kept], [])
        found = await proposals.proposal_by_id(tx, kept)
        assert found is not None
        assert await proposals.may_see(tx, staff, found, NOW)
        assert not await proposals.may_see(tx, stranger, found, NOW)


async def test_everybody_is_told_of_a_proposal_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, staff = await couple(tx)
        other = await add(tx, Role.STAFF, "Lone", 3)
        first = await proposals.proposal_by_id(tx, await wish(tx, borger))
        second = await proposals.proposal_by_id(tx, await wish(tx, borger))
        assert first is not None
        assert second is not None
        assert await proposals.tell_once(tx, staff, [first])
        assert not await proposals.tell_once(tx, staff, [first])
        assert await proposals.tell_once(tx, staff, [first, second])
        assert await proposals.tell_once(tx, other, [first])
        assert not await proposals.tell_once(tx, other, [])
