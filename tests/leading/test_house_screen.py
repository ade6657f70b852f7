"""The leader's view of the house: what waits is counted and leads on; nothing of what a borger has said is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import people, tasks
from tests.dialogs.test_leads import LEADS_TO
from tests.house import PLAN, House, open_house
from tests.phone import Phone
from tests.reviewing.test_summaries import answers
from tests.talking.test_agreed_alerts import agrees
from tests.talking.test_agreed_alerts import answers as moods
from tests.tasks.test_tasks import decides

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
    assert len(await looks(lis)) == 10
    for words in ("Overdue", "Without a contact person", "Not seen for 24 hours", "Cannot be reached"):
        assert counted(lis, words, 0)
        await lis.taps(f"{lis.say(words)} · 0")
        lis.reads("Nobody and nothing just now.")
        await lis.taps("Back")
    lis.reads("The house, {date}", date=house.clock.now().astimezone(house.service.house.zone))


async def test_what_was_owed_by_a_day_that_is_past_is_found_without_a_word_of_it(house: House) -> None:
    lis, mette = house.lis, house.mette
    await answers(house.alma, "Jeg savner min hund")
    await mette.opens_news()
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
    await lis.taps("Jonas", "Done", "Yes, save it")
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
    await mette.reads_all()
    await mette.taps("Seen")
    await looks(lis)
    assert counted(lis, "Not seen for 24 hours", 0)


async def test_who_cannot_be_reached_who_works_here_and_who_has_looked(house: House) -> None:
    lis = house.lis
    await answers(house.alma)
    await house.mette.opens_news()
    await house.jonas.blocks()
    await house.alma.blocks()
    await looks(lis)
    await lis.taps(f"{lis.say('Cannot be reached')} · 2")
    assert lis.last.splitlines()[1:] == ["Alma", "Jonas"]
    await lis.taps("Back", f"{lis.say('Staff')} · 3")
    lis.reads("{name}: leader", name="Lis")
    lis.reads("{name}: contact person of {count}", name="Mette", count=1)
    lis.reads("{name}: contact person of {count}", name="Jonas", count=0)
    await lis.taps("Back", "Who has looked")
    at = house.clock.now().astimezone(house.service.house.zone)
    lis.reads("{when}: {name} saw something that {borger} shares", when=at, name="Mette", borger="Alma")
    assert len(set(lis.last.splitlines())) == len(lis.last.splitlines()), "what was read at once is one line"


async def test_few_who_use_a_method_are_not_counted(house: House) -> None:
    lis = house.lis
    await looks(lis)
    await lis.taps("Methods that are switched on")
    title = house.service.house.dialogs["trivsel"].title.plain()
    lis.reads("{what}: fewer than {count} borgere", what=title, count=5)
    for number, name in enumerate(("Bo", "Carl", "Dan", "Eva")):
        await house.joins(41 + number, name, Role.BORGER, plan=PLAN)
    await looks(lis)
    await lis.taps("Methods that are switched on")
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


async def test_what_a_borger_keeps_to_herself_is_owed_by_nobody(tmp_path: Path) -> None:
    async with open_house(tmp_path, LEADS_TO.replace("topic: life", "topic: wishes")) as house:
        alma, lis = house.alma, house.lis
        await decides(alma)
        await alma.taps(alma.labels[0])
        await alma.taps(alma.labels[0])
        await alma.taps("Don't share")
        await house.at("2026-12-05 12.00")
        await looks(lis)
        assert counted(lis, "Overdue", 0)
        lis.reads("Open follow-ups: {count}", count=0)


async def test_figures_are_of_those_who_were_asked_and_not_of_today(house: House) -> None:
    lis = house.lis
    for number, name in enumerate(("Bo", "Carl", "Dan", "Eva")):
        await house.joins(41 + number, name, Role.BORGER)
    await answers(house.alma)
    for day in ("2026-11-24", "2026-11-25", "2026-11-28"):
        await house.at(f"{day} 12.00")
        await looks(lis)
        lis.reads("Figures come when at least {count} borgere have been asked.", count=5)


async def test_five_who_were_asked_are_figures_once_the_day_is_long_over(house: House) -> None:
    lis = house.lis
    for number, name in enumerate(("Bo", "Carl", "Dan", "Eva")):
        await house.joins(41 + number, name, Role.BORGER, plan=PLAN)
    await house.at("2026-11-24 12.00")
    await looks(lis)
    lis.reads("Figures come when at least {count} borgere have been asked.", count=5)
    await house.at("2026-11-25 12.00")
    await looks(lis)
    day = date(2026, 11, 23)
    lis.reads("Check-ins in the week up to {day}: {asked}. Answered: {answered}.", day=day, asked=5, answered=0)


async def test_news_counts_no_longer_when_it_is_taken_back_or_somebody_else_is_contact_person(house: House) -> None:
    lis, alma = house.lis, house.alma
    await answers(alma, "Jeg savner min hund")
    await house.at("2026-11-24 20.00")
    await looks(lis)
    assert counted(lis, "Not seen for 24 hours", 1)
    await house.shares(alma, house.mette)
    await looks(lis)
    assert counted(lis, "Not seen for 24 hours", 0)
    await house.shares(alma, house.mette, "trivsel", "own")
    await house.contacts(alma, house.jonas)
    await looks(lis)
    assert counted(lis, "Not seen for 24 hours", 0)


async def test_a_follow_up_without_a_day_is_found_after_a_week(house: House) -> None:
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    now = house.clock.now()
    await house.service.db.write(lambda tx: tasks.add_task(tx, alma.id, "follow_up", "Gammel", now, taken_by=mette.id))
    await house.at("2026-12-02 12.00")
    await looks(house.lis)
    await house.lis.taps(f"{house.lis.say('Overdue')} · 1")
    told = "A follow-up without a day has been open since {day}. {names} has it."
    house.lis.reads(told, day=date(2026, 11, 23), names=("Mette",))


async def test_nothing_is_owed_to_who_has_left(house: House) -> None:
    mette, lis = house.mette, house.lis
    await answers(house.alma)
    await mette.opens_news()
    await mette.taps("I follow up", "I will talk with you about it.")
    await mette.taps(mette.labels[2])
    who = await house.known(house.alma)
    await house.service.db.write(people.leave, who.id)
    mette.turns_page()
    await house.at("2026-11-27 12.00")
    mette.sees_not("Alma")
    await looks(lis)
    assert counted(lis, "Overdue", 0)
    lis.reads("Open follow-ups: {count}", count=0)


async def test_a_hundred_without_a_contact_person_are_told_of(house: House) -> None:
    now = house.clock.now()
    for number in range(100):
        await house.service.db.write(
            people.add_person, Role.BORGER, f"B{number:03}", now, profile=ReadingProfile(), state="active",
            chat_id=1000 + number,
        )  # fmt: skip
    await looks(house.lis)
    await house.lis.taps(f"{house.lis.say('Without a contact person')} · 100")
    house.lis.reads("And {count} more.", count=80)


async def test_an_alert_is_no_wish_for_a_talk(house: House) -> None:
    await agrees(house, "Mette")
    await moods(house, "Badly")
    await looks(house.lis)
    house.lis.sees("Calls for a talk that wait: {count}", count=0)
    await house.alma.presses("Talk to someone")
    await looks(house.lis)
    house.lis.sees("Calls for a talk that wait: {count}", count=1)
