"""Answered together: on a member of staff's phone with the borger beside, and what staff notice themselves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import build_runner
from bot.commands.copies import export
from bot.config import read_settings
from bot.desk.flow import Start
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from dialogs.text import T
from storage import answers, people, schedules
from tests.copy_stage import answer, copied, sittings, words_kept
from tests.examples import CHECK_IN
from tests.house import House
from tests.phone import Phone, da, en

pytestmark = pytest.mark.long

ANSWERS = ("Well", "Okay", "Some", "Nobody", "Food")


async def sits_down(staff: Phone, borger: str, dialog: str = "How are you") -> None:
    """Staff open one of the borger's dialogs on their own phone."""
    await staff.presses("Borgere")
    await staff.taps(borger, "Answer together", dialog)


async def notices(staff: Phone, borger: str, words: str) -> None:
    """Staff write down how a borger seems."""
    await staff.presses("Borgere")
    await staff.taps(borger, "Write what you noticed", *("Badly", "A little", "One person", "Food"),
                      "Perhaps", "Now and then")  # fmt: skip
    await staff.says(words)
    await staff.taps("Done", "No thanks", "No thanks")


async def answered_with_help(house: House) -> list[list[str]]:
    """Alma's sittings with Mette's help, as her own copy has them."""
    return await sittings(house, "{title} (with help: {name})", title=T("How are you"), name="Mette")


async def test_answered_together_is_the_borgers_answer_given_with_help(house: House) -> None:
    mette = house.mette
    await sits_down(mette, "Alma")
    mette.sees("Together with {name}", name="Alma")
    await mette.taps(*ANSWERS)
    await mette.says("det var Alma, der sagde det")
    await mette.taps("Done")
    mette.sees("{readers} may read it.", readers="Mette")
    (answers,) = await answered_with_help(house)
    assert len(answers) == 6 and not await sittings(house), "all with her help"
    await mette.taps("Share")
    mette.turns_page()
    await mette.opens_news()
    when = house.clock.now().astimezone(house.service.house.zone)
    mette.sees("{when} (with help: {name})", when=when, name="Mette")
    mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Well"), score=7.5)


async def test_the_cards_are_in_the_borgers_own_way_of_reading(house: House) -> None:
    profile = ReadingProfile(Reading.BOTH, ScaleStyle.NUMBERS, 3, "en")
    await house.reads_as(house.alma, profile)
    mette = house.mette
    await sits_down(mette, "Alma")
    card = mette.card
    assert card.photo, "pictures, which staff never get for themselves"
    assert [b.text for b in card.buttons[0]] == ["1", "2", "3"]
    assert en("How are you today?") in (card.text or card.caption)
    assert en("Together with {name}", name="Alma") in (card.text or card.caption)
    await mette.presses("Borgere")
    mette.reads("Which borger?")


async def test_whose_answers_they_are_is_said_also_to_who_reads_pictures_only(house: House) -> None:
    await house.reads_as(house.alma, ReadingProfile(Reading.PICTURES))
    await sits_down(house.mette, "Alma")
    house.mette.reads("Together with {name}", name="Alma")


async def test_the_borger_is_not_asked_again(house: House) -> None:
    alma, mette = house.alma, house.mette
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS, "No thanks", "Share")
    await house.at("2026-11-23 20.00")
    alma.sees_not("How are you today?")
    who, now = await house.known(alma), house.clock.now()
    due = await house.service.db.read(
        schedules.occurrences_between, who.id, "check_in", now - timedelta(days=1), now, dialog_id=CHECK_IN
    )
    assert [became for _, became in due] == ["already"]
    mette.sees_not("No shared answers: {names}", names=("Alma",))


async def test_a_question_that_waits_on_the_borgers_own_phone_goes(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.at("2026-11-23 16.00")
    alma.sees("How are you today?")
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS, "No thanks", "Share")
    alma.sees_not("How are you today?")
    await house.at("2026-11-23 20.00")
    assert not alma.shown, "no nudge either"


async def test_staff_are_not_nudged_and_stop_is_there(house: House) -> None:
    mette = house.mette
    await sits_down(mette, "Alma")
    await mette.taps("Well")
    before = len(mette.shown)
    await house.passes(hours=3)
    assert len(mette.shown) == before
    mette.sees_not("You may answer now, if you like.")
    await mette.taps("Stop")
    mette.sees("You stopped here. That is all right.")
    assert await answered_with_help(house) == [[answer("Mood", "Well")]]


async def test_what_the_borger_keeps_does_not_stay_on_the_helpers_phone(house: House) -> None:
    mette = house.mette
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS)
    await mette.says("en hemmelighed")
    await mette.taps("Done", "Don't share")
    mette.sees("I show it to nobody.")
    bot_says = "\n".join(mette.texts)
    assert "en hemmelighed" not in bot_says and mette.say("Mood") not in bot_says
    await mette.opens_news()
    assert mette.has_seen("Nothing new.") == 1


async def test_a_receipt_that_nobody_settled_goes_within_the_hour(house: House) -> None:
    mette = house.mette
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS)
    await mette.says("en hemmelighed")
    await mette.taps("Done")
    assert any("en hemmelighed" in text for text in mette.texts)
    await house.passes(minutes=59)
    assert any("en hemmelighed" in text for text in mette.texts)
    await house.passes(minutes=2)
    assert not any("en hemmelighed" in text for text in mette.texts)


async def test_what_is_in_the_middle_comes_back(house: House) -> None:
    mette = house.mette
    await sits_down(mette, "Alma")
    await mette.taps("Well")
    await mette.opens_news()
    mette.sees("You are taking a break.")
    await sits_down(mette, "Alma")
    mette.reads("How did you sleep?")
    await mette.taps(*ANSWERS[1:], "No thanks")
    (answers,) = await answered_with_help(house)
    assert len(answers) == 6, "it was the same one all the time"


async def test_who_is_no_contact_person_any_more_answers_no_further(house: House) -> None:
    mette = house.mette
    await sits_down(mette, "Alma")
    card = mette.button("Well")
    await house.contacts(house.alma, house.jonas)
    await mette.taps_data(*card)
    assert not await answered_with_help(house)
    assert not mette.has_button("Well")


async def test_what_stands_on_the_phone_of_a_contact_person_goes_with_them(house: House) -> None:
    mette = house.mette
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS)
    await mette.says("en hemmelighed")
    await mette.taps("Done")
    assert any("en hemmelighed" in text for text in mette.texts)
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma", "Contact persons", "Mette", "Jonas", "Done", "Yes, save it")
    mette.sees_not("en hemmelighed", "Mood")


async def test_the_borgers_messages_are_never_mixed_up_with_the_helpers(house: House) -> None:
    """Messages are numbered chat by chat: the borger edits one that has the number of one on the helper's phone."""
    alma, mette = house.alma, house.mette
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS)
    said = await mette.says("som Alma sagde")
    mine = await alma.says("hej")
    while mine < said:
        mine = await alma.says("hej")
    who = await house.known(alma)
    assert not await house.service.db.write(answers.correct_words, who.id, said, "noget andet", house.clock.now())


async def test_nobody_is_asked_with_help_before_they_have_joined(house: House) -> None:
    bo = await house.service.db.write(
        people.add_person, Role.BORGER, "Bo Opdigtet", house.clock.now(), profile=ReadingProfile()
    )
    await house.service.db.write(people.set_contacts, bo, [(await house.known(house.mette)).id])
    for target in ("answer_with", "observe"):  # no button leads there; one of an old page might
        who, about = await house.known(house.mette), await house.service.db.write(people.person_by_id, bo)
        assert about is not None
        await house.service.house.write(build_runner().go, target, Start(who, about))
    await house.quiet()
    not_yet = house.mette.say("{name} has not joined yet.", name="Bo Opdigtet")
    assert house.mette.texts == [not_yet, not_yet]
    house.mette.turns_page()
    await house.mette.presses("Borgere")
    await house.mette.taps("Bo Opdigtet")
    assert not house.mette.has_button("Answer together") and await house.mette.finds("New link")


async def test_what_staff_notice_is_theirs_and_shown_apart(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "trivsel", "observation")
    await alma.presses("Answer now")
    await alma.taps("Very well", "Okay", "Some", "Nobody", "Food", "No thanks")
    mette.turns_page()
    await notices(mette, "Alma", "Alma smilede ved maden")
    mette.sees("This is what you noticed. It is your view.")
    assert not mette.has_button("Don't share"), "who reads it is the borger's to say"
    mette.turns_page()
    await mette.opens_news()
    mette.sees(
        "What staff noticed, {name}, {when}:", name="Mette", when=house.clock.now().astimezone(house.service.house.zone)
    )
    await mette.taps("Curve")
    own, observed = mette.last.split(mette.say("What staff noticed, {name}, {when}:", name="Mette", when="")[:20])
    assert "Alma smilede ved maden" in observed and "Alma smilede ved maden" not in own
    assert mette.say("{question}: {answer} ({score})", question=T("Mood"), answer=T("Very well"), score=10) in own
    assert mette.say("{question}: {answer} ({score})", question=T("Mood"), answer=T("Badly"), score=2.5) in observed
    chart = mette.shown[-1].file
    assert chart is not None and b"value=10.0" in chart.content and b"value=2.5" not in chart.content


async def test_what_staff_notice_is_read_only_as_the_borger_allows(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    for staff in (mette, jonas):
        await house.shares(alma, staff, "trivsel", "wishes", "notes")
    await notices(mette, "Alma", "Alma virkede stille")
    mette.sees("Nobody else may read it yet.")
    for staff in (mette, jonas):
        staff.turns_page()
        await staff.opens_news()
        staff.sees_not("Alma virkede stille")
    await house.shares(alma, jonas, "observation")
    await jonas.opens_news()
    jonas.sees("Alma virkede stille")


async def test_what_staff_notice_does_not_count_as_answered(house: House) -> None:
    await notices(house.mette, "Alma", "Alma sov")
    await house.at("2026-11-23 16.00")
    house.alma.sees("How are you today?")


async def test_the_borgers_own_copy_tells_whose_each_answer_is(house: House, tmp_path: Path) -> None:
    await sits_down(house.mette, "Alma")
    await house.mette.taps("Well", "Stop", "Share")
    await notices(house.mette, "Alma", "Alma sov")
    await house.closes()
    copy = (await export(read_settings(house.settings), "Alma", tmp_path / "copy", house.clock.now())).read_text()
    await house.opens()
    assert da("{title} (with help: {name})", title=T("How are you"), name="Mette") in copy
    assert da("{title} (noticed by {name})", title=T("What staff notice"), name="Mette") in copy
    assert "Alma sov" in copy


async def test_wishes_said_together_reach_staff_with_their_names(house: House) -> None:
    """The answers of a settled session are still told by what they are about."""
    mette = house.mette
    await house.shares(house.alma, mette, "week")
    await sits_down(mette, "Alma", "Next week")
    await mette.taps("A trip", "Done", "Monday", "In the morning", "Just me", "No thanks", "Share")
    mette.turns_page()
    await mette.opens_news()
    mette.sees("A trip")
    lines, _ = await copied(house)
    (wish,) = [line for line in lines if da("You would like: {what}.", what="").removesuffix(".") in line]
    assert f"{da('A trip')}, mandag den 30. november" in wish


async def test_what_staff_write_afterwards_is_not_taken_for_the_borgers_words(house: House) -> None:
    mette = house.mette
    await sits_down(mette, "Alma")
    await mette.taps(*ANSWERS)
    await mette.opens_news()
    await mette.says("husk mælk")
    assert not await words_kept(house)
    await sits_down(mette, "Alma")
    mette.reads("Would you like to say more?")
