"""A follow-up has a day: the borger reads it, who owes it is reminded on it, and a leader hears when it has passed."""

from __future__ import annotations

from datetime import date, time

import pytest

from dialogs.profile import ReadingProfile
from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import QuietHours
from storage import activities, away, people
from tests.house import TOPICS, House
from tests.phone import Phone
from tests.reviewing.test_summaries import answers

TODAY = "Something for {name} is to be done today. See »Follow-up«."
LATE = "A follow-up is not done. {names} owed it by {day}."
THURSDAY = date(2026, 11, 26)


async def follows_up(house: House, *taps: str, day: int | None = None) -> None:
    """Mette follows up on what Alma has answered, by the day that is offered at this place: Thursday, if not said."""
    await answers(house.alma)
    await house.mette.opens_news()
    await house.mette.taps("I follow up", *taps)
    if day is None:
        await house.mette.taps("Another day", house.mette.say("{date}", date=THURSDAY))
    else:
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


async def test_no_day_is_told_that_is_past_when_the_borger_hears_of_it(house: House) -> None:
    await house.at("2026-11-23 22.30")
    await follows_up(house, "I will talk with you about it.", day=0)
    house.alma.turns_page()
    tuesday = house.local("2026-11-24 08.00")
    house.mette.sees("{name} hears of it {when}. I have told them that day.", name="Alma", when=tuesday)
    await house.at("2026-11-24 08.05")
    assert house.alma.say("By {day}", day=tuesday.date()) in house.alma.last
    await house.mette.presses("Follow-up")
    house.mette.sees("By {day}", day=tuesday.date())


async def test_a_leader_who_hears_late_hears_nothing_of_what_is_done(house: House) -> None:
    await house.lives(house.lis, Rhythm(QuietHours(time(20), time(11))))
    await follows_up(house, "I will talk with you about it.", day=0)
    await house.at("2026-11-24 10.00")
    await house.mette.presses("Follow-up")
    await house.mette.taps(house.mette.labels[0])
    house.lis.turns_page()
    await house.at("2026-11-24 11.30")
    assert house.lis.texts == []


async def test_of_who_cannot_be_reached_the_contact_persons_may_end_it(house: House) -> None:
    await house.contacts(house.alma, house.mette, house.jonas)
    await follows_up(house, "I will talk with you about it.")
    await house.mette.blocks()
    await house.at("2026-11-26 09.01")
    assert lines(house.jonas, TODAY, name="Alma") == 1
    await house.jonas.presses("Follow-up")
    house.alma.turns_page()
    await house.jonas.taps(house.jonas.labels[0])
    house.alma.sees("{name} has done it: »{note}«", name="Jonas", note=house.alma.say("I will talk with you about it."))


async def test_the_borger_reads_ready_words_in_their_own_language_each_time(house: House) -> None:
    await house.reads_as(house.mette, ReadingProfile(language="en"))
    house.mette.turns_page()
    await follows_up(house, "I will talk with you about it.")
    await house.mette.presses("Follow-up")
    await house.mette.taps(house.mette.labels[0])
    house.alma.sees("Jeg taler med dig om det.")
    house.alma.sees_not("I will talk")


async def test_each_word_for_a_day_means_what_it_says_when_it_is_tapped(house: House) -> None:
    for words, day in (("Today", 26), ("Tomorrow", 27), ("This week", 29)):
        await answers(house.alma)
        await house.at("2026-11-26 12.00") if words == "Today" else await house.passes(minutes=1)
        await house.mette.opens_news()
        await house.mette.taps("I follow up", "I will talk with you about it.", words)
        house.alma.reads("By {day}", day=date(2026, 11, day))


async def test_done_that_was_not_meant_is_taken_back(house: House) -> None:
    mette, alma = house.mette, house.alma
    await follows_up(house, "I will talk with you about it.")
    note = alma.say("I will talk with you about it.")
    await mette.presses("Follow-up")
    await mette.taps(mette.labels[0])
    alma.sees("{name} has done it: »{note}«", name="Mette", note=note)
    mette.sees("No open follow-ups.")
    await mette.taps(mette.labels[0])
    alma.sees_not(alma.say("{name} has done it: »{note}«", name="Mette", note=note))
    mette.sees_not("No open follow-ups.")
    await house.at("2026-11-26 09.01")
    assert lines(mette, TODAY, name="Alma") == 1


async def test_who_is_off_on_the_day_hears_of_it_when_they_are_at_work_again(house: House) -> None:
    mette = await house.known(house.mette)
    for day in (24, 28):
        await house.service.db.write(activities.set_duty, mette.id, date(2026, 11, day), ("day",))
    await follows_up(house, "I will talk with you about it.")
    await house.at("2026-11-27 20.00")
    assert not lines(house.mette, TODAY, name="Alma")
    house.lis.sees(LATE, names=("Mette",), day=THURSDAY)
    await house.at("2026-11-28 09.01")
    house.mette.sees("For {name}, something was to be done by {day}. See »Follow-up«.", name="Alma", day=THURSDAY)


async def mette_is_off(house: House) -> None:
    """From Wednesday to Sunday; Mette had said she would do it by Thursday."""
    await follows_up(house, "I will talk with you about it.")
    mette = await house.known(house.mette)
    await house.service.db.write(away.set_away, away.Away(mette.id, date(2026, 11, 25), date(2026, 11, 29), None))
    house.mette.turns_page()


async def test_who_is_there_instead_can_see_and_end_what_they_are_reminded_of(house: House) -> None:
    await house.contacts(house.alma, house.mette, house.jonas)
    await mette_is_off(house)
    await house.at("2026-11-26 09.01")
    assert lines(house.jonas, TODAY, name="Alma") == 1
    await house.jonas.presses("Follow-up")
    house.jonas.sees("I will talk with you about it.")
    await house.jonas.taps(house.jonas.labels[0])
    await house.at("2026-11-30 09.01")
    assert house.mette.texts == []


async def test_who_was_away_is_reminded_when_back_and_the_leader_reads_who_said_it(house: House) -> None:
    await mette_is_off(house)
    await house.at("2026-11-27 09.01")
    house.lis.sees(LATE, names=("Mette",), day=THURSDAY)
    await house.at("2026-11-29 20.00")
    assert not any("Alma" in text for text in house.mette.texts)
    await house.at("2026-11-30 09.01")
    house.mette.sees("For {name}, something was to be done by {day}. See »Follow-up«.", name="Alma", day=THURSDAY)


async def test_done_that_is_taken_back_after_its_day_is_told_the_leader(house: House) -> None:
    mette = house.mette
    await follows_up(house, "I will talk with you about it.")
    await house.at("2026-11-28 12.00")
    await mette.presses("Follow-up")
    await mette.taps(mette.labels[0])
    house.lis.turns_page()
    await mette.taps(mette.labels[0])
    await house.at("2026-11-29 08.59")
    assert not lines(house.lis, LATE, names=("Mette",), day=THURSDAY)
    await house.at("2026-11-29 09.01")
    house.lis.sees(LATE, names=("Mette",), day=THURSDAY)


async def test_who_writes_reads_when_it_is_heard(house: House) -> None:
    mette = house.mette
    await answers(house.alma)
    await mette.opens_news()
    await mette.taps("I follow up")
    mette.sees("{name} gets it at once.", name="Alma")
    await mette.taps("Close")
    await house.at("2026-11-23 23.00")
    await mette.opens_news()
    await mette.taps("I follow up")
    mette.sees("{name} gets it {when}.", name="Alma", when=house.local("2026-11-24 08.00"))
    await mette.taps("Close")
    await house.alma.blocks()
    await house.at("2026-11-24 12.00")
    await mette.opens_news()
    await mette.taps("I follow up")
    mette.sees("{name} cannot be reached on Telegram now.", name="Alma")


async def test_done_can_be_taken_back_that_day_and_no_other_and_only_by_who_may_still_see_it(house: House) -> None:
    mette, alma = house.mette, house.alma
    await follows_up(house, "I will talk with you about it.")
    done = alma.say("{name} has done it: »{note}«", name="Mette", note=alma.say("I will talk with you about it."))
    await mette.presses("Follow-up")
    await mette.taps(mette.labels[0])
    alma.sees(done)
    back = mette.button(mette.labels[0])
    await mette.taps_data(*back)
    alma.sees_not(done)
    await mette.taps(mette.labels[0])
    await house.contacts(alma, house.jonas)
    await mette.taps_data(*back)
    assert mette.toast == mette.say("That button is old. See the newest message.")
    await house.contacts(alma, mette)
    await house.at("2026-11-24 12.00")
    await mette.taps_data(*back)
    assert mette.toast == mette.say("That button is old. See the newest message.")
    alma.sees(done)


async def test_who_has_days_off_reads_it_before_they_choose_a_day(house: House) -> None:
    mette = await house.known(house.mette)
    first, last = date(2026, 11, 25), date(2026, 11, 29)
    await house.service.db.write(away.set_away, away.Away(mette.id, first, last, None))
    await answers(house.alma)
    await house.mette.opens_news()
    await house.mette.taps("I follow up")
    house.mette.sees("You are off from {first} to {last}.", first=first, last=last)


@pytest.mark.parametrize("done", [False, True])
async def test_a_second_one_reads_that_a_colleague_already_follows_up(house: House, done: bool) -> None:
    jonas = house.jonas
    already: dict[str, date | str] = {"name": "Mette", "day": THURSDAY}
    await house.contacts(house.alma, house.mette, jonas)
    await house.shares(house.alma, jonas, *TOPICS)
    await follows_up(house, "We will look at it together.")
    assert not lines(house.mette, "{name} already follows up, by {day}.", **already)
    if done:
        await house.mette.presses("Follow-up")
        await house.mette.taps(house.mette.labels[0])
    await jonas.opens_news()
    await jonas.taps("I follow up")
    assert lines(jonas, "{name} already follows up, by {day}.", **already) == (0 if done else 1)
