"""After a low answer the receipt offers a talk; after own words, that somebody who may reads them now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dialogs.permissions import Role
from storage import activities, sharing
from storage.activities import ShiftName
from tests.copy_stage import copied
from tests.house import House, open_house
from tests.phone import Phone

ASK = "Ask somebody to read it"
OFFERS = "Would you like somebody to read it now?"
TALK = "Would you like to talk with somebody?"
WANTS = "{name} would like somebody to read this now."
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def on_duty(house: House, phone: Phone, day: date, *shifts: ShiftName) -> None:
    who = await house.known(phone)
    await house.service.db.write(activities.set_duty, who.id, day, shifts)


async def tells(house: House, words: str = "Jeg savner min søster", mood: str = "Well") -> None:
    """Alma answers how she is, with words of her own."""
    await house.alma.presses("Answer now")
    await house.alma.taps(mood, "Okay", "Some", "Nobody", "Food")
    await house.alma.says(words)
    await house.alma.taps("Done")


async def test_a_low_answer_leads_to_a_talk(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Very badly", "Okay", "Some", "Nobody", "Food", "No thanks")
    alma.sees(TALK)
    alma.sees_not(OFFERS)
    house.mette.sees_not("{name} would like to talk with someone.", name="Alma")
    await alma.taps("Talk to someone")
    house.mette.sees("{name} would like to talk with someone.", name="Alma")
    alma.sees("I have told {names}.", names=("Mette",))


async def test_who_may_read_and_is_at_work_is_told_and_the_borger_sees_who_has_read(house: House) -> None:
    alma, mette = house.alma, house.mette
    await on_duty(house, mette, MONDAY, "day")
    await on_duty(house, house.jonas, MONDAY, "day")
    await tells(house)
    alma.sees(OFFERS)
    await alma.taps(ASK)
    alma.reads("I have told {names}.", names=("Mette",))
    alma.sees_not(OFFERS)
    mette.sees(WANTS, name="Alma")
    mette.sees_not("Jeg savner min søster")
    house.jonas.sees_not("Alma")
    await mette.taps("Read it")
    mette.sees("Jeg savner min søster")
    alma.sees("{name} has read it.", name="Mette")
    await house.passes(hours=30)
    house.lis.sees_not("Alma")
    await alma.presses("More")
    await alma.taps("Settings", "Who has read")
    alma.sees("Mette")


async def test_who_has_read_it_can_say_what_will_happen(house: House) -> None:
    await tells(house)
    await house.alma.taps(ASK)
    await house.mette.taps("Read it", "I take it", "I am coming now")
    house.alma.reads("{name} is coming now.", name="Mette")
    assert not house.alma.shown[-1].silent


async def test_nobody_at_work_is_said_with_when_somebody_is(house: House) -> None:
    alma, mette = house.alma, house.mette
    await on_duty(house, house.jonas, MONDAY, "evening")
    await on_duty(house, mette, TUESDAY, "day")
    await house.at("2026-11-23 21.00")
    await tells(house)
    await alma.taps(ASK)
    at = house.local("2026-11-24 07.00")
    alma.reads("Nobody who may read it is at work.")
    alma.reads("I tell {names} {when}.", names=("Mette",), when=at)
    mette.sees_not(WANTS, name="Alma")
    house.jonas.sees_not("Alma")
    await house.at("2026-11-24 06.59")
    assert not mette.has_seen(WANTS, name="Alma")
    await house.at("2026-11-24 07.00")
    mette.sees(WANTS, name="Alma")
    alma.sees("I have told {names}.", names=("Mette",))


async def test_what_nobody_sees_stands_on_the_leaders_list_without_a_word_of_it(house: House) -> None:
    alma, lis = house.alma, house.lis
    await on_duty(house, house.mette, MONDAY, "day")
    await tells(house)
    await alma.taps(ASK)
    await house.passes(minutes=9)
    alma.sees_not("The leader can see that nobody has taken it.")
    await house.passes(minutes=2)
    alma.sees("The leader can see that nobody has taken it.")
    lis.sees_not("Alma")
    lis.sees_not("søster")
    await lis.presses("The house")
    assert any(label.startswith("⏰") and "1" in label for label in lis.labels), lis.labels
    await house.mette.taps("Read it")
    alma.sees("{name} has read it.", name="Mette")
    await lis.presses("The house")
    assert not any(label.startswith("⏰") and "1" in label for label in lis.labels), lis.labels


async def test_everybody_at_work_may_read_it(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    borger = await house.known(alma)
    await house.service.db.write(sharing.set_grant, borger.id, None, "trivsel", True, house.clock.now())
    await on_duty(house, jonas, MONDAY, "day")
    await tells(house)
    await alma.taps(ASK)
    jonas.sees(WANTS, name="Alma")
    mette.sees_not(WANTS, name="Alma")
    await jonas.taps("Read it")
    jonas.sees("Jeg savner min søster")


async def test_after_the_shift_it_is_said_that_others_are_asked(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    borger = await house.known(alma)
    for topic in ("trivsel", "notes"):
        await house.service.db.write(sharing.set_grant, borger.id, None, topic, True, house.clock.now())
    await on_duty(house, jonas, MONDAY, "day")
    await tells(house)
    await alma.taps(ASK)
    await house.at("2026-11-23 15.01")
    await jonas.taps("Read it")
    jonas.sees("You are not at work now. I ask others.")
    jonas.sees_not(jonas.say("{name} does not need it any more.", name="Alma"))
    jonas.sees_not("søster")


async def test_who_leaves_asks_nobody_to_read_any_more(house: House) -> None:
    await tells(house)
    await house.alma.taps(ASK)
    await house.alma.says("/stop")
    await house.alma.taps("Leave for good", "Keep them", "Yes, leave")
    await house.passes(hours=2)
    house.lis.sees_not("Ingen har læst det")


async def test_who_is_let_read_no_more_is_told_no_more(house: House) -> None:
    alma, mette = house.alma, house.mette
    await tells(house)
    await alma.taps(ASK)
    mette.sees(WANTS, name="Alma")
    await alma.taps("Don't share")
    alma.reads("All right. I will not ask anybody else.")
    card = next(m for m in mette.shown if "Alma" in m.text)
    assert not card.buttons
    await house.passes(hours=1)
    house.jonas.sees_not(WANTS, name="Alma")


async def test_it_is_called_off_and_offered_only_where_somebody_may_read(house: House) -> None:
    alma = house.alma
    await tells(house)
    await alma.taps(ASK, "It is not needed now")
    alma.reads("All right. I will not ask anybody else.")
    await house.shares(alma, house.mette)
    await tells(house, "Noget andet")
    assert alma.has_seen(OFFERS) == 0


async def test_the_borgers_copy_has_it(house: House) -> None:
    await tells(house)
    await house.alma.taps(ASK)
    await house.mette.taps("Read it")
    lines, _ = await copied(house)
    said = next(line for line in lines if house.alma.say("You asked that somebody reads what you had said.") in line)
    for words in ("I have told {names}.", "{name} opened it.", "{name} has read it."):
        assert house.alma.say(words, names=("Mette",), name="Mette") in said


async def test_a_telegram_that_refuses_one_lets_the_next_be_told(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        ulla = await house.joins(15, "Ulla", Role.STAFF)
        await house.contacts(house.alma, house.mette, ulla)
        await house.shares(house.alma, ulla, "trivsel")
        await house.mette.blocks()
        await tells(house)
        await house.alma.taps(ASK)
        ulla.sees(WANTS, name="Alma")
        house.alma.reads("I have told {names}.", names=("Ulla",))
