"""What the parts of a borger's page are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape

from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.pictures.spec import Picture
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import InlineButton
from dialogs.text import T, Text
from locales.texts import Texts
from storage.people import Person
from storage.sharing import Reader

BORGER_PAGE = "b"
PAGE_SHOWS, SUMMARY_SHOWS, NEWS_SHOWS = "page", "summary", "news"
"""What a surface shows that a borger's page, a summary of what they said, or the list of news stands on."""

ButtonRow = tuple[InlineButton, ...]


@dataclass(frozen=True)
class Sight:
    """What a reader asks to see of a borger's page: the part as its button names it ("chart.trivsel.year"), and which
    sheet of it, counted from 0."""

    desk: Desk
    reader: Person
    borger: Person
    view: str = "main"
    sheet: int = 0

    @cached_property
    def who(self) -> Reader:
        """The reader as they may read at this moment."""
        return reader_now(self.desk, self.reader)

    @property
    def texts(self) -> Texts:
        return self.desk.texts(self.reader)

    def argument(self, place: int) -> str:
        """The part's name (0) or what follows it; empty where there is nothing."""
        return (*self.view.split("."), "", "", "")[place]

    def say(self, text: Text) -> str:
        """A text in the reader's language, ready to stand in Telegram's HTML."""
        return escape(self.texts.say(text))

    def button(self, sign: str, label: Text, view: str, sheet: int = 0) -> InlineButton:
        words = f"{sign} {self.texts.say(label)}".strip()
        return InlineButton(words, button_data(Tap(BORGER_PAGE, self.borger.id, sheet, view)))

    def leafing(
        self, *, newer: bool, older: bool, words: tuple[Text, Text] = (T("Newer"), T("Older"))
    ) -> tuple[ButtonRow, ...]:
        """A row to leaf through the sheets of this part with; none where there is one sheet."""
        row = (
            *((self.button("◀", words[0], self.view, self.sheet - 1),) if newer else ()),
            *((self.button("▶", words[1], self.view, self.sheet + 1),) if older else ()),
        )
        return (row,) if row else ()


@dataclass(frozen=True)
class PagePart:
    """A part as it is shown: lines of Telegram's HTML, buttons, and a picture. `looked` is what the borger's access log
    notes; empty where no answers of theirs are shown."""

    lines: tuple[str, ...]
    rows: tuple[ButtonRow, ...] = ()
    picture: Picture | None = None
    looked: str = ""


def in_twos(buttons: Iterable[InlineButton]) -> tuple[ButtonRow, ...]:
    """Buttons two by two; the page puts those with long words under each other."""
    found = tuple(buttons)
    return tuple(found[at : at + 2] for at in range(0, len(found), 2))
