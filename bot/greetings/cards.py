"""A greeting as the borger sees it: as it comes, and among those they keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from html import escape

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.speaking_to import NOT_ARRIVED
from bot.telegram.buttons import Tap
from bot.telegram.content import Content
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.photo_names import stored
from dialogs.engine.session import Item
from dialogs.text import T
from storage import greetings, media, outbox, people, sessions, surfaces
from storage.greetings import Greeting
from storage.outbox import Lane
from storage.people import Person

CARD, SCREEN = "G", "greetings"
SIGN = "💌"
TITLE = T("Greetings")
LASTS = timedelta(hours=24)


def put(desk: Desk, borger: Person, greeting: Greeting) -> None:
    """A greeting comes, with a sound of its own; what can only be heard or seen comes below it."""
    surface_id = desk.new_surface(borger)
    greetings.shown(desk.tx, greeting.id, surface_id)
    ways = (
        CardButton(f"keep.{greeting.id}", T("Keep the greeting"), "💛"),
        CardButton(f"go.{greeting.id}", T("Let it go"), "🍃"),
    )
    desk.show_card(borger, _card(desk, greeting, (ways,)), CARD, surface_id, surface_id)
    _play(desk, borger, greeting)


def _card(desk: Desk, greeting: Greeting, rows: tuple[tuple[CardButton, ...], ...]) -> Card:
    by = people.person_by_id(desk.tx, greeting.by_id) if greeting.by_id else None
    sent = media.media_by_id(desk.tx, greeting.media_id) if greeting.media_id else None
    lines = (T("»{greeting}«", greeting=greeting.said),) if greeting.said else ()
    photo = stored(sent.id) if sent and sent.kind == "photo" else ""
    return Card(T("A greeting from {name}", name=by.name if by else "–"), SIGN, rows, lines=lines, essential=True,
                photo=photo)  # fmt: skip


def _play(desk: Desk, borger: Person, greeting: Greeting) -> None:
    sent = media.media_by_id(desk.tx, greeting.media_id) if greeting.media_id else None
    if sent is None or borger.chat_id is None or not borger.reachable:
        return
    content = Content(media_id=sent.id, instead=escape(desk.texts(borger).say(NOT_ARRIVED[sent.kind])))
    outbox.put(desk.tx, borger.chat_id, Lane.ANSWER, "media", content.payload(), not_before=desk.now,
               expires_at=desk.now + LASTS, surface_id=desk.new_surface(borger))  # fmt: skip


def on_shelf(desk: Desk, borger: Person) -> Iterable[tuple[str, Item]]:
    """Where those that are kept are found."""
    if _kept(desk, borger):
        yield "me", Item(SCREEN, desk.texts(borger).say(TITLE), SIGN, essential=False, opens=f"{SCREEN}:")


def _kept(desk: Desk, borger: Person) -> list[Greeting]:
    return [each for each in greetings.of_borger(desk.tx, borger.id) if each.state == "kept"]


def opened(desk: Desk, start: Start) -> None:
    """The newest of those that are kept."""
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person), 0)


def _show(desk: Desk, borger: Person, surface_id: int, place: int) -> None:
    sessions.leave_surface(desk.tx, surface_id)
    found = _kept(desk, borger)
    if not found:
        card = Card(TITLE, SIGN, lines=(T("There is no greeting here."),), essential=True)
    else:
        place = min(place, len(found) - 1)
        greeting = found[place]
        newer = (CardButton(f"at.{place - 1}", T("Newer"), "◀️"),) if place else ()
        older = (CardButton(f"at.{place + 1}", T("Older"), "▶️"),) if place + 1 < len(found) else ()
        hear = (CardButton(f"hear.{greeting.id}", T("What was sent"), "🗣️"),) if greeting.media_id else ()
        ways = (*hear, CardButton(f"drop.{greeting.id}", T("Let it go"), "🍃"))
        card = _card(desk, greeting, tuple(row for row in ((*newer, *older), ways) if row))
    desk.show_card(borger, card, CARD, surface_id, surface_id)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of a greeting, or of those that are kept.

    Returns: False if it is not this person's, or has been let go.
    """
    what, _, number = tap.choice.partition(".")
    if not surfaces.is_on(desk.tx, tap.id, person.id) or not number.isdecimal():
        return False
    if what == "at":
        _show(desk, person, tap.id, int(number))
        return True
    greeting = greetings.by_id(desk.tx, int(number))
    if greeting is None or greeting.borger_id != person.id:
        return False
    if what == "keep":
        greetings.keep(desk.tx, greeting.id)
        kept = _card(desk, greeting, ())
        lines = (*kept.lines, T("I keep it for you."))
        desk.show_card(person, Card(kept.question, SIGN, lines=lines, essential=True, photo=kept.photo), CARD, tap.id,
                       tap.id)  # fmt: skip
    elif what == "hear":
        _play(desk, person, greeting)
    else:
        greetings.let_go(desk.tx, greeting.id)
        _show(desk, person, tap.id, 0) if what == "drop" else desk.retire(person, tap.id)
    return True
