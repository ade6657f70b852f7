"""What a borger shares with everybody at work is among the news of whoever is, until one of them has marked it."""

from __future__ import annotations

import re

from dialogs.permissions import Role
from tests.house import PLAN, TOPICS, House
from tests.people.test_time_off import takes_days_off
from tests.phone import Phone
from tests.reader_stage import lets, works
from tests.review_stage import asks_who_has_seen, looks
from tests.reviewing.test_handover import ticks
from tests.reviewing.test_summaries import answers

SAID = "Jeg savner min hund"
READ = "{name} has read your answer."


async def shares_at_work(house: House, chat_id: int, name: str) -> Phone:
    """A borger without a contact person who lets everybody at work read it all."""
    borger = await house.joins(chat_id, name, Role.BORGER, plan=PLAN)
    await lets(house, borger, None, *TOPICS)
    return borger


async def kim(house: House) -> Phone:
    return await house.joins(20, "Kim", Role.STAFF)


async def evening(house: House, *staff: Phone) -> None:
    for one in staff:
        await works(house, one, "evening")
    await house.at("2026-11-23 15.00")


async def test_it_comes_as_the_shift_begins_and_goes_as_it_ends(house: House) -> None:
    bo, jonas = await shares_at_work(house, 15, "Bo"), house.jonas
    await answers(bo, SAID)
    await ticks(jonas, "2026-11-23", "evening")
    await house.at("2026-11-23 15.00")
    jonas.reads(f"Bo: {jonas.say('own words')}")
    assert await looks(house) == [], "that it stands there is no look"
    await jonas.taps("Bo")
    jonas.sees(f"»{SAID}«")
    assert not jonas.has_button("I follow up"), "that is for contact persons and those who were chosen"
    await house.at("2026-11-23 22.00")
    jonas.sees_not("Bo", SAID)


async def test_one_marks_it_for_all_and_the_borger_hears_of_the_first_by_name(house: House) -> None:
    bo, jonas, other = await shares_at_work(house, 15, "Bo"), house.jonas, await kim(house)
    await answers(bo, SAID)
    await evening(house, jonas, other)
    for one in (jonas, other):
        await one.presses("News")
        one.sees("Bo")
    await other.taps("Bo")
    await jonas.taps("Bo", "Seen")
    bo.reads(READ, name="Jonas")
    news = next(text for text in other.texts if text.startswith(other.say("News")))
    assert "Bo" not in news, "it is done"
    other.sees(f"»{SAID}«")
    await other.taps("Seen")
    assert bo.has_seen(READ, name="Kim") == 0, "nobody is told again and again"
    bo.turns_page()
    await asks_who_has_seen(bo)
    assert "Jonas" in bo.last and "Kim" in bo.last, "but both are found there"
    assert "åbnet" not in bo.last, "and nobody whom it was only within reach of"


async def test_a_contact_person_marks_for_themself(house: House) -> None:
    bo, mette, jonas = await shares_at_work(house, 15, "Bo"), house.mette, house.jonas
    await house.contacts(bo, mette)
    await house.shares(bo, mette, *TOPICS)
    await answers(bo, SAID)
    await evening(house, jonas)
    await jonas.opens_news()
    await jonas.taps("Seen")
    await mette.opens_news()
    mette.sees(f"»{SAID}«")
    await mette.taps("Seen")
    assert [bo.has_seen(READ, name=name) for name in ("Jonas", "Mette")] == [1, 1]


async def test_what_nobody_has_marked_is_new_to_the_next_shift(house: House) -> None:
    bo, jonas, other = await shares_at_work(house, 15, "Bo"), house.jonas, await kim(house)
    await answers(bo, SAID)
    await evening(house, jonas)
    await jonas.opens_news()
    jonas.sees(SAID)
    await ticks(other, "2026-11-25", "day")
    await house.at("2026-11-25 07.00")
    other.sees("Bo")
    await other.taps("Bo")
    other.sees(SAID)


async def test_what_is_not_as_usual_comes_also_to_the_next_after_one_has_marked_it(house: House) -> None:
    bo, jonas, other = await shares_at_work(house, 15, "Bo"), house.jonas, await kim(house)
    for day in range(23, 27):
        await house.at(f"2026-11-{day} 16.00")
        await answers(bo, mood="Very badly" if day == 26 else "Well")
    await works(house, jonas, "evening")
    await ticks(other, "2026-11-26", "night")
    await jonas.opens_news()
    await jonas.taps("Seen")
    await house.at("2026-11-26 22.00")
    other.reads(f"Bo: {other.say('not as usual')}")
    await other.taps("Bo", "Seen")
    await house.at("2026-11-27 15.00")
    await works(house, jonas, "evening")
    await house.at("2026-11-27 16.00")
    await jonas.opens_news()
    jonas.sees_not("Bo")


async def test_shared_no_more_it_is_among_nobodys_news(house: House) -> None:
    bo, jonas = await shares_at_work(house, 15, "Bo"), house.jonas
    await answers(bo, SAID)
    await evening(house, jonas)
    await jonas.presses("News")
    jonas.sees("Bo")
    await bo.taps("Don't share")
    jonas.sees_not("Bo")


async def test_a_house_that_shares_all_is_no_flood(house: House) -> None:
    jonas, names = house.jonas, [f"Borger{letter}" for letter in "ABCDEFGHIJKL"]
    borgere = [await shares_at_work(house, 30 + at, name) for at, name in enumerate(names)]
    for each in borgere:
        await answers(each, *((SAID,) if each is borgere[-1] else ()))
    await evening(house, jonas)
    await jonas.presses("News")
    first, second, third = jonas.last.splitlines()[1:]
    assert first == f"BorgerL: {jonas.say('own words')}", "what was said first"
    assert second == jonas.say("Have answered: {names}", names=tuple(names[:7]))
    assert third == jonas.say("{shown} of {count} stand here.", shown=8, count=12)
    assert len(re.findall(r"\w+", jonas.last)) <= 60
    assert sum("📖 Borger" in label for label in jonas.labels) == 8
    await jonas.taps("The others")
    assert jonas.last.splitlines()[1] == jonas.say("Have answered: {names}", names=tuple(names[7:11]))
    await jonas.taps("Read all")
    assert [m.text.splitlines()[0] for m in jonas.shown[-4:]] == names[7:11]
    await jonas.taps("The others")
    assert jonas.has_button("BorgerL")


async def test_days_off_take_it_away_at_once(house: House) -> None:
    bo, jonas = await shares_at_work(house, 15, "Bo"), house.jonas
    await answers(bo, SAID)
    await evening(house, jonas)
    await jonas.opens_news()
    jonas.sees(SAID)
    await takes_days_off(jonas, "Nobody")
    jonas.sees_not(SAID, "Bo")


async def test_what_nobody_at_work_has_seen_for_a_day_is_on_the_leaders_list(house: House) -> None:
    bo, jonas, lis = await shares_at_work(house, 15, "Bo"), house.jonas, house.lis
    await answers(bo, SAID)
    line = "Nobody at work has seen the news of {borger}. It came {when}."
    await house.at("2026-11-24 11.59")
    await lis.presses("The house")
    await lis.taps(f"{lis.say('Not seen for 24 hours')} · 0", "Back")
    await house.at("2026-11-24 12.01")
    await lis.presses("The house")
    await lis.taps(f"{lis.say('Not seen for 24 hours')} · 1")
    lis.reads(line, borger="Bo", when=house.local("2026-11-23 12.00"))
    await works(house, jonas, "day")
    await jonas.opens_news()
    await jonas.taps("Seen")
    await lis.presses("The house")
    assert lis.has_button(f"{lis.say('Not seen for 24 hours')} · 0")
