"""The week on the demo's phones: planned with a photo, reminded of, wished for, and looked back on."""

from __future__ import annotations

import re

import pytest
import resvg_py
from playwright.async_api import Locator, expect

from tests.demo_stage import House, Phone, before, da

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

# A colour that no pictogram has.
_PHOTO = bytes(
    resvg_py.svg_to_bytes(
        svg_string='<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">'
        '<rect width="800" height="600" fill="#ff00c8"/></svg>'
    )
)
_SHARE_OF_PHOTO = """async image => {
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {width: 100, height: 100});
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0, 100, 100);
  const pixels = pen.getImageData(0, 0, 100, 100).data;
  let found = 0;
  for (let i = 0; i < pixels.length; i += 4) found += pixels[i] > 230 && pixels[i + 1] < 40 && pixels[i + 2] > 170;
  return found / 10000;
}"""


async def _shows_the_photo(message: Locator) -> bool:
    return bool(await message.locator(".photo img").evaluate(_SHARE_OF_PHOTO) > 0.05)


async def test_an_activity_with_a_photo_is_planned_and_reminded_of(page_of_house: House) -> None:
    house = page_of_house
    at = await house.in_a_while(60)
    await _plans_a_haircut(await house.staff.is_of("Mette"), at)
    carla = await house.borger.is_of("Carla")
    await carla.presses(da("My week"))
    await carla.sees(da("Your week"), f"{at} Frisør")
    lis = house.leader
    await lis.presses(da("Plan"))
    await lis.sees("Alma: 📌 Frisør", "Carla: 📌 Frisør")
    alma = await house.borger.is_of("Alma")
    told = alma.message("Frisør", at)
    await expect(told).to_be_visible()
    assert await _shows_the_photo(told)
    await alma.presses(da("My week"))
    await alma.sees(da("Your week"))
    await expect(alma.newest.locator(".photo img")).to_be_visible()
    await house.jumps_to(before(at, 30))
    await _is_reminded(house, alma, at)


async def _plans_a_haircut(mette: Phone, at: str) -> None:
    """For two, today, with a reminder and a photo."""
    await mette.presses(da("Plan"))
    await mette.answers(da("Plan something"))
    await mette.sees(da("Write it in one sentence, or skip and go step by step."))
    await mette.writes("Frisør i dag med Alma og Carla")
    await mette.sees(da("You wrote: »{said}«. I still need: {missing}.", said="Frisør i dag med Alma og Carla",
                        missing=da("the time")))  # fmt: skip
    await mette.writes(f"kl. {at}")
    await mette.sees("Frisør", "Alma", "Carla", at, da("Is that right?"))
    await mette.answers(da("Change it"), da("Photo or emoji"), da("Done"))
    await mette.sends_photo(_PHOTO)
    await mette.sees("Frisør", "Alma", "Carla", at, da("Is that right?"))
    await mette.answers(da("Save"))
    await mette.sees(da("That is in the plan."))


async def _is_reminded(house: House, alma: Phone, at: str) -> None:
    """It comes with the picture; put off for five minutes, it comes again, and she says OK."""
    reminder = alma.message("Frisør", da("In {minutes} min, {time}.", minutes=30, time="").split(",")[0])
    await expect(alma.button(da("OK"), reminder)).to_be_visible()
    assert await _shows_the_photo(reminder)
    await alma.answers(da("Remind me again"), da("{count} min", count=5))
    words = await alma.message("Frisør").inner_text()
    again = re.search(r"igen kl\. (\d\d\.\d\d)", words)
    assert again, words
    await house.jumps_to(again[1])
    await alma.sees("Frisør", at)
    assert await _shows_the_photo(alma.newest)
    await alma.answers(da("OK"))
    await alma.sees("Frisør", da("You have said OK."))


async def test_a_wish_for_next_week_is_confirmed(page_of_house: House) -> None:
    house = page_of_house
    mette, carla = await house.staff.is_of("Mette"), await house.borger.is_of("Carla")
    await house.asks_soon("Carla", da("Next week"))
    await carla.sees(da("What would you like next week?"))
    await carla.answers(da("Exercise"), da("Done"))
    await carla.sees(da("{item}: which day?", item=da("Exercise")))
    await carla.answers(da("Wednesday"), da("In the morning"), da("Just me"))
    await carla.sees(da("Is there more you would like?"))
    await carla.answers(da("No thanks"))
    await carla.sees(da("Thank you. This is what you answered."), "Mette")
    await mette.presses(da("Plan"))
    await mette.sees(da("{name} has wishes: {count}", name="Carla", count=1))
    await mette.taps(da("Wishes"))
    wish = mette.message("Carla", da("Exercise"))
    await expect(mette.button(da("Say yes"), wish)).to_be_visible()
    await mette.taps(da("Say yes"), on=wish)
    await expect(mette.message("Carla", da("Exercise"))).to_contain_text(da("{name} said yes.", name="Mette"))
    await carla.sees("Mette", da("Exercise"))
    await carla.presses(da("My week"))
    await carla.sees(da("Your week"))
    await carla.answers(da("Next week"))
    await carla.sees(f"10.00 {da('Exercise')}")


async def test_a_day_is_looked_back_on(page_of_house: House) -> None:
    """Bent reads pictures alone; what he says of each thing of the day is in what Mette sees of him."""
    house = page_of_house
    mette, bent = await house.staff.is_of("Mette"), await house.borger.is_of("Bent")
    await house.jumps_to("19.30")
    await expect(bent.newest).to_contain_text(re.compile("Værksted|Gåtur"))
    if "Værksted" in await bent.newest.inner_text():  # on Mondays, Wednesdays and Fridays he has been there before
        await bent.answers("✋")
    await bent.sees("Gåtur")
    await bent.answers("✅", "🙂")
    await bent.sees("Musik")
    await bent.answers("✋")
    await expect(bent.button("✏️", bent.newest)).to_be_visible()
    await mette.presses(da("Borgere"))
    await mette.sees(da("Which borger?"))
    await mette.answers("Bent", da("Read and see"), da("Attendance"))
    await mette.sees("Gåtur", "Musik")
