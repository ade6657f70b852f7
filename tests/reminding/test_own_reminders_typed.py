"""A time as it is written, for a reminder of one's own: what is read back is when it rings, on any night."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.house import ZONE, open_house
from tests.phone import Phone
from tests.reminding.test_own_reminders import sets


@pytest.mark.parametrize(
    ("now", "rings"),
    [
        ("2026-12-31 23.59", {"om 2 timer": "01-01 01.59", "midnat": "01-01 00.00", "i aften kl 8": "01-01 20.00",
                              "i nat kl 2": "01-01 02.00", "23.59": "01-01 23.59"}),
        ("2028-02-29 12.00", {"om halvanden time": "02-29 13.30", "i morgen kl 8": "03-01 08.00", "24": "03-01 00.00",
                              "halv 1 om natten": "03-01 00.30"}),
        ("2027-03-28 00.45", {"om 2 timer": "03-28 03.45", "2.30 om natten": "03-28 03.30", "0": "03-29 00.00"}),
        ("2026-10-25 00.45", {"om halvanden time": "10-25 02.15", "om 24 timer": "10-25 23.45",
                              "02.30": "10-25 02.30"}),
    ],
)  # fmt: skip
async def test_it_rings_when_it_was_read_back_that_it_would(tmp_path: Path, now: str, rings: dict[str, str]) -> None:
    async with open_house(tmp_path, at=now) as house:
        for words, at in rings.items():
            await sets(house, "Something else")
            await house.alma.says(f"Ting {words}", words)
            await house.alma.taps("Only once")
            year = int(now[:4]) + (at < now[5:10])
            when = house.local(f"{year}-{at}")
            said = house.alma.say("{when}", when=when)
            house.alma.reads("I remind you of {what}: {when}.", what=f"Ting {words}", when=said)
        house.alma.turns_page()
        rung = set[tuple[str, str]]()
        for _ in range(30):
            await house.passes(hours=1)
            rung |= set(rang(house.alma))
        assert rung == set(rings.items())


def rang(phone: Phone) -> list[tuple[str, str]]:
    """What each reminder on the phone is of, and when it came."""
    lines = [(line, message.date) for message in phone.shown for line in (message.text or message.caption).splitlines()]
    return [
        (line.removeprefix("Ting ").partition(", kl.")[0], f"{at.astimezone(ZoneInfo(ZONE)):%m-%d %H.%M}")
        for line, at in lines
        if line.startswith("Ting ")
    ]
