"""What the house adds to a dialog: what it knows when the dialog starts, and what it does when it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, overload

from bot.desk.desk import Desk, Dispatch
from dialogs.engine.session import Finish, Given, Item, Provenance, Said, Session
from dialogs.method.model import Dialog
from dialogs.method.needs import Need
from dialogs.method.steps import Choice, Several
from dialogs.permissions import Action
from dialogs.text import Text
from storage.people import Person
from storage.sessions import StoredSession

V = TypeVar("V")


@dataclass(frozen=True)
class PartOf:
    """What of a paper is opened: these steps, with what stands there; or a single question, `instead` of the answer of
    this number. See `dialogs.engine.session.Session`."""

    only: tuple[str, ...]
    ticked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    instead: int = 0


@dataclass(frozen=True)
class Start:
    """Somebody opens something: `person` on their phone, about themself or the borger `about`.

    `surface_id` is the card it takes over, `target` what it works on ("summary:7"), `said` own words to begin with,
    `provenance` whose answers they will be. `asked` says that it is the clock that asks, and not they who begin;
    `part` is what of a paper is opened.
    """

    person: Person
    about: Person
    surface_id: int | None = None
    target: str = ""
    said: tuple[Said, ...] = ()
    provenance: Provenance = "self"
    asked: bool = False
    part: PartOf | None = None


@dataclass(frozen=True)
class Known:
    """What a dialog starts with: values for its texts, lists for its choices, and by step what is so already."""

    facts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    ticked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """A dialog whose asking has ended."""

    stored: StoredSession
    session: Session
    dialog: Dialog
    finish: Finish
    person: Person
    about: Person
    needs: Mapping[str, Need] = field(default_factory=dict)

    def given(self, step: str, item: str = "") -> Given | None:
        """The answer to a step that the flow has declared as a need.

        Raises:
            KeyError: if it has not: a house's own file might then lack it.
        """
        if step not in self.needs:
            raise KeyError(f"the flow of {self.dialog.id} reads '{step}' and does not declare that it needs it")
        return next((g for g in self.finish.results if g.step == step and g.item == item), None)

    def each(self, step: str) -> list[Given]:
        """The answers to a step inside an `each`, of which the flow has declared the step, by their items."""
        self.given(step)
        return [given for given in self.finish.results if given.step == step]

    def chosen(self, step: str) -> str:
        """The option chosen at a step; empty if it was not asked."""
        given = self.given(step)
        return given.choices[0] if given and given.choices else ""

    @overload
    def value(self, step: str) -> int | None: ...
    @overload
    def value(self, step: str, kind: type[V]) -> V | None: ...
    def value(self, step: str, kind: type[object] = int) -> object:
        """What the option chosen at a step stands for; None if it was not asked, or stands for nothing of that kind."""
        given = self.given(step)
        meant = _meant(self.dialog, step) if given else {}
        found = (meant.get(choice) for choice in given.choices) if given else ()
        return next((value for value in found if isinstance(value, kind)), None)

    def values(self, step: str) -> tuple[int, ...]:
        """The numbers that the options chosen at a step stand for, in the file's order."""
        given = self.given(step)
        meant = option_values(self.dialog, step) if given else {}
        return tuple(meant[choice] for choice in given.choices if choice in meant) if given else ()


def option_values(dialog: Dialog, step: str) -> Mapping[str, int]:
    """What number each option of a step stands for, by its id, of those that stand for one."""
    return {name: value for name, value in _meant(dialog, step).items() if isinstance(value, int)}


def _meant(dialog: Dialog, step: str) -> Mapping[str, int | str]:
    asked = dialog.step(step)
    options = asked.options if isinstance(asked, Choice | Several) else ()
    return {option.id: option.value for option in options if option.value is not None}


def _knows_nothing(_desk: Desk, _start: Start) -> Known:
    return Known()


def _always(_desk: Desk, _stored: StoredSession, _person: Person, _borger: Person) -> bool:
    return True


def _is_there(_desk: Desk) -> bool:
    return True


def _does_nothing(_desk: Desk, _done: Done) -> None:
    return None


Prepare = Callable[[Desk, Start], Known]
Finished = Callable[[Desk, Done], None]
Stands = Callable[[Desk, StoredSession, Person, Person], bool]
PutAway = Callable[[Desk, StoredSession, Person], None]
Opener = Callable[[Desk, Start], None]
Whole = Callable[[Desk, Dialog, Start, Dispatch], StoredSession | None]
ListMaker = Callable[[Desk, Start, Dialog, str], tuple[Item, ...]]
"""Makes a list for a dialog that begins; the word is what stands behind the dot in the file ("staff" of
"people.staff")."""


@dataclass(frozen=True)
class ListOf:
    """Where lists may be from. `words` are what may stand behind the dot in the file; without any, there is no dot."""

    make: ListMaker
    words: tuple[str, ...] = ()


Heard: TypeAlias = Callable[[Desk, Start, Mapping[str, str]], Sequence[Text]]
"""What a form says of when a borger gets what comes of it, by what has been chosen in it so far, by step."""


@dataclass(frozen=True)
class Flow:
    """A dialog's place in the house.

    Attributes:
        action: what one must be allowed to do to open it; None lets everybody.
        prepare: what it knows when it starts: the `lists` and `facts` of these names, as far as there are any then.
        needs: the steps whose answers it reads, by their ids; `Done` gives no others.
        finished: what comes of its end.
        says_so: whether what it does then says all there is to say, so that its card goes.
        put_away: what becomes of one that is not finished when the person goes on to something else; None leaves that
            to `bot.desk.open_sessions`.
        stands: whether somebody may still see all that their half-done card says about a borger; asked when that borger
            has changed what they share, or what they said.
        whole: opens the dialog as a whole instead of asking its first question, unless a part of it is opened. Returns:
            the session, if that begins one.
        afterwards: what is done once its card stands as it ended.
        heard: when the borger gets what comes of it, for its texts as `heard`: told anew with each card.
    """

    action: Action | None
    prepare: Prepare = _knows_nothing
    finished: Finished = _does_nothing
    says_so: bool = False
    put_away: PutAway | None = None
    stands: Stands = _always
    whole: Whole | None = None
    afterwards: Finished = _does_nothing
    needs: Mapping[str, Need] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True)
class Place:
    """Where a borger finds a screen: on which shelf, and under which words and sign."""

    id: str
    label: Text
    pictogram: str


@dataclass(frozen=True)
class Screen:
    """Something that opens without a dialog; a borger finds it on a `shelf`, if it has one. A menu leaves it out while
    there is nothing it could show: while it is not `there`. What it shows goes from the chat when its reader opens
    something else, unless it `stays`: what was told, or waits for them."""

    action: Action | None
    opener: Opener
    shelf: Place | None = None
    there: Callable[[Desk], bool] = _is_there
    stays: bool = False


def items(found: list[Person], sign: str = "👤") -> tuple[Item, ...]:
    """People as a list to choose from."""
    return tuple(Item(str(person.id), person.name, sign) for person in found)
