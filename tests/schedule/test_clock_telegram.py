"""Telegram's time, from the head of every reply, and the bot on a machine whose clock is not believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.schedule import watchdog
from bot.schedule.upkeep import Every
from bot.telegram.content import Content
from bot.telegram.dated import date_of, dated_now
from storage import outbox
from storage.answers import own_answers
from storage.outbox import Lane
from tests.books import Books, books
from tests.clock_stage import Shaken, check_ins, shaken

pytestmark = pytest.mark.long


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Mon, 23 Nov 2026 12:00:00 GMT", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("Mon, 23 Nov 2026 13:00:00 +0100", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("Mon, 23 Nov 2026 12:00:00 -0000", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("", None),
        ("now", None),
        ("Mon, 99 Nov 2026 12:00:00 GMT", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("Mon, 23 Nov 2026 12:00:00 +9999", None),
    ],
)
def test_a_date_that_makes_no_sense_is_none(written: str, found: datetime | None) -> None:
    assert date_of(written) == found


LEAPS = (timedelta(minutes=3), timedelta(days=1), timedelta(days=800), timedelta(days=900), -timedelta(days=1))


async def holds(stage: Shaken) -> Books:
    """All that a wrong time could lose, close or move."""
    kept = await books(stage.house.service.db)
    return {name: kept[name] for name in ("answer", "occurrence", "timer", "session", "agenda")}


@pytest.mark.parametrize("leap", LEAPS, ids=str)
async def test_a_leap_loses_nothing_and_what_is_due_comes_at_the_right_time(tmp_path: Path, leap: timedelta) -> None:
    async with shaken(tmp_path, "2026-11-23 15.30") as stage:
        house = stage.house
        await house.alma.presses("Answer now")
        await house.alma.taps("🙂")
        await house.service.ticker.tick()
        before = await holds(stage)
        house.sim.faults.down = True
        house.sim.drop_connections()
        await stage.leaps(leap)
        await house.service.upkeep.forget()
        assert await holds(stage) == before, "Telegram cannot be asked: nothing is done"
        house.sim.faults.down = False
        await house.alma.taps("😐")
        alma = await house.known(house.alma)
        assert len(await house.service.db.read(own_answers, alma.id)) == 2, "taps are answered, and count"
        await house.at("2026-11-23 18.00")
        await house.alma.taps("Don't know")
        stage.machine.off = timedelta()
        await house.at("2026-11-24 16.00")
        due = [(house.local(f"2026-11-{day} 16.00"), "asked") for day in (23, 24)]
        assert await check_ins(house.service.db, alma.id) == due
        assert house.service.house.clock.agreed


async def test_a_server_that_says_no_time_in_its_replies_is_believed_by_how_it_dates_what_was_sent(
    tmp_path: Path,
) -> None:
    async with shaken(tmp_path, "2026-11-23 15.30") as stage:
        house = stage.house
        house.sim.dated = False
        await house.closes()
        await house.opens()
        await house.alma.presses("Answer now")
        assert house.clock.agreed
        await house.service.upkeep.forget_nightly()
        await house.alma.taps("🙂")
        before = await holds(stage)
        await stage.leaps(timedelta(days=900))
        assert not house.clock.sure and not house.clock.agreed
        await house.service.upkeep.forget()
        assert await holds(stage) == before
        await house.alma.taps("😐")
        assert house.clock.sure and not house.clock.agreed
        assert house.clock.now() < house.local("2026-11-23 16.00")


@pytest.mark.parametrize(
    ("method", "result", "found"),
    [
        ("sendPhoto", {"date": 1795435200}, datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("editMessageText", {"date": 1795000000, "edit_date": 1795435200}, datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("editMessageText", {"date": 1795435200}, None),
        ("getMe", {"date": 1795435200}, None),
        ("sendMessage", {"date": 2**70}, None),
        ("sendMessage", {"date": "1795435200"}, None),
        ("sendMessage", {"date": True}, None),
        ("sendMessage", {"date": 0}, None),
        ("sendMessage", True, None),
    ],
)
def test_only_what_was_sent_or_changed_just_now_dates_the_moment(
    method: str, result: object, found: datetime | None
) -> None:
    assert dated_now(method, result) == found


async def test_upkeep_goes_on_though_the_clock_it_was_planned_by_was_set_back(tmp_path: Path) -> None:
    async with shaken(tmp_path, "2026-11-23 15.30") as stage:
        jobs = [job for job, _ in stage.house.service.upkeep._planned]
        soon = [job.next_run_time for job in jobs]
        for job in jobs:  # as it is on a machine that is set back by a day
            job.modify(next_run_time=job.next_run_time + timedelta(days=1))
        await stage.leaps(-timedelta(days=1))
        assert all(abs(job.next_run_time - at) < timedelta(minutes=5) for job, at in zip(jobs, soon, strict=True))


async def test_leaders_hear_once_of_a_clock_that_stays_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "The clock of the machine that I run on is wrong: it shows {shown}."
    async with shaken(tmp_path, "2026-11-23 15.30") as stage:
        house = stage.house

        async def looks() -> int:
            for _ in range(2):
                await watchdog.look(house.service.house)
            await house.quiet()
            return len([text for text in house.lis.texts if text.startswith(house.lis.say(wrong).partition("{")[0])])

        await stage.leaps(timedelta(days=1))
        assert await looks() == 0, "it may be over soon"
        monkeypatch.setattr(watchdog, "LASTS", timedelta())
        assert await looks() == 1
        assert "24.11.2026 15.3" in house.lis.texts[-1] and house.mette.shown == []
        await stage.leaps(-timedelta(days=1))
        await house.alma.presses("My week")  # Telegram answers, and so says what time it is
        assert await looks() == 1 and house.service.house.clock.agreed
        await stage.leaps(timedelta(days=1))
        assert await looks() == 2


def test_what_a_clock_that_leaps_has_left_out_of_upkeep_is_not_counted_one_by_one() -> None:
    now = datetime(2029, 2, 6, 12, tzinfo=UTC)
    assert Every(timedelta(seconds=10)).get_next_fire_time(now - timedelta(days=800), now) == now + timedelta(
        seconds=10
    )


async def test_while_it_is_not_sure_what_time_it_is_only_answers_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shaken(tmp_path, "2026-11-23 15.30") as stage:
        house = stage.house
        with monkeypatch.context() as doubt:
            doubt.setattr(Clock, "sure", property(lambda _: False))
            now = house.clock.now()
            for lane in (Lane.CHECK_IN, Lane.ANSWER):
                content = Content(f"row of lane {lane.name}")
                await house.service.db.write(
                    outbox.put,
                    house.alma.chat_id,
                    lane,
                    "notice",
                    content.payload(),
                    not_before=now,
                    expires_at=now + timedelta(hours=1),
                )
            await house.alma.person.waits_for("row of lane ANSWER")
            assert not house.alma.person.sees("row of lane CHECK_IN")
        await house.quiet()
        assert house.alma.person.sees("row of lane CHECK_IN")
