"""A borger's guides, and how it went with them, in their own copy."""

from __future__ import annotations

from bot.desk.copying import Copy
from bot.guides.run_words import dated
from dialogs.text import T
from storage import guides, media
from storage.guides import StoredGuide
from storage.people import Person


def guides_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """Each guide with its steps, its photos as files, and each time it was gone through."""
    parts = []
    for stored in guides.guides_of(copy.tx, borger.id):
        lines = [copy.say(T("Guide: {title}", title=stored.guide.title))]
        for at, step in enumerate(stored.guide.steps):
            said = copy.say(T("{number}. {line}", number=at + 1, line=step.line or step.pictogram))
            lines.append(" ".join([said, *(f"({file})" for file in _files(copy, (step.photo, step.voice)))]))
        lines += [f"({file})" for file in _files(copy, (stored.guide.photo, *_before(copy, stored)))]
        runs = guides.runs_of(copy.tx, borger.id, stored.id)
        parts.append([*lines, *(copy.say(dated(run, copy.settings.zone)) for run in runs)])
    return parts


def _before(copy: Copy, stored: StoredGuide) -> list[int]:
    """What was sent for a guide as it was before, and is kept for a time it was gone through."""
    held = guides.held_by(copy.tx, stored.id)
    return sorted(set(held) - set(stored.guide.media))


def _files(copy: Copy, media_ids: tuple[int, ...]) -> list[str]:
    """The files of these, as far as there is a copy of them; they belong to the borger's."""
    stored = (media.media_by_id(copy.tx, media_id) for media_id in media_ids if media_id)
    return [file for each in stored if each and each.borger_id is not None and (file := copy.file(each.id))]
