"""A leader sets in the bot when there is staff and whom borgere can call; what borgere are told follows at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.config import read_settings, with_changes
from storage.people import remove_person
from tests.house import House
from tests.phone import Phone, da

TALK = "Talk to someone"


async def opens(lis: Phone, *taps: str) -> None:
    lis.turns_page()
    await lis.presses("More")
    await lis.taps("Hours and numbers", *taps)


async def asks(alma: Phone) -> None:
    alma.turns_page()
    await alma.presses(TALK)


async def test_a_number_at_night_is_shown_as_soon_as_it_is_set(house: House) -> None:
    lis, alma = house.lis, house.alma
    await opens(lis)
    lis.reads("{what}: not set.", what=da("The number at night"))
    await lis.taps("The number at night", "Another number")
    await lis.says("Nattevagten 20 30 40 50")
    await lis.taps("While there is no staff")
    lis.reads("{what}: {phone}. While there is no staff.", what=da("The number at night"),
              phone="Nattevagten 20 30 40 50")  # fmt: skip
    await asks(alma)
    alma.sees_not("20 30 40 50")  # there is staff, and the house's own phone is answered
    alma.sees("12 34 56 78")
    await alma.taps("It is not needed now")
    await house.at("2026-11-23 23.30")
    await asks(alma)
    alma.sees("Nattevagten 20 30 40 50")
    alma.sees_not("12 34 56 78")


async def test_a_number_with_hours_is_shown_in_them_and_no_longer_when_it_is_taken_away(house: House) -> None:
    lis, alma = house.lis, house.alma
    await opens(lis, "Somebody to talk with", "Another number")
    await lis.says("Snakkelinjen 70 10 20 30")
    await lis.taps("Write other hours")
    await lis.says("man-fre 9-13; lør 10-11")
    lis.reads("Snakkelinjen 70 10 20 30")
    lis.reads("mandag til fredag kl. 9 til 13")
    await asks(alma)
    alma.sees("Snakkelinjen 70 10 20 30")
    await alma.taps("It is not needed now")
    await opens(lis, "Somebody to talk with", "Other hours", "Write other hours")
    await lis.says("man-fre 13-15")
    await asks(alma)
    alma.sees_not("Snakkelinjen")
    await alma.taps("It is not needed now")
    await house.at("2026-11-23 13.30")
    await asks(alma)
    alma.sees("Snakkelinjen 70 10 20 30")
    await alma.taps("It is not needed now")
    await opens(lis, "Somebody to talk with", "Show no number", "Keep it")
    lis.reads("Snakkelinjen 70 10 20 30")
    await opens(lis, "Somebody to talk with", "Show no number", "Take it away")
    lis.reads("{what}: not set.", what=da("Somebody to talk with"))
    await asks(alma)
    alma.sees_not("Snakkelinjen")


async def test_when_there_is_staff_follows_and_stands_after_a_restart(house: House) -> None:
    lis, alma = house.lis, house.alma
    await opens(lis, "When there is staff", "Write other hours")
    await lis.says("hverdage 8-11; weekend, helligdage 12-20")
    lis.reads("mandag til fredag kl. 8 til 11")
    await asks(alma)
    alma.sees("There is no staff now.")
    await house.closes()
    await house.opens()
    alma.turns_page()
    await asks(alma)
    alma.sees("There is no staff now.")
    await opens(lis, "When there is staff")
    lis.reads("{name} set it, {when}.", name="Lis", when=house.local("2026-11-23 12.00"))


async def test_who_waits_for_an_answer_is_asked_for_again_by_the_new_hours(house: House) -> None:
    lis, alma = house.lis, house.alma
    await house.at("2026-11-23 21.50")
    await asks(alma)
    await house.at("2026-11-23 22.30")
    again = da("I ask the staff again {when}.", when=house.local("2026-11-24 07.00"))
    assert again in alma.screen
    await opens(lis, "When there is staff", "Write other hours")
    await lis.says("9-21")
    alma.sees("I ask the staff again {when}.", when=house.local("2026-11-24 09.00"))
    assert again not in alma.screen


@pytest.mark.parametrize("written", ["20", "ring til mig", "ved døren", "٣٤٥٦"])
async def test_what_is_no_number_is_said_and_asked_for_again(house: House, written: str) -> None:
    lis = house.lis
    await opens(lis, "The house's phone", "Another number")
    await lis.says(written)
    lis.reads("»{written}« is not a number to call. It may have its name beside it.", written=written)
    lis.reads("12 34 56 78")
    await lis.taps("Another number")
    await lis.says("Kontoret 21 22 23 24")
    lis.reads("Kontoret 21 22 23 24")
    await asks(house.alma)
    house.alma.sees("Kontoret 21 22 23 24")


@pytest.mark.parametrize(
    ("setting", "written", "problem"),
    [
        ("When there is staff", "mandax 8-22", '"{part}" is no day'),
        ("When there is staff", "mandag", '"{part}" has no hours'),
        ("The shifts", "7-15, 15-22", "it needs three"),
    ],
)
async def test_hours_that_cannot_be_read_change_nothing(house: House, setting: str, written: str, problem: str) -> None:
    lis = house.lis
    await opens(lis, setting, "Write other hours")
    before = house.service.house.settings
    await lis.says(written)
    said = da(problem, part=written.partition(" ")[0])
    lis.reads("I cannot read »{written}«: {problem}.", written=written, problem=said)
    assert house.service.house.settings is before


async def test_the_shifts_are_those_of_the_new_plan(house: House) -> None:
    await opens(house.lis, "The shifts", "Write other hours")
    await house.lis.says("8-16, 16-23, 23-8")
    house.lis.reads("8 til 16, 16 til 23 og 23 til 8")
    assert house.service.house.settings.shifts == ((480, 960), (960, 1380), (1380, 1920))


async def test_who_has_left_is_not_named(house: House) -> None:
    await opens(house.lis, "When there is staff", "Hver dag hele døgnet")
    who = await house.known(house.lis)
    await house.service.db.write(remove_person, who.id)
    kim = await house.joins(21, "Kim", who.role)
    await opens(kim, "When there is staff")
    kim.reads("Set {when}.", when=house.local("2026-11-23 12.00"))


async def test_what_to_call_in_danger_is_not_changed_in_passing(house: House) -> None:
    await opens(house.lis)
    assert not await house.lis.finds("i fare")


async def test_hours_alone_leave_the_number_that_stands_by_then(house: House) -> None:
    lis, alma = house.lis, house.alma
    kim = await house.joins(21, "Kim", (await house.known(lis)).role)
    await opens(lis, "For thoughts of suicide", "Another number")
    await opens(kim, "For thoughts of suicide", "Other hours")
    await lis.says("Livslinien 99 99 99 99")
    lis.reads("New number: {phone}. It counts once its hours are chosen.", phone="Livslinien 99 99 99 99")
    await lis.taps("Hver dag hele døgnet")
    await kim.taps("Write other hours")
    await kim.says("altid")
    kim.reads("Livslinien 99 99 99 99")
    await asks(alma)
    alma.sees("99 99 99 99")


async def test_dates_are_read_back_and_a_week_without_days_is_refused(house: House) -> None:
    lis = house.lis
    await opens(lis, "When there is staff", "Write other hours")
    await lis.says("alle 7-22; 24/12 lukket; 31/12 10-14")
    lis.reads("hver dag kl. 7 til 22")
    lis.reads("24.12. lukket")
    lis.reads("31.12. kl. 10 til 14")
    await opens(lis, "When there is staff", "Write other hours")
    await lis.says("24/12 10-14")
    lis.reads("I cannot read »{written}«: {problem}.", written="24/12 10-14", problem=da("it names no day of the week"))
    await opens(lis, "When there is staff", "Write other hours")
    await lis.says("8-8")
    lis.reads("hver dag hele døgnet")


def test_what_can_no_longer_be_used_is_left_out_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = read_settings({"TRIVSELSBOT_DATA_DIR": str(tmp_path)})
    changes = {"house_hours": "when we like", "talk_line": "70 10 20 30", "talk_line_hours": "9", "gone": "1",
               "house_phone": "12 34 56 78"}  # fmt: skip
    changed = with_changes(settings, changes)
    assert changed.house_hours == settings.house_hours and changed.talk_line == ""
    assert changed.house_phone == "12 34 56 78"
    left_out = re.findall(r"left out: (\w+) ", caplog.text)
    assert sorted(left_out) == ["house_hours", "talk_line", "talk_line_hours"]
