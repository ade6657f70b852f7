"""What the house adds to a dialog: what it knows when the dialog starts, and what it does when it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.desk.desk import Desk
from dialogs.engine.session import Finish, Given, Item, Provenance, Said, Session
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Several
from dialogs.permissions import Action
from storage.people import Person
from storage.sessions import StoredSession


@dataclass(frozen=True)
class Start:
    """Somebody opens something: `person` on their phone, about themself or the borger `about`.

    `surface_id` is the card it takes over, `target` what it works on ("summary:7"), `said` own words to begin with,
    `provenance` whose answers they will be.
    """

    person: Person
    about: Person
    surface_id: int | None = None
    target: str = ""
    said: tuple[Said, ...] = ()
    provenance: Provenance = "self"


@dataclass(frozen=True)
class Known:
    """What a dialog starts with: values for its texts, and lists for its choices."""

    facts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """A dialog whose asking has ended."""

    stored: StoredSession
    session: Session
    dialog: Dialog
    finish: Finish
    person: Person
    about: Person

    def given(self, step: str, item: str = "") -> Given | None:
        return next((g for g in self.finish.results if g.step == step and g.item == item), None)

    def chosen(self, step: str) -> str:
        """The option chosen at a step; empty if it was not asked."""
        given = self.given(step)
        return given.choices[0] if given and given.choices else ""

    def value(self, step: str) -> int | None:
        """The number that the option chosen at a step stands for; None if it was not asked, or stands for none."""
        return next(iter(self.values(step)), None)

    def values(self, step: str) -> tuple[int, ...]:
        """The numbers that the options chosen at a step stand for, in the file's order."""
        given = self.given(step)
        meant = option_values(self.dialog, step) if given else {}
        return tuple(meant[choice] for choice in given.choices if choice in meant) if given else ()


def option_values(dialog: Dialog, step: str) -> Mapping[str, int]:
    """What number each option of a step stands for, by its id, of those that stand for one."""
    asked = dialog.step(step)
    options = asked.options if isinstance(asked, Choice | Several) else ()
    return {option.id: option.value for option in options if isinstance(option.value, int)}


def _knows_nothing(_desk: Desk, _start: Start) -> Known:
    return Known()


def _does_nothing(_desk: Desk, _done: Done) -> None:
    return None


Prepare = Callable[[Desk, Start], Known]
Finished = Callable[[Desk, Done], None]
PutAway = Callable[[Desk, StoredSession, Person], None]
Opener = Callable[[Desk, Start], None]


@dataclass(frozen=True)
class Flow:
    """A dialog's place in the house.

    Attributes:
        action: what one must be allowed to do to open it; None lets everybody.
        prepare: what it knows when it starts.
        finished: what comes of its end.
        says_so: whether what it does then says all there is to say, so that its card goes.
        put_away: what becomes of one that is not finished when the person goes on to something else; None leaves that
            to `bot.desk.open_sessions`.
    """

    action: Action | None
    prepare: Prepare = _knows_nothing
    finished: Finished = _does_nothing
    says_so: bool = False
    put_away: PutAway | None = None


@dataclass(frozen=True)
class Screen:
    """Something that opens without a dialog."""

    action: Action | None
    opener: Opener


def items(found: list[Person], sign: str = "👤") -> tuple[Item, ...]:
    """People as a list to choose from."""
    return tuple(Item(str(person.id), person.name, sign) for person in found)
