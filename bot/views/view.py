"""What a view is: it takes what was said in one sitting or more, and gives a picture and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.pictures.spec import Picture
from dialogs.engine.path import Ask
from dialogs.engine.session import Given, Item, Provenance, Session
from dialogs.engine.voices import least_own
from dialogs.method.model import Dialog
from dialogs.method.steps import Blank
from dialogs.text import T, Text
from locales.texts import Texts


@dataclass(frozen=True)
class Told:
    """One question with the answer that stands, and whose it is: `by` is the name of who answered or helped, empty for
    the borger alone. Own words of several messages are one; `photo` is the id of a stored photo among them, 0 if there
    is none. What is `held` back is for nobody but the borger."""

    ask: Ask
    given: Given
    photo: int = 0
    held: bool = False
    provenance: Provenance = "self"
    by: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The step it was asked at, and the thing of a list it was asked about."""
        return self.given.step, self.given.item

    @property
    def essential(self) -> bool:
        """Whether its words are read by everybody: no picture tells one person, or one goal, from another."""
        return isinstance(self.ask.item, Item) and self.ask.item.essential


@dataclass(frozen=True)
class Sitting:
    """What was said in one sitting, as far as the reader may see it, in the order of the questions. `dialog` is the
    version it was answered on, `session` knows its lists; `entry` is what it is about, if not the borger as such;
    `whose` is the borger's name."""

    id: int
    day: date
    dialog: Dialog
    session: Session
    told: tuple[Told, ...]
    entry: Text | None = None
    whose: str = ""

    @property
    def title(self) -> Text:
        """What it is called: its dialog, and what it is about."""
        own = self.dialog.own_title
        return T("{title}: {entry}", title=own, entry=self.entry) if self.entry else own

    @property
    def provenance(self) -> Provenance:
        """Whose it is as a whole: the borger's own only if every answer is."""
        return least_own(told.provenance for told in self.told)

    @property
    def in_part(self) -> bool:
        """Whether only some of it is what `provenance` says."""
        return len({told.provenance for told in self.told}) > 1

    @property
    def by(self) -> tuple[str, ...]:
        """The names of those who answered or helped."""
        return tuple(dict.fromkeys(told.by for told in self.told if told.by))


@dataclass(frozen=True)
class Viewer:
    """Who looks: their language, whether they read words, and the ids of the house's own photos by their files."""

    texts: Texts
    reads: bool = True
    photos: Mapping[str, int] = field(default_factory=dict)

    def word(self, text: Text | None, *, essential: bool = False) -> str:
        """A text as it stands in the viewer's picture: nothing for who reads pictures only, unless it must be read."""
        return self.texts.say(text) if text and (self.reads or essential) else ""


@dataclass(frozen=True)
class Seen:
    """A picture, and the same in words."""

    picture: Picture
    lines: tuple[Text, ...]


def one_each(sittings: Sequence[Sitting]) -> list[tuple[Sitting, ...]]:
    """A picture of every sitting."""
    return [(sitting,) for sitting in sittings]


@dataclass(frozen=True)
class View:
    """`make` gives the picture of sittings of one dialog; `pages` says which belong on one picture, of all those of a
    dialog, the newest first."""

    make: Callable[[Viewer, Sequence[Sitting]], Seen]
    pages: Callable[[Sequence[Sitting]], list[tuple[Sitting, ...]]] = one_each


def named_by(sitting: Sitting, told: Told) -> Told | None:
    """The answer in which the borger named what another is about, where that is no thing of a list: their own word, or
    their photo."""
    condition = told.ask.step.only_if
    step = told.ask.over if told.ask.own else condition.step if condition else ""
    return next((one for one in sitting.told if one.ask.step.id == step and isinstance(one.ask.step, Blank)), None)


def dated(day: date) -> str:
    """A day as it stands on a picture, with its year: pictures are kept for long."""
    return f"{day.day}.{day.month}.{day.year}"
