"""A borger's own pictures of what they answered: one at a time, the newest first."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.at_work import called
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.telegram.buttons import Tap
from bot.telegram.content import drawn
from bot.telegram.render import render
from bot.telegram.spoken import saying
from bot.views.shown import Page, pages
from bot.views.view import Viewer
from dialogs.engine.cards import Card, CardButton, shows
from dialogs.engine.pages import leafing
from dialogs.text import T, Text
from storage import answers, sessions, sharing, surfaces
from storage.people import Person

PICTURES = "i"
MOST_ON_ONE = 100
"""More sittings are on no picture."""
SHOWS, KEEPS = "s", "k"
"""What a button begins with that shows a private picture, or shows it no more."""
TITLE = T("My pictures")


def my_pictures(desk: Desk, start: Start) -> None:
    """The newest picture."""
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person), 0)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """Leafs to the picture that a button names by its number; or shows it to those who may read such things, or does so
    no more.

    Returns: False if the card is not this person's, or another picture has come in the place of that on the card.
    """
    number = tap.choice.removeprefix(SHOWS).removeprefix(KEEPS)
    if not surfaces.is_on(desk.tx, tap.id, person.id) or not number.isdecimal():
        return False
    made, presents = _made(desk, person), number != tap.choice
    seen = int(number) < len(made) and _of(made[int(number)]) == tap.turn
    if presents and seen:
        _present(desk, person, made[int(number)], tap.choice.startswith(SHOWS))
    _show(desk, person, tap.id, int(number))
    return seen or not presents


def _of(page: Page) -> int:
    """What a picture is made of, as one number: its newest sitting, and how many there are."""
    return page[1][0].id * MOST_ON_ONE + len(page[1])


def _present(desk: Desk, person: Person, page: Page, yes: bool) -> None:
    """Lets others read what is on a private picture from now on, or no more."""
    for sitting in page[1]:
        stored = sessions.session_by_id(desk.tx, sitting.id)
        if stored and sitting.dialog.private:
            session = replace(stored.session, shares=yes)
            sessions.save_session(desk.tx, stored.id, session, desk.now, awaits_words=False)
    desk.runner.changed(desk, person)


def _presenting(desk: Desk, person: Person, page: Page, number: int) -> tuple[tuple[CardButton, ...], tuple[Text, ...]]:
    """The way to show a private picture, or to show it no more, and who may read it then."""
    if not page[1][0].dialog.private:
        return (), ()
    names = sharing.readers_of(desk.tx, person.id, page[1][0].dialog.topic or "")
    stored = [sessions.session_by_id(desk.tx, sitting.id) for sitting in page[1]]
    readers = desk.texts(person).say(T("{names}", names=called(names)))
    shows = CardButton(f"{SHOWS}{number}", T("Show it"), "👀")
    keeps = CardButton(f"{KEEPS}{number}", T("Hide it again"), "🔒")
    shared = [each is not None and each.session.shares for each in stored]
    if any(shared):
        first = readers[:1].upper() + readers[1:]
        said = T("{readers} may read it.") if all(shared) else T("{readers} may read some of it.")
        told = (Text(said.id, {"readers": first}),) if names else ()
        return ((keeps,) if all(shared) or not names else (shows, keeps)), told
    if not names:
        return (), (T("You have not chosen anyone to read it."), T("You can choose under »More«."))
    return (shows,), (
        T("I show it to nobody."), T("If you show it, this is who may read it: {readers}.", readers=readers),
    )  # fmt: skip


def _made(desk: Desk, person: Person) -> list[Page]:
    """All that the borger has answered themself, alone or with help, whatever of it they share; and beside it what
    staff have answered about the same."""
    viewed = [dialog.id for dialog in desk.house.dialogs.values() if dialog.view]
    found = [answer for id_ in viewed for answer in answers.own_answers(desk.tx, person.id, dialog_id=id_)]
    return [page for page in pages(desk, found) if any(sitting.provenance != "observed" for sitting in page[1])]


def _show(desk: Desk, person: Person, surface_id: int, number: int) -> None:
    made = _made(desk, person)
    profile, texts = desk.reading(person), desk.texts(person)
    pictures, words = shows(profile.settled().reading, essential=False)
    if not made:
        card = Card(None, "🖼️", lines=(T("There is no picture yet."),), essential=True)
        desk.show_card(person, card, PICTURES, surface_id, surface_id)
        return
    number = min(number, len(made) - 1)
    view, sittings = made[number]
    seen = view.make(Viewer(texts, words, desk.house.photos), sittings)
    said = view.make(Viewer(texts, True, desk.house.photos), sittings).lines if profile.hears else seen.lines
    presents, told = _presenting(desk, person, made[number], number)
    card = Card(TITLE, "🖼️", (leafing(str, number, len(made)), presents), lines=(*said, *told), essential=bool(told))
    turn = _of(made[number])
    content = render(replace(card, lines=told) if pictures else card, profile, texts, PICTURES, surface_id, turn)
    content = replace(content, drawn=drawn(seen.picture)) if pictures else content
    desk.show(person, saying(content, card, texts), surface_id)
