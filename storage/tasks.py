"""Tasks: what somebody owes somebody by a day. What staff follow up on, what a borger asks for an answer to, what a
sitting makes for staff or for the borger to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from storage import answers, away, people, records, sharing, things
from storage.sharing import Reader
from storage.tx import Row, Tx, moment, stamp

TaskKind: TypeAlias = Literal["follow_up", "answer", "to_do", "told"]
"""What staff have said they will do; what the borger has asked for an answer to; what a sitting has made; and of that,
what the borger has asked all their contact persons for, whoever may read the answers."""
TaskOwner: TypeAlias = Literal["staff", "borger"]
"""Who owes it."""
TaskState: TypeAlias = Literal["unseen", "seen", "taken", "done", "told", "withdrawn"]
"""Nobody who owes it has seen it; somebody has; somebody has taken it on; it is done or answered; the borger has been
sent word of that; or it is not asked for any more."""
TASKS = "tasks"
"""What has changed when what somebody owes has."""
OPEN: tuple[TaskState, ...] = ("unseen", "seen", "taken")
Place: TypeAlias = tuple[str, str, str]
"""Step, item and choice: which answer of a sitting a task came from."""


@dataclass(frozen=True)
class Task:
    """`what` are staff's own words in a follow-up, else what was said or chosen; `due` is a local day. `after_id` is
    the task whose answer made this one, if that did."""

    id: int
    borger_id: int
    kind: TaskKind
    owner: TaskOwner
    what: str
    pictogram: str
    due: date | None
    state: TaskState
    made_at: datetime
    session_id: int | None
    step: str
    item: str
    choice: str
    summary_id: int | None
    taken_by: int | None
    answer: str
    done_at: datetime | None
    after_id: int | None = None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def place(self) -> Place:
        return self.step, self.item, self.choice


_COLUMNS = (
    "id, borger_id, kind, owner, what, pictogram, due, iif(state = 'taken' AND taken_by IS NULL, 'seen', state),"
    " made_at, session_id, step, item, choice, summary_id, taken_by, answer, done_at, after_id"
)


def _task(row: Row) -> Task:
    due, done = date.fromisoformat(row[6]) if row[6] else None, moment(row[16]) if row[16] is not None else None
    return Task(*(*row[:6], due, row[7], moment(row[8]), *row[9:16], done, row[17]))


def add_task(
    tx: Tx, borger_id: int, kind: TaskKind, what: str, now: datetime, *, owner: TaskOwner = "staff",
    pictogram: str = "", due: date | None = None, session_id: int | None = None, place: Place = ("", "", ""),
    summary_id: int | None = None, taken_by: int | None = None, after_id: int | None = None,
) -> int:  # fmt: skip
    """Adds a task; one that somebody has taken on from the start has `taken_by`.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO task (borger_id, kind, owner, what, pictogram, due, state, made_at, session_id, step, item,"
        " choice, summary_id, taken_by, after_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        borger_id, kind, owner, what, pictogram, due.isoformat() if due else "",
        "unseen" if taken_by is None else "taken", stamp(now), session_id, *place, summary_id, taken_by, after_id,
    )  # fmt: skip


def task_by_id(tx: Tx, task_id: int) -> Task | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM task WHERE id = ?", task_id)
    return _task(row) if row else None


def tasks_of(tx: Tx, borger_id: int) -> list[Task]:
    """All tasks that have to do with a borger, whoever owes them, oldest first."""
    return [_task(row) for row in tx.all(f"SELECT {_COLUMNS} FROM task WHERE borger_id = ? ORDER BY id", borger_id)]


def made_in(tx: Tx, session_id: int) -> list[Task]:
    """The tasks that came from a sitting."""
    return [_task(row) for row in tx.all(f"SELECT {_COLUMNS} FROM task WHERE session_id = ? ORDER BY id", session_id)]


def of_summary(tx: Tx, summary_id: int) -> list[Task]:
    """What a reader follows up on of one summary, in order."""
    return [_task(row) for row in tx.all(f"SELECT {_COLUMNS} FROM task WHERE summary_id = ? ORDER BY id", summary_id)]


def open_for_staff(tx: Tx) -> list[Task]:
    """All that staff still owe, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM task WHERE done_at IS NULL AND owner = 'staff' AND state <> 'withdrawn' ORDER BY id"
    )
    return [_task(row) for row in rows]


def done_by(tx: Tx, staff_id: int, borger_id: int, since: datetime) -> list[Task]:
    """What a member of staff has done of what was owed to a borger, since an instant, in order."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM task WHERE taken_by = ? AND borger_id = ? AND owner = 'staff' AND done_at >= ?"
        " AND state IN ('done', 'told') ORDER BY done_at",
        staff_id, borger_id, stamp(since),
    )  # fmt: skip
    return [_task(row) for row in rows]


def visible(tx: Tx, reader_id: int, found: list[Task], today: date) -> list[Task]:
    """Those of `found` that a member of staff may see on a local day: of borgere whose contact person they are, and
    what came from an answer only while they may read that; what a borger has asked to have told them; and follow-ups of
    borgere for whose contact person they stand in, if they may read anything of theirs."""
    borgere = {task.borger_id for task in found}
    contact = {borger: people.is_contact(tx, reader_id, borger) for borger in borgere}
    deputy = {borger for borger in borgere if away.stands_in_at(tx, reader_id, borger, today)}
    reads = {borger for borger in deputy if sharing.may_read_any(tx, Reader(reader_id, at_work=True), borger)}
    asked = {task.id for task in found if task.kind == "told" and task.taken_by == reader_id}
    return [
        task for task in found
        if (contact[task.borger_id] or task.id in asked or (task.kind == "follow_up" and task.borger_id in reads))
        and _open_to(tx, reader_id, task)
    ]  # fmt: skip


def is_visible(tx: Tx, reader_id: int, task: Task, today: date) -> bool:
    """Whether a member of staff may see one task on a local day."""
    return bool(visible(tx, reader_id, [task], today))


def _open_to(tx: Tx, reader_id: int, task: Task) -> bool:
    if task.session_id is None or task.kind == "told":
        return True
    who, place = Reader(reader_id), (task.session_id, task.step, task.item)
    if answers.may_read_answer(tx, who, task.borger_id, *place):
        return True
    named = (task.item, task.choice)  # a record is open by itself, but not what the borger called a thing in it
    return records.may_read(tx, reader_id, task.session_id) and things.may_name(
        tx, who, task.borger_id, task.session_id, named
    )


def set_seen(tx: Tx, task_id: int) -> None:
    tx.run("UPDATE task SET state = 'seen' WHERE id = ? AND state = 'unseen'", task_id)


def take(tx: Tx, task_id: int, staff_id: int) -> bool:
    """Lets one member of staff take a task on.

    Returns: False if somebody has it, or it is not open any more.
    """
    return tx.run(
        "UPDATE task SET state = 'taken', taken_by = ? WHERE id = ? AND owner = 'staff' AND taken_by IS NULL"
        " AND state IN ('unseen', 'seen', 'taken')",
        staff_id, task_id,
    ) > 0  # fmt: skip


def taken_by(tx: Tx, staff_id: int) -> list[Task]:
    """What a member of staff has taken on and not done, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM task WHERE taken_by = ? AND state = 'taken' ORDER BY id", staff_id)
    return [_task(row) for row in rows]


def pass_on(tx: Tx, task_id: int, staff_id: int) -> None:
    """Gives an open task that somebody has to somebody else."""
    tx.run("UPDATE task SET taken_by = ? WHERE id = ? AND state = 'taken'", staff_id, task_id)


def let_go(tx: Tx, task_id: int) -> None:
    """Takes an open task from whoever has it: nobody has it now."""
    tx.run("UPDATE task SET state = 'seen', taken_by = NULL WHERE id = ? AND state = 'taken'", task_id)


def finish(tx: Tx, task_id: int, by_id: int, now: datetime, *, answer: str = "", told: bool = True) -> bool:
    """Notes that a task is done, by whom and with which answer.

    Returns: False if it was not open any more.
    """
    return tx.run(
        "UPDATE task SET state = ?, taken_by = ?, answer = ?, done_at = ?"
        " WHERE id = ? AND state IN ('unseen', 'seen', 'taken')",
        "told" if told else "done", by_id, answer, stamp(now), task_id,
    ) > 0  # fmt: skip


def reopen(tx: Tx, task_id: int, staff_id: int) -> bool:
    """What somebody said they have done is not done after all: it is theirs to do.

    Returns: False if it was not done by them.
    """
    return tx.run(
        "UPDATE task SET state = 'taken', done_at = NULL WHERE id = ? AND taken_by = ? AND answer = ''"
        " AND state IN ('done', 'told')",
        task_id, staff_id,
    ) > 0  # fmt: skip


def withdraw(tx: Tx, task_id: int, now: datetime) -> None:
    """Takes an open task back: it is not asked for any more."""
    tx.run(
        "UPDATE task SET state = 'withdrawn', done_at = ? WHERE id = ? AND state IN ('unseen', 'seen', 'taken')",
        stamp(now), task_id,
    )  # fmt: skip


def reword(tx: Tx, task_id: int, what: str, pictogram: str) -> None:
    """Calls an open task what the answer it came from has been corrected to."""
    tx.run("UPDATE task SET what = ?, pictogram = ? WHERE id = ? AND done_at IS NULL", what, pictogram, task_id)


def sittings_since(tx: Tx, borger_id: int, since: datetime) -> list[tuple[int, str]]:
    """(id, dialog version) of the ended sittings about a borger that were begun since an instant."""
    rows = tx.all(
        "SELECT id, version FROM session WHERE about_id = ? AND opened_at >= ? AND status <> 'open' ORDER BY id",
        borger_id, stamp(since),
    )  # fmt: skip
    return [(row[0], row[1]) for row in rows]
