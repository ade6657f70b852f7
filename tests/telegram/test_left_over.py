"""What was left unhandled when the bot ended: handled now, but nothing makes it end again and again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlcipher3

from bot import handler
from bot.desk.desk import Desk
from bot.routing import Routing
from bot.schedule.integrity import Integrity
from storage import inbox
from tests.books import arrived
from tests.house import House

SORRY = "Der gik noget galt"


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Routing.route

    def route(self: Routing, desk: Desk, incoming: Any) -> None:
        if getattr(incoming, "text", "") == "gift":
            raise Killed
        real(self, desk, incoming)

    monkeypatch.setattr(Routing, "route", route)


async def dies(house: House) -> bool:
    """Whether what handles updates ends by itself."""
    tasks = [task for task in house.service._tasks if task.get_name() in ("handler", "receiver")]
    ended, _ = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_COMPLETED)
    return any(isinstance(task.exception(), Killed) for task in ended)


async def leaves_two(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot ends with an update, and another comes; the next one does not pause for long when its disk is full."""
    monkeypatch.setattr(handler, "DATABASE_PAUSE", 0.02)
    house.alma.person.sends("gift")
    assert await dies(house)
    house.alma.person.sends("jeg er glad")


def on_a_disk(full: list[bool], real: Callable[..., None]) -> Callable[..., None]:
    """What fails as on a full disk, as long as there is a sign left in `full`."""

    def tries(*given: Any) -> None:
        if full and full.pop():
            raise sqlcipher3.dbapi2.OperationalError("database or disk is full")
        real(*given)

    return tries


async def restarts(house: House) -> None:
    await house.closes()
    await house.opens()


async def test_an_update_with_which_the_bot_ends_each_time_is_put_aside_and_what_came_after_it_is_handled(
    house: House, poison: None, caplog: pytest.LogCaptureFixture
) -> None:
    assert 2 <= handler.MOST_TRIES < 4, "killed from outside it loses nothing, and systemd starts it five times"
    alma = house.alma.person
    alma.sends("gift")
    assert await dies(house)
    alma.sends("jeg er glad")
    for _ in range(handler.MOST_TRIES):
        await restarts(house)
        assert await dies(house)
    await restarts(house)
    assert not await dies(house)
    await house.sim.settles()
    house.alma.sees(SORRY)
    left = [update for update in await arrived(house.service.db) if update.state != "done"]
    assert [(update.state, update.reason) for update in left] == [("failed", "the bot ended with it")]
    assert "gift" not in caplog.text
    house.alma.sees("Skal jeg gemme det, du sendte?")


async def test_being_stopped_in_the_middle_of_an_update_counts_for_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, loop, begun = Routing.route, asyncio.get_running_loop(), asyncio.Event()

    def slowly(self: Routing, desk: Desk, incoming: Any) -> None:
        loop.call_soon_threadsafe(begun.set)
        threading.Event().wait(0.05)
        real(self, desk, incoming)

    monkeypatch.setattr(Integrity, "careful", lambda _: True)
    monkeypatch.setattr(Routing, "route", slowly)
    await restarts(house)
    for number in range(handler.MOST_TRIES + 1):
        house.alma.person.sends(f"jeg er glad {number}")
        await asyncio.wait_for(begun.wait(), 5)
        begun.clear()
        await restarts(house)
    await house.quiet()
    assert {update.state for update in await arrived(house.service.db)} == {"done"}
    house.alma.sees("Skal jeg gemme det, du sendte?")


async def test_an_update_that_arrives_while_the_bot_runs_costs_no_commit_of_its_own(house: House) -> None:
    await house.alma.says("jeg er glad")
    assert {update.tries for update in await arrived(house.service.db)} == {0}


async def test_a_disk_that_is_full_at_the_start_is_waited_for(
    house: House, poison: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await leaves_two(house, monkeypatch)
    full = [True] * 3
    monkeypatch.setattr(inbox, "begun", on_a_disk(full, inbox.begun))
    await restarts(house)
    assert await dies(house) and not full
    assert [update.tries for update in await house.service.db.read(inbox.waiting)] == [1, 0]


async def test_an_update_that_the_disk_has_no_room_for_has_not_ended_the_bot(
    house: House, poison: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await leaves_two(house, monkeypatch)
    real, full = Routing.route, [True] * (handler.MOST_TRIES + 2)

    def route(self: Routing, desk: Desk, incoming: Any) -> None:
        if getattr(incoming, "text", "") != "gift":  # which has done its part
            real(self, desk, incoming)

    monkeypatch.setattr(Routing, "route", on_a_disk(full, route))
    await restarts(house)
    await house.quiet()
    assert not full and {update.state for update in await arrived(house.service.db)} == {"done"}
    house.alma.sees("Skal jeg gemme det, du sendte?")
