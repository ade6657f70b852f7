"""A sheet that stays open from one shift to the next, until it is over and the borger knows."""

from __future__ import annotations

from datetime import date

from storage import activities, sharing
from storage.activities import ShiftName
from tests.copy_stage import copied
from tests.house import House
from tests.papers.test_helping import uses
from tests.phone import Phone

BEGIN, SHEET = "A tense moment", "Open sheet"


async def on_shift(house: House, staff: Phone, day: str, *shifts: ShiftName) -> None:
    who = await house.known(staff)
    await house.service.db.write(activities.set_duty, who.id, date.fromisoformat(day), shifts)


async def lets_read(house: House, borger: Phone, reader: Phone | None) -> None:
    """The borger lets somebody read their safety plan, or with None everybody at work."""
    who, to = await house.known(borger), (await house.known(reader)).id if reader else sharing.EVERYBODY
    await house.service.db.write(sharing.set_grant, who.id, to, "safety_plan", True, house.clock.now())


async def tense_evening(house: House, night: Phone) -> None:
    """Alma has a plan that everybody at work may read; Jonas is on in the evening, and somebody at night."""
    await uses(house, house.alma, "safety_plan")
    await lets_read(house, house.alma, None)
    await on_shift(house, house.jonas, "2026-11-23", "evening")
    await on_shift(house, night, "2026-11-23", "night")


async def begins(staff: Phone, *, again: str) -> None:
    staff.turns_page()
    await staff.presses("Borgere")
    await staff.taps("Alma", BEGIN)
    await staff.says("Alma råber i stuen")
    await staff.taps("Done")
    await staff.says("Jeg gik et skridt tilbage")
    await staff.taps("Done", "I have told them", "No thanks")
    await staff.says(again)


async def test_it_goes_to_the_next_shift_and_the_borger_hears_that_it_is_over(house: House) -> None:
    alma, jonas, mette = house.alma, house.jonas, house.mette
    await tense_evening(house, mette)
    await house.at("2026-11-23 19.00")
    await begins(jonas, again="20.30")
    jonas.sees("Næste vagt ser det først")
    assert not [text for text in alma.texts if "Det er ovre" in text]

    jonas.turns_page()
    await house.at("2026-11-23 20.30")
    jonas.reads("Look at the sheet about {name} again. It is open.", name="Alma")
    await jonas.taps("Open the sheet")
    jonas.sees("Alma råber i stuen")
    await jonas.taps("Write on it, or say that it is over")
    await jonas.says("Hun er på sit værelse")
    await jonas.taps("Done", "Not yet", "No thanks", "No thanks", "Skip")

    mette.turns_page()
    await house.at("2026-11-23 23.05")
    news = mette.last.splitlines()
    assert "Alma: åbent ark" in news[1], news  # first of all
    await mette.taps(f"🧭 {mette.say('{name}: open sheet', name='Alma')}")
    mette.sees("Alma råber i stuen")
    mette.sees("Hun er på sit værelse")
    await mette.taps("Write on it, or say that it is over")
    await mette.says("Hun sover")
    await mette.taps("Done", "It is over", "I tell them soon")
    mette.sees("Please tell {name} that it is over. Until then it stands in the news.", name="Alma")
    alma.turns_page()
    await house.at("2026-11-24 08.30")
    assert "Det er ovre" not in alma.screen, "nobody has told her"
    await mette.presses("News")
    mette.sees("Alma: Det er ovre, men ikke sagt endnu")
    await mette.taps(f"🧭 {mette.say('{name}: open sheet', name='Alma')}", "I have told them")
    alma.sees("It is over. {name} has told you.", name="Mette")
    mette.turns_page()
    await mette.presses("News")
    assert "ark" not in mette.last
    assert "Personalet åbnede et ark om dig" in "\n".join((await copied(house))[0])


async def test_who_may_not_read_the_plan_or_is_not_at_work_begins_none(house: House) -> None:
    jonas, mette = house.jonas, house.mette
    await uses(house, house.alma, "safety_plan")
    await mette.presses("Borgere")
    await mette.taps("Alma")
    assert not await mette.finds(BEGIN), "she may not read the plan"
    await lets_read(house, house.alma, mette)
    await mette.presses("Borgere")
    await mette.taps("Alma")
    assert await mette.finds(BEGIN)
    await jonas.presses("Borgere")
    jonas.sees_not("Alma")


async def test_without_a_plan_of_shifts_whoever_may_read_the_plan_writes_on_it(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await uses(house, alma, "safety_plan")
    who, to = await house.known(alma), await house.known(jonas)
    await house.service.db.write(sharing.set_grant, who.id, to.id, "safety_plan", True, house.clock.now(), chosen=True)
    await begins(jonas, again="20.30")
    await jonas.presses("News")
    jonas.sees("Alma: åbent ark")
    await on_shift(house, house.mette, "2026-11-24", "day")  # from now on one knows who is at work
    await jonas.presses("Borgere")
    await jonas.taps("Alma")
    assert not await jonas.finds(BEGIN)


async def test_over_a_night_nobody_works_it_waits_for_the_morning(house: House) -> None:
    mette, jonas, alma = house.mette, house.jonas, house.alma
    await uses(house, alma, "safety_plan")
    await lets_read(house, alma, None)
    await on_shift(house, jonas, "2026-11-23", "evening")
    await on_shift(house, mette, "2026-11-24", "day")
    await house.at("2026-11-23 21.30")
    await begins(jonas, again="23.30")
    jonas.turns_page()
    mette.turns_page()
    await house.at("2026-11-24 06.00")
    jonas.sees_not("Look at the sheet")
    assert "ark" not in mette.screen
    await house.at("2026-11-24 10.00")
    mette.sees("Look at the sheet about {name} again. It is open.", name="Alma")
    assert "Alma: åbent ark" in mette.screen
    await mette.taps("Open the sheet", "Write on it, or say that it is over", "No thanks", "It is over")
    await mette.taps("The bot shall say it")
    alma.sees("{name} says: It is over.", name="Mette")
