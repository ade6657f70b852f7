"""Dialogs as transcripts: a phone that holds one session and shows what the pure core makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TypeVar

from dialogs.engine import changing_hands, engine, face, own_things
from dialogs.engine.buttons import Button
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.session import (
    Answer,
    Effect,
    Event,
    Finish,
    Item,
    Media,
    Outcome,
    Pressed,
    Provenance,
    Record,
    Said,
    Session,
    Stage,
)
from dialogs.engine.voices import least_own, voice_of
from dialogs.method.library import load_library, read_dialog
from dialogs.method.model import Dialog
from dialogs.method.sort import Sort, inner
from dialogs.method.steps import Blank, Each
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from dialogs.text import Text, TextValue
from dialogs.words.visible import one_line

LIBRARY = load_library()
PROFILES = tuple(
    ReadingProfile(reading, style, steps) for reading in Reading for style in ScaleStyle for steps in (2, 3, 5, 11)
)
NOW = datetime(2025, 3, 14, 8, 0, tzinfo=UTC)
"""A Friday, 9.00 in Copenhagen."""

PEOPLE = (Item("p1", "Mette"), Item("p2", "Jonas"), Item("p3", "Lis", "🦊"))

E = TypeVar("E")


def written(value: TextValue) -> str:
    """A text as it stands before translation, its values put in."""
    match value:
        case Text():
            return value.id.format_map({name: written(inner) for name, inner in value.values.items()})
        case tuple():
            return ", ".join(map(written, value))
        case date() | datetime() | time():
            return value.isoformat()
    return str(value)


def own_dialog(steps: str, purpose: str = "answers", *, fields: str = "") -> Dialog:
    """A house's dialog with `steps` as YAML, each beginning a line, and more `fields` of the dialog."""
    body = re.sub(r"^(?={)", "  - ", steps.strip(), flags=re.MULTILINE)
    return read_dialog("own.yaml", f"id: own\ntitle: Own\npurpose: {purpose}\ntopic: own\n{fields}\nsteps:\n{body}\n")


def facts(dialog: Dialog) -> dict[str, str]:
    """A value for everything the texts of a dialog name."""
    named = re.findall(r"\{([a-z]+)\}", dialog.model_dump_json())
    return dict.fromkeys(named, "Solhuset")


def _is(button: CardButton, label: str) -> bool:
    return label in (button.id, button.pictogram, button.number, written(button.label or ""))


def lists_of(dialog: Dialog, items: tuple[Item, ...] = PEOPLE) -> dict[str, tuple[Item, ...]]:
    """The lists that a dialog is started with, `items` in each."""
    steps = [each for step in dialog.steps for each in inner(step)]
    over = [step.over for step in dialog.steps if isinstance(step, Each) and step.over]
    over += [step.cards_from for step in dialog.steps if isinstance(step, Sort) and step.cards_from]
    return {each: items for each in (*over, *(getattr(step, "options_from", None) for step in steps)) if each}


def long_lists(dialog: Dialog) -> dict[str, tuple[Item, ...]]:
    """The same with more in each than a card shows at once."""
    return lists_of(dialog, tuple(Item(f"p{n}", f"Bo {n}") for n in range(11)))


class Phone:
    """One person in one dialog. The session is stored and read again before every step.

    `kept` are the answers that went to the database, in order, and `voices` whose each is; `effects` are those of the
    last step.
    """

    def __init__(
        self,
        dialog: str | Dialog,
        *,
        profile: ReadingProfile | None = None,
        facts: Mapping[str, str] | None = None,
        lists: Mapping[str, tuple[Item, ...]] | None = None,
        opened: bool = False,
        provenance: Provenance = "self",
        ticked: Mapping[str, tuple[str, ...]] | None = None,
        only: tuple[str, ...] = (),
        instead: int = 0,
    ) -> None:
        self.dialog = LIBRARY[dialog] if isinstance(dialog, str) else dialog
        self.now = NOW
        self.kept: list[Answer] = []
        self.voices: list[Provenance] = []
        self.effects: tuple[Effect, ...] = ()
        self.history: list[Effect] = []
        self.session: Session = engine.start(
            self.dialog,
            profile=profile or ReadingProfile(),
            zone="Europe/Copenhagen",
            facts=facts,
            lists=lists,
            opened=opened,
            provenance=provenance,
            ticked=ticked,
            only=only,
            instead=instead,
        )

    @property
    def card(self) -> Card:
        return face.card(self.dialog, self.session, self.now)

    @property
    def question(self) -> str:
        return written(self.card.question or "")

    @property
    def buttons(self) -> tuple[CardButton, ...]:
        return tuple(button for row in self.card.buttons for button in row)

    @property
    def tiles(self) -> tuple[CardButton, ...]:
        """The answers to the question, on all pages of the card."""
        on: dict[str, CardButton] = {}
        for page in range(99):
            card = face.card(self.dialog, replace(self.session, page=page), self.now)
            found = {b.id: b for row in card.buttons for b in row if b.tile and not b.pages}
            if not found.keys() - on.keys():
                break
            on |= found
        return tuple(on.values())

    def gets(self, event: Event) -> None:
        stored = self.session.to_json()
        session = Session.from_json(stored)
        assert session == self.session and session.to_json() == stored
        self.session, self.effects = engine.step(self.dialog, session, event, self.now)
        self.history += self.effects
        for answer in self.got(Record):
            self._keep(answer.answer)
        if self.session.stage in (Stage.RECEIPT, Stage.CLOSED):
            self._kept_is_what_stands()

    def changes_hands(self) -> bool:
        """The session goes on with help if it was the borger's alone, and the other way round, if it can."""
        place = changing_hands.open_at(self.dialog, self.session, self.now)
        if place is None or not self.dialog.keeps:
            return False
        to: Provenance = "helped" if self.session.provenance == "self" else "self"
        self.session = changing_hands.taken_over(self.dialog, self.session, to, place)
        return True

    def taps(self, *labels: str) -> Phone:
        """Taps buttons by their words, pictogram, number or id, one card after the other. For what is folded away, the
        dots first."""
        for label in labels:
            self._looks_for(label)
            self.gets(Pressed(self.session.turn, self.button(label).id))
        return self

    def _looks_for(self, label: str) -> None:
        """Turns the pages, and unfolds what is folded away, until the button is seen."""
        pages: set[str] = set()
        while not self.has(label) and (arrow := next((b.id for b in self.buttons if b.pages), "")) not in {"", *pages}:
            pages.add(arrow)
            self.gets(Pressed(self.session.turn, arrow))
        if not self.has(label) and self.has(Button.UNFOLD):
            self.gets(Pressed(self.session.turn, Button.UNFOLD))

    def has(self, label: str) -> bool:
        return any(_is(button, label) for button in self.buttons)

    def button(self, label: str) -> CardButton:
        for button in self.buttons:
            if _is(button, label):
                return button
        raise AssertionError(f"no button {label!r}, there are: {self.choices()}")

    def pauses(self) -> Phone:
        """Staff go on to something else; or a borger taps a button that was on cards sent before."""
        self.gets(Pressed(self.session.turn, Button.PAUSE))
        return self

    def says(self, words: str = "", *, media: Media | None = None, message_id: int = 0) -> Phone:
        self.gets(Said(words, media, message_id))
        return self

    def sees(self, *texts: str) -> Phone:
        """Every text stands somewhere on the card: as the question, a line, a tile or a button."""
        card = self.card
        shown = [
            card.question,
            *card.notes,
            *card.lines,
            *(t.label for t in card.tiles),
            *(b.label for b in self.buttons),
        ]
        all_words = [written(text) for text in shown if text]
        for text in texts:
            assert text in all_words, f"{text!r} is not among {all_words}"
        return self

    def choices(self) -> list[str]:
        return [written(button.label or "") for button in self.buttons]

    def receipt(self) -> list[str]:
        assert self.session.stage is Stage.RECEIPT
        return [written(tile.label or "") for tile in self.card.tiles]

    def got(self, kind: type[E]) -> list[E]:
        """The effects of a kind that the last step had."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def finished(self) -> Finish:
        """The one Finish there has been."""
        (finish,) = [effect for effect in self.history if isinstance(effect, Finish)]
        return finish

    def standing(self) -> list[Answer]:
        """The kept answers that no later one corrects."""
        corrected = {answer.corrects for answer in self.kept}
        return [answer for answer in self.kept if answer.seq not in corrected]

    def _keep(self, answer: Answer) -> None:
        assert answer.seq == len(self.kept) + 1, "numbers have no gaps"
        if answer.corrects is not None:
            assert answer.corrects not in {a.corrects for a in self.kept}, "an answer is corrected once"
            old = self.kept[answer.corrects - 1]
            assert (old.step, old.item) == (answer.step, answer.item)
        self.kept.append(answer)
        self.voices.append(self.session.provenance)

    def _kept_is_what_stands(self) -> None:
        """What readers find in the database is what the receipt tells the borger."""
        if not self.dialog.keeps:
            assert not self.kept
            return
        stand = {(a.step, a.item): a for a in reversed(self.standing()) if a.outcome is Outcome.ANSWERED}
        given = {(g.step, g.item): g for g in self.session.given if not g.withdrawn}
        told = {key: g for key, g in given.items() if g.outcome is Outcome.ANSWERED}
        assert stand.keys() == told.keys()
        assert all((a.choices, a.score) == (told[key].choices, told[key].score) for key, a in stand.items())
        whose = {key: least_own(self.voices[seq - 1] for seq in g.seqs) for key, g in given.items()}
        assert {key: voice_of(self.session, g) for key, g in given.items()} == whose
        if self.session.stage is Stage.CLOSED:
            return
        named = {step for step, _ in given if isinstance(self.dialog.step(step), Blank)}
        assert len(given) - len(named) <= len(self.card.tiles) <= len(given)
        labels = " ".join(map(written, (*(tile.label for tile in self.card.tiles if tile.label), *self.card.lines)))
        assert all(own_things.name(told[key].words) in one_line(labels) for key in told if key[0] in named)
