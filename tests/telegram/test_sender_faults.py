"""The sender when single messages fail, replies are late, lost or odd, or nothing gets through at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.telegram import setbacks
from bot.telegram.api import Api
from bot.telegram.client import NotSent
from storage import followup, outbox
from storage.outbox import Lane
from storage.reach import Reach, reach_of
from storage.tx import Tx
from tests.books import leaving
from tests.post_stage import ANNA, BIRK, CARL, Post, post

pytestmark = pytest.mark.long


async def test_a_row_that_keeps_failing_steps_aside_and_holds_up_nothing_behind_it(tmp_path: Path) -> None:
    """In its chat, what comes behind it waits for its second try and no longer. It is kept where it can be seen."""
    async with post(tmp_path) as desk:
        desk.sim.faults.next("sendMessage", text="syg", status=500, count=None)
        await desk.puts(ANNA, text="syg")
        await desk.puts(ANNA, text="rask")
        begun = desk.timing.monotonic()
        await desk.until_came(ANNA, "rask")
        assert desk.timing.monotonic() - begun < 10
        await desk.puts(BIRK, text="rask")
        await desk.until_nothing_waits_for(BIRK)
        await desk.until_sent()
        assert await desk.rows() == [(ANNA, "notice", "failed", 6)]
        (left,) = await leaving(desk.db)
        assert "Internal Server Error" in left.error
        assert len(desk.calls(status=500)) == setbacks.MOST_TRIES and desk.timing.monotonic() - begun < 600


async def test_while_no_message_gets_through_none_is_given_up(tmp_path: Path) -> None:
    """Telegram answers, but every message is refused: that is no message's own fault."""
    async with post(tmp_path) as desk:
        desk.sim.faults.next("sendMessage", status=502, count=None)
        await desk.puts(ANNA, BIRK, CARL)
        await desk.lets_pass(3000)
        assert [row[2] for row in await desk.rows()] == ["waiting"] * 3
        desk.sim.faults.clear()
        await desk.until_sent()
        assert [len(desk.texts(chat)) for chat in (ANNA, BIRK, CARL)] == [1, 1, 1]


async def test_an_outage_costs_nobody_a_try_and_all_come_in_order_when_it_is_over(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        desk.sim.faults.outage(True)
        for text in ("et", "to", "tre"):
            await desk.puts(ANNA, BIRK, text=text)
        await desk.lets_pass(3000)
        assert all(row[2:] == ("waiting", 0) for row in await desk.rows())
        assert len([call for call in desk.sim.calls if call.method == "sendMessage"]) <= 6, "each at most once"
        desk.sim.faults.outage(False)
        await desk.until_sent()
        assert [desk.texts(chat) for chat in (ANNA, BIRK)] == [["et", "to", "tre"]] * 2


async def test_if_only_the_question_who_the_bot_is_fails_messages_still_go(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        desk.sim.faults.next("getMe", status=502, count=None)
        desk.sim.faults.next("sendMessage", status=502)
        await desk.puts(ANNA, BIRK)
        await desk.until_sent()
        assert [len(desk.texts(chat)) for chat in (ANNA, BIRK)] == [1, 1]


LOST: tuple[dict[str, Any], ...] = (
    {"reset": "after"},
    {"reset": "half"},
    {"slow": 0.6},
    {"reply": "<html>Hej</html>"},
    {"reply": "[1]"},
    {"status": 504},
)


@pytest.mark.parametrize("fault", LOST, ids=str)
async def test_what_was_sent_in_full_and_had_no_reply_is_sent_once_more_and_then_counts_as_sent(
    tmp_path: Path, fault: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    async with post(tmp_path, patience=0.15) as desk:
        desk.sim.faults.next("sendMessage", chat=ANNA, count=None, **fault)
        surface = await desk.surface(ANNA)
        await desk.shows(ANNA, surface, "Kort")
        await desk.puts(BIRK)
        await desk.until_sent()
        assert len([call for call in desk.sim.calls if call.chat_id == ANNA]) == 2
        assert await desk.rows() == [] and len(desk.texts(BIRK)) == 1
        assert await desk.db.read(outbox.has_come, surface)
        assert await _reached(desk, surface) is Reach.UNSURE
        assert "counts as sent" in caplog.text


async def _reached(desk: Post, surface: int) -> Reach:
    """How it would stand with a call for a talk that is shown on a surface of Anna's."""
    return await desk.db.write(_reach_of_call, desk.clock.now(), surface)


def _reach_of_call(tx: Tx, now: datetime, surface: int) -> Reach:
    talk = followup.add_talk(tx, 2, now, surface)
    followup.add_call(tx, talk, 1, surface)
    return reach_of(tx, talk)[1]


@pytest.mark.parametrize("fault", [{"reset": "after"}, {"reset": "half"}, {"slow": 0.6}], ids=str)
async def test_a_message_whose_one_reply_was_lost_comes_twice_and_an_edit_stays_one(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    """Telegram has no way to tell; a message twice is better than none."""
    async with post(tmp_path, patience=0.15) as desk:
        surface = await desk.surface(ANNA)
        await desk.shows(ANNA, surface, "Kort 1")
        await desk.until_sent()
        desk.sim.faults.next("editMessageText", **fault)
        await desk.shows(ANNA, surface, "Kort 2")
        await desk.until_sent()
        assert desk.texts(ANNA) == ["Kort 2"] and len(desk.calls("edit", status=400)) == 1
        desk.sim.faults.next("sendMessage", **fault)
        await desk.puts(BIRK)
        await desk.until_sent()
        assert len(desk.texts(BIRK)) == 2


async def test_what_was_surely_not_sent_is_tried_as_often_as_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, tries = Api.call, [0]

    async def call(api: Api, method: str, given: Mapping[str, object], **more: float) -> object:
        tries[0] += method == "sendMessage"
        if method == "sendMessage" and tries[0] <= 5:
            raise NotSent("no connection")
        return await real(api, method, given, **more)

    monkeypatch.setattr(Api, "call", call)
    async with post(tmp_path) as desk:
        await desk.puts(ANNA)
        await desk.until_sent()
        assert tries == [6] and len(desk.texts(ANNA)) == 1


ODD = (
    '{"ok":true,"result":true}',
    '{"ok":true,"result":{"message_id":"x","photo":7}}',
    '{"ok":true}',
    '{"ok":true,"result":[]}',
)


@pytest.mark.parametrize("reply", ODD)
async def test_an_odd_reply_is_a_success_if_telegram_said_ok(tmp_path: Path, reply: str) -> None:
    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        desk.sim.faults.next("sendPhoto", reply=reply)
        await desk.shows(ANNA, surface, "Kort 1", picture="🙂")
        await desk.until_sent()
        assert len(desk.calls("send")) == 1 and await desk.db.read(outbox.has_come, surface)
        assert await _reached(desk, surface) is Reach.TOLD
        await desk.shows(ANNA, surface, "Kort 2", picture="🙂")
        await desk.until_sent()
        assert desk.texts(ANNA) == ["Kort 1", "Kort 2"], "nobody knows which message the first one is"


async def test_a_slow_reply_holds_up_no_other_chat_and_not_a_call_for_a_talk_in_its_own(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        desk.sim.faults.next("sendMessage", chat=ANNA, text="langsom", slow=1.0)
        await desk.puts(ANNA, text="langsom")
        await desk.until_under_way()
        await desk.puts(BIRK, text="svar")
        await desk.puts(ANNA, text="kald", lane=Lane.CALL)
        await desk.until_came(BIRK, "svar")
        await desk.until_came(ANNA, "kald")
        assert desk.sim.faults.waiting == 1
        await desk.until_sent()
