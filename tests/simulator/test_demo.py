"""`trivselsbot demo` as a visitor meets it: started by its command, used in Chromium by tapping, ended with Ctrl-C."""

import socket

import pytest
from playwright.async_api import Page, expect

from bot.simulator.demo import free_port
from tests.demo_stage import House, Phone, da

pytestmark = pytest.mark.long


@pytest.mark.asyncio(loop_scope="session")
async def test_a_day_in_the_house(page_of_house: House) -> None:
    page, borger, staff = page_of_house.page, page_of_house.borger, page_of_house.staff
    await expect(page_of_house.leader.newest).to_contain_text(": 6")  # a house full of borgere from the start
    await _answers_a_check_in(page_of_house, page, borger)
    await _follows_up(page, borger, staff)
    await _takes_a_call(borger, staff)
    await _a_newcomer_joins(page, borger, staff)


async def _answers_a_check_in(house: House, page: Page, alma: Phone) -> None:
    """It is 16.00; Alma taps her way through, and nothing is lost when the bot is killed half-way."""
    await expect(page.get_by_test_id("clock")).to_contain_text("kl. 16.00")
    await alma.sees(da("How are you today?"))
    await alma.taps("🙂")
    await alma.sees(da("How did you sleep?"))
    await alma.taps("😐")
    await alma.sees(da("How much energy do you have?"))
    await house.restarts()
    await alma.taps("🔋🔋")
    await alma.sees(da("How many have you been with today?"))
    await alma.taps(da("Nobody"))
    await alma.taps(da("Being outside"))
    await alma.sees(da("Would you like to say more?"))
    await alma.writes("Jeg gik til havnen alene.")
    await expect(alma.newest).to_contain_text(da("Done"))
    await alma.taps(da("Done"))
    await alma.sees(da("Thank you. This is what you answered."), "Mette", da("Change"))


async def _follows_up(page: Page, alma: Phone, mette: Phone) -> None:
    """At 16.30 Mette reads what Alma said, has seen it, and writes what she will do; Alma is told."""
    await expect(page.get_by_test_id("next-event")).to_contain_text("16.30: opsamling til Mette")
    await page.get_by_test_id("jump").click()
    await mette.sees(da("News"), "Alma")
    await mette.taps("Alma")
    summary = mette.message("»Jeg gik til havnen alene.«")
    await expect(summary).to_contain_text(f"{da('Mood')}: {da('Well')} (7,5")
    await mette.taps(da("Curve"), on=summary)
    await expect(summary.locator("img")).to_be_visible()
    await mette.taps(da("Seen"), on=summary)
    await alma.sees(da("{name} has read your answer.", name="Mette"))
    await mette.taps(da("I follow up"), on=summary)
    await mette.sees(da("What will you do?"), da("{name} gets it at once.", name="Alma"))
    await mette.answers(da("In my own words"))
    await mette.writes("Skal vi gå turen sammen i morgen?")
    await mette.sees(da("By when?"))
    await mette.newest.get_by_test_id("inline-button").nth(1).click()  # tomorrow
    await mette.sees(da("{name} gets it at once.", name="Alma"))
    await alma.sees("Mette", "»Skal vi gå turen sammen i morgen?«")
    await mette.taps("Carla", on=mette.message(da("News"), "Carla"))
    await expect(mette.message("»Hylden er sat op.«")).to_be_attached()


async def _takes_a_call(alma: Phone, mette: Phone) -> None:
    await alma.presses(da("Talk to someone"))
    await alma.sees("Mette", "12 34 56 78")
    await mette.sees(da("{name} would like to talk with someone.", name="Alma"))
    await mette.taps(da("I am coming now"))
    await alma.sees(da("{name} is coming now.", name="Mette"))


async def _a_newcomer_joins(page: Page, borger: Phone, mette: Phone) -> None:
    """Mette makes a borger; the link opens a new phone, on which the newcomer is told, thinks about it, looks again,
    chooses and says yes."""
    await mette.presses(da("More"))
    await mette.taps(da("New borger"))
    await mette.sees(da("What shall I call the borger?"))
    await mette.writes("Gerda")
    await mette.sees(da("Which language?"))
    for label in ("Dansk", da("Both"), da("Thumbs"), da("Three"), "Mette", da("Done"), "16.00"):
        await mette.answers(label)
    link = mette.newest.get_by_role("button", name="https://t.me/")
    await link.click()
    await expect(page.get_by_test_id("status")).to_contain_text("Gerda")
    await expect(borger.column.locator("option:checked")).to_have_text("Gerda")
    await borger.sees(da("Go on"))
    told = (*7 * ("Go on",), "No, go on", "Everything")
    for label in (*told, "I want to think about it", "In a week", "Show me again", *told, "Yes please"):
        await borger.answers(da(label))
    await borger.sees(da("Here are your buttons, {name}.", name="Gerda"))
    await borger.presses(da("My week"))
    await borger.sees(da("Your week"))
    await mette.sees(da("{name} has joined.", name="Gerda"))


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        taken = int(holder.getsockname()[1])
        assert free_port(taken) not in (taken, 0)
    assert free_port(0) == 0
