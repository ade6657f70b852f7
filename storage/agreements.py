"""What a borger has agreed in advance: after which answer who may be told at once. Staff propose; it counts once the
borger has said yes, until they take it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from dialogs.engine.session import Outcome
from storage.answers import STANDS
from storage.tx import Row, Tx, moment, stamp

AgreementState: TypeAlias = Literal["proposed", "agreed", "declined", "ended"]


@dataclass(frozen=True)
class Answers:
    """Which answers to one question of a method an agreement is about: `choice` as it was chosen, a step of the scale
    or an option; of a scale also what is no higher than `at_most`, or no lower than `at_least`."""

    dialog_id: str
    step: str
    choice: str
    at_most: float | None = None
    at_least: float | None = None

    def fit(self, choices: Sequence[str], score: float | None) -> bool:
        """Whether an answer with these choices and this score is one of them."""
        if self.at_most is None and self.at_least is None:
            return self.choice in choices
        low = self.at_most is None or (score is not None and score <= self.at_most)
        return low and (self.at_least is None or (score is not None and score >= self.at_least))


@dataclass(frozen=True)
class Agreement:
    """An agreement, in its present state since `state_at`: `days` in a row, and who may be told, in order. `by_id` has
    proposed it."""

    id: int
    borger_id: int
    answers: Answers
    days: int
    state: AgreementState
    by_id: int
    made_at: datetime
    state_at: datetime
    hearers: tuple[int, ...]


@dataclass(frozen=True)
class Given:
    """An answer to the question of an agreement: in which session, about which thing of a list, and what it was."""

    session_id: int
    item: str
    outcome: Outcome
    choices: tuple[str, ...]
    score: float | None
    at: datetime


_COLUMNS = "id, borger_id, dialog_id, step, choice, at_most, at_least, days, state, by_id, made_at, state_at"


def _agreement(tx: Tx, row: Row) -> Agreement:
    told = tx.all("SELECT staff_id FROM agreement_hearer WHERE agreement_id = ? ORDER BY place", row[0])
    answers, hearers = Answers(*row[2:7]), tuple(one[0] for one in told)
    return Agreement(
        row[0], row[1], answers, row[7], row[8], row[9], moment(row[10]), moment(row[11]), hearers
    )  # fmt: skip


def propose(
    tx: Tx, borger_id: int, answers: Answers, days: int, hearers: Sequence[int], by_id: int, now: datetime
) -> int:
    """Notes an agreement that the borger has not said yes to.

    Returns: its id.
    """
    agreement_id = tx.insert(
        "INSERT INTO agreement (borger_id, dialog_id, step, choice, at_most, at_least, days, state, by_id, made_at,"
        " state_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'proposed', ?8, ?9, ?9)",
        borger_id, answers.dialog_id, answers.step, answers.choice, answers.at_most, answers.at_least, days, by_id,
        stamp(now),
    )  # fmt: skip
    reorder(tx, agreement_id, hearers)
    return agreement_id


def by_id(tx: Tx, agreement_id: int) -> Agreement | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM agreement WHERE id = ?", agreement_id)
    return _agreement(tx, row) if row else None


def of_borger(tx: Tx, borger_id: int) -> list[Agreement]:
    """All of a borger's, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM agreement WHERE borger_id = ? ORDER BY id", borger_id)
    return [_agreement(tx, row) for row in rows]


def standing(tx: Tx, borger_id: int) -> list[Agreement]:
    """Those that count, and those that wait for the borger's yes."""
    return [one for one in of_borger(tx, borger_id) if one.state in ("agreed", "proposed")]


def set_state(tx: Tx, agreement_id: int, state: AgreementState, now: datetime) -> None:
    """Puts an agreement into a state, from an instant on."""
    tx.run("UPDATE agreement SET state = ?, state_at = ? WHERE id = ?", state, stamp(now), agreement_id)


def end_all(tx: Tx, borger_id: int, now: datetime) -> None:
    """Ends all that a borger has agreed or was proposed."""
    for one in standing(tx, borger_id):
        set_state(tx, one.id, "ended", now)


def with_staff(tx: Tx, staff_id: int) -> list[Agreement]:
    """Those that stand and name somebody of the staff, or were proposed by them and wait for a yes; oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM agreement WHERE state IN ('agreed', 'proposed') AND (by_id = ?1 AND state = 'proposed'"
        " OR id IN (SELECT agreement_id FROM agreement_hearer WHERE staff_id = ?1)) ORDER BY id",
        staff_id,
    )
    return [_agreement(tx, row) for row in rows]


def reorder(tx: Tx, agreement_id: int, staff_ids: Sequence[int]) -> None:
    """Those whom an agreement names are told in this order."""
    tx.run("DELETE FROM agreement_hearer WHERE agreement_id = ?", agreement_id)
    for place, staff_id in enumerate(staff_ids):
        tx.run("INSERT INTO agreement_hearer VALUES (?, ?, ?)", agreement_id, place, staff_id)


def take_out(tx: Tx, agreement_id: int, staff_id: int) -> None:
    """Somebody is named in an agreement no more."""
    tx.run("DELETE FROM agreement_hearer WHERE agreement_id = ? AND staff_id = ?", agreement_id, staff_id)


def given(tx: Tx, agreement: Agreement, since: datetime) -> list[Given]:
    """The borger's own answers to the question of an agreement that stand, alone or with help, of sittings that have
    ended: since an instant, and since it was agreed, or of one that is over made, oldest first."""
    counts_from = agreement.state_at if agreement.state == "agreed" else agreement.made_at
    rows = tx.all(
        "SELECT a.session_id, a.item, a.outcome, a.choices, a.score, a.said_at FROM answer a"
        " JOIN session s ON s.id = a.session_id WHERE a.borger_id = ?1 AND s.dialog_id = ?2 AND a.step = ?3"
        " AND a.said_at >= max(?4, ?5) AND s.status <> 'open' AND a.provenance <> 'observed'"
        f" AND {STANDS} ORDER BY a.said_at, a.id",
        agreement.borger_id, agreement.answers.dialog_id, agreement.answers.step, stamp(since),
        stamp(counts_from),
    )  # fmt: skip
    return [Given(r[0], r[1], Outcome(r[2]), tuple(json.loads(r[3])), r[4], moment(r[5])) for r in rows]


def strikes(tx: Tx, agreement_id: int) -> list[tuple[int | None, datetime]]:
    """(session, when) of each time it was acted on and somebody was told or is still to be, oldest first."""
    rows = tx.all(
        "SELECT t.session_id, t.at FROM talk t WHERE t.agreement_id = ? AND (t.closed_at IS NULL OR EXISTS"
        " (SELECT 1 FROM talk_call c WHERE c.talk_id = t.id)) ORDER BY t.id",
        agreement_id,
    )
    return [(row[0], moment(row[1])) for row in rows]
