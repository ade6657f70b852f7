"""A reminder whose time is over folds by itself to one line with what was said to it, wherever it stands."""

from __future__ import annotations

from datetime import time

import pytest

from dialogs.profile import Reading, ReadingProfile
from dialogs.text import TextValue
from dialogs.time.activity import Change, HappeningState
from tests.house import House
from tests.phone import Phone
from tests.reminder_stage import PILLS, changes, planned, reminded

AT_TWO: dict[str, TextValue] = {"what": "Svømning", "time": time(14)}
OVER = "{what}, {time}: that is over now."
OK = "{what}, {time}: you said OK."


def is_folded(phone: Phone) -> bool:
    """Whether the first message is one line and has no buttons, but for the one that reads it aloud."""
    buttons = [b.text for row in phone.shown[0].buttons for b in row]
    return not set(buttons) - {"🔊"} and "\n" not in phone.texts[0]


@pytest.mark.parametrize(
    ("taps", "words"),
    [((), OVER), (("OK",), OK), (("Not today", "Not today"), "{what}, {time}: you said not today."), (("Move",), OVER)],
)
async def test_it_folds_by_the_clock_with_what_was_said(house: House, taps: tuple[str, ...], words: str) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    await alma.taps(*taps)
    there = alma.shown[-1].message_id
    await house.at("2026-11-23 14.59")
    assert alma.shown[-1].buttons, "as long as it lasts"
    await house.at("2026-11-23 15.01")
    alma.reads(words, **AT_TWO)
    assert is_folded(alma) and [m.message_id for m in alma.shown] == [there], "in its place: nothing rings"


async def test_what_was_cancelled_says_so(house: House) -> None:
    activity = await planned(house)
    await reminded(house, activity)
    await changes(house, activity, Change(HappeningState.CANCELLED, reason="Hallen er lukket"))
    await house.at("2026-11-23 15.01")
    house.alma.reads("{what}, {time}: it was cancelled.", **AT_TWO)
    assert is_folded(house.alma)


@pytest.mark.parametrize("reading", Reading)
async def test_in_every_way_of_reading(house: House, reading: Reading) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading))
    alma.turns_page()
    await reminded(house, await planned(house))
    await alma.taps("✅" if reading is Reading.PICTURES else "OK")
    await house.at("2026-11-23 15.01")
    assert is_folded(alma)
    alma.reads(OK, **AT_TWO)
    sketch = alma.shown[-1].file
    assert (sketch is None) is (reading is Reading.TEXT)
    if sketch:
        assert "🏊✅" in sketch.content.decode("utf-8", "ignore"), "the picture says so too"


async def test_ones_own_stays_its_twelve_hours(house: House) -> None:
    await reminded(house, await planned(house, PILLS, "own"), "2026-11-23 13.00", lead="start")
    await house.at("2026-11-24 00.59")
    assert house.alma.has_button("OK")
    await house.at("2026-11-24 01.01")
    assert is_folded(house.alma)


async def test_what_is_moved_folds_when_it_is_over_then(house: House) -> None:
    activity = await planned(house)
    await reminded(house, activity)
    await changes(house, activity, Change(HappeningState.LATE, late=60))
    await house.at("2026-11-23 15.30")
    assert house.alma.has_button("OK")
    await house.at("2026-11-23 16.01")
    house.alma.sees(OVER, what="Svømning", time=time(15))
    assert is_folded(house.alma)


@pytest.mark.parametrize("until", ["2026-11-23 14.30", "2026-11-23 17.00", "2026-11-24 04.00"])
async def test_it_folds_after_the_bot_was_away(house: House, until: str) -> None:
    await reminded(house, await planned(house))
    await house.closes()
    house.clock.jump_to(house.local(until))
    await house.opens()
    await house.at(max(until, "2026-11-23 15.01"))
    house.alma.sees(OVER, **AT_TWO)
    assert not any(m.buttons for m in house.alma.shown if "Svømning" in (m.caption or m.text))


async def test_it_goes_as_the_next_day_begins(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    await house.at("2026-11-24 04.59")
    alma.sees(OVER, **AT_TWO)
    await house.at("2026-11-24 05.01")
    alma.sees_not("Svømning")


async def test_it_goes_too_when_the_bot_was_away_then(house: House) -> None:
    await reminded(house, await planned(house))
    await house.closes()
    house.clock.jump_to(house.local("2026-11-24 12.00"))
    await house.opens()
    await house.passes(minutes=1)
    house.alma.sees_not("Svømning")


async def test_one_that_came_days_ago_is_left_alone(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    await house.closes()
    house.clock.jump_to(house.local("2026-11-26 12.00"))
    house.sim.calls.clear()
    await house.opens()
    await house.passes(minutes=1)
    assert not [c for c in house.sim.calls if c.method in ("editMessageMedia", "deleteMessage")]
    assert alma.has_button("OK")


@pytest.mark.parametrize("fault", [{"reset": "after"}, {"status": 500}, {"status": 429, "retry_after": 2}])
async def test_a_fold_that_is_refused_or_unheard_comes_again(house: House, fault: dict[str, object]) -> None:
    await reminded(house, await planned(house))
    house.sim.faults.next("editMessageMedia", **fault)  # type: ignore[arg-type]
    await house.at("2026-11-23 15.01")
    await house.passes(minutes=5)
    assert is_folded(house.alma)


async def test_a_finger_that_comes_as_it_folds_is_heard(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    at, data = alma.button("OK")
    other = alma.button("Not today")
    await house.at("2026-11-23 15.01")
    await alma.taps_data(*other)
    alma.reads(OVER, **AT_TWO)
    await alma.taps_data(at, data)
    alma.reads(OK, **AT_TWO)
    assert is_folded(alma)
