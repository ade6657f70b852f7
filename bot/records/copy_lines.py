"""In a borger's own copy, when staff had a sheet about them open; what stands on it is there with the other records."""

from __future__ import annotations

from bot.desk.copying import Copy
from dialogs.text import T
from storage import sheets
from storage.people import Person


def sheets_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """Each with when it was opened, and when it was over."""
    lines = []
    for sheet in sheets.all_of(copy.tx, borger.id):
        lines.append(copy.said(sheet.opened_at, T("Staff opened a sheet about you.")))
        if sheet.over_at:
            lines.append(copy.said(sheet.over_at, T("It was over.")))
    return [lines] if lines else []
