"""Whatever the machine's clock does, at random moments and by random sizes: time that is gone by is right."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.answers import own_answers
from tests.clock_stage import check_ins, decided_in_time, shaken
from tests.schedule.test_clock import Bench

pytestmark = pytest.mark.long

RIGHT = timedelta(minutes=2, seconds=3)
"""So far off a clock may be that is gone by: what Telegram's may differ from it, and a reply's way."""
LEAP = st.one_of(
    st.timedeltas(timedelta(minutes=3), timedelta(days=1000)),
    st.timedeltas(-timedelta(days=20000), -timedelta(minutes=3)),
)
HAPPENING = st.one_of(
    st.tuples(st.just("leaps"), LEAP),
    st.tuples(st.just("is set right"), st.just(timedelta())),
    st.tuples(st.just("steps"), st.timedeltas(-timedelta(seconds=9), timedelta(seconds=9))),
    st.tuples(st.just("passes"), st.timedeltas(timedelta(), timedelta(days=3))),
    st.tuples(st.just("stands still"), st.timedeltas(timedelta(), timedelta(days=30))),
    st.tuples(st.just("answers"), st.timedeltas(timedelta(), timedelta(seconds=40))),
    st.tuples(st.just("starts"), st.timedeltas(timedelta(), timedelta(days=40))),
)


@given(st.lists(HAPPENING, max_size=30))
def test_time_that_is_gone_by_is_right(life: list[tuple[str, timedelta]]) -> None:
    bench = Bench()
    bench.clock.begins(None)
    stood_still = timedelta()
    for what, span in life:
        match what:
            case "leaps":
                bench.off += span
            case "is set right":
                bench.off = timedelta()
            case "steps" if bench.off == timedelta():
                bench.off = span
            case "passes":
                bench.passes(span.total_seconds())
            case "stands still":
                bench.passes(span.total_seconds(), seen=False)
                stood_still += span
            case "answers":
                bench.answers(span.total_seconds())
                stood_still = timedelta()
            case "starts":
                last = bench.true
                bench.passes(span.total_seconds())
                bench.clock.begins(last)
                stood_still = timedelta()
        if bench.clock.sure and not stood_still:  # while it is wrong, the machine cannot know that it stood still
            assert bench.is_right(RIGHT.total_seconds()), what
        assert not bench.clock.agreed or abs(bench.off) <= RIGHT
    for _ in range(3):
        bench.answers()
    assert bench.clock.sure and bench.is_right(RIGHT.total_seconds())
    bench.off = timedelta()
    bench.answers()
    bench.answers()
    assert bench.clock.agreed and bench.is_right(1)


@pytest.mark.parametrize("seed", range(2))
async def test_a_day_of_leaps_is_a_day_like_any_other(tmp_path: Path, seed: int) -> None:
    """All that was to come has come, when it was to come, and once; nothing was closed early, nothing was erased."""
    chance = random.Random(seed)
    async with shaken(tmp_path, "2026-11-23 12.00") as stage:
        house = stage.house
        await house.alma.presses("Answer now")
        await house.alma.taps("🙂")
        for hour in range(13, 24):
            size = timedelta(seconds=10 ** chance.uniform(2.3, 8))
            stage.machine.off = chance.choice((size, -size, timedelta()))
            if chance.random() < 0.3:  # it is noticed while Telegram cannot be asked
                house.sim.faults.down = True
                await house.service.ticker.tick()
                house.sim.faults.down = False
            await house.at(f"2026-11-23 {hour:02}.{chance.randrange(60):02}")
            assert house.alma.has_seen("The time is over. That is all right.") == (hour >= 16), "when the next one came"
            await house.service.upkeep.forget()
        stage.machine.off = timedelta()
        await house.at("2026-11-24 16.01")
        db, alma = house.service.db, await house.known(house.alma)
        due = [house.local(f"2026-11-{day} 16.00") for day in (23, 24)]
        assert [at for at, _ in await check_ins(db, alma.id)] == due
        assert all([await decided_in_time(db, alma.id, at, timedelta(minutes=2)) for at in due])
        assert len(await db.read(own_answers, alma.id)) == 1
