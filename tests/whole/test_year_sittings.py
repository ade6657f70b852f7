"""A year of sittings in a small house, with restarts, outages and clocks put wrong: what was said stands once, plans
stand as they were last changed and are asked about in their rhythm, staff are asked about the house, and what is owed
is told on its day and the day after. What should be is reckoned here and in `year_stage`, without the bot's code."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.papers import standing
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import Plan
from storage import answers, papers, schedules, sessions
from storage.answers import StoredAnswer
from storage.database import Database
from storage.papers import Said
from storage.tx import Tx, moment
from tests.phone import da
from tests.sittings_deeds import Year
from tests.sittings_house import CONTACTS, QUIET
from tests.sittings_stage import PICKED, PLAN, Owed
from tests.year_stage import Life, Series, expected, local, quiet_ends, told_day, utc

pytestmark = pytest.mark.long

BEGINS, ENDS = utc(date(2026, 1, 1), time(0)), utc(date(2027, 1, 1), time(0))
DEEDS, RESTARTS, OUTAGES, SET_BACK = 330, 20, 24, 8
ZONE = "Europe/Copenhagen"
STAFF = ("Mette", "Jonas", "Kim")
HOURS = 3600.0
REMINDED, TOLD = 4 * HOURS, 36 * HOURS
"""How long a reminder to staff, and what a leader is told, is of use once it may be sent."""
TODAY = {
    False: "Something for {name} is to be done today. See »Follow-up«.",
    True: "{name} is to have an answer from you today. See »Follow-up«.",
}
LATE = {
    False: "A task for a borger is not done. {names} owed it by {day}.",
    True: "An answer to a borger is missing. {names} owed it by {day}.",
}
"""By whether it is an answer that is owed."""
AWAY, NOW = "Jeg var væk", ". Se »Opfølgning«"
"""Begins what a leader is told after an outage; stands in what staff are told on the day."""


async def test_a_year_of_sittings(tmp_path: Path) -> None:
    year = Year(tmp_path, random.Random(44), BEGINS)
    await (await Database.make(tmp_path / "house.db", "0f" * 32)).close()
    year.makes_dialogs()
    year.starts()
    await year.move_in()
    lives = {name: Life(QUIET.get(name), asked=(await asks(year, name, 4, PLAN),)) for name in CONTACTS}
    lives["the house"] = Life(None, asked=(await asks(year, "the house", 1, "shift"),))
    what = ["something"] * DEEDS + ["restart"] * RESTARTS + ["outage"] * OUTAGES + ["set back"] * SET_BACK
    when = sorted(float(year.chance.randrange(int(BEGINS), int(ENDS))) for _ in what)
    year.chance.shuffle(what)
    for at, happens in zip(when, what, strict=True):
        if at <= year.now():
            continue  # it was away
        await year.goes_to(at)
        match happens:
            case "something":
                await year.something()
            case "restart":
                await year.stops()
                year.starts()
            case "outage":
                back = at + 60 * year.chance.randrange(1, year.chance.choice((2, 60, 360, 1200, 4200)) + 1)
                year.outages.append((at, back))
                await year.ticks(back)
            case _:
                await year.ticks(at - year.chance.randrange(60, 5400))
                await year.goes_to(at)
    await year.goes_to(ENDS)
    year.settles()
    await what_was_said_stands(year)
    await plans_stand(year)
    for name, life in lives.items():
        await is_asked_in_rhythm(year, name, life)
    await nothing_stays_open(year)
    tasks_are_told(year)
    answers_are_told(year)
    await year.stops()


async def asks(year: Year, name: str, every: int, method: str) -> Series:
    """Asks for a method in so many weeks: of the plan at 14, of the shift on Mondays and Thursdays."""
    days, hours = ((2,), 12) if method == PLAN else ((1, 4), 2)
    series = Series(0, time(14), "weeks", local(BEGINS).date(), every, days, window=timedelta(hours=hours))
    plan = Plan(Repeat(series.start, series.unit, every, days), series.at, ZONE, series.window)
    await year.db.write(schedules.set_schedule, year.ids[name], "check_in", plan, moment(BEGINS), dialog_id=method)
    stored = await year.db.read(schedules.schedule_of, year.ids[name], "check_in", method)
    assert stored
    return Series(stored.id, series.at, series.unit, series.start, every, days, window=series.window, set_at=BEGINS)


# -- what was said


async def what_was_said_stands(year: Year) -> None:
    kept = [answer for who in year.ids.values() for answer in await year.db.read(answers.own_answers, who)]
    of_plans = {number for number, sat in year.sat.items() if sat.dialog == PLAN}
    found = {answer.id: answer for answer in kept if answer.session_id not in of_plans}
    assert found == year.said
    assert {"helped", "observed", "self"} == {answer.provenance for answer in found.values()}
    assert {sat.dialog for sat in year.sat.values()} == {"thought", "mat", "sheet", "shift", PLAN}


async def plans_stand(year: Year) -> None:
    for name, lines in year.plans.items():
        said = await year.db.read(papers.said_in, year.ids[name], PLAN)
        found = await year.db.read(_standing, said)
        assert [(a.step, a.item, a.provenance == "observed", a.id) for a in found] == [
            (line.step, line.item, line.by_staff, line.answer) for line in lines
        ]


def _standing(tx: Tx, said: list[Said]) -> list[StoredAnswer]:
    return standing.standing(partial(sessions.dialog_of, tx), said)


# -- what was asked


async def is_asked_in_rhythm(year: Year, name: str, life: Life) -> None:
    """A plan in which something stands is asked about, unless the borger has filled some of it on that day; staff are
    asked about the house, each of them."""
    should = expected([(BEGINS, life)], ENDS, year.outages)
    rows = await year.db.read(
        Tx.all, "SELECT due_at, status, decided_at FROM occurrence WHERE person_id = ?", year.ids[name]
    )
    notes = {due: (status, at) for due, status, at in rows}
    for (_, _, _, due), at in should.sent.items():
        asks_at = quiet_ends(life, due)
        that_day = [then for then in year.filled.get(name, []) if told_day(then) == told_day(asks_at) and then <= at]
        stands = name not in CONTACTS or [0, *(count for then, count in year.stood[name] if then <= at)][-1]
        status, noted_at = notes[due]
        assert status == ("already" if that_day else "asked" if stands else "nothing")
        assert noted_at == at or that_day
    assert {row[0] for row in rows if row[1] == "stale"} == {due for _, _, _, due in should.stale}
    assert len(rows) == len(should.sent) + len(should.stale)
    if name == "the house":
        begun = await year.db.read(
            Tx.all, "SELECT p.name, s.opened_at FROM session s JOIN person p ON p.id = s.person_id"
            " WHERE s.dialog_id = 'shift'"
        )  # fmt: skip
        asked = [(staff, at) for at in should.sent.values() for staff in STAFF]
        assert Counter(map(tuple, begun)) == Counter([*asked, *year.shifts])


async def nothing_stays_open(year: Year) -> None:
    """What was left has ended by itself, but what was begun on the last day."""
    rows = await year.db.read(Tx.all, "SELECT dialog_id FROM session WHERE status = 'open' AND opened_at < ?",
                              ENDS - 26 * HOURS)  # fmt: skip
    assert rows == []


# -- what is owed


def tasks_are_told(year: Year) -> None:
    """On its day those who owe it, on the day after the leader; nobody hears of what a borger will do themself."""
    should = Counter(told for task in year.owed if task.owner == "staff" for told in _told(year, task))
    said = [one for one in year.came if one[1]]  # what is taken away again, once it is done, says nothing
    told = [one for one in said if (one[0] == "Lis" and AWAY not in one[1]) or (one[0] in STAFF and NOW in one[1])]
    assert Counter(told) == should
    assert len(year.owed) > 40 and should.total() > 60, "a year is long"


def _told(year: Year, task: Owed) -> Iterator[tuple[str, str, float]]:
    answer = task.step == PICKED
    at = year.up(utc(task.due, time(9)))
    if task.is_open(at):
        for name in _owing(year, task, at):
            came = _comes(year, name, at, REMINDED)
            on = local(at).date()  # a day later, if nothing could be told on the day itself
            late = da("For {name}, something was to be done by {day}. See »Follow-up«.", name=task.borger, day=task.due)
            if came and local(came).date() == on:
                yield name, da(TODAY[answer], name=task.borger) if on == task.due else late, came
    at = year.up(utc(task.due + timedelta(days=1), time(9)))
    if task.is_open(at) and (names := _owing(year, task, at)) and (came := _comes(year, "Lis", at, TOLD)):
        yield "Lis", da(LATE[answer], names=tuple(names), day=task.due), came


def _owing(year: Year, task: Owed, at: float) -> list[str]:
    """Whoever has taken it on; else the contact persons who may see it."""
    found = [name for name in CONTACTS[task.borger] if year.may_read(task, name, at)]
    return [name for name in found if task.taken_at(at) == name] or found


def _comes(year: Year, name: str, at: float, of_use: float) -> float | None:
    """When what is to be sent at an instant comes to somebody, after their quiet hours; None if that is too late."""
    begins = quiet_ends(Life(QUIET.get(name)), at)
    came = year.up(begins)
    return came if came < begins + of_use and came <= ENDS else None


def answers_are_told(year: Year) -> None:
    """What staff answer comes to the borger once, in their words."""
    for borger, words, at in year.replied:
        came = _comes(year, borger, at, 24 * HOURS)
        assert [when for who, text, when in year.came if who == borger and words in text] == ([came] if came else [])
    assert year.replied
