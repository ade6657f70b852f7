"""The sender when the server, the disk or the drawing fails, and what becomes of the card meanwhile."""

from __future__ import annotations

import asyncio
from datetime import time
from pathlib import Path
from typing import Any, NoReturn

import pytest
import sqlcipher3

from bot.pictures.studio import Studio
from dialogs.engine.engine import start
from dialogs.profile import ReadingProfile
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import agendas, outbox, people, schedules, sessions
from storage.outbox import Lane
from storage.tx import Tx
from tests.clock_stage import check_ins
from tests.post_stage import ANNA, BIRK, CARL, Post, post
from tests.sketches import Sketches
from tests.transcripts import LIBRARY


async def test_what_came_too_late_is_dropped_and_a_check_in_that_never_came_is_stale(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await _check_in(desk)
        desk.sim.faults.outage(True)
        await desk.shows(ANNA, surface, "Hvordan har du det?", lane=Lane.CHECK_IN)
        await desk.until_lost(ANNA)
        desk.passes(seconds=1800)
        assert await _status(desk) == "asked"
        desk.passes(seconds=3600)
        await desk.until_sent()
        assert await desk.rows() == [] and await _status(desk) == "stale"
        desk.sim.faults.outage(False)
        await desk.puts(BIRK)
        await desk.until_sent()
        assert desk.texts(ANNA) == []


async def test_a_check_in_that_is_put_aside_was_never_asked(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await _check_in(desk)
        desk.sim.faults.next("sendMessage", chat=ANNA, status=500, count=None)
        await desk.shows(ANNA, surface, "Hvordan har du det?", lane=Lane.CHECK_IN)
        await desk.until_tried(1)
        await desk.puts(BIRK)
        await desk.until_sent()
        assert [row[2] for row in await desk.rows()] == ["failed"] and await _status(desk) == "stale"


async def test_a_check_in_for_a_chat_that_is_blocked_is_noted_as_unreachable(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await _check_in(desk)
        desk.sim.state.chats[ANNA].blocked = True
        await desk.shows(ANNA, surface, "Hvordan har du det?", lane=Lane.CHECK_IN)
        await desk.until_sent()
        assert await _status(desk) == "unreachable"


async def test_a_card_that_is_on_the_screen_stays_asked_when_its_change_comes_too_late(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await _check_in(desk)
        await desk.shows(ANNA, surface, "Hvordan har du det?")
        await desk.until_sent()
        desk.sim.faults.outage(True)
        await desk.shows(ANNA, surface, "Hvordan sov du?")
        await desk.until_held(ANNA)
        desk.passes(seconds=3700)
        await desk.until_sent()
        assert await _status(desk) == "asked"


async def _check_in(desk: Post) -> int:
    """A surface on which a check-in of Anna's is asked."""
    surface, now, dialog = await desk.surface(ANNA), desk.clock.now(), LIBRARY["trivsel"]
    plan = Plan(weekly(EVERY_DAY), time(9), "Europe/Copenhagen")
    await desk.db.write(schedules.set_schedule, 1, "check_in", plan, now, dialog_id="trivsel")
    schedule = await desk.db.write(schedules.schedule_of, 1, "check_in", "trivsel")
    assert schedule
    session = start(dialog, profile=ReadingProfile(), zone="Europe/Copenhagen")
    session_id = await desk.db.write(
        sessions.add_session, dialog, session, now, person_id=1, about_id=1, surface_id=surface
    )  # fmt: skip
    await desk.db.write(agendas.note, 1, schedule.entry(now), "asked", now, session_id=session_id)
    return surface


async def _status(desk: Post) -> str:
    ((_, status),) = await check_ins(desk.db, 1)
    return status


async def test_a_full_disk_holds_a_sent_message_until_it_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.notes.DATABASE_PAUSE", 0.02)
    real, full = outbox.sent, [True] * 5

    def sent(tx: Tx, row: outbox.Outgoing) -> None:
        if full and full.pop():
            raise sqlcipher3.dbapi2.OperationalError("database or disk is full")
        real(tx, row)

    async with post(tmp_path) as desk:
        monkeypatch.setattr(outbox, "sent", sent)
        await desk.puts(ANNA)
        await desk.until_sent()
        assert full == [] and len(desk.calls("send")) == 1


async def test_a_stop_lets_calls_under_way_end_and_notes_them(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        desk.slow = 0.15
        await desk.puts(ANNA)
        await desk.until_under_way()
        desk.running.cancel()
        await asyncio.gather(desk.running, return_exceptions=True)
        assert len(desk.calls("send")) == 1 and await desk.rows() == []


# -- cards and pictures


async def test_a_picture_is_uploaded_once_for_all_and_again_when_telegram_has_forgotten_it(tmp_path: Path) -> None:
    drawing = Sketches()
    async with post(tmp_path, studio=drawing) as desk:
        surfaces = {chat: await desk.surface(chat) for chat in (ANNA, BIRK)}
        for chat, surface in surfaces.items():
            await desk.shows(chat, surface, "Godmorgen", picture="🙂")
        await desk.until_sent()
        assert (desk.sim.state.uploads, drawing.drawings) == (1, 1)
        await desk.db.write(Tx.run, "UPDATE sent_file SET file_id = 'gone'")
        for chat, surface in surfaces.items():
            await desk.shows(chat, surface, "Godaften", picture="🙂")
        await desk.until_sent()
        assert [desk.texts(chat) for chat in surfaces] == [["Godaften"]] * 2
        assert desk.sim.state.uploads == drawing.drawings <= 3


async def test_the_same_card_once_more_is_no_failure(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        for _ in range(2):
            await desk.shows(ANNA, surface, "Kort")
            await desk.until_sent()
        assert await desk.rows() == [] and desk.texts(ANNA) == ["Kort"]
        assert len(desk.calls("edit", status=400)) == 1


async def test_a_card_the_borger_has_deleted_comes_anew(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        await desk.shows(ANNA, surface, "Kort 1")
        await desk.until_sent()
        desk.sim.state.chats[ANNA].messages.clear()
        await desk.shows(ANNA, surface, "Kort 2")
        await desk.until_sent()
        await desk.shows(ANNA, surface, "Kort 3")
        await desk.until_sent()
        assert desk.texts(ANNA) == ["Kort 3"] and len(desk.calls("send")) == 2


async def test_a_picture_that_cannot_be_drawn_goes_as_its_words(tmp_path: Path) -> None:
    drawing = Sketches()
    async with post(tmp_path, studio=drawing) as desk:
        surface = await desk.surface(ANNA)
        drawing.broken = True
        await desk.shows(ANNA, surface, "Hvordan har du det?", picture="🙂")
        await desk.until_sent()
        (message,) = desk.sim.users[ANNA].messages
        assert message.text == "Hvordan har du det?" and not message.photo and message.buttons
        drawing.broken = False
        await desk.shows(ANNA, surface, "Hvordan sov du?", picture="🙂")
        await desk.until_sent()
        (message,) = desk.sim.users[ANNA].messages
        assert message.caption == "Hvordan sov du?" and message.photo


async def test_a_drawing_process_that_is_killed_is_started_anew(tmp_path: Path) -> None:
    studio = Studio()
    async with post(tmp_path, studio=studio) as desk:
        surface = await desk.surface(ANNA)
        for picture in ("🙂", "🌿"):
            await desk.shows(ANNA, surface, picture, picture=picture)
            await desk.until_sent()
            process = studio._process
            assert process is not None
            process.kill()
            await process.wait()
        (message,) = desk.sim.users[ANNA].messages
        assert message.caption == "🌿" and message.photo and desk.sim.state.uploads == 2


async def test_the_drawing_process_is_there_before_the_first_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def none_left(*_args: object, **_more: object) -> NoReturn:
        raise BlockingIOError("no more processes")

    studio = Studio()
    with monkeypatch.context() as broken:
        broken.setattr(asyncio, "create_subprocess_exec", none_left)
        await studio.begin()
    await studio.begin()
    begun = studio._process
    async with post(tmp_path, studio=studio) as desk:
        await desk.shows(ANNA, await desk.surface(ANNA), "Hej", picture="🙂")
        await desk.until_sent()
        assert begun is not None and studio._process is begun
        assert desk.sim.state.uploads == 1


# -- the database


async def test_a_database_that_cannot_be_read_for_a_moment_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.sender.DATABASE_PAUSE", 0.02)
    real, busy = outbox.ready, [True] * 5

    def ready(*given: Any) -> list[outbox.Outgoing]:
        if busy and busy.pop():
            raise sqlcipher3.dbapi2.OperationalError("database is locked")
        return real(*given)

    async with post(tmp_path) as desk:
        monkeypatch.setattr(outbox, "ready", ready)
        await desk.puts(ANNA)
        await desk.until_sent()
        assert busy == [] and len(desk.calls("send")) == 1


async def test_what_was_taken_away_while_telegram_was_looked_for_is_not_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with post(tmp_path) as desk:
        desk.sim.faults.outage(True)
        await desk.puts(ANNA)
        await desk.lets_pass(60)
        await desk.puts(BIRK)
        real = desk.sender._outage._is_there

        async def is_there() -> bool:
            await desk.db.write(outbox.drop_chat, ANNA)
            desk.sim.faults.outage(False)
            return await real()

        monkeypatch.setattr(desk.sender._outage, "_is_there", is_there)
        await desk.until_sent()
        assert [chat for _, chat in desk.calls("send")] == [BIRK]


async def test_nothing_more_begins_while_nothing_can_be_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or all of them would come twice if the bot ended now."""
    monkeypatch.setattr("bot.telegram.notes.DATABASE_PAUSE", 0.02)
    monkeypatch.setattr("bot.telegram.sender.HOLDS_ALL", 0.4)
    real, full = outbox.sent, [True]

    def sent(tx: Tx, row: outbox.Outgoing) -> None:
        if full:
            raise sqlcipher3.dbapi2.OperationalError("database or disk is full")
        real(tx, row)

    async with post(tmp_path) as desk:
        monkeypatch.setattr(outbox, "sent", sent)
        await desk.puts(ANNA, BIRK, CARL)

        async def one_came() -> bool:
            return bool(desk.calls("send"))

        try:
            await desk.until(one_came)
            await asyncio.sleep(0.8)
            assert len(desk.calls("send")) == 1
        finally:
            full.clear()  # a sender that can note nothing does not come to rest
        await desk.until_sent()
        assert len(desk.calls("send")) == 3


async def test_a_card_of_somebody_who_is_erased_while_it_is_under_way_is_taken_away_again(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        surface = await desk.surface(ANNA)
        person = await desk.db.read(people.person_by_chat, ANNA)
        assert person is not None
        desk.slow = 0.1
        await desk.shows(ANNA, surface, "Hvordan har du det?")
        await desk.until_under_way()
        await desk.db.write(people.remove_person, person.id)

        async def taken_away() -> bool:
            return len(desk.calls("deleteMessage")) == 1

        await desk.until(taken_away)
        assert len(desk.calls("send")) == 1 and desk.texts(ANNA) == []
