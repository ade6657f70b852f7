"""What borgere let somebody read only while the contact person is off whom they stand in for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from storage import sharing
from storage.sharing import LATEST
from storage.tx import Tx, stamp


def read_by(tx: Tx, borger_id: int, staff_id: int) -> frozenset[str]:
    """The topics that a borger lets somebody read, by name."""
    return frozenset(topic for reader_id, _, topic in sharing.given(tx, borger_id) if reader_id == staff_id)


def lend(tx: Tx, borger_id: int, staff_id: int, deputy_id: int, topics: Collection[str], now: datetime) -> None:
    """Lets who stands in read these topics until the days of the contact person `staff_id` are over."""
    for topic in sorted(topics):
        grant_id = tx.insert(
            "INSERT INTO grants (borger_id, reader_id, chosen, topic, allowed, at) VALUES (?, ?, 1, ?, 1, ?)",
            borger_id, deputy_id, topic, stamp(now),
        )  # fmt: skip
        tx.run("INSERT INTO lent (grant_id, staff_id) VALUES (?, ?)", grant_id, staff_id)


def end(tx: Tx, staff_id: int, now: datetime) -> list[int]:
    """The days of a contact person are over: what was lent for them may be read no more, unless the borger has said
    something else about it since.

    Returns: the borgere it was lent by, by id.
    """
    rows = tx.all(
        "SELECT g.borger_id, g.reader_id, g.topic, g.id IN (SELECT g.id FROM grants g WHERE g.id = l.grant_id AND"
        f" {LATEST}) FROM lent l JOIN grants g ON g.id = l.grant_id WHERE l.staff_id = ? ORDER BY g.id", staff_id,
    )  # fmt: skip
    tx.run("DELETE FROM lent WHERE staff_id = ?", staff_id)
    for borger_id, reader_id, topic, stands in rows:
        if stands:
            sharing.set_grant(tx, borger_id, reader_id, topic, False, now, chosen=True)
    return list(dict.fromkeys(row[0] for row in rows))
