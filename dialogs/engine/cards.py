"""Cards as values: what one screen says and offers, before it is put into a language or drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from dialogs.profile import Reading, ReadingProfile
from dialogs.text import Text


@dataclass(frozen=True)
class CardButton:
    """A button. `essential` labels (names, times) are shown even to those who read pictures only.

    `tile` buttons are the answers and also stand in the picture, `rating` ones on a scale; the
    others are ways on or out. `pages` stands on the arrow to more answers: a mark for each page (● the present one, ○
    another, ✓ one that holds a tick), or "2/9" where they are many. `photo` is the
    file of the house's that takes the pictogram's place.
    """

    id: str
    label: Text | None = None
    pictogram: str = ""
    number: str = ""
    marked: bool = False
    essential: bool = False
    tile: bool = False
    rating: bool = False
    link: str = ""
    pages: str = ""
    photo: str = ""


@dataclass(frozen=True)
class CardTile:
    """A tile of the picture that is not a button: a line of the receipt. `photo` is the id of a stored photo that
    stands for the pictogram, 0 is none; `file` is a photo as on a button, which takes the place of the sign `of` that
    the pictogram begins with. What was `skipped` takes no room on a picture of much."""

    pictogram: str
    label: Text | None = None
    number: str = ""
    essential: bool = False
    photo: int = 0
    file: str = ""
    of: str = ""
    skipped: bool = False


@dataclass(frozen=True)
class Card:
    """One screen. `essential` texts are shown in every profile: what is true, as against what a picture can carry.

    `about` says first of all whom a card is about, in every profile, on a phone that is not theirs. `notes` stand over
    the question, `lines` under it. Each row of buttons is laid out
    on as many lines as its labels need. `done` of `total` are the progress dots; `total` is the
    same on every card of a dialog. `photo` takes the pictogram's place, as on a button; `big` ones fill the picture.
    `beside` are further pictograms, which stay beside the photo.
    """

    question: Text | None
    pictogram: str
    buttons: tuple[tuple[CardButton, ...], ...] = ()
    tiles: tuple[CardTile, ...] = ()
    notes: tuple[Text, ...] = ()
    lines: tuple[Text, ...] = ()
    essential: bool = False
    done: int = 0
    total: int = 0
    about: Text | None = None
    photo: str = ""
    big: bool = False
    beside: str = ""


STAFF_READING = ReadingProfile(reading=Reading.TEXT)
"""How staff read: words, no picture cards; the language is replaced by their own."""


def shows(reading: Reading, *, essential: bool) -> tuple[bool, bool]:
    """Whether (pictograms, words) are shown to somebody who reads so."""
    match reading:
        case Reading.PICTURES:
            return True, essential
        case Reading.BOTH:
            return True, True
        case Reading.TEXT:
            return False, True
    assert_never(reading)
