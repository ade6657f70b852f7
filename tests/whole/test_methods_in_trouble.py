"""A house's own method with things of one's own and words that wait for another day, about an activity, and a record
about the house, in `trivselsbot run` while Telegram is in trouble: what was said is kept once, and each card comes."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.simulator.faults import Fault
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat, weekly
from dialogs.time.schedule import ALL, After, Plan
from storage import activities, people, schedules
from storage.tx import Tx
from tests.phone import Phone
from tests.running import house_of_init
from tests.whole.home import ALMA, METTE, Home, home

__all__ = ["house_of_init"]
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("house_of_init")]

ZONE = "Europe/Copenhagen"
OUT = """
id: out
title: {da: Ude}
pictogram: "🎯"
purpose: answers
topic: trivsel
shelf: week
about: activity
rhythm: {after: 0m}
window: 8h
steps:
  - {id: good, kind: rating, scale: wellbeing, text: {da: "{activity}: hvordan var det?"}, name: {da: Hvordan}}
  - id: who
    kind: each
    one_more: {most: 2, text: {da: Hvem var med?}, name: {da: Var med}}
    steps:
      - {id: near, kind: choice, text: {da: "{item}: var det godt?"}, name: {da: Godt med},
         options: [{id: yes_, label: {da: Ja tak}}, {id: no_, label: {da: Ikke rigtig}}]}
  - {id: tell, kind: say, text: {da: Hvad vil du fortælle?}, name: {da: Fortalt}, waits: 7d}
"""
SHIFT = """
id: shift
title: {da: Vagten}
pictogram: "🌗"
purpose: record
readers: house
about: house
steps:
  - {id: went, kind: rating, scale: wellbeing, text: {da: Hvordan gik vagten?}, name: {da: Vagten gik}}
  - {id: next, kind: say, text: {da: Hvad skal de næste vide?}, name: {da: Til de næste}}
"""
AT_ONCE = """
from bot.telegram import pace, receiver, setbacks
pace.CHAT_GAP = pace.SPACING = 0.0
setbacks.PAUSES, setbacks.AGAIN_AFTER, receiver.UNUSABLE_PAUSE = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0), 0.05, 0.05
"""
"""Has a process keep no pace and try again at once: both have tests of their own."""
LOST = (Fault(reset="after"), Fault(reset="half"), Fault(reply="<html>"))
"""Troubles after which nobody knows whether a message has come: it may come twice."""
TROUBLES = (*LOST, Fault(status=502), Fault(reset="before"), Fault(status=429, retry_after=1))
ASKS, TELL = "Svømning: hvordan var det?", "Hvad vil du fortælle?"


class Trouble:
    """Lets an act meet the next trouble: one of the bot's first calls to the phone, and how it hears of the act."""

    def __init__(self, house: Home) -> None:
        self._house = house
        self._next = zip(itertools.cycle(TROUBLES), itertools.cycle((0, 1)), itertools.count())
        self.lost = 0

    async def meets(self, phone: Phone, act: Awaitable[object]) -> None:
        trouble, skip, number = next(self._next)
        self._comes(trouble, chat=phone.chat_id, skip=skip)
        if number % 2 == 0:
            self._comes(LOST[number // 2 % len(LOST)], "getUpdates")
        self.lost += trouble in LOST
        await act
        self._house.tg.sim.faults.clear()

    def _comes(self, fault: Fault, method: str | None = None, *, chat: int | None = None, skip: int = 0) -> None:
        status, rest, reset, reply = fault.status, fault.retry_after, fault.reset, fault.reply
        self._house.tg.sim.faults.next(
            method, chat=chat, skip=skip, status=status, retry_after=rest, reset=reset, reply=reply
        )

    async def taps(self, phone: Phone, *buttons: str) -> None:
        """Each button is tapped by a finger that trembles: twice."""
        for button in buttons:
            await self.meets(phone, self._twice(phone, button))

    async def _twice(self, phone: Phone, button: str) -> None:
        message_id, data = phone.button(button)
        phone.person.taps_data(message_id, data)
        await phone.taps_data(message_id, data)

    async def says(self, phone: Phone, words: str) -> None:
        await self.meets(phone, phone.says(words))


def plans(tx: Tx, today: date, now: datetime) -> None:
    """Alma swims at noon each day, and is asked about it as soon as it is over."""
    alma, mette = (person.id for chat in (ALMA, METTE) if (person := people.person_by_chat(tx, chat)))
    swims = Activity("Svømning", Repeat(today, "days"), time(12), ZONE, pictogram="🏊", leads=())
    activities.add_activity(tx, (alma,), "activity", swims, mette, now)
    plan = Plan(weekly(()), time(16), ZONE, after=After(ALL, timedelta()), each=True)
    schedules.set_schedule(tx, alma, "check_in", plan, now, dialog_id="out")


async def test_what_was_said_is_kept_once_and_each_card_comes(tmp_path: Path) -> None:
    async with home(tmp_path, OUT, SHIFT) as house:
        day = house.clock.now().astimezone(ZoneInfo(ZONE)).date() + timedelta(days=1)
        noon = datetime.combine(day, time(11), ZoneInfo(ZONE))
        trouble, alma, mette = Trouble(house), house.alma, house.mette
        house.clock.jump_to(noon)
        await house.db.write(plans, day, noon)
        async with house.runs(AT_ONCE) as run:
            for phone in (alma, mette, house.jonas):
                await phone.starts()
            await is_asked(house, trouble, noon + timedelta(hours=2, minutes=1), ASKS)
            await trouble.taps(alma, "🙂")
            await trouble.says(alma, "Bo fra koret")
            await trouble.taps(alma, "Done", "Ja tak")
            await trouble.says(alma, "Naboens hund")
            await trouble.taps(alma, "Done", "Ikke rigtig", "Another day")
            alma.sees("Du kan svare på »Fortalt« indtil")
            await writes_of_shift(house, trouble)
            await run.kill()
        async with house.runs(AT_ONCE) as run:
            alma.turns_page()
            await is_asked(house, trouble, noon + timedelta(days=1, hours=2, minutes=30), TELL)
            assert alma.has_seen(ASKS) <= 1 + trouble.lost
            await alma.taps("Stop")  # this day's questions, which have come below that one
            await trouble.meets(alma, alma.presses("More"))
            await trouble.taps(alma, "My week", "Fortalt")  # what is typed goes to the last card
            await trouble.says(alma, "Vandet var varmt")
            await trouble.taps(alma, "Done")
            alma.sees("»Vandet var varmt«")
            await run.stops()
        assert "Traceback" not in run.said
        await all_is_kept_once(house, day)
        assert house.tg.sent.total() - len(house.tg.sent) <= trouble.lost
        assert all("Too Many Requests" in told for _, told in house.tg.refusals), "no call was wrong"


async def is_asked(house: Home, trouble: Trouble, then: datetime, asks: str) -> None:
    async def comes() -> None:
        house.jumps_to(then)
        await house.alma.person.waits_for(asks)
        await house.settled()

    await trouble.meets(house.alma, comes())
    house.alma.sees(asks)


async def writes_of_shift(house: Home, trouble: Trouble) -> None:
    mette = house.mette
    await trouble.meets(mette, mette.presses("More"))
    await trouble.taps(mette, "About the house", "Skriv: Vagten", "Well")
    await trouble.says(mette, "Vi mangler mælk")
    await trouble.taps(mette, "Done")
    mette.sees("I show it to all of the staff.")
    await house.jonas.presses("More")
    await house.jonas.taps("About the house", "Læs: Vagten (1)")
    house.jonas.sees("Vi mangler mælk")


async def all_is_kept_once(house: Home, day: date) -> None:
    rows = await house.db.read(
        Tx.all,
        "SELECT a.step, a.item, a.outcome, coalesce(json_extract(a.choices, '$[0]'), a.words), coalesce(e.day, '')"
        " FROM answer a JOIN session s ON s.id = a.session_id LEFT JOIN entry e ON e.id = s.entry_id ORDER BY a.id",
    )
    out = day.isoformat()
    assert [tuple(row) for row in rows] == [
        ("good", "", "answered", "3/5", out),
        ("who_own1", "", "answered", "Bo fra koret", out),
        ("near", "who_own1", "answered", "yes_", out),
        ("who_own2", "", "answered", "Naboens hund", out),
        ("near", "who_own2", "answered", "no_", out),
        ("tell", "", "skipped", "another_day", out),
        ("went", "", "answered", "3/5", ""),
        ("next", "", "answered", "Vi mangler mælk", ""),
        ("tell", "", "answered", "Vandet var varmt", out),
    ]
    failed = "SELECT 1 FROM inbox WHERE status = 'failed' UNION ALL SELECT 1 FROM outbox WHERE state = 'failed'"
    assert await house.db.read(Tx.all, failed) == []
