"""The sender against a strict server: order, pace and refusals."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3.dbapi2 import DatabaseError
from telegram.error import InvalidToken

from bot.simulator.limits import Limits
from bot.telegram.known_pictures import known_picture
from storage import outbox, people
from storage.outbox import Lane
from storage.tx import Tx
from tests.post_stage import ANNA, BIRK, CARL, PATIENCE, Post, post

# -- order


def _thirty_have_left(desk: Post) -> Callable[[], Awaitable[bool]]:
    async def left() -> bool:
        return len(desk.calls("send")) >= 30

    return left


async def test_the_answer_to_a_tap_overtakes_queued_check_ins(tmp_path: Path) -> None:
    """Also when as many messages have just left as Telegram lets through in a second."""
    async with post(tmp_path, strict=True) as desk:
        desk.knows(*range(100, 145))
        await desk.puts(*range(100, 145), lane=Lane.CHECK_IN)
        await desk.until(_thirty_have_left(desk))
        sent, begun = len(desk.calls("send")), desk.timing.monotonic()
        await desk.puts(ANNA, text="Svar")
        await desk.until_nothing_waits_for(ANNA)
        assert desk.timing.monotonic() - begun < 0.5
        await desk.until_sent()
        assert [chat for _, chat in desk.calls("send")].index(ANNA) <= sent + 2
        assert len(desk.calls("send")) == 46 and desk.calls(status=429) == []


async def test_new_messages_are_under_way_one_at_a_time_and_edits_together(tmp_path: Path) -> None:
    """So that whatever dies, at most one message comes twice."""
    async with post(tmp_path) as desk:
        surfaces = {chat: await desk.surface(chat) for chat in (ANNA, BIRK, CARL)}
        desk.slow = 0.1
        for chat, surface in surfaces.items():
            await desk.shows(chat, surface, "Kort 1")
        await desk.until_sent()
        assert (desk.most_new, desk.most) == (1, 1)
        for chat, surface in surfaces.items():
            await desk.shows(chat, surface, "Kort 2")
        await desk.until_sent()
        assert (desk.most_new, desk.most) == (1, 3)
        assert [desk.texts(chat) for chat in surfaces] == [["Kort 2"]] * 3


async def test_a_card_that_becomes_a_picture_is_a_new_message_and_the_old_one_goes(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surfaces = {chat: await desk.surface(chat) for chat in (ANNA, BIRK)}
        for chat, surface in surfaces.items():
            await desk.shows(chat, surface, "Ord")
        await desk.until_sent()
        await asyncio.sleep(0.2)
        desk.slow = 0.1
        for picture, words in (("🙂", "Billede"), ("", "Ord igen")):
            desk.most_new = 0
            for chat, surface in surfaces.items():
                await desk.shows(chat, surface, words, picture=picture)
            await desk.until_sent()
            assert [desk.texts(chat) for chat in surfaces] == [[words]] * 2
            assert desk.most_new == 1


async def test_the_old_card_goes_also_when_telegram_fails_between_the_two(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        await desk.shows(ANNA, surface, "Ord")
        await desk.until_sent()
        desk.sim.faults.next("deleteMessage", status=502)
        await desk.shows(ANNA, surface, "Billede", picture="🙂")
        await desk.until_sent()
        assert desk.texts(ANNA) == ["Billede"]
        assert len(desk.calls("send")) == 2


async def test_a_row_that_ends_while_the_next_look_is_under_way_does_not_leave_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = outbox.ready

    def slowly(*args: Any) -> list[outbox.Outgoing]:
        """What was read may be over by the time it is looked at."""
        found = real(*args)
        threading.Event().wait(0.03)
        return found

    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        await desk.shows(ANNA, surface, "Kort 1")
        await desk.until_sent()
        monkeypatch.setattr(outbox, "ready", slowly)
        desk.slow = 0.02
        await desk.shows(ANNA, surface, "Kort 2")
        await desk.until_under_way()
        await desk.puts(BIRK)
        await desk.until_sent()
        assert len(desk.calls("edit")) == 1 and desk.calls("edit", status=400) == []


async def test_what_a_change_has_seen_is_not_sent_if_a_later_one_takes_it_away(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        now, before = desk.clock.now(), desk.db.commits
        both = asyncio.gather(
            desk.db.write(outbox.put, ANNA, Lane.ANSWER, "notice", {"text": "Hej"}, not_before=now,
                          expires_at=now + timedelta(hours=1)),
            desk.db.write(outbox.drop_chat, ANNA),
        )  # fmt: skip
        await asyncio.sleep(0)
        while desk.db.commits < before + 2:  # before the sender has its turn
            threading.Event().wait(0.002)
        await both
        await desk.puts(BIRK)
        await desk.until_sent()
        assert [chat for _, chat in desk.calls("send")] == [BIRK]


async def test_what_a_change_has_seen_is_not_sent_if_it_cannot_be_committed(tmp_path: Path) -> None:
    def torn(tx: Tx, now: datetime) -> None:
        outbox.put(
            tx, ANNA, Lane.ANSWER, "notice", {"text": "Hej"}, not_before=now, expires_at=now + timedelta(hours=1)
        )
        tx.run("PRAGMA defer_foreign_keys = ON")  # so that only the commit finds out
        tx.run("INSERT INTO contact VALUES (1, 20, 30)")

    async with post(tmp_path) as desk:
        with pytest.raises(DatabaseError):
            await desk.db.write(torn, desk.clock.now())
        desk.sender.wake()
        await desk.lets_pass(120)
        await desk.puts(BIRK)
        await desk.until_sent()
        assert [chat for _, chat in desk.calls("send")] == [BIRK]


async def test_a_card_that_is_alone_takes_no_look_and_no_trip_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        await desk.shows(ANNA, surface, "Kort 1", picture="🙂")
        await desk.until_sent()
        await asyncio.sleep(0.05)
        real, glances = desk.db.glance, list[object]()

        async def glance(look: Callable[..., Any], *given: Any) -> Any:
            glances.append(look)
            return await real(look, *given)

        monkeypatch.setattr(desk.db, "glance", glance)
        await desk.shows(ANNA, surface, "Kort 2", picture="🙂")
        await desk.until_sent()
        assert desk.texts(ANNA) == ["Kort 2"]
        assert known_picture not in glances and len(glances) <= 1, "perhaps the one that comes every other second"


# -- pace


async def test_of_ninety_messages_none_is_too_fast(tmp_path: Path) -> None:
    async with post(tmp_path, strict=True) as desk:
        desk.knows(*range(100, 190))
        await desk.puts(*range(100, 190), lane=Lane.CHECK_IN)
        await desk.until_sent()
        assert desk.calls("send", status=429) == [] and len(desk.calls("send")) == 90


async def test_a_chat_gets_one_new_message_a_second_in_order_while_others_go_on(tmp_path: Path) -> None:
    async with post(tmp_path, strict=True) as desk:
        for text in ("et", "to"):
            await desk.puts(ANNA, text=text)
        await desk.puts(BIRK, lane=Lane.UPKEEP)
        await desk.until_sent()
        assert desk.calls("send", status=429) == []
        assert desk.calls("send") == [("sendMessage", ANNA), ("sendMessage", BIRK), ("sendMessage", ANNA)]
        assert desk.texts(ANNA) == ["et", "to"]


async def test_a_rest_asked_for_in_one_chat_is_a_rest_for_that_chat_alone(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        desk.sim.limits.rest(30, ANNA)
        surface = await desk.surface(ANNA)
        await desk.puts(ANNA, text="et")
        await desk.shows(ANNA, surface, "to")
        for _ in range(2):
            begun = desk.timing.monotonic()
            await desk.puts(BIRK, text="svar")
            await desk.until_nothing_waits_for(BIRK)
            assert desk.timing.monotonic() - begun < 10
        assert len(desk.calls(status=429)) == 1 and desk.texts(ANNA) == []
        await desk.until_sent()
        assert desk.texts(ANNA) == ["et", "to"] and len(desk.calls(status=429)) <= 2


async def test_a_rest_asked_for_in_chat_after_chat_is_everybodys_and_nothing_is_lost(tmp_path: Path) -> None:
    chats = range(100, 120)
    async with post(tmp_path) as desk:
        desk.knows(*chats)
        desk.sim.limits.rest(20)
        await desk.puts(*chats)
        await desk.until_sent()
        assert len(desk.calls(status=429)) <= 6
        assert all(len(desk.texts(chat)) == 1 for chat in chats)


class CountsEdits(Limits):
    """A server that lets a chat have one message or edit a second."""

    def admit(self, chat_id: int, *, new: bool) -> int:
        return super().admit(chat_id, new=True)


async def test_a_server_that_counts_edits_is_believed_after_its_first_refusal(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        desk.sim.limits = CountsEdits(monotonic=desk.timing.monotonic)
        surface = await desk.surface(ANNA)
        await desk.shows(ANNA, surface, "Kort 0")
        await desk.until_sent()
        for number in range(1, 4):
            await desk.shows(ANNA, surface, f"Kort {number}")
            if number == 3:
                await desk.puts(BIRK)
                begun = desk.timing.monotonic()
                await desk.until_nothing_waits_for(BIRK)
                assert desk.timing.monotonic() - begun < 0.9, "others do not wait for it"
            await desk.until_sent()
        assert len(desk.calls(status=429)) == 1
        assert desk.texts(ANNA) == ["Kort 3"]


# -- refusals


async def test_a_blocked_bot_drops_what_waits_for_that_chat_alone(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        desk.sim.state.chats[ANNA].blocked = True
        await desk.puts(ANNA, ANNA, BIRK)
        await desk.until_sent()
        assert await desk.rows() == []
        assert desk.calls("send") == [("sendMessage", BIRK)] and len(desk.calls(status=403)) == 1
        anna, birk = [await desk.db.read(people.person_by_chat, chat) for chat in (ANNA, BIRK)]
        assert anna and birk and (anna.reachable, birk.reachable) == (False, True)


async def test_what_telegram_calls_wrong_is_kept_and_never_tried_again(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        await desk.puts(ANNA, text="<b>ikke lukket")
        await desk.puts(ANNA, text="efter")
        await desk.until_sent()
        assert await desk.rows() == [(ANNA, "notice", "failed", 0)]
        desk.passes(days=1)
        await desk.puts(BIRK)
        await desk.until_sent()
        assert len(desk.calls("send", status=400)) == 1
        assert desk.texts(ANNA) == ["efter"]


async def test_a_token_refused_once_is_good_after_all_and_nothing_is_lost(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        for status in (401, 404):
            desk.sim.faults.next("sendMessage", status=status)
            await desk.puts(ANNA, text=str(status))
            await desk.until_sent()
        assert desk.texts(ANNA) == ["401", "404"]


async def test_a_token_refused_for_long_ends_the_sender_and_keeps_what_waits(tmp_path: Path) -> None:
    async with post(tmp_path, doubts=(0.0, 0.01, 0.01)) as desk:
        desk.sim.faults.next(status=401, count=None)
        await desk.puts(ANNA)
        with pytest.raises(InvalidToken):
            await asyncio.wait_for(desk.running, PATIENCE)
        assert [row[:3] for row in await desk.rows()] == [(ANNA, "notice", "waiting")]
