"""Three months of the demo's history: the engine run at past instants, and what staff did with what was said."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from bot.simulator.demo_house import BORGERE, CHECK_IN, DAYS, WORKERS, ZONE, Borger
from bot.simulator.demo_words import NOTES, REMARKS, WISHES, WORDS
from dialogs.engine import engine
from dialogs.engine.buttons import Button
from dialogs.engine.session import Event, Expired, Item, Pressed, Provenance, Record, Said, Session
from dialogs.method.model import Dialog
from dialogs.time.schedule import occurrences
from storage import agendas, answers, followup, people, schedules, sessions, sharing, surfaces, tasks, unread
from storage.sharing import Reader
from storage.tx import Tx

SECONDS_A_TAP = 7
BY_WHEN = timedelta(days=2)
"""What staff said they would do was to be done by then."""


@dataclass(frozen=True)
class Past:
    """The history being written. `until` is when it stops and the running bot takes over."""

    tx: Tx
    dialogs: Mapping[str, Dialog]
    ids: Mapping[str, int]
    until: datetime

    def days_ago(self, at: datetime) -> int:
        return (self.until.date() - at.date()).days


def write_history(past: Past) -> None:
    """Writes all of it, up to `past.until`."""
    for borger in BORGERE:
        _check_ins(past, borger)
        for dialog_id, said in (("wish", WISHES.get(borger.name)), ("note", NOTES.get(borger.name))):
            if said:
                days, words = said
                at = past.until - timedelta(days=days, hours=3)
                held(past, borger, past.dialogs[dialog_id], at, [Said(words), Button.ON])
    for worker in WORKERS:
        _summaries(past, worker.name, max(DAYS - 1, 1) if worker.since > DAYS else worker.since)


def answers_of(borger: Borger, level: float, rng: random.Random, words: str = "") -> list[str | Said]:
    """What a borger taps and says in a check-in, `level` being how the day is, 0 to 1."""
    steps = borger.profile.settled().steps

    def rating(value: float) -> str:
        aside = rng.random()
        if aside < 0.04:
            return Button.DONT_KNOW if aside < 0.03 else Button.WONT_SAY
        return f"{round(min(max(value, 0), 1) * (steps - 1))}/{steps}"

    given: list[str | Said] = [
        rating(level),
        rating(level + rng.gauss(0, 0.12)),
        rating(level - 0.08 + rng.gauss(0, 0.1)),
        rng.choices(("nobody", "one", "more"), (1.2 - level, 1, level + 0.2))[0],
        Button.DONT_KNOW if level < 0.2 else rng.choice(borger.likes),
    ]
    return [*given, Said(words), Button.ON] if words else [*given, Button.SKIP]


def _level(borger: Borger, day: datetime, ago: int, rng: random.Random) -> float:
    """How a day is: the week's rhythm, slow waves, hard times, and chance."""
    week = 0.35 * math.sin((day.isoweekday() + borger.user_id) * 2 * math.pi / 7)
    wave = 0.5 * math.sin((ago + 9 * borger.user_id) * 2 * math.pi / 34)
    began, lasted = borger.dip
    hard = 0.38 * math.sin(math.pi * (began - ago) / lasted) if began >= ago > began - lasted else 0.0
    return min(max(borger.base + borger.swing * (week + wave + rng.gauss(0, 0.45)) - hard, 0.02), 1.0)


def _check_ins(past: Past, borger: Borger) -> None:
    rng = random.Random(borger.name)
    schedule = schedules.schedule_of(past.tx, past.ids[borger.name], "check_in", CHECK_IN)
    assert schedule is not None
    remarks, unsaid = list(REMARKS.get(borger.name, ())), _sentences(borger, rng)
    began = past.until - timedelta(days=DAYS)
    for due in takewhile(lambda at: at < past.until - timedelta(hours=3), occurrences(schedule.plan, began)):
        ago = past.days_ago(due)
        if borger.away[0] >= ago > borger.away[1]:
            continue
        remark = words = remarks.pop(0).words if remarks and ago <= remarks[0].days else ""
        level = _level(borger, due, ago, rng)
        events: list[str | Said] = []
        if words or rng.random() < borger.answers:
            words = words or (unsaid(level) if rng.random() < 0.22 else "")
            events = answers_of(borger, level, rng, words)
            if rng.random() < 0.03 and not remark:
                events[3:] = [Button.STOP]
            elif rng.random() < 0.03 and not remark:
                events.append(Button.KEEP)
        first = due + timedelta(minutes=rng.choice((1, 2, 4, 9, 23, 48, 95)), seconds=rng.randrange(60))
        session_id = held(past, borger, past.dialogs[CHECK_IN], due, events, first)
        agendas.note(past.tx, schedule.person_id, schedule.entry(due), "asked", due, session_id=session_id)


class _sentences:
    """Hands out a borger's sentences, each once, by how the day is."""

    def __init__(self, borger: Borger, rng: random.Random) -> None:
        words = WORDS[borger.name]
        self._left = [rng.sample(part, len(part)) for part in (words.hard, words.even, words.good)]
        self._usual = borger.base

    def __call__(self, level: float) -> str:
        left = self._left[0 if level < self._usual - 0.15 else 1 if level < self._usual + 0.08 else 2]
        return left.pop() if left else ""


def held(
    past: Past, borger: Borger, dialog: Dialog, opened: datetime, events: Sequence[str | Said],
    first: datetime | None = None, *, staff: str = "", provenance: Provenance = "self",
    lists: Mapping[str, tuple[Item, ...]] | None = None, facts: Mapping[str, str] | None = None,
    only: tuple[str, ...] = (),
) -> int:  # fmt: skip
    """One session from its beginning to its end, on the borger's own phone or that of `staff`; without events it was
    never answered.

    Returns: its id.
    """
    borger_id, at = past.ids[borger.name], first or opened
    person_id = past.ids[staff] if staff else borger_id
    known = {"about": borger.name, **(facts or {})}
    session = engine.start(dialog, profile=borger.profile, zone=ZONE, lists=lists, facts=known, provenance=provenance,
                           only=only)  # fmt: skip
    session_id = sessions.add_session(
        past.tx, dialog, session, opened, person_id=person_id, about_id=borger_id,
        surface_id=surfaces.add_surface(past.tx, person_id, borger.user_id),
    )  # fmt: skip
    for event in events:
        at += timedelta(seconds=SECONDS_A_TAP)
        session = _step(past, borger_id, session_id, dialog, session, _event(session, event), at)
    if session.end is None:
        at = opened + dialog.window
        session = _step(past, borger_id, session_id, dialog, session, Expired(), at)
    sessions.save_session(past.tx, session_id, session, at, awaits_words=False)
    return session_id


def _event(session: Session, given: str | Said) -> Event:
    return given if isinstance(given, Said) else Pressed(session.turn, given)


def _step(
    past: Past, borger_id: int, session_id: int, dialog: Dialog, session: Session, event: Event, at: datetime
) -> Session:  # fmt: skip
    session, effects = engine.step(dialog, session, event, at)
    for effect in effects:
        if isinstance(effect, Record):
            answers.record(past.tx, session_id, borger_id, effect.answer)
    return session


def _summaries(past: Past, staff: str, days: int) -> None:
    """What a contact person was sent: for each borger who had shared something, as the bot's own rules have it."""
    tx, reader_id = past.tx, past.ids[staff]
    schedule = schedules.schedule_of(tx, reader_id, "summary")
    if schedule is None:
        return
    surface_id = surfaces.add_surface(tx, reader_id, 0)
    mine = people.borgere_of(tx, reader_id)
    last = dict.fromkeys((borger.id for borger in mine), past.until - timedelta(days=days + 1))
    began = past.until - timedelta(days=days)
    for due in takewhile(lambda at: at < past.until, occurrences(schedule.plan, began)):
        agendas.note(tx, reader_id, schedule.entry(due), "asked", due)
        for borger in mine:
            found = answers.shared_answers(tx, Reader(reader_id), borger.id, last[borger.id], due)
            if not found:
                continue
            summary_id = followup.add_summary(tx, reader_id, borger.id, last[borger.id], due, surface_id, due)
            last[borger.id] = due
            sharing.log_look(tx, reader_id, borger.id, "summary", due)
            said = {answer.words for answer in found}
            _followed_up(past, staff, borger, summary_id, said, due + timedelta(minutes=14))


def _followed_up(
    past: Past, staff: str, borger: people.Person, summary_id: int, said: set[str], at: datetime
) -> None:  # fmt: skip
    tx, staff_id = past.tx, past.ids[staff]
    summary = followup.summary_by_id(tx, summary_id)
    assert summary
    unread.mark(tx, summary)
    followup.set_seen(tx, summary, at)
    for remark in REMARKS.get(borger.name, ()):
        if remark.staff == staff and remark.words in said:
            task_id = tasks.add_task(
                tx, borger.id, "follow_up", remark.note, at, summary_id=summary_id, taken_by=staff_id,
                due=(at + BY_WHEN).date(),
            )  # fmt: skip
            if remark.done_after is not None:
                tasks.finish(tx, task_id, staff_id, at + timedelta(days=remark.done_after))
