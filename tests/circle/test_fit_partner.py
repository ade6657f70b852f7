"""Who talks with a borger about life and working together: whom they have picked for it, who has said yes and is there;
else the contact persons."""

from __future__ import annotations

from typing import get_args

from bot.circle.areas import ROLES
from dialogs.method.roles import TeamRole
from tests.circle.test_team import picks
from tests.house import House
from tests.people.test_time_off import takes_days_off
from tests.phone import Phone, da
from tests.review_stage import opened
from tests.reviewing.test_fit_points import begins, may_read

TELLS = "If you pick together, I tell {partner}. I do not tell what you answered."
ASKS = "{name} asks for you. See »Follow-up«: {what}"
TAKE = da("I take it on: {what}", what="")
TALK = "A talk together about life and working together"


async def by_role(house: House) -> None:
    await house.lis.presses("More")
    await house.lis.taps("Hours and numbers", "Who a borger has", "The borger picks by role")


async def picks_together(alma: Phone, *, named: str, told: int) -> None:
    """Alma goes to the end, where it says who is told, and asks for a talk."""
    await begins(alma, told=told)
    await alma.says("det siger jeg kun til jer")
    await alma.taps("Badly", *["Skip"] * 7, "No thanks", "No thanks")
    alma.reads(TELLS, partner=named)
    await alma.taps("Together")


async def test_who_has_said_yes_is_named_and_asked_and_another_while_they_are_off(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await by_role(house)
    await may_read(house, allowed=False)
    await picks(alma, "Life and working together", "Jonas", "Gladly")
    await jonas.taps("Yes, gladly")
    await alma.taps("Nothing")
    await picks_together(alma, named="Jonas", told=3)
    jonas.sees(ASKS, name="Alma", what=da(TALK))
    await jonas.presses("Follow-up")
    jonas.sees_not("det siger jeg kun til jer")
    await opened(house, "Follow-up")
    mette.sees("It is with {name}.", name="Jonas")
    assert TAKE not in "".join(mette.labels), "it is Jonas whom she has asked"
    await jonas.taps("✓")
    alma.sees("{name} has done it: »{note}«", name="Jonas", note=da(TALK))

    await takes_days_off(jonas, "Nobody", last="27.11")
    jonas.turns_page()
    await picks_together(alma, named="Mette", told=0)
    jonas.sees_not(da(ASKS, name="Alma", what=da(TALK)))

    await house.at("2026-11-28 12.00")
    jonas.turns_page()
    mette.turns_page()
    await picks_together(alma, named="Jonas", told=0)
    await picks(alma, "Life and working together", "Jonas", "Not just now")
    await jonas.presses("Follow-up")
    assert not jonas.has_button("✓"), "he does not talk with her about it any more"
    await mette.presses("Follow-up")
    assert TAKE in "".join(mette.labels), "whoever of her contact persons wants to takes it on"


def test_files_can_name_all_roles_there_are() -> None:
    assert get_args(TeamRole) == tuple(each.id for each in ROLES)
