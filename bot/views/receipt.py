"""The receipt of a dialog that has a view: its picture is the view, in place of a tile for each answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.desk import SESSION, Desk
from bot.telegram.content import Content, drawn
from bot.telegram.render import NONE, render
from bot.telegram.spoken import saying
from bot.views.shown import Page, pages
from bot.views.view import Viewer
from dialogs.engine.cards import Card, shows
from dialogs.engine.face import QUOTE
from dialogs.profile import ReadingProfile
from locales.texts import Texts
from storage import answers
from storage.people import Person
from storage.sessions import StoredSession


def receipt(desk: Desk, stored: StoredSession, reader: Person, card: Card) -> Content:
    """The receipt as `reader` reads it: with this sitting alone, and what was said before where the view shows it with
    that. On another's phone nothing from before is shown."""
    only = stored.id if stored.session.provenance != "self" else None
    found = answers.own_answers(desk.tx, stored.about_id, only, stored.dialog_id)
    made = [page for page in pages(desk, found, now_open=stored.id) if any(each.id == stored.id for each in page[1])]
    profile, texts = desk.reading(reader), desk.texts(reader)
    return with_view(card, made[0] if made else None, profile, texts, stored.id, stored.session.turn,
                     photos=desk.house.photos)  # fmt: skip


def with_view(
    card: Card, page: Page | None, profile: ReadingProfile, texts: Texts, session_id: int, turn: int, *,
    photos: Mapping[str, int] = NONE,
) -> Content:  # fmt: skip
    """The card of a receipt with a view in place of its tiles, or in words before its lines; without, as it is."""
    if page is None:
        return render(card, profile, texts, SESSION, session_id, turn, photos=photos)
    pictures, words = shows(profile.settled().reading, essential=False)
    view, sittings = page
    seen = view.make(Viewer(texts, words, photos), sittings)
    others = (line for line in card.lines if line.id != QUOTE)  # own words stand in the view
    said = view.make(Viewer(texts, True, photos), sittings).lines if profile.hears else seen.lines
    in_words = replace(card, tiles=(), lines=(*said, *others))
    content = render(card if pictures else in_words, profile, texts, SESSION, session_id, turn, photos=photos)
    content = replace(content, drawn=drawn(seen.picture)) if pictures else content
    return saying(content, in_words, texts)
