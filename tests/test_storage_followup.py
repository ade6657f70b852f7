"""Summaries, what staff did with them, and calls for a talk."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from dialogs.permissions import Role
from storage import followup, outbox, sessions
from storage.database import Database, Tx
from storage.outbox import Lane
from storage.reach import CALL_TRIES, Reach, reach_of
from tests.test_storage_house import NOW, add, at, couple, opened


async def house(tx: Tx) -> tuple[int, int, int]:
    """A borger, their contact person, and another member of staff."""
    borger, kim = await couple(tx)
    return borger, kim, await add(tx, Role.STAFF, "Ida", 3)


async def told(tx: Tx, reader: int, borger: int, since: float, until: float) -> int:
    place = await sessions.add_surface(tx, reader, reader)
    return await followup.add_summary(tx, reader, borger, at(since), at(until), place)


async def test_a_summary_is_known_until_its_message_is_gone(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, ida = await house(tx)
        assert await followup.last_until(tx, kim, borger) is None
        first, second = await told(tx, kim, borger, 0, 10), await told(tx, kim, borger, 10, 20)
        idas = await told(tx, ida, borger, 5, 15)
        assert await followup.last_until(tx, kim, borger) == at(20)
        found = await followup.summary_by_id(tx, idas)
        assert found is not None
        assert (found.reader_id, found.borger_id, found.since, found.until) == (ida, borger, at(5), at(15))
        assert await followup.summary_by_id(tx, 99) is None
        assert await followup.summaries_on_screen(tx, borger, at(0)) == []
        for summary_id in (first, second, idas):
            summary = await followup.summary_by_id(tx, summary_id)
            assert summary is not None and summary.surface_id is not None
            await outbox.on_screen(tx, summary.surface_id, 100 + summary_id, "text", at(20))
        assert {s.id for s in await followup.summaries_on_screen(tx, borger, at(11))} == {second, idas}
        await outbox.off_screen(tx, found.surface_id or 0)
        assert [s.id for s in await followup.summaries_on_screen(tx, borger, at(11))] == [second]
        await outbox.put(tx, 3, Lane.SUMMARY, "show", {}, not_before=NOW, expires_at=at(9), surface_id=found.surface_id)
        assert {s.id for s in await followup.summaries_on_screen(tx, borger, at(11))} == {second, idas}


async def test_seen_is_noted_once_and_follow_ups_as_often_as_they_come(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, _ = await house(tx)
        summary, other = await told(tx, kim, borger, 0, 10), await told(tx, kim, borger, 10, 20)
        news = [
            await followup.add_follow_up(tx, borger, kim, kind, at(n), note=f"{n}", summary_id=which)
            for n, (kind, which) in enumerate(
                [("seen", summary), ("seen", summary), ("seen", other), ("follow_up", summary), ("follow_up", summary)]
            )
        ]
        assert news == [True, False, True, True, True]
        kept = await followup.follow_ups_of(tx, summary)
        assert [(f.kind, f.note, f.at, f.done) for f in kept] == [
            ("seen", "0", at(0), False), ("follow_up", "3", at(3), False), ("follow_up", "4", at(4), False),
        ]  # fmt: skip
        with pytest.raises(DatabaseError):
            await followup.add_follow_up(tx, borger, kim, "thought about it", NOW)


async def test_only_whoever_follows_up_can_say_that_it_is_done_and_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, ida = await house(tx)
        for staff in (kim, ida):
            await followup.add_follow_up(tx, borger, staff, "follow_up", NOW)
        await followup.add_follow_up(tx, borger, kim, "seen", NOW)
        (mine,), (idas,) = [await followup.open_follow_ups(tx, staff) for staff in (kim, ida)]
        assert await followup.open_follow_ups(tx) == [mine, idas]
        assert await followup.follow_up_done(tx, mine.id, ida, at(1)) is None
        done = await followup.follow_up_done(tx, mine.id, kim, at(1))
        assert done is not None
        assert (done.id, done.done) == (mine.id, True)
        assert await followup.follow_up_done(tx, mine.id, kim, at(2)) is None
        assert await followup.open_follow_ups(tx) == [idas]


async def call(tx: Tx, borger: int) -> int:
    return await followup.add_talk(tx, borger, NOW, await sessions.add_surface(tx, borger, 1))


async def test_a_borger_has_one_open_call_at_a_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, ida = await house(tx)
        first, idas = await call(tx, borger), await call(tx, ida)
        with pytest.raises(DatabaseError):
            await call(tx, borger)
        assert [talk.id for talk in await followup.open_talks(tx)] == [first, idas]
        await followup.move_talk_on(tx, first, 1)
        talk = await followup.open_talk(tx, borger)
        assert talk is not None
        assert (talk.id, talk.level, talk.taken_by, talk.closed, talk.at) == (first, 1, None, False, NOW)
        assert await followup.take_talk(tx, first, kim, "in ten minutes")
        assert await followup.open_talk(tx, borger) is None
        second = await call(tx, borger)
        assert [await followup.close_talk(tx, second, at(1)) for _ in range(2)] == [True, False]
        assert not await followup.take_talk(tx, second, kim, "too late")
        assert await call(tx, borger) > second


async def test_a_call_is_taken_by_one_who_can_change_what_they_promised(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, ida = await house(tx)
        talk = await call(tx, borger)
        assert await followup.take_talk(tx, talk, kim, "soon")
        assert not await followup.take_talk(tx, talk, ida, "now")
        assert await followup.take_talk(tx, talk, kim, "at two")
        found = await followup.talk_by_id(tx, talk)
        assert found is not None
        assert (found.taken_by, found.promise) == (kim, "at two")


async def test_of_two_who_take_a_call_at_once_one_does(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, opened(tmp_path) as other:
        async with db.write() as tx:
            borger, kim, ida = await house(tx)
            talk = await call(tx, borger)

        async def take(through: Database, staff: int) -> bool:
            async with through.write() as tx:
                return await followup.take_talk(tx, talk, staff, str(staff))

        takers = [kim, ida] * 3
        took = await asyncio.gather(*(take((db, other)[n % 2], staff) for n, staff in enumerate(takers)))
        winners = {staff for staff, yes in zip(takers, took, strict=True) if yes}
        found = await followup.talk_by_id(db.snapshot, talk)
        assert found is not None
        assert winners == {found.taken_by}


async def test_who_was_told_is_noted_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, ida = await house(tx)
        talk = await call(tx, borger)
        places = [await sessions.add_surface(tx, staff, staff) for staff in (kim, ida, kim)]
        for staff, place in zip((kim, ida, kim), places, strict=True):
            await followup.add_call(tx, talk, staff, place)
        assert await followup.calls_of(tx, talk) == [(kim, places[0]), (ida, places[1])]


async def test_told_is_whose_message_has_arrived_and_a_call_that_cannot_is_taken_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, ida = await house(tx)
        talk = await call(tx, borger)
        places = [await sessions.add_surface(tx, staff, staff) for staff in (kim, ida)]
        for staff, place in zip((kim, ida), places, strict=True):
            await followup.add_call(tx, talk, staff, place)
            await outbox.put(tx, staff, Lane.ANSWER, "show", {}, not_before=NOW, expires_at=at(1), surface_id=place)
        assert set((await reach_of(tx, talk)).values()) == {Reach.TRYING}
        await followup.call_never_came(tx, places[0])
        assert len(await followup.calls_of(tx, talk)) == 2, "it still waits to be sent"
        await outbox.on_screen(tx, places[0], 7, "text", NOW)
        await followup.call_changed(tx, places[0])
        await followup.not_reached(tx, ida)
        assert await reach_of(tx, talk) == {kim: Reach.TOLD}
        assert await followup.calls_of(tx, talk) == [(kim, places[0])]
        assert await tx.all("SELECT kind, talk_id FROM timer") == [("nudge", talk)] * 2


async def test_a_call_that_fails_again_and_again_is_in_trouble_one_without_a_reply_unsure(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, _ = await house(tx)
        talk = await call(tx, borger)
        place = await sessions.add_surface(tx, kim, kim)
        await followup.add_call(tx, talk, kim, place)
        await outbox.put(tx, kim, Lane.CALL, "show", {}, not_before=NOW, expires_at=at(9), surface_id=place)
        (row,) = await outbox.ready(tx, NOW)
        for _ in range(CALL_TRIES):
            assert await reach_of(tx, talk) == {kim: Reach.TRYING}
            await outbox.later(tx, row, NOW)
        assert await reach_of(tx, talk) == {kim: Reach.TROUBLE}
        await outbox.perhaps_on_screen(tx, place, NOW)
        assert await reach_of(tx, talk) == {kim: Reach.UNSURE}
        await outbox.on_screen(tx, place, None, "text", NOW)
        assert await reach_of(tx, talk) == {kim: Reach.TOLD}


async def test_a_talk_that_is_over_is_not_looked_at_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, kim, _ = await house(tx)
        talk = await call(tx, borger)
        place = await sessions.add_surface(tx, kim, kim)
        await followup.add_call(tx, talk, kim, place)
        await followup.close_talk(tx, talk, NOW)
        await followup.call_changed(tx, place)
        await followup.not_reached(tx, kim)
        assert await tx.all("SELECT 1 FROM timer") == []
