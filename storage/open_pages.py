"""The borger's pages that readers have on their phones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.tx import Row, Tx, moment, stamp


@dataclass(frozen=True)
class Page:
    """One reader's page of one borger: there is one at most. `view` names the part that is shown and `sheet` counts on
    in it; `at` is when it was last turned; `surface_id` is None once it has left the chat for good."""

    reader_id: int
    borger_id: int
    view: str
    sheet: int
    at: datetime
    surface_id: int | None


_COLUMNS = "p.reader_id, p.borger_id, p.view, p.sheet, p.at, p.surface_id"


def _page(row: Row) -> Page:
    return Page(*(*row[:4], moment(row[4]), row[5]))


def keep_page(tx: Tx, page: Page) -> None:
    """Notes what a reader has before them."""
    tx.run(
        "INSERT OR REPLACE INTO page (reader_id, borger_id, view, sheet, at, surface_id) VALUES (?, ?, ?, ?, ?, ?)",
        page.reader_id, page.borger_id, page.view, page.sheet, stamp(page.at), page.surface_id,
    )  # fmt: skip


def page_of(tx: Tx, reader_id: int, borger_id: int) -> Page | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM page p WHERE p.reader_id = ? AND p.borger_id = ?", reader_id, borger_id)
    return _page(row) if row else None


def activity_names(tx: Tx, activity_ids: Iterable[int]) -> dict[int, str]:
    """What activities are called, also those that were taken out: what was said of them stays readable."""
    names: dict[int, str] = {}
    for activity_id in activity_ids:
        row = tx.one("SELECT json_extract(plan, '$.title') FROM activity WHERE id = ?", activity_id)
        if row:
            names[activity_id] = str(row[0])
    return names
