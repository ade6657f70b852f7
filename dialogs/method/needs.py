"""What code reads of a dialog that it answers, as it declares: a house's own file of that dialog must have it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dialogs.method.checks import placed
from dialogs.method.model import Dialog
from dialogs.method.problems import Flaw, Place
from dialogs.method.reach import End, ends
from dialogs.method.steps import Answerable, Choice, Condition, Each, Option, PlainStep, Say, Several, When

ALWAYS = Condition(step="always")
"""An answer that is read whatever else was answered."""

_FEW = 12
"""Values that are told one by one."""


@dataclass(frozen=True)
class Need:
    """A step that code reads.

    Attributes:
        kind: what it is; a time or a date by `what`.
        when: an answer is needed if this holds of the others; None if the code does without one.
        knows: the options the code tells apart. Where these and `values` are empty, any will do, else no others.
        among: those of them without which the dialog could not do what it is for.
        values: what the other options may stand for.
        source: the list it offers.
        over: the list or several that the `each` it is in goes through.
    """

    kind: type[Answerable]
    what: str = ""
    when: Condition | None = ALWAYS
    knows: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    values: Collection[int | str] = ()
    source: str = ""
    over: str = ""


def time_of_day(*, when: Condition | None = ALWAYS) -> Need:
    """A time of day."""
    return Need(When, "time", when)


def day(*, when: Condition | None = ALWAYS) -> Need:
    """A date."""
    return Need(When, "date", when)


def words(*, when: Condition | None = ALWAYS) -> Need:
    """Own words."""
    return Need(Say, "", when)


def one_of(*knows: str, among: Sequence[str] = (), when: Condition | None = ALWAYS, over: str = "") -> Need:
    """One option, by its id; of any there are if none is named."""
    return Need(Choice, "", when, knows, tuple(among), over=over)


def one_from(source: str, *, when: Condition | None = ALWAYS) -> Need:
    """One thing of a list."""
    return Need(Choice, "", when, source=source)


def one_value(values: Collection[int | str], *knows: str, when: Condition | None = ALWAYS, over: str = "") -> Need:
    """One option, by what it stands for, or by its id if it is one of these."""
    return Need(Choice, "", when, knows, values=values, over=over)


def some_of(*knows: str, when: Condition | None = ALWAYS) -> Need:
    """Several options, by their ids."""
    return Need(Several, "", when, knows)


def some_from(source: str, *, when: Condition | None = ALWAYS) -> Need:
    """Several things of a list."""
    return Need(Several, "", when, source=source)


def some_values(values: Collection[int | str], *, when: Condition | None = ALWAYS) -> Need:
    """Several options, by what they stand for."""
    return Need(Several, "", when, values=values)


def given(step: str, *any_of: str) -> Condition:
    """That a step has an answer, one of these if any are named."""
    return Condition(step=step, any_of=any_of)


class Answering(Protocol):
    """What code that answers a dialog declares: what it reads, and the lists and values it starts the dialog with."""

    @property
    def needs(self) -> Mapping[str, Need]: ...
    @property
    def lists(self) -> Collection[str]: ...
    @property
    def facts(self) -> Collection[str]: ...


def unmet(dialog: Dialog, needs: Mapping[str, Need]) -> Iterator[Flaw]:
    """What a dialog lacks of all that is needed of it, and what it has that would be misread."""
    steps = {step.id: (place, step, each) for place, step, each in placed(dialog.steps)}
    conditions = [need.when for need in needs.values() if need.when and need.when is not ALWAYS]
    finished = ends(dialog, conditions, [name for name, need in needs.items() if not need.over])
    for name, need in needs.items():
        if name in steps:
            place, step, each = steps[name]
            yield from _misread(need, step, place, each)
            yield from _unanswered(name, need, place, step, finished)
        elif need.when is ALWAYS or (need.when and any(end.holds(need.when) for end in finished)):
            said = f"the app reads a step '{name}' here, and there is none; add {_such(name, need)}"
            yield Flaw(("steps",), said)


def _such(name: str, need: Need) -> str:
    """A step that would do, as it is written."""
    fields = [f"id: {name}", f"kind: {need.kind.__name__.lower()}"]
    if need.what:
        fields.append(f"what: {need.what}")
    if need.source:
        fields.append(f"options_from: {need.source}")
    if need.knows:
        fields.append(f"options: with the ids {', '.join(need.knows)}")
    if need.values:
        fields.append(f"options: with value: {_told(need.values)}")
    inside = f", in an each over {need.over}" if need.over else ""
    return "{" + ", ".join(fields) + "}" + inside


def _misread(need: Need, step: PlainStep, place: Place, each: Each | None) -> Iterator[Flaw]:
    if not isinstance(step, need.kind):
        yield Flaw((*place, "kind"), f"is {step.kind}, and the app reads {_kind(need)} here")
        return
    if isinstance(step, When) and step.what != need.what:
        yield Flaw((*place, "what"), f"is {step.what}, and the app reads a {need.what} here")
    if (each.over if each else "") != need.over:
        where = f"inside an each over {need.over}" if need.over else "outside an each"
        yield Flaw(place, f"the app reads it {where}; put it there")
    if isinstance(step, Choice | Several):
        yield from _options(need, step, place)


def _kind(need: Need) -> str:
    return need.kind.__name__.lower() + (f" of a {need.what}" if need.what else "")


def _options(need: Need, step: Choice | Several, place: Place) -> Iterator[Flaw]:
    if need.source:
        if step.options_from != need.source:
            at = (*place, "options_from" if step.options_from else "options")
            yield Flaw(at, f"the app reads a choice from its own list; write options_from: {need.source}")
        return
    if step.options_from:
        yield Flaw((*place, "options_from"), f"the app reads options here; write {_such(step.id, need)}")
        return
    for index, option in enumerate(step.options):
        yield from _option(need, option, (*place, "options", index))
    there = {option.id for option in step.options}
    if missing := [name for name in need.among if name not in there]:
        yield Flaw((*place, "options"), f"without an option '{missing[0]}' this could never do what it is for; add it")


def _option(need: Need, option: Option, place: Place) -> Iterator[Flaw]:
    if option.id in need.knows or option.value in need.values or not (need.knows or need.values):
        return
    if not need.values:
        yield Flaw((*place, "id"), f"means nothing to the app; it knows {', '.join(need.knows)}")
        return
    at = place if option.value is None else (*place, "value")
    yield Flaw(at, f"the app reads what it stands for; write value: {_told(need.values)}")


def _told(values: Collection[int | str]) -> str:
    told = list(map(str, values))
    return f"{told[0]} to {told[-1]}" if len(told) > _FEW else " or ".join(told)


def _unanswered(name: str, need: Need, place: Place, step: PlainStep, finished: Sequence[End]) -> Iterator[Flaw]:
    """An answer that is needed on some way through, and is not asked for or may be skipped there."""
    if need.when is None or need.over:
        return
    lacking = [end for end in finished if (need.when is ALWAYS or end.holds(need.when)) and not end.has(name)]
    if not lacking:
        return
    said = "the app needs an answer here" + ("" if need.when is ALWAYS else f" whenever '{need.when.step}' has one")
    if isinstance(step, Answerable) and step.optional:
        yield Flaw((*place, "optional"), f"{said}; take it out")
    elif step.only_if:
        yield Flaw((*place, "only_if"), f"{said}; ask it then too")
    else:
        yield Flaw(place, f"{said}, and there is a way past it; put it before what leads away")
