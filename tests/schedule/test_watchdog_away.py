"""The bot was away itself: staff hear once what came late and what did not come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import sqlcipher3

from bot.clock import Clock
from bot.desk.desk import Desk
from bot.schedule import watchdog
from dialogs.permissions import Role
from dialogs.text import TextValue
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import Plan
from storage import activities, watch
from tests.house import PLAN, ZONE, House
from tests.phone import Phone

AWAY_WORDS = "I was away from {since} to {until}."
TRIVSEL = "How are you"


async def away(house: House, since: str, until: str) -> None:
    """The bot is stopped for a time."""
    await house.at(since)
    await house.closes()
    house.clock.jump_to(house.local(until))
    await house.opens()
    await house.passes(seconds=1)


def reports(phone: Phone) -> list[str]:
    start = phone.say(AWAY_WORDS).partition("{")[0]
    return [text for text in phone.texts if text.startswith(start)]


def head(house: House, since: str, until: TextValue) -> str:
    return house.lis.say(AWAY_WORDS, since=house.local(since), until=until)


def line(house: House, when: TextValue, what: str, names: str) -> str:
    return house.lis.say("{when}, {what}: {names}", when=when, what=house.lis.say(what), names=names)


async def test_two_minutes_are_not_worth_a_word(house: House) -> None:
    await away(house, "2026-11-23 15.59", "2026-11-23 16.01")
    house.alma.sees("How are you today?")
    assert reports(house.lis) == reports(house.mette) == []


async def test_after_three_hours_what_came_late_is_reported_to_whom_it_concerns(house: House) -> None:
    bent = await house.joins(21, "Bent", Role.BORGER, plan=PLAN)
    await house.contacts(bent, house.jonas)
    carl = await house.joins(
        22, "Carl", Role.BORGER, plan=Plan(PLAN.repeat, time(15, 30), PLAN.zone, timedelta(hours=2))
    )
    await house.contacts(carl, house.jonas)
    await away(house, "2026-11-23 15.00", "2026-11-23 18.00")
    house.alma.sees("How are you today?")
    assert carl.shown == []
    said = head(house, "2026-11-23 15.00", time(18))
    late, stale = house.lis.say("Sent late:"), house.lis.say("Not sent, it was too late:")
    missed = line(house, time(15, 30), TRIVSEL, "Carl")
    assert reports(house.mette) == [f"{said}\n\n{late}\n{line(house, time(16), TRIVSEL, 'Alma')}"]
    for phone, names in ((house.jonas, "Bent"), (house.lis, "Alma og Bent")):
        assert reports(phone) == [f"{said}\n\n{late}\n{line(house, time(16), TRIVSEL, names)}\n{stale}\n{missed}"]
    await away(house, "2026-11-23 18.30", "2026-11-23 18.31")
    assert len(reports(house.lis)) == 1


async def test_reminders_are_named_but_not_what_a_borger_reminds_themself_of(house: House) -> None:
    alma = await house.known(house.alma)
    planned: list[tuple[activities.ActivityKind, str, time]] = [
        ("activity", "Svømning", time(14)), ("own", "Ring til Eva", time(17, 15)),
    ]  # fmt: skip
    for kind, title, at in planned:
        plan = Activity(title, Repeat(date(2026, 11, 23)), at, ZONE, leads=("before30",))
        await house.service.db.write(activities.add_activity, (alma.id,), kind, plan, alma.id, house.clock.now())
    await away(house, "2026-11-23 13.00", "2026-11-23 17.00")
    swimming = line(house, time(13, 30), house.lis.say("reminder of {title}", title="Svømning"), "Alma")
    own = line(house, time(16, 45), "own reminder", "Alma")
    for phone in (house.lis, house.mette):
        (report,) = reports(phone)
        sent, dropped = report.split(phone.say("Not sent, it was too late:"))
        assert swimming in dropped and own in sent and "Eva" not in report


async def test_when_nothing_was_held_up_only_the_leader_hears_of_it(house: House) -> None:
    await away(house, "2026-11-23 13.00", "2026-11-23 14.00")
    nothing = house.lis.say("Nothing was to be sent meanwhile.")
    assert reports(house.lis) == [f"{head(house, '2026-11-23 13.00', time(14))}\n\n{nothing}"]
    assert reports(house.mette) == []


async def test_over_night_the_report_names_the_days_and_waits_for_the_morning(house: House) -> None:
    await away(house, "2026-11-23 15.00", "2026-11-24 03.00")
    assert reports(house.lis) == reports(house.mette) == []
    await house.at("2026-11-24 07.59")
    assert reports(house.mette) == [], "Alma has quiet hours until eight, and is asked then if it is of use"
    await house.at("2026-11-24 08.00")
    said = head(house, "2026-11-23 15.00", house.local("2026-11-24 03.00"))
    (report,) = reports(house.mette)
    assert report.startswith(said)
    assert line(house, house.local("2026-11-23 16.00"), TRIVSEL, "Alma") in report
    (report,) = reports(house.lis)
    assert line(house, house.local("2026-11-23 18.00"), "summary", "Jonas og Mette") in report


async def test_time_that_is_moved_by_hand_is_no_absence(house: House) -> None:
    await house.at("2026-11-23 16.00")
    await house.jumps("2026-11-25 16.00")
    await house.passes(hours=5)
    assert reports(house.lis) == []


async def test_sleep_of_the_machine_is_an_absence(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await house.at("2026-11-23 15.00")
    monkeypatch.setattr(house.clock, "now", _later(house.clock, timedelta(hours=2)))
    await house.passes(seconds=1)
    await house.passes(minutes=10)
    (report,) = reports(house.mette)
    assert line(house, time(16), TRIVSEL, "Alma") in report


def _later(clock: Clock, span: timedelta) -> Callable[[], datetime]:
    real = clock.now
    return lambda: real() + span


async def test_a_crash_before_the_report_is_out_leaves_exactly_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(desk: Desk) -> None:
        real(desk)
        raise sqlcipher3.dbapi2.OperationalError("disk I/O error")

    real = watchdog._report
    await house.at("2026-11-23 15.00")
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 18.00"))
    monkeypatch.setattr(watchdog, "_report", dies)
    await house.opens()
    with pytest.raises(sqlcipher3.dbapi2.OperationalError):
        await house.passes(seconds=1)
    await house.closes()
    monkeypatch.setattr(watchdog, "_report", real)
    house.clock.jump_to(house.local("2026-11-23 18.02"))
    await house.opens()
    await house.passes(minutes=1)
    assert [report.splitlines()[0] for report in reports(house.mette)] == [head(house, "2026-11-23 15.00", time(18))]
    await away(house, "2026-11-23 18.05", "2026-11-23 18.06")
    assert len(reports(house.mette)) == len(reports(house.lis)) == 1


async def test_a_defect_in_the_report_holds_nothing_up(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise ValueError("Alma")

    monkeypatch.setattr(watchdog, "_report", breaks)
    await away(house, "2026-11-23 15.00", "2026-11-23 17.00")
    house.alma.sees("How are you today?")
    assert "an absence could not be reported" in caplog.text and "Alma" not in caplog.text
    assert await house.service.db.read(watch.gap) is None, "it is not tried again and again"


async def test_the_heartbeat_is_written_once_a_minute(house: House) -> None:
    async def noted() -> datetime:
        at = await house.service.db.read(watch.last_alive)
        assert at
        return at

    first = await noted()
    await house.passes(seconds=30)
    assert await noted() == first
    await house.passes(seconds=31)
    assert await noted() > first
