"""A borger gives another a hand: both are asked by themselves, either may say no, and a yes of both has a name."""

from __future__ import annotations

import pytest

from dialogs.permissions import Role
from storage import method_use, sharing
from tests.house import House
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone
from tests.review_stage import opened

WALK = "At gå en tur"
BO_WILL, ALMA_WILL = f"{WALK}: Vil du hjælpe en, der bor her?", f"{WALK}: En, der bor her, kan hjælpe dig. Vil du det?"


@pytest.fixture
async def bo(house: House) -> Phone:
    """Bo lives here too. Mette is contact person of both, and may read what they say of it; he would like to go for a
    walk with others, and Alma would like a hand with that."""
    phone = await house.joins(15, "Bo", Role.BORGER)
    await house.contacts(phone, house.mette)
    mette, now = await house.known(house.mette), house.clock.now()
    for each in (house.alma, phone):
        person = await house.known(each)
        await house.service.db.write(method_use.set_used, person.id, "contribute", True, mette.id, now)
        await house.service.db.write(sharing.set_grant, person.id, mette.id, "life", True, now)
    await says(phone, "To go for a walk", None)
    await says(house.alma, None, "To go for a walk")
    for each in (house.alma, phone):
        each.turns_page()
    return phone


async def says(phone: Phone, gives: str | None, wants: str | None) -> None:
    await opens_shelf(phone, "My life", "I can contribute")
    await phone.taps(*((gives, "Done") if gives else ("Skip",)))
    await phone.taps("No thanks", "Skip", "Skip")
    await phone.taps(*((wants, "Done") if wants else ("Skip",)))


async def asks(house: House) -> Phone:
    mette = await opened(house)
    await mette.taps("Kan måske hjælpe hinanden: 1")
    mette.sees(f"{WALK}: Bo vil gerne, og Alma vil gerne have hjælp.")
    await mette.taps(f"Spørg begge: {WALK}")
    return mette


async def test_two_yes_have_names_a_plan_and_a_thank_you(house: House, bo: Phone) -> None:
    alma, mette = house.alma, await asks(house)
    for phone, asked in ((bo, BO_WILL), (alma, ALMA_WILL)):
        phone.sees(asked)
        phone.sees("{name} asks you. You may say no, without a reason.", name="Mette")
    bo.sees_not("Alma")
    alma.sees_not("Bo")
    await bo.taps("Yes")
    alma.sees_not("Bo")
    await alma.taps("Yes")
    alma.sees("You and {name} have both said yes. Staff know it.", name="Bo")
    bo.sees("You and {name} have both said yes. Staff know it.", name="Alma")
    mette.sees("Alma og Bo har begge sagt ja")
    assert not alma.can_tap("Say thank you"), "there is nothing to thank for yet"
    await mette.presses("Follow-up")
    mette.sees("Planlæg det, som to har sagt ja til")
    await mette.taps("Plan it", "Save")
    for phone in (bo, alma):
        phone.sees(f"Nyt i din uge: {WALK}")
    await mette.presses("Follow-up")
    mette.sees("No open follow-ups.")
    await house.at("2026-11-24 14.30")
    assert not alma.can_tap("Say thank you")
    alma.turns_page()
    await house.at("2026-11-24 17.00")
    await alma.taps("Say thank you")
    bo.sees("{name} says thank you for a hand: {thing}.", name="Alma", thing=WALK)


async def test_a_no_has_no_reason_and_no_name_and_is_not_asked_again(house: House, bo: Phone) -> None:
    alma, mette = house.alma, await asks(house)
    await bo.taps("Yes")
    await alma.taps("No")
    bo.sees("It comes to nothing this time.")
    bo.sees_not("Alma")
    alma.sees_not("Bo")
    mette = await opened(house)
    assert not await mette.finds("Kan måske hjælpe hinanden: 1")


async def test_who_may_not_read_it_of_both_sees_nothing(house: House, bo: Phone) -> None:
    person, mette = await house.known(bo), await house.known(house.mette)
    await house.service.db.write(sharing.set_grant, person.id, mette.id, "life", False, house.clock.now())
    page = await opened(house)
    assert not await page.finds("Kan måske hjælpe hinanden: 1")
