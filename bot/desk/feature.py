"""What a feature brings, in one value. `bot/app.py` lists the features; everything else finds in them what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.desk.copying import Copy
from bot.desk.desk import Desk
from bot.desk.flow import Done, Flow, ListOf, Screen
from bot.desk.page_parts import PagePart, Sight
from bot.telegram.buttons import Tap
from bot.telegram.content import Content, InlineButton
from dialogs.engine.cards import Card
from dialogs.engine.session import Item
from dialogs.text import Text
from dialogs.time.agenda import AgendaEntry
from storage.entries import Entry
from storage.people import Person
from storage.schedules import Timer
from storage.sessions import StoredSession
from storage.surfaces import Surface

V = TypeVar("V")
Seen = Mapping[str, tuple[str, Text]]
"""A sign and words for what the access log says was seen, by the log's first word for it."""


@dataclass(frozen=True)
class Feature:
    """All that one feature brings.

    Attributes:
        forms: what comes of dialogs, by their ids; one that only keeps answers needs none.
        purposes: what is done with dialogs of a purpose that have no form of their own.
        screens: what opens without a dialog, by what menus and keys call it.
        on_shelf: what else stands on which shelf for a borger, by what they have.
        lately: what came lately of one of a borger's entries, for whoever's phone a question that rates it is on.
        lists: the lists that a dialog's file may name under `from`, by what stands there before a dot.
        taps: what a tap on a button does, by the letter that its buttons begin with. Returns False if the button is not
            this person's, or of an earlier card.
        typed: takes what somebody types for a tap on a card on the screen that reads words; returns whether it did.
        timers: what is done when a timer has run out, by what it belongs to, or for a kind of its own by
            that.
        due: what is done about an entry of somebody's agenda whose time has come, by its kind.
        changed: what is done first when a borger has changed what they share, with whom, or what they said, by what
            that is about.
        draws: draws a surface about a borger as it is to stand now, or takes it away, by what it shows.
        while_at_work: what surfaces show that may hold more while their reader is at work.
        after_work: what is done when somebody's time at work may be over; given who is there now, by id.
        receipts: draws a card that shows what was answered, of a dialog that has a view, by the word for the view, from
            the card it would else be.
        page_parts: parts of a borger's page, by name; `page_opens` are buttons on it that open something of its own;
            `page_ways` buttons on its first side that lead on.
        moves: brings what is under way to a phone that somebody goes on on.
        ended: what is done when the asking of any dialog has ended.
        left: what is done when a borger has left, or was erased.
        reached: what is done for somebody who can be written to again.
        comes_again: puts before a borger again what of this waits for them, and returns whether anything does.
        copy_lines: paragraphs of a borger's own copy of all that is kept of them.
        looks: what the access log may say was seen.
    """

    forms: Mapping[str, Flow] = field(default_factory=dict)
    purposes: Mapping[str, Flow] = field(default_factory=dict)
    screens: Mapping[str, Screen] = field(default_factory=dict)
    on_shelf: Sequence[Callable[[Desk, Person], Iterable[tuple[str, Item]]]] = ()
    lately: Sequence[Callable[[Desk, Person, Entry], Sequence[Text]]] = ()
    lists: Mapping[str, ListOf] = field(default_factory=dict)
    taps: Mapping[str, Callable[[Desk, Person, Tap], bool]] = field(default_factory=dict)
    typed: Sequence[Callable[[Desk, Person, str], bool]] = ()
    timers: Mapping[str, Callable[[Desk, Timer], None]] = field(default_factory=dict)
    due: Mapping[str, Callable[[Desk, Person, AgendaEntry], None]] = field(default_factory=dict)
    changed: Mapping[str, Callable[[Desk, Person], None]] = field(default_factory=dict)
    draws: Mapping[str, Callable[[Desk, Person, Surface], None]] = field(default_factory=dict)
    while_at_work: Sequence[str] = ()
    after_work: Sequence[Callable[[Desk, Sequence[int]], None]] = ()
    receipts: Mapping[str, Callable[[Desk, StoredSession, Person, Card], Content]] = field(default_factory=dict)
    page_parts: Mapping[str, Callable[[Sight], PagePart]] = field(default_factory=dict)
    page_opens: Mapping[str, str] = field(default_factory=dict)
    page_ways: Sequence[Callable[[Sight], Sequence[InlineButton]]] = ()
    moves: Sequence[Callable[[Desk, Person], None]] = ()
    ended: Sequence[Callable[[Desk, Done], None]] = ()
    left: Sequence[Callable[[Desk], None]] = ()
    reached: Sequence[Callable[[Desk, Person], None]] = ()
    comes_again: Sequence[Callable[[Desk, Person], bool]] = ()
    copy_lines: Sequence[Callable[[Copy, Person], list[list[str]]]] = ()
    looks: Seen = field(default_factory=dict)


class Features:
    """All that the features bring together.

    Raises:
        ValueError: if two bring the same.
    """

    def __init__(self, features: Sequence[Feature]) -> None:
        self.forms = _together(each.forms for each in features)
        self.purposes = _together(each.purposes for each in features)
        self.screens = _together(each.screens for each in features)
        self.on_shelf = [on_shelf for each in features for on_shelf in each.on_shelf]
        self.lately = [lately for each in features for lately in each.lately]
        self.lists = _together(each.lists for each in features)
        self.taps = _together(each.taps for each in features)
        self.typed = [typed for each in features for typed in each.typed]
        self.timers = _together(each.timers for each in features)
        self.due = _together(each.due for each in features)
        self.changed = _together(each.changed for each in features)
        self.draws = _together(each.draws for each in features)
        self.while_at_work = {shows for each in features for shows in each.while_at_work}
        self.after_work = [after for each in features for after in each.after_work]
        self.receipts = _together(each.receipts for each in features)
        self.page_parts = _together(each.page_parts for each in features)
        self.page_opens = _together(each.page_opens for each in features)
        self.page_ways = [ways for each in features for ways in each.page_ways]
        self.moves = [moves for each in features for moves in each.moves]
        self.ended = [ended for each in features for ended in each.ended]
        self.left = [left for each in features for left in each.left]
        self.reached = [reached for each in features for reached in each.reached]
        self.comes_again = [again for each in features for again in each.comes_again]
        self.copy_lines = [lines for each in features for lines in each.copy_lines]
        self.looks: Seen = _together(each.looks for each in features)


def _together(parts: Iterable[Mapping[str, V]]) -> dict[str, V]:
    found: dict[str, V] = {}
    for part in parts:
        if twice := found.keys() & part.keys():
            raise ValueError(f"two features bring {', '.join(sorted(twice))}")
        found |= part
    return found
