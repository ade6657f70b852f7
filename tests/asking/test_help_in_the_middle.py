"""A sitting changes hands: begun alone and gone on with help, and the other way round."""

from __future__ import annotations

import itertools
from datetime import timedelta
from unittest.mock import patch

import pytest

from bot.desk import handing
from dialogs.text import T
from storage import answers, schedules
from tests.asking.test_together import ANSWERS, answered_with_help, sits_down
from tests.copy_stage import answer, sittings
from tests.examples import CHECK_IN
from tests.house import House
from tests.phone import Phone
from tests.reader_stage import lets, works

pytestmark = pytest.mark.long

FIRST, SECOND = answer("Mood", "Well"), answer("Sleep", "Okay")


async def begins(house: House, *taps: str) -> Phone:
    """Alma is asked how she is, and answers some of it."""
    await house.at("2026-11-23 16.00")
    await house.alma.taps(*taps)
    return house.alma


async def whose(house: House) -> list[tuple[str, str, str]]:
    """(question, whose answer, with whom) of all that stands of Alma's."""
    who = await house.known(house.alma)
    return [(a.step, a.provenance, a.by) for a in await house.service.db.read(answers.own_answers, who.id)]


async def test_help_in_the_middle_goes_on_with_the_same_sitting_at_its_first_open_question(house: House) -> None:
    alma, mette = await begins(house, "Well", "Okay"), house.mette
    await sits_down(mette, "Alma")
    mette.sees("Together with {name}", name="Alma")
    mette.reads("How much energy do you have?")
    alma.sees("You are answering together with {name}.", name="Mette")
    assert not alma.can_tap("Some"), "there is one card to answer on"
    await mette.taps(*ANSWERS[2:], "No thanks")
    assert not alma.shown, "what waited on her phone goes"
    mette.sees("{sign} With help from {names}.", sign="🤝", names="Mette")
    voices = [voice for _, voice, _ in await whose(house)]
    assert voices == ["self", "self", "helped", "helped", "helped", "helped"]
    (alone,), (helped,) = await sittings(house), await answered_with_help(house)
    assert alone == [FIRST, SECOND] and len(helped) == 4, "her copy tells them apart"
    await mette.taps("Share")
    mette.turns_page()
    await mette.opens_news()
    (news,) = [text for text in mette.texts if mette.say("Mood") in text]
    head = mette.say("{when} (with help: {name})", when="", name="Mette").strip()
    assert news.index(mette.say("Sleep")) < news.index(head) < news.index(mette.say("Energy"))
    await house.at("2026-11-23 20.00")
    assert not alma.shown, "no nudge, and she is not asked again"


async def test_what_was_begun_with_help_is_finished_alone(house: House) -> None:
    alma, mette = house.alma, house.mette
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS[:2])
    await mette.opens_news()
    await alma.presses("Answer now")
    alma.reads("How much energy do you have?")
    mette.sees("{name} goes on alone.", name="Alma")
    await alma.taps(*ANSWERS[2:], "No thanks")
    alma.sees("{sign} With help from {names}.", sign="🤝", names="Mette")
    assert mette.say("{name} goes on alone.", name="Alma") not in mette.screen
    assert [voice for _, voice, _ in await whose(house)] == ["helped"] * 2 + ["self"] * 4
    who, now = await house.known(alma), house.clock.now()
    await house.at("2026-11-23 20.00")
    due = await house.service.db.read(
        schedules.occurrences_between, who.id, "check_in", now, now + timedelta(days=1), dialog_id=CHECK_IN
    )
    assert [became for _, became in due] == ["already"]


async def test_it_goes_back_and_forth(house: House) -> None:
    alma, mette = await begins(house, "Well"), house.mette
    await sits_down(mette, "Alma")
    await mette.taps("Okay")
    await alma.taps("Go on")
    alma.reads("How much energy do you have?")
    assert not mette.can_tap("Some")
    await alma.taps("Some")
    mette.turns_page()
    await sits_down(mette, "Alma")
    mette.reads("How many have you been with today?")
    await mette.taps(*ANSWERS[3:], "No thanks", "Share")
    assert [voice for _, voice, _ in await whose(house)] == ["self", "helped", "self", "helped", "helped", "helped"]
    assert not alma.shown


async def test_what_was_stopped_is_gone_on_with_for_as_long_as_the_rest_may_be_answered(house: House) -> None:
    alma, mette = await begins(house, "Well", "⋯", "Stop"), house.mette
    await sits_down(mette, "Alma")
    mette.reads("How did you sleep?")
    await mette.taps(*ANSWERS[1:], "No thanks", "Share")
    assert not alma.shown and len(await whose(house)) == 6
    alma.turns_page()
    await house.at("2026-11-24 16.00")
    await alma.taps("Well", "⋯", "Stop")
    await house.at("2026-11-25 09.00")
    mette.turns_page()
    await sits_down(mette, "Alma")
    mette.reads("How are you today?")


@pytest.mark.parametrize("keeps", ["the topic", "this sitting", "one answer"])
async def test_what_may_not_be_read_is_not_gone_on_with_and_nothing_tells_of_it(house: House, keeps: str) -> None:
    alma, mette = await begins(house, "Well", "Okay"), house.mette
    if keeps == "the topic":
        await house.shares(alma, mette, "notes")
    else:
        await alma.taps("⋯", "Stop")
    if keeps == "this sitting":
        await alma.taps("Don't share")
    if keeps == "one answer":
        await alma.taps("Change", "Some of it is only for me", "Mood", "Done")
    before = alma.screen
    await sits_down(mette, "Alma")
    mette.reads("How are you today?")
    await mette.taps("Okay")
    assert alma.screen == before and [voice for _, voice, _ in await whose(house)] == ["self", "self", "helped"]


async def test_sharing_taken_back_in_the_middle_brings_it_back_to_the_borger(house: House) -> None:
    alma, mette = await begins(house, "Well"), house.mette
    await sits_down(mette, "Alma")
    await mette.taps("Okay")
    old = mette.button("Some")
    await alma.presses("More")
    await alma.taps("Settings", "Who may read", "Mette", "Nothing")
    assert not mette.can_tap("Some"), "nothing of hers stays on Mette's phone"
    await mette.taps_data(*old)
    assert len(await whose(house)) == 2, "and nothing more is answered there"
    assert any(alma.say("You are taking a break.") in text for text in alma.texts)
    await alma.taps("Go on", *ANSWERS[2:], "No thanks")
    assert [voice for _, voice, _ in await whose(house)] == ["self", "helped", *["self"] * 4]


async def test_who_is_no_contact_person_any_more_leaves_it_to_the_borger(house: House) -> None:
    alma, mette = await begins(house, "Well"), house.mette
    await sits_down(mette, "Alma")
    await mette.taps("Okay")
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma", "Contact persons", "Mette", "Jonas", "Done", "Yes, save it")
    assert not mette.can_tap("Some")
    alma.sees("You are taking a break.")
    await alma.taps("Go on")
    alma.sees("How much energy do you have?")
    assert [voice for _, voice, _ in await whose(house)] == ["self", "helped"]


async def test_a_contact_person_goes_on_with_what_another_has_begun(house: House) -> None:
    alma, mette, jonas = await begins(house, "Well"), house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await house.shares(alma, jonas, "trivsel")
    await sits_down(mette, "Alma")
    await mette.taps("Okay")
    await sits_down(jonas, "Alma")
    jonas.reads("How much energy do you have?")
    mette.sees("{name} goes on together with {helper}.", name="Alma", helper="Jonas")
    alma.sees("You are answering together with {name}.", name="Jonas")
    await jonas.taps(*ANSWERS[2:], "No thanks")
    jonas.sees("{sign} With help from {names}.", sign="🤝", names=T("{names}", names=("Mette", "Jonas")))
    assert [by for _, _, by in await whose(house)] == ["", "Mette", "Jonas", "Jonas", "Jonas", "Jonas"]
    assert not alma.shown and not any("Jonas" in text for text in mette.texts)


async def test_two_tap_at_once_and_nothing_is_lost_or_counted_twice(house: House) -> None:
    alma, mette = await begins(house, "Well"), house.mette
    mine = alma.button("Okay")
    await sits_down(mette, "Alma")
    theirs = mette.button("Okay")
    await alma.taps_data(*mine)
    assert [voice for _, voice, _ in await whose(house)] == ["self"], "her card has gone to Mette's phone"
    await mette.taps_data(*theirs)
    await alma.taps("Go on")
    await mette.taps_data(*theirs)
    assert [voice for _, voice, _ in await whose(house)] == ["self", "helped"]
    alma.reads("How much energy do you have?")


async def test_the_time_to_answer_ends_as_it_would_have(house: House) -> None:
    alma, mette = await begins(house, "Well"), house.mette
    await sits_down(mette, "Alma")
    await mette.taps("Okay")
    await house.at("2026-11-24 00.01")
    mette.sees("The time is over. That is all right.")
    assert not alma.shown and len(await whose(house)) == 2
    await house.at("2026-11-24 01.05")
    mette.sees_not("Mood", "Well")


async def test_the_bot_starts_anew_in_the_middle(house: House) -> None:
    alma, mette = await begins(house, "Well"), house.mette
    await sits_down(mette, "Alma")
    await mette.taps("Okay")
    await house.closes()
    await house.opens()
    await mette.taps("Some")
    await house.closes()
    await house.opens()
    await alma.taps("Go on")
    alma.reads("How many have you been with today?")
    assert [voice for _, voice, _ in await whose(house)] == ["self", "helped", "helped"]


async def test_that_staff_saw_what_was_answered_is_among_what_the_borger_sees(house: House) -> None:
    alma, mette = await begins(house, "Well"), house.mette
    await sits_down(mette, "Alma")
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("Settings", "Who has read")
    alma.sees("Mette")


async def test_the_clock_does_not_ask_who_is_answering_with_help(house: House) -> None:
    await house.at("2026-11-23 15.50")
    await sits_down(house.mette, "Alma")
    await house.mette.taps("Well")
    await house.at("2026-11-23 16.05")
    assert not house.alma.shown
    house.mette.reads("How did you sleep?")


async def test_all_that_is_held_back_with_help_is_held_and_the_sitting_stays_where_it_is(house: House) -> None:
    mette = (await begins(house, "Well", "Okay")) and house.mette
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS[2:], "No thanks", "Change", "Some of it is only for me", "Mood", "Sleep")
    await mette.taps("Done")
    assert mette.has_button("Don't share"), "the receipt is there to be settled"
    await house.at("2026-11-23 20.00")
    await mette.reads_all()
    summary = mette.last
    assert mette.say("Energy") in summary and mette.say("Sleep") not in summary and mette.say("Mood") not in summary


async def test_nothing_is_drawn_of_what_has_gone_from_the_phone_meanwhile(house: House) -> None:
    await begins(house, "Well", "Okay")
    await sits_down(house.mette, "Alma")
    await house.mette.taps(*ANSWERS[2:], "No thanks", "Change", "Some of it is only for me")
    first_only = itertools.chain([True], itertools.repeat(False))
    with patch.object(handing, "may_stay", lambda *_: next(first_only)):
        await house.mette.taps("Mood")
    house.mette.sees_not("Mood", "Sleep")


async def test_who_reads_because_they_are_at_work_has_it_until_their_time_there_is_over(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette)
    await lets(house, alma, None, "trivsel")
    await works(house, mette, "evening")
    await begins(house, "Well")
    await sits_down(mette, "Alma")
    await mette.taps("Okay")
    mette.reads("How much energy do you have?")
    await house.at("2026-11-23 22.00")
    mette.sees_not("How much energy do you have?")
    await alma.taps("Go on")
    alma.reads("How much energy do you have?")


async def test_who_is_no_contact_person_any_more_is_not_told_who_helps(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS[:2])
    await mette.opens_news()
    await alma.presses("Answer now")
    mette.sees("{name} goes on alone.", name="Alma")
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma", "Contact persons", "Mette", "Jonas", "Done", "Yes, save it")
    assert mette.say("{name} goes on alone.", name="Alma") not in mette.screen
    await house.shares(alma, jonas, "trivsel")
    await sits_down(jonas, "Alma")
    jonas.reads("How much energy do you have?")
    assert "Jonas" not in mette.screen


async def test_the_borger_is_not_told_that_they_answer_with_somebody_who_has_left_it(house: House) -> None:
    alma, mette = await begins(house, "Well"), house.mette
    await sits_down(mette, "Alma")
    together = alma.say("You are answering together with {name}.", name="Mette")
    assert together in alma.screen
    await mette.opens_news()
    assert together not in alma.screen
    alma.sees("You can go on here.")
    await sits_down(mette, "Alma")
    assert together in alma.screen, "she is back"
    await mette.opens_news()
    await alma.taps("Go on")
    alma.reads("How did you sleep?")
