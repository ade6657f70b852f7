"""Guides as values: what one says, how far somebody has come in it, and what each button makes of that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from dialogs.method.model import Dialog
from dialogs.method.steps import Info
from dialogs.text import Text
from dialogs.words.visible import cut, one_line

MOST_STEPS, MOST_THINGS = 40, 6
LONGEST_LINE, LONGEST_TITLE = 90, 40
"""Letters of a line and of a title; what is longer is cut."""
LONG_BREAK = timedelta(hours=1)
"""A break that is longer does not count among the minutes that something took."""


@dataclass(frozen=True)
class GuideStep:
    """One thing to do: a short line, with a sign or a stored `photo`, and what was said to it, as the id of a stored
    `voice` message. `minutes` is how long one waits in it; 0 is not at all."""

    line: str = ""
    pictogram: str = ""
    photo: int = 0
    voice: int = 0
    minutes: int = 0


@dataclass(frozen=True)
class Thing:
    """Something that is needed."""

    name: str
    pictogram: str = ""


@dataclass(frozen=True)
class Guide:
    """What a guide says. `minutes` is how long it takes, with breaks; 0 where nobody knows. `photo` is that of a stored
    photo, by its id, and takes the sign's place; `things` are what is needed, which is found before the first step."""

    title: str
    pictogram: str = "🪜"
    photo: int = 0
    minutes: int = 0
    things: tuple[Thing, ...] = ()
    steps: tuple[GuideStep, ...] = ()

    @property
    def total(self) -> int:
        """How many cards it has: one for each step, and one for what is needed."""
        return len(self.steps) + bool(self.things)

    def step(self, place: int) -> GuideStep | None:
        """The step on a card; None where that is what is needed, or there is none."""
        at = place - bool(self.things)
        return self.steps[at] if 0 <= at < len(self.steps) else None

    @property
    def media(self) -> Collection[int]:
        """The ids of all that was sent for it."""
        found = (self.photo, *(id_ for step in self.steps for id_ in (step.photo, step.voice)))
        return {id_ for id_ in found if id_}

    def to_json(self) -> str:
        return _GUIDE.dump_json(self, exclude_defaults=True).decode()

    @staticmethod
    def from_json(body: str) -> Guide:
        return _GUIDE.validate_json(body)


_GUIDE = TypeAdapter(Guide)


def copied(dialog: Dialog, say: Callable[[Text], str], photos: Mapping[str, int]) -> Guide:
    """A guide as its file has it, in the words of `say`'s language; `photos` are the ids of the house's own."""
    return Guide(
        say(dialog.title.plain()),
        dialog.pictogram,
        0,
        dialog.minutes or 0,
        tuple(Thing(say(each.label.plain()), each.pictogram) for each in dialog.bring),
        tuple(
            GuideStep(say(each.text.plain()), each.pictogram, photos.get(each.photo, 0), 0, each.minutes or 0)
            for each in dialog.steps
            if isinstance(each, Info)
        ),
    )


State: TypeAlias = Literal["going", "paused", "stopped", "done"]
"""Somebody is in the middle of it, has a break, has stopped for now, or has been through it all."""


@dataclass(frozen=True)
class Progress:
    """How far somebody has come: the card they are on, which is the number of those they have done; `turn` counts the
    cards drawn, so that a tap tells which one was seen."""

    place: int = 0
    state: State = "going"
    turn: int = 0


def after(progress: Progress, choice: str, total: int) -> Progress | None:
    """What a button makes of it; None if it makes nothing of it, as on a card that stands no more."""
    turn, place = progress.turn + 1, progress.place
    match progress.state, choice:
        case "going", "done" if place + 1 < total:
            return Progress(place + 1, "going", turn)
        case "going", "done":
            return Progress(total, "done", turn)
        case "going", "back" if place:
            return Progress(place - 1, "going", turn)
        case "going", "pause":
            return Progress(place, "paused", turn)
        case "going" | "paused", "stop":
            return Progress(place, "stopped", turn)
        case "paused" | "stopped", "on":
            return Progress(place, "going", turn)
    return None


def spent(away: timedelta, since: timedelta) -> timedelta:
    """The time that does not count, once somebody goes on after being away for `since`."""
    return away + since if since > LONG_BREAK else away


@dataclass(frozen=True)
class Sent:
    """What somebody sent for a guide: words, and a stored photo or voice message, by its id."""

    words: str = ""
    photo: int = 0
    voice: int = 0


def with_sent(guide: Guide, sent: Sent) -> Guide:
    """The guide with what was sent: a photo begins a step, with the words under it as its line. Words or a voice by
    themselves belong to the last step, if it lacks them; else they begin one."""
    last = guide.steps[-1] if guide.steps else None
    lacks = (
        last is not None
        and not sent.photo
        and ((bool(sent.words) and not last.line) or (bool(sent.voice) and not sent.words and not last.voice))
    )
    if last is None or not lacks:
        if len(guide.steps) >= MOST_STEPS:
            return guide
        return replace(guide, steps=(*guide.steps, changed(GuideStep(), sent)))
    return replace(guide, steps=(*guide.steps[:-1], changed(last, sent)))


def changed(step: GuideStep, sent: Sent) -> GuideStep:
    """A step with what was sent for it, and else as it was."""
    line = cut(one_line(sent.words), LONGEST_LINE) if sent.words else step.line
    return replace(step, line=line, photo=sent.photo or step.photo, voice=sent.voice or step.voice)


def with_step(guide: Guide, at: int, step: GuideStep | None) -> Guide:
    """The guide with another step in that place, or without it; as it is where there is none."""
    if not 0 <= at < len(guide.steps):
        return guide
    new = () if step is None else (step,)
    return replace(guide, steps=(*guide.steps[:at], *new, *guide.steps[at + 1 :]))


def moved(guide: Guide, at: int, to: int) -> Guide:
    """The guide with a step in another place; as it is where there is none."""
    if not (0 <= at < len(guide.steps) and 0 <= to < len(guide.steps)):
        return guide
    rest = guide.steps[:at] + guide.steps[at + 1 :]
    return replace(guide, steps=(*rest[:to], guide.steps[at], *rest[to:]))


WAITS = (0, 5, 10, 15, 20, 30)
"""The minutes that a step can be made to wait."""


def waits_longer(step: GuideStep) -> GuideStep:
    """A step with the next longer wait; after the longest, with none."""
    return replace(step, minutes=next((each for each in WAITS if each > step.minutes), 0))


def things_named(words: str) -> tuple[Thing, ...]:
    """The things that are needed, of words with one on each line or commas between."""
    named = [one_line(part) for line in words.splitlines() for part in line.split(",")]
    return tuple(Thing(cut(name, LONGEST_TITLE)) for name in named if name)[:MOST_THINGS]
