"""What names a borger without being theirs: half-done forms on the phones of staff, and notices on their way."""

from __future__ import annotations

import json
import re

from storage.tx import Tx


def forms_naming(tx: Tx, borger_id: int) -> list[tuple[int, int | None]]:
    """(session, its surface) of what staff have begun and not ended that names a borger. An answer is none: what
    somebody else has said, or staff have observed, is theirs."""
    names = _name(tx, borger_id)
    rows = tx.all(
        "SELECT s.id, s.surface_id, s.state FROM session s JOIN person p ON p.id = s.person_id WHERE s.status = 'open'"
        " AND s.provenance = 'self' AND p.role <> 'borger' AND s.about_id <> ?",
        borger_id,
    )
    return [(row[0], row[1]) for row in rows if names and names.search(_readable(row[2]))]


def forget_mentions(tx: Tx, borger_id: int) -> None:
    """Takes out what names a borger and is to be nobody's any more; in what waits for staff, and may be about others
    too, the name alone. It stays where it may be somebody else's of that name."""
    for session_id, _ in forms_naming(tx, borger_id):
        tx.run("DELETE FROM session WHERE id = ?", session_id)
    names = _name(tx, borger_id)
    alone = tx.one("SELECT count(*) = 1 FROM person WHERE name = (SELECT name FROM person WHERE id = ?)", borger_id)
    if names and alone and alone[0]:
        rows = tx.all(
            "SELECT o.id, o.payload FROM outbox o JOIN person p ON p.chat_id = o.chat_id WHERE p.role <> 'borger'"
        )
        for row_id, payload in rows:
            if names.search(_readable(payload)):
                without = json.dumps(_without(names, json.loads(payload)), ensure_ascii=False)
                tx.run("UPDATE outbox SET payload = ? WHERE id = ?", without, row_id)


def _name(tx: Tx, borger_id: int) -> re.Pattern[str] | None:
    """A borger's name as a word, also in the genitive; None for anybody else, and for a name that may be anything, as
    "5" may."""
    row = tx.one("SELECT name FROM person WHERE id = ? AND role = 'borger'", borger_id)
    if row is None or sum(map(str.isalpha, row[0])) < 2:
        return None
    return re.compile(rf"(?<!\w){re.escape(row[0])}s?(?!\w)")


def _without(names: re.Pattern[str], node: object) -> object:
    """JSON with the name taken out of its words."""
    match node:
        case str():
            return names.sub("…", node)
        case dict():
            return {key: _without(names, value) for key, value in node.items()}
        case list():
            return [_without(names, each) for each in node]
    return node


def _readable(stored: str) -> str:
    return json.dumps(json.loads(stored), ensure_ascii=False)
