"""The album of what a borger has named in a method that has one: all of it on one picture, then one at a time, with
what was last said about it, when they are reminded of it, and the methods that are about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.desk import about_entries, plan_words
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.methods.in_use import methods_of
from bot.methods.shelves import shelf_of
from bot.telegram.buttons import Tap
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.pages import IN_ORDER, leafing
from dialogs.engine.photo_names import stored
from dialogs.engine.receipt import in_pictures, in_words
from dialogs.engine.session import Item, Outcome
from dialogs.method.model import Dialog
from dialogs.method.steps import Say, When
from dialogs.text import T, Text
from storage import activities, answers, entries, said_reminders, sessions, surfaces
from storage.entries import Entry
from storage.people import Person

ALBUM, OPENS = "A", "album"
"""What its buttons begin with, and the screen that opens it, with the method's id as target."""
ON_ONE = 4
"""Things on one picture, each with its button: more are paged."""
MOST_TILES = 8


@dataclass(frozen=True)
class Album:
    """The album of a method: the things that count, in the order in which they were named."""

    dialog: Dialog
    found: tuple[Entry, ...]

    @property
    def title(self) -> Text:
        assert self.dialog.album
        return self.dialog.album.plain()


def on_shelf(desk: Desk, borger: Person) -> Iterable[tuple[str, Item]]:
    """Where each is found, once there is something in it."""
    for album in _albums(desk, borger):
        if album.found:
            name = desk.texts(borger).say(album.title)
            opens = f"{OPENS}:{album.dialog.id}"
            yield shelf_of(album.dialog), Item(f"album_{album.dialog.id}", name, "🖼️", essential=False, opens=opens)


def _albums(desk: Desk, borger: Person) -> list[Album]:
    return [_album(desk, borger, dialog) for dialog in methods_of(desk, borger) if dialog.album]


def _album(desk: Desk, borger: Person, dialog: Dialog) -> Album:
    found = entries.entries_of(desk.tx, borger.id, dialog.named_kind, "accepted")
    return Album(dialog, tuple(found))


def opened(desk: Desk, start: Start) -> None:
    """All of it on one picture."""
    album = next((each for each in _albums(desk, start.person) if each.dialog.id == start.target), None)
    if album:
        _show(desk, start.person, start.surface_id or desk.new_surface(start.person), album, "all", 0)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of an album: of which method, what, and which thing or picture.

    Returns: False if the card is not this person's, or there is no such thing any more.
    """
    name, what, number = (*tap.choice.split("."), "", "")[:3]
    album = next((each for each in _albums(desk, person) if each.dialog.id == name), None)
    if album is None or not surfaces.is_on(desk.tx, tap.id, person.id) or not number.isdecimal():
        return False
    if what == "close":
        desk.retire(person, tap.id)
    elif what in ("all", "one"):
        _show(desk, person, tap.id, album, what, int(number))
    else:
        about = next((each for each in album.found if each.id == int(number)), None)
        dialog = desk.house.dialogs.get(what)
        if dialog is None or (dialog.entry_kind and about is None):
            return False
        start = Start(person, person, surface_id=tap.id)
        opens = about_entries.about(start, about_entries.name_of(about.id)) if dialog.entry_kind and about else start
        desk.runner.open(desk, dialog, opens)
    return True


def _show(desk: Desk, person: Person, surface_id: int, album: Album, what: str, at: int) -> None:
    sessions.leave_surface(desk.tx, surface_id)
    at = min(at, max(len(album.found) - 1, 0))
    card = _one(desk, person, album, at) if what == "one" and album.found else _all(album, at)
    desk.show_card(person, card, ALBUM, surface_id, surface_id)


def _button(album: Album, what: str, number: int, label: Text, sign: str) -> CardButton:
    return CardButton(f"{album.dialog.id}.{what}.{number}", label, sign)


def _all(album: Album, at: int) -> Card:
    """Many on one picture, and the way to each."""
    begin = at // ON_ONE * ON_ONE
    shown = album.found[begin : begin + ON_ONE]
    each = tuple(CardButton(f"{album.dialog.id}.one.{begin + n}", T("{title}", title=one.title), one.pictogram,
                            essential=True, tile=True, photo=stored(one.photo))
                 for n, one in enumerate(shown))  # fmt: skip
    others = leafing(lambda place: f"{album.dialog.id}.all.{place}", begin, len(album.found), IN_ORDER, step=ON_ONE)
    new = _button(album, album.dialog.id, 0, album.dialog.own_title, "➕")
    rows = (each, others, (new,), (_close(album),))
    lines = () if shown else (T("There is nothing in it yet."),)
    return Card(album.title, album.dialog.pictogram, tuple(row for row in rows if row), lines=lines)


def _close(album: Album) -> CardButton:
    return _button(album, "close", 0, T("Close"), "✖️")


def _one(desk: Desk, person: Person, album: Album, at: int) -> Card:
    """One thing: its picture, what was last said about it, and what can be done with it."""
    entry = album.found[at]
    ways = tuple(_button(album, each.id, entry.id, each.own_title, each.pictogram)
                 for each in methods_of(desk, person) if each.entry_kind == entry.kind)  # fmt: skip
    others = leafing(lambda place: f"{album.dialog.id}.one.{place}", at, len(album.found), IN_ORDER)
    back = _button(album, "all", at, album.title, "🖼️")
    rows = (*((way,) for way in ways), others, (back, _close(album)))
    tiles = (*_said(desk, person, entry), *_reminder(desk, person, entry))
    title = T("{title}", title=entry.title)
    return Card(title, entry.pictogram, tuple(row for row in rows if row), tiles[-MOST_TILES:], essential=True,
                photo=stored(entry.photo))  # fmt: skip


def _said(desk: Desk, person: Person, entry: Entry) -> tuple[CardTile, ...]:
    """What was last answered at each question about it, whichever method asked; a day, a time and a yes to being
    reminded are seen in the reminder."""
    last: dict[Text | None, CardTile] = {}
    for answer in answers.about_entry(desk.tx, person.id, entry.id):
        dialog = desk.dialog(answer.version)
        step = dialog.step(answer.step)
        named = (answer.session_id, answer.step) == (entry.session_id, entry.step)
        if named or answer.outcome is not Outcome.ANSWERED or answer.provenance == "observed":
            continue
        if isinstance(step, When) or answer.step in dialog.gates or (isinstance(step, Say) and not answer.words):
            continue
        name = (step.name or step.text).plain()
        said = T("»{words}«", words=answer.words) if answer.words else in_words(step, answer.outcome, answer.choices)
        sign = in_pictures(step, answer.choices) or step.pictogram
        last.pop(name, None)
        last[name] = CardTile(sign, T("{question}: {answer}", question=name, answer=said))
    return tuple(last.values())


def _reminder(desk: Desk, person: Person, entry: Entry) -> tuple[CardTile, ...]:
    said = said_reminders.said_reminders(desk.tx, person.id).values()
    found = [activities.activity_by_id(desk.tx, each.activity_id) for each in said if each.entry_id == entry.id]
    rings = [plan_words.when(each.plan, desk.local) for each in found if each]
    return tuple(CardTile("🔔", T("I remind you: {when}.", when=when)) for when in rings)
