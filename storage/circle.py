"""Whom a borger would like to work with and about what, and what those who were asked have answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from storage.tx import Row, Tx, moment, stamp

Wish: TypeAlias = Literal["gladly", "maybe", "not_now"]
Answer: TypeAlias = Literal["", "yes_", "no_"]
"""Empty while it waits, or where nobody was asked."""
_PICK = "k.borger_id, k.staff_id, k.area, k.wish, k.answer, k.at, k.given, k.meets, k.asked_again"
_HERE = "JOIN person p ON p.id = k.staff_id AND p.state = 'active'"


@dataclass(frozen=True)
class Pick:
    """What a borger thinks of working with somebody about one thing. Only one who is wished for `gladly` is asked. Who
    is `given`, the house has put there until the borger picks. `meets` is how and when the borger would like to meet
    them; `asked_again`, when a borger who was unsure was asked about it once more."""

    borger_id: int
    staff_id: int
    area: str
    wish: Wish
    answer: Answer
    at: datetime
    given: bool = False
    meets: tuple[str, ...] = ()
    asked_again: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.wish == "gladly" and not self.answer

    @property
    def stands(self) -> bool:
        """Whether both have said yes."""
        return self.wish == "gladly" and self.answer == "yes_"


def _pick(row: Row) -> Pick:
    meets, asked_again = tuple(filter(None, row[7].split(","))), moment(row[8]) if row[8] else None
    return Pick(row[0], row[1], row[2], row[3], row[4], moment(row[5]), bool(row[6]), meets, asked_again)


def pick(tx: Tx, borger_id: int, staff_id: int, area: str, wish: Wish, now: datetime) -> bool:
    """Notes what a borger thinks. A no that was answered before counts no more once they are wished for again; whom the
    house had put there, and is wished for, stays.

    Returns: False if it stood so already.
    """
    return tx.run(
        "INSERT INTO circle_pick (borger_id, staff_id, area, wish, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (borger_id, staff_id, area) DO UPDATE SET wish = excluded.wish, at = excluded.at,"
        "  answer = iif(given = 1 AND excluded.wish = 'gladly', 'yes_', ''), given = 0"
        " WHERE wish <> excluded.wish OR answer = 'no_' OR given = 1",
        borger_id, staff_id, area, wish, stamp(now),
    ) > 0  # fmt: skip


def answered(tx: Tx, borger_id: int, staff_id: int, area: str, answer: Answer) -> bool:
    """Notes what somebody answers.

    Returns: False if they are not asked any more.
    """
    return tx.run(
        "UPDATE circle_pick SET answer = ? WHERE borger_id = ? AND staff_id = ? AND area = ? AND wish = 'gladly'"
        " AND answer = ''",
        answer, borger_id, staff_id, area,
    ) > 0  # fmt: skip


def give(tx: Tx, borger_id: int, area: str, staff_ids: Sequence[int], now: datetime) -> bool:
    """The house puts these into a borger's team for something, and nobody else.

    Returns: False if the borger has picked somebody for it themself; then nothing is changed.
    """
    if any(each.area == area and each.stands and not each.given for each in picks_of(tx, borger_id)):
        return False
    not_given_any_more(tx, borger_id, area)
    for staff_id in staff_ids:
        tx.run(
            "INSERT OR REPLACE INTO circle_pick (borger_id, staff_id, area, wish, answer, at, given)"
            " VALUES (?, ?, ?, 'gladly', 'yes_', ?, 1)",
            borger_id, staff_id, area, stamp(now),
        )  # fmt: skip
    return True


def holders(tx: Tx, borger_id: int, area: str) -> set[int]:
    """Who is in a borger's team for something, by id."""
    return {each.staff_id for each in picks_of(tx, borger_id) if each.area == area and each.stands}


def not_given_any_more(tx: Tx, borger_id: int, area: str, but: int = 0) -> None:
    """Whom the house had put there for something is there no more."""
    tx.run("DELETE FROM circle_pick WHERE borger_id = ? AND area = ? AND given = 1 AND staff_id <> ?",
           borger_id, area, but)  # fmt: skip


def alone(tx: Tx, borger_id: int, staff_id: int, area: str) -> None:
    """Somebody has something to themself: who else had it has it no more."""
    tx.run("DELETE FROM circle_pick WHERE borger_id = ? AND area = ? AND staff_id <> ? AND answer = 'yes_'",
           borger_id, area, staff_id)  # fmt: skip


def meet(tx: Tx, pick: Pick, ways: Sequence[str]) -> bool:
    """Notes how and when a borger would like to meet whom they have picked.

    Returns: False if it stood so already.
    """
    return tx.run(
        "UPDATE circle_pick SET meets = ?1 WHERE borger_id = ? AND staff_id = ? AND area = ? AND meets <> ?1",
        ",".join(ways), pick.borger_id, pick.staff_id, pick.area,
    ) > 0  # fmt: skip


def were_asked_again(tx: Tx, picks: Iterable[Pick], now: datetime) -> None:
    """Notes that a borger is asked again about whom they were unsure of; it is once in all."""
    for pick in picks:
        tx.run("UPDATE circle_pick SET asked_again = ? WHERE borger_id = ? AND staff_id = ? AND area = ?",
               stamp(now), pick.borger_id, pick.staff_id, pick.area)  # fmt: skip


def drop(tx: Tx, borger_id: int, staff_id: int) -> None:
    """The borger does not think of somebody any more."""
    tx.run("DELETE FROM circle_pick WHERE borger_id = ? AND staff_id = ?", borger_id, staff_id)


def picks_of(tx: Tx, borger_id: int) -> list[Pick]:
    """All that a borger thinks of those who work here, the oldest first."""
    rows = tx.all(f"SELECT {_PICK} FROM circle_pick k {_HERE} WHERE k.borger_id = ? ORDER BY k.at, k.rowid", borger_id)
    return [_pick(row) for row in rows]


def picks_to(tx: Tx, staff_id: int) -> list[Pick]:
    """All who would gladly work with somebody, the longest waiting first; not of borgere who have left."""
    rows = tx.all(
        f"SELECT {_PICK} FROM circle_pick k JOIN person p ON p.id = k.borger_id AND p.state = 'active'"
        " WHERE k.staff_id = ? AND k.wish = 'gladly' ORDER BY k.at, k.rowid",
        staff_id,
    )
    return [_pick(row) for row in rows]


def wished_by(tx: Tx, staff_id: int) -> list[int]:
    """In whose team somebody is, and who waits for their answer, by the borger's id."""
    return list(dict.fromkeys(each.borger_id for each in picks_to(tx, staff_id) if each.stands or each.waits))


def members(tx: Tx, borger_id: int) -> Mapping[int, tuple[str, ...]]:
    """Who is in a borger's circle, and about what, by id; in the order they came."""
    found: dict[int, tuple[str, ...]] = {}
    for each in picks_of(tx, borger_id):
        if each.stands:
            found[each.staff_id] = (*found.get(each.staff_id, ()), each.area)
    return found
