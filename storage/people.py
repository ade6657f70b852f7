"""People, who is whose contact person, and the invitations they join by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage.database import Bulk
from storage.mentions import forget_mentions
from storage.tx import Row, Tx, moment, stamp

INVITATION_LIFE = timedelta(hours=48)

_PROFILE = TypeAdapter(ReadingProfile)
_COLUMNS = "p.id, p.role, p.name, p.profile, p.state, p.chat_id, p.unreachable_since IS NULL"

PersonState: TypeAlias = Literal["invited", "joining", "active"]


@dataclass(frozen=True)
class Person:
    """Somebody the house knows. `chat_id` is None until they have joined."""

    id: int
    role: Role
    name: str
    profile: ReadingProfile
    state: PersonState
    chat_id: int | None
    reachable: bool

    @property
    def can_be_told(self) -> bool:
        """Whether something can be written to them: they have joined, and have not blocked the bot."""
        return self.state == "active" and self.chat_id is not None and self.reachable


@dataclass(frozen=True)
class Invitation:
    """An invitation that can be used. `person_id` is None for a leader the house does not know yet."""

    role: Role
    person_id: int | None


def _person(row: Row) -> Person:
    return Person(row[0], Role(row[1]), row[2], _PROFILE.validate_json(row[3]), row[4], row[5], bool(row[6]))


def add_person(
    tx: Tx, role: Role, name: str, now: datetime, *, profile: ReadingProfile, state: PersonState = "invited",
    chat_id: int | None = None,
) -> int:  # fmt: skip
    """Adds a person.

    Returns: their id.
    """
    return tx.insert(
        "INSERT INTO person (role, name, profile, state, chat_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
        role, name, _PROFILE.dump_json(profile).decode(), state, chat_id, stamp(now),
    )  # fmt: skip


def person_by_id(tx: Tx, person_id: int) -> Person | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM person p WHERE p.id = ?", person_id)
    return _person(row) if row else None


def person_by_chat(tx: Tx, chat_id: int) -> Person | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM person p WHERE p.chat_id = ?", chat_id)
    return _person(row) if row else None


def people_of_role(tx: Tx, role: Role) -> list[Person]:
    """Everybody of a role who has joined, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM person p WHERE p.role = ? AND p.state = 'active' ORDER BY p.id", role)
    return [_person(row) for row in rows]


def all_borgere(tx: Tx) -> list[Person]:
    """Every borger, joined or not, by name."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM person p WHERE p.role = 'borger' ORDER BY p.name")
    return [_person(row) for row in rows]


def counted(tx: Tx) -> dict[str, int]:
    """How many people there are of each role, joined or not."""
    return dict(tx.all("SELECT role, count(*) FROM person GROUP BY role"))


def first_come(tx: Tx) -> datetime | None:
    """When the first of those who are here was put in."""
    row = tx.one("SELECT min(created_at) FROM person")
    return moment(row[0]) if row and row[0] is not None else None


def contacts_of(tx: Tx, borger_id: int) -> list[Person]:
    """A borger's contact persons in order, joined or not."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM contact c JOIN person p ON p.id = c.staff_id WHERE c.borger_id = ? ORDER BY c.rank",
        borger_id,
    )
    return [_person(row) for row in rows]


def borgere_of(tx: Tx, staff_id: int) -> list[Person]:
    """The borgere somebody is contact person of, by name."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM contact c JOIN person p ON p.id = c.borger_id WHERE c.staff_id = ? ORDER BY p.name",
        staff_id,
    )
    return [_person(row) for row in rows]


def is_contact(tx: Tx, staff_id: int, borger_id: int) -> bool:
    return tx.one("SELECT 1 FROM contact WHERE borger_id = ? AND staff_id = ?", borger_id, staff_id) is not None


def set_contacts(tx: Tx, borger_id: int, staff_ids: list[int]) -> None:
    """Makes `staff_ids` the borger's contact persons, in this order."""
    tx.run("DELETE FROM contact WHERE borger_id = ?", borger_id)
    for rank, staff_id in enumerate(staff_ids):
        tx.run("INSERT INTO contact VALUES (?, ?, ?)", borger_id, staff_id, rank)


def set_profile(tx: Tx, person_id: int, profile: ReadingProfile) -> None:
    tx.run("UPDATE person SET profile = ? WHERE id = ?", _PROFILE.dump_json(profile).decode(), person_id)


def set_name(tx: Tx, person_id: int, name: str) -> None:
    tx.run("UPDATE person SET name = ? WHERE id = ?", name, person_id)


def set_state(tx: Tx, person_id: int, state: PersonState, chat_id: int | None) -> None:
    """Moves somebody on, or to another chat: in that, no commands of theirs stand yet."""
    tx.run(
        "UPDATE person SET state = ?1, commands = iif(chat_id IS ?2, commands, ''), chat_id = ?2,"
        " unreachable_since = NULL WHERE id = ?3",
        state, chat_id, person_id,
    )  # fmt: skip


def set_reachable(tx: Tx, chat_id: int, reachable: bool, now: datetime) -> bool:
    """Notes whether a chat can be written to.

    Returns: True if that is news.
    """
    since = None if reachable else stamp(now)
    changed = tx.run(
        "UPDATE person SET unreachable_since = ? WHERE chat_id = ? AND (unreachable_since IS NULL) <> ?",
        since, chat_id, int(reachable),
    )  # fmt: skip
    return changed > 0


async def with_other_commands(
    bulk: Bulk, role: Role, language: str, commands: Sequence[tuple[str, str]], most: int
) -> list[Person]:
    """Those of a role who read a language, and in whose menu other commands stand than these; not who cannot be
    reached, or for whom some are on their way."""
    rows = await bulk.all(
        f"SELECT {_COLUMNS} FROM person p WHERE p.role = ? AND p.chat_id IS NOT NULL AND p.unreachable_since IS NULL"
        " AND coalesce(json_extract(p.profile, '$.language'), 'da') = ? AND p.commands <> ?"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.chat_id = p.chat_id AND o.action = 'commands')"
        " ORDER BY p.id LIMIT ?",
        role, language, json.dumps(commands), most,
    )  # fmt: skip
    return [_person(row) for row in rows]


def leave(tx: Tx, borger_id: int) -> None:
    """Makes a borger one who has not joined, with what they have answered kept: nothing stands on their phone or waits
    to be sent there or rung, and no link that was made before brings anybody in."""
    tx.run(
        "DELETE FROM outbox WHERE chat_id = (SELECT chat_id FROM person WHERE id = ?) AND action <> 'delete'", borger_id
    )
    tx.run("DELETE FROM timer WHERE reminder_id IN (SELECT id FROM reminder WHERE borger_id = ?)", borger_id)
    tx.run("UPDATE reminder SET state = 'over' WHERE borger_id = ? AND state IN ('open', 'snoozed')", borger_id)
    tx.run("DELETE FROM surface WHERE person_id = ?", borger_id)
    tx.run("DELETE FROM timer WHERE borger_id = ?", borger_id)
    tx.run("DELETE FROM consent WHERE borger_id = ?", borger_id)
    forget_links(tx, borger_id)
    tx.run("DELETE FROM new_phone WHERE person_id = ?", borger_id)
    tx.run("DELETE FROM goodbye WHERE borger_id = ?", borger_id)
    set_state(tx, borger_id, "invited", None)


def remove_person(tx: Tx, person_id: int) -> None:
    """Takes a person and all that belongs to them out of the database, with what still waits to be sent to them or is
    to be shown to others about them. A last word to them is queued after this."""
    forget_mentions(tx, person_id)
    forget_links(tx, person_id)
    tx.run(  # a borger's answers stay theirs when who helped with them leaves
        "UPDATE session SET person_id = about_id, surface_id = NULL WHERE person_id = ? AND provenance <> 'self'",
        person_id,
    )
    tx.run(
        "DELETE FROM outbox WHERE action <> 'delete' AND surface_id IN (SELECT id FROM surface WHERE about_id = ?1)",
        person_id,
    )
    tx.run("DELETE FROM outbox WHERE chat_id = (SELECT chat_id FROM person WHERE id = ?)", person_id)
    tx.run(  # what they sent that could not be handled
        "UPDATE inbox SET body = '', chat_id = NULL WHERE status = 'failed'"
        " AND chat_id = (SELECT chat_id FROM person WHERE id = ?)",
        person_id,
    )
    tx.run("DELETE FROM person WHERE id = ?", person_id)


def long_gone(tx: Tx, before: datetime) -> list[Person]:
    """Borgere who have left, or have never come, of whom nothing is kept any more that was said, done or seen, and with
    whom nobody has had anything to do since an instant."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM person p WHERE p.role = 'borger' AND p.state = 'invited' AND p.created_at < ?1"
        " AND NOT EXISTS (SELECT 1 FROM session s WHERE p.id IN (s.about_id, s.person_id))"
        " AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.borger_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM occurrence o WHERE o.person_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM proposal w WHERE w.borger_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM summary y WHERE y.borger_id = p.id UNION ALL SELECT 1 FROM seen f WHERE"
        " f.borger_id = p.id UNION ALL SELECT 1 FROM task k WHERE k.borger_id = p.id UNION ALL SELECT 1 FROM guide u"
        " JOIN guide_run v ON v.guide_id = u.id WHERE u.borger_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM talk t WHERE t.borger_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM agreement g WHERE g.borger_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM staff_note n WHERE n.borger_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM access_log l WHERE l.borger_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.borger_id = p.id AND g.at >= ?1)"
        " AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.borger_id = p.id"
        " AND ?1 <= max(a.set_at, coalesce(a.ended_at, 0)))"
        " AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.person_id = p.id AND i.expires_at >= ?1)",
        stamp(before),
    )
    return [_person(row) for row in rows]


def gone(tx: Tx) -> list[tuple[int, int, float]]:
    """(row, person, when they were put in) of those who were taken out and are not in the ledger yet."""
    return [(row[0], row[1], row[2]) for row in tx.all("SELECT rowid, person_id, created_at FROM erasure")]


def noted_as_gone(tx: Tx, row_id: int) -> None:
    tx.run("DELETE FROM erasure WHERE rowid = ?", row_id)


def invite(
    tx: Tx, role: Role, code: str, now: datetime, *, person_id: int | None = None, made_by: int | None = None
) -> None:
    """Keeps an invitation for 48 hours; only the hash of `code` is stored. An earlier one for the person ends."""
    if person_id is not None:
        forget_links(tx, person_id)
    tx.run(
        "INSERT INTO invitation (code_hash, role, person_id, created_at, expires_at, made_by)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        _hashed(code), role, person_id, stamp(now), stamp(now + INVITATION_LIFE), made_by,
    )  # fmt: skip


def forget_links(tx: Tx, person_id: int) -> None:
    tx.run("DELETE FROM invitation WHERE person_id = ? AND used_at IS NULL", person_id)


def redeem(tx: Tx, code: str, now: datetime) -> Invitation | None:
    """Uses an invitation up. None if it was never made, is too old, or was used before."""
    code_hash = _hashed(code)
    used = tx.run(
        "UPDATE invitation SET used_at = ?, outcome = 'accepted'"
        " WHERE code_hash = ? AND used_at IS NULL AND expires_at > ?",
        stamp(now), code_hash, stamp(now),
    )  # fmt: skip
    if not used:
        return None
    row = tx.one("SELECT role, person_id FROM invitation WHERE code_hash = ?", code_hash)
    return Invitation(Role(row[0]), row[1]) if row else None


def good_codes(tx: Tx, codes: Collection[str], now: datetime) -> set[str]:
    """Those of the codes that are an invitation's which can be used."""
    by_hash = {_hashed(code): code for code in codes}
    rows = tx.all(
        "SELECT code_hash FROM invitation WHERE used_at IS NULL AND expires_at > ?"
        " AND code_hash IN (SELECT value FROM json_each(?))",
        stamp(now), json.dumps(sorted(by_hash)),
    )  # fmt: skip
    return {by_hash[row[0]] for row in rows}


def decline_invitation(tx: Tx, person_id: int) -> None:
    """Notes that the invitation was declined: the one thing that is kept of a no."""
    tx.run("UPDATE invitation SET outcome = 'declined', person_id = NULL WHERE person_id = ?", person_id)


def _hashed(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
