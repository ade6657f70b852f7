"""A session: how far one person has come in one dialog, with what can happen to it and what comes of it.

A session is JSON between any two steps. Nothing here knows of Telegram, a database or a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias, get_args

from pydantic import TypeAdapter

from dialogs.profile import ReadingProfile

Provenance: TypeAlias = Literal["self", "helped", "observed"]
"""Whose an answer is: the borger's own, the borger's given with somebody's help, or what staff observed. Three
different things, kept and shown apart."""


class Outcome(StrEnum):
    """What became of a question. All but ANSWERED are answers of their own: kept and shown, never scored."""

    ANSWERED = "answered"
    DONT_KNOW = "dont_know"
    WONT_SAY = "wont_say"
    SKIPPED = "skipped"


class Stage(StrEnum):
    """Where a session is."""

    ASKING = "asking"
    PAUSED = "paused"
    PICKING = "picking"
    HOLDING = "holding"
    ONE_THING = "one_thing"
    RECEIPT = "receipt"
    CLOSED = "closed"


class End(StrEnum):
    """Why the asking ended."""

    DONE = "done"
    STOPPED = "stopped"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Item:
    """One entry of a list a dialog is started with: a contact person, a topic, a borger. An `essential` label, as a
    name is, is shown also to who reads pictures only. `opens` names what a menu goes on to, "shelf:week" with a target.
    `values` are what is known of it, for texts about it: {item_worst}; `origins` the kept answers that named it."""

    id: str
    label: str
    pictogram: str = ""
    essential: bool = True
    opens: str = ""
    photo: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    origins: tuple[int, ...] = ()


MediaKind: TypeAlias = Literal["voice", "photo", "video", "video_note"]
MEDIA_KINDS: tuple[MediaKind, ...] = get_args(MediaKind)


@dataclass(frozen=True)
class Media:
    """A voice message, photo or video as Telegram names it. `seconds` is how long one can be heard or seen."""

    kind: MediaKind
    file_id: str
    unique_id: str
    seconds: int = 0


@dataclass(frozen=True)
class Given:
    """The answer that now stands for one question; `item` is set inside an `each`.

    `seqs` are the numbers of the kept answers it stands on, one for each message of own words. `withdrawn` is True
    once its question is no longer asked; asked again, it starts afresh. `media` is what a form was sent; where answers
    are kept, each is kept with its own. `voice` says whose it is where the session has changed hands since, see
    `dialogs.engine.voices`.
    """

    step: str
    item: str
    outcome: Outcome
    choices: tuple[str, ...] = ()
    score: float | None = None
    words: str = ""
    seqs: tuple[int, ...] = ()
    withdrawn: bool = False
    media: Media | None = None
    voice: Provenance | None = None


def place_of(step: str, item: str = "") -> str:
    """What a question is called: by its step, and the thing of a list that it is about."""
    return f"{step}/{item}" if item else step


@dataclass(frozen=True)
class Session:
    """See the module. `at` counts in the dialog's questions laid out in a row, `turn` the cards shown.

    `facts` and `lists` are what the house knew when the card was last drawn (names, numbers; "above" is what a card
    tells over its question, and gone with the answers); `draft` holds the ticks of a `several` not yet sent, or what a
    written time or day may mean; `shares` is False while the borger keeps this session to themself, `decided` until
    they have said whether they do; `held` are the answers (step, item) that they show to nobody though it is shared,
    `picked` the one that they want to talk about; `mending` is True while one answer of the receipt is being corrected,
    `going_on` while what was left open when the asking ended is answered after all; `began` is when the first answer
    was given; `note` names what the next card must explain ("shorter"); `carried` are own words on their way into
    another dialog; `without` are options not to be offered; `ticked` is what was so before, by step ("step/thing"
    inside an `each`): it stands ticked until something else is chosen, and lines of own words stand over the question;
    `provenance` is whose the answers are that are given now. `opened` is True where the person has begun it themself,
    unasked, and `left` once they have gone on to something else; `unfolded` is True while the card shows the
    ways out that are folded away at first; `page` is which of the question's answers it shows. `moving` is True while
    a card that lies under a head already is chosen and moved. Of a paper, `only` these steps are asked, all if there
    are none; a single one may be asked `instead` of the answer of this number that stands there: own words take its
    place, and it can be taken out.
    """

    dialog: str
    version: str
    profile: ReadingProfile = field(default_factory=ReadingProfile)
    zone: str = "Europe/Copenhagen"
    facts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    stage: Stage = Stage.ASKING
    end: End | None = None
    at: int = 0
    turn: int = 0
    given: tuple[Given, ...] = ()
    seq: int = 0
    draft: tuple[str, ...] = ()
    shares: bool = True
    decided: bool = True
    held: tuple[tuple[str, str], ...] = ()
    picked: tuple[str, str] | None = None
    mending: bool = False
    going_on: bool = False
    began: datetime | None = None
    note: str = ""
    carried: tuple[Said, ...] = ()
    without: tuple[str, ...] = ()
    ticked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    provenance: Provenance = "self"
    opened: bool = False
    left: bool = False
    unfolded: bool = False
    page: int = 0
    moving: bool = False
    only: tuple[str, ...] = ()
    instead: int = 0

    def before(self, step: str, item: str = "") -> tuple[str, ...]:
        """What was so before the session: the options that were chosen, or the lines of own words."""
        return self.ticked.get(place_of(step, item), ())

    def answer(self, step: str, item: str = "") -> Given | None:
        """The answer that stands for a question, if any."""
        return next((g for g in self.given if g.step == step and g.item == item and not g.withdrawn), None)

    def to_json(self) -> str:
        return _SESSION.dump_json(self).decode()

    @staticmethod
    def from_json(body: str | bytes) -> Session:
        """Reads what `to_json` wrote.

        Raises:
            pydantic.ValidationError: if `body` is not a session.
        """
        return _SESSION.validate_json(body)


@dataclass(frozen=True)
class Pressed:
    """A button of card number `turn`."""

    turn: int
    choice: str


@dataclass(frozen=True)
class Said:
    """Own words: a text, or a voice message, photo or video with its caption. `message_id` is the borger's message."""

    words: str = ""
    media: Media | None = None
    message_id: int = 0


@dataclass(frozen=True)
class Shown:
    """The session's card is to be shown again, at the end of the chat."""


@dataclass(frozen=True)
class Nudged:
    """The one gentle nudge is due."""


@dataclass(frozen=True)
class Expired:
    """The time to answer is over."""


@dataclass(frozen=True)
class Left:
    """The person goes on to something else. The card stays, and goes on when it is tapped."""


Event: TypeAlias = Pressed | Said | Shown | Nudged | Expired | Left


@dataclass(frozen=True)
class Answer:
    """One answer to keep for good. `corrects` is the `seq` of the answer it replaces in the same session. With
    `withdrawn` it only takes that one back: nothing was said, and nothing is told. `replaces` is the number under which
    another session's answer is kept, a line of a paper, in whose place it comes."""

    step: str
    item: str
    seq: int
    outcome: Outcome
    at: datetime
    choices: tuple[str, ...] = ()
    score: float | None = None
    words: str = ""
    media: Media | None = None
    message_id: int = 0
    corrects: int | None = None
    withdrawn: bool = False
    replaces: int = 0


@dataclass(frozen=True)
class Show:
    """Show the session's card: in place, or with `fresh` as a new message at the end of the chat."""

    fresh: bool = False


@dataclass(frozen=True)
class Record:
    """Keep an answer."""

    answer: Answer


@dataclass(frozen=True)
class Finish:
    """The asking is over; `results` are the answers that stand."""

    end: End
    results: tuple[Given, ...]


@dataclass(frozen=True)
class Open:
    """A menu goes on to this dialog or action."""

    target: str


@dataclass(frozen=True)
class Share:
    """The borger shares this session (`yes`) by their standing choices, or keeps it to themself."""

    yes: bool


@dataclass(frozen=True)
class Held:
    """The borger holds an answer of this session back, or picks one to talk about, or does so no more."""


@dataclass(frozen=True)
class Unexpected:
    """Own words came where a button was asked for; they are to be offered a place, not lost."""

    said: Said


@dataclass(frozen=True)
class Outdated:
    """The button belonged to an earlier card; nothing was changed."""


Effect: TypeAlias = Show | Record | Finish | Open | Share | Held | Unexpected | Outdated

_SESSION = TypeAdapter(Session)
