"""Records: what staff have written about a borger, for their colleagues. No choice of the borger's opens them, and none
of it is among what the borger shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage import answers
from storage.answers import StoredAnswer
from storage.tx import Row, Tx, moment

_FROM = (
    " FROM session s JOIN dialog_version v ON v.version = s.version"
    " WHERE s.topic IS NULL AND s.status <> 'open' AND s.provenance = 'observed'"
    " AND json_extract(v.body, '$.purpose') = 'record'"
)
_OF_BORGERE = " AND EXISTS (SELECT 1 FROM person b WHERE b.id = s.about_id AND b.role = 'borger')"
# Whether ?1 may read it: the author, a contact person, or anybody of the staff, as the version it was written on says.
_READ_BY = (
    " AND (s.person_id = ?1 OR json_extract(v.body, '$.readers') = 'house'"
    " AND EXISTS (SELECT 1 FROM person p WHERE p.id = ?1 AND p.role = 'staff')"
    " OR json_extract(v.body, '$.readers') = 'team'"
    " AND EXISTS (SELECT 1 FROM contact c WHERE c.staff_id = ?1 AND c.borger_id = s.about_id))"
)


@dataclass(frozen=True)
class Record:
    """A sheet: written by `by`, "–" for who has left, at an instant, on a version of its dialog, about the `entry` of
    this id or the borger themself."""

    id: int
    version: str
    at: datetime
    by: str
    entry: int | None


def _record(row: Row) -> Record:
    return Record(row[0], row[1], moment(row[2]), row[3] or "–", row[4])


def records_of(tx: Tx, reader_id: int, borger_id: int) -> list[Record]:
    """What a member of staff may read that was written about a borger, the newest first."""
    rows = tx.all(
        "SELECT s.id, s.version, coalesce(s.closed_at, s.opened_at),"
        " (SELECT p.name FROM person p WHERE p.id = s.person_id AND p.id <> s.about_id),"
        f" s.entry_id{_FROM}{_READ_BY} AND s.about_id = ?2"
        " AND EXISTS (SELECT 1 FROM answer a WHERE a.session_id = s.id) ORDER BY s.id DESC",
        reader_id, borger_id,
    )  # fmt: skip
    return [_record(row) for row in rows]


def may_read(tx: Tx, reader_id: int, session_id: int) -> bool:
    """Whether somebody may read a sitting because it is a record."""
    return tx.one(f"SELECT 1{_FROM}{_READ_BY} AND s.id = ?2", reader_id, session_id) is not None


def for_house(tx: Tx) -> list[int]:
    """The borgere about whom there is a record that all of the staff may read."""
    rows = tx.all(
        f"SELECT DISTINCT s.about_id{_FROM}{_OF_BORGERE} AND json_extract(v.body, '$.readers') = 'house' ORDER BY 1"
    )
    return [row[0] for row in rows]


def is_for_house(tx: Tx, borger_id: int) -> bool:
    """Whether there is such a record about a borger."""
    for_all = f"SELECT 1{_FROM}{_OF_BORGERE} AND json_extract(v.body, '$.readers') = 'house' AND s.about_id = ? LIMIT 1"
    return tx.one(for_all, borger_id) is not None


def all_said(tx: Tx, reader_id: int, about_id: int, until: datetime) -> list[StoredAnswer]:
    """All that stands on the sheets about somebody, or about the house, that somebody may read, written up to an
    instant; the oldest first."""
    found = reversed(records_of(tx, reader_id, about_id))
    return [said for record in found if record.at <= until for said in answers_of(tx, about_id, record)]


def answers_of(tx: Tx, borger_id: int, record: Record) -> list[StoredAnswer]:
    """What stands on a sheet, in the order it was written."""
    return answers.own_answers(tx, borger_id, record.id)
