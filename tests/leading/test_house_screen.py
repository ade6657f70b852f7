"""The leader's view of the house: what waits is counted and leads on; nothing of what a borger has said is in it."""

from __future__ import annotations

from datetime import date

from dialogs.permissions import Role
from tests.house import PLAN, House
from tests.phone import Phone
from tests.reviewing.test_summaries import answers

THE_HOUSE = "The house"


async def looks(lis: Phone) -> list[str]:
    """The buttons under the house, as they stand now."""
    lis.turns_page()
    await lis.presses(THE_HOUSE)
    return lis.labels


def counted(lis: Phone, words: str, count: int) -> bool:
    return any(label.endswith(f"{lis.say(words)} · {count}") for label in lis.labels)


async def test_a_quiet_house_has_nothing_waiting(house: House) -> None:
    lis = house.lis
    assert len(await looks(lis)) == 8
    for words in ("Overdue", "Without a contact person", "Not seen for 24 hours", "Cannot be reached"):
        assert counted(lis, words, 0)
        await lis.taps(f"{lis.say(words)} · 0")
        lis.reads("Nobody and nothing just now.")
        await lis.taps("Back")
    lis.reads("The house, {date}", date=house.clock.now().astimezone(house.service.house.zone))


async def test_what_was_owed_by_a_day_that_is_past_is_found_without_a_word_of_it(house: House) -> None:
    lis, mette = house.lis, house.mette
    await answers(house.alma, "Jeg savner min hund")
    await mette.presses("News")
    await mette.taps("I follow up", "I will talk with you about it.")
    await mette.taps(mette.labels[0])
    await looks(lis)
    assert counted(lis, "Overdue", 0), "the day is not over"
    await house.at("2026-11-24 08.00")
    await looks(lis)
    assert counted(lis, "Overdue", 1)
    await lis.taps(f"{lis.say('Overdue')} · 1")
    lis.reads("A follow-up is not done. {names} owed it by {day}.", names=("Mette",), day=date(2026, 11, 23))
    lis.sees_not("hund", house.mette.say("I will talk with you about it."), "Alma")
    await mette.presses("Follow-up")
    await mette.taps(mette.labels[0])
    await looks(lis)
    assert counted(lis, "Overdue", 0)


async def test_who_has_no_contact_person_gets_one_from_there(house: House) -> None:
    lis = house.lis
    await house.joins(31, "Bo", Role.BORGER, plan=PLAN)
    await looks(lis)
    await lis.taps(f"{lis.say('Without a contact person')} · 1", "Bo")
    lis.reads("Who are the contact persons?")
    await lis.taps("Jonas", "Done")
    await looks(lis)
    assert counted(lis, "Without a contact person", 0)


async def test_news_that_nobody_sees_is_counted_after_a_day(house: House) -> None:
    lis, mette = house.lis, house.mette
    await answers(house.alma, "Jeg savner min hund")
    await house.at("2026-11-23 19.00")
    await looks(lis)
    assert counted(lis, "Not seen for 24 hours", 0)
    await house.at("2026-11-24 20.00")
    await looks(lis)
    assert counted(lis, "Not seen for 24 hours", 1)
    await lis.taps(f"{lis.say('Not seen for 24 hours')} · 1")
    assert "Mette" in lis.last and "Alma" in lis.last
    lis.sees_not("hund")
    await mette.taps("Seen")
    await looks(lis)
    assert counted(lis, "Not seen for 24 hours", 0)


async def test_who_cannot_be_reached_who_works_here_and_who_has_looked(house: House) -> None:
    lis = house.lis
    await answers(house.alma)
    await house.mette.presses("News")
    await house.jonas.blocks()
    await house.alma.blocks()
    await looks(lis)
    await lis.taps(f"{lis.say('Cannot be reached')} · 2")
    assert lis.last.splitlines()[1:] == ["Alma", "Jonas"]
    await lis.taps("Back", f"{lis.say('Staff')} · 2")
    lis.reads("{name}: contact person of {count}", name="Mette", count=1)
    lis.reads("{name}: contact person of {count}", name="Jonas", count=0)
    await lis.taps("Back", "Who has looked")
    at = house.clock.now().astimezone(house.service.house.zone)
    lis.reads("{when}: {name} saw something that {borger} shares", when=at, name="Mette", borger="Alma")


async def test_few_who_use_a_method_are_not_counted(house: House) -> None:
    lis = house.lis
    await looks(lis)
    await lis.taps("Methods in use")
    title = house.service.house.dialogs["trivsel"].title.plain()
    lis.reads("{what}: fewer than {count} borgere", what=title, count=5)
    for number, name in enumerate(("Bo", "Carl", "Dan", "Eva")):
        await house.joins(41 + number, name, Role.BORGER, plan=PLAN)
    await looks(lis)
    await lis.taps("Methods in use")
    lis.reads("{what}: {count} borgere", what=title, count=5)


async def test_its_buttons_are_the_leaders_alone(house: House) -> None:
    lis, mette = house.lis, house.mette
    await looks(lis)
    message_id, data = lis.button("Who has looked")
    before = list(mette.texts)
    await mette.taps_data(message_id, data)
    assert mette.texts == before


async def test_hours_and_numbers_are_one_tap_away(house: House) -> None:
    await looks(house.lis)
    await house.lis.taps("Hours and numbers")
    house.lis.reads("What shall be changed?")
