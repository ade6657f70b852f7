"""What a borger would like to do or to move, kept until staff have answered it, and who has been told of it.

A wish is an answer: nobody but the borger sees it except through the door of `storage.answers`. A request to move
something of the week is made to staff, and any of the borger's contact persons may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from storage import answers, people
from storage.sharing import Reader
from storage.tx import Row, Tx, moment, stamp

_COLUMNS = (
    "p.id, p.borger_id, p.kind, p.title, p.pictogram, p.day, p.at, p.activity_id, p.slot, p.session_id, p.item,"
    " p.made_at, p.state, p.reason, p.answered_by"
)

PROPOSALS = "proposals"
"""What a surface shows on which staff have a borger's proposals: its `ref` is one of them, or 0 for the list."""


@dataclass(frozen=True)
class Wish:
    """What a borger would like and when, as it is stored: `day` an ISO date and `at` HH:MM, empty where left open."""

    title: str
    pictogram: str
    day: str = ""
    at: str = ""


ProposalKind: TypeAlias = Literal["wish", "move"]
StaffAnswer: TypeAlias = Literal["confirmed", "changed", "declined"]
ProposalState: TypeAlias = Literal["waiting", "withdrawn"] | StaffAnswer


@dataclass(frozen=True)
class Proposal:
    """Something a borger would like. `day` and `at` are local, None where the borger left it
    open. `activity_id` and `slot` are what is to be moved, or what a wish was planned as; `item` tells the wishes of
    one session apart; `state` is waiting, confirmed, changed, declined or withdrawn, `reason` why it was declined."""

    id: int
    borger_id: int
    kind: ProposalKind
    title: str
    pictogram: str
    day: date | None
    at: time | None
    activity_id: int | None
    slot: date | None
    session_id: int | None
    item: str
    made_at: datetime
    state: ProposalState
    reason: str
    answered_by: int | None


def _proposal(row: Row) -> Proposal:
    day, slot = (date.fromisoformat(text) if text else None for text in (row[5], row[8]))
    at = time.fromisoformat(row[6]) if row[6] else None
    return Proposal(*(*row[:5], day, at, row[7], slot, *row[9:11], moment(row[11]), *row[12:]))


def add_wish(tx: Tx, borger_id: int, wish: Wish, session_id: int, item: str, now: datetime) -> int:
    """Keeps what a borger has said in a session that they would like.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO proposal (borger_id, kind, title, pictogram, day, at, session_id, item, made_at, state)"
        " VALUES (?, 'wish', ?, ?, ?, ?, ?, ?, ?, 'waiting')",
        borger_id, wish.title, wish.pictogram, wish.day, wish.at, session_id, item, stamp(now),
    )  # fmt: skip


def ask_to_move(tx: Tx, borger_id: int, wish: Wish, activity_id: int, slot: date, now: datetime) -> int:
    """Keeps that a borger would like to have one occurrence of an activity at another time.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO proposal (borger_id, kind, title, pictogram, day, at, activity_id, slot, made_at, state)"
        " VALUES (?, 'move', ?, ?, ?, ?, ?, ?, ?, 'waiting')",
        borger_id, wish.title, wish.pictogram, wish.day, wish.at, activity_id, slot.isoformat(), stamp(now),
    )  # fmt: skip


def proposal_by_id(tx: Tx, proposal_id: int) -> Proposal | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM proposal p WHERE p.id = ?", proposal_id)
    return _proposal(row) if row else None


def proposals_of(tx: Tx, borger_id: int, *, session_id: int | None = None) -> list[Proposal]:
    """All that a borger has wished for or asked to move, in one session or ever, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM proposal p WHERE p.borger_id = ?1 AND (?2 IS NULL OR p.session_id = ?2) ORDER BY p.id",
        borger_id, session_id,
    )  # fmt: skip
    return [_proposal(row) for row in rows]


def waiting(tx: Tx, reader_id: int, now: datetime, borger_id: int | None = None) -> list[Proposal]:
    """What waits for an answer of all that somebody may see now, of one borger or of all of theirs, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM contact c JOIN proposal p ON p.borger_id = c.borger_id AND p.state = 'waiting'"
        " WHERE c.staff_id = ?1 AND (?2 IS NULL OR c.borger_id = ?2) ORDER BY p.id",
        reader_id, borger_id,
    )  # fmt: skip
    return _visible(tx, reader_id, [_proposal(row) for row in rows], now)


def may_see(tx: Tx, reader_id: int, proposal: Proposal, now: datetime) -> bool:
    """Whether somebody may see a proposal now, answered or not."""
    return bool(_visible(tx, reader_id, [proposal], now))


def _visible(tx: Tx, reader_id: int, found: list[Proposal], now: datetime) -> list[Proposal]:
    """Those of `found` whose borger's contact person the reader is, and whose session, if any, is shared with them."""
    shown: set[int] = set()
    for borger_id in {proposal.borger_id for proposal in found}:
        theirs = [proposal for proposal in found if proposal.borger_id == borger_id]
        open_to: set[int | None] = {None} if people.is_contact(tx, reader_id, borger_id) else set()
        since = min(proposal.made_at for proposal in theirs) - timedelta(seconds=1)
        if any(proposal.session_id for proposal in theirs):
            shared = answers.shared_answers(tx, Reader(reader_id), borger_id, since, now)
            open_to |= {answer.session_id for answer in shared}
        shown |= {proposal.id for proposal in theirs if proposal.session_id in open_to}
    return [proposal for proposal in found if proposal.id in shown]


def answer(
    tx: Tx, proposal_id: int, state: StaffAnswer, by_id: int, reason: str, now: datetime, *,
    activity_id: int | None = None,
) -> bool:  # fmt: skip
    """Lets one member of staff answer: confirmed, changed or declined; `activity_id` is what a wish was planned as.

    Returns: False if it was answered or withdrawn before.
    """
    return tx.run(
        "UPDATE proposal SET state = ?, answered_by = ?, reason = ?, answered_at = ?,"
        " activity_id = coalesce(?, activity_id) WHERE id = ? AND state = 'waiting'",
        state, by_id, reason, stamp(now), activity_id, proposal_id,
    ) > 0  # fmt: skip


def withdraw(tx: Tx, proposal_id: int, now: datetime) -> bool:
    """Takes a proposal back for the borger.

    Returns: False if it was answered or withdrawn before.
    """
    return tx.run(
        "UPDATE proposal SET state = 'withdrawn', answered_at = ? WHERE id = ? AND state = 'waiting'",
        stamp(now), proposal_id,
    ) > 0  # fmt: skip


def set_time(tx: Tx, proposal_id: int, day: str, at: str, *, title: str | None = None) -> None:
    """Makes a waiting proposal what the borger has changed it to: another day and time, and maybe other words."""
    tx.run(
        "UPDATE proposal SET title = coalesce(?, title), day = ?, at = ? WHERE id = ? AND state = 'waiting'",
        title, day, at, proposal_id,
    )  # fmt: skip


def wish_sessions(tx: Tx, borger_id: int, dialog_id: str, since: datetime) -> list[int]:
    """The sessions in which a borger has said what they would like, begun since an instant and ended. What staff
    observe is no wish."""
    rows = tx.all(
        "SELECT id FROM session WHERE about_id = ? AND opened_at >= ? AND dialog_id = ? AND status <> 'open'"
        " AND provenance <> 'observed' ORDER BY id",
        borger_id, stamp(since), dialog_id,
    )  # fmt: skip
    return [int(row[0]) for row in rows]


def tell_once(tx: Tx, reader_id: int, found: Iterable[Proposal]) -> bool:
    """Notes that somebody is being told of these.

    Returns: False if they had been told of each of them before.
    """
    new = [tx.run("INSERT OR IGNORE INTO proposal_told VALUES (?, ?)", proposal.id, reader_id) for proposal in found]
    return any(new)
