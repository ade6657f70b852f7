"""What on a borger's page is the staff's own: their notes."""

from __future__ import annotations

from html import escape

from bot.desk.page_parts import PagePart, Sight
from bot.telegram.content import length
from dialogs.text import T
from storage import notes

SHEET = 3000
"""Units of notes on a sheet, as Telegram counts them."""


def staff_notes(sight: Sight) -> PagePart:
    """Staff's notes, newest first, marked as theirs."""
    desk = sight.desk
    lines = [
        f"<b>{sight.say(T('{name}: notes by staff', name=sight.borger.name))}</b>",
        sight.say(T("Not the borger's words. The borger can ask to see them.")),
    ]
    sheets: list[list[str]] = [[]]
    for note in notes.notes_of(desk.tx, sight.borger.id):
        when = sight.say(T("{when}", when=note.at.astimezone(desk.house.zone)))
        words = f"\n{escape(note.by or '–')}, {when}:\n{escape(note.words)}"
        if sheets[-1] and length("\n".join([*sheets[-1], words])) > SHEET:
            sheets.append([])
        sheets[-1].append(words)
    sheet = min(sight.sheet, len(sheets) - 1)
    lines += sheets[sheet] or [sight.say(T("There are no notes yet."))]
    leafing = sight.leafing(newer=sheet > 0, older=sheet + 1 < len(sheets))
    return PagePart(tuple(lines), (*leafing, (sight.button("✏️", T("Add a note"), "add_note"),)))
