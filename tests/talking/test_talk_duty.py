"""A call for a talk at any hour: whom the plan of shifts calls, and what is true just then of staff and numbers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.talking.promises import promised
from storage import activities
from storage.activities import ShiftName
from tests.house import House, open_house
from tests.phone import Phone, da
from tests.talking.test_talk import KEY, TOLD, WAITING, is_told

REAL = {
    "house_hours": "mon-fri 08:00-22:00; sat-sun,holidays 12:00-20:00; 24/12 8-14",
    "night_phone": "87 65 43 21", "suicide_line_hours": "daily 11-05",
    "talk_line": "SIND 70 23 27 50", "talk_line_hours": "daily 11-22",
    "doctor_phone": "Lægevagten 70 11 31 31", "doctor_phone_hours": "mon-fri 16-08; sat-sun,holidays 08-08",
}  # fmt: skip
MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
UNKNOWN = "I do not know the shifts of {names}."
NO_STAFF = "There is no staff now."


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, machine=None, **REAL) as found:
        yield found


async def works(house: House, phone: Phone, day: date, *shifts: ShiftName) -> None:
    who = await house.known(phone)
    await house.service.db.write(activities.set_duty, who.id, day, shifts)


def told(house: House) -> list[str]:
    return [p.name for p in (house.mette, house.jonas, house.lis) if is_told(p)]


async def test_the_night_duty_is_called_at_once_and_nobody_who_is_off(real: House) -> None:
    await works(real, real.mette, MONDAY, "day")
    await works(real, real.lis, MONDAY, "evening")
    await works(real, real.jonas, MONDAY, "night")
    await real.at("2026-11-23 22.47")
    await real.alma.presses(KEY)
    assert told(real) == ["Jonas"]
    real.alma.sees(TOLD, names=("Jonas",))
    real.alma.sees_not(NO_STAFF, "Jeg ved ikke")
    await real.passes(hours=1)
    assert told(real) == ["Jonas"], "a contact person whose shift has ended, and a leader who is off, are left in peace"
    real.alma.reads(WAITING)


async def test_of_those_on_duty_the_contact_persons_are_called_first(real: House) -> None:
    for phone in (real.mette, real.jonas):
        await works(real, phone, MONDAY, "day")
    await real.alma.presses(KEY)
    assert told(real) == ["Mette"]
    await real.passes(minutes=11)
    assert told(real) == ["Mette", "Jonas"]
    await real.passes(minutes=10)
    assert told(real) == ["Mette", "Jonas", "Lis"], "of the leader nothing is known"


async def test_nobody_is_called_whose_shift_has_not_begun(real: House) -> None:
    await works(real, real.mette, MONDAY, "evening")
    await works(real, real.jonas, MONDAY, "day")
    await works(real, real.lis, MONDAY, "night")
    await real.at("2026-11-23 14.30")
    await real.alma.presses(KEY)
    assert told(real) == ["Jonas"]
    await real.passes(minutes=25)
    assert told(real) == ["Jonas"]
    await real.alma.presses(KEY)
    await real.passes(minutes=11)
    assert told(real) == ["Mette", "Jonas"], "now it has"


async def test_last_nights_duty_still_has_it_before_the_day_begins(real: House) -> None:
    await works(real, real.jonas, MONDAY, "night")
    await real.at("2026-11-24 03.00")
    await real.alma.presses(KEY)
    assert told(real) == ["Jonas"]


async def test_with_nobody_on_duty_contact_persons_are_asked_and_it_is_said_what_is_known(real: House) -> None:
    await real.at("2026-11-24 03.00")
    await real.alma.presses(KEY)
    alma = real.alma
    assert told(real) == ["Mette"]
    alma.reads(NO_STAFF)
    alma.reads("There is staff today from {start} to {end}.", start="8", end="22")
    alma.reads(UNKNOWN, names=("Mette",))
    alma.reads("Haster det? Ring til 87 65 43 21. Åbent til kl. 8.")
    alma.sees_not("12 34 56 78", "70 23 27 50")
    assert alma.last.index("Der er ikke personale") < alma.last.index("Jeg har sagt")


async def test_on_duty_but_out_of_reach_is_as_nobody_on_duty(real: House) -> None:
    await works(real, real.jonas, MONDAY, "day")
    await real.jonas.blocks()
    await real.alma.presses(KEY)
    assert told(real) == ["Mette"]
    real.alma.sees(UNKNOWN, names=("Mette",))


@pytest.mark.parametrize(
    ("at", "reads", "not_"),
    [
        ("2026-11-29 10.00", ["Der er personale i dag fra kl. 12 til 20.", "Ring til 87 65 43 21. Åbent til kl. 12."],
         ["12 34 56 78", "Livslinien"]),
        ("2026-11-29 12.30", ["Haster det? Ring til 12 34 56 78. Åbent til kl. 20.",
                              "Tænker du på at dø? Ring til Livslinien 70 201 201. Åbent til i morgen kl. 5.",
                              "Vil du tale med nogen? Ring til SIND 70 23 27 50. Åbent til kl. 22."],
         ["87 65 43 21", "Der er ikke personale"]),
        ("2026-12-24 19.00", ["Der er ikke personale nu.", "Der er personale igen i morgen kl. 12."], ["12 34 56 78"]),
        ("2026-12-25 10.00", ["Der er personale i dag fra kl. 12 til 20."], ["12 34 56 78"]),
        ("2026-11-28 21.00", ["Der er personale igen i morgen kl. 12.",
                              "Ring til Lægevagten 70 11 31 31. Åbent til mandag den 30. november kl. 8."], []),
    ],
)  # fmt: skip
async def test_what_is_said_of_staff_and_numbers_is_true_at_that_moment(
    tmp_path: Path, at: str, reads: list[str], not_: list[str]
) -> None:
    async with open_house(tmp_path, at=at, machine=None, **REAL) as house:
        await house.alma.presses(KEY)
        for words in (*reads, "Er du i fare? Ring 112."):
            house.alma.reads(words)
        house.alma.sees_not(*not_)


async def test_a_setting_that_is_empty_drops_its_line(tmp_path: Path) -> None:
    empty = dict.fromkeys(("house_phone", "emergency_phone", "suicide_line", "suicide_line_hours"), "")
    async with open_house(tmp_path, machine=None, **empty) as house:
        for phone in (house.mette, house.jonas, house.lis):
            await phone.blocks()
        await house.alma.presses(KEY)
        assert house.alma.last == "Jeg kunne ikke få fat i nogen."
        await house.alma.presses("More")
        await house.alma.taps("Settings", "About")
        house.alma.reads("Personale: hver dag kl. 7 til 22.\nDer er personale til kl. 22.")
        house.alma.sees_not("Ring", "–")


async def test_when_the_borger_calls_it_off_nothing_is_claimed_of_staff(real: House) -> None:
    for phone in (real.mette, real.jonas, real.lis):
        await phone.blocks()
    await real.alma.presses(KEY)
    await real.alma.taps("Det behøves ikke nu")
    assert real.alma.last == "Det er i orden. Jeg spørger ikke flere."


async def test_staff_say_whether_they_come_or_call(real: House) -> None:
    await real.alma.presses(KEY)
    await real.mette.taps("Jeg ringer nu")
    real.alma.reads("Mette ringer til dig nu.")
    real.mette.turns_page()
    await real.passes(hours=2)
    await real.alma.presses(KEY)
    await real.mette.taps("Jeg kommer nu")
    real.alma.reads("Mette kommer nu.")


def test_an_answer_of_an_earlier_version_is_still_read() -> None:
    assert da(promised("soon", "Mette").id, name="Mette") == "Mette har tid inden for en halv time."
    assert da(promised("come_later", "Mette").id, name="Mette") == "Mette kommer senere i dag."
