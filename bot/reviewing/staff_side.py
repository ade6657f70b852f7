"""What on a borger's page is the staff's own: what they follow up, and their notes."""

from __future__ import annotations

from html import escape

from bot.desk.page_parts import PagePart, Sight
from bot.telegram.content import length
from dialogs.text import T
from dialogs.words.visible import cut
from storage import followup, notes, people

SHEET = 3000
"""Units of notes on a sheet, as Telegram counts them."""
MOST = 20
"""Follow-ups shown at most, the oldest first: they have waited longest."""


def follow_ups(sight: Sight) -> PagePart:
    """What staff have promised this borger and not done yet; who promised it has a button to say it is done."""
    desk = sight.desk
    waiting = [
        act for act in followup.follow_ups_for(desk.tx, sight.borger.id) if act.kind == "follow_up" and not act.done
    ]
    lines = [f"<b>{sight.say(T('{name}: open follow-ups', name=sight.borger.name))}</b>"]
    rows = []
    for act in waiting[:MOST]:
        staff = people.person_by_id(desk.tx, act.staff_id)
        when = sight.say(T("{when}", when=act.at.astimezone(desk.house.zone).date()))
        lines.append(f"\n{escape(staff.name if staff else '–')}, {when}:\n»{escape(act.note)}«")
        if act.staff_id == sight.reader.id:
            label = T("Done: {note}", note=cut(act.note, 28))
            rows.append((sight.button("✓", label, f"done.{act.id}"),))
    if not waiting:
        lines.append(sight.say(T("No open follow-ups.")))
    return PagePart(tuple(lines), (*rows, (sight.button("🤝", T("I follow up"), "follow_up"),)))


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
