"""Staff look at why it went so: asked on the goal's own day, written as a sheet, read by the contact persons alone."""

from __future__ import annotations

from datetime import date

from tests.goals_stage import sets_goal, uses
from tests.house import House


async def test_on_the_goals_own_day_a_sheet_is_asked_for_and_again_on_the_next(house: House) -> None:
    mette = house.mette
    await uses(house, "goal", "process")
    await sets_goal(house.alma, "mandag den 7. december")
    mette.turns_page()
    await house.at("2026-12-07 09.05")
    mette.sees("Something for {name} is to be done today. See »Follow-up«.", name="Alma")
    await mette.presses("Follow-up")
    await mette.taps("Skriv: Se på et mål sammen", "As planned")
    mette.sees("A no also tells something about the offer. It is nobody's fault.")
    await mette.taps("Took part in some of it", "In part, by who was there")
    await mette.says("Guiden på telefonen")
    await mette.taps("Done")
    await mette.says("Aftenvagten kendte den ikke")
    await mette.taps("Done", "mandag den 21. december", "Done")
    house.alma.sees("{name} has done it: »{note}«", name="Mette", note="Se på et mål sammen")
    await mette.presses("Follow-up")
    mette.sees("By {day}", day=date(2026, 12, 21))
