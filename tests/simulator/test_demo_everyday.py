"""The demo's everyday: a team, offers, ideas, a victory and a greeting are found on the phones of its people."""

from __future__ import annotations

import pytest

from bot.simulator.demo_everyday import GREETING, IDEAS, SISTER, VICTORY
from bot.simulator.demo_host import live_until
from tests.house import House
from tests.phone import Phone, da

pytestmark = pytest.mark.long


async def test_what_stands_on_the_phones_of_an_everyday(house: House) -> None:
    await house.service.db.write(live_until, house.clock.now())
    await house.closes()
    await house.opens()  # with what the leader had set
    names = {1004: "Dorthe", 1006: "Freja", 2001: "Mette", 2002: "Jonas", 3001: "Lis"}
    dorthe, freja, mette, jonas, lis = (house.phone(chat_id, name) for chat_id, name in names.items())
    for phone in (dorthe, freja, mette, jonas, lis):
        await phone.starts()
        phone.turns_page()
    await _has_a_team(freja)
    await _has_signed_up(freja, mette)
    await _keeps_what_is_dear(freja, dorthe)
    await _ideas_are_answered(freja, lis)
    await _plans_and_what_was_learned(jonas)


async def _has_a_team(freja: Phone) -> None:
    """Her contact persons come first, as before."""
    await freja.presses("More")
    await freja.taps("My team")
    freja.sees("{sign} {what}: {names}", sign="💬", what=da("First when I want to talk"), names=("Jonas", "Sanne"))
    await freja.taps("Mette")
    freja.sees("Knows about: {what}", what="økonomi og breve fra kommunen")
    freja.sees(f"✅ {da('Going out')}")
    await freja.presses("My week")
    await freja.taps("Today")
    freja.sees("{what}: {name}", what=da("With me today"), name="Jonas")


async def _has_signed_up(freja: Phone, mette: Phone) -> None:
    await freja.presses("My week")
    freja.sees("19.00 Brætspil")
    await freja.taps("Offers")
    assert freja.labels[:2] == ["✓ Brætspil, torsdag", "Tur til søen, lørdag"]
    await freja.taps("Tur til søen")
    freja.sees("Also there: {names}", names=("Dorthe",))
    freja.sees("Free places: {count}", count=3)
    await mette.presses("Plan")
    await mette.taps("Offers", "Brætspil, torsdag kl. 19.00")
    mette.sees(f"{da('I come along')}: Freja")


async def _keeps_what_is_dear(freja: Phone, dorthe: Phone) -> None:
    await freja.presses("More")
    await freja.taps("How I am", "My pictures")
    freja.sees(VICTORY)
    await freja.presses("More")
    await freja.taps("My life", "My people", SISTER)
    freja.sees("Talk by video")
    await dorthe.presses("More")
    await dorthe.taps("How I am", "Greetings")
    dorthe.sees("A greeting from {name}", name="Jonas")
    dorthe.sees(GREETING)


async def _ideas_are_answered(freja: Phone, lis: Phone) -> None:
    answered, waits = IDEAS
    await freja.presses("More")
    await freja.taps("My life", "Ideas for the house")
    freja.sees(waits.what)
    freja.sees("Without a name")
    await freja.taps("Older")
    freja.sees("{name}: »{answer}«", name="Lis", answer=answered.answer)
    await lis.presses("More")
    await lis.taps("Idea box")
    lis.sees("Wait for an answer: {count}", count=1)


async def _plans_and_what_was_learned(jonas: Phone) -> None:
    await jonas.presses("Borgere")
    await jonas.taps("Dorthe", "Read and see", "Wellbeing plan")
    jonas.sees("Jeg synger i køkkenet")
    jonas.sees("Dorthe lader kaffen blive kold")
    await jonas.presses("Borgere")
    await jonas.taps("Erik", "Read and see", "Safety plan")
    jonas.sees("Sluk radioen")
    await jonas.taps("Erik", "Read and see", "Answers")
    jonas.sees("Jeg kunne ikke høre mig selv for radioen og støvsugeren")
