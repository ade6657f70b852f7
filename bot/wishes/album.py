"""A borger's album of wishes on their own phone: all on one picture, and one at a time, with what has become of each.
They put a wish away and bring it out again; nobody else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import PartOf, Start
from bot.telegram.buttons import Tap
from bot.wishes import acts
from bot.wishes.playing import play
from bot.wishes.standing import ALBUM_SHOWS, STATES, Wish, answered, wish_of, wishes_of
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.pages import leafing
from dialogs.engine.photo_names import stored
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from storage import sessions, surfaces
from storage.people import Person
from storage.sessions import StoredSession

ALBUM = "d"
TITLE = T("My wishes")
ON_ONE = 6
"""Wishes on one picture: all are seen at once on a phone."""
ON_A_TILE = 60
"""Letters of staff's answer that can be read on a tile."""
NEW = CardButton("new", T("A new wish"), "➕")
ALL = CardButton("all.0", T("All my wishes"), "🖼️")
CLOSE = CardButton("close", T("Close"), "✖️")


def whole(desk: Desk, dialog: Dialog, start: Start, dispatch: Dispatch) -> StoredSession | None:
    """Opens the album where there is one; for words that came already, and with staff beside, a wish is asked for."""
    alone = start.person.id == start.about.id and start.provenance == "self" and not start.asked and not start.said
    if not alone or not wishes_of(desk, start.about.id):
        return desk.runner.open(desk, dialog, replace(start, part=PartOf(())), dispatch)
    if start.surface_id:
        sessions.leave_surface(desk.tx, start.surface_id)
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person), "all.0")
    return None


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the album: what, and which wish or picture.

    Returns: False if the card is not this person's, or there is no such thing any more.
    """
    what, _, number = tap.choice.partition(".")
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    if what == "close":
        desk.retire(person, tap.id)
        return True
    if what == "new":
        dialog = desk.house.dialogs["wish"]
        desk.runner.open(desk, dialog, Start(person, person, tap.id, part=PartOf(())))
        return True
    if not number.isdecimal():
        return False
    if what in ("all", "page"):
        _show(desk, person, tap.id, tap.choice)
        return True
    wish = wish_of(desk, person.id, int(number))
    if wish is None:
        return False
    if what == "look":
        desk.runner.go(desk, "wish_look", Start(person, person, tap.id, number))
        return True
    if what == "hear":
        play(desk, person, person, wish)
        return True
    if what in acts.ACTS:
        acts.ACTS[what](desk, person, wish)
    elif what != "ways":
        return False
    _show(desk, person, tap.id, tap.choice if what == "ways" else f"one.{number}")
    return True


def show_one(desk: Desk, person: Person, surface_id: int | None, entry_id: int) -> None:
    """Shows one wish in the album, on a card that something else stood on."""
    if surface_id:
        sessions.leave_surface(desk.tx, surface_id)
    _show(desk, person, surface_id or desk.new_surface(person), f"one.{entry_id}")


def bring_in_line(desk: Desk, borger: Person) -> None:
    """An album that stands open shows all wishes as they are now."""
    for surface_id in surfaces.standing(desk.tx, borger.id, ALBUM_SHOWS):
        _show(desk, borger, surface_id, "all.0")


def _show(desk: Desk, person: Person, surface_id: int, choice: str) -> None:
    what, _, number = choice.partition(".")
    found = wishes_of(desk, person.id)
    surfaces.now_shows(desk.tx, surface_id, ALBUM_SHOWS)
    ids = [wish.entry.id for wish in found]
    if what == "page":
        card = _page(desk, found, min(int(number), len(found) - 1))
    elif what == "one":
        card = _page(desk, found, ids.index(int(number)))
    elif what == "ways":
        card = _ways(found[ids.index(int(number))])
    else:
        card = all_of_them(found, int(number))
        ways = (CardButton("page.0", T("One wish at a time"), "💭"),) if found else ()
        card = replace(card, buttons=(*card.buttons, (*ways, NEW), (CLOSE,)))
    desk.show_card(person, card, ALBUM, surface_id, surface_id)


def all_of_them(found: Sequence[Wish], number: int) -> Card:
    """Many wishes on one picture, each with how it stands: the sheet of that number, with the way to the others."""
    number = min(number, max(len(found) - 1, 0) // ON_ONE)
    shown = found[number * ON_ONE : (number + 1) * ON_ONE]
    others = leafing(lambda place: f"all.{place}", number, -(-len(found) // ON_ONE))
    rows = (others,) if others else ()
    lines = () if shown else (T("There is no wish yet."),)
    return Card(TITLE, "💭", rows, tuple(map(_tile, shown)), lines=lines)


def _tile(wish: Wish) -> CardTile:
    sign, state = STATES[wish.state]
    sign = "" if sign == wish.entry.pictogram else sign
    return CardTile(f"{wish.entry.pictogram}{sign}", T("{title}: {state}", title=wish.entry.title, state=state),
                    file=stored(wish.entry.photo), of=wish.entry.pictogram)  # fmt: skip


def page(desk: Desk, wish: Wish) -> Card:
    """One wish: its picture, the borger's own words whole, how it stands, and what staff answered."""
    title, words = wish.entry.title, wish.words
    tiles = tuple(CardTile(sign, text) for sign, text in (STATES[wish.state], *answered(desk, wish)))
    lines: tuple[Text, ...] = (T("»{words}«", words=words),) if words.strip().rstrip(".") not in ("", title) else ()
    if wish.answer and len(wish.answer.said) > ON_A_TILE:
        lines += tuple(said for _, said in answered(desk, wish)[:1])
    return Card(T("{title}", title=title), wish.entry.pictogram, (), tiles, lines=lines, photo=stored(wish.entry.photo))


def _page(desk: Desk, found: Sequence[Wish], number: int) -> Card:
    wish = found[number]
    hear = (CardButton(f"hear.{wish.entry.id}", T("What I sent"), "🗣️"),) if wish.media else ()
    ways = (*hear, CardButton(f"ways.{wish.entry.id}", T("Do something with it"), "✏️"))
    rows = tuple(row for row in (leafing(lambda place: f"page.{place}", number, len(found)), ways, (ALL,)) if row)
    return replace(page(desk, wish), buttons=rows)


def _ways(wish: Wish) -> Card:
    """What the borger can make of a wish."""
    number = wish.entry.id
    ways: tuple[CardButton, ...] = (CardButton(f"again.{number}", T("Bring it out again"), "💭", tile=True),)
    if wish.entry.state == "accepted":
        ways = (CardButton(f"true.{number}", T("It came true"), "🌟", tile=True),
                CardButton(f"away.{number}", T("Put it away"), "🗃️", tile=True),
                CardButton(f"look.{number}", T("Another picture"), "🖼️", tile=True))  # fmt: skip
    back = CardButton(f"one.{number}", T("Back"), "⬅️")
    return Card(
        T("{title}", title=wish.entry.title), wish.entry.pictogram, (ways, (back,)), photo=stored(wish.entry.photo)
    )
