"""Which cards a contact person can read aloud, which of them have been, and which recordings no card says any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.opening import begun
from bot.telegram.spoken import speech_of
from dialogs.engine import path
from dialogs.engine.face import card
from dialogs.engine.session import Session, Stage
from dialogs.method.model import Dialog
from dialogs.profile import STEP_COUNTS, Reading, ReadingProfile, ScaleStyle
from dialogs.text import T, Text
from dialogs.words.aloud import Speech
from storage import recordings
from storage.people import Person
from storage.recordings import Recording


@dataclass(frozen=True)
class Readable:
    """A card that can be read aloud by somebody: the question's step and what it is called, and what is to be said. Of
    one with `media_id` there is that recording; of one that is `past`, no card says that any more."""

    step: str
    name: Text
    pictogram: str
    speech: Speech
    media_id: int | None = None
    past: bool = False

    @property
    def key(self) -> str:
        """What it is found by on a button: by what is said, for that may change while somebody looks at it."""
        return "w" + sha256(f"{self.speech.language} {self.speech.words}".encode()).hexdigest()[:12]


def cards_of(desk: Desk, dialog: Dialog, borger: Person) -> tuple[Readable, ...]:
    """The cards of a method as a borger has them, but for what would be personal; then the recordings of it, in their
    language, that nobody hears any more, because the card says something else now."""
    found = tuple(dict.fromkeys(_cards(desk, dialog, _first(desk, dialog, borger))))
    by_words = {each.speech.words: replace(each, media_id=recordings.of(desk.tx, each.speech)) for each in found}
    kept = recordings.of_dialog(desk.tx, dialog.id, borger.profile.language)
    others = [each for each in kept if each.words not in by_words]
    said = _said_to_anybody(desk, dialog, borger) if others else frozenset()
    named = {each.step: each for each in reversed(found)}
    return (*by_words.values(), *(past(one, named.get(one.step)) for one in others if one.words not in said))


def past(one: Recording, now: Readable | None = None) -> Readable:
    """A recording that no card says any more, beside what the same question's card is called `now`."""
    name = now.name if now else T("A card that is gone")
    return Readable(one.step, name, now.pictogram if now else "🔊", Speech(one.words, one.language), one.media_id, True)


def _first(desk: Desk, dialog: Dialog, borger: Person) -> Session:
    return begun(desk, dialog, Start(borger, borger, asked=True), None)


def _cards(desk: Desk, dialog: Dialog, first: Session) -> Iterator[Readable]:
    asks, texts = path.row(dialog, first), desk.house.texts[first.profile.language]
    for place, (ask, name) in enumerate(zip(asks, path.names(asks), strict=True)):
        here = replace(first, at=place, stage=Stage.ASKING)
        speech = speech_of(card(dialog, here, desk.now), texts)
        if speech and not speech.personal:
            yield Readable(ask.step.id, name, ask.pictogram, speech)


def _said_to_anybody(desk: Desk, dialog: Dialog, borger: Person) -> frozenset[str]:
    """All that the cards say in the borger's language, in whatever way somebody reads."""
    first, language = _first(desk, dialog, borger), borger.profile.language
    profiles = {ReadingProfile(reading, style, steps, language).settled()
                for reading in Reading for style in ScaleStyle for steps in STEP_COUNTS}  # fmt: skip
    return frozenset(
        each.speech.words for profile in profiles for each in _cards(desk, dialog, replace(first, profile=profile))
    )
