"""The demo's clock: whatever is passed on the way comes at its own time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock
from bot.simulator.demo_host import Demo
from bot.simulator.demo_house import ZONE
from dialogs.time.activity import START, Activity
from dialogs.time.repeat import Repeat
from storage import activities, people

pytestmark = pytest.mark.long

ALMA = 1001


async def test_what_is_passed_comes_at_its_own_time(tmp_path: Path) -> None:
    demo = Demo(str(tmp_path), Clock())
    today, titles = demo.now().date(), [f"Ting nummer {number}" for number in range(1, 14)]
    await demo.sim.start()
    try:
        demo.clock.jump_to(datetime.combine(today, time(16), ZoneInfo(ZONE)))
        await demo.seed(demo.now())
        await demo.start()
        demo.sim.user(ALMA).starts()
        await demo.settle()
        wanted = {title: time(20, 10 + 3 * number) for number, title in enumerate(titles)}
        await _reminders(demo, today, wanted)
        await demo.walk(datetime.combine(today, time(21), ZoneInfo(ZONE)))
        await demo.settle()
        came = {message.text.partition("\n")[0] or message.caption.partition("\n")[0]: message.date
                for message in demo.sim.users[ALMA].messages}  # fmt: skip
        late = {
            title: came[title].astimezone(ZoneInfo(ZONE)) - datetime.combine(today, at, ZoneInfo(ZONE))
            for title, at in wanted.items()
        }
        assert max(late.values()) < timedelta(minutes=1), late
    finally:
        await demo.close()


async def _reminders(demo: Demo, today: date, wanted: dict[str, time]) -> None:
    db = demo.service.db
    alma = await db.read(people.person_by_chat, ALMA)
    assert alma
    for title, at in wanted.items():
        plan = Activity(title, Repeat(today), at, ZONE, minutes=0, leads=(START,))
        await db.write(activities.add_activity, (alma.id,), "own", plan, alma.id, demo.clock.now())
