"""The borger chooses in which order those in an agreed alert are told, by tapping them in it, and changes it."""

from __future__ import annotations

from dialogs.profile import Reading, ReadingProfile
from tests.house import House
from tests.phone import Phone
from tests.talking.test_agreed_alerts import MONDAY, TOLD, agrees, answers, opens_agreements
from tests.talking.test_read_now import on_duty

ORDER = "I tell one at a time, in this order."


async def both(house: House) -> None:
    """Mette and Jonas are at work, and may both read how Alma is."""
    await house.contacts(house.alma, house.mette, house.jonas)
    await house.shares(house.alma, house.jonas, "trivsel")
    for phone in (house.mette, house.jonas):
        await on_duty(house, phone, MONDAY, "day", "evening")


async def opens_agreed(alma: Phone) -> None:
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("Agreed alert")


async def told_first(house: House) -> tuple[bool, bool]:
    """Whether Mette and Jonas have been told a minute after Alma has answered low."""
    await answers(house, "Badly")
    await house.passes(minutes=1)
    return house.mette.has_seen(TOLD, name="Alma") > 0, house.jonas.has_seen(TOLD, name="Alma") > 0


async def test_they_are_told_as_they_were_tapped(house: House) -> None:
    await both(house)
    await agrees(house, "Jonas", "Mette")
    await opens_agreed(house.alma)
    house.alma.sees("Then {names} may be told at once.", names=("Jonas", "Mette"))
    house.alma.sees(ORDER)
    assert await told_first(house) == (False, True)
    await house.passes(minutes=10)
    assert house.mette.has_seen(TOLD, name="Alma")


async def test_each_has_the_number_of_their_place_while_they_are_tapped(house: House) -> None:
    alma = house.alma
    await both(house)
    await opens_agreements(alma)
    said = alma.say("{answer} or lower", answer=alma.say("Badly"))
    await alma.taps(alma.say("New: {question}", question=alma.say("Mood")), said, "On one day", "Jonas", "Mette")
    assert {"1️⃣": "Jonas", "2️⃣": "Mette"}.items() <= numbered(alma).items()
    await alma.taps("Jonas")
    assert numbered(alma) == {"1️⃣": "Mette"}


def numbered(alma: Phone) -> dict[str, str]:
    """Who stands at which number on the card."""
    found = (label.lstrip("✓ ✅").partition(" ") for label in alma.labels)
    return {sign: name for sign, _, name in found if sign.endswith("\N{COMBINING ENCLOSING KEYCAP}")}


async def test_it_is_changed_in_two_taps_and_read_back(house: House) -> None:
    alma = house.alma
    await both(house)
    await agrees(house, "Mette", "Jonas")
    await opens_agreed(alma)
    await alma.taps("Another order", "Jonas", "Done")
    alma.reads("Then {names} may be told at once.", names=("Jonas", "Mette"))
    assert await told_first(house) == (False, True)


async def test_before_the_yes_too_and_what_is_under_way_goes_on_by_it(house: House) -> None:
    alma = house.alma
    await both(house)
    await opens_agreements(alma)
    said = alma.say("{answer} or lower", answer=alma.say("Badly"))
    await alma.taps(alma.say("New: {question}", question=alma.say("Mood")), said, "On one day", "Mette", "Jonas",
                    "Done", "Another order", "Jonas", "Mette", "Done", "Yes")  # fmt: skip
    assert await told_first(house) == (False, True)


async def test_in_pictures_alone(house: House) -> None:
    alma = house.alma
    await both(house)
    await agrees(house, "Mette", "Jonas")
    await house.reads_as(alma, ReadingProfile(reading=Reading.PICTURES))
    await alma.says("➕")
    await alma.taps("📣", "↕️", "Jonas", "✅")
    alma.sees("Then {names} may be told at once.", names=("Jonas", "Mette"))


async def test_of_one_alone_there_is_no_order(house: House) -> None:
    await agrees(house, "Mette")
    house.alma.sees_not(ORDER)
    await opens_agreed(house.alma)
    assert not house.alma.can_tap("Another order")
