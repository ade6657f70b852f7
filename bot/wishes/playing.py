"""What was spoken or shown of a wish, sent to whoever may read it."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from bot.deleting import KEPT_RIGHT
from bot.desk import about_entries
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.speaking_to import NOT_ARRIVED
from bot.telegram.content import Content
from bot.wishes.standing import Wish
from storage import entries, media, outbox, people
from storage.outbox import Lane
from storage.people import Person
from storage.surfaces import Surface

SHOWS = "wish sent"
"""What a surface shows that holds what was spoken or shown of a wish: its `ref` is the entry."""
LASTS = timedelta(hours=1)


def take_back(desk: Desk, _borger: Person, surface: Surface) -> None:
    """Takes what was sent of a wish from who may not read it any more."""
    reader, entry = people.person_by_id(desk.tx, surface.person_id), entries.entry_by_id(desk.tx, surface.ref or 0)
    if reader is None or surface.is_older_than(desk.now - KEPT_RIGHT):
        return
    if entry is None or not about_entries.open_to(desk, reader_now(desk, reader), entry):
        desk.retire(reader, surface.id)


def play(desk: Desk, reader: Person, borger: Person, wish: Wish) -> None:
    """Sends each file of a wish as a message of its own."""
    if reader.chat_id is None or not reader.reachable:
        return
    for media_id in wish.media:
        sent = media.media_by_id(desk.tx, media_id)
        if sent is None:
            continue
        instead = escape(desk.texts(reader).say(NOT_ARRIVED[sent.kind]))
        content = Content(media_id=sent.id, instead=instead)
        surface_id = desk.new_surface(reader, borger, SHOWS, wish.entry.id)
        outbox.put(desk.tx, reader.chat_id, Lane.ANSWER, "media", content.payload(), not_before=desk.now,
                   expires_at=desk.now + LASTS, surface_id=surface_id)  # fmt: skip
