"""A borger's own pictures of what they answered: one at a time, the newest first."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.telegram.buttons import Tap
from bot.telegram.content import drawn
from bot.telegram.render import render
from bot.telegram.spoken import saying
from bot.views.shown import pages
from bot.views.view import Viewer
from dialogs.engine.cards import Card, CardButton, shows
from dialogs.text import T
from storage import answers, surfaces
from storage.people import Person

PICTURES = "i"
TITLE = T("My pictures")


def my_pictures(desk: Desk, start: Start) -> None:
    """The newest picture."""
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person), 0)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """Leafs to the picture that a button names by its number.

    Returns: False if the card is not this person's.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id) or not tap.choice.isdecimal():
        return False
    _show(desk, person, tap.id, int(tap.choice))
    return True


def _show(desk: Desk, person: Person, surface_id: int, number: int) -> None:
    """All that the borger has answered themself, alone or with help, whatever of it they share; and beside it what
    staff have answered about the same."""
    viewed = [dialog.id for dialog in desk.house.dialogs.values() if dialog.view]
    found = [answer for id_ in viewed for answer in answers.own_answers(desk.tx, person.id, dialog_id=id_)]
    made = [page for page in pages(desk, found) if any(sitting.provenance != "observed" for sitting in page[1])]
    profile, texts = desk.reading(person), desk.texts(person)
    pictures, words = shows(profile.settled().reading, essential=False)
    if not made:
        card = Card(None, "🖼️", lines=(T("There is no picture yet."),), essential=True)
        desk.show_card(person, card, PICTURES, surface_id, surface_id)
        return
    number = min(number, len(made) - 1)
    view, sittings = made[number]
    seen = view.make(Viewer(texts, words, desk.house.photos), sittings)
    newer = (CardButton(str(number - 1), T("Newer"), "◀️"),) if number else ()
    older = (CardButton(str(number + 1), T("Older"), "▶️"),) if number + 1 < len(made) else ()
    said = view.make(Viewer(texts, True, desk.house.photos), sittings).lines if profile.hears else seen.lines
    card = Card(TITLE, "🖼️", ((*newer, *older),), lines=said)
    content = render(replace(card, lines=()) if pictures else card, profile, texts, PICTURES, surface_id)
    content = replace(content, drawn=drawn(seen.picture)) if pictures else content
    desk.show(person, saying(content, card, texts), surface_id)
