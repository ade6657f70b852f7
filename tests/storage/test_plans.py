"""How SQLite goes about the queries: never through a whole table that grows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from pathlib import Path

import pytest

from dialogs.engine.session import Media
from dialogs.permissions import Role
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import (
    activities,
    agendas,
    answers,
    entries,
    followup,
    house_counts,
    inbox,
    media,
    news,
    outbox,
    people,
    proposals,
    records,
    reminders,
    schedules,
    sent_files,
    sessions,
    sharing,
    surfaces,
    tasks,
    unread,
    watch,
)
from storage.database import Bulk
from storage.outbox import Lane
from storage.reach import reach_of
from storage.sharing import Reader
from storage.tx import Param, Row, Tx
from tests.storage.test_house import NOW, opened, says

pytestmark = pytest.mark.long

PLAN = Plan(weekly(EVERY_DAY), time(9), "Europe/Copenhagen")
RUNS: dict[str, Callable[[Tx], object]] = {
    "due_agendas": lambda tx: agendas.due_agendas(tx, NOW, 10),
    "noted": lambda tx: agendas.noted(tx, 1, NOW),
    "look_again": lambda tx: agendas.look_again(tx, 1, NOW),
    "activities_of": lambda tx: activities.activities_of(tx, 1),
    "batch_of": lambda tx: activities.batch_of(tx, 1),
    "duty_of": lambda tx: activities.duty_of(tx, 1, NOW.date(), NOW.date()),
    "hand_over": lambda tx: activities.hand_over(tx, 1, 2, NOW.date(), retimed=True),
    "keep_media": lambda tx: media.keep_media(tx, None, Media("photo", "a", "b"), NOW),
    "on_duty": lambda tx: activities.on_duty(tx, NOW.date()),
    "due_timers": lambda tx: schedules.due_timers(tx, NOW, 10),
    "next_event": agendas.next_event,
    "schedule_of": lambda tx: schedules.schedule_of(tx, 1, "check_in", "trivsel"),
    "set_schedule": lambda tx: schedules.set_schedule(tx, 1, "check_in", PLAN, NOW),
    "occurrences_between": lambda tx: schedules.occurrences_between(tx, 1, "check_in", NOW, NOW),
    "clear_timers": lambda tx: schedules.clear_timers(tx, session_id=1, talk_id=1),
    "inbox.waiting": inbox.waiting,
    "inbox.done": lambda tx: inbox.done(tx, 1),
    "outbox.ready": lambda tx: outbox.ready(tx, NOW),
    "outbox.next_moment": outbox.next_moment,
    "outbox.put": lambda tx: outbox.put(tx, 1, Lane.ANSWER, "show", {}, not_before=NOW, expires_at=NOW, surface_id=1),
    "outbox.drop_chat": lambda tx: outbox.drop_chat(tx, 1),
    "sent_files.file_id": lambda tx: sent_files.file_id(tx, "key", 1),
    "sent_files.was_sent": lambda tx: sent_files.was_sent(tx, "key", 1, None, 1, NOW),
    "person_by_chat": lambda tx: people.person_by_chat(tx, 1),
    "people_of_role": lambda tx: people.people_of_role(tx, Role.STAFF),
    "contacts_of": lambda tx: people.contacts_of(tx, 1),
    "borgere_of": lambda tx: people.borgere_of(tx, 1),
    "set_reachable": lambda tx: people.set_reachable(tx, 1, False, NOW),
    "redeem": lambda tx: people.redeem(tx, "code", NOW),
    "invite": lambda tx: people.invite(tx, Role.BORGER, "code", NOW, person_id=1),
    "session_awaiting_words": lambda tx: sessions.session_awaiting_words(tx, 1),
    "told_of": lambda tx: entries.told_of(tx, 1, "how"),
    "take_back": lambda tx: sessions.take_back(tx, 1),
    "open_session": lambda tx: sessions.open_session(tx, 1, "trivsel"),
    "newest_open": lambda tx: sessions.newest_open(tx, 1),
    "last_opened": lambda tx: sessions.last_opened(tx, 1, "look_back", NOW),
    "answered_of": lambda tx: schedules.answered_of(tx, 1, NOW),
    "record": lambda tx: answers.record(tx, 1, 1, says(2, "", corrects=1, media=Media("voice", "a", "b"))),
    "correct_words": lambda tx: answers.correct_words(tx, 1, 1, "", NOW),
    "own_answers": lambda tx: answers.own_answers(tx, 1, 1),
    "shared_answers": lambda tx: answers.shared_answers(tx, Reader(1, at_work=True), 1, NOW, NOW),
    "readers_of": lambda tx: sharing.readers_of(tx, 1, "trivsel"),
    "may_read_any": lambda tx: sharing.may_read_any(tx, Reader(1, at_work=True), 1),
    "hold_back": lambda tx: answers.hold_back(tx, 1, "mood", "", True, NOW),
    "release": lambda tx: answers.hold_back(tx, 1, "mood", "", False, NOW),
    "may_read_answer": lambda tx: answers.may_read_answer(tx, Reader(1, at_work=True), 1, 1, "mood", ""),
    "held_in": lambda tx: answers.held_in(tx, 1),
    "is_chosen": lambda tx: sharing.is_chosen(tx, 2, 1),
    "chosen_by": lambda tx: sharing.chosen_by(tx, 1),
    "given": lambda tx: sharing.given(tx, 1),
    "take_all_back": lambda tx: sharing.take_all_back(tx, 1, NOW),
    "sharing.borgere_of": lambda tx: sharing.borgere_of(tx, Reader(1, at_work=True)),
    "read_at_work": surfaces.read_at_work,
    "of_who_was_at_work": news.of_who_was_at_work,
    "unread": lambda tx: unread.unread(tx, Reader(1, at_work=True), 1, NOW),
    "may_read": lambda tx: sharing.may_read(tx, Reader(1, at_work=True), 1, "trivsel"),
    "proposals.waiting": lambda tx: proposals.waiting(tx, 1, NOW),
    "proposals_of": lambda tx: proposals.proposals_of(tx, 1, session_id=1),
    "surfaces.about": lambda tx: surfaces.about(tx, 1),
    "surfaces_about": lambda tx: outbox.surfaces_about(tx, 1, NOW),
    "out_of_reach": lambda tx: outbox.out_of_reach(tx, 1, NOW),
    "reminders_of": lambda tx: reminders.reminders_of(tx, 1, NOW.date()),
    "reminders.waits_until": lambda tx: reminders.waits_until(tx, 1),
    "reminders.declined_since": lambda tx: reminders.declined_since(tx, 1, NOW),
    "timer_at": lambda tx: schedules.timer_at(tx, 1, "remind"),
    "media.to_fetch": lambda tx: media.to_fetch(tx, NOW),
    "unseen_since": lambda tx: news.unseen_since(tx, 1, 1),
    "news.naming": lambda tx: news.naming(tx, 1),
    "news.unopened": lambda tx: news.unopened(tx, 1),
    "just_opened": lambda tx: followup.just_opened(tx, 1, 1, NOW),
    "opened_before": lambda tx: news.opened_before(tx, 1, 1),
    "first_given": lambda tx: sharing.first_given(tx, 1, 1),
    "latest_due": lambda tx: agendas.latest_due(tx, NOW),
    "never_came": lambda tx: schedules.never_came(tx, 1),
    "not_reached": lambda tx: schedules.not_reached(tx, 1),
    "open_sessions": lambda tx: sessions.open_sessions(tx, 1),
    "call_waits": outbox.call_waits,
    "old_surfaces": lambda tx: outbox.old_surfaces(tx, NOW),
    "asked_and_answered": lambda tx: house_counts.asked_and_answered(tx, NOW, NOW),
    "not_sent": lambda tx: house_counts.not_sent(tx, NOW, NOW),
    "left_out": lambda tx: house_counts.left_out(tx, 1, NOW, NOW),
    "all_borgere": people.all_borgere,
    "records_of": lambda tx: records.records_of(tx, 1, 1),
    "records.may_read": lambda tx: records.may_read(tx, 1, 1),
    "records.for_house": records.for_house,
    "keeps_duty": lambda tx: activities.keeps_duty(tx, NOW.date(), NOW.date()),
    "is_for_house": lambda tx: records.is_for_house(tx, 1),
    "is_seen": lambda tx: followup.is_seen(tx, 1),
    "tasks.of_summary": lambda tx: tasks.of_summary(tx, 1),
    "tasks.made_in": lambda tx: tasks.made_in(tx, 1),
    "tasks_of": lambda tx: tasks.tasks_of(tx, 1),
    "open_for_staff": tasks.open_for_staff,
    "sittings_since": lambda tx: tasks.sittings_since(tx, 1, NOW),
    "open_talk": lambda tx: followup.open_talk(tx, 1),
    "open_talks": followup.open_talks,
    "reach_of": lambda tx: reach_of(tx, 1),
    "watch.held_up": lambda tx: watch.held_up(tx, NOW, NOW, "Europe/Copenhagen"),
    "call_changed": lambda tx: followup.call_changed(tx, 1),
    "call_never_came": lambda tx: followup.call_never_came(tx, 1),
    "calls_of": lambda tx: followup.calls_of(tx, 1),
}


LONG: dict[str, Callable[[Bulk], Awaitable[object]]] = {
    "asked_in_quiet": watch.asked_in_quiet,
    "unreachable": watch.unreachable,
    "failed": lambda bulk: watch.failed(bulk, NOW),
    "silent": lambda bulk: watch.silent(bulk, NOW, timedelta(days=7)),
}


class Planned(Tx):
    """Asks for the plan of each statement; runs nothing, and answers each question with one row of ones."""

    def __init__(self, tx: Tx) -> None:
        super().__init__(tx._connection, tx._damage)
        self.plans: list[str] = []

    def all(self, sql: str, *params: Param) -> list[Row]:
        self.plans += [str(row[3]) for row in super().all("EXPLAIN QUERY PLAN " + sql, *params)]
        return []

    def one(self, sql: str, *params: Param) -> Row | None:
        self.all(sql, *params)
        return (1,) * 20 if "json" not in sql and "SELECT id FROM" in sql else None

    def run(self, sql: str, *params: Param) -> int:
        self.all(sql, *params)
        return 0

    insert = run


class PlannedBulk(Bulk):
    """The same for what may take long."""

    def __init__(self, bulk: Bulk) -> None:
        super().__init__(bulk._connection, bulk._damage)
        self.plans: list[str] = []

    async def all(self, sql: str, *params: Param) -> list[Row]:
        self.plans += [str(row[3]) for row in await super().all("EXPLAIN QUERY PLAN " + sql, *params)]
        return [(1,)] if "max(id)" in sql else []


def plans_of(tx: Tx, run: Callable[[Tx], object]) -> list[str]:
    planned = Planned(tx)
    run(planned)
    return planned.plans


def small_indexes(tx: Tx) -> set[str]:
    """The indexes that hold only what waits: going through one of them whole is what it is for."""
    found = tx.all("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'")
    return {name for (name,) in found}


def scans(plans: list[str], small: set[str]) -> list[str]:
    """The steps of a plan that go through a table."""
    harmless = ("SCAN CONSTANT ROW", "SCAN chain", "SCAN (subquery", "SCAN json_each")
    return [
        plan
        for plan in plans
        if plan.startswith("SCAN") and not plan.startswith(harmless) and plan.rsplit(" ", 1)[-1] not in small
    ]


@pytest.mark.parametrize("name", RUNS)
async def test_the_daily_queries_use_an_index(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path) as db:
        plans = await db.write(plans_of, RUNS[name])
        assert plans or name in ("set_schedule", "look_again")
        assert scans(plans, await db.read(small_indexes)) == []


@pytest.mark.parametrize("name", LONG)
async def test_the_looks_at_everybody_use_an_index(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path) as db:
        planned = PlannedBulk(db.bulk)
        await LONG[name](planned)
        assert planned.plans
        assert scans(planned.plans, await db.read(small_indexes)) == []


async def test_a_scan_would_be_seen(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        plans = await db.read(plans_of, lambda tx: tx.all("SELECT a.id FROM answer a WHERE a.words = ?", "tak"))
        assert scans(plans, await db.read(small_indexes)) == ["SCAN a"]


async def test_every_reference_has_an_index_to_follow_it_back(tmp_path: Path) -> None:
    """Without one, taking out a person would go through whole tables for each of their rows."""
    async with opened(tmp_path) as db:
        found = 0
        for (table,) in await db.read(Tx.all, "SELECT name FROM sqlite_master WHERE type = 'table'"):
            for reference in await db.read(Tx.all, f"PRAGMA foreign_key_list({table})"):
                parent, column = reference[2], reference[3]
                if parent == "dialog_version":  # never taken out
                    continue
                plan = await db.read(Tx.all, f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = ?", 1)
                assert [str(row[3])[:6] for row in plan] == ["SEARCH"], f"{table}.{column}: {plan}"
                found += 1
        assert found > 25
