"""Who is responsible for what is kept: a leader fills it in, borgere read it, and until then links for borgere warn."""

from __future__ import annotations

from bot.people.links import NOBODY_RESPONSIBLE
from tests.house import House
from tests.people.test_joining import TOLD, link_for_ida

WARNS = NOBODY_RESPONSIBLE.id


async def fills_in(house: House, which: str, words: str) -> None:
    await house.lis.presses("The house")
    await house.lis.taps("Who is responsible", which)
    await house.lis.says(words)


async def test_until_it_is_filled_in_the_link_for_a_borger_warns_and_nothing_empty_is_shown(house: House) -> None:
    await link_for_ida(house)
    house.mette.sees(WARNS)
    await house.alma.says("/privacy")
    house.alma.sees("I am an app from {house}.", house="Botilbuddet")
    house.alma.sees_not("ansvaret")
    await house.lis.presses("More")
    await house.lis.taps("New staff")
    await house.lis.says("Karen")
    house.lis.sees_not(WARNS)


async def test_a_leader_fills_it_in_and_borgere_read_it_from_then_on(house: House) -> None:
    await fills_in(house, "Who is responsible", "Solsikke Kommune")
    house.lis.sees("Responsible: {name}.", name="Solsikke Kommune")
    await fills_in(house, "Data protection adviser", "dpo@solsikke.example")
    code = await link_for_ida(house)
    house.mette.sees_not(WARNS)
    ida = house.phone(23, "Ida")
    await ida.starts(code)
    await ida.taps(*TOLD[:-1], "Yes, tell me more", "Go on", "Go on", "Go on")
    ida.sees("{name} is responsible for what I keep.", name="Solsikke Kommune")
    ida.sees("dpo@solsikke.example")
    await house.alma.says("/privacy")
    house.alma.sees("{name} is responsible for what I keep.", name="Solsikke Kommune")


async def test_it_stays_after_a_restart(house: House) -> None:
    await fills_in(house, "Who is responsible", "Solsikke Kommune")
    await house.closes()
    await house.opens()
    await house.alma.says("/privacy")
    house.alma.sees("{name} is responsible for what I keep.", name="Solsikke Kommune")
