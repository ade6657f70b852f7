"""A follow-up has a day: the borger reads it, who owes it is reminded on it, and a leader hears when it has passed."""

from __future__ import annotations

from datetime import date

from storage import people
from tests.house import House
from tests.phone import Phone
from tests.reviewing.test_summaries import answers

TODAY = "Something for {name} is to be done today. See »Follow-up«."
LATE = "A follow-up is not done. {names} owed it by {day}."
THURSDAY = date(2026, 11, 26)


async def follows_up(house: House, *taps: str, day: int = 2) -> None:
    """Mette follows up on what Alma has answered, by the day that is offered at this place: Thursday, if not said."""
    await answers(house.alma)
    await house.mette.presses("News")
    await house.mette.taps("I follow up", *taps)
    await house.mette.taps(house.mette.labels[day])


def lines(phone: Phone, words: str, **values: date | str | tuple[str, ...]) -> int:
    return sum(phone.say(words, **values) in text for text in phone.texts)


async def test_ready_words_take_three_taps_and_the_borger_reads_the_day(house: House) -> None:
    await follows_up(house, "I will talk with you about it.")
    note = house.alma.say("I will talk with you about it.")
    told = "{name} has read your answer. {name} writes: »{note}« By {day}."
    house.alma.sees(told, name="Mette", note=note, day=THURSDAY)
    await house.mette.presses("Follow-up")
    house.mette.sees(note)
    house.mette.sees("By {day}", day=THURSDAY)


async def test_who_owes_it_is_reminded_on_the_day_and_the_leader_hears_the_day_after(house: House) -> None:
    await follows_up(house, "We will look at it together.")
    await house.at("2026-11-26 08.59")
    assert not lines(house.mette, TODAY, name="Alma")
    await house.at("2026-11-26 09.01")
    assert lines(house.mette, TODAY, name="Alma") == 1 and not lines(house.jonas, TODAY, name="Alma")
    house.lis.sees_not(house.lis.say(LATE, names=("Mette",), day=THURSDAY))
    await house.at("2026-11-27 09.01")
    house.lis.sees(LATE, names=("Mette",), day=THURSDAY)
    house.lis.sees_not(house.alma.say("We will look at it together."))
    await house.at("2026-12-10 12.00")
    assert lines(house.lis, LATE, names=("Mette",), day=THURSDAY) <= 1


async def test_what_is_done_reminds_nobody_and_takes_its_reminder_with_it(house: House) -> None:
    mette = house.mette
    await follows_up(house, "I will talk with you about it.")
    await house.at("2026-11-26 09.01")
    mette.sees(TODAY, name="Alma")
    mette.turns_page()
    await mette.presses("Follow-up")
    await mette.taps(mette.labels[0])
    assert not any(mette.say(TODAY, name="Alma") in (m.text or "") for m in mette.person.messages)
    await house.at("2026-11-27 12.00")
    assert not lines(house.lis, LATE, names=("Mette",), day=THURSDAY)


async def test_for_today_nobody_is_reminded_at_once(house: House) -> None:
    await follows_up(house, "I will find out for you.", day=0)
    assert not lines(house.mette, TODAY, name="Alma")
    await house.at("2026-11-24 09.01")
    house.lis.sees(LATE, names=("Mette",), day=date(2026, 11, 23))


async def test_when_they_have_left_the_contact_persons_owe_it(house: House) -> None:
    await house.contacts(house.alma, house.mette, house.jonas)
    await follows_up(house, "I will talk with you about it.")
    mette = await house.known(house.mette)
    await house.service.db.write(people.remove_person, mette.id)
    await house.at("2026-11-26 09.01")
    assert lines(house.jonas, TODAY, name="Alma") == 1
    await house.at("2026-11-27 09.01")
    house.lis.sees(LATE, names=("Jonas",), day=THURSDAY)
