"""Ratings with totals: to those they are shared with, and to the borger who gave them."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.simulator.state import SimMessage
from dialogs.method.scales import scores_in
from dialogs.profile import Reading, ReadingProfile
from dialogs.text import T
from dialogs.time.repeat import weekly
from dialogs.time.schedule import Plan
from storage import schedules, sharing
from tests.house import ZONE, House, open_house
from tests.phone import Phone
from tests.review_stage import FIT, opened, rated
from tests.reviewing.test_export import bodies, read_csv

pytestmark = pytest.mark.long

LIFE, TOGETHER = (T(score.name.id) for score in FIT.scores)
TITLE = T(FIT.title.id)
SLEEP = """
id: sleep
title: {da: Min nat}
pictogram: "🛏️"
purpose: answers
topic: trivsel
view: line
steps:
  - {id: night, kind: rating, scale: wellbeing, text: {da: Hvordan sov du?}, name: {da: Natten}, pictogram: "🌙"}
"""
OVERDUE = "{topic}, not shared yet: {names}"


def sketch(message: SimMessage) -> str:
    return message.file.content.decode("utf-8", "ignore") if message.file else ""


async def shared(house: House, *, allowed: bool = True) -> None:
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    await house.service.db.write(sharing.set_grant, alma.id, mette.id, "fit", allowed, house.clock.now())


async def curves(house: House) -> Phone:
    return await opened(house, "Curves", FIT.title.id)


async def test_totals_with_their_lines_and_what_became_of_them(house: House) -> None:
    await shared(house)
    await rated(house, "2026-10-12", (5, 5, 5, 5), (9, 9, 9, 9))
    await rated(house, "2026-10-26", (6, 5, 5, 5), (9, 9, 9, 10))
    await rated(house, "2026-11-09", (6.5, 6.5, 6, 6), (9, 9, 9, 9))
    mette = await curves(house)
    drawn = sketch(mette.card)
    assert all(f"shown='{value}'" in drawn for value in ("20", "21", "25", "36", "37"))
    assert "ChartLine(value=25.0" in drawn and "ChartLine(value=36.0" in drawn and "top=40.0" in drawn
    mette.sees("{score}: {latest} (first {first})", score=LIFE, latest=25.0, first=20.0)
    mette.sees("Higher by {least} or more than the first time, and now at {line} or above.", least=5.0, line=25.0)
    mette.sees("Worth a talk: under {line}, or lower than last time.", line=36.0)
    mette.sees_not("Lavere")


async def test_a_total_that_misses_a_part_is_none(house: House) -> None:
    await shared(house)
    await rated(house, "2026-10-26", (6, 6, 6, 6))
    await rated(house, "2026-11-09", (9, 9, None, 9))
    mette = await curves(house)
    assert "shown='?'" in sketch(mette.card)
    mette.sees("{score}: {latest} (the first time)", score=LIFE, latest=24.0)


async def test_two_sittings_on_one_day_are_never_made_a_total_that_nobody_gave(house: House) -> None:
    """As when a borger was asked on their own phone and answered with help as well."""
    await shared(house)
    await rated(house, "2026-10-26", (5, 5, 5, 5))
    await rated(house, "2026-11-09", (6, 6, 6, 6))
    await rated(house, "2026-11-09", (8, 8, 8, 8), provenance="helped")
    await rated(house, "2026-11-09", (1, None, 1, 1))
    mette = await curves(house)
    drawn = sketch(mette.card)
    assert "shown='32'" in drawn and "shown='28'" not in drawn and "shown='24'" not in drawn
    mette.sees("{score}: {latest} (first {first})", score=LIFE, latest=32.0, first=20.0)


async def test_nothing_of_it_without_a_yes(house: House) -> None:
    await rated(house, "2026-11-09", (6, 6, 6, 6))
    mette = await opened(house, "Curves")
    assert not mette.has_button(FIT.title.id)
    await shared(house)
    await rated(house, "2026-11-16", (2, 2, 2, 2), shares=False)
    mette = await curves(house)
    assert "shown='24'" in sketch(mette.card) and "shown='8'" not in sketch(mette.shown[0])


async def test_totals_are_rows_of_the_export(house: House) -> None:
    await shared(house)
    await rated(house, "2026-10-26", (5, 5, 5, 5.5), (9, 9, 9, 9), provenance="helped")
    await rated(house, "2026-11-09", (5, 5, 5, None))
    mette = await opened(house, "Export", "CSV")
    (head, *rows), meaning = (read_csv(body) for body in bodies(mette).values())
    total, question = head.index(mette.say("Total")), head.index(mette.say("Question"))
    assert [(row[question], row[total]) for row in rows if row[total]] == [
        (mette.say(LIFE.id), "20,5"), (mette.say(TOGETHER.id), "36")
    ]  # fmt: skip
    assert {row[head.index(mette.say("Kind"))] for row in rows[:10]} == {mette.say("With help")}
    made = next(row for row in meaning if row[0] == mette.say("Total: {score}", score=LIFE))
    assert mette.say("{bottom} to {top}, line {line}, a change of {least} counts", bottom=0.0, top=40.0, line=25.0,
                     least=5.0) in made[2]  # fmt: skip


async def test_a_total_of_which_a_part_was_given_with_help_is_one_with_help(house: House) -> None:
    await shared(house)
    await rated(house, "2026-10-26", (5, 5, 5, 5))
    await rated(house, "2026-11-09", (6, 6, 6, 6), (9, 9, 9, 10), helped_from=4)
    mette = await curves(house)
    drawn = sketch(mette.card)
    assert "shown='20', provenance='self'" in drawn and "shown='24', provenance='helped'" in drawn
    mette.sees("{count} of the numbers were given with help.", count=1)
    mette = await opened(house, "Export", "CSV")
    (head, *rows), _ = (read_csv(body) for body in bodies(mette).values())
    kind, staff, total = (head.index(mette.say(column)) for column in ("Kind", "Staff", "Total"))
    alone, helped = (mette.say("Own answer"), ""), (mette.say("With help"), "Mette")
    assert [(row[kind], row[staff]) for row in rows if row[total]] == [alone, helped, helped]
    assert [(row[kind], row[staff]) for row in rows if not row[total]] == [*[alone] * 7, *[helped] * 5]


async def asked_every_second_week(house: House, monday: date) -> None:
    alma = await house.known(house.alma)
    plan = Plan(weekly((1,), 2, monday), time(14), ZONE)
    await house.service.db.write(schedules.set_schedule, alma.id, "check_in", plan, house.clock.now(), dialog_id="fit")


async def test_what_is_overdue_is_told_once(house: House) -> None:
    mette = house.mette
    await shared(house)
    await asked_every_second_week(house, date(2026, 11, 23))
    await house.at("2026-11-26 13.00")
    mette.sees_not(mette.say(OVERDUE, topic=TITLE, names=("Alma",)))
    await house.at("2026-11-30 12.00")
    assert mette.has_seen(OVERDUE, topic=TITLE, names=("Alma",)) == 1
    await opened(house)
    mette.sees("{topic}, not shared yet: asked {date}.", topic=TITLE, date=date(2026, 11, 23))
    await rated(house, "2026-11-29", (6, 6, 6, 6))
    await opened(house)
    mette.sees_not("ikke delt endnu")


async def test_nobody_hears_of_what_is_not_shared_with_them(house: House) -> None:
    await asked_every_second_week(house, date(2026, 11, 23))
    await house.at("2026-11-30 12.00")
    assert not house.mette.has_seen(OVERDUE, topic=TITLE, names=("Alma",))


async def test_the_borgers_own_curve_whatever_is_shared(house: House) -> None:
    await rated(house, "2026-10-26", (5, 5, 5, 5), shares=False)
    await rated(house, "2026-11-09", (4, 4, 4, 4), shares=False)
    alma = house.alma
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("How I am", "My curve")
    drawn = sketch(alma.shown[-1])
    assert "shown='20'" in drawn and "shown='16'" in drawn
    assert "ChartLine" not in drawn, "nothing to measure up to"
    alma.sees("This is your curve. Curves go up and down. You can talk with someone about it.")
    alma.sees_not("Lavere", "Højere")


async def test_the_borgers_own_curve_in_pictures_alone_and_in_words_alone(house: House) -> None:
    await rated(house, "2026-11-09", (4, 4, 4, 4.5))
    for reading in (Reading.PICTURES, Reading.TEXT):
        await house.reads_as(house.alma, ReadingProfile(reading=reading))
        house.alma.turns_page()
        await house.alma.presses("➕" if reading is Reading.PICTURES else "More")
        await house.alma.taps(*(("🙂", "📈") if reading is Reading.PICTURES else ("How I am", "My curve")))
        shown = house.alma.shown[-1]
        if reading is Reading.PICTURES:
            assert "shown='16,5'" in sketch(shown) and house.alma.say(LIFE.id) not in sketch(shown)
            assert not shown.caption
        else:
            assert not shown.file
            house.alma.sees("{date}: {value}", date=date(2026, 11, 9), value=16.5)


async def test_there_is_no_curve_before_there_is_an_answer(house: House) -> None:
    await house.alma.presses("More")
    await house.alma.taps("How I am", "My curve")
    house.alma.sees("There is no curve yet.")


@pytest.mark.parametrize(("before", "after"), [(5, 3), (3, 11), (11, 2), (2, 5)])
async def test_another_number_of_steps_reads_as_neither_rise_nor_fall(house: House, before: int, after: int) -> None:
    """The best of each is tapped all the time: nothing is better or worse, nothing worth a talk, no curve moves."""
    await shared(house)
    for steps, days in ((before, ("2026-10-12", "2026-10-26")), (after, ("2026-11-09", "2026-11-16"))):
        best = scores_in(steps)[-1]
        for day in days:
            await rated(house, day, (best,) * 4, (best,) * 4, steps=steps)
    mette = await curves(house)
    for score in (LIFE, TOGETHER):
        for steps in (before, after):
            name, value = T("{question} ({steps} steps)", question=score, steps=steps), 4 * scores_in(steps)[-1]
            mette.sees("{score}: {latest} (first {first})", score=name, latest=value, first=value)
    unheld = mette.say("Not held against {line}: so few steps cannot come to both sides of it.", line=36.0)
    assert (unheld in mette.screen) is (after < 5)
    for said in (
        mette.say("Improved: up by {least} or more since the first time.", least=5.0),
        mette.say("Worth a talk: under {line}, or lower than last time.", line=36.0),
        mette.say("Worth a talk: lower than last time."),
        mette.say("Worse: down by {least} or more since the first time.", least=5.0),
    ):
        assert said not in mette.screen
    drawn = sketch(mette.card)
    assert drawn.count("ChartRow(") == 4
    assert drawn.count("ChartLine(value=36.0") == sum(steps >= 5 for steps in (before, after))


async def test_a_fall_in_the_same_steps_is_told_without_a_line(house: House) -> None:
    await shared(house)
    await rated(house, "2026-11-09", (None,) * 4, (7.5,) * 4, steps=3)
    await rated(house, "2026-11-16", (None,) * 4, (7.5, 7.5, 7.5, 5), steps=3)
    mette = await curves(house)
    mette.sees("Worth a talk: lower than last time.")


async def test_an_export_says_in_how_many_steps_each_was_given(house: House) -> None:
    await shared(house)
    await rated(house, "2026-11-09", (7.5,) * 4, steps=3)
    mette = await opened(house, "Export", "CSV")
    (head, *rows), meaning = (read_csv(body) for body in bodies(mette).values())
    assert {row[head.index(mette.say("Steps"))] for row in rows} == {"3"} and len(rows) == 5
    (total,) = (row for row in meaning if row[0] == mette.say("Total: {score}", score=TOGETHER))
    assert mette.say("{between}; the line counts for what is given in {steps} steps", between="0 til 40, grænse 36",
                     steps=("5", "11")) in total[2]  # fmt: skip


async def test_ratings_of_a_dialog_whose_view_is_a_line_are_on_the_borgers_own_curve(tmp_path: Path) -> None:
    async with open_house(tmp_path, SLEEP) as house:
        alma = house.alma
        for day, face in (("2026-11-24", "Well"), ("2026-11-25", "Badly")):
            await house.at(f"{day} 12.00")
            alma.turns_page()
            await alma.presses("More")
            await alma.taps("My life", "Min nat", face)
        alma.turns_page()
        await alma.presses("More")
        await alma.taps("How I am", "My curve")
        drawn = sketch(alma.shown[-1])
        assert "label='Natten'" in drawn and drawn.count("provenance='self'") == 2
        assert drawn.index("shown='7,5'") < drawn.index("shown='2,5'")
        alma.turns_page()
        await alma.presses("More")
        await alma.taps("How I am", "My pictures")
        alma.sees("There is no picture yet.")
