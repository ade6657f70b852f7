"""Summaries: what a contact person reads at a handover, and what a borger hears of it."""

from __future__ import annotations

from datetime import date

from dialogs.permissions import Role
from dialogs.text import T
from dialogs.time.repeat import weekly
from dialogs.time.schedule import Plan
from tests.house import PLAN, TOPICS, House
from tests.phone import Phone, da
from tests.review_stage import will_do
from tests.simulator_stage import png

SILENT = "No shared answers: {names}"


async def answers(alma: Phone, *words: str, mood: str = "Well") -> None:
    await alma.presses("Answer now")
    await alma.taps(mood, "Okay", "Some", "Nobody", "Food")
    if words:
        await alma.says(*words)
        await alma.taps("Done")
    else:
        await alma.taps("No thanks")


async def test_it_comes_at_the_chosen_time(house: House) -> None:
    mette = house.mette
    await mette.presses("More")
    await mette.taps("My summary", "21.00", "Monday", "Wednesday", "Done")
    await answers(house.alma)
    mette.turns_page()
    await house.at("2026-11-23 20.59")
    assert mette.shown == []
    await house.at("2026-11-23 21.00")
    await mette.reads_all()
    mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Well"), score=7.5)
    mette.turns_page()
    await house.at("2026-11-25 20.00")
    assert mette.shown == []


async def test_facts_and_quotes_as_they_were_said(house: House) -> None:
    said = 'Jeg savner <b>min</b> hund & kat, og "Bo" <3'
    await answers(house.alma, said)
    await house.at("2026-11-23 18.00")
    mette = house.mette
    await mette.reads_all()
    mette.sees("»" + said + "«")
    mette.sees("{question}: {answer}", question=T("Been with"), answer=T("Nobody"))
    await mette.taps("Curve")
    assert mette.card.photo, "with a chart, when it is asked for"
    sketch = mette.card.file
    assert sketch is not None and b"7,5" in sketch.content, "and its exact values"


async def test_what_was_not_answered_is_named_as_that(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Won't say", "Don't know", "Skip", "Close")
    await house.mette.opens_news()
    missing = tuple(
        T("{question} ({why})", question=T(question), why=T(why))
        for question, why in (("Mood", "Won't say"), ("Sleep", "Don't know"), ("Energy", "Skipped"))
    )
    house.mette.sees("Not answered: {list}", list=missing)


async def test_beside_what_is_usual(house: House) -> None:
    for day in range(23, 27):
        await house.at(f"2026-11-{day} 16.00")
        await answers(house.alma, mood="Well")
    await house.at("2026-11-27 16.00")
    await answers(house.alma, mood="Very badly")
    house.mette.turns_page()
    await house.at("2026-11-27 18.00")
    await house.mette.reads_all()
    house.mette.sees("{question}: {answer} ({score}; 4 weeks: {usual})", question=T("Mood"), answer=T("Very badly"),
                     score=0.0, usual=7.5)  # fmt: skip


async def test_a_long_quote_is_cut_and_can_be_read_whole(house: House) -> None:
    said = "Jeg gik en lang tur ved søen. " * 30
    await answers(house.alma, said)
    mette = house.mette
    await mette.opens_news()
    mette.sees("…«")
    mette.sees_not(said.strip())
    await mette.taps("Hear and read all")
    mette.sees(f"»{said.strip()}")


async def test_a_photo_with_a_long_caption_can_be_read_whole(house: House) -> None:
    caption = "Her er søen, hvor jeg altid går. " * 31
    await house.alma.presses("Answer now")
    await house.alma.taps("Well", "Okay", "Some", "Nobody", "Food")
    await house.alma.sends_photo(png(), caption[:1024])
    await house.alma.taps("Done")
    await house.mette.opens_news()
    await house.mette.taps("Hear and read all")
    house.mette.sees(caption[:1024].strip())


async def test_emoji_by_the_thousand(house: House) -> None:
    """Telegram counts an emoji twice; whatever is said must still arrive."""
    for _ in range(5):
        await answers(house.alma, "🐕" * 280, "🐈" * 280)
        await house.passes(minutes=1)
    await house.mette.opens_news()
    house.mette.sees("🐕")
    assert house.mette.shown[-1].text or house.mette.shown[-1].caption


async def test_silent_and_kept_to_oneself_look_the_same(house: House) -> None:
    bo = await house.joins(15, "Bo", Role.BORGER, plan=PLAN)
    await house.contacts(bo, house.mette)
    await house.shares(bo, house.mette, *TOPICS)
    await house.at("2026-11-23 16.00")
    await bo.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks", "Don't share")
    await house.at("2026-11-23 18.00")
    assert house.mette.shown == []  # both may still answer, and one of them has
    await house.at("2026-11-24 18.00")
    house.mette.sees(SILENT, names=("Alma", "Bo"))
    assert len(house.mette.shown) == 1


async def test_who_answered_is_not_called_silent_the_day_after(house: House) -> None:
    await house.at("2026-11-23 16.00")
    await house.alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    await house.at("2026-11-23 18.00")
    await house.mette.reads_all()
    house.mette.sees("Mood")
    await house.mette.taps("Seen")
    house.mette.turns_page()
    await house.at("2026-11-24 12.00")
    await house.mette.opens_news()
    house.mette.reads("Nothing new.")


async def test_nothing_new_says_so_and_nothing_is_told_twice(house: House) -> None:
    mette = house.mette
    await mette.opens_news()
    mette.reads("Nothing new.")
    await answers(house.alma)
    await mette.opens_news()
    await mette.taps("Seen")
    mette.turns_page()
    await mette.opens_news()
    assert mette.texts == [mette.say("Nothing new.")]
    mette.turns_page()
    await house.at("2026-11-23 18.00")
    assert mette.has_seen("Humør") == 0


async def test_a_silence_is_told_once(house: House) -> None:
    """Alma is asked on Mondays; on Tuesday and Wednesday there is nothing to say about her."""
    await house.plans(house.alma, Plan(weekly((1,)), PLAN.at, PLAN.zone))
    await house.at("2026-11-26 12.00")
    assert house.mette.has_seen(SILENT, names=("Alma",)) == 1


async def test_answers_given_around_the_summary_are_in_the_next(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("More")
    await alma.taps("My life", "My wishes")
    await alma.says("Jeg vil til havet")
    await alma.taps("Done")
    await house.at("2026-11-23 17.59")
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay")
    await house.at("2026-11-23 18.01")
    await mette.reads_all()
    mette.sees("»Jeg vil til havet«")
    await alma.taps("Some", "Nobody", "Food", "No thanks")
    await house.passes(minutes=1)
    mette.turns_page()
    await mette.opens_news()
    for question, score in (("Mood", 7.5), ("Sleep", 5.0), ("Energy", 5.0)):
        answer = T({"Mood": "Well", "Sleep": "Okay", "Energy": "Some"}[question])
        mette.sees("{question}: {answer} ({score})", question=T(question), answer=answer, score=score)


async def test_seen_is_told_once_and_quietly(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma)
    await mette.opens_news()
    message_id, data = mette.button("Seen")
    mette.person.taps_data(message_id, data)
    await mette.taps_data(message_id, data)
    assert alma.has_seen("{name} has read your answer.", name="Mette") == 1
    assert alma.shown[-1].silent
    mette.sees("You have seen this.")
    assert not mette.has_button("Seen")


async def test_seen_at_night_is_told_in_the_morning(house: House) -> None:
    await house.at("2026-11-23 16.00")
    await answers(house.alma)
    await house.at("2026-11-24 02.00")
    await house.mette.reads_all()
    await house.mette.taps("Seen")
    assert not house.alma.has_seen("{name} has read your answer.", name="Mette")
    await house.at("2026-11-24 08.00")
    assert house.alma.has_seen("{name} has read your answer.", name="Mette") == 1


async def test_a_follow_up_is_told_by_name_and_when_it_is_done(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "Jeg mangler et håndtag")
    await mette.opens_news()
    await mette.taps("I follow up")
    await will_do(mette, "Jeg ringer til <vicevært> & co i dag")
    note = "Jeg ringer til <vicevært> & co i dag"
    told = "{name} has read your answer. {name} writes: »{note}« By {day}."
    alma.sees(told, name="Mette", note=note, day=date(2026, 11, 23))
    mette.sees("You follow up: »{note}«", note=note)
    await house.lis.presses("The house")
    house.lis.sees("Open follow-ups: {count}", count=1)
    await mette.presses("Follow-up")
    message_id, data = mette.button(da("Done: {note}", note="Jeg ringer"))
    mette.person.taps_data(message_id, data)
    await mette.taps_data(message_id, data)
    assert alma.has_seen("{name} has done it: »{note}«", name="Mette", note=note) == 1
    await mette.presses("Follow-up")
    mette.reads("No open follow-ups.")


async def test_a_follow_up_that_was_not_meant(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma)
    await mette.opens_news()
    await mette.taps("I follow up", "Close")
    await mette.says("Det her skulle Alma ikke have")
    alma.sees_not("Det her skulle Alma ikke have")
    await mette.taps("I follow up", "In my own words")
    await mette.opens_news()
    await mette.says("Heller ikke det her")
    alma.sees_not("Heller ikke det her")


async def test_two_contact_persons_read_each_for_themselves(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await house.shares(alma, jonas, "wishes")
    await answers(alma, "kun til Mette")
    await alma.presses("More")
    await alma.taps("My life", "My wishes")
    await alma.says("til jer begge")
    await alma.taps("Done")
    await mette.opens_news()
    await mette.taps("Seen")
    await house.at("2026-11-23 18.00")
    await jonas.reads_all()
    jonas.sees("»til jer begge«")
    jonas.sees_not("kun til Mette")
    assert jonas.has_button("Seen")
    await jonas.taps("Seen")
    assert alma.has_seen("{name} has read your answer.", name="Jonas") == 1


async def test_a_summary_missed_because_the_chat_was_blocked_comes_later(house: House) -> None:
    mette = house.mette
    await answers(house.alma, "Jeg har ondt i maven")
    await mette.blocks()
    await house.at("2026-11-23 18.05")
    await mette.unblocks()
    await mette.opens_news()
    mette.sees("»Jeg har ondt i maven«")


async def test_a_summary_that_telegram_refused_as_blocked_comes_later(house: House) -> None:
    """The block is only found out by the refusal of the summary itself."""
    mette = house.mette
    await answers(house.alma, "Jeg har ondt i maven")
    house.sim.faults.next("sendMessage", status=403)
    await mette.opens_news()
    mette.sees_not("Jeg har ondt i maven")
    await mette.unblocks()
    await mette.opens_news()
    mette.sees("»Jeg har ondt i maven«")


async def test_a_late_bot_sends_the_summary_while_it_is_of_use(house: House) -> None:
    await answers(house.alma)
    await house.closes()
    house.clock.jump_to(house.local("2026-11-24 02.00"))
    await house.opens()
    await house.passes(seconds=1)
    await house.mette.reads_all()
    house.mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Well"), score=7.5)
