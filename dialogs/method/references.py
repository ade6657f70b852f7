"""What a dialog names that has to be there: what it opens, the lists it goes through, the values of its texts, and what
the code that answers it reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from string import Formatter

from dialogs.method.checks import REPLY, placed
from dialogs.method.earlier import Dialogs, named, unheard
from dialogs.method.model import Dialog, made_task
from dialogs.method.needs import Answering, unmet
from dialogs.method.parts import Part, texts
from dialogs.method.problems import Flaw, Place
from dialogs.method.reach import never_asked
from dialogs.method.sort import Placing, Sort
from dialogs.method.steps import Choice, Each, Say, Several
from dialogs.method.themes import unknown_themes

ALWAYS_KNOWN = ("about",)
"""What every text may name: whom it is about."""


@dataclass(frozen=True)
class Around:
    """What there is around dialogs.

    Attributes:
        dialogs: the dialogs by id; None for one whose file is broken.
        screens: the names of what opens without a dialog.
        answering: what code that answers dialogs declares, by the dialogs' ids.
        sources: where a list may be from.
    """

    dialogs: Dialogs
    screens: Collection[str]
    answering: Mapping[str, Answering]
    sources: Collection[str]

    @property
    def opens(self) -> Collection[str]:
        """All names under which something opens."""
        return {*self.dialogs, *self.screens}


def broken(dialog: Dialog, around: Around) -> Iterator[Flaw]:
    """All that a dialog names and that is not there."""
    answering = around.answering.get(dialog.id)
    yield from _opens(dialog, around)
    yield from _sheet(dialog, around)
    yield from _lines(dialog, around)
    yield from _says(dialog)
    yield from _sources(dialog, around)
    yield from _replies(dialog, around)
    yield from unknown_themes(dialog, around.dialogs)
    yield from unheard(dialog, around.dialogs)
    yield from _lists(dialog, answering.lists if answering else ())
    yield from never_asked(dialog)
    facts = {*ALWAYS_KNOWN, *(answering.facts if answering else ())}
    facts |= {"readers", "uses"} if dialog.topic else set()
    facts |= {"partner"} if dialog.partner else set()
    facts |= {"what", "heard"} if dialog.purpose == REPLY else set()
    facts |= {dialog.entry_name} if dialog.entry_kind else set()
    for part in texts(dialog):
        yield from _values(part, facts)
    if answering:
        yield from unmet(dialog, answering.needs)


def _opens(dialog: Dialog, around: Around) -> Iterator[Flaw]:
    for place, step, _ in placed(dialog.steps):
        if (task := made_task(step)) and task.opens and task.opens not in around.dialogs:
            meant = _meant(task.opens, around.dialogs) or "; write the id of a record"
            yield Flaw((*place, "makes", "task", "opens"), f"there is no dialog '{task.opens}'{meant}")
        for index, option in enumerate(step.options if isinstance(step, Choice | Several) else ()):
            at = (*place, "options", index, "opens")
            if option.opens and isinstance(step, Several):
                yield Flaw(at, "only an option of a choice can lead on; make the step a choice, or take this out")
            elif option.opens and option.opens.partition(":")[0] not in around.opens:
                meant = _meant(option.opens, around.opens) or "; write the id of a dialog"
                yield Flaw(at, f"leads to '{option.opens}', and nothing is called that{meant}")


def _replies(dialog: Dialog, around: Around) -> Iterator[Flaw]:
    """The replies in which staff are to answer."""
    wanted: list[tuple[Place, str]] = []
    if dialog.leads_to:
        wanted.append((("leads_to", "task", "answer"), dialog.leads_to.task.answer))
    for place, step, _ in placed(dialog.steps):
        task = made_task(step)
        wanted += [((*place, "makes", "task", "answer"), task.answer)] if task and task.answer else []
    known = [name for name, each in around.dialogs.items() if each and each.purpose == REPLY]
    for place, name in wanted:
        if name not in known and around.dialogs.get(name, dialog) is not None:
            there = _meant(name, known) or f"; there are {', '.join(known)}"
            yield Flaw(place, f"there is no reply '{name}'{there}")


def _lines(dialog: Dialog, around: Around) -> Iterator[Flaw]:
    """Lines that go into a paper: own words, at a question of own words that is asked there."""
    for place, step, _ in placed(dialog.steps):
        makes = step.makes if isinstance(step, Say) else None
        if not isinstance(step, Say) or makes is None or makes.line is None:
            continue
        name, _, into = makes.line.partition(".")
        paper = around.dialogs.get(name)
        there = [each.id for each in paper.steps if isinstance(each, Say)] if paper else []
        at = (*place, "makes", "line")
        if dialog.purpose != "answers" or step.media:
            yield Flaw(at, "is written by what is answered once; write purpose: answers and media: false")
        elif name not in around.dialogs or (paper and (paper.purpose != "paper" or into not in there)):
            yield Flaw(at, f"'{makes.line}' is no question of own words in a paper")


def _sheet(dialog: Dialog, around: Around) -> Iterator[Flaw]:
    """What a sheet that stays open names."""
    opens = dialog.stays_open
    for field in ("beside", "goes_on", "then") if opens else ():
        name = getattr(opens, field)
        if name and name not in around.dialogs:
            yield Flaw(("stays_open", field), f"there is no dialog '{name}'")


def _says(dialog: Dialog) -> Iterator[Flaw]:
    """What options say of a thing must be known of it."""
    for place, step, each in placed(dialog.steps):
        source = dialog.lists.get(each.over or "") if each else None
        known = list(source.values) if source else []
        for index, option in enumerate(step.options if isinstance(step, Choice | Several) else ()):
            if option.says and option.says not in known:
                there = f"; there are {', '.join(known)}" if known else "; name it under values: of the list"
                yield Flaw((*place, "options", index, "says"), f"the list has no value '{option.says}'{there}")


def _sources(dialog: Dialog, around: Around) -> Iterator[Flaw]:
    for name, source in dialog.lists.items():
        if source.from_ and named(source.from_) is None and source.from_ not in around.sources:
            there = _meant(source.from_, around.sources) or f"; there are {', '.join(sorted(around.sources))}"
            yield Flaw(("lists", name, "from"), f"the house has no list '{source.from_}'{there}")
        wanted: list[tuple[Place, str]] = [(("values", value), said) for value, said in source.values.items()]
        for place, said in (*wanted, *((("due", n), said) for n, said in enumerate(source.due))):
            if (dialog_id := said.partition(".")[0]) not in around.opens:
                there = _meant(dialog_id, around.opens) or "; write the id of a dialog, a dot and the id of its step"
                yield Flaw(("lists", name, *place), f"there is no dialog '{dialog_id}'{there}")


def _lists(dialog: Dialog, given: Collection[str]) -> Iterator[Flaw]:
    """The lists that steps name must come from somewhere; what an `each` is over may be an earlier `several` too."""
    asked = {step.id for _, step, each in placed(dialog.steps) if isinstance(step, Several) and each is None}
    choices = {step.id for _, step, each in placed(dialog.steps) if isinstance(step, Choice) and each is None}
    known = {*given, *dialog.lists}
    for index, step in enumerate(dialog.steps):
        if isinstance(step, Each) and step.over and step.over not in known | asked:
            yield Flaw(("steps", index, "over"), _no_list(step.over, sorted(known | asked)))
        if isinstance(step, Sort) and step.cards_from and step.cards_from not in known | choices:
            yield Flaw(("steps", index, "cards_from"), _no_list(step.cards_from, sorted(known | choices)))
    sorts: set[str] = set()
    for place, inner, _ in placed(dialog.steps):
        sorts |= {inner.id} if isinstance(inner, Placing) else set()
        if isinstance(inner, Say) and inner.unlike and inner.unlike not in known:
            yield Flaw((*place, "unlike"), _no_list(inner.unlike, sorted(known)))
        if isinstance(inner, Choice | Several) and inner.options_from and inner.options_from not in known | sorts:
            yield Flaw((*place, "options_from"), _no_list(inner.options_from, sorted(known)))


def _no_list(name: str, known: Collection[str]) -> str:
    there = _meant(name, known) or (f"; there are {', '.join(known)}" if known else "; declare it under lists:")
    return f"there is no list '{name}' here{there}"


def _values(part: Part, facts: Collection[str]) -> Iterator[Flaw]:
    known = {*part.names, *(facts if part.facts else ())}
    for language, words in (part.text.languages or {"": part.text.id}).items():
        place = (*part.place, language) if language else part.place
        try:
            named = [name for _, name, _, _ in Formatter().parse(words) if name is not None]
        except ValueError:
            yield Flaw(place, "has a { or a } that stands alone; take it out, or write a name between them")
            continue
        for name in dict.fromkeys(named):
            if not known:
                yield Flaw(place, f"{{{name}}} is not filled in here; take it out")
            elif name not in known:
                inside = "; {item} is filled inside an each alone" if name == "item" else _meant(name, known)
                there = inside or f"; there are {', '.join(f'{{{each}}}' for each in sorted(known))}"
                yield Flaw(place, f"nobody fills {{{name}}}{there}")


def _meant(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), 1, 0.7)
    return f"; did you mean '{near[0]}'?" if near else ""
