"""Activities and appointments as they are kept, the changes to single occurrences, and who is on duty."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from dialogs.time.activity import Activity, Change, Happening, happenings
from storage import agendas
from storage.tx import Row, Tx, moment, stamp

_ACTIVITY = TypeAdapter(Activity)
_CHANGE = TypeAdapter(Change)
_COLUMNS = "a.id, a.borger_id, a.batch, a.kind, a.plan, a.photo_id, a.made_by, a.set_at, a.guide_id"


ActivityKind: TypeAlias = Literal["activity", "appointment", "own", "offer"]
""""own" is a borger's own reminder, "offer" what they have signed up for: it is moved for all at once, where it is
offered."""
ShiftName: TypeAlias = Literal["day", "evening", "night"]


@dataclass(frozen=True)
class StoredActivity:
    """One borger's activity. `batch` is the same for all that were planned together; `changes` are those of its
    occurrences by slot, `changed` when each was made, `set_at` when the plan was; `guide_id` is how it is done."""

    id: int
    borger_id: int
    batch: int
    kind: ActivityKind
    plan: Activity
    photo_id: int | None
    made_by: int
    set_at: datetime
    changes: Mapping[date, Change] = field(default_factory=dict)
    changed: Mapping[date, datetime] = field(default_factory=dict)
    guide_id: int | None = None


def add_activity(
    tx: Tx, borger_ids: tuple[int, ...], kind: ActivityKind, plan: Activity, made_by: int, now: datetime, *,
    photo_id: int | None = None, batch: int | None = None, entry_id: int | None = None,
) -> list[int]:  # fmt: skip
    """Plans something for one borger or several, perhaps from an entry of theirs, such as a wish.

    Returns: the ids, in the order of the borgere.
    """
    ids: list[int] = []
    for borger_id in borger_ids:
        activity_id = tx.insert(
            "INSERT INTO activity (borger_id, batch, kind, plan, photo_id, made_by, entry_id, made_at, set_at)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
            borger_id, batch or 0, kind, _ACTIVITY.dump_json(plan).decode(), photo_id, made_by, entry_id, stamp(now),
        )  # fmt: skip
        if batch is None:
            batch = activity_id
            tx.run("UPDATE activity SET batch = id WHERE id = ?", activity_id)
        agendas.look_again(tx, borger_id, now)
        ids.append(activity_id)
    return ids


def set_plan(tx: Tx, activity: StoredActivity, plan: Activity, now: datetime) -> None:
    """Replaces what is planned, from the beginning of the series on.

    To leave the past as it was, see `dialogs.time.activity.ended`.
    """
    tx.run(
        "UPDATE activity SET plan = ?, set_at = ? WHERE id = ?",
        _ACTIVITY.dump_json(plan).decode(), stamp(now), activity.id,
    )  # fmt: skip
    agendas.look_again(tx, activity.borger_id, now)


def set_photo(tx: Tx, activity: StoredActivity, photo_id: int | None) -> None:
    """Gives something planned another picture."""
    tx.run("UPDATE activity SET photo_id = ? WHERE id = ?", photo_id, activity.id)


def remove_activity(tx: Tx, activity: StoredActivity, now: datetime) -> None:
    """Takes a series out from now on. What was said of it stays readable."""
    tx.run("UPDATE activity SET ended_at = ? WHERE id = ?", stamp(now), activity.id)
    agendas.look_again(tx, activity.borger_id, now)


def hand_over(tx: Tx, old_id: int, new_id: int, since: date, *, retimed: bool) -> None:
    """Lets the occurrences of the local day `since` and later belong to the series that takes an old one's place, with
    what was said to their reminders and about them, what was wished for, and what had been changed about them; if the
    new series is `retimed`, only that they are declined."""
    for table in ("reminder", "proposal", "entry"):
        tx.run(
            f"UPDATE {table} SET activity_id = ? WHERE activity_id = ? AND slot >= ?", new_id, old_id, since.isoformat()
        )
    tx.run(
        "UPDATE activity_change SET activity_id = ? WHERE activity_id = ? AND slot >= ?"
        " AND (? = 0 OR json_extract(body, '$.state') = 'declined')",
        new_id, old_id, since.isoformat(), int(retimed),
    )  # fmt: skip


def done_by(tx: Tx, activity_id: int, guide_id: int | None) -> None:
    """By which guide an activity is done, if by one."""
    tx.run("UPDATE activity SET guide_id = ? WHERE id = ?", guide_id, activity_id)


def set_change(
    tx: Tx, activity: StoredActivity, slot: date, change: Change | None, by_id: int, now: datetime
) -> None:  # fmt: skip
    """Makes one occurrence differ from its series; with None it is as the series has it again."""
    if change is None:
        tx.run("DELETE FROM activity_change WHERE activity_id = ? AND slot = ?", activity.id, slot.isoformat())
    else:
        tx.run(
            "INSERT OR REPLACE INTO activity_change VALUES (?, ?, ?, ?, ?)",
            activity.id, slot.isoformat(), _CHANGE.dump_json(change).decode(), by_id, stamp(now),
        )  # fmt: skip
    agendas.look_again(tx, activity.borger_id, now)


def activity_by_id(tx: Tx, activity_id: int) -> StoredActivity | None:
    """An activity with its changes, unless it was taken out."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM activity a WHERE a.id = ? AND a.ended_at IS NULL", activity_id)
    return _with_changes(tx, rows)[0] if rows else None


def with_ended(tx: Tx, activity_id: int) -> StoredActivity | None:
    """An activity with its changes, also if it was taken out."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM activity a WHERE a.id = ?", activity_id)
    return _with_changes(tx, rows)[0] if rows else None


def is_offered(tx: Tx, activity_id: int) -> bool:
    """Whether it stands in the week because the borger has signed up for it."""
    return tx.one("SELECT 1 FROM activity WHERE id = ? AND kind = 'offer'", activity_id) is not None


def title_of(tx: Tx, activity_id: int) -> str | None:
    """What an activity is called, unless it was taken out."""
    row = tx.one("SELECT json_extract(plan, '$.title') FROM activity WHERE id = ? AND ended_at IS NULL", activity_id)
    return row[0] if row else None


def activities_of(tx: Tx, borger_id: int, *, with_ended: bool = False) -> list[StoredActivity]:
    """All that is planned for a borger, with the changes; also what was taken out again, if asked for."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM activity a WHERE a.borger_id = ?1 AND (?2 OR a.ended_at IS NULL) ORDER BY a.id",
        borger_id, int(with_ended),
    )  # fmt: skip
    return _with_changes(tx, rows)


def batch_of(tx: Tx, batch: int) -> list[StoredActivity]:
    """All that was planned together."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM activity a WHERE a.batch = ? AND a.ended_at IS NULL ORDER BY a.id", batch)
    return _with_changes(tx, rows)


def week_of(
    tx: Tx, borger_id: int, since: datetime, until: datetime
) -> list[tuple[StoredActivity, Happening]]:  # fmt: skip
    """A borger's occurrences that start at or after `since` and before `until`, in order, cancelled ones among them."""
    found = [
        (activity, one)
        for activity in activities_of(tx, borger_id)
        for one in happenings(activity.plan, activity.changes, since, until)
    ]
    return sorted(found, key=lambda pair: (pair[1].start, pair[0].id))


def set_duty(tx: Tx, staff_id: int, day: date, shifts: tuple[ShiftName, ...]) -> None:
    """Notes which shifts somebody has on a local day."""
    tx.run("DELETE FROM duty WHERE staff_id = ? AND day = ?", staff_id, day.isoformat())
    for shift in shifts:
        tx.run("INSERT INTO duty VALUES (?, ?, ?)", staff_id, day.isoformat(), shift)


def duty_of(tx: Tx, staff_id: int, since: date, until: date) -> Mapping[date, tuple[ShiftName, ...]]:
    """The shifts somebody has on the local days from `since` to `until`."""
    rows = tx.all(
        "SELECT day, shift FROM duty WHERE staff_id = ? AND day BETWEEN ? AND ?",
        staff_id, since.isoformat(), until.isoformat(),
    )  # fmt: skip
    found: dict[date, tuple[ShiftName, ...]] = {}
    for day, shift in rows:
        found[date.fromisoformat(day)] = (*found.get(date.fromisoformat(day), ()), shift)
    return found


def on_duty(tx: Tx, day: date) -> list[tuple[ShiftName, str]]:
    """(shift, name) of who works on a local day, in the day's order."""
    rows = tx.all(
        "SELECT d.shift, p.name FROM duty d JOIN person p ON p.id = d.staff_id WHERE d.day = ?"
        " ORDER BY CASE d.shift WHEN 'day' THEN 1 WHEN 'evening' THEN 2 ELSE 3 END, p.name",
        day.isoformat(),
    )
    return [(row[0], row[1]) for row in rows]


def keeps_duty(tx: Tx, since: date, until: date) -> bool:
    """Whether anybody has a shift on the local days from `since` to `until`: whether the house keeps a plan of them."""
    row = tx.one("SELECT 1 FROM duty WHERE day BETWEEN ? AND ? LIMIT 1", since.isoformat(), until.isoformat())
    return row is not None


def with_duty(tx: Tx, since: date) -> list[int]:
    """Who has a shift on a local day from `since` on, by id."""
    rows = tx.all("SELECT DISTINCT staff_id FROM duty WHERE day >= ? ORDER BY staff_id", since.isoformat())
    return [row[0] for row in rows]


def working(tx: Tx, day: date, shift: ShiftName) -> list[int]:
    """Who has a shift on a local day, by id."""
    rows = tx.all("SELECT staff_id FROM duty WHERE day = ? AND shift = ? ORDER BY staff_id", day.isoformat(), shift)
    return [row[0] for row in rows]


def _with_changes(tx: Tx, rows: list[Row]) -> list[StoredActivity]:
    changes: dict[int, dict[date, Change]] = {row[0]: {} for row in rows}
    changed: dict[int, dict[date, datetime]] = {row[0]: {} for row in rows}
    for activity_id, slot, body, at in tx.all(
        "SELECT activity_id, slot, body, at FROM activity_change WHERE activity_id IN (SELECT value FROM json_each(?))",
        json.dumps(list(changes)),
    ):
        changes[activity_id][date.fromisoformat(slot)] = _CHANGE.validate_json(body)
        changed[activity_id][date.fromisoformat(slot)] = moment(at)
    return [
        StoredActivity(row[0], row[1], row[2], row[3], _ACTIVITY.validate_json(row[4]), row[5], row[6], moment(row[7]),
                       changes[row[0]], changed[row[0]], row[8])
        for row in rows
    ]  # fmt: skip
