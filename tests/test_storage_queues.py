"""The inbox and the outbox: nothing lost, nothing twice, the urgent first."""

from __future__ import annotations

import json
from pathlib import Path

from storage import inbox, outbox, sent_files, sessions
from storage.database import Tx
from storage.outbox import Lane, Outgoing
from tests.test_storage_house import at, begin, couple, end, opened


async def put(
    tx: Tx, text: str, *, chat: int = 1, lane: Lane = Lane.CHECK_IN, action: str = "notice", due: float = 0,
    surface: int | None = None,
) -> None:  # fmt: skip
    await outbox.put(
        tx, chat, lane, action, {"text": text}, not_before=at(due), expires_at=at(due + 60), surface_id=surface
    )


async def ready(tx: Tx, minutes: float = 0) -> list[Outgoing]:
    return await outbox.ready(tx, at(minutes))


async def texts(tx: Tx, minutes: float = 0) -> list[str]:
    return [text(row) for row in await ready(tx, minutes)]


def text(row: Outgoing) -> str:
    return str(json.loads(row.payload)["text"])


async def surface(tx: Tx) -> int:
    borger, _ = await couple(tx)
    return await sessions.add_surface(tx, borger, 1)


async def test_an_update_counts_once_in_the_order_they_came(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        for number in (11, 10, 12, 11):
            await inbox.take_in(tx, number, f"body {number}", at(0), digest="a")
        waiting = await inbox.waiting(tx)
        assert [(row.update_id, row.body) for row in waiting] == [(n, f"body {n}") for n in (11, 10, 12)]
        assert await inbox.waiting(tx, 1) == waiting[:1]
        await inbox.done(tx, waiting[0].id)
        await inbox.take_in(tx, 11, "again", at(1), digest="a")
        assert [row.update_id for row in await inbox.waiting(tx)] == [10, 12]


async def test_an_update_with_a_number_that_was_there_before_is_another_one_if_other_things_are_in_it(
    tmp_path: Path,
) -> None:
    """Telegram begins to number anew after a quiet week, and a server in its stead when it is restarted."""
    async with opened(tmp_path) as db, db.write() as tx:
        for digest in ("a", "b", "a", "c"):
            await inbox.take_in(tx, 1, f"body {digest}", at(0), digest=digest)
        first, second, third = await inbox.waiting(tx)
        assert [row.body for row in (first, second, third)] == ["body a", "body b", "body c"]
        await inbox.done(tx, first.id)
        await inbox.put_aside(tx, second.id, "why")
        for digest in ("a", "b", "c"):
            await inbox.take_in(tx, 1, "again", at(1), digest=digest)
        assert await inbox.waiting(tx) == [third]


async def test_a_handled_update_is_emptied_and_one_that_failed_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        for number in (1, 2, 3):
            await inbox.take_in(tx, number, "secret", at(0), digest="a")
        first, second, _ = await inbox.waiting(tx)
        await inbox.done(tx, first.id)
        await inbox.put_aside(tx, second.id, "why")
        rows = await tx.all("SELECT update_id, status, body, reason FROM inbox")
        assert rows == [(1, "done", "", ""), (2, "failed", "secret", "why"), (3, "new", "secret", "")]


async def test_the_most_urgent_lane_leaves_first_and_each_lane_in_order(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        for lane in (Lane.UPKEEP, Lane.CHECK_IN, Lane.CALL, Lane.SUMMARY, Lane.ANSWER, Lane.REMINDER):
            await put(tx, f"{lane.name} 1", lane=lane)
            await put(tx, f"{lane.name} 2", lane=lane, chat=2)
        in_order = [f"{lane.name} {n}" for lane in Lane for n in (1, 2)]
        assert await texts(tx) == in_order
        assert [text(row) for row in await outbox.ready(tx, at(0), most=3)] == in_order[:3]


async def test_nothing_leaves_before_its_time(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        assert await outbox.next_moment(tx) is None
        await put(tx, "later", due=10)
        await put(tx, "soon", due=5)
        assert await outbox.next_moment(tx) == at(5).timestamp()
        assert (await texts(tx, 4), await texts(tx, 5), await texts(tx, 10)) == ([], ["soon"], ["later", "soon"])


async def test_a_row_put_off_holds_back_its_lane_in_its_chat_and_nothing_else(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        await put(tx, "first")
        await put(tx, "second")
        await put(tx, "other chat", chat=2)
        await put(tx, "answer", lane=Lane.ANSWER)
        first = next(row for row in await ready(tx) if text(row) == "first")
        await outbox.later(tx, first, at(5))
        assert await texts(tx) == ["answer", "other chat"]
        assert await texts(tx, 5) == ["answer", "first", "second", "other chat"]
        assert [row.tries for row in await ready(tx, 5)] == [0, 1, 0, 0]


async def test_a_toast_neither_waits_for_its_chat_nor_holds_it_back(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        for words, action in (("toast 1", "toast"), ("card 1", "show"), ("toast 2", "toast"), ("card 2", "show")):
            await put(tx, words, action=action)
        for row in (await ready(tx))[:2]:
            await outbox.later(tx, row, at(5))
            assert await texts(tx) == (["card 1", "toast 2", "card 2"] if text(row) == "toast 1" else ["toast 2"])


async def test_only_the_newest_card_of_a_surface_is_shown(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        place = await surface(tx)
        await put(tx, "card 1", action="show", surface=place, due=30)
        await put(tx, "delete", action="delete", surface=place)
        await put(tx, "card 2", action="show", surface=place, lane=Lane.ANSWER)
        await put(tx, "no surface", action="show", lane=Lane.UPKEEP)
        await put(tx, "none either", action="show", lane=Lane.UPKEEP)
        assert await texts(tx) == ["card 2", "delete", "no surface", "none either"]
        await put(tx, "card 3", action="show", surface=place, lane=Lane.SUMMARY, due=20)
        card = (await ready(tx))[0]
        assert (text(card), card.lane, card.edition, card.expires_at) == ("card 3", 0, 3, at(80).timestamp())


async def test_a_card_rewritten_while_it_was_under_way_is_due_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        place = await surface(tx)
        for ending in (outbox.sent, outbox.drop):
            await put(tx, "card 1", action="show", surface=place)
            (under_way,) = await ready(tx)
            await put(tx, "card 2", action="show", surface=place)
            await outbox.on_screen(tx, place, 77, "photo", at(0))
            await ending(tx, under_way)
            (again,) = await ready(tx)
            assert (text(again), again.message_id, again.kind) == ("card 2", 77, "photo")
            await ending(tx, again)
            assert await ready(tx) == []


async def test_what_was_refused_is_kept_and_never_sent_but_a_rewritten_card_is(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        place = await surface(tx)
        await put(tx, "card 1", action="show", surface=place)
        (under_way,) = await ready(tx)
        await put(tx, "card 2", action="show", surface=place)
        await outbox.failed(tx, under_way, "can't parse")
        (rewritten,) = await ready(tx)
        assert text(rewritten) == "card 2"
        await outbox.failed(tx, rewritten, "can't parse that either")
        assert (await ready(tx, 999), await outbox.next_moment(tx)) == ([], None)
        await put(tx, "card 3", action="show", surface=place)
        assert await texts(tx) == ["card 3"]
        kept = await tx.all("SELECT payload, error FROM outbox WHERE state = 'failed'")
        assert kept == [('{"text": "card 2"}', "can't parse that either")]


async def test_a_chat_that_is_gone_takes_what_waits_for_it_along(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        await couple(tx)
        await put(tx, "a defect")
        await outbox.failed(tx, (await ready(tx))[0], "why")
        await put(tx, "now")
        await put(tx, "later", due=99)
        await put(tx, "somebody else", chat=2)
        await outbox.drop_chat(tx, 1)
        assert await tx.all("SELECT chat_id, state FROM outbox ORDER BY id") == [(1, "failed"), (2, "waiting")]


async def test_a_file_is_known_by_bot_until_it_is_forgotten(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        for new_id in ("old", "new", None):
            await sent_files.was_sent(tx, "card", 1, new_id, None, at(0))
        assert [await sent_files.file_id(tx, "card", bot) for bot in (1, 2)] == ["new", None]
        await sent_files.forget(tx, "card", 1)
        assert await sent_files.file_id(tx, "card", 1) is None


async def test_old_messages_are_those_that_nothing_open_stands_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, _ = await couple(tx)
        places = [await sessions.add_surface(tx, borger, 1) for _ in range(3)]
        session = await begin(tx, borger)
        await sessions.move_session(tx, session, places[0])
        await put(tx, "waits", action="show", surface=places[1])
        for n, place in enumerate(places):
            await outbox.on_screen(tx, place, n + 1, "text", at(0))
        assert await outbox.old_surfaces(tx, at(0)) == []
        assert await outbox.old_surfaces(tx, at(1)) == [(places[2], 1)]
        await end(tx, session)
        await outbox.withdraw(tx, places[1])
        assert {place for place, _ in await outbox.old_surfaces(tx, at(1))} == set(places)
        await outbox.off_screen(tx, places[2])
        assert not await outbox.has_come(tx, places[2])
        assert {place for place, _ in await outbox.old_surfaces(tx, at(1))} == set(places[:2])
