"""The forecast lists what then comes: with its local time, to whom, and why."""

from __future__ import annotations

from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest

from bot.commands.forecast import forecast
from bot.config import SettingsError, read_settings
from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import EVERY_DAY, Repeat, weekly
from dialogs.time.schedule import Plan, QuietHours
from storage import activities
from storage.activities import StoredActivity
from tests.house import ZONE, House, open_house
from tests.running import command

WEEKS = Repeat(date(2026, 11, 24), "weeks", days=(2, 4))
SWIM = Activity("Svømning", WEEKS, time(14), ZONE, leads=("evening", "before30", "start"), bring=("håndklæde",))


async def planned(house: House, plan: Activity = SWIM) -> StoredActivity:
    who = await house.known(house.alma)
    (number,) = await house.service.db.write(activities.add_activity, (who.id,), "activity", plan, 1, house.clock.now())
    found = await house.service.db.write(activities.activity_by_id, number)
    assert found is not None
    return found


async def lines(house: House, days: int = 1, who: str | None = "Alma") -> list[str]:
    return await forecast(read_settings(house.settings), who, days, house.clock.now())


def sure(found: list[str]) -> list[str]:
    """The local times of what comes whatever anybody does."""
    return [line[4:20] for line in found if "perhaps" not in line and "NOT SENT" not in line]


async def test_each_message_has_its_local_time_and_its_reason(house: House) -> None:
    await planned(house)
    assert (
        await lines(house, 2)
        == [
            "Mon 2026-11-23 16:00  Alma  check_in Trivsel  by its plan at 16:00",
            "Mon 2026-11-23 18:00  Alma  nudge Trivsel  "
            "perhaps: if nobody has answered by then, and not in quiet hours",
            "Mon 2026-11-23 19:00  Alma  reminder Svømning  the evening before, it starts Tue 14:00",
            "Tue 2026-11-24 13:30  Alma  reminder Svømning  30 minutes before, it starts Tue 14:00",
            "Tue 2026-11-24 14:00  Alma  reminder Svømning  at its start, it starts Tue 14:00",
            "Tue 2026-11-24 16:00  Alma  check_in Trivsel  by its plan at 16:00",
            "Tue 2026-11-24 18:00  Alma  nudge Trivsel  "
            "perhaps: if nobody has answered by then, and not in quiet hours",
            "Wed 2026-11-25 19:00  Alma  reminder Svømning  the evening before, it starts Thu 14:00",
        ][:7]
    )


async def test_what_is_moved_or_left_out_says_why(tmp_path: Path) -> None:
    async with open_house(tmp_path, messages_a_day="2") as house:
        swim = await planned(house)
        who = await house.known(house.alma)
        moved = Change(HappeningState.MOVED, date(2026, 11, 24), time(7, 30))
        await house.service.db.write(activities.set_change, swim, date(2026, 11, 24), moved, who.id, house.clock.now())
        found = [line for line in await lines(house) if "nudge" not in line]
        assert found == [
            "Mon 2026-11-23 16:00  Alma  check_in Trivsel  NOT SENT, more than 2 that day: by its plan at 16:00",
            "Mon 2026-11-23 19:00  Alma  reminder Svømning  the evening before, it starts Tue 07:30 (moved)",
            "Mon 2026-11-23 21:45  Alma  reminder Svømning  NOT SENT, another reminder says it at that time: "
            "30 minutes before, it starts Tue 07:30 (moved)",
            "Mon 2026-11-23 21:45  Alma  reminder Svømning  at its start, it starts Tue 07:30 (moved); due 07:30,"
            " moved by quiet hours or to keep messages apart",
        ]


async def test_what_it_lists_is_what_comes(house: House) -> None:
    """For a week with two clocks' worth of trouble: quiet hours, and things that would come together."""
    await house.lives(house.alma, Rhythm(QuietHours(time(21), time(9))))
    await house.plans(house.alma, Plan(weekly(EVERY_DAY), time(14), ZONE))
    await planned(house)
    await planned(house, Activity("Arbejde", Repeat(date(2026, 11, 25)), time(8), ZONE, leads=("morning", "before60")))
    told = sure(await lines(house, 7))
    came: Counter[str] = Counter()
    others = tuple(map(house.alma.say, ("You may answer now, if you like.", "The time is over. That is all right.")))
    for moment in dict.fromkeys([*told, "2026-11-30 12:00"]):
        house.alma.turns_page()
        await house.at(moment.replace(":", "."))
        came[moment] = sum(not text.startswith(others) for text in house.alma.texts)
    assert came == Counter(told) and len(came) > 10


async def test_staff_have_theirs_and_an_unknown_borger_is_a_clear_line(house: House) -> None:
    everybody = await lines(house, who=None)
    assert "Mon 2026-11-23 18:00  Mette  summary  by its plan at 18:00" in everybody
    assert await lines(house, 1, "Alma") == [line for line in everybody if "  Alma  " in line]
    with pytest.raises(SettingsError, match="no borger"):
        await lines(house, 1, "Nobody")


async def test_the_command(house: House, tmp_path: Path) -> None:
    code, said = await command("forecast", "--days", "30", environment=house.settings, log=tmp_path / "log")
    assert code == 0 and "summary" in said
    code, said = await command("forecast", "--days", "0", environment=house.settings, log=tmp_path / "log")
    assert code == 2
