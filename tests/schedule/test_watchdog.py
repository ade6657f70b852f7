"""The watchdog: staff hear whom the bot cannot reach and who has gone silent, once each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from bot.schedule import watchdog
from dialogs.permissions import Role
from dialogs.time.repeat import weekly
from dialogs.time.schedule import Plan
from tests.house import ALMA, PLAN, RHYTHM, House, open_house
from tests.phone import Phone

pytestmark = pytest.mark.long

GONE = "Cannot be reached on Telegram: {names}. Please talk with them about it."
FAILED = "Some messages did not arrive: {names}. Please tell them what they need to know."
SILENT_A_DAY = "No answers for a day: {names}. Answering is voluntary. Perhaps ask how they are."
SILENT = "No answers for {days} days: {names}. Answering is voluntary. Perhaps ask how they are."


async def looks(house: House) -> None:
    """What upkeep does every ten minutes."""
    await watchdog.look(house.service.house)
    await house.quiet()


async def looks_from_now_on(house: House, until: str) -> None:
    """Lets time pass, with a look every four hours."""
    while house.clock.now() < house.local(until):
        await house.passes(hours=4)
        await looks(house)


async def answers(alma: Phone) -> None:
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")


# Who cannot be reached


async def test_a_borger_who_blocks_the_bot_is_told_of_once(house: House) -> None:
    await house.alma.blocks()
    await looks(house)
    house.mette.reads(GONE, names="Alma")
    await looks_from_now_on(house, "2026-11-25 12.00")
    assert house.mette.has_seen(GONE, names="Alma") == 1
    assert house.jonas.shown == [] and house.lis.shown == []


async def test_who_comes_back_and_blocks_again_is_told_of_again(house: House) -> None:
    for spell in (1, 2, 3):
        await house.passes(minutes=10)
        await house.alma.blocks()
        await looks(house)
        assert house.mette.has_seen(GONE, names="Alma") == spell
        await house.alma.unblocks()
        if spell == 1:  # once with a look in between, once without
            await looks(house)


async def test_all_that_is_new_comes_in_one_message(house: House) -> None:
    bent = await house.joins(21, "Bent", Role.BORGER)
    await house.contacts(bent, house.mette, house.jonas)
    await house.alma.blocks()
    await bent.blocks()
    await looks(house)
    assert house.mette.texts == [house.mette.say(GONE, names=("Alma", "Bent"))]
    assert house.jonas.texts == [house.jonas.say(GONE, names="Bent")]


async def test_with_no_contact_person_to_be_reached_the_leader_is_told_and_with_nobody_it_waits(house: House) -> None:
    for phone in (house.alma, house.mette, house.lis):
        await phone.blocks()
    await looks(house)
    await house.lis.unblocks()
    await looks(house)
    assert house.lis.has_seen(GONE, names="Alma") == 1
    await house.mette.unblocks()
    await looks(house)
    assert house.mette.has_seen(GONE, names="Alma") == 0


async def test_when_no_contact_person_can_be_reached_the_borger_and_the_leaders_hear_it_once(house: House) -> None:
    alma, lis = house.alma, house.lis
    none = "None of their contact persons can be reached on Telegram: {names}. Who stands in for them?"
    told = "{names} cannot get my messages just now. You can tap »Talk to someone«."
    await house.mette.blocks()
    for _ in range(2):
        await looks(house)
        assert alma.has_seen(told, names="Mette") == lis.has_seen(none, names="Alma") == 1
    await house.mette.unblocks()
    await looks(house)
    await house.contacts(alma, house.mette, house.jonas)
    await house.mette.blocks()
    await looks(house)
    assert lis.has_seen(none, names="Alma") == 1, "Jonas is still there"
    await house.jonas.blocks()
    await looks(house)
    assert lis.has_seen(none, names="Alma") == 2


async def test_at_night_it_waits_until_there_is_staff(house: House) -> None:
    await house.at("2026-11-23 22.10")
    await house.alma.blocks()
    await looks_from_now_on(house, "2026-11-24 06.10")
    assert house.mette.has_seen(GONE, names="Alma") == 0
    await looks_from_now_on(house, "2026-11-24 07.10")
    assert house.mette.has_seen(GONE, names="Alma") == 1


def refuses(house: House) -> None:
    """The next card for Alma is refused, and so are its words alone."""
    for method in ("sendPhoto", "sendMessage"):
        house.sim.faults.next(method, chat=ALMA, status=400)


async def test_refused_messages_are_told_of_once_until_two_days_have_gone_well(house: House) -> None:
    house.may_fail = True
    for day in (23, 24):
        refuses(house)
        await house.at(f"2026-11-{day} 16.00")
        await looks_from_now_on(house, f"2026-11-{day} 20.00")
        assert house.mette.has_seen(FAILED, names="Alma") == 1
    await looks_from_now_on(house, "2026-11-27 15.00")
    assert house.mette.has_seen(FAILED, names="Alma") == 1
    refuses(house)
    await looks_from_now_on(house, "2026-11-27 18.00")
    assert house.mette.has_seen(FAILED, names="Alma") == 2
    house.mette.sees_not("bot was blocked")


# Who has gone silent


async def test_who_gives_no_answer_for_seven_days_is_told_of_once(house: House) -> None:
    await house.at("2026-11-30 11.50")
    await looks(house)
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 0
    await house.at("2026-11-30 12.01")
    await looks(house)
    house.mette.reads(SILENT, days=7, names="Alma")
    await looks_from_now_on(house, "2026-12-02 12.00")
    await house.at("2026-12-12 12.00")
    await looks(house)
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 1
    assert house.jonas.has_seen(SILENT, days=7, names="Alma") == house.lis.has_seen(SILENT, days=7, names="Alma") == 0


async def test_an_answer_ends_the_silence_and_the_next_is_told_anew(house: House) -> None:
    await house.at("2026-11-30 12.01")
    await looks(house)
    await house.at("2026-12-01 12.00")
    await answers(house.alma)
    await looks_from_now_on(house, "2026-12-02 09.00")
    await house.at("2026-12-08 11.00")
    await looks(house)
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 1
    await house.at("2026-12-08 13.00")
    await looks(house)
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 2


async def test_one_answer_kept_to_oneself_is_no_silence(house: House) -> None:
    await house.shares(house.alma, house.mette)
    await house.at("2026-11-26 16.00")
    await house.alma.taps("Well")
    await house.at("2026-12-03 15.30")
    await looks(house)
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 0
    await house.at("2026-12-03 16.30")
    await looks(house)
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 1


async def test_who_was_not_asked_or_only_just_is_not_silent(house: House) -> None:
    await house.plans(house.alma, Plan(weekly(()), time(16), PLAN.zone))
    await house.at("2026-12-10 15.00")
    await house.plans(house.alma, PLAN)
    await house.at("2026-12-10 17.00")
    await looks(house)
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 0
    await house.at("2026-12-11 07.30")
    await looks(house)
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 1


async def test_who_has_a_break_is_not_silent_and_has_as_long_again_after_it(house: House) -> None:
    await house.at("2026-11-25 12.00")
    await house.lives(house.alma, replace(RHYTHM, paused_until=date(2026, 12, 9)))
    for told, when in ((0, "2026-12-08 12.00"), (0, "2026-12-15 20.00"), (1, "2026-12-16 08.00")):
        await house.at(when)
        await looks(house)
        assert house.mette.has_seen(SILENT, days=7, names="Alma") == told


async def test_who_ends_a_break_has_as_long_again(house: House) -> None:
    await house.lives(house.alma, replace(RHYTHM, paused_until=date(2027, 1, 9)))
    await house.at("2026-12-04 12.00")
    await house.lives(house.alma, replace(RHYTHM, resumed_at=house.clock.now()))
    for told, when in ((0, "2026-12-11 11.00"), (1, "2026-12-11 13.00")):
        await house.at(when)
        await looks(house)
        assert house.mette.has_seen(SILENT, days=7, names="Alma") == told


async def test_who_cannot_be_reached_is_not_called_silent(house: House) -> None:
    await house.at("2026-11-29 12.00")
    await house.alma.blocks()
    await looks(house)
    await house.at("2026-12-03 12.00")
    await looks(house)
    assert house.mette.has_seen(GONE, names="Alma") == 1
    assert house.mette.has_seen(SILENT, days=7, names="Alma") == 0


@pytest.mark.parametrize(("days", "told"), [("0", 0), ("1", 1)])
async def test_the_house_sets_how_long(tmp_path: Path, days: str, told: int) -> None:
    async with open_house(tmp_path, silent_days=days) as house:
        await looks_from_now_on(house, "2026-11-25 12.00")
        assert house.mette.has_seen(SILENT_A_DAY, names="Alma") == told


async def test_staff_hear_when_there_is_staff_by_the_hours_of_that_day(tmp_path: Path) -> None:
    hours = "mon-fri 8-22; sat-sun,holidays 12-20"
    async with open_house(tmp_path, at="2026-12-24 23.00", house_hours=hours) as house:
        await house.alma.blocks()
        for at, told in (("2026-12-25 09.00", 0), ("2026-12-25 11.59", 0), ("2026-12-25 12.00", 1)):
            await house.at(at)
            await looks(house)
            assert house.mette.has_seen(GONE, names="Alma") == told, at
