"""What was only changed in its place is noted a little later, with others; whatever happens before that."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.telegram.notes import MOST_LATER
from storage import outbox
from storage.tx import Tx
from tests.post_stage import ANNA, BIRK, CARL, Post, post

LONG = 60.0
"""Seconds for which a note waits for others in these tests: none is written of itself."""


async def _cards(desk: Post) -> dict[int, int]:
    """A card in each chat. Returns: its surface, by chat."""
    surfaces = {chat: await desk.surface(chat) for chat in (ANNA, BIRK, CARL)}
    for chat, surface in surfaces.items():
        await desk.shows(chat, surface, "Kort 1")
    await desk.until_sent()
    return surfaces


async def _edited(desk: Post, count: int) -> None:
    async def edited() -> bool:
        return len(desk.calls("edit")) >= count and not desk.sender.under_way

    await desk.until(edited)


async def test_changes_are_noted_together_by_what_has_to_be_noted_at_once(tmp_path: Path) -> None:
    async with post(tmp_path, later=LONG) as desk:
        surfaces = await _cards(desk)
        for chat in (ANNA, BIRK):
            await desk.shows(chat, surfaces[chat], "Kort 2")
        await _edited(desk, 2)
        assert len(await desk.rows()) == 2
        before = desk.db.commits
        await desk.puts(CARL)
        await desk.until_sent()
        assert desk.db.commits == before + 2, "one to queue it, one to note all three"
        assert len(desk.calls("edit")) == 2


async def test_a_card_that_is_changed_again_before_its_note_changes_at_once(tmp_path: Path) -> None:
    async with post(tmp_path, later=LONG) as desk:
        surfaces = await _cards(desk)
        for number in range(2, 6):
            await desk.shows(ANNA, surfaces[ANNA], f"Kort {number}")
            await _edited(desk, number - 1)
            assert desk.texts(ANNA) == [f"Kort {number}"]
        await desk.puts(BIRK)
        await desk.until_sent()
        assert len(desk.calls("edit")) == 4, "none is sent again when it is noted"


async def test_many_changes_wait_for_no_clock(tmp_path: Path) -> None:
    async with post(tmp_path, later=LONG) as desk:
        surfaces = await _cards(desk)
        begun = desk.db.commits
        for number in range(2, 6):
            for chat, surface in surfaces.items():
                await desk.shows(chat, surface, f"Kort {number}")
                await _edited(desk, 3 * (number - 2) + chat)
        assert desk.db.commits == begun + 12 + 12 // MOST_LATER, "each queued by itself, and noted ten at a time"


async def test_a_stop_writes_what_still_waits(tmp_path: Path) -> None:
    async with post(tmp_path, later=LONG) as desk:
        surfaces = await _cards(desk)
        await desk.shows(ANNA, surfaces[ANNA], "Kort 2")
        await _edited(desk, 1)
        assert await desk.rows()
        desk.running.cancel()
        await asyncio.gather(desk.running, return_exceptions=True)
        assert await desk.rows() == []


async def test_a_note_that_was_lost_costs_one_change_more_that_nobody_sees(tmp_path: Path) -> None:
    async with post(tmp_path, later=LONG) as desk:
        surfaces = await _cards(desk)
        await desk.shows(ANNA, surfaces[ANNA], "Kort 2")
        await _edited(desk, 1)
        desk.sender._notes._notes.clear()  # as when the process dies
        desk.sender._landed.clear()
        desk.sender.wake()
        await _edited(desk, 1)
        await desk.puts(BIRK)
        await desk.until_sent()
        assert desk.texts(ANNA) == ["Kort 2"] and len(desk.calls("edit", status=400)) == 1


async def test_a_note_comes_soon_though_nothing_else_happens(tmp_path: Path) -> None:
    async with post(tmp_path, later=0.05) as desk:
        surfaces = await _cards(desk)
        await desk.shows(ANNA, surfaces[ANNA], "Kort 2")
        await desk.until_sent()
        assert len(desk.calls("edit")) == 1


@pytest.mark.parametrize("action", ["notice", "show"])
async def test_what_left_and_cannot_be_noted_leaves_once_and_is_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, action: str
) -> None:
    def broken(_: Tx, row: outbox.Outgoing) -> None:
        raise ZeroDivisionError

    async with post(tmp_path) as desk:
        surfaces = await _cards(desk)
        before = len(desk.calls())
        monkeypatch.setattr(outbox, "sent", broken)
        if action == "show":
            await desk.shows(ANNA, surfaces[ANNA], "Kort 2")
        else:
            await desk.puts(ANNA)
        await desk.until_sent()
        await desk.lets_pass(600)
        assert len(desk.calls()) == before + 1
        assert [(chat, done, state) for chat, done, state, _ in await desk.rows()] == [(ANNA, action, "failed")]
    assert "cannot be noted" in caplog.text
