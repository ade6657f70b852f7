"""Reminders that answers make: the borger's own, at the time and on the days that were said. What could never ring is
refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dialogs.method.problems import Flaw, Place
from dialogs.method.sort import Sort, inner
from dialogs.method.steps import Choice, Each, PlainStep, Say, Several, When
from dialogs.method.tasks import FREQUENCY, MadeReminder
from dialogs.time.repeat import EVERY_DAY, Repeat

if TYPE_CHECKING:
    from dialogs.method.model import Dialog

_OFTEN = re.compile(FREQUENCY)


def repeat_of(often: str, first: date, until: date | None = None) -> Repeat:
    """The days of a reminder that comes so `often` ("1d", "2w", "1m"; empty: once) from its first local day on."""
    if not _OFTEN.fullmatch(often):
        return Repeat(first, until=until)
    every, unit = int(often[:-1]), often[-1]
    if unit == "m":
        return Repeat(first, "months", every, until=until)
    if unit == "w":
        return Repeat(first, "weeks", every, (first.isoweekday(),), until=until)
    return Repeat(first, "weeks", 1, EVERY_DAY, until) if every == 1 else Repeat(first, "days", every, until=until)


def unlike_a_reminder(dialog: Dialog) -> Iterator[Flaw]:
    """What answers make that they cannot: only a time of day makes a reminder, and it makes nothing else."""
    outside: list[PlainStep] = []
    for index, step in enumerate(dialog.steps):
        block = step.steps if isinstance(step, Each) else () if isinstance(step, Sort) else (step,)
        for n, one in enumerate(block):
            place: Place = ("steps", index, "steps", n) if isinstance(step, Each) else ("steps", index)
            yield from _made(dialog, one, place, [*outside, *block[:n]])
        outside += inner(step) if not isinstance(step, Each) else ()


def _made(dialog: Dialog, step: PlainStep, place: Place, before: Sequence[PlainStep]) -> Iterator[Flaw]:
    makes = step.makes if isinstance(step, Choice | Several | Say | When) else None
    if makes is None:
        return
    if makes.reminder is None:
        if isinstance(step, When) and (step.what != "date" or makes.entry):
            said = "is a task, of a date; take it out, or write what: date and makes: {task: …}"
            yield Flaw((*place, "makes"), said)
        return
    at: Place = (*place, "makes", "reminder")
    if not isinstance(step, When) or step.what != "time" or makes.entry or makes.task or makes.line:
        yield Flaw(at, "is made by a time of day alone; make the step kind: when and what: time")
    if dialog.purpose not in ("answers", "paper") or "borger" not in dialog.voices:
        yield Flaw(at, "is the borger's own; it needs purpose: answers or paper, and the borger's voice")
    yield from _parts(makes.reminder, at, {each.id: each for each in before})


def _parts(made: MadeReminder, at: Place, known: dict[str, PlainStep]) -> Iterator[Flaw]:
    dates = [name for name, each in known.items() if isinstance(each, When) and each.what == "date"]
    choices = [name for name, each in known.items() if isinstance(each, Choice)]
    for field, there, what in (("first", dates, "date"), ("until", dates, "date"), ("every", choices, "choice"),
                               ("of", list(known), "question")):  # fmt: skip
        name = getattr(made, field)
        if name and not (field == "every" and _OFTEN.fullmatch(name)) and name not in there:
            yield Flaw((*at, field), f"'{name}' is no earlier {what}; there are {', '.join(there) or 'none'}")
    options = getattr(known.get(made.every or ""), "options", ())
    if wrong := next((o.value for o in options if o.value is not None and not _OFTEN.fullmatch(str(o.value))), None):
        yield Flaw((*at, "every"), f"an option has value: {wrong}; write how often, such as 1d, 2w or 1m")
