"""What a borger shares with whom, and who has looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage import people
from storage.people import Person
from storage.tx import Tx, moment, stamp

COMMAND_LINE = 0
"""The reader of what is asked for on the command line: whoever runs the bot, and nobody the house knows."""


@dataclass(frozen=True)
class Reader:
    """Somebody of the staff who reads. Who is `at_work` just now reads also what a borger shares with everybody who
    is."""

    id: int
    at_work: bool = False


EVERYBODY = None
"""In place of a reader's id: everybody at work."""

LATEST = (
    "g.allowed = 1 AND NOT EXISTS (SELECT 1 FROM grants later WHERE later.borger_id = g.borger_id"
    " AND later.reader_id IS g.reader_id AND later.topic = g.topic AND later.id > g.id)"
)
_COUNTS = (
    f"{LATEST} AND (g.reader_id IS NULL OR g.chosen = 1 OR EXISTS"
    " (SELECT 1 FROM contact c WHERE c.borger_id = g.borger_id AND c.staff_id = g.reader_id))"
)
"""The one rule of what counts: a borger's latest choice for a reader and topic. What was given to a contact person as
such counts while they are one; what was given to somebody who was chosen, or to everybody at work, until it is taken
back."""
OPEN_TO = (
    f"(SELECT g.topic FROM grants g WHERE g.borger_id = ?2 AND (g.reader_id = ?1 OR g.reader_id IS NULL AND ?3)"
    f" AND {_COUNTS})"
)
"""The topics of the borger ?2 that are open to the reader ?1, who is at work (?3) or not."""


def set_grant(
    tx: Tx, borger_id: int, reader_id: int | None, topic: str, allowed: bool, now: datetime, *, chosen: bool = False
) -> None:
    """Notes the borger's choice. Earlier choices are kept, the latest counts."""
    tx.run(
        "INSERT INTO grants (borger_id, reader_id, chosen, topic, allowed, at) VALUES (?, ?, ?, ?, ?, ?)",
        borger_id, reader_id, int(chosen), topic, int(allowed), stamp(now),
    )  # fmt: skip


def take_all_back(tx: Tx, borger_id: int, now: datetime) -> None:
    """From now on nobody may read anything of the borger's, whoever becomes their contact person again."""
    rows = tx.all(f"SELECT g.reader_id, g.topic, g.chosen FROM grants g WHERE g.borger_id = ? AND {LATEST}", borger_id)
    for reader_id, topic, chosen in rows:
        set_grant(tx, borger_id, reader_id, topic, False, now, chosen=bool(chosen))


def take_all_from(tx: Tx, reader_id: int, now: datetime) -> None:
    """From now on somebody may read nothing that borgere had given them, whoever they become."""
    rows = tx.all(f"SELECT g.borger_id, g.topic, g.chosen FROM grants g WHERE g.reader_id = ? AND {LATEST}", reader_id)
    for borger_id, topic, chosen in rows:
        set_grant(tx, borger_id, reader_id, topic, False, now, chosen=bool(chosen))


def forget_as_contact(tx: Tx, borger_id: int, reader_id: int, now: datetime) -> None:
    """What a borger gave somebody as their contact person, earlier, does not count when they become one again."""
    rows = tx.all(
        f"SELECT g.topic FROM grants g WHERE g.borger_id = ? AND g.reader_id = ? AND g.chosen = 0 AND {LATEST}",
        borger_id, reader_id,
    )  # fmt: skip
    for (topic,) in rows:
        set_grant(tx, borger_id, reader_id, topic, False, now)


def may_read(tx: Tx, reader: Reader, borger_id: int, topic: str) -> bool:
    """Whether the borger lets a reader read a topic now."""
    return tx.one(f"SELECT 1 WHERE ?4 IN {OPEN_TO}", reader.id, borger_id, reader.at_work, topic) is not None


def may_read_any(tx: Tx, reader: Reader, borger_id: int) -> bool:
    """Whether the borger lets a reader read anything now."""
    return tx.one(f"SELECT 1 WHERE EXISTS {OPEN_TO}", reader.id, borger_id, reader.at_work) is not None


def is_chosen(tx: Tx, staff_id: int, borger_id: int) -> bool:
    """Whether the borger has chosen somebody to read something, whoever they are."""
    row = tx.one(
        f"SELECT 1 FROM grants g WHERE g.borger_id = ? AND g.reader_id = ? AND g.chosen = 1 AND {_COUNTS} LIMIT 1",
        borger_id, staff_id,
    )  # fmt: skip
    return row is not None


def was_asked(tx: Tx, staff_id: int, borger_id: int) -> bool:
    """Whether a borger has ever said what somebody may read who was no contact person then, be it nothing."""
    row = tx.one(
        "SELECT 1 FROM grants WHERE borger_id = ? AND reader_id = ? AND chosen = 1 LIMIT 1", borger_id, staff_id
    )
    return row is not None


def chosen_by(tx: Tx, borger_id: int) -> list[int]:
    """Whom a borger has chosen to read something who is no contact person, by id."""
    rows = tx.all(
        f"SELECT DISTINCT g.reader_id FROM grants g WHERE g.borger_id = ? AND g.chosen = 1 AND {_COUNTS} AND NOT EXISTS"
        " (SELECT 1 FROM contact c WHERE c.borger_id = g.borger_id AND c.staff_id = g.reader_id) ORDER BY 1",
        borger_id,
    )
    return [row[0] for row in rows]


def borgere_of(tx: Tx, reader: Reader) -> list[Person]:
    """The borgere whose contact person a reader is, and those who let them read anything now, by name."""
    rows = tx.all(
        "SELECT DISTINCT g.borger_id FROM grants g WHERE (g.reader_id = ?1 OR g.reader_id IS NULL AND ?2)"
        f" AND {_COUNTS}",
        reader.id, reader.at_work,
    )  # fmt: skip
    theirs = people.borgere_of(tx, reader.id)
    others = {row[0] for row in rows} - {borger.id for borger in theirs}
    found = theirs + [person for id_ in others if (person := people.person_by_id(tx, id_))]
    return sorted(found, key=lambda borger: (borger.name, borger.id))


def given(tx: Tx, borger_id: int, topic: str | None = None) -> list[tuple[int | None, str | None, str]]:
    """(reader, their name, topic) of all that may be read of a borger now, or of one topic: by contact persons in
    order, then by others whom the borger chose; EVERYBODY, without a name, last."""
    rows = tx.all(
        "SELECT g.reader_id, p.name, g.topic FROM grants g LEFT JOIN person p ON p.id = g.reader_id"
        " LEFT JOIN contact r ON r.borger_id = g.borger_id AND r.staff_id = g.reader_id"
        f" WHERE g.borger_id = ?1 AND (?2 IS NULL OR g.topic = ?2) AND {_COUNTS}"
        " ORDER BY g.reader_id IS NULL, r.rank IS NULL, r.rank, p.name, p.id, g.topic",
        borger_id, topic,
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in rows]


def readers_of(tx: Tx, borger_id: int, topic: str) -> list[str | None]:
    """The names of those who may read a topic now, in the order of `given`; None for everybody at work."""
    return [name for _, name, _ in given(tx, borger_id, topic)]


def first_given(tx: Tx, reader_id: int, borger_id: int) -> datetime | None:
    """When a borger first let a reader read something; None if they never have."""
    row = tx.one(
        "SELECT min(at) FROM grants WHERE borger_id = ? AND reader_id = ? AND allowed = 1", borger_id, reader_id
    )
    return moment(row[0]) if row and row[0] is not None else None


def log_look(tx: Tx, reader_id: int, borger_id: int, what: str, now: datetime) -> None:
    """Notes that somebody was shown a borger's answers. `what` names the output, never its contents."""
    tx.run(
        "INSERT INTO access_log (at, reader_id, borger_id, what) VALUES (?, ?, ?, ?)",
        stamp(now), reader_id, borger_id, what,
    )  # fmt: skip


def has_looked(tx: Tx, reader_id: int, borger_id: int, what: str, since: datetime) -> bool:
    """Whether a reader was shown an output of a borger's answers at an instant or since."""
    row = tx.one(
        "SELECT 1 FROM access_log WHERE borger_id = ? AND reader_id = ? AND what = ? AND at >= ?",
        borger_id, reader_id, what, stamp(since),
    )  # fmt: skip
    return row is not None


def looks_at(tx: Tx, borger_id: int) -> list[tuple[datetime, str | None, str]]:
    """(when, who, what) of everybody who was shown a borger's answers, oldest first; no name for who has left, None
    for the command line."""
    rows = tx.all(
        "SELECT l.at, iif(l.reader_id = ?1, NULL, coalesce(p.name, '')), l.what FROM access_log l"
        " LEFT JOIN person p ON p.id = l.reader_id WHERE l.borger_id = ?2 ORDER BY l.id",
        COMMAND_LINE, borger_id,
    )  # fmt: skip
    return [(moment(row[0]), row[1], row[2]) for row in rows]


def files_taken(tx: Tx, borger_id: int) -> list[tuple[datetime, str]]:
    """(when, by whom) of a borger's answers that were sent to a reader's chat as a file, oldest first."""
    rows = tx.all(
        "SELECT l.at, coalesce(p.name, '') FROM access_log l LEFT JOIN person p ON p.id = l.reader_id"
        " WHERE l.borger_id = ? AND l.reader_id <> ? AND l.what LIKE 'export%' ORDER BY l.id",
        borger_id, COMMAND_LINE,
    )  # fmt: skip
    return [(moment(row[0]), row[1]) for row in rows]


def log_copy(tx: Tx, borger_id: int, file: str, now: datetime) -> None:
    """Notes a file that a copy of all that is kept of a borger is written to."""
    tx.run("INSERT INTO written_copy (borger_id, file, at) VALUES (?, ?, ?)", borger_id, file, stamp(now))
    log_look(tx, COMMAND_LINE, borger_id, "export", now)


def unlog_copy(tx: Tx, borger_id: int, file: str, now: datetime) -> None:
    """Takes back what `log_copy` noted: the file could not be written."""
    tx.run("DELETE FROM written_copy WHERE borger_id = ? AND file = ? AND at = ?", borger_id, file, stamp(now))
    tx.run("DELETE FROM access_log WHERE borger_id = ? AND reader_id = ? AND what = 'export' AND at = ?",
          borger_id, COMMAND_LINE, stamp(now))  # fmt: skip


def copies_of(tx: Tx, borger_id: int) -> list[str]:
    """The files that copies of a borger's data were written to."""
    rows = tx.all("SELECT DISTINCT file FROM written_copy WHERE borger_id = ? ORDER BY id", borger_id)
    return [str(row[0]) for row in rows]
