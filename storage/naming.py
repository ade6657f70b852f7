"""What an answer names besides what it says: a goal, or a thing of an earlier answer. Who may not read where that was
said reads no answer that names it."""

from __future__ import annotations

from storage.sharing import OPEN_TO

_LAST = (
    "(WITH RECURSIVE chain (id) AS (SELECT o.id UNION ALL SELECT later.id FROM chain JOIN answer later"
    " ON later.corrects = chain.id) SELECT n.withdrawn = 0 AND n.outcome = 'answered' FROM answer n"
    " WHERE n.id = (SELECT max(id) FROM chain))"
)
"""SQL: whether what the answer `o` has become by now is still an answer."""


def names_none_kept(item: str, choices: str) -> str:
    """SQL: whether an answer in the session s to a question about `item`, with these `choices` (JSON), names nothing
    that the reader ?1 of the borger ?2 may not see: it would give away what the borger called it, where they keep the
    answer that made it from this reader."""
    about = f"s.entry_id, iif({item} GLOB 'e[0-9]*' AND {LISTS_ENTRIES}, CAST(substr({item}, 2) AS INTEGER), NULL)"
    return f"NOT {_keeps_entry(about)} AND {is_no_kept_thing(choices, item)}"


def is_no_kept_thing(choices: str, item: str = "''") -> str:
    """SQL: the same of the things of the session's lists alone."""
    chosen = f"SELECT CAST(substr(value, 2) AS INTEGER) FROM json_each({choices}) WHERE value GLOB 'e[0-9]*'"
    return (
        f"NOT ({choices} GLOB '*\"e[0-9]*' AND {LISTS_ENTRIES} AND {_keeps_entry(chosen)})"
        f" AND NOT EXISTS (SELECT 1 FROM {KEPT_THINGS}"
        f" AND (t.item = {item} OR t.item IN (SELECT value FROM json_each({choices}))))"
    )


LISTS_ENTRIES = (
    "EXISTS (SELECT 1 FROM dialog_version v WHERE v.version = s.version"
    " AND (instr(json_extract(v.body, '$.lists'), '\"entries.')"
    " OR instr(json_extract(v.body, '$.lists'), '\"answers.')))"
)
"""SQL: whether there may be entries among the things of the lists of the session s."""


def _keeps_entry(ids: str) -> str:
    """SQL: whether one of the entries of these ids is kept from the reader."""
    return (
        "EXISTS (SELECT 1 FROM entry e LEFT JOIN session m ON m.id = e.session_id"
        f" WHERE e.id IN ({ids}) AND e.borger_id = ?2 AND e.kind <> 'activity'"
        f" AND (m.id IS NULL AND e.topic NOT IN {OPEN_TO} OR m.id <> s.id AND (m.shares = 0 OR m.topic NOT IN {OPEN_TO}"
        " OR EXISTS (SELECT 1 FROM held_back k"
        " WHERE k.session_id = m.id AND k.step = e.step AND k.item = e.item AND k.held = 1))))"
    )


KEPT_THINGS = (
    "thing_from t LEFT JOIN answer o ON o.id = t.answer_id LEFT JOIN session m ON m.id = o.session_id"
    f" WHERE t.session_id = s.id AND (m.id IS NULL OR m.shares = 0 OR coalesce(m.topic, '') NOT IN {OPEN_TO}"
    " OR EXISTS (SELECT 1 FROM held_back k WHERE k.session_id = m.id AND k.step = o.step AND k.item = o.item"
    f" AND k.held = 1) OR NOT {_LAST})"
)
"""SQL: the things `t` of the session s that were named in an answer which the reader ?1 of the borger ?2, at work (?3)
or not, may not read; or which is let go of, or was taken back."""
