"""Things that a borger has named in earlier answers, as the lists of a session hold them: in which answers that was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from dialogs.engine.session import Item
from storage.answers import COLUMNS, STANDS, StoredAnswer, answer_in
from storage.naming import KEPT_THINGS, is_no_kept_thing
from storage.sharing import Reader
from storage.tx import Tx


def last_said(tx: Tx, borger_id: int, dialog_id: str, steps: Sequence[str], entry_id: int | None) -> list[StoredAnswer]:
    """What stands of a borger's own, given alone or with help, at these steps of a dialog: in the last sitting that is
    over and in which they answered there, if only by skipping it. For something about an entry, not what was said about
    another of its kind."""
    theirs = (
        f"a.borger_id = ?1 AND a.provenance <> 'observed' AND a.step IN (SELECT value FROM json_each(?3)) AND {STANDS}"
    )
    rows = tx.all(
        f"SELECT {COLUMNS} FROM answer a JOIN session s ON s.id = a.session_id WHERE {theirs} AND a.session_id ="
        " (SELECT s.id FROM session s WHERE s.about_id = ?1 AND s.dialog_id = ?2 AND s.status <> 'open'"
        "  AND (?4 IS NULL OR s.entry_id IS NULL OR s.entry_id = ?4"
        "   OR (SELECT kind FROM entry WHERE id = s.entry_id) <> (SELECT kind FROM entry WHERE id = ?4))"
        f"  AND EXISTS (SELECT 1 FROM answer a WHERE a.session_id = s.id AND {theirs})"
        "  ORDER BY coalesce(s.closed_at, s.opened_at) DESC, s.id DESC LIMIT 1) ORDER BY a.id",
        borger_id, dialog_id, json.dumps(steps), entry_id,
    )  # fmt: skip
    return [answer_in(row) for row in rows]


def keep_origins(tx: Tx, session_id: int, items: Iterable[Item]) -> None:
    """Notes in which answers the things of a session's lists were named."""
    for item in items:
        for answer_id in item.origins:
            tx.run("INSERT INTO thing_from VALUES (?, ?, ?) ON CONFLICT DO NOTHING", session_id, item.id, answer_id)


def origins_of(tx: Tx, session_id: int, item: str) -> tuple[int, ...]:
    """The numbers of the answers in which a thing of a session's lists was named."""
    rows = tx.all("SELECT answer_id FROM thing_from WHERE session_id = ? AND item = ?", session_id, item)
    return tuple(row[0] for row in rows)


def kept_from(tx: Tx, reader: Reader, borger_id: int, session_id: int) -> set[str]:
    """The things of a session's lists that were named in an answer which a reader may not read now."""
    rows = tx.all(
        f"SELECT DISTINCT t.item FROM session s, {KEPT_THINGS} AND s.id = ?4",
        reader.id, borger_id, reader.at_work, session_id,
    )  # fmt: skip
    return {row[0] for row in rows}


def may_name(tx: Tx, reader: Reader, borger_id: int, session_id: int, ids: Sequence[str]) -> bool:
    """Whether a reader may see what all of these things of a session's lists are called."""
    row = tx.one(
        f"SELECT 1 FROM session s WHERE s.id = ?4 AND {is_no_kept_thing('?5')}",
        reader.id, borger_id, reader.at_work, session_id, json.dumps(ids),
    )  # fmt: skip
    return row is not None
