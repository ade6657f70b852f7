"""Answers on the demo's phones: shared after a preview, given together with staff, looked at, taken out as files."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.demo_stage import House, Phone, da
from tests.reviewing.test_export import read_csv, read_xlsx

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]

AREAS = (
    "How are things with you?",
    "How are you and those close to you getting on?",
    "How are your days going?",
    "How is it going, all in all?",
    "Do staff take you seriously?",
    "Do staff help with what matters to you?",
    "Do staff help in a way you like?",
    "Do you and staff work well together, all in all?",
)
ABOUT = (
    "Here you can say how things are going. Think of the last two weeks.",
    "You can also say if staff help you well. It is about them all. It is not about one person.",
    "You may skip any of it. You may say more to any of it. I show it to nobody before you say yes.",
)


async def test_how_life_goes_is_shared_after_a_preview(page_of_house: House) -> None:
    """Erik, who has never said it before, reads who would see it; Jonas does not before the yes."""
    house, fit = page_of_house, da("Life and working together")
    jonas, erik = await house.staff.is_of("Jonas"), await house.borger.is_of("Erik")
    await house.asks_soon("Erik", fit)
    for words in ABOUT:
        await erik.sees(da(words))
        await erik.answers(da("Go on"))
    for area in AREAS:
        await erik.sees(da(area))
        await erik.answers("👍")
    await erik.answers(da("No thanks"))  # nothing of his own
    await erik.answers(da("No thanks"))  # nothing to do otherwise
    await erik.answers(da("Skip"))
    await erik.sees(
        da("Would you like to share it with {readers}?", readers=("Jonas",)),
        da("I show it to nobody before you say yes."),
    )
    nothing = da("{topic}: nothing yet", topic=fit)
    await jonas.presses(da("Borgere"))
    await jonas.sees(da("Which borger?"))
    await jonas.answers("Erik")
    await jonas.sees(nothing)
    await erik.answers(da("Share"))
    await erik.sees(da("{readers} may read it.", readers=("Jonas",)))
    await jonas.presses(da("Borgere"))
    await jonas.sees(da("Which borger?"))
    await jonas.answers("Erik")
    await jonas.sees(fit)
    await expect(jonas.newest).not_to_contain_text(nothing)
    await jonas.answers(da("Read and see"), da("Answers"), fit)
    await jonas.sees(da("Me"), da("Together"))
    await expect(house.leader.message(fit)).to_have_count(0)


async def test_a_borger_is_looked_at_and_taken_out_as_files(page_of_house: House, tmp_path: Path) -> None:
    house = page_of_house
    mette = await house.staff.is_of("Mette")
    await mette.presses(da("Borgere"))
    await mette.sees(da("Which borger?"))
    await mette.answers("Alma")
    await mette.sees("Alma", da("Trivsel"))
    await mette.answers(da("Read and see"), da("Answers"), da("Trivsel"))
    await mette.sees("»Jeg vil gerne til byen og købe garn.«")
    await mette.presses(da("Borgere"))
    await mette.sees(da("Which borger?"))
    await mette.answers("Alma", da("Read and see"), da("Curves"), da("Trivsel"))
    await expect(mette.newest.locator(".photo img")).to_be_visible()
    await mette.presses(da("Borgere"))
    await mette.sees(da("Which borger?"))
    await mette.answers("Alma", da("Read and see"), da("Attendance"))
    await mette.sees("Gåtur", "Svømning", da("with help"))
    await mette.answers("Alma", da("Write"), da("Staff's notes"))
    await mette.sees(
        "Vi prøver at lægge indkøb om formiddagen.", da("Not the borger's words. The borger can ask to see them.")
    )
    await mette.answers("Alma", da("Read and see"), da("Export"))
    await mette.taps(da("Excel"), da("CSV"))
    book = await _downloaded(house, mette.column.locator("a.file").filter(has_text=".xlsx").last, tmp_path)
    rows, *_ = read_xlsx(book).values()
    lines = read_csv(await _downloaded(house, mette.column.locator("a.file").filter(has_text=".csv").first, tmp_path))
    assert rows[0] == lines[0] and len(rows) == len(lines) > 300
    assert any("Jeg vil gerne til byen og købe garn." in row for row in rows)


async def test_odd_taps_do_no_harm(page_of_house: House) -> None:
    """Two taps at once, a sticker, the bot killed in the middle, a reminder of this afternoon."""
    house = page_of_house
    erik = await house.borger.is_of("Erik")
    await house.jumps_to("20.00")
    await erik.sees(da("How are you today?"))
    first = await _two_at_once(erik)
    await erik.sees(da("How did you sleep?"))
    await erik.column.get_by_test_id("sticker").click()
    await expect(erik.column.get_by_role("img", name="Klistermærke").last).to_be_attached()
    await erik.sees(da("How did you sleep?"))
    await house.restarts()
    await erik.answers(first)
    await erik.sees(da("How much energy do you have?"))

    alma = await house.borger.is_of("Alma")
    over = alma.message(da("{what}, {time}: that is over now.", what="Lave mad", time=time(17, 30)))
    await expect(over).to_be_attached()
    await expect(over.get_by_test_id("inline-button")).to_have_count(0)


async def _two_at_once(phone: Phone) -> str:
    """Taps the best of a scale and the worst in the same instant; returns what is on the first."""
    scale = phone.newest.locator(".keys-row").first.locator("button")
    label = await scale.last.inner_text()
    await scale.evaluate_all("buttons => [buttons.at(-1), buttons[0]].forEach(button => button.click())")
    await phone.rests()
    return label


async def test_staff_answer_together_with_a_borger(page_of_house: House) -> None:
    """On Mette's phone it looks as on Bent's: pictures and no words. Her news, opened, say that it was with help."""
    house = page_of_house
    mette = await house.staff.is_of("Mette")
    await mette.presses(da("Borgere"))
    await mette.sees(da("Which borger?"))
    await mette.answers("Bent", da("Write"), da("Answer together"), da("Trivsel"))
    moods = ["🙁", "😐", "🙂"]
    for offered, chosen in ((moods, "🙂"), (moods, "😐"), (["🪫", "🪫🔋", "🔋"], "🔋")):
        await expect(mette.newest.locator(".keys-row").first.locator("button")).to_have_text(offered)
        await mette.sees(da("Together with {name}", name="Bent"))
        await mette.answers(chosen)
    await mette.answers("👥", "🍽️", "⏭️")
    await expect(mette.button("✏️", mette.newest)).to_be_visible()
    await house.jumps_to("16.30")
    await mette.taps("Bent", on=mette.message(da("News"), "Bent"))
    await expect(mette.message("Bent", da("With help"))).to_be_attached()


async def _downloaded(house: House, link: Locator, folder: Path) -> bytes:
    async with house.page.expect_download() as begun:
        await link.click()
    download = await begun.value
    path = folder / download.suggested_filename
    await download.save_as(path)
    return path.read_bytes()
