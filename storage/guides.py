"""Guides of borgere, and each time one was gone through."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from dialogs.guides import Guide, Progress, State
from storage import entries
from storage.entries import EntryState
from storage.tx import Row, Tx, moment, stamp

TOPIC = "goals"
"""What a borger shares how it went with a guide under: it tells the same as how it goes with a goal, and stands beside
that."""
Alone: TypeAlias = Literal["", "alone", "helped"]
"""What the borger says of a run: nothing, that they did it themself, or with help."""
_GUIDE = "g.id, g.borger_id, g.entry_id, g.goal_id, g.ask_id, g.body, g.made_by, coalesce(e.state, ''), g.for_others"
_OF = "FROM guide g LEFT JOIN entry e ON e.id = g.entry_id"
_RUN = (
    "r.id, r.guide_id, g.borger_id, r.body, r.reminded, r.begun_at, r.touched_at, r.away, r.place, r.furthest, r.state,"
    " r.turn, r.asked, r.alone, r.kept, r.surface_id FROM guide_run r JOIN guide g ON g.id = r.guide_id"
)


@dataclass(frozen=True)
class StoredGuide:
    """A borger's guide. `state` is that of its entry: empty until the borger has been asked whether they want it.
    `ask_id` is who is asked first for help, `goal_id` the entry of the goal it belongs to; `for_others` is whether the
    borger, who has made it, lets others have a copy."""

    id: int
    borger_id: int
    entry_id: int | None
    goal_id: int | None
    ask_id: int | None
    guide: Guide
    made_by: int
    state: EntryState | Literal[""]
    for_others: bool = False


@dataclass(frozen=True)
class Run:
    """One time somebody went through a guide, as it was then. `reminded` is whether a reminder led to it; `away` are
    long breaks; `furthest` is how many cards were done at most; `asked` how often help was asked for; `kept` that the
    borger shares it with nobody."""

    id: int
    guide_id: int
    borger_id: int
    guide: Guide
    reminded: bool
    begun_at: datetime
    touched_at: datetime
    away: timedelta
    progress: Progress
    furthest: int
    asked: int
    alone: Alone
    kept: bool
    surface_id: int | None

    @property
    def state(self) -> State:
        return self.progress.state

    @property
    def is_over(self) -> bool:
        """Whether they have been through it, or stopped for now: what is going on is told nobody."""
        return self.state in ("stopped", "done")

    @property
    def done(self) -> int:
        """How many steps are done."""
        return max(0, self.progress.place - bool(self.guide.things))

    @property
    def minutes(self) -> int:
        """How long it took, with short breaks."""
        return round((self.touched_at - self.begun_at - self.away) / timedelta(minutes=1))


def _guide(row: Row) -> StoredGuide:
    return StoredGuide(*(*row[:5], Guide.from_json(row[5]), *row[6:8], bool(row[8])))


def _run(row: Row) -> Run:
    began, touched, away = moment(row[5]), moment(row[6]), timedelta(seconds=row[7])
    progress = Progress(row[8], row[10], row[11])
    guide = Guide.from_json(row[3])
    return Run(
        *(*row[:3], guide, bool(row[4]), began, touched, away, progress, row[9], *row[12:14], bool(row[14]), row[15])
    )


def add_guide(tx: Tx, borger_id: int, guide: Guide, by_id: int, now: datetime) -> int:
    """Keeps a new guide, which the borger has not been asked about yet.

    Returns: its id.
    """
    guide_id = tx.insert(
        "INSERT INTO guide (borger_id, body, made_by, changed_at) VALUES (?, ?, ?, ?)",
        borger_id, guide.to_json(), by_id, stamp(now),
    )  # fmt: skip
    _holds(tx, guide_id, guide)
    return guide_id


def set_guide(tx: Tx, guide_id: int, guide: Guide, now: datetime) -> None:
    """Says a guide in another way from now on. What somebody has begun stays as it was."""
    tx.run("UPDATE guide SET body = ?, changed_at = ? WHERE id = ?", guide.to_json(), stamp(now), guide_id)
    if (stored := by_id(tx, guide_id)) and stored.entry_id is not None:
        entries.set_look(tx, stored.entry_id, guide.title, guide.pictogram, guide.photo or None)
    _holds(tx, guide_id, guide)


def _holds(tx: Tx, guide_id: int, guide: Guide) -> None:
    """Notes what was sent for a guide as it is, and for how it was when it was begun: no more and no less is kept."""
    held = set(guide.media)
    for (body,) in tx.all("SELECT DISTINCT body FROM guide_run WHERE guide_id = ?", guide_id):
        held |= set(Guide.from_json(body).media)
    ids = json.dumps(sorted(held))
    tx.run(
        "DELETE FROM guide_media WHERE guide_id = ? AND media_id NOT IN (SELECT value FROM json_each(?))", guide_id, ids
    )
    tx.run(
        "INSERT OR IGNORE INTO guide_media SELECT ?, m.id FROM media m WHERE m.id IN (SELECT value FROM json_each(?))",
        guide_id, ids,
    )  # fmt: skip


def held_by(tx: Tx, guide_id: int) -> list[int]:
    """The ids of all that was sent for a guide, as it is and as it was when it was begun."""
    return [row[0] for row in tx.all("SELECT media_id FROM guide_media WHERE guide_id = ?", guide_id)]


def give(tx: Tx, stored: StoredGuide, by_id: int, now: datetime, *, state: EntryState) -> int:
    """Makes a guide the borger's own, or one that they are asked about.

    Returns: the id of its entry.
    """
    if stored.entry_id is None:
        guide = stored.guide
        entry_id = entries.add_entry(
            tx, stored.borger_id, "guide", guide.title, state, by_id, now, topic=TOPIC, pictogram=guide.pictogram,
            photo=guide.photo or None,
        )  # fmt: skip
        tx.run("UPDATE guide SET entry_id = ? WHERE id = ?", entry_id, stored.id)
        return entry_id
    entries.set_state(tx, stored.entry_id, state, now)
    return stored.entry_id


def throw_away(tx: Tx, guide_id: int) -> None:
    """Takes a guide out with all that was done by it."""
    tx.run("DELETE FROM entry WHERE id = (SELECT entry_id FROM guide WHERE id = ?)", guide_id)
    tx.run("DELETE FROM guide WHERE id = ?", guide_id)


def asks_first(tx: Tx, guide_id: int, staff_id: int | None) -> None:
    """Who is asked first for help; None leaves it to who is at work."""
    tx.run("UPDATE guide SET ask_id = ? WHERE id = ?", staff_id, guide_id)


def lets_others(tx: Tx, guide_id: int, yes: bool) -> None:
    """Whether others may have a copy."""
    tx.run("UPDATE guide SET for_others = ? WHERE id = ?", int(yes), guide_id)


def for_others(tx: Tx, borger_id: int) -> list[StoredGuide]:
    """The guides that other borgere who are here have made and use, and let others have a copy of."""
    rows = tx.all(
        f"SELECT {_GUIDE} {_OF} JOIN person p ON p.id = g.borger_id AND p.state = 'active'"
        " WHERE g.for_others = 1 AND g.borger_id <> ? AND e.state = 'accepted'",
        borger_id,
    )
    return [_guide(row) for row in rows]


def of_goal(tx: Tx, guide_id: int, goal_id: int | None) -> None:
    """Which goal a guide belongs to, by its entry."""
    tx.run("UPDATE guide SET goal_id = ? WHERE id = ?", goal_id, guide_id)


def by_id(tx: Tx, guide_id: int) -> StoredGuide | None:
    row = tx.one(f"SELECT {_GUIDE} {_OF} WHERE g.id = ?", guide_id)
    return _guide(row) if row else None


def guides_of(tx: Tx, borger_id: int, state: EntryState | None = None) -> list[StoredGuide]:
    """A borger's guides in one state or all, also those that they have not been asked about, in the order they were
    made."""
    rows = tx.all(
        f"SELECT {_GUIDE} {_OF} WHERE g.borger_id = ?1 AND (?2 IS NULL OR e.state = ?2) ORDER BY g.id", borger_id, state
    )
    return [_guide(row) for row in rows]


def has_guide(tx: Tx, borger_id: int) -> bool:
    """Whether a borger has said yes to a guide."""
    return tx.one(f"SELECT 1 {_OF} WHERE g.borger_id = ? AND e.state = 'accepted'", borger_id) is not None


def of_goals(tx: Tx, goal_id: int) -> list[StoredGuide]:
    """The guides that belong to a goal, by its entry."""
    return [_guide(row) for row in tx.all(f"SELECT {_GUIDE} {_OF} WHERE g.goal_id = ? ORDER BY g.id", goal_id)]


def begin(
    tx: Tx, stored: StoredGuide, now: datetime, surface_id: int | None, *, reminded: bool
) -> int:  # fmt: skip
    """Begins a guide as it is now.

    Returns: the id of the run.
    """
    return tx.insert(
        "INSERT INTO guide_run (guide_id, body, reminded, begun_at, touched_at, state, surface_id)"
        " VALUES (?1, ?2, ?3, ?4, ?4, 'going', ?5)",
        stored.id, stored.guide.to_json(), int(reminded), stamp(now), surface_id,
    )  # fmt: skip


def run_by_id(tx: Tx, run_id: int) -> Run | None:
    row = tx.one(f"SELECT {_RUN} WHERE r.id = ?", run_id)
    return _run(row) if row else None


def runs_of(tx: Tx, borger_id: int, guide_id: int | None = None) -> list[Run]:
    """All the times a borger has gone through a guide, or one of them, oldest first."""
    rows = tx.all(
        f"SELECT {_RUN} WHERE g.borger_id = ?1 AND (?2 IS NULL OR g.id = ?2) ORDER BY r.begun_at, r.id",
        borger_id, guide_id,
    )  # fmt: skip
    return [_run(row) for row in rows]


def begun_since(tx: Tx, borger_id: int, since: datetime) -> list[Run]:
    """What a borger has begun at an instant or after it, oldest first."""
    rows = tx.all(f"SELECT {_RUN} WHERE g.borger_id = ? AND r.begun_at >= ? ORDER BY r.id", borger_id, stamp(since))
    return [_run(row) for row in rows]


def under_way(tx: Tx, borger_id: int) -> list[Run]:
    """What a borger is in the middle of, oldest first; a break is no end."""
    rows = tx.all(f"SELECT {_RUN} WHERE g.borger_id = ? AND r.state IN ('going', 'paused') ORDER BY r.id", borger_id)
    return [_run(row) for row in rows]


def half_done(tx: Tx, guide_id: int, since: datetime) -> Run | None:
    """The last time a guide was begun, if that is not over and somebody was at it since an instant."""
    row = tx.one(f"SELECT {_RUN} WHERE r.guide_id = ? ORDER BY r.id DESC LIMIT 1", guide_id)
    run = _run(row) if row else None
    return run if run and run.state != "done" and run.touched_at >= since else None


def goes_to(tx: Tx, run: Run, progress: Progress, away: timedelta, now: datetime) -> None:
    """Notes how far somebody has come."""
    tx.run(
        "UPDATE guide_run SET place = ?1, state = ?2, turn = ?3, furthest = max(furthest, ?1), away = ?4,"
        " touched_at = ?5 WHERE id = ?6",
        progress.place, progress.state, progress.turn, away.total_seconds(), stamp(now), run.id,
    )  # fmt: skip


def asked_for_help(tx: Tx, run_id: int) -> None:
    tx.run("UPDATE guide_run SET asked = asked + 1 WHERE id = ?", run_id)


def says_alone(tx: Tx, run_id: int, alone: Alone) -> None:
    """What the borger says of who did it."""
    tx.run("UPDATE guide_run SET alone = ? WHERE id = ?", alone, run_id)


def keeps(tx: Tx, run_id: int, kept: bool) -> None:
    """Whether the borger keeps a run to themself."""
    tx.run("UPDATE guide_run SET kept = ? WHERE id = ?", int(kept), run_id)


def on_surface(tx: Tx, run_id: int, surface_id: int | None) -> None:
    """Shows a run on another surface from now on, or nowhere."""
    tx.run("UPDATE guide_run SET surface_id = ? WHERE id = ?", surface_id, run_id)


def waits_until(tx: Tx, run_id: int) -> datetime | None:
    """When somebody has waited as long as the step they are on says, if they wait."""
    row = tx.one("SELECT max(due_at) FROM timer WHERE run_id = ?", run_id)
    return moment(row[0]) if row and row[0] is not None else None
