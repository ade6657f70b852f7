"""Proposals: answered once, and seen by nobody the borger has not shared them with."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from dialogs.engine.session import End
from dialogs.permissions import Role
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from storage import activities, answers, people, proposals, sharing
from storage.proposals import Wish
from storage.tx import Tx
from tests.storage.test_house import NOW, add, begin, couple, end, opened, says

SWIMMING = Wish("Svømning", "🏊", "2025-03-12", "14:00")


def wish(tx: Tx, borger: int, session: int) -> int:
    return proposals.add_wish(tx, borger, SWIMMING, session, "swimming", NOW)


def request(tx: Tx, borger: int) -> int:
    """A request to have it at another time."""
    plan = Activity("Svømning", Repeat(date(2025, 3, 11)), time(10), "Europe/Copenhagen")
    (activity,) = activities.add_activity(tx, (borger,), "activity", plan, borger, NOW)
    return proposals.ask_to_move(tx, borger, SWIMMING, activity, plan.repeat.start, NOW)


def shown_to(tx: Tx, reader: int) -> list[int]:
    return [proposal.id for proposal in proposals.waiting(tx, reader, NOW)]


async def test_a_proposal_is_answered_once_by_whoever_comes_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        kept = await db.write(request, borger)
        assert await db.write(proposals.answer, kept, "declined", staff, "Bassinet er lukket.", NOW)
        assert not await db.write(proposals.answer, kept, "confirmed", 99, "", NOW)
        assert not await db.write(proposals.withdraw, kept, NOW)
        found = await db.write(proposals.proposal_by_id, kept)
        assert found is not None
        assert (found.state, found.reason, found.answered_by) == ("declined", "Bassinet er lukket.", staff)
        assert (found.day, found.at) == (date(2025, 3, 12), time(14))
        assert await db.write(shown_to, staff) == []


async def test_what_is_withdrawn_can_no_longer_be_answered_or_moved(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        kept = await db.write(request, borger)
        assert await db.write(proposals.withdraw, kept, NOW)
        assert not await db.write(proposals.answer, kept, "confirmed", staff, "", NOW)
        await db.write(proposals.set_time, kept, "2025-03-13", "10:00", title="Tur")
        found = await db.write(proposals.proposal_by_id, kept)
        assert found is not None
        assert (found.state, found.title, found.day) == ("withdrawn", "Svømning", date(2025, 3, 12))


async def test_a_wish_is_seen_by_those_its_session_is_shared_with_and_nobody_else(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        stranger = await db.write(add, Role.STAFF, "Lone", 3)
        session = await db.write(begin, borger, topic="week")
        await db.write(answers.record, session, borger, says(1, "Svømning"))
        kept = await db.write(wish, borger, session)
        assert await db.write(shown_to, staff) == []  # not ended, and not shared
        await db.write(end, session, End.DONE)
        assert await db.write(shown_to, staff) == []
        await db.write(sharing.set_grant, borger, staff, "trivsel", True, NOW)
        assert await db.write(shown_to, staff) == []
        for reader in (staff, stranger):
            await db.write(sharing.set_grant, borger, reader, "week", True, NOW)
        assert await db.write(shown_to, staff) == [kept]
        assert await db.write(shown_to, stranger) == []
        await db.write(end, session, End.DONE, shares=False)
        assert await db.write(shown_to, staff) == []
        await db.write(end, session, End.DONE)
        await db.write(people.set_contacts, borger, [stranger])
        assert (await db.write(shown_to, staff), await db.write(shown_to, stranger)) == ([], [kept])


async def test_a_request_to_move_something_is_seen_by_every_contact_person(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        stranger = await db.write(add, Role.STAFF, "Lone", 3)
        kept = await db.write(request, borger)
        assert (await db.write(shown_to, staff), await db.write(shown_to, stranger)) == ([kept], [])
        found = await db.write(proposals.proposal_by_id, kept)
        assert found is not None
        assert await db.write(proposals.may_see, staff, found, NOW)
        assert not await db.write(proposals.may_see, stranger, found, NOW)


async def test_everybody_is_told_of_a_proposal_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        other = await db.write(add, Role.STAFF, "Lone", 3)
        first = await db.write(proposals.proposal_by_id, await db.write(request, borger))
        second = await db.write(proposals.proposal_by_id, await db.write(request, borger))
        assert first is not None
        assert second is not None
        assert await db.write(proposals.tell_once, staff, [first])
        assert not await db.write(proposals.tell_once, staff, [first])
        assert await db.write(proposals.tell_once, staff, [first, second])
        assert await db.write(proposals.tell_once, other, [first])
        assert not await db.write(proposals.tell_once, other, [])
