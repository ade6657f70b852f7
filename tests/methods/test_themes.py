"""Themes: staff choose a few, the borger picks, what is asked begins with them for a time, and the house counts."""

from __future__ import annotations

import re
from pathlib import Path

from bot.leading import house_themes
from dialogs.permissions import Role
from storage.schedules import Timer
from tests.copy_stage import copied
from tests.house import House
from tests.phone import Phone
from tests.say_stage import house_using, lets_read, opens, uses

FEW = ("Free time", "Food", "Work")


async def first_card(alma: Phone, *taps: str) -> str:
    """The first of what the card offers that one comes to."""
    await opens(alma, *taps)
    return next(label for label in alma.labels if not re.search("➡|⏭|⋯|✖", label))


async def test_a_few_are_chosen_one_is_picked_and_what_is_asked_begins_with_it_until_its_time_is_over(
    tmp_path: Path,
) -> None:
    async with house_using(tmp_path, "themes", "mat") as house:
        alma, mette = house.alma, house.mette
        assert "Hverdagen" in await first_card(alma, "How I am", "Lay cards", "Go on")
        await mette.presses("Borgere")
        await mette.taps("Alma", "Settings", "Methods")
        await mette.taps("Temavalg: Vælg nogle få", *FEW, "Done", "Yes")
        mette.sees("That is saved.")
        await opens(alma, "How I am", "My themes", "Go on")
        alma.sees("{name} has chosen these for you. You can say something else afterwards.", name="Mette")
        assert sum(label.endswith(tuple(map(alma.say, FEW))) for label in alma.labels) == len(FEW)
        assert not alma.has_button("Love")
        await alma.taps("Work", "Done", "No thanks")
        await alma.says("Jeg vil gerne i lære")
        await alma.taps("Done", "Yes", "Share", "Pick one to talk about", "Arbejde")
        assert "Arbejde" in await first_card(alma, "How I am", "Lay cards", "Go on")
        lines, _ = await copied(house)
        assert any("Mette har valgt Fritid, Mad og Arbejde" in line for line in lines)
        await house.jumps("2027-02-16 12.00")
        assert "Hverdagen" in await first_card(alma, "How I am", "Lay cards", "Go on"), "12 weeks are over"


async def test_a_leader_sees_what_five_share_and_nothing_of_four(tmp_path: Path) -> None:
    async with house_using(tmp_path, "themes") as house:
        more = [await house.joins(50 + n, f"Bo {n}", Role.BORGER) for n in range(4)]
        for phone in more:
            await house.contacts(phone, house.mette)
            await uses(house, phone, "themes")
            await lets_read(house, phone, house.mette)
        for phone in (house.alma, *more):
            also = () if phone is house.alma else ("Food",)
            await opens(phone, "How I am", "My themes", "Go on", *also, "Free time", "Done", "No thanks")
            await phone.taps(*["No thanks"] * (1 + len(also)), "Yes", *(("Share",) if phone is not more[0] else ()))
        await house.lis.presses("Huset")
        await house.lis.taps("What borgere answer, counted")
        house.lis.sees("Figures come when at least {count} borgere share the same answer.", count=5)
        await more[0].taps("Share")
        await house.lis.presses("Huset")
        await house.lis.taps("What borgere answer, counted")
        house.lis.sees("{what}: {count} borgere", what="Fritid", count=5)
        house.lis.sees_not("Mad:")
        await the_quarter_is_over(house, more[0])


async def the_quarter_is_over(house: House, bo: Phone) -> None:
    """The leader hears what most have chosen, and has it told; not while somebody who stays out would be counted."""
    lis, alma = house.lis, house.alma
    lis.turns_page()
    await house.jumps("2027-01-01 10.01")
    lis.sees("Shall the borgere hear what most have chosen?")
    lis.sees("{what}: {count} borgere", what="Fritid", count=5)
    old = lis.button("Yes, tell them")
    await opens(alma, "How I am", "My themes", "Go on", "Free time", "Done", "No thanks", "No thanks", "No", "Share")
    await lis.taps("Yes, tell them")
    lis.reads("Too few borgere share the same theme now. I have told nobody.")
    bo.turns_page()
    await opens(alma, "How I am", "My themes", "Go on", "Free time", "Done", "No thanks", "No thanks", "Yes", "Share")
    await lis.taps_data(*old)
    bo.sees_not("Fritid")
    leader = await house.known(lis)
    await house.service.house.write(house_themes.timer_due, Timer(0, "themes", None, None, borger_id=leader.id))
    await house.quiet()
    await lis.taps("Yes, tell them")
    lis.reads("I tell {count} borgere.", count=5)
    bo.reads("Most borgere have chosen these themes: {themes}.", themes=("Fritid",))
    await house.service.house.write(house_themes.timer_due, Timer(0, "themes", None, None, borger_id=leader.id))
    await house.quiet()
    await lis.taps("Yes, tell them")
    lis.reads("The borgere have been told already.")
