"""Summaries, what staff did with them, and calls for a talk."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from dialogs.permissions import Role
from storage import followup, news, outbox, surfaces
from storage.database import Database
from storage.outbox import Lane
from storage.reach import CALL_TRIES, Reach, reach_of
from storage.tx import Tx
from tests.storage.test_house import NOW, add, at, couple, opened


def house(tx: Tx) -> tuple[int, int, int]:
    """A borger, their contact person, and another member of staff."""
    borger, kim = couple(tx)
    return borger, kim, add(tx, Role.STAFF, "Ida", 3)


def told(tx: Tx, reader: int, borger: int, since: float, until: float) -> int:
    place = surfaces.add_surface(tx, reader, reader)
    summary = followup.add_summary(tx, reader, borger, at(since), at(until), place)
    surfaces.now_shows(tx, place, "summary", summary, borger)
    return summary


async def test_a_summary_is_known_until_its_message_is_gone(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, ida = await db.write(house)
        assert await db.write(news.unseen_since, kim, borger) is None
        first, second = await db.write(told, kim, borger, 0, 10), await db.write(told, kim, borger, 10, 20)
        idas = await db.write(told, ida, borger, 5, 15)
        assert await db.write(news.unseen_since, kim, borger) == at(0)
        found = await db.write(followup.summary_by_id, idas)
        assert found is not None
        assert (found.reader_id, found.borger_id, found.since, found.until) == (ida, borger, at(5), at(15))
        assert await db.write(followup.summary_by_id, 99) is None
        assert await db.read(surfaces.about, borger) == []
        for summary_id in (first, second, idas):
            summary = await db.write(followup.summary_by_id, summary_id)
            assert summary is not None and summary.surface_id is not None
            await db.write(outbox.on_screen, summary.surface_id, 100 + summary_id, "text", at(20))
        shown = await db.read(surfaces.about, borger)
        assert [(s.shows, s.ref, s.sent_at) for s in shown] == [("summary", n, at(20)) for n in (first, second, idas)]
        assert not shown[0].is_older_than(at(20)) and shown[0].is_older_than(at(21))
        await db.write(outbox.off_screen, found.surface_id or 0)
        assert [s.ref for s in await db.read(surfaces.about, borger)] == [first, second]
        await db.write(
            outbox.put, 3, Lane.SUMMARY, "show", {}, not_before=NOW, expires_at=at(9), surface_id=found.surface_id
        )
        *_, on_its_way = await db.read(surfaces.about, borger)
        assert on_its_way.ref == idas and on_its_way.sent_at is None and not on_its_way.is_older_than(at(99))
        assert await db.read(surfaces.one_of, kim, borger, "summary") == shown[1]
        await db.write(surfaces.now_shows, shown[1].id, "")
        assert await db.read(surfaces.one_of, kim, borger, "summary") == shown[0]


async def test_a_summary_is_seen_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, _ = await db.write(house)
        first, other = [
            await db.write(followup.summary_by_id, await db.write(told, kim, borger, since, since + 10))
            for since in (0, 10)
        ]
        assert first is not None and other is not None
        noted = [await db.write(followup.set_seen, one, at(n)) for n, one in enumerate((first, first, other))]
        assert noted == [True, False, True]
        assert await db.read(news.unseen_since, kim, borger) == at(20)
        assert await db.write(followup.take_back_seen, other.id) and not await db.write(
            followup.take_back_seen, other.id
        )
        assert await db.read(news.unseen_since, kim, borger) == at(10)
        assert await db.write(followup.set_seen, other, at(2))
        assert await db.read(followup.is_seen, first.id)
        assert await db.read(followup.seen_of, borger) == [(kim, at(0)), (kim, at(2))]


def call(tx: Tx, borger: int) -> int:
    return followup.add_talk(tx, borger, NOW, surfaces.add_surface(tx, borger, 1))


async def test_a_borger_has_one_open_call_at_a_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, ida = await db.write(house)
        first, idas = await db.write(call, borger), await db.write(call, ida)
        with pytest.raises(DatabaseError):
            await db.write(call, borger)
        assert [talk.id for talk in await db.write(followup.open_talks)] == [first, idas]
        await db.write(followup.move_talk_on, first, 1)
        talk = await db.write(followup.open_talk, borger)
        assert talk is not None
        assert (talk.id, talk.level, talk.taken_by, talk.closed, talk.at) == (first, 1, None, False, NOW)
        assert await db.write(followup.take_talk, first, kim, "in ten minutes", NOW)
        assert await db.write(followup.open_talk, borger) is None
        second = await db.write(call, borger)
        assert [await db.write(followup.close_talk, second, at(1)) for _ in range(2)] == [True, False]
        assert not await db.write(followup.take_talk, second, kim, "too late", NOW)
        assert await db.write(call, borger) > second


async def test_a_call_is_taken_by_one_who_can_change_what_they_promised(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, ida = await db.write(house)
        talk = await db.write(call, borger)
        assert await db.write(followup.take_talk, talk, kim, "soon", NOW)
        assert not await db.write(followup.take_talk, talk, ida, "now", NOW)
        assert await db.write(followup.take_talk, talk, kim, "at two", NOW)
        found = await db.write(followup.talk_by_id, talk)
        assert found is not None
        assert (found.taken_by, found.promise) == (kim, "at two")


async def test_of_two_who_take_a_call_at_once_one_does(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, opened(tmp_path) as other:
        borger, kim, ida = await db.write(house)
        talk = await db.write(call, borger)

        async def take(through: Database, staff: int) -> bool:
            return await through.write(followup.take_talk, talk, staff, str(staff), NOW)

        takers = [kim, ida] * 3
        took = await asyncio.gather(*(take((db, other)[n % 2], staff) for n, staff in enumerate(takers)))
        winners = {staff for staff, yes in zip(takers, took, strict=True) if yes}
        found = await db.read(followup.talk_by_id, talk)
        assert found is not None
        assert winners == {found.taken_by}


async def test_who_was_told_is_noted_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, ida = await db.write(house)
        talk = await db.write(call, borger)
        places = [await db.write(surfaces.add_surface, staff, staff) for staff in (kim, ida, kim)]
        for staff, place in zip((kim, ida, kim), places, strict=True):
            await db.write(followup.add_call, talk, staff, place)
        assert await db.write(followup.calls_of, talk) == [(kim, places[0]), (ida, places[1])]


async def test_told_is_whose_message_has_arrived_and_a_call_that_cannot_is_taken_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, ida = await db.write(house)
        talk = await db.write(call, borger)
        places = [await db.write(surfaces.add_surface, staff, staff) for staff in (kim, ida)]
        for staff, place in zip((kim, ida), places, strict=True):
            await db.write(followup.add_call, talk, staff, place)
            await db.write(
                outbox.put, staff, Lane.ANSWER, "show", {}, not_before=NOW, expires_at=at(1), surface_id=place
            )
        assert set((await db.write(reach_of, talk)).values()) == {Reach.TRYING}
        await db.write(followup.call_never_came, places[0])
        assert len(await db.write(followup.calls_of, talk)) == 2, "it still waits to be sent"
        await db.write(outbox.on_screen, places[0], 7, "text", NOW)
        await db.write(followup.call_changed, places[0])
        await db.write(followup.not_reached, ida)
        assert await db.write(reach_of, talk) == {kim: Reach.TOLD}
        assert await db.write(followup.calls_of, talk) == [(kim, places[0])]
        assert await db.write(Tx.all, "SELECT kind, talk_id FROM timer") == [("nudge", talk)] * 2


async def test_a_call_that_fails_again_and_again_is_in_trouble_one_without_a_reply_unsure(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as db:
        borger, kim, _ = await db.write(house)
        talk = await db.write(call, borger)
        place = await db.write(surfaces.add_surface, kim, kim)
        await db.write(followup.add_call, talk, kim, place)
        await db.write(outbox.put, kim, Lane.CALL, "show", {}, not_before=NOW, expires_at=at(9), surface_id=place)
        (row,) = await db.write(outbox.ready, NOW)
        for _ in range(CALL_TRIES):
            assert await db.write(reach_of, talk) == {kim: Reach.TRYING}
            await db.write(outbox.later, row, NOW)
        assert await db.write(reach_of, talk) == {kim: Reach.TROUBLE}
        await db.write(outbox.perhaps_on_screen, place, NOW)
        assert await db.write(reach_of, talk) == {kim: Reach.UNSURE}
        await db.write(outbox.on_screen, place, None, "text", NOW)
        assert await db.write(reach_of, talk) == {kim: Reach.TOLD}


async def test_a_talk_that_is_over_is_not_looked_at_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim, _ = await db.write(house)
        talk = await db.write(call, borger)
        place = await db.write(surfaces.add_surface, kim, kim)
        await db.write(followup.add_call, talk, kim, place)
        await db.write(followup.close_talk, talk, NOW)
        await db.write(followup.call_changed, place)
        await db.write(followup.not_reached, kim)
        assert await db.write(Tx.all, "SELECT 1 FROM timer") == []
