"""Readers who are no contact person: whom the borger chose gets what is new; who is at work may look while they are."""

from __future__ import annotations

from datetime import date

from tests.copy_stage import copied
from tests.house import House
from tests.phone import Phone, da
from tests.reader_stage import lets, works
from tests.review_stage import asks_who_has_seen, looks, will_do
from tests.reviewing.test_sharing import answers, tells

REFUSED = "That is not yours to open. Ask a leader, if you need it."
READS = ["Answers", "Curves", "Attendance", "Export"]
CONTACTS_ONLY = ("Follow-up", "Staff's notes", "Answer together", "Write what you noticed", "Settings")


async def page_of(house: House, phone: Phone, *parts: str) -> None:
    phone.turns_page()
    await phone.presses("Borgere")
    await phone.taps("Alma", *parts)


async def test_whom_the_borger_chose_is_sent_what_is_new_and_can_take_it_up(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, jonas, "notes")
    await tells(alma, "My notes", "en note")
    alma.sees("{readers} may read it.", readers=alma.say("{names}", names=("Mette", "Jonas")))
    await answers(alma, "om dagen")
    await jonas.opens_news()
    jonas.sees("en note")
    jonas.sees_not("om dagen", "Mood")
    await jonas.taps("Seen")
    alma.sees("{name} has read your answer.", name="Jonas")
    await jonas.taps("I follow up")
    await will_do(jonas, "Jeg kommer forbi")
    told = "{name} writes: »{note}« By {day}."
    alma.sees(told, name="Jonas", note="Jeg kommer forbi", day=date(2026, 11, 23))


async def test_who_was_chosen_gets_a_summary_each_day(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, jonas, "trivsel")
    await answers(alma, "om dagen")
    await house.at("2026-11-23 18.00")
    await jonas.reads_all()
    jonas.sees("om dagen")


async def test_who_was_chosen_finds_on_the_page_what_is_shared_and_nothing_of_the_staffs(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, jonas, "trivsel")
    await answers(alma, "om dagen")
    await tells(alma, "My notes", "en note")
    await page_of(house, jonas)
    assert all(jonas.has_button(words) for words in READS)
    assert not any(jonas.has_button(words) for words in CONTACTS_ONLY)
    await jonas.taps("Answers")
    jonas.sees("om dagen")
    jonas.sees_not("en note")
    borger = (await house.known(alma)).id
    for part in ("notes", "follow_ups", "done.1"):
        await jonas.taps_data(jonas.shown[-1].message_id, f"1:b{borger}:0:{part}")
        jonas.sees_not("Staff's notes", "Add a note")
    await asks_who_has_seen(alma)
    assert "Jonas" in alma.last
    await lets(house, alma, jonas)
    await jonas.taps("Answers")
    jonas.reads(REFUSED)
    await jonas.presses("Borgere")
    jonas.reads("There is nothing to choose yet.")


async def test_who_is_at_work_may_look_while_they_are(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, None, "trivsel")
    await answers(alma, "om dagen")
    alma.sees("{readers} may read it.", readers=alma.say("{names}", names=("Mette", alma.say("everybody at work"))))
    await jonas.presses("Borgere")
    jonas.reads("There is nothing to choose yet.")
    await works(house, jonas, "evening")
    await house.at("2026-11-23 15.00")
    await page_of(house, jonas, "Answers")
    jonas.sees("om dagen")
    assert await looks(house) == ["page", "answers"]
    await house.at("2026-11-23 21.59")
    jonas.sees("om dagen")
    await house.at("2026-11-23 22.00")
    assert len(jonas.shown) == 1, "the page has gone with the shift"
    jonas.reads("Nothing new.")
    await jonas.presses("Borgere")
    jonas.reads("There is nothing to choose yet.")
    await asks_who_has_seen(alma)
    assert "Jonas" in alma.last, "and she can see that he has looked"


async def test_who_is_only_at_work_has_no_news_before_and_after(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, None, "trivsel")
    await works(house, jonas, "evening")
    await answers(alma, "om dagen")
    await house.at("2026-11-23 14.59")
    await jonas.opens_news()
    jonas.sees_not("Alma")
    borger = (await house.known(alma)).id
    await jonas.taps_data(jonas.shown[-1].message_id, f"1:b{borger}:0:news")
    jonas.sees_not("om dagen")
    await house.at("2026-11-23 22.01")
    await jonas.opens_news()
    jonas.sees_not("Alma", "om dagen")
    assert await looks(house) == []


async def test_own_words_sent_from_a_page_go_when_the_shift_ends(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, None, "trivsel")
    await works(house, jonas, "day")
    await answers(alma, "lang hemmelighed " * 30)
    await page_of(house, jonas, "Answers", "Hear and read all")
    assert any("lang hemmelighed " * 30 in text for text in jonas.texts)
    await house.at("2026-11-23 15.00")
    jonas.sees_not("lang hemmelighed")


async def test_who_takes_themself_off_the_shift_has_the_page_taken_away(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, None, "trivsel")
    await works(house, jonas, "day")
    await answers(alma, "om dagen")
    await page_of(house, jonas, "Answers")
    jonas.sees("om dagen")
    await jonas.presses("Plan")
    await jonas.taps("Shifts", "✓ Dag")
    jonas.sees_not("om dagen")


async def test_a_contact_person_at_work_reads_more_and_finds_it_among_the_news_while_they_are(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "notes")
    await lets(house, alma, None, "trivsel")
    await works(house, mette, "day")
    await answers(alma, "om dagen")
    await tells(alma, "My notes", "en note")
    await mette.opens_news()
    mette.sees("en note")
    mette.sees("om dagen")
    await page_of(house, mette, "Answers")
    mette.sees("om dagen")
    mette.sees("en note")
    await house.at("2026-11-23 15.00")
    mette.sees_not("om dagen")
    mette.sees("en note")


async def test_a_leader_at_work_reads_nothing_for_it(house: House) -> None:
    alma, lis = house.alma, house.lis
    await lets(house, alma, None, "trivsel")
    await works(house, lis, "day")
    await answers(alma, "om dagen")
    await lis.presses("Borgere")
    await lis.taps("Alma")
    assert not lis.has_button("Answers")


async def test_the_policy_and_the_copy_name_every_reader(house: House) -> None:
    alma = house.alma
    await lets(house, alma, house.jonas, "notes")
    await lets(house, alma, None, "wishes")
    lines, _ = await copied(house)
    topic = alma.say("My wishes")
    assert da("{name} may read »{topic}«.", name=alma.say("Everybody at work"), topic=topic) in lines
    assert da("{name} may read »{topic}«.", name="Jonas", topic=alma.say("My notes")) in lines
    await alma.says("/privacy")
    names = alma.say("{names}", names=("Mette", "Jonas", alma.say("everybody at work")))
    alma.sees("{names} may read what you have said yes to.", names=names)


async def test_who_leaves_shares_with_nobody_any_more(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, jonas, "trivsel")
    await lets(house, alma, None, "trivsel")
    await works(house, jonas, "day")
    await answers(alma, "om dagen")
    await page_of(house, jonas, "Answers")
    await alma.says("/stop")
    await alma.taps("Leave for good", "Keep them", "Yes, leave")
    jonas.sees_not("om dagen")
    await jonas.presses("Borgere")
    jonas.reads("There is nothing to choose yet.")
