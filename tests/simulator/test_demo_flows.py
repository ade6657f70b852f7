"""What people do for each other in the demo's house, on a wide and on a narrow screen: each tap is answered, and what
comes of it is on the other's phone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.demo_stage import NARROW, WIDE, Demo, House, da

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]


@pytest_asyncio.fixture(params=[WIDE, NARROW], loop_scope="session")
async def house(demo: Demo, request: pytest.FixtureRequest) -> AsyncIterator[House]:
    """The demo at its beginning, half an hour on: Mette has come on duty."""
    async with demo.opened(request.param, 900) as opened:
        await opened.jumps_to("16.30")
        await opened.staff.sees(da("News"))
        yield opened
        assert await opened.page.evaluate("document.documentElement.scrollWidth") == request.param


async def test_borgere_ask_to_be_told_of_and_to_be_talked_with(house: House) -> None:
    await _an_alert_is_agreed_and_told(house)
    await _a_call_by_pictures(house)
    await _the_screen_is_cleared(house)


async def _an_alert_is_agreed_and_told(house: House) -> None:
    alma, mette = house.borger, house.staff
    await alma.presses(da("More"))
    low = da("{answer} or lower", answer=da("Badly"))
    await alma.answers(da("Settings"), da("Agreed alerts"), da("New: {question}", question=da("Mood")), low)
    await alma.answers(da("On one day"), "Mette", da("Done"))
    await alma.sees(da("Then {names} may be told at once.", names=("Mette",)), da("Nobody else is told."))
    await alma.answers(da("Yes"))
    await alma.presses(da("Answer now"))
    await alma.answers("🙁", "😐", "🔋", da("Nobody"), da("Being outside"), da("No thanks"))
    told = mette.message(da("{name} has answered as agreed with you.", name="Alma"))
    await expect(told).to_be_attached()
    await expect(alma.message(da("I have told {names}.", names=("Mette",)))).to_be_attached()
    await mette.taps(da("See the answer"), on=told)
    await expect(alma.message(da("{name} has seen it.", name="Mette"))).to_be_attached()
    await mette.taps(da("I take it"))
    await mette.taps(da("I am coming now"))
    await expect(alma.message(da("{name} is coming now.", name="Mette"))).to_be_attached()


async def _a_call_by_pictures(house: House) -> None:
    """Bent's card has no words; what he would like is on Mette's."""
    bent, mette = await house.borger.is_of("Bent"), house.staff
    await bent.presses("💬")
    await expect(bent.button("🚶", bent.newest)).to_be_visible()
    await expect(bent.newest.locator(".photo img")).to_be_visible()
    await bent.answers("📞")
    call = mette.message(da("{name} would like to talk with someone.", name="Bent"))
    await expect(call).to_be_attached()
    await mette.taps(da("I am calling now"), on=call)
    await expect(bent.newest.locator(".photo img")).to_be_attached()
    await expect(bent.button("🚶", bent.newest)).to_have_count(0)


async def _the_screen_is_cleared(house: House) -> None:
    alma = await house.borger.is_of("Alma")
    await alma.presses(da("More"))
    await alma.answers(da("Clear the screen"))
    await alma.sees(da("I have cleared the screen."))
    await expect(alma.column.get_by_test_id("message")).to_have_count(2)  # and what has brought the keys


async def test_a_contact_person_plans_in_a_sentence_and_shares_the_work(house: House) -> None:
    bent, mette = await house.borger.is_of("Bent"), house.staff
    await mette.presses(da("Plan"))
    await mette.answers(da("Plan something"))
    await mette.writes("Bowling hver torsdag kl. 14 med Bent")
    await mette.sees("Bowling", "Bent", "14", da("Is that right?"))
    await mette.answers(da("Save"))
    await mette.sees(da("That is in the plan."))
    await expect(bent.message("Bowling").or_(bent.newest.locator(".photo img")).last).to_be_attached()

    alma = await house.borger.is_of("Alma")
    now = "Contact persons of {name} now: {names}."
    await mette.presses(da("Borgere"))
    await mette.answers("Alma", da("Settings"), da("Contact persons"), "Sanne", da("Done"), da("Yes, save it"))
    saved = mette.message(da(now, name="Alma", names=("Mette", "Jonas", "Sanne")))
    await expect(saved).to_be_attached()
    await expect(alma.message("Sanne")).to_be_attached()
    await mette.taps(da("Undo"), on=saved)
    await expect(saved).to_have_count(0)
    await expect(alma.message("Sanne er ikke din kontaktperson mere.")).to_be_attached()


async def test_people_come_and_go(house: House) -> None:
    await _an_access_ends(house)
    await _a_new_phone(house)
    await _somebody_moves_out(house)


async def _an_access_ends(house: House) -> None:
    lis, house_name = house.leader, "Bofællesskabet Solsikken (demo)"
    await lis.presses(da("The house"))
    await lis.newest.get_by_test_id("inline-button").filter(has_text=da("Staff")).click()
    await lis.answers("Sanne", da("End access"))
    await lis.sees(da("{name} then reaches nothing here, at once.", name="Sanne"))
    await lis.answers(da("Yes, end it now"))
    sanne = await house.staff.is_of("Sanne")
    ended = "Your access to {house} has ended. I have taken away what I could here. Is that wrong? Ask a leader."
    await sanne.sees(da(ended, house=house_name))
    await expect(sanne.column.get_by_test_id("reply-button")).to_have_count(0)


async def _a_new_phone(house: House) -> None:
    """Nothing stands on it until the old one has said yes."""
    mette, alma = await house.staff.is_of("Mette"), house.borger
    await mette.presses(da("Borgere"))
    await mette.answers("Alma", da("Settings"), da("New link"), da("A new one, and the old one works"))
    await mette.newest.get_by_role("button", name="https://t.me/").click()
    await alma.sees(da("Say yes on your old phone. Then you are here. Otherwise you are here tomorrow."))
    await expect(alma.column.get_by_test_id("message")).to_have_count(2)
    await alma.is_of("Alma")
    await alma.taps(da("Yes, it is mine"))
    await alma.is_of("Alma (ny)")
    await alma.sees(da("You are here now, {name}. What you were in the middle of goes on.", name="Alma"))


async def _somebody_moves_out(house: House) -> None:
    """There is a day to undo it, and the leader is told what to write down before."""
    mette, bent = house.staff, await house.borger.is_of("Bent")
    await mette.presses(da("Borgere"))
    await mette.answers("Bent", da("Settings"), da("Moving out"), da("Yes, tomorrow"))
    await expect(house.leader.message("Bent", "Skriv i jeres journal først.")).to_be_attached()
    await expect(bent.newest.locator(".photo img")).to_be_attached()
