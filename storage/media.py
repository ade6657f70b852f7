"""Voice messages, photos and videos: where Telegram has them, and our own copy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs.engine.session import Media, MediaKind
from storage.tx import Tx, stamp


@dataclass(frozen=True)
class StoredMedia:
    """A voice message, photo or video; `seconds` is how long one can be heard or seen. `borger_id` is None
    for a photo that staff gave an activity, or that a dialog of the house's own shows."""

    id: int
    borger_id: int | None
    kind: MediaKind
    file_id: str
    seconds: int
    tries: int


HOUSE = "house:"
"""What the `unique_id` of a photo begins with that one of the house's own dialogs shows."""
_COLUMNS = "id, borger_id, kind, file_id, seconds, tries"


def keep_media(tx: Tx, borger_id: int | None, media: Media, now: datetime) -> int:
    """Notes a file to be fetched; one that is known already is not fetched again.

    Returns: its id.
    """
    row = tx.one("SELECT id FROM media WHERE borger_id IS ? AND unique_id = ?", borger_id, media.unique_id)
    if row is not None:
        return int(row[0])
    return tx.insert(
        "INSERT INTO media (borger_id, kind, unique_id, file_id, seconds, next_try) VALUES (?, ?, ?, ?, ?, ?)",
        borger_id, media.kind, media.unique_id, media.file_id, media.seconds, stamp(now),
    )  # fmt: skip


def for_another(tx: Tx, media_id: int, borger_id: int, now: datetime) -> int:
    """The same file as another borger's own.

    Returns: its id; 0 if it is gone.
    """
    row = tx.one("SELECT kind, file_id, unique_id, seconds, body FROM media WHERE id = ?", media_id)
    if row is None:
        return 0
    new_id = keep_media(tx, borger_id, Media(*row[:4]), now)
    if row[4] is not None:
        keep_body(tx, new_id, row[4])
    return new_id


def media_by_id(tx: Tx, media_id: int) -> StoredMedia | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM media WHERE id = ?", media_id)
    return StoredMedia(*row) if row else None


def body_of(tx: Tx, media_id: int) -> bytes | None:
    """Our own copy of the file, if it has been fetched."""
    row = tx.one("SELECT body FROM media WHERE id = ?", media_id)
    return row[0] if row else None


def with_body(tx: Tx, media_ids: Collection[int]) -> list[int]:
    """Those of the files of which there is a copy."""
    if not media_ids:
        return []
    rows = tx.all(
        "SELECT id FROM media WHERE body IS NOT NULL AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
        json.dumps(sorted(media_ids)),
    )
    return [row[0] for row in rows]


def keep_house_photos(tx: Tx, photos: Mapping[str, bytes]) -> dict[str, int]:
    """Keeps the photos that the house's own dialogs show, and lets those go that neither they nor an
    entry shows any more.

    Returns: their ids, by the names they were given under.
    """
    ids: dict[str, int] = {}
    for name, body in photos.items():
        known = f"{HOUSE}{hashlib.sha256(body).hexdigest()}"
        row = tx.one("SELECT id FROM media WHERE borger_id IS NULL AND unique_id = ?", known)
        ids[name] = int(row[0]) if row else tx.insert(
            "INSERT INTO media (kind, unique_id, file_id, body) VALUES ('photo', ?, '', ?)", known, body
        )  # fmt: skip
    tx.run(
        "DELETE FROM media WHERE unique_id LIKE ? || '%' AND id NOT IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.photo = media.id)",
        HOUSE, json.dumps(sorted(ids.values())),
    )  # fmt: skip
    return ids


def to_fetch(tx: Tx, now: datetime) -> list[StoredMedia]:
    """Files of which there is no copy yet and that are due to be fetched."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM media WHERE next_try IS NOT NULL AND next_try <= ? ORDER BY next_try LIMIT 5",
        stamp(now),
    )
    return [StoredMedia(*row) for row in rows]


def untried(tx: Tx, media_ids: Collection[int]) -> list[StoredMedia]:
    """Those of the files that nobody has tried to fetch yet."""
    if not media_ids:
        return []
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM media WHERE body IS NULL AND next_try IS NOT NULL AND tries = 0"
        " AND id IN (SELECT value FROM json_each(?))",
        json.dumps(sorted(media_ids)),
    )
    return [StoredMedia(*row) for row in rows]


def keep_body(tx: Tx, media_id: int, body: bytes) -> None:
    tx.run("UPDATE media SET body = ?, next_try = NULL WHERE id = ?", body, media_id)


def fetch_later(tx: Tx, media_id: int, next_try: datetime | None) -> None:
    """Notes a fetch that failed; None gives it up."""
    tx.run(
        "UPDATE media SET next_try = ?, tries = tries + 1 WHERE id = ?", stamp(next_try) if next_try else None, media_id
    )
