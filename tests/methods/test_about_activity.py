"""A method about one activity of a borger's plan: asked before or after it, begun by the borger or staff, and read with
its title and day."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.commands.copies import export
from bot.commands.forecast import forecast
from bot.config import read_settings
from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError
from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.repeat import Repeat
from storage import activities, answers, people
from storage.answers import StoredAnswer
from tests.house import ZONE, House, open_house
from tests.methods.test_methods import opens_shelf
from tests.review_stage import opened

HOW = """
id: how
title: {da: Efter en aktivitet, en: After an activity}
called: {da: Sådan gik det, en: How it went there}
pictogram: "🎯"
purpose: answers
topic: week
voices: [borger, staff]
shelf: week
about: activity
rhythm: {after: 1h}
window: 8h
steps:
  - {id: good, kind: rating, scale: wellbeing, text: {da: "{activity}: hvordan var det?"}, name: {da: Hvordan}}
  - {id: more, kind: say, text: {da: "Vil du sige mere?"}, name: {da: Mere}}
"""
READY = """
id: ready
title: {da: Klar til i morgen}
purpose: answers
topic: week
shelf: week
offered: agreed
about: activity
rhythm: {days_before: 1, at: "18:00"}
steps:
  - {id: ready, kind: choice, text: {da: "{activity}: er du klar?"}, name: {da: Klar},
     options: [{id: yes_, label: {da: Ja}}, {id: no_, label: {da: Nej}}]}
  - {id: why, kind: say, text: {da: Hvad mangler du?}, name: {da: Mangler}, only_if: {step: ready, any_of: [no_]}}
"""
MONDAY = date(2026, 11, 23)
ASKS = "{activity}: hvordan var det?"
SWIM, CHOIR = "Svømning", "Kor"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, HOW, READY) as house:
        yield house


async def planned(house: House, title: str, hour: int, day: date = MONDAY, *, sign: str = "🏊") -> int:
    """Puts an hour of something into Alma's day."""
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    plan = Activity(title, Repeat(day), time(hour), ZONE, pictogram=sign, leads=())
    (made,) = await house.service.db.write(
        activities.add_activity, (alma.id,), "activity", plan, mette.id, house.clock.now()
    )
    return made


async def agrees(house: House, which: str, *taps: str) -> None:
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Methods", which, *taps)
    house.alma.turns_page()
    house.mette.turns_page()


async def all_after(house: House) -> None:
    """Mette agrees with Alma that she is asked an hour after everything."""
    await agrees(house, "Efter en aktivitet", "Yes", "Yes, at fixed times", "After something planned",
                 "All that is planned", "An hour", "8 hours")  # fmt: skip


async def said(house: House) -> list[StoredAnswer]:
    alma = await house.known(house.alma)
    return await house.service.db.read(answers.own_answers, alma.id, dialog_id="how")


# -- asked


async def test_it_is_asked_so_long_after_it_is_over_each_by_itself(own: House) -> None:
    await all_after(own)
    own.mette.turns_page()
    await own.mette.presses("Borgere")
    await own.mette.taps("Alma", "Settings", "Methods")
    own.mette.sees("Efter en aktivitet: en time efter hver aktivitet")
    await planned(own, SWIM, 13)
    await planned(own, CHOIR, 13, sign="🎵")
    await own.at("2026-11-23 14.59")
    own.alma.sees_not(ASKS.format(activity=SWIM))
    await own.at("2026-11-23 15.30")
    own.alma.sees(ASKS.format(activity=SWIM))
    own.alma.sees(ASKS.format(activity=CHOIR))
    await own.alma.taps("Well", "No thanks")
    await own.closes()
    await own.opens()
    await own.alma.taps("Badly", "No thanks")
    assert {(each.entry, each.entry_day, each.score) for each in await said(own) if each.step == "good"} == {
        (SWIM, MONDAY, 2.5), (CHOIR, MONDAY, 7.5),
    }  # fmt: skip


@pytest.mark.long
async def test_only_the_one_that_was_chosen_is_asked_about(own: House) -> None:
    await planned(own, SWIM, 13)
    await planned(own, CHOIR, 14)
    await agrees(own, "Efter en aktivitet", "Yes", "Yes, at fixed times", "After something planned", CHOIR, "At once",
                 "8 hours")  # fmt: skip
    await own.at("2026-11-23 15.30")
    own.alma.sees(ASKS.format(activity=CHOIR))
    own.alma.sees_not(ASKS.format(activity=SWIM))


async def test_none_is_asked_about_twice_nor_one_that_is_cancelled(own: House) -> None:
    await all_after(own)
    swim = await planned(own, SWIM, 13)
    gone = await planned(own, CHOIR, 13)
    alma = await own.known(own.alma)
    found = {each.id: each for each in await own.service.db.read(activities.activities_of, alma.id)}
    cancelled = Change(HappeningState.CANCELLED)
    await own.service.db.write(activities.set_change, found[gone], MONDAY, cancelled, alma.id, own.clock.now())
    await own.at("2026-11-23 14.10")
    await opens_shelf(own.alma, "My week", "Sådan gik det")
    await own.alma.taps("Well", "No thanks")
    own.alma.turns_page()
    await own.at("2026-11-23 17.00")
    own.alma.sees_not(ASKS.format(activity=SWIM), ASKS.format(activity=CHOIR))
    later = Change(HappeningState.MOVED, MONDAY, time(18))
    await own.service.db.write(activities.set_change, found[swim], MONDAY, later, alma.id, own.clock.now())
    await own.at("2026-11-23 21.30")
    own.alma.sees_not(ASKS.format(activity=SWIM))


@pytest.mark.long
async def test_what_comes_in_quiet_hours_or_a_break_is_left_out(own: House) -> None:
    await all_after(own)
    await planned(own, SWIM, 20)
    await own.at("2026-11-23 22.30")
    own.alma.sees_not(ASKS.format(activity=SWIM))
    await own.at("2026-11-24 08.01")
    own.alma.sees_not(ASKS.format(activity=SWIM))


# -- before, and what becomes of it


async def before(house: House) -> None:
    await agrees(house, "Klar til i morgen", "Yes", "Yes, at fixed times", "Before something planned",
                 "All that is planned", "The day before", "18.00", "24 hours")  # fmt: skip


async def test_a_question_goes_with_what_is_cancelled_and_comes_again_with_what_is_moved(own: House) -> None:
    mette, asks = own.mette, "Svømning, tirsdag den 24. november: er du klar?"
    await before(own)
    await planned(own, SWIM, 14, date(2026, 11, 24))
    await own.at("2026-11-23 18.00")
    own.alma.sees(asks)
    await mette.presses("Plan")
    await mette.taps("tir 24", f"Alma: {SWIM}", "Move", "torsdag den 26. november", "kl. 10.00", "Skip")
    own.alma.sees_not(asks)
    await own.at("2026-11-25 18.00")
    own.alma.sees("Svømning, torsdag den 26. november: er du klar?")
    await own.alma.taps("Ja")
    mette.turns_page()
    await mette.presses("Plan")
    await mette.taps("tor 26", f"Alma: {SWIM}", "Cancel", "Cancel it", "Skip")
    own.alma.turns_page()
    await own.at("2026-11-26 20.00")
    own.alma.sees_not("er du klar?")
    mette.turns_page()
    await opened(own, "Answers")
    mette.sees("Svømning, torsdag den 26. november · Klar: Ja")


async def test_who_has_begun_is_not_asked_on_and_what_was_said_stays(own: House) -> None:
    mette = own.mette
    await before(own)
    await planned(own, SWIM, 14, date(2026, 11, 24))
    await own.at("2026-11-23 18.00")
    await own.alma.taps("Nej")
    own.alma.sees("Hvad mangler du?")
    await mette.presses("Plan")
    await mette.taps("tir 24", f"Alma: {SWIM}", "Cancel", "Cancel it", "Skip")
    own.alma.sees_not("Hvad mangler du?")
    mette.turns_page()
    await opened(own, "Answers")
    mette.sees("Svømning, tirsdag den 24. november · Klar: Nej")


# -- begun by the borger and by staff


async def test_of_several_the_card_asks_which_by_day(own: House) -> None:
    alma = own.alma
    await opens_shelf(alma, "My week")
    assert not alma.has_button("Sådan gik det"), "nothing is lately over"
    await alma.taps("Close")
    await planned(own, SWIM, 10)
    await planned(own, CHOIR, 9, date(2026, 11, 20), sign="🎵")
    await planned(own, "Tur", 9, date(2026, 11, 26))
    await opens_shelf(alma, "My week", "Sådan gik det")
    assert alma.has_button(SWIM) and alma.has_button("Kor, fredag") and not alma.has_button("Tur")
    await alma.taps("Kor, fredag")
    alma.sees("Kor, fredag: hvordan var det?")
    await alma.taps("Well", "No thanks")
    alma.reads("Kor, fredag\n\nTak. Det her svarede du.")


async def test_staff_answer_with_the_borger_and_with_their_own_view(own: House) -> None:
    await planned(own, SWIM, 10)
    mette = await opened(own, "Answer together", "Efter en aktivitet")
    mette.sees("Svømning: hvordan var det?")
    await mette.taps("Well", "No thanks")
    mette.turns_page()
    await opened(own, "Write what you noticed", "Efter en aktivitet")
    await mette.taps("Badly", "No thanks")
    mette.turns_page()
    await opened(own, "Answers")
    mette.sees("Svømning, mandag den 23. november · Hvordan: Godt (7,5)")
    mette.sees("Svømning, mandag den 23. november · Hvordan: Dårligt (2,5)")


@pytest.mark.long
async def test_two_activities_are_two_curves(own: House) -> None:
    await planned(own, SWIM, 10)
    await planned(own, CHOIR, 9)
    for which in (SWIM, CHOIR):
        await opens_shelf(own.alma, "My week", "Sådan gik det", which)
        await own.alma.taps("Well", "No thanks")
    mette = await opened(own, "Curves", "My week")
    mette.sees("Svømning · Hvordan: ét svar, 7,5")
    mette.sees("Kor · Hvordan: ét svar, 7,5")


async def test_it_is_said_in_the_copy_and_stays_when_the_activity_is_gone(own: House, tmp_path: Path) -> None:
    swim = await planned(own, SWIM, 10)
    await opens_shelf(own.alma, "My week", "Sådan gik det")
    await own.alma.taps("Well", "No thanks")
    await own.service.db.write(lambda tx: tx.run("DELETE FROM activity WHERE id = ?", swim))
    file = await export(read_settings(own.settings), "Alma", tmp_path / "copy", own.clock.now())
    assert "Efter en aktivitet: Svømning, mandag den 23. november" in file.read_text("utf-8")


@pytest.mark.long
async def test_the_forecast_knows(own: House) -> None:
    await all_after(own)
    await planned(own, SWIM, 14)
    lines = await forecast(read_settings(own.settings), "Alma", 1, own.clock.now())
    assert [line for line in lines if "Svømning" in line] == [
        "Mon 2026-11-23 16:05  Alma  check_in Efter en aktivitet: Svømning  by its plan at 16:00, for Svømning, Mon"
        " 14:00 to Mon 15:00; due 16:00, moved by quiet hours or to keep messages apart"
    ]


@pytest.mark.long
async def test_who_has_blocked_the_bot_is_not_asked(own: House) -> None:
    await all_after(own)
    await planned(own, SWIM, 13)
    await own.alma.blocks()
    await own.service.db.write(people.set_reachable, own.alma.chat_id, False, own.clock.now())
    await own.at("2026-11-23 18.00")
    assert await said(own) == []


# -- the file


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("{activity}: ", ""), "no text says which one; put {activity} into the first question"),
        (("after: 1h", 'after: 1h, at: "14:00"'), "after says when it is asked; take at"),
        (("after: 1h", "after: 9d"), "after may be 7d at most"),
        (("after: 1h", "after: 1h, every: 1d"), "needs either every, days_before or after"),
        (("after: 1h", "every: 1d"), "needs at: and a time in quotes"),
        (("about: activity", "about: team"), "nothing a dialog can be about; write borger, activity"),
    ],
)
def test_what_makes_no_sense_is_refused(changed: tuple[str, str], told: str) -> None:
    with pytest.raises(DialogError, match=re.escape(told)):
        read_dialog("how.yaml", HOW.replace(*changed))
