"""What every flow works with: the house's settings, dialogs and languages, and one transaction at one instant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.config import Settings
from bot.deleting import DELETABLE
from bot.desk import aloud
from bot.telegram import menu
from bot.telegram.content import Content
from bot.telegram.render import plain, render
from dialogs.engine.cards import STAFF_READING, Card
from dialogs.method.library import Library
from dialogs.method.model import Dialog
from dialogs.method.topics import names, shared_names
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.text import Text
from dialogs.time.schedule import after_quiet
from locales.texts import Texts
from storage import agendas, outbox, sessions, surfaces
from storage.database import Database
from storage.outbox import Lane
from storage.people import Person
from storage.tx import Tx

SESSION = "s"

if TYPE_CHECKING:
    from bot.desk.runner import Runner

P = ParamSpec("P")
R = TypeVar("R")


_LIFE = {
    Lane.CALL: timedelta(hours=24),
    Lane.ANSWER: timedelta(hours=24),
    Lane.REMINDER: timedelta(hours=4),
    Lane.CHECK_IN: timedelta(hours=8),
    Lane.SUMMARY: timedelta(hours=36),
    Lane.UPKEEP: timedelta(hours=48),
}
"""How long a message of each lane is of use, when nothing else says so."""


@dataclass(frozen=True)
class Dispatch:
    """How a message is sent: how urgently, not before when, and of no use after when, which None leaves to the lane; a
    `silent` one makes no sound."""

    lane: Lane = Lane.ANSWER
    not_before: datetime | None = None
    expires_at: datetime | None = None
    silent: bool = False


AT_ONCE = Dispatch()


@dataclass
class House:
    """The house the bot serves. `settings` are as they stand now, with what leaders have changed in the bot; `username`
    is the bot's own, for links; `runner` opens and draws; `versions` are the dialogs read so far, `photos` the ids of
    the photos its own dialogs show, by their files; `speaks` the languages there is a voice for."""

    settings: Settings
    dialogs: Library
    texts: Mapping[str, Texts]
    clock: Clock
    db: Database
    username: str
    runner: Runner
    versions: dict[str, Dialog] = field(default_factory=dict)
    photos: dict[str, int] = field(default_factory=dict)
    speaks: Collection[str] = ()

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.zone

    async def write(self, act: Callable[Concatenate[Desk, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs `act(desk, *args, **kwargs)` as one durable transaction, now: see `Database.write`."""
        return await self.db.write(lambda tx: act(Desk(self, tx, self.clock.now()), *args, **kwargs))


@dataclass(frozen=True)
class Desk:
    """One transaction at one instant, and the ways to put something on somebody's phone within it. `counts_at` is when
    what is being handled was said, if that is not now."""

    house: House
    tx: Tx
    now: datetime
    counts_at: datetime | None = None

    @property
    def runner(self) -> Runner:
        return self.house.runner

    @property
    def said_at(self) -> datetime:
        """When it counts what somebody said: what is asked, shown and sent because of it happens now."""
        return self.counts_at or self.now

    @property
    def local(self) -> datetime:
        """The instant in the house's own time."""
        return self.now.astimezone(self.house.zone)

    @property
    def topics(self) -> Mapping[str, Text]:
        """The topics that dialogs have, with what readers call them, in order."""
        return names(self.house.dialogs.topics)

    @property
    def shared_topics(self) -> Mapping[str, Text]:
        """The same, as a borger is asked about them."""
        return shared_names(self.house.dialogs.topics)

    def dialog(self, version: str) -> Dialog:
        """The dialog of a version that is kept. A version never changes, so each is read once."""
        found = self.house.versions.get(version)
        if found is None:
            found = self.house.versions[version] = sessions.dialog_of(self.tx, version)
        return found

    def texts(self, person: Person) -> Texts:
        return self.house.texts[person.profile.language]

    def reading(self, person: Person) -> ReadingProfile:
        """How cards are drawn for a person: staff read words, whatever their profile says. Without a voice, nothing can
        be heard."""
        if person.role is Role.BORGER:
            has_voice = person.profile.language in self.house.speaks or not person.profile.hears
            return person.profile if has_voice else replace(person.profile, aloud=False)
        return replace(STAFF_READING, language=person.profile.language)

    def show_card(
        self, person: Person, card: Card, owner: str, owner_id: int, surface_id: int, dispatch: Dispatch = AT_ONCE, *,
        turn: int = 0, reader: Person | None = None, photos: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        """Puts a card on one of the person's surfaces: a new message, or the old one in place. It is drawn as `reader`
        reads, who sits beside them, or as they do themself; with the house's own `photos`, if with no others."""
        reader = reader or person
        content = render(card, self.reading(reader), self.texts(reader), owner, owner_id, turn,
                         photos=self.house.photos if photos is None else photos)  # fmt: skip
        self.show(person, content, surface_id, dispatch)

    def show(self, person: Person, content: Content, surface_id: int, dispatch: Dispatch = AT_ONCE) -> None:
        """Puts finished content on a surface; not for somebody who cannot be reached."""
        assert person.chat_id is not None
        if not person.reachable:
            return
        begin = dispatch.not_before or self.now
        content = aloud.put_on(self, person, content, surface_id)
        content = replace(content, silent=content.silent or dispatch.silent)
        outbox.put(
            self.tx, person.chat_id, dispatch.lane, "show", content.payload(), not_before=begin,
            expires_at=dispatch.expires_at or begin + _LIFE[dispatch.lane], surface_id=surface_id,
        )  # fmt: skip

    def new_surface(self, person: Person, about: Person | None = None, shows: str = "", ref: int | None = None) -> int:
        """A new place in a person's chat, for what is `about` somebody else: see `storage.surfaces`."""
        assert person.chat_id is not None
        other = about.id if about and about.id != person.id else None
        return surfaces.add_surface(self.tx, person.id, person.chat_id, shows, ref, other)

    def retire(self, person: Person, surface_id: int) -> None:
        """Takes a card out of the chat, sent or not."""
        assert person.chat_id is not None
        aloud.taken_off(self, person, surface_id)
        outbox.withdraw(self.tx, surface_id)
        surfaces.now_shows(self.tx, surface_id, "")
        outbox.put(self.tx, person.chat_id, Lane.ANSWER, "delete", {}, not_before=self.now,
                         expires_at=self.now + DELETABLE, surface_id=surface_id)  # fmt: skip

    def take_out(self, chat_id: int, message_id: int) -> None:
        """Takes a message that somebody sent just now out of their chat: a key they pressed, which said nothing. If
        Telegram no longer allows that, it stays."""
        outbox.put(self.tx, chat_id, Lane.UPKEEP, "delete", Content(message_id=message_id).payload(),
                   not_before=self.now, expires_at=self.said_at + DELETABLE)  # fmt: skip

    def tell(
        self, person: Person, text: Text, *, keyboard: bool = False, silent: bool = False, wait_for_day: bool = False,
        lane: Lane = Lane.ANSWER, pictogram: str = "", about: Person | None = None,
    ) -> None:  # fmt: skip
        """Sends a plain notice, to those who read pictures with `pictogram` above it; the one that brings the keyboard
        cannot have it. With `wait_for_day`, it comes after the person's quiet hours.
        Whom it is `about` takes it along when they are erased."""
        if person.chat_id is None or not person.reachable:
            return
        role = person.role if keyboard else None
        content = plain(text, self.texts(person), role=role, profile=self.reading(person),
                        pictogram="" if keyboard else pictogram)  # fmt: skip
        begin = self.after_quiet(person) if wait_for_day else self.now
        shows = surfaces.KEYBOARD if keyboard else ""
        surface_id = self.new_surface(person, about, shows) if person.id else None
        card_id = None if keyboard else surface_id  # the one that brings the keyboard can have no buttons of its own
        content = aloud.put_on(self, person, content, card_id) if card_id else aloud.without(content)
        outbox.put(
            self.tx, person.chat_id, lane, "show" if card_id else "notice",
            replace(content, silent=silent).payload(), not_before=begin, expires_at=begin + _LIFE[lane],
            surface_id=surface_id,
        )  # fmt: skip

    def renew_menu(self, person: Person) -> None:
        """Brings the commands of the person's chat in line with their role and language."""
        if person.chat_id is not None:
            commands = menu.commands_in(menu.MENUS[person.role], self.texts(person))
            menu.queue(self.tx, person.chat_id, commands, self.now)

    def after_quiet(self, person: Person) -> datetime:
        """Now, or the end of the quiet hours the person is in."""
        quiet = agendas.rhythm_of(self.tx, person.id).quiet
        return after_quiet(quiet, self.now, self.house.settings.timezone) if quiet else self.now

    def rests(self, person: Person) -> bool:
        """Whether the person has quiet hours now, or a break."""
        until = agendas.rhythm_of(self.tx, person.id).paused_until
        return self.after_quiet(person) > self.now or (until is not None and until > self.local.date())
