"""A year in a house of 24 borgere: with restarts, outages, clocks put wrong and plans changed, exactly what should be
sent is sent. What should be is reckoned in `year_stage`, which shares no code with the bot."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.asking import feature as asking
from bot.desk.desk import Desk
from bot.reminding import reminders
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.agenda import AgendaEntry, Rhythm
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import Before, Plan, QuietHours
from storage import activities, agendas, people, schedules
from storage.activities import StoredActivity
from storage.agendas import OccurrenceStatus
from storage.database import Database
from storage.people import Person
from storage.tx import Tx, moment, stamp
from tests.year_house import YearHouse
from tests.year_stage import Key, Life, Series, Unit, expected, falls_on, local, utc

pytestmark = pytest.mark.long

BORGERE = 24
BEGINS, ENDS = utc(date(2026, 1, 1), time(0)), utc(date(2027, 1, 1), time(0))
EDITS, RESTARTS, OUTAGES, SET_BACK = 200, 40, 24, 12
ZONE = "Europe/Copenhagen"
DIALOGS = ("trivsel", "look_ahead", "who_decides", "safety_plan", "fit")
"""Methods that are asked: on weekdays, every week, every so many days or months, every 4 to 26 weeks, and before a
meeting."""
LEADS = ("evening", "morning", "before60", "before30", "before10", "start")


@dataclass
class World(YearHouse):
    """The house, and everything that has happened. `lives` are each borger's edits, `sent` is what came."""

    lives: dict[int, list[tuple[float, Life]]] = field(default_factory=lambda: defaultdict(list))
    sent: dict[int, list[tuple[Key, float]]] = field(default_factory=lambda: defaultdict(list))


def some_series(chance: random.Random, number: int, day: date) -> Series:
    """A lifelike activity."""
    own = chance.random() < 0.25
    hours = (1, 6, 7, 9, 22, 23) if own else (7, 9, 10, 12, 13, 14, 14, 16, 18, 19)
    clock = time(chance.choice(hours), chance.choice((0, 0, 15, 30)))
    leads = tuple(sorted(chance.sample(LEADS, chance.choice((1, 1, 2, 2, 3)))))
    start = day + timedelta(days=chance.randrange(14))
    unit: Unit = chance.choice(("weeks", "weeks", "weeks", "months", "once"))
    days = tuple(sorted(chance.sample(range(1, 8), chance.choice((1, 1, 2))))) if unit == "weeks" else ()
    every = chance.choice((1, 1, 2, 4)) if unit == "weeks" else 1
    if unit == "months" and chance.random() < 0.5:
        start = date(day.year, day.month, 31) if day.month in (1, 3, 5, 7, 8, 10, 12) else start
    until = start + timedelta(days=chance.randrange(30, 300)) if unit != "once" and chance.random() < 0.3 else None
    return Series(number, clock, unit, start, every, days, until, leads=leads, own=own)


def some_plan(chance: random.Random, dialog: str, planned: tuple[Series, ...], today: date) -> Series:
    clock = time(chance.choice((6, 8, 10, 14, 16, 16, 16, 19, 20, 23)), chance.choice((0, 0, 0, 30)))
    window, start = timedelta(hours=12), today + timedelta(days=chance.randrange(1, 14))
    match dialog:
        case "trivsel":
            days = tuple(sorted(chance.sample(range(1, 8), chance.choice((2, 3, 7)))))
            return Series(0, clock, "weeks", date(1990, 1, 1), 1, days, window=timedelta(hours=chance.choice((2, 8))))
        case "who_decides":
            unit: Unit = chance.choice(("days", "months"))
            return Series(0, clock, unit, start, chance.choice((1, 2, 3, 10)), window=window)
        case "fit" if planned:
            before = chance.choice(planned).id, chance.choice((1, 2, 3, 7))
            return Series(0, clock, "once", start, before=before, window=window)
    every = {"look_ahead": 1, "safety_plan": chance.choice((4, 8, 12, 26))}.get(dialog, 2)
    return Series(0, clock, "weeks", start, every, (chance.randrange(1, 8),), window=window)


def activity_of(series: Series) -> Activity:
    repeat = Repeat(series.start, series.unit, series.every, series.days, series.until)
    return Activity("Svømning", repeat, series.at, ZONE, leads=series.leads)


def set_plan(tx: Tx, borger: int, dialog: str, series: Series, now: datetime) -> Series:
    repeat = Repeat(series.start, series.unit, series.every, series.days)
    before = Before(*series.before) if series.before else None
    plan = Plan(repeat, series.at, ZONE, series.window, series.on, before)
    schedules.set_schedule(tx, borger, "check_in", plan, now, dialog_id=dialog)
    stored = schedules.schedule_of(tx, borger, "check_in", dialog)
    assert stored is not None
    return replace(series, id=stored.id, set_at=stamp(now))


async def move_in(world: World) -> None:
    chance, now = world.chance, moment(BEGINS)
    for number in range(BORGERE):
        borger = await world.db.write(
            people.add_person,
            Role.BORGER,
            f"Prøve {number}",
            now,
            profile=ReadingProfile(),
            state="active",
            chat_id=1000 + number,
        )
        quiet = chance.choice(((time(22), time(8)), (time(22), time(8)), (time(23), time(7)), None))
        hours = QuietHours(*quiet) if quiet else None
        await world.db.write(agendas.set_rhythm, borger, Rhythm(hours), now)
        today = local(BEGINS).date()
        planned = tuple([
            await world.db.write(planned_now, borger, some_series(chance, 0, today), now)
            for _ in range(chance.choice((0, 1, 2, 3)))
        ])  # fmt: skip
        asked = tuple([
            await world.db.write(set_plan, borger, dialog, some_plan(chance, dialog, planned, today), now)
            for dialog in DIALOGS[: chance.choice((1, 2, 3, 4, 5))]
        ])  # fmt: skip
        world.lives[borger].append((BEGINS, Life(quiet, asked=asked, planned=planned)))


def planned_now(tx: Tx, borger: int, series: Series, now: datetime) -> Series:
    (activity_id,) = activities.add_activity(
        tx, (borger,), "own" if series.own else "activity", activity_of(series), 1, now
    )
    return replace(series, id=activity_id, set_at=stamp(now))


async def edit(world: World) -> None:
    """Somebody changes something for one borger."""
    chance, at = world.chance, world.now()
    borger = chance.choice(list(world.lives))
    life, now, today = world.lives[borger][-1][1], moment(at), local(at).date()
    match chance.choice(("asked", "switched", "planned", "change", "change", "change", "pause", "resume")):
        case ("asked" | "switched") as what:
            place = chance.randrange(len(life.asked))
            dialog, old = DIALOGS[place], life.asked[place]
            new = some_plan(chance, dialog, life.planned, today) if what == "asked" else replace(old, on=not old.on)
            changed = await world.db.write(set_plan, borger, dialog, new, now)
            life = replace(life, asked=(*life.asked[:place], changed, *life.asked[place + 1 :]))
        case "planned" if len(life.planned) < 6:
            life = replace(
                life,
                planned=(*life.planned, await world.db.write(planned_now, borger, some_series(chance, 0, today), now)),
            )
        case "change" if life.planned:
            life = await world.db.write(one_changed, chance, life, today, now)
        case "pause":
            until, both = today + timedelta(days=chance.randrange(1, 20)), chance.random() < 0.5
            life = replace(life, paused_until=until, pauses_reminders=both)
        case "resume":
            life = replace(life, paused_until=None, pauses_reminders=False, resumed_at=at)
    hours = QuietHours(*life.quiet) if life.quiet else None
    resumed = moment(life.resumed_at) if life.resumed_at else None
    rhythm = Rhythm(hours, life.paused_until, life.pauses_reminders, resumed)
    await world.db.write(agendas.set_rhythm, borger, rhythm, now)
    world.lives[borger].append((at, life))


def one_changed(tx: Tx, chance: random.Random, life: Life, today: date, now: datetime) -> Life:
    """An occurrence of the next days is moved, late or cancelled."""
    place = chance.randrange(len(life.planned))
    series = life.planned[place]
    slots = [day for n in range(10) if falls_on(series, day := today + timedelta(days=n))]
    if not slots:
        return life
    slot = chance.choice(slots)
    stored = activities.activity_by_id(tx, series.id)
    assert stored is not None
    kept: tuple[str, date | None, time | None, int, float]
    match chance.choice(("moved", "moved", "late", "cancelled")):
        case "moved":
            day, clock = slot + timedelta(days=chance.randrange(-1, 4)), time(chance.randrange(9, 20), 10)
            change, kept = Change(HappeningState.MOVED, day, clock), ("moved", day, clock, 0, stamp(now))
        case "late":
            change, kept = Change(HappeningState.LATE, late=15), ("late", None, None, 15, stamp(now))
        case _:
            change, kept = Change(HappeningState.CANCELLED), ("cancelled", None, None, 0, stamp(now))
    activities.set_change(tx, stored, slot, change, 1, now)
    changed = replace(series, changes={**series.changes, slot: kept})
    return replace(life, planned=(*life.planned[:place], changed, *life.planned[place + 1 :]))


def record(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes what would be sent, in place of sending it."""

    def asked(desk: Desk, borger: Person, entry: AgendaEntry) -> None:
        status: OccurrenceStatus = "asked" if desk.now < entry.until else "stale"
        if status == "asked":
            world.sent[borger.id].append((("asks", entry.source.id, "", stamp(entry.due)), stamp(desk.now)))
        agendas.note(desk.tx, borger.id, entry, status, desk.now)

    def reminded(
        desk: Desk, borger: Person, activity: StoredActivity, slot: date, lead: str, expires_at: datetime
    ) -> None:
        due = desk.tx.one("SELECT 1 FROM activity WHERE id = ?", activity.id)
        assert due and desk.now < expires_at
        world.sent[borger.id].append((("reminds", activity.id, lead, 0.0), stamp(desk.now)))

    monkeypatch.setitem(asking.FEATURE.due, "check_in", asked)
    monkeypatch.setattr(reminders, "remind", reminded)


async def test_a_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path, random.Random(43), BEGINS)
    await (await Database.make(tmp_path / "house.db", "0f" * 32)).close()
    record(world, monkeypatch)
    world.starts()
    await move_in(world)
    outages: list[tuple[float, float]] = []
    what = ["edit"] * EDITS + ["restart"] * RESTARTS + ["outage"] * OUTAGES + ["set back"] * SET_BACK
    when = sorted(float(world.chance.randrange(int(BEGINS), int(ENDS))) for _ in what)
    world.chance.shuffle(what)
    for at, happens in zip(when, what, strict=True):
        if at <= world.now():
            continue  # it was away
        await world.goes_to(at)
        match happens:
            case "edit":
                await edit(world)
            case "restart":
                await world.stops()
                world.starts()
            case "outage":
                minutes = world.chance.choice((2, 15, 60, 360, 1200, 4200))
                back = at + 60 * world.chance.randrange(1, minutes + 1)
                outages.append((at, back))
                await world.ticks(back)
            case _:
                await world.ticks(at - world.chance.randrange(60, 5400))
                await world.goes_to(at)
    await world.goes_to(ENDS)
    await compare(world, outages)
    await world.stops()


async def compare(world: World, outages: list[tuple[float, float]]) -> None:
    counted = ahead = 0
    for borger, lives in world.lives.items():
        by_meeting = {series.id for _, life in lives for series in life.asked if series.before}
        should = expected(lives, ENDS, outages)
        rows = await world.db.read(
            Tx.all,
            "SELECT schedule_id IS NOT NULL, coalesce(schedule_id, activity_id), lead, due_at, status, decided_at"
            " FROM occurrence WHERE person_id = ?",
            borger,
        )
        keys = {("asks" if asks else "reminds", number, lead, due): (s, at) for asks, number, lead, due, s, at in rows}
        noted_sent = {key: at for key, (status, at) in keys.items() if status == "asked"}
        stale = {key for key, (status, _) in keys.items() if status == "stale"}
        assert noted_sent == should.sent, _difference(noted_sent, should.sent)
        assert stale == should.stale
        really = sorted((kind, number, lead, at) for (kind, number, lead, _), at in world.sent[borger])
        assert really == sorted((kind, number, lead, at) for (kind, number, lead, _), at in noted_sent.items())
        counted += len(really)
        ahead += sum(kind == "asks" and number in by_meeting for kind, number, _, _ in really)
    assert counted > 230 * BORGERE and ahead > 2 * BORGERE, f"a year is long: {counted}, {ahead}"


def _difference(found: dict[Key, float], should: dict[Key, float]) -> str:
    odd = sorted(found.items() ^ should.items(), key=lambda pair: pair[0][3])[:6]
    return "\n".join(f"{key[:3]} due {local(key[3])} at {local(at)}: "
                     f"{'sent' if key in found else 'missing'}" for key, at in odd)  # fmt: skip
