"""A call for a talk and those whom it does not reach: blocks, outages, and a card that says only what has happened."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.talking import talk
from storage import followup, surfaces
from tests.house import House
from tests.talking.test_talk import KEY, NUMBERS, TOLD, WAITING, is_told

TRYING = "I am trying to reach {names}."
NOBODY = "I could not reach anybody."


async def test_a_block_found_out_by_the_call_moves_it_on_at_once(house: House) -> None:
    alma, begun = house.alma, house.clock.now()
    house.sim.faults.next("sendMessage", status=403)
    await alma.presses(KEY)
    assert house.clock.now() - begun < timedelta(minutes=1)
    assert not is_told(house.mette)
    assert is_told(house.jonas) and not is_told(house.lis)
    alma.sees(TOLD, names=("Jonas",))
    alma.sees_not("Mette")
    await house.passes(minutes=9)
    assert not is_told(house.lis), "Jonas has his ten minutes"
    await house.passes(minutes=2)
    assert is_told(house.lis)


async def test_one_of_two_has_blocked_and_the_other_has_time_to_answer(house: House) -> None:
    alma = house.alma
    await house.contacts(alma, house.mette, house.jonas)
    house.sim.faults.next("sendMessage", status=403)
    await alma.presses(KEY)
    told = [p.name for p in (house.mette, house.jonas) if is_told(p)]
    assert len(told) == 1 and not is_told(house.lis)
    alma.sees(TOLD, names=tuple(told))


async def test_a_block_that_only_the_next_level_has(house: House) -> None:
    alma = house.alma
    await alma.presses(KEY)
    house.sim.faults.next("sendMessage", status=403)
    await house.passes(minutes=10, seconds=5)
    assert is_told(house.lis) and not is_told(house.jonas)
    alma.sees(TOLD, names=alma.say("{names}", names=("Lis", "Mette")))


async def test_whoever_blocks_after_being_told_is_not_waited_for(house: House) -> None:
    await house.alma.presses(KEY)
    await house.mette.blocks()
    assert is_told(house.jonas)


async def test_all_refuse_and_the_borger_is_told_at_once(house: House) -> None:
    alma, begun = house.alma, house.clock.now()
    house.sim.faults.next("sendMessage", status=403, count=3)
    await alma.presses(KEY)
    assert house.clock.now() - begun < timedelta(minutes=1)
    alma.reads(NOBODY)
    for words in NUMBERS:
        alma.reads(words)
    alma.sees_not("Mette", "Jonas", "Lis", WAITING)
    assert len(alma.shown) == 1


async def test_nobody_is_said_to_be_told_before_the_message_has_left(house: House) -> None:
    """The message to Mette is put off: Telegram was away for her and is back for Alma."""
    alma, mette = house.alma, house.mette
    house.sim.faults.next("sendMessage", reset="before")
    house.sim.faults.next("sendMessage", status=502)
    await alma.presses(KEY)
    assert not is_told(mette)
    alma.sees(TRYING, names=("Mette",))
    alma.sees_not(WAITING)
    for words in NUMBERS:
        alma.sees(words)
    card = alma.card.message_id
    await house.passes(seconds=30)
    assert is_told(mette)
    alma.sees(TOLD, names=("Mette",))
    alma.sees_not("Jeg prøver")
    assert alma.card.message_id == card, "redrawn in place"


async def test_a_call_made_in_an_outage_says_how_it_stands_when_it_is_over(house: House) -> None:
    alma = house.alma
    house.sim.faults.outage(True)
    alma_is = await house.known(alma)
    await house.service.db.write(
        lambda tx: talk.talk(Desk(house.service.house, tx, house.clock.now()), Start(alma_is, alma_is))
    )
    await house.passes(minutes=5)
    assert alma.shown == [] and not is_told(house.mette)
    house.sim.faults.outage(False)
    await house.passes(minutes=2)
    assert is_told(house.mette) and not is_told(house.jonas)
    alma.sees(TOLD, names=("Mette",))


async def test_a_message_that_telegram_calls_wrong_moves_the_call_on(house: House) -> None:
    alma_is, mette = await house.known(house.alma), await house.known(house.mette)
    surface = await house.service.db.write(surfaces.add_surface, mette.id, house.mette.chat_id)
    own = await house.service.db.write(surfaces.add_surface, alma_is.id, house.alma.chat_id)
    call = await house.service.db.write(followup.add_talk, alma_is.id, house.clock.now(), own)
    await house.service.db.write(followup.move_talk_on, call, 0)
    await house.service.db.write(followup.add_call, call, mette.id, surface)
    await house.service.db.write(followup.call_never_came, surface)
    await house.quiet()
    assert is_told(house.jonas)
    house.alma.sees(TOLD, names=house.alma.say("{names}", names=("Mette", "Jonas")))


async def test_who_can_be_told_again_hears_of_a_call_that_reached_nobody(house: House) -> None:
    for phone in (house.mette, house.jonas, house.lis):
        await phone.blocks()
    await house.alma.presses(KEY)
    house.alma.reads(NOBODY)
    await house.passes(hours=1)
    await house.mette.unblocks()
    assert is_told(house.mette)
    house.alma.sees(TOLD, names=("Mette",))
    await house.mette.presses("News")
    house.mette.sees("Alma")


async def test_who_can_be_told_again_hears_of_a_call_that_went_past_them_and_nobody_else_rings_anew(
    house: House,
) -> None:
    await house.mette.blocks()
    await house.alma.presses(KEY)
    card = house.jonas.card.message_id
    assert is_told(house.jonas) and not is_told(house.lis)
    await house.lis.blocks()
    await house.lis.unblocks()
    assert not is_told(house.lis), "it has not come as far"
    await house.mette.unblocks()
    assert is_told(house.mette) and house.jonas.card.message_id == card
    await house.mette.taps("I am coming now")
    house.alma.sees("{name} is coming now.", name="Mette")
