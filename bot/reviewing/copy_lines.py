"""What staff noted, in the borger's own copy."""

from __future__ import annotations

from bot.desk.copying import Copy
from dialogs.text import T
from storage import notes
from storage.people import Person


def notes_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    return [
        [
            copy.said(note.at, T("Note by {name}: »{words}«", name=note.by or "–", words=note.words))
            for note in reversed(notes.notes_of(copy.tx, borger.id))
        ]
    ]
