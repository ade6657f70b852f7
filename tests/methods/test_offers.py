"""What staff can choose when they agree on a method: whatever its file says is among it, and stands chosen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.methods import offers
from dialogs.method.rhythm import MethodRhythm
from dialogs.time.schedule import Plan
from storage import schedules
from tests.house import ZONE, House, open_house
from tests.methods.test_methods import WALK, agrees

RHYTHMS: list[dict[str, Any]] = [
    {"every": "1d", "at": "15:00"}, {"every": "3d", "at": "15:00"}, {"every": "3w", "at": "15:00", "days": ["mon"]},
    {"every": "1m", "at": "15:00"}, {"every": "12m", "at": "15:00"}, {"every": "2y", "at": "15:00"},
    {"after": "45m"}, {"days_before": 10, "at": "18:00"},
]  # fmt: skip
WINDOWS = [timedelta(minutes=90), timedelta(hours=1), timedelta(hours=8), timedelta(hours=26), timedelta(days=14)]


def proposed(rhythm: dict[str, Any], window: timedelta) -> Plan:
    return MethodRhythm.model_validate(rhythm).plan(date(2026, 11, 23), ZONE, window)


@pytest.mark.parametrize("rhythm", RHYTHMS)
@pytest.mark.parametrize("window", WINDOWS)
def test_whatever_a_file_says_is_offered_and_chosen(rhythm: dict[str, Any], window: timedelta) -> None:
    plan = proposed(rhythm, window)
    offered = offers.lists(lambda text: text.id, [plan], window)
    ticked = {step: name for step, (name,) in offers.ticked(plan).items()}
    of = {"often": "rhythms", "later": "spans", "ahead": "days_ahead", "window": "windows"}
    for step, name in ticked.items():
        assert [item.id for item in offered[of[step]]].count(name) == 1
    assert offers.span_of(ticked["window"]) == window
    if plan.around is None:
        again = MethodRhythm(every=offers.every_of(ticked["often"]), at="15:00", days=("mon",) if "w" in ticked["often"]
                             else ())  # fmt: skip
        assert again.plan(date(2026, 11, 23), ZONE, window) == plan
    if plan.after:
        assert offers.span_of(ticked["later"]) == plan.after.span
    if plan.before:
        assert offers.count_of(ticked["ahead"]) == plan.before.days


def test_what_was_chosen_of_the_offers_of_before_still_counts() -> None:
    assert offers.span_of("h24") == timedelta(days=1) and offers.span_of("later30") == timedelta(minutes=30)
    assert offers.count_of("ahead7") == 7 and offers.every_of("w12") == "12w"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, WALK.replace('at: "15:00"}', 'at: "15:00"}\nwindow: 3h')) as house:
        yield house


@pytest.mark.long
async def test_staff_agree_on_what_stands_in_the_file(own: House) -> None:
    mette = own.mette
    await agrees(own, "Yes", "Yes, at fixed times")
    assert "✓ Hver 2. dag" in mette.labels
    await mette.taps("Hver 2. dag", "tirsdag den 24. november", "kl. 15.00")
    assert any("✓" in label and "3 timer" in label for label in mette.labels)
    await mette.taps("3 timer")
    alma = await own.known(own.alma)
    found = await own.service.db.read(schedules.schedule_of, alma.id, "check_in", "walk")
    assert found and (found.plan.window, found.plan.repeat.every) == (timedelta(hours=3), 2)
    assert found.plan.repeat.start == date(2026, 11, 24)
