"""A borger asks to talk with somebody: who is told when, who takes it, and how it honestly stands."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import people
from tests.copy_stage import copied
from tests.house import House, open_house
from tests.phone import Phone, da

WANTS = "{name} would like to talk with someone."
TOLD = "I have told {names}."
NUMBERS = ("12 34 56 78", "112", "70 201 201")
WAITING = "Nobody has answered yet."
KEY = "Talk to someone"


async def calls(house: House) -> list[str]:
    """What became of each call of Alma's, as her own copy has it."""
    lines, _ = await copied(house)
    asked = da("You asked to talk with somebody.")
    return [line.partition(f"{asked} ")[2] for line in lines if asked in line]


def is_told(phone: Phone) -> bool:
    return phone.has_seen(WANTS, name="Alma") > 0


async def test_the_contact_persons_are_told_at_once(house: House) -> None:
    alma = house.alma
    await alma.presses(KEY)
    assert [is_told(p) for p in (house.mette, house.jonas, house.lis)] == [True, False, False]
    alma.sees(TOLD, names=("Mette",))
    alma.sees(WAITING)
    for number in ("12 34 56 78", "112", "70 201 201"):
        alma.sees(number)
    assert not house.mette.shown[-1].silent


async def test_it_moves_on_when_nobody_reacts(house: House) -> None:
    alma = house.alma
    await alma.presses(KEY)
    await house.passes(minutes=9)
    assert not is_told(house.jonas)
    await house.passes(minutes=2)
    assert is_told(house.jonas) and not is_told(house.lis)
    alma.sees(TOLD, names=alma.say("{names}", names=("Mette", "Jonas")))
    await house.passes(minutes=10)
    assert is_told(house.lis)
    ring = alma.card.message_id
    await house.passes(minutes=10)
    alma.reads(WAITING)
    for number in ("12 34 56 78", "112", "70 201 201"):
        alma.reads(number)
    assert alma.card.message_id > ring, "the last word comes as a new message"
    await house.passes(hours=3)
    assert len(alma.shown) == 1


async def test_how_long_it_waits_is_a_setting(tmp_path: Path) -> None:
    async with open_house(tmp_path, talk_wait="3") as house:
        await house.alma.presses(KEY)
        await house.passes(minutes=3, seconds=5)
        assert is_told(house.jonas)


async def test_somebody_takes_it(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await alma.presses(KEY)
    await house.passes(minutes=11)
    await jonas.taps("I am calling now")
    alma.reads("{name} is calling you now.", name="Jonas")
    for words in NUMBERS:
        alma.reads(words)
    assert not alma.shown[-1].silent
    for phone in (mette, jonas):
        phone.sees("{name} has answered: »{answer}«", name="Jonas", answer=phone.say("I am calling now"))
        phone.sees_not("Jonas ringer")  # which is said to the borger
        assert not phone.has_button("I am coming now")
    await house.passes(hours=1)
    assert not is_told(house.lis)


async def test_two_at_once_and_one_has_it(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await alma.presses(KEY)
    mette.person.taps_data(*mette.button("I am coming now"))
    jonas.person.taps_data(*jonas.button("I am calling now"))
    await house.quiet()
    alma.reads("{name} is coming now.", name="Mette")
    for phone in (mette, jonas):
        phone.sees("{name} has answered: »{answer}«", name="Mette", answer=phone.say("I am coming now"))
        phone.sees_not("I am calling now")
    assert len(alma.shown) == 1


async def test_a_double_tap_rings_once(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses(KEY)
    before = alma.card.message_id
    message_id, data = mette.button("I am coming now")
    mette.person.taps_data(message_id, data)
    await mette.taps_data(message_id, data)
    sent = [c for c in house.sim.calls if c.chat_id == alma.chat_id and c.method.lower().startswith("send")]
    assert len(sent) == 2 and alma.shown[-1].message_id > before
    alma.reads("{name} is coming now.", name="Mette")


async def test_the_borger_calls_it_off(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses(KEY)
    await alma.taps("It is not needed now")
    alma.reads("All right. I will not ask anybody else.")
    mette.sees("{name} has called it off.", name="Alma")
    assert not mette.has_button("I am coming now")
    await house.passes(hours=1)
    assert not is_told(house.jonas)


async def test_a_tap_after_it_was_called_off(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses(KEY)
    late = mette.button("I am coming now")
    await alma.taps("It is not needed now")
    await mette.taps_data(*late)
    alma.sees_not("I am coming now")
    mette.sees("{name} has called it off.", name="Alma")
    assert await calls(house) == [alma.say("You called it off.")]


async def test_asked_twice_is_one_call(house: House) -> None:
    alma = house.alma
    await alma.presses(KEY)
    await house.passes(minutes=2)
    await alma.presses(KEY)
    assert house.mette.has_seen(WANTS, name="Alma") == 1
    assert len(alma.shown) == 1
    assert await calls(house) == [alma.say(WAITING)]


async def test_asked_again_after_nobody_came_rings_again(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses(KEY)
    await house.passes(hours=20)
    mette.turns_page()
    await alma.presses(KEY)
    assert is_told(mette)
    alma.reads(TOLD, names=("Mette",))
    await house.lis.presses("The house")
    house.lis.sees("Calls for a talk that wait: {count}", count=1)
    await mette.taps("I am coming now")
    alma.reads("{name} is coming now.", name="Mette")


async def test_a_new_call_after_one_that_was_taken(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses(KEY)
    await mette.taps("I am coming now")
    mette.turns_page()
    await house.passes(hours=2)
    await alma.presses(KEY)
    assert is_told(mette)


async def test_who_cannot_be_reached_is_skipped(house: House) -> None:
    await house.mette.blocks()
    await house.alma.presses(KEY)
    house.alma.sees(TOLD, names=("Jonas",))
    assert is_told(house.jonas)


async def test_a_contact_person_who_has_not_joined_is_skipped(house: House) -> None:
    karen = await house.service.db.write(
        people.add_person, Role.STAFF, "Karen", house.clock.now(), profile=ReadingProfile()
    )
    await house.service.db.write(people.set_contacts, (await house.known(house.alma)).id, [karen])
    await house.alma.presses(KEY)
    house.alma.sees(TOLD, names=house.alma.say("{names}", names=("Mette", "Jonas")))


async def test_nobody_at_all_can_be_reached(house: House) -> None:
    for phone in (house.mette, house.jonas, house.lis):
        await phone.blocks()
    await house.alma.presses(KEY)
    house.alma.reads("I could not reach anybody.")
    for number in ("12 34 56 78", "112", "70 201 201"):
        house.alma.reads(number)


async def test_a_call_survives_a_restart(house: House) -> None:
    await house.alma.presses(KEY)
    await house.closes()
    house.clock.jump_to(house.clock.now() + timedelta(minutes=12))
    await house.opens()
    await house.passes(seconds=1)
    assert is_told(house.jonas)
    await house.mette.taps("I am coming now")
    house.alma.reads("{name} is coming now.", name="Mette")


async def test_the_leader_sees_calls_that_wait(house: House) -> None:
    await house.alma.presses(KEY)
    await house.lis.presses("The house")
    house.lis.sees("Calls for a talk that wait: {count}", count=1)


async def test_a_borger_who_has_joined_today_and_has_nobody(house: House) -> None:
    bo = await house.joins(15, "Bo", Role.BORGER)
    await bo.presses(KEY)
    bo.sees(TOLD, names=bo.say("{names}", names=("Mette", "Jonas")))
