"""Cards whose picture, or whose change, does not get through: the person who waits gets the words and the buttons."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.books import leaving
from tests.post_stage import ANNA, BIRK, Post, post

REFUSED: tuple[dict[str, Any], ...] = ({"status": 500}, {"status": 400}, {"status": 404}, {"status": 413})
UNANSWERED: tuple[dict[str, Any], ...] = ({"reset": "before"}, {"reply": "?"}, {"hang": 0.5}, {"status": 504})


def shown(desk: Post, chat: int) -> list[tuple[str, bool, bool]]:
    """(words, has a picture, has buttons) of what is in a chat."""
    return [(m.text or m.caption, bool(m.photo), bool(m.buttons)) for m in desk.sim.users[chat].messages]


@pytest.mark.parametrize("fault", [*REFUSED, *UNANSWERED], ids=str)
async def test_a_card_whose_picture_does_not_get_through_comes_in_words(tmp_path: Path, fault: dict[str, Any]) -> None:
    async with post(tmp_path, patience=0.15) as desk:
        surface = await desk.surface(ANNA)
        desk.sim.faults.next("sendPhoto", count=None, **fault)
        begun = desk.timing.monotonic()
        await desk.shows(ANNA, surface, "Hvordan har du det?", picture="🙂")
        await desk.until_sent()
        if "hang" not in fault:  # the test skips time meanwhile
            assert desk.timing.monotonic() - begun < 30
        assert ("Hvordan har du det?", False, True) in shown(desk, ANNA)
        desk.sim.faults.clear()
        await desk.shows(ANNA, surface, "Hvordan sov du?", picture="🙂")
        await desk.until_sent()
        assert shown(desk, ANNA)[-1] == ("Hvordan sov du?", True, True), "and the next has its picture again"


async def test_a_card_that_cannot_be_changed_comes_anew_and_the_old_one_goes(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        await desk.shows(ANNA, surface, "Kort 1")
        await desk.until_sent()
        desk.sim.faults.next("editMessageText", status=500, count=None)
        await desk.shows(ANNA, surface, "Kort 2")
        await desk.until_sent()
        assert desk.texts(ANNA) == ["Kort 2"]


async def test_a_stop_in_the_middle_of_a_message_counts_as_sent_without_a_reply(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often the bot is stopped, the message is not sent each time."""
    monkeypatch.setattr("bot.telegram.sender.LAST_CALLS", 0.05)
    async with post(tmp_path) as desk:
        desk.sim.faults.next("sendMessage", hang=3)
        await desk.puts(BIRK)
        await desk.until_under_way()
        desk.running.cancel()
        await asyncio.gather(desk.running, return_exceptions=True)
        assert [(row.lost, row.state) for row in await leaving(desk.db)] == [(1, "waiting")]


async def test_an_upload_that_is_refused_for_its_file_is_not_uploaded_for_ever(tmp_path: Path) -> None:
    odd = '{"ok": false, "error_code": 400, "description": "Bad Request: wrong file identifier/HTTP URL specified"}'
    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        desk.sim.faults.next("sendPhoto", count=None, reply=odd)
        await desk.shows(ANNA, surface, "Hvordan har du det?", picture="🙂")
        await desk.until_sent()
        assert shown(desk, ANNA)[-1] == ("Hvordan har du det?", False, True)
        assert len(desk.calls("sendPhoto")) <= 2
