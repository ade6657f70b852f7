"""The inbox and the outbox: nothing lost, nothing twice, the urgent first."""

from __future__ import annotations

import json
from pathlib import Path

from storage import inbox, outbox, sent_files, sessions, surfaces
from storage.outbox import Lane, Outgoing
from storage.tx import Tx
from tests.storage.test_house import at, begin, couple, end, opened


def put(
    tx: Tx, text: str, *, chat: int = 1, lane: Lane = Lane.CHECK_IN, action: str = "notice", due: float = 0,
    surface: int | None = None,
) -> None:  # fmt: skip
    outbox.put(tx, chat, lane, action, {"text": text}, not_before=at(due), expires_at=at(due + 60), surface_id=surface)


def ready(tx: Tx, minutes: float = 0) -> list[Outgoing]:
    return outbox.ready(tx, at(minutes))


def texts(tx: Tx, minutes: float = 0) -> list[str]:
    return [text(row) for row in ready(tx, minutes)]


def text(row: Outgoing) -> str:
    return str(json.loads(row.payload)["text"])


def surface(tx: Tx) -> int:
    borger, _ = couple(tx)
    return surfaces.add_surface(tx, borger, 1)


async def test_an_update_counts_once_in_the_order_they_came(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        for number in (11, 10, 12, 11):
            await db.write(inbox.take_in, number, f"body {number}", at(0), digest="a")
        waiting = await db.write(inbox.waiting)
        assert [(row.update_id, row.body) for row in waiting] == [(n, f"body {n}") for n in (11, 10, 12)]
        assert await db.write(inbox.waiting, 1) == waiting[:1]
        await db.write(inbox.done, waiting[0].id)
        await db.write(inbox.take_in, 11, "again", at(1), digest="a")
        assert [row.update_id for row in await db.write(inbox.waiting)] == [10, 12]


async def test_an_update_with_a_number_that_was_there_before_is_another_one_if_other_things_are_in_it(
    tmp_path: Path,
) -> None:
    """Telegram begins to number anew after a quiet week, and a server in its stead when it is restarted."""
    async with opened(tmp_path) as db:
        for digest in ("a", "b", "a", "c"):
            await db.write(inbox.take_in, 1, f"body {digest}", at(0), digest=digest)
        first, second, third = await db.write(inbox.waiting)
        assert [row.body for row in (first, second, third)] == ["body a", "body b", "body c"]
        await db.write(inbox.done, first.id)
        await db.write(inbox.put_aside, second.id, "why")
        for digest in ("a", "b", "c"):
            await db.write(inbox.take_in, 1, "again", at(1), digest=digest)
        assert await db.write(inbox.waiting) == [third]


async def test_a_handled_update_is_emptied_and_one_that_failed_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        for number in (1, 2, 3):
            await db.write(inbox.take_in, number, "secret", at(0), digest="a")
        first, second, _ = await db.write(inbox.waiting)
        await db.write(inbox.done, first.id)
        await db.write(inbox.put_aside, second.id, "why")
        rows = await db.write(Tx.all, "SELECT update_id, status, body, reason FROM inbox")
        assert rows == [(1, "done", "", ""), (2, "failed", "secret", "why"), (3, "new", "secret", "")]


async def test_the_most_urgent_lane_leaves_first_and_each_lane_in_order(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        for lane in (Lane.UPKEEP, Lane.CHECK_IN, Lane.CALL, Lane.SUMMARY, Lane.ANSWER, Lane.REMINDER):
            await db.write(put, f"{lane.name} 1", lane=lane)
            await db.write(put, f"{lane.name} 2", lane=lane, chat=2)
        in_order = [f"{lane.name} {n}" for lane in Lane for n in (1, 2)]
        assert await db.write(texts) == in_order
        assert [text(row) for row in await db.write(outbox.ready, at(0), most=3)] == in_order[:3]


async def test_nothing_leaves_before_its_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        assert await db.write(outbox.next_moment) is None
        await db.write(put, "later", due=10)
        await db.write(put, "soon", due=5)
        assert await db.write(outbox.next_moment) == at(5).timestamp()
        assert (await db.write(texts, 4), await db.write(texts, 5), await db.write(texts, 10)) == (
            [],
            ["soon"],
            ["later", "soon"],
        )


async def test_a_row_put_off_holds_back_its_lane_in_its_chat_and_nothing_else(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(put, "first")
        await db.write(put, "second")
        await db.write(put, "other chat", chat=2)
        await db.write(put, "answer", lane=Lane.ANSWER)
        first = next(row for row in await db.write(ready) if text(row) == "first")
        await db.write(outbox.later, first, at(5))
        assert await db.write(texts) == ["answer", "other chat"]
        assert await db.write(texts, 5) == ["answer", "first", "second", "other chat"]
        assert [row.tries for row in await db.write(ready, 5)] == [0, 1, 0, 0]


async def test_only_the_newest_card_of_a_surface_is_shown(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        place = await db.write(surface)
        await db.write(put, "card 1", action="show", surface=place, due=30)
        await db.write(put, "delete", action="delete", surface=place)
        await db.write(put, "card 2", action="show", surface=place, lane=Lane.ANSWER)
        await db.write(put, "no surface", action="show", lane=Lane.UPKEEP)
        await db.write(put, "none either", action="show", lane=Lane.UPKEEP)
        assert await db.write(texts) == ["card 2", "delete", "no surface", "none either"]
        await db.write(put, "card 3", action="show", surface=place, lane=Lane.SUMMARY, due=20)
        card = (await db.write(ready))[0]
        assert (text(card), card.lane, card.edition, card.expires_at) == ("card 3", 0, 3, at(80).timestamp())


async def test_a_card_rewritten_while_it_was_under_way_is_due_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        place = await db.write(surface)
        for ending in (outbox.sent, outbox.drop):
            await db.write(put, "card 1", action="show", surface=place)
            (under_way,) = await db.write(ready)
            await db.write(put, "card 2", action="show", surface=place)
            await db.write(outbox.on_screen, place, 77, "photo", at(0))
            await db.write(ending, under_way)
            (again,) = await db.write(ready)
            assert (text(again), again.message_id, again.kind) == ("card 2", 77, "photo")
            await db.write(ending, again)
            assert await db.write(ready) == []


async def test_what_was_refused_is_kept_and_never_sent_but_a_rewritten_card_is(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        place = await db.write(surface)
        await db.write(put, "card 1", action="show", surface=place)
        (under_way,) = await db.write(ready)
        await db.write(put, "card 2", action="show", surface=place)
        await db.write(outbox.failed, under_way, "can't parse")
        (rewritten,) = await db.write(ready)
        assert text(rewritten) == "card 2"
        await db.write(outbox.failed, rewritten, "can't parse that either")
        assert (await db.write(ready, 999), await db.write(outbox.next_moment)) == ([], None)
        await db.write(put, "card 3", action="show", surface=place)
        assert await db.write(texts) == ["card 3"]
        kept = await db.write(Tx.all, "SELECT payload, error FROM outbox WHERE state = 'failed'")
        assert kept == [('{"text": "card 2"}', "can't parse that either")]


async def test_a_chat_that_is_gone_takes_what_waits_for_it_along(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(couple)
        await db.write(put, "a defect")
        await db.write(outbox.failed, (await db.write(ready))[0], "why")
        await db.write(put, "now")
        await db.write(put, "later", due=99)
        await db.write(put, "somebody else", chat=2)
        await db.write(outbox.drop_chat, 1)
        assert await db.write(Tx.all, "SELECT chat_id, state FROM outbox ORDER BY id") == [
            (1, "failed"),
            (2, "waiting"),
        ]


async def test_a_file_is_known_by_bot_until_it_is_forgotten(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        for new_id in ("old", "new", None):
            await db.write(sent_files.was_sent, "card", 1, new_id, None, at(0))
        assert [await db.write(sent_files.file_id, "card", bot) for bot in (1, 2)] == ["new", None]
        await db.write(sent_files.forget, "card", 1)
        assert await db.write(sent_files.file_id, "card", 1) is None


async def test_old_messages_are_those_that_nothing_open_stands_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        places = [await db.write(surfaces.add_surface, borger, 1) for _ in range(3)]
        session = await db.write(begin, borger)
        await db.write(sessions.move_session, session, places[0])
        await db.write(put, "waits", action="show", surface=places[1])
        for n, place in enumerate(places):
            await db.write(outbox.on_screen, place, n + 1, "text", at(0))
        assert await db.write(outbox.old_surfaces, at(0)) == []
        assert await db.write(outbox.old_surfaces, at(1)) == [(places[2], 1)]
        await db.write(end, session)
        await db.write(outbox.withdraw, places[1])
        assert {place for place, _ in await db.write(outbox.old_surfaces, at(1))} == set(places)
        await db.write(outbox.off_screen, places[2])
        assert not await db.write(outbox.has_come, places[2])
        assert {place for place, _ in await db.write(outbox.old_surfaces, at(1))} == set(places[:2])


async def test_a_message_that_is_or_cannot_be_changed_is_as_old_as_when_it_came(
    tmp_path: Path,
) -> None:
    """It can be deleted for 48 hours from when it was sent, whatever became of it since."""
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        place = await db.write(surfaces.add_surface, borger, 1)
        for hour, message in ((0, 7), (20, 7)):
            await db.write(outbox.on_screen, place, message, "text", at(hour))
        assert await db.write(outbox.old_surfaces, at(1)) == [(place, 1)]
        await db.write(put, "refused", action="show", surface=place)
        (row,) = await db.read(outbox.ready, at(30))
        assert await db.write(outbox.old_surfaces, at(1)) == [], "it is about to be changed"
        await db.write(outbox.failed, row, "refused")
        assert await db.write(outbox.old_surfaces, at(1)) == [(place, 1)]
        await db.write(outbox.on_screen, place, 8, "text", at(20))
        assert await db.write(outbox.old_surfaces, at(1)) == [], "another message"


async def test_what_is_out_of_reach_for_deleting_is_what_is_old_and_what_nobody_knows_of(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        places = [await db.write(surfaces.add_surface, staff, 2, about_id=borger) for _ in range(3)]
        await db.write(outbox.on_screen, places[0], 7, "text", at(0))
        await db.write(outbox.on_screen, places[1], 8, "text", at(20))
        await db.write(outbox.perhaps_on_screen, places[2], at(20))
        assert [await db.read(outbox.out_of_reach, borger, at(hour)) for hour in (0, 10, 30)] == [1, 2, 3]
