"""What staff wrote about a borger's answers in the borger's own copy."""

from __future__ import annotations

from bot.desk.copying import Copy
from dialogs.text import T
from storage import followup, notes
from storage.people import Person


def follow_ups_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    lines: list[str] = []
    for act in followup.follow_ups_for(copy.tx, borger.id):
        name = copy.name(act.staff_id)
        seen = T("{name} has read your answer.", name=name)
        writes = T("{name} writes: »{note}«", name=name, note=act.note)
        lines.append(copy.said(act.at, writes if act.note else seen))
        if act.done:
            lines.append(copy.say(T("{name} has done it: »{note}«", name=name, note=act.note)))
    return [lines]


def notes_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    return [
        [
            copy.said(note.at, T("Note by {name}: »{words}«", name=note.by or "–", words=note.words))
            for note in reversed(notes.notes_of(copy.tx, borger.id))
        ]
    ]
