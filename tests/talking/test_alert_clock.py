"""Agreed alerts, and own words that somebody is asked to read, through night, shift change, absence and an outage of
Telegram: each ends taken or on the leader's list, and whatever the borger was told was so."""

from __future__ import annotations

import asyncio
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import followup, notices
from storage.activities import ShiftName
from tests.examples import examples
from tests.house import METTE, House, open_house
from tests.people.test_time_off import takes_days_off
from tests.phone import Phone
from tests.talking.test_agreed_alerts import MONDAY, TOLD, TUESDAY, agrees, answers
from tests.talking.test_read_now import ASK, WANTS, on_duty, tells
from tests.talking.test_talk_faults import fails

WEDNESDAY = date(2026, 11, 25)
LATE = "The leader can see that nobody has taken it."
TELLS = "I tell {names} {when}."
HAS_TOLD = "I have told {names}."
HAS_SEEN = "{name} has seen it."


async def with_jonas(house: House) -> None:
    """Jonas may read it too, after Mette."""
    await house.contacts(house.alma, house.mette, house.jonas)
    await house.shares(house.alma, house.jonas, "trivsel")
    await agrees(house, "Mette", "Jonas")
    for phone in (house.mette, house.jonas, house.lis):
        phone.turns_page()


def is_told(phone: Phone, words: str = TOLD) -> bool:
    return phone.has_seen(words, name="Alma") > 0


async def is_late(house: House) -> bool:
    """Whether it stands on the leader's list of what is overdue."""
    await house.lis.presses("The house")
    return any(re.search(r"⏰.*[1-9]", label) for label in house.lis.labels)


async def test_an_alert_goes_through_a_shift_change_and_the_night(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await with_jonas(house)
    await on_duty(house, mette, MONDAY, "evening")
    await on_duty(house, jonas, TUESDAY, "day")
    await house.at("2026-11-23 21.55")
    await answers(house, "Very badly")
    alma.sees(HAS_TOLD, names=("Mette",))
    alma.sees(TELLS, names=("Jonas",), when=house.local("2026-11-24 07.00"))
    await house.at("2026-11-23 22.06")
    alma.sees(LATE)
    assert await is_late(house) and not is_told(jonas)
    await house.at("2026-11-24 06.59")
    assert not is_told(jonas)
    await house.at("2026-11-24 07.00")
    assert is_told(jonas)
    alma.sees(HAS_TOLD, names=("Mette", "Jonas"))
    await jonas.taps("See the answer", "I take it", "I am coming now")
    alma.reads("{name} is coming now.", name="Jonas")
    assert not await is_late(house)


async def test_who_is_absent_is_passed_by_and_what_would_wait_long_is_known_at_once(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    mette.turns_page()
    for day in (MONDAY, TUESDAY):
        await on_duty(house, house.jonas, day, "day", "evening", "night")
    await on_duty(house, house.jonas, WEDNESDAY, "day")
    await on_duty(house, mette, WEDNESDAY, "evening")
    await house.at("2026-11-23 21.00")
    await answers(house, "Badly")
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-25 15.00"))
    alma.sees(LATE)
    assert await is_late(house)
    house.jonas.sees_not("Alma")
    await house.at("2026-11-25 14.59")
    assert not is_told(mette)
    await house.at("2026-11-25 15.00")
    assert is_told(mette)


async def test_nobody_stands_in_for_who_is_named_and_has_days_off(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    await takes_days_off(mette, "Jonas", last="24.11")
    house.jonas.turns_page()
    await answers(house, "Badly")
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-25 07.00"))
    house.jonas.sees_not("Alma")
    await house.at("2026-11-25 06.59")
    assert not is_told(mette) and not is_told(house.jonas)
    await house.at("2026-11-25 07.00")
    assert is_told(mette) and not is_told(house.jonas)


async def test_the_plan_changes_and_so_does_what_the_borger_reads(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    mette.turns_page()
    await house.at("2026-11-23 22.30")
    await answers(house, "Badly")
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-24 07.00"))
    await mette.presses("Plan")
    await mette.taps("Shifts", "Night")
    assert is_told(mette), "she is there after all"
    alma.sees(HAS_TOLD, names=("Mette",))


@pytest.mark.long
async def test_where_telegram_does_not_get_through_the_next_is_told(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await with_jonas(house)
    fails(house, METTE, status=500)
    await answers(house, "Badly")
    await house.passes(minutes=1)
    assert is_told(jonas) and not is_told(mette)
    alma.sees_not(alma.say(HAS_TOLD, names=("Mette", "Jonas")))
    house.sim.faults.clear()
    await house.passes(minutes=5)
    assert is_told(mette)
    alma.sees(HAS_TOLD, names=("Mette", "Jonas"))


@pytest.mark.long
async def test_an_alert_made_while_telegram_was_away_is_told_when_it_is_back(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    mette.turns_page()
    await house.at("2026-11-23 23.00")
    await answers(house, "Badly")
    house.sim.faults.outage(True)
    house.clock.jump_to(house.local("2026-11-24 07.00"))
    await house.service.ticker.tick()
    house.sim.faults.outage(False)
    await house.is_back()
    await house.passes(minutes=5)
    assert is_told(mette)
    alma.sees(HAS_TOLD, names=("Mette",))
    await mette.taps("See the answer", "I take it", "I am calling now")
    alma.reads("{name} is calling you now.", name="Mette")


async def test_own_words_wait_for_the_morning_and_end_read(house: House) -> None:
    alma, mette = house.alma, house.mette
    await on_duty(house, mette, TUESDAY, "day")
    await house.at("2026-11-23 22.15")
    await tells(house)
    await alma.taps(ASK)
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-24 07.00"))
    await house.at("2026-11-24 07.00")
    assert is_told(mette, WANTS)
    await mette.taps("Read it")
    alma.sees("{name} has read it.", name="Mette")
    assert not await is_late(house)


SHIFTS: tuple[ShiftName, ...] = ("day", "evening", "night")
PLANS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(SHIFTS), st.sampled_from(("Mette", "Jonas"))), max_size=6)
DEEDS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(("Mette", "Jonas")), st.sampled_from(("sees", "takes", "nothing"))),
    max_size=3,
)


@pytest.mark.long
@settings(max_examples=examples(4))
@given(st.integers(12, 23), PLANS, DEEDS)
def test_what_the_borger_was_told_was_so(
    tmp_path_factory: pytest.TempPathFactory,
    hour: int,
    plan: list[tuple[int, ShiftName, str]],
    deeds: list[tuple[int, str, str]],
) -> None:
    asyncio.run(lives(tmp_path_factory.mktemp("house"), hour, plan, deeds))


async def lives(
    folder: Path, hour: int, plan: list[tuple[int, ShiftName, str]], deeds: list[tuple[int, str, str]]
) -> None:
    """Two days of an alert, hour by hour: what stands on the borger's card is held against what is so."""
    async with open_house(folder) as house:
        await with_jonas(house)
        phones = {"Mette": house.mette, "Jonas": house.jonas}
        for name, phone in phones.items():
            for ahead in range(3):
                day = MONDAY + timedelta(days=ahead)
                theirs = tuple(s for s in SHIFTS if (ahead, s, name) in plan)
                await on_duty(house, phone, day, *theirs)
        await house.at(f"2026-11-23 {hour}.00")
        await answers(house, "Badly")
        promised: dict[str, datetime] = {}
        opened: set[str] = set()
        for step in range(44):
            await _holds(house, phones, promised, opened)
            for at, name, deed in deeds:
                if at == step and is_told(phones[name]):
                    await _does(phones[name], deed, opened, name)
            await house.passes(hours=1)
        await _holds(house, phones, promised, opened)
        call = (await house.service.db.read(followup.talks_of, (await house.known(house.alma)).id))[-1]
        assert not call.is_open or (call.level == notices.LATE and await is_late(house))


async def _does(phone: Phone, deed: str, opened: set[str], name: str) -> None:
    if deed != "nothing" and phone.can_tap("See the answer"):
        await phone.taps("See the answer")
        opened.add(name)
    if deed == "takes" and phone.can_tap("I take it"):
        await phone.taps("I take it", "I am coming now")


async def _holds(house: House, phones: dict[str, Phone], promised: dict[str, datetime], opened: set[str]) -> None:
    """All that the borger's card says is so, and what it said would be has been by its time."""
    alma, now = house.alma, house.clock.now()
    is_open = alma.can_tap("It is not needed now")
    for name, phone in phones.items():
        if is_open and (at := promised.get(name)) and at <= now:
            assert is_told(phone), f"{name} was to be told by {at}"
        if is_open and _names_in(alma, HAS_TOLD, name):
            assert is_told(phone), f"{name} was told"
        if is_open and alma.has_seen(HAS_SEEN, name=name):
            assert name in opened
        if is_told(phone):
            promised.pop(name, None)
        for ahead in range(4 * 24):
            at = (
                (now + timedelta(hours=ahead))
                .astimezone(house.service.house.zone)
                .replace(minute=0, second=0, microsecond=0)
            )
            if is_open and not is_told(phone) and alma.has_seen(TELLS, names=(name,), when=at):
                promised[name] = at
    if is_open and alma.has_seen(LATE):
        assert await is_late(house)


def _names_in(alma: Phone, words: str, name: str) -> bool:
    both = (("Mette", "Jonas"), ("Jonas", "Mette"), (name,))
    return any(name in names and alma.has_seen(words, names=names) for names in both)
