"""A paper as borger and staff have it before them, from the first line to old versions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest

from bot.commands.copies import erase
from bot.config import read_settings
from dialogs.profile import Reading, ReadingProfile
from dialogs.time.repeat import weekly
from dialogs.time.schedule import Plan
from storage import retention, schedules
from tests.copy_stage import copied
from tests.house import ZONE, House
from tests.papers.plan_stage import GOOD, HARD, house_with_plan, opens, says_good, staff_open
from tests.phone import Phone
from tests.reader_stage import lets, works
from tests.review_stage import looks


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with house_with_plan(tmp_path) as house:
        yield house


def sketched(phone: Phone) -> str:
    """What is on the newest picture."""
    file = next(message.file for message in reversed(phone.shown) if message.file)
    return file.content.decode("utf-8", "ignore")


async def test_a_section_is_filled_and_the_paper_comes_back_with_it(own: House) -> None:
    alma = own.alma
    await opens(alma)
    alma.sees("Nothing stands here yet. You can fill it in over several days.")
    await alma.taps(GOOD)
    alma.reads("Hvad er godt?")
    await alma.says("Musik", "Regn")
    await alma.taps("Done", "Tit")
    alma.sees("Thank you. This is what you answered.")
    alma.reads("Det er godt:\n• »Musik«\n• »Regn«\nHvor tit: Tit")


async def test_what_was_said_in_a_section_is_kept_when_another_is_opened(own: House) -> None:
    alma = own.alma
    await opens(alma, GOOD)
    await alma.says("Musik")
    await opens(alma, HARD)
    whole = "".join(message.text or message.caption for message in alma.person.messages)
    assert alma.say("I have kept what you said.") in whole
    assert alma.say("The time is over. That is all right.") not in whole
    alma.reads("Hvad sker der?")
    await opens(alma)
    alma.reads("Det er godt: »Musik«")


async def test_single_lines_are_changed_and_taken_out_and_what_stood_before_is_leafed_through(own: House) -> None:
    alma = own.alma
    await says_good(alma, "Musik", "Regn")
    await own.at("2026-11-24 14.00")
    await opens(alma, GOOD, "Regn")
    alma.reads("»Regn«")
    await alma.says("Regn på ruden")
    alma.sees("Thank you. This is what you answered.")
    alma.reads("• »Musik«\n• »Regn på ruden«")
    await own.at("2026-11-25 14.00")
    await alma.taps(GOOD, "Musik", "Take it out")
    alma.sees("I have taken it out.")
    alma.reads("Det er godt: »Regn på ruden«")
    await alma.taps("Before")
    alma.reads("• »Musik«\n• »Regn på ruden«")
    alma.reads("As it was {date}: {name}", date=own.local("2026-11-24 12.00").date(), name="Alma")
    await alma.taps("Older")
    alma.reads("• »Musik«\n• »Regn«")
    await alma.taps("As it is now")
    alma.reads("Det er godt: »Regn på ruden«")


async def test_to_keep_leaves_what_stands_and_to_add_adds_lines(own: House) -> None:
    alma = own.alma
    await says_good(alma, "Musik")
    await opens(alma, GOOD, "Add more")
    alma.reads("»Musik«")
    await alma.says("Regn")
    await alma.taps("Done", "Skip")
    alma.reads("• »Musik«\n• »Regn«")
    await alma.taps(GOOD, "Add more", "Keep it as it is", "Tit")
    alma.reads("Hvor tit: Tit")
    await alma.taps(GOOD, "Add more", "Keep it as it is", "Sjældent")
    alma.reads("Hvor tit: Sjældent")
    alma.reads("• »Musik«\n• »Regn«")


async def test_what_is_asked_of_each_thing_chosen_goes_and_comes_with_the_choice(own: House) -> None:
    alma = own.alma
    await opens(alma, HARD, "Jeg råber", "Done")
    await alma.says("Sæt dig ned")
    await alma.taps("Done")
    alma.reads("Det sker: Jeg råber\nJeg råber · Personalet gør: »Sæt dig ned«")
    await alma.taps(HARD, "Add more", "Jeg råber", "Jeg går", "Done", "No thanks")
    alma.reads("Det sker: Jeg går")
    assert "Sæt dig ned" not in alma.last
    await alma.taps(HARD, "Add more", "Jeg råber", "Done", "Keep it as it is", "No thanks")
    alma.reads("Jeg råber · Personalet gør: »Sæt dig ned«")


async def test_staff_see_it_whole_and_stand_beside_with_their_own_view(own: House) -> None:
    alma, mette = own.alma, own.mette
    await says_good(alma, "Musik")
    await staff_open(mette)
    mette.reads("Det er godt: »Musik«")
    await mette.taps(GOOD, "Write what you noticed")
    await mette.says("Hun smiler")
    await mette.taps("Done", "Tit", "Done")
    mette.sees("»Hun smiler« (iagttagelse fra Mette)")
    mette.sees("»Musik«")
    await opens(alma)
    alma.reads("Det er godt:\n• »Musik«\n• »Hun smiler")
    await alma.taps(GOOD)
    assert not alma.has_button("Hun smiler"), "another voice is not hers to change"
    await staff_open(mette, GOOD, "Hun smiler", "Take it out")
    await opens(alma)
    alma.reads("Det er godt: »Musik«\nHvor tit: Tit")


async def test_staff_help_to_fill_it_and_it_says_so(own: House) -> None:
    alma, mette = own.alma, own.mette
    await staff_open(mette, GOOD, "Answer together")
    mette.sees("Together with {name}", name="Alma")
    await mette.says("Musik")
    await mette.taps("Done", "Skip", "Share")
    await opens(alma)
    alma.reads("Det er godt: »Musik« (med hjælp: Mette)")
    mette.turns_page()
    await mette.presses("Borgere")
    await mette.taps("Alma", "Answer together", "➡️", "Min plan")
    mette.reads("Det er godt: »Musik« (med hjælp: Mette)")


async def test_nothing_is_lost_when_the_bot_restarts_at_any_step(own: House) -> None:
    alma = own.alma

    async def restarts() -> None:
        await own.closes()
        await own.opens()

    await opens(alma)
    for tap, words in ((GOOD, "Musik"), ("Done", ""), ("Tit", ""), (GOOD, ""), ("Musik", "Sang"), ("Before", "")):
        await restarts()
        await alma.taps(tap)
        if words:
            await restarts()
            await alma.says(words)
    await restarts()
    await alma.taps("As it is now")
    alma.reads("Det er godt: »Sang«\nHvor tit: Tit")


async def test_what_is_not_shared_any_more_is_gone_at_once_and_so_is_what_is_held_back(own: House) -> None:
    alma, mette = own.alma, own.mette
    await says_good(alma, "Musik")
    await staff_open(mette)
    mette.reads("»Musik«")
    await alma.taps("Don't share")
    mette.sees_not("Musik")
    await alma.taps("Share")
    mette.reads("»Musik«")
    await own.shares(alma, mette)
    await staff_open(mette)
    mette.sees_not("Musik")
    mette.reads("There is nothing you may see.")


async def test_everybody_at_work_reads_it_if_the_borger_says_so_and_every_look_is_kept(own: House) -> None:
    alma, jonas = own.alma, own.jonas
    await says_good(alma, "Musik")
    await lets(own, alma, None, "wishes")
    await works(own, jonas, "day")
    await staff_open(jonas)
    jonas.reads("Det er godt: »Musik«")
    assert not jonas.has_button(GOOD), "who may only read opens no section"
    assert await looks(own) == ["page", "paper"]
    await own.at("2026-11-23 15.00")  # when his shift is over
    jonas.sees_not("Musik")


async def test_what_is_not_finished_takes_nothing_from_those_who_read(own: House) -> None:
    alma, mette = own.alma, own.mette
    await says_good(alma, "Musik")
    await opens(alma, GOOD, "Musik")
    await staff_open(mette)
    mette.reads("»Musik«")
    await alma.says("Sang")
    mette.reads("»Sang«")


async def test_who_reads_pictures_finds_the_sections_by_their_pictures(own: House) -> None:
    alma = own.alma
    await own.reads_as(alma, ReadingProfile(Reading.PICTURES))
    await alma.says("➕")
    await alma.taps("🏁", "🌱")
    assert alma.last == ""
    assert alma.labels == ["🙂", "🌧️", "✖️", "🔊"]
    await alma.taps("🙂")
    await alma.says("Musik")
    await alma.taps("✅", "⏭️")
    assert alma.labels == ["✓🙂", "🌧️", "✖️", "🔊"]
    drawn = sketched(alma)
    assert "SheetLine(text='', sign='🗣️'" in drawn and "Musik" not in drawn


async def test_all_of_it_is_on_a_picture_with_the_voices_beside_each_other(own: House) -> None:
    alma, mette = own.alma, own.mette
    await says_good(alma, "Musik")
    await staff_open(mette, GOOD, "Write what you noticed")
    await mette.says("Hun smiler")
    await mette.taps("Done", "Skip", "Done")
    both = (
        "SheetGroup(name='Det er godt', pictogram='', inside=(SheetLine(text='»Musik«', sign='', photo=0),),"
        " outside=(SheetLine(text='»Hun smiler« (iagttagelse fra Mette)', sign='📝', photo=0),))"
    )
    await staff_open(mette, "As a picture")
    assert both in sketched(mette)
    await alma.taps("Don't share")
    assert "Musik" not in sketched(mette), "also a picture that stands there is drawn anew"
    await opens(alma)
    assert both in sketched(alma)


async def test_the_copy_holds_what_stood_before_and_erasing_takes_all_of_it(own: House) -> None:
    alma = own.alma
    await says_good(alma, "Musik", "Regn")
    await opens(alma, GOOD, "Musik", "Take it out")
    await alma.taps(GOOD, "Regn")
    await alma.says("Regn på ruden")
    copy = "\n".join((await copied(own))[0])
    now, _, before = copy.partition(alma.say("{title}, before:", title="Min plan"))
    assert "»Regn på ruden«" in now and "»Musik«" not in now
    assert "»Musik«" in before and "»Regn«" in before
    await staff_open(own.mette)
    await erase(read_settings(own.settings), "Alma", own.clock.now())
    await own.quiet()
    own.mette.sees_not("Regn")


async def test_a_paper_is_kept_as_long_as_it_is_used_and_goes_as_a_whole(
    own: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    alma = own.alma
    monkeypatch.setattr(retention, "MOST", 1)

    async def forgets(before: str) -> None:
        await own.service.db.write(retention.erase_due, own.clock.now(), own.local(before))

    await says_good(alma, "Musik")
    await own.at("2026-12-24 12.00")
    await opens(alma, GOOD, "Musik")
    await alma.says("Sang")
    await forgets("2026-12-01 00.00")
    await opens(alma, "Before")
    alma.reads("»Musik«")
    await forgets("2026-12-25 00.00")
    await opens(alma)
    alma.sees("Nothing stands here yet. You can fill it in over several days.")


async def test_at_the_agreed_time_it_is_asked_whether_it_still_fits_and_not_of_an_empty_one(own: House) -> None:
    alma = own.alma
    who, plan = await own.known(alma), Plan(weekly((2, 4, 6)), time(14), ZONE)
    await own.service.db.write(schedules.set_schedule, who.id, "check_in", plan, own.clock.now(), dialog_id="calm")
    alma.turns_page()
    await own.at("2026-11-24 14.30")
    assert not alma.has_seen("»{paper}«: does it still fit?", paper="Min plan")
    await says_good(alma, "Musik")
    await own.at("2026-11-26 14.30")
    alma.sees("»{paper}«: does it still fit?", paper="Min plan")
    await alma.taps("It still fits")
    await own.at("2026-11-28 14.30")
    await alma.taps("I want to look at it")
    alma.reads("Det er godt: »Musik«")
    await alma.taps(GOOD, "Musik")
    await alma.says("Sang")
    alma.reads("Det er godt: »Sang«")


async def test_who_lets_the_question_be_was_asked_all_the_same(own: House) -> None:
    who, plan = await own.known(own.alma), Plan(weekly((2,)), time(14), ZONE)
    await own.service.db.write(schedules.set_schedule, who.id, "check_in", plan, own.clock.now(), dialog_id="calm")
    await says_good(own.alma, "Musik")
    await own.at("2026-11-24 14.30")
    own.alma.sees("»{paper}«: does it still fit?", paper="Min plan")
    await own.at("2026-11-25 18.30")
    await own.lis.presses("The house")
    own.lis.sees_not("for sent")
