"""Which clock is believed: the machine's, the monotonic one, or Telegram's."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, Machine

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEAPS = [
    timedelta(minutes=3), timedelta(hours=1), timedelta(days=1), timedelta(days=800), timedelta(days=900),
    -timedelta(minutes=3), -timedelta(hours=1), -timedelta(days=1), -timedelta(days=3650), -timedelta(days=20000),
]  # fmt: skip


class Bench(Machine):
    """A machine, and Telegram, whose clocks are set by hand. It is `true`; the machine is `off` by so much."""

    def __init__(self) -> None:
        self.true = NOON
        self.off = timedelta()
        self.passed = 1000.0
        self.clock = Clock(self)

    def wall(self) -> datetime:
        return self.true + self.off

    def steady(self) -> float:
        return self.passed

    def passes(self, seconds: float, *, seen: bool = True) -> None:
        """Time passes; unseen by the monotonic clock if the whole machine, itself but a guest, stood still."""
        self.true += timedelta(seconds=seconds)
        self.passed += seconds if seen else 0

    def answers(self, seconds: float = 0.2, off: timedelta = timedelta()) -> None:
        """A call to Telegram, whose clock is off by so much, takes so long."""
        begun = self.clock.begun()
        self.passes(seconds)
        self.clock.told(begun, (self.true + off).replace(microsecond=0))

    def sends(self, dated: datetime | None = None, *, new: bool = True) -> None:
        """A call to a server that says what time it is only by how it dates a message."""
        self.clock.told(self.clock.begun(), None)
        begun = self.clock.begun()
        self.passes(0.2)
        self.clock.sent(begun, (dated or self.true).replace(microsecond=0), new=new)

    def is_right(self, within: float = 3) -> bool:
        return abs(self.clock.now() - self.true) <= timedelta(seconds=within)


@pytest.fixture
def bench() -> Bench:
    """A bot that has run for a day, and heard from Telegram."""
    found = Bench()
    found.clock.begins(NOON - timedelta(hours=1))
    found.answers()
    found.passes(86400)
    found.answers()
    assert found.clock.sure and found.clock.agreed and found.is_right(0)
    return found


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_a_leap_never_shows_and_nothing_is_sure_until_telegram_has_settled_it(bench: Bench, leap: timedelta) -> None:
    bench.off = leap
    assert bench.is_right() and not bench.clock.sure and not bench.clock.agreed
    bench.answers()
    assert bench.is_right() and bench.clock.sure and not bench.clock.agreed
    bench.passes(14)
    assert bench.is_right()
    bench.off = timedelta()
    assert bench.is_right(0) and bench.clock.sure and not bench.clock.wrong_for
    bench.answers()
    assert bench.clock.agreed


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_a_leap_that_is_over_before_telegram_has_spoken_is_as_if_it_had_not_been(bench: Bench, leap: timedelta) -> None:
    bench.off = leap
    assert not bench.clock.sure
    bench.passes(20)
    bench.off = timedelta()
    assert bench.is_right(0) and bench.clock.sure


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_a_clock_that_is_wrong_from_the_start_is_found_out_by_telegrams(leap: timedelta) -> None:
    bench = Bench()
    bench.off = leap
    bench.clock.begins(NOON - timedelta(days=1))
    assert not bench.clock.sure
    bench.answers()
    bench.answers()
    assert (
        bench.clock.sure
        and bench.is_right()
        and (bench.clock.wrong_for is not None) == (abs(leap) > timedelta(minutes=2))
    )
    bench.passes(86400)
    assert bench.is_right()


def test_steps_of_seconds_are_followed(bench: Bench) -> None:
    for step in (2, -3, 5, -8):
        bench.off += timedelta(seconds=step)
        assert bench.clock.now() == bench.wall() and bench.clock.sure


@pytest.mark.parametrize("span", [timedelta(minutes=11), timedelta(hours=8), timedelta(days=21)], ids=str)
def test_a_guest_that_stood_still_is_believed_once_telegram_has_confirmed_it(bench: Bench, span: timedelta) -> None:
    bench.passes(span.total_seconds(), seen=False)
    assert not bench.clock.sure
    bench.answers()
    assert bench.clock.sure and bench.clock.agreed and bench.is_right(0)


@pytest.mark.parametrize("span", [timedelta(minutes=1), timedelta(days=21), timedelta(days=365)], ids=str)
def test_a_long_time_off_is_believed_once_telegram_has_confirmed_it(span: timedelta) -> None:
    bench = Bench()
    bench.clock.begins(NOON - span)
    assert not bench.clock.sure
    bench.answers()
    assert bench.clock.sure and bench.clock.agreed


def test_a_reply_from_before_the_leap_settles_nothing(bench: Bench) -> None:
    begun, date = bench.clock.begun(), bench.true
    bench.passes(28800, seen=False)
    bench.clock.told(begun, date)
    assert not bench.clock.sure
    bench.answers()
    assert bench.clock.sure and bench.is_right(0)


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_one_odd_word_of_telegrams_moves_nothing(bench: Bench, leap: timedelta) -> None:
    for _ in range(2):
        bench.answers(off=leap)
        assert bench.is_right(0) and not bench.clock.sure
        bench.answers()
        assert bench.is_right(0) and bench.clock.sure


def test_a_reply_that_was_held_up_is_no_contradiction(bench: Bench) -> None:
    begun, date = bench.clock.begun(), bench.true
    bench.passes(3600)
    for _ in range(2):
        bench.clock.told(begun, date)
    assert bench.clock.agreed and bench.is_right(0)


def test_a_clock_that_runs_a_little_apart_is_wrong_once_for_all(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(300):
        bench.off += timedelta(seconds=1)
        bench.answers()
        bench.answers(30)
    assert bench.is_right(60) and bench.clock.wrong_for
    assert len([line for line in caplog.messages if "is wrong" in line]) == 1


def test_time_moved_by_hand_is_no_leap(bench: Bench) -> None:
    begun = bench.clock.begun()
    date = bench.clock.now()
    bench.clock.jump_to(NOON + timedelta(days=400))
    bench.clock.told(begun, date)
    assert bench.clock.sure and abs(bench.clock.now() - NOON - timedelta(days=400)) < timedelta(seconds=1)
    begun = bench.clock.begun()
    bench.passes(0.2)
    bench.clock.told(begun, bench.clock.now())
    assert bench.clock.agreed


def test_a_message_cannot_be_from_the_future(bench: Bench) -> None:
    bench.off = -timedelta(days=3650)
    bench.clock.begins(None)
    for _ in range(10):
        bench.passes(30)
        bench.clock.written(bench.true)
    assert bench.clock.sure and bench.is_right()


@pytest.mark.parametrize("odd", [(3,), (3, 30_000)], ids=str)
def test_an_odd_date_of_a_message_moves_no_clock_and_holds_nothing_up(bench: Bench, odd: tuple[int, ...]) -> None:
    bench.clock.begins(None)
    bench.clock.told(bench.clock.begun(), None)
    for _ in range(30):
        for days in odd:
            bench.clock.written(NOON + timedelta(days=days))
        assert bench.clock.sure and bench.is_right()
        bench.passes(60)


def test_without_telegrams_word_a_plausible_clock_is_believed(bench: Bench) -> None:
    bench.clock.begins(bench.true - timedelta(hours=3))
    bench.clock.told(bench.clock.begun(), None)
    assert bench.clock.sure and not bench.clock.agreed, "and nothing is erased by it"


@pytest.mark.parametrize("off", [-timedelta(days=1), timedelta(days=800)], ids=str)
def test_without_telegrams_word_one_that_is_not_is_doubted_for_ten_minutes(off: timedelta) -> None:
    bench = Bench()
    bench.off = off
    bench.clock.begins(NOON)
    bench.clock.told(bench.clock.begun(), None)
    assert not bench.clock.sure
    bench.passes(700)
    bench.clock.told(bench.clock.begun(), None)
    assert bench.clock.sure and bench.clock.now() >= NOON


@pytest.mark.parametrize("new", [True, False])
def test_without_a_word_of_replies_the_date_of_what_was_sent_or_changed_just_now_is_telegrams(new: bool) -> None:
    bench = Bench()
    bench.clock.begins(NOON - timedelta(hours=1))
    bench.sends(new=new)
    bench.sends(new=new)
    assert bench.clock.agreed
    bench.passes(86400)
    assert not bench.clock.agreed
    bench.sends(new=new)
    assert bench.clock.agreed
    bench.off = timedelta(days=900)
    bench.sends(new=new)
    assert bench.clock.sure and bench.clock.wrong_for is not None and bench.is_right()
    bench.off = timedelta()
    bench.sends(new=new)
    assert bench.clock.agreed


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_a_clock_that_is_wrong_from_the_start_is_found_out_by_what_is_sent(leap: timedelta) -> None:
    bench = Bench()
    bench.off = leap
    bench.clock.begins(NOON - timedelta(days=1))
    for _ in range(20):
        bench.passes(60)
        bench.sends()
        assert not bench.clock.agreed
    assert bench.clock.sure and bench.is_right()


@pytest.mark.parametrize("days", [-3, 3, -900])
@pytest.mark.parametrize("new", [True, False])
def test_a_date_that_is_copied_moves_no_clock(days: int, new: bool) -> None:
    """Of what is changed again and again as it was before, the date of the first change may stay."""
    bench = Bench()
    bench.clock.begins(NOON - timedelta(hours=1))
    for _ in range(30):
        bench.passes(60)
        bench.sends(NOON + timedelta(days=days), new=new)
        assert bench.clock.sure and bench.is_right() and not bench.clock.agreed


def test_old_dates_of_changes_move_no_clock_though_they_agree() -> None:
    bench = Bench()
    bench.clock.begins(NOON - timedelta(hours=1))
    for _ in range(30):
        bench.passes(60)
        bench.sends(bench.true - timedelta(days=1), new=False)
        assert bench.clock.sure and bench.is_right()


def test_the_date_in_the_head_of_a_reply_goes_before_those_of_messages(bench: Bench) -> None:
    for _ in range(10):
        bench.passes(60)
        bench.clock.sent(bench.clock.begun(), bench.true - timedelta(days=1), new=True)
        assert bench.clock.sure and bench.is_right()


def test_the_log_says_once_what_is_doubted_and_once_how_it_ended(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    bench.off = timedelta(days=800)
    for _ in range(5):
        bench.clock.now()
    bench.answers()
    bench.answers()
    bench.off = timedelta()
    bench.clock.now()
    assert [line.split(",")[0].split(":")[0] for line in caplog.messages] == [
        "The machine's clock has leapt to 2029-02-01 12",
        "The machine's clock is wrong",
        "The machine's clock is right",
    ]  # fmt: skip
