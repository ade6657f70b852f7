"""How long each table's rows are kept: every table stands in the one list, and what is old goes, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from storage import retention
from storage.database import Database
from storage.retention import RETENTION, Kept
from storage.tx import Tx, stamp
from tests.storage.test_house import NOW, begin, couple, end, opened

BEFORE = NOW - timedelta(days=730)
OLD, YOUNG = stamp(BEFORE) - 86400, stamp(NOW) - 86400
ROWS = {
    "activity": (
        "INSERT INTO activity (borger_id, batch, kind, plan, made_by, made_at, set_at, ended_at)"
        ' VALUES (1, 0, \'own\', \'{"repeat": {"start": "2020-01-01", "unit": "weeks"}}\', 1, 0, 0, ?)'
    ),
    "activity_change": (
        "INSERT INTO activity_change VALUES (100, date(?1, 'unixepoch'), '{\"reason\": \"' || ?1 || '\"}', 1, 0)"
    ),
    "reminder": (
        "INSERT INTO reminder (activity_id, borger_id, slot, lead, starts_at, state, sent_at)"
        " VALUES (100, 1, '2025-01-01', 'start', ?, 'open', 0)"
    ),
    "occurrence": (
        "INSERT INTO occurrence (person_id, activity_id, due_at, decided_at, status) VALUES (1, 100, ?, 0, 'asked')"
    ),
    "proposal": (
        "INSERT INTO proposal (borger_id, kind, title, day, at, made_at, state)"
        " VALUES (1, 'wish', '', '', '', ?, 'waiting')"
    ),
    "greeting": "INSERT INTO greeting (borger_id, said, at) VALUES (1, '', ?)",
    "idea": "INSERT INTO idea (day, to_leader, about, what) VALUES (date(?, 'unixepoch'), 0, '', '')",
    "summary": "INSERT INTO summary (reader_id, borger_id, since, until) VALUES (2, 1, 0, ?)",
    "task": (
        "INSERT INTO task (borger_id, kind, owner, what, state, made_at) VALUES (1, 'to_do', 'staff', '', 'seen', ?)"
    ),
    "seen": "INSERT INTO seen (borger_id, staff_id, at) VALUES (1, 2, ?)",
    "guide": "INSERT INTO guide (borger_id, body, made_by, changed_at) VALUES (1, '{}', 1, ?)",
    "guide_run": (
        "INSERT INTO guide_run (guide_id, body, reminded, begun_at, touched_at, state)"
        " VALUES (100, '{}', 0, 0, ?, 'done')"
    ),
    "offer": (
        "INSERT INTO offer (plan, made_at, ended_at)"
        ' VALUES (\'{"repeat": {"start": "2020-01-01", "unit": "weeks"}}\', 0, ?)'
    ),
    "offer_change": ("INSERT INTO offer_change VALUES (100, date(?1, 'unixepoch'), '{\"reason\": \"' || ?1 || '\"}')"),
    "sign_up": (
        "INSERT INTO sign_up (offer_id, slot, borger_id, level, at) VALUES (100, hex(randomblob(8)), 1, 'with', ?)"
    ),
    "asked_along": (
        "INSERT INTO asked_along (offer_id, slot, by_id, to_id) SELECT 100, date(?1, 'unixepoch'), 1, 1 WHERE 1 OR ?1"
    ),
    "hand": "INSERT INTO hand (giver_id, wanter_id, thing, sign, asked_at) VALUES (1, 1, '', '', ?)",
    "staff_note": "INSERT INTO staff_note (borger_id, staff_id, words, at) VALUES (1, 2, '', ?)",
    "access_log": "INSERT INTO access_log (at, reader_id, borger_id, what) VALUES (?, 2, 1, 'page')",
    "sheet": "INSERT INTO sheet (borger_id, dialog_id, opened_at) VALUES (1, 'tense', ?)",
    "duty": "INSERT INTO duty VALUES (2, date(?, 'unixepoch'), 'day')",
    "agreement": (
        "INSERT INTO agreement (borger_id, dialog_id, step, choice, days, state, by_id, made_at, state_at)"
        " VALUES (1, 'trivsel', 'mood', '', 1, 'ended', 1, 0, ?)"
    ),
    "invitation": (
        "INSERT INTO invitation (code_hash, role, created_at, expires_at) VALUES (hex(randomblob(8)), 'staff', 0, ?)"
    ),
    "surface": "INSERT INTO surface (person_id, chat_id, message_id, sent_at) VALUES (1, 1, 5, ?)",
    "written": "INSERT INTO written VALUES (1, abs(random()), ?)",
    "sent_file": "INSERT INTO sent_file VALUES (hex(randomblob(8)), 1, 'f', ?)",
    "inbox": "INSERT INTO inbox (update_id, body, status, received_at) VALUES (abs(random()), 'x', 'failed', ?)",
    "outbox": (
        "INSERT INTO outbox (chat_id, lane, action, payload, not_before, expires_at, state)"
        " VALUES (1, 0, 'notice', '{}', 0, ?, 'failed')"
    ),
}
"""A row of each table that has an age of its own, at the instant it counts from."""
OTHERWISE = {"session", "media", "grants", "method_use", "entry", "page", "talk", "sent_file_of", "away"}
"""Tables with an age whose rows have tests of their own below."""


async def erased(db: Database) -> int:
    """Lets go of all there is to let go of. Returns: how many transactions it took."""
    turns = 0
    while True:
        if not await db.write(retention.erase_due, NOW, BEFORE):
            return turns
        turns += 1


def count(tx: Tx, table: str) -> int:
    return len(tx.all(f"SELECT 1 FROM {table}"))


async def test_every_table_says_how_long_its_rows_are_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        rows = await db.read(Tx.all, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    assert {name for (name,) in rows} == set(RETENTION)
    assert all(kept.since for kept in RETENTION.values())
    assert {table for table, kept in RETENTION.items() if kept.sql} == set(ROWS) | OTHERWISE


@pytest.mark.parametrize("table", ROWS)
async def test_what_is_old_goes_in_batches_and_what_is_young_stays(
    tmp_path: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MOST", 2)
    kept: Kept = RETENTION[table]
    old = stamp(NOW - kept.span) - 60 if kept.span else OLD
    young = stamp(NOW - kept.span) + 60 if kept.span else YOUNG
    async with opened(tmp_path) as db:
        await db.write(couple)
        await db.write(
            Tx.run,
            "INSERT INTO activity (id, borger_id, batch, kind, plan, made_by, made_at, set_at) VALUES"
            ' (100, 1, 0, \'own\', \'{"repeat": {"start": "2020-01-01", "unit": "weeks"}}\', 1, 0, 0)',
        )
        await db.write(
            Tx.run, "INSERT INTO guide (id, borger_id, body, made_by, changed_at) VALUES (100, 1, '{}', 1, 9e9)"
        )
        await db.write(
            Tx.run,
            "INSERT INTO offer (id, plan, made_at) VALUES"
            ' (100, \'{"repeat": {"start": "2020-01-01", "unit": "weeks"}}\', 0)',
        )
        before = await db.write(count, table)
        for at in (old, old - 86400, old - 2 * 86400, young):
            await db.write(Tx.run, ROWS[table], at)
        assert await erased(db) >= 2, "in more than one transaction"
        assert await db.read(count, table) == before + 1


async def test_a_session_goes_with_its_answers_and_open_ones_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        for number in range(4):
            session = await db.write(begin, borger)
            await db.write(end, session, None)
            await db.write(
                Tx.run, "UPDATE session SET opened_at = ? WHERE id = ?", YOUNG if number == 3 else OLD, session
            )
            await db.write(
                Tx.run, "INSERT INTO answer (session_id, borger_id, seq, step, outcome, said_at) VALUES (?, ?, 1, 'a',"
                " 'answered', ?)",
                session, borger, YOUNG if number == 2 else OLD,
            )  # fmt: skip
        await db.write(Tx.run, "UPDATE session SET status = 'done' WHERE id = 1")
        await erased(db)
        assert await db.read(Tx.all, "SELECT id FROM session") == [(3,), (4,)], "the third was answered lately"
        assert await db.read(count, "answer") == 2
        assert await db.read(count, "surface") == 2, "cards that never came go with what they were for"


async def test_voice_messages_and_photos_go_by_their_size_for_each_is_overwritten(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(couple)
        for number, size in enumerate((retention.AT_ONCE // 2,) * 5 + (retention.AT_ONCE * 2, 1, 1), 1):
            await db.write(
                Tx.run, "INSERT INTO media (id, borger_id, kind, unique_id, file_id, body)"
                " VALUES (?1, 1, 'photo', ?1, '', zeroblob(?2))",
                number, size,
            )  # fmt: skip
        left = []
        for _ in range(5):
            await db.write(retention.erase_due, NOW, BEFORE)
            left.append(await db.read(count, "media"))
        assert left == [6, 4, 2, 0, 0], "two halves, two halves, a half and what is too big for any batch, the rest"


async def test_an_open_talk_and_superseded_choices_go_and_those_in_force_stay(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(couple)
        for at in (OLD, YOUNG):
            await db.write(Tx.run, "INSERT INTO talk (borger_id, at, level, closed_at) VALUES (1, ?, 0, ?)", at, at)
        await db.write(Tx.run, "INSERT INTO talk (borger_id, at, level) VALUES (1, ?, 0)", OLD)
        for allowed, at in ((1, OLD - 2), (0, OLD - 1), (1, OLD)):
            await db.write(
                Tx.run, "INSERT INTO grants (borger_id, reader_id, topic, allowed, at) VALUES (1, 2, 'week', ?, ?)",
                allowed, at,
            )  # fmt: skip
        for used, at in ((1, OLD - 2), (0, OLD - 1), (1, OLD)):
            await db.write(
                Tx.run,
                "INSERT INTO method_use (borger_id, method, used, by_id, at) VALUES (1, 'fit', ?, 2, ?)",
                used,
                at,
            )
        for id_, at in ((91, OLD), (92, YOUNG), (93, OLD)):
            await db.write(
                Tx.run, "INSERT INTO entry (id, borger_id, kind, title, state, topic, made_by, made_at, state_at, day)"
                " VALUES (?1, 1, 'activity', 'x', 'accepted', '', 1, ?2, ?2, '2026-11-23')", id_, at,
            )  # fmt: skip
        about = await db.write(begin, 1)
        await db.write(Tx.run, "UPDATE session SET entry_id = 93 WHERE id = ?", about)
        for state, at in (("ended", OLD), ("ended", YOUNG), ("accepted", OLD)):
            await db.write(
                Tx.run, "INSERT INTO entry (borger_id, kind, title, state, topic, made_by, made_at, state_at)"
                " VALUES (1, 'goal', 'x', ?, 'goals', 1, ?, ?)", state, at, at,
            )  # fmt: skip
        await erased(db)
        assert await db.read(Tx.all, "SELECT used, at FROM method_use") == [(1, OLD)]
        left = await db.read(Tx.all, "SELECT state, state_at FROM entry WHERE kind = 'goal'")
        assert left == [("ended", YOUNG), ("accepted", OLD)]
        left = await db.read(Tx.all, "SELECT id FROM entry WHERE kind = 'activity'")
        assert left == [(92,), (93,)], "what is still said of an activity has its title and day"
        assert await db.read(Tx.all, "SELECT at FROM talk") == [(YOUNG,)]
        assert await db.read(Tx.all, "SELECT allowed, at FROM grants") == [(1, OLD)]


async def test_what_was_planned_for_one_day_goes_unless_it_was_moved_to_a_later_one(tmp_path: Path) -> None:
    once = '{"repeat": {"start": "2020-01-01", "unit": "once"}}'
    async with opened(tmp_path) as db:
        await db.write(couple)
        for number in (1, 2):
            await db.write(
                Tx.run, "INSERT INTO activity (id, borger_id, batch, kind, plan, made_by, made_at, set_at)"
                " VALUES (?, 1, 0, 'activity', ?, 2, 0, 0)",
                number, once,
            )  # fmt: skip
        moved = '{"state": "moved", "day": "2025-03-04"}'
        await db.write(Tx.run, "INSERT INTO activity_change VALUES (2, '2020-01-01', ?, 2, 0)", moved)
        await erased(db)
        assert await db.read(Tx.all, "SELECT id FROM activity") == [(2,)]
        assert await db.read(count, "activity_change") == 1


async def test_an_update_that_is_not_handled_yet_is_never_let_go_of(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO inbox (update_id, body, status, received_at) VALUES (1, 'x', 'new', 0)")
        await erased(db)
        assert await db.read(count, "inbox") == 1


async def test_days_off_go_after_the_last_of_them(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(couple)
        for last, left in (("2020-01-01", 0), ("2999-01-01", 1)):
            await db.write(Tx.run, "INSERT OR REPLACE INTO away VALUES (2, '2019-12-01', ?, NULL)", last)
            await erased(db)
            assert await db.read(count, "away") == left
