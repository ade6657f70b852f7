"""Lists of what a borger has answered before: which answers hold things, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from dialogs.method.problems import Flaw, Place
from dialogs.method.sort import Sort, inner
from dialogs.method.steps import Choice, Each, PlainStep, Say, Several, scores_of

if TYPE_CHECKING:
    from dialogs.method.model import Dialog

ANSWERS = "answers"
"""What a list begins with that is made of answers: answers.mat.cards.under.important."""
UNDER = "under"
_HEARD = ("answers", "paper")
"""The purposes for which what a borger says is kept."""
Holder: TypeAlias = PlainStep | Sort | Each
"""What things can come from: a step that asks, or a block by its own name."""
Dialogs: TypeAlias = "Mapping[str, Dialog | None]"
"""All dialogs by id; None for one whose file is broken, of which nobody knows the steps."""


@dataclass(frozen=True)
class Earlier:
    """The answers at a `step` of a dialog; of a sort, the cards that lie `under` one of its heads."""

    dialog: str
    step: str
    under: str = ""


def named(source: str) -> Earlier | None:
    """What a list's `from` names, if that is answers."""
    first, *parts = source.split(".")
    if first != ANSWERS or len(parts) < 2:
        return None
    return Earlier(parts[0], parts[1], parts[3] if len(parts) > 3 else "")


def holder(dialog: Dialog, step: str) -> Holder | None:
    """What is called so in a dialog; None if nothing is."""
    blocks = (each for each in dialog.steps if isinstance(each, Each | Sort) and each.id == step)
    plain = (one for each in dialog.steps for one in inner(each) if one.id == step)
    return next(blocks, None) or next(plain, None)


def unheard(dialog: Dialog, dialogs: Dialogs) -> Iterator[Flaw]:
    """The lists of a dialog that are made of answers nobody could ever give."""
    for name, source in dialog.lists.items():
        if wanted := named(source.from_):
            place: Place = ("lists", name, "from")
            said = _wrong(wanted, {**dialogs, dialog.id: dialog})
            if said:
                yield Flaw(place, said)
            elif _are_people(wanted, {**dialogs, dialog.id: dialog}):
                yield from _rated(dialog, name)


def _wrong(wanted: Earlier, dialogs: Dialogs) -> str:
    """Why there are no things where a list wants them; empty if there are, or nobody knows."""
    asked = dialogs.get(wanted.dialog)
    if wanted.dialog not in dialogs:
        known = sorted(id_ for id_, each in dialogs.items() if each is None or each.purpose in _HEARD)
        near = next(iter(get_close_matches(wanted.dialog, known, 1, 0.7)), "")
        there = f"did you mean '{near}'?" if near else f"there are {', '.join(known)}"
        return f"there is no dialog '{wanted.dialog}'; {there}"
    if asked is None:
        return ""
    if asked.purpose not in _HEARD:
        return f"'{asked.id}' is a {asked.purpose}, which keeps no answers of the borger's; name one that does"
    if "borger" not in asked.voices:
        return f"'{asked.id}' is answered by staff alone, and a list is what the borger said; name another dialog"
    found, there = holder(asked, wanted.step), ", ".join(_with_things(asked)) or "none"
    if found is None:
        return f"'{asked.id}' has no step '{wanted.step}'; things are answered at: {there}"
    if isinstance(found, Sort):
        heads = [head.id for head in found.heads]
        if not wanted.under:
            return f"'{found.id}' is a sort; write .{UNDER}. and one of its heads after it: {', '.join(heads)}"
        return "" if wanted.under in heads else f"'{found.id}' has no head '{wanted.under}'; it has {', '.join(heads)}"
    if wanted.under:
        return f"'{found.id}' is no sort, and nothing lies under a head there; take .{UNDER}.{wanted.under} out"
    if isinstance(found, Each) and not found.one_more:
        return f"'{found.id}' has no one_more, so no things of one's own; things are answered at: {there}"
    if isinstance(found, Each | Choice | Several | Say):
        return ""
    return f"'{found.id}' is a step of kind {found.kind}, where no thing is answered; things are answered at: {there}"


def _with_things(dialog: Dialog) -> Iterator[str]:
    """The steps of a dialog at which things are answered, as a list names them."""
    for step in dialog.steps:
        if isinstance(step, Sort):
            yield from (f"{step.id}.{UNDER}.{head.id}" for head in step.heads)
            continue
        if isinstance(step, Each) and step.one_more:
            yield step.id
        asked = step.steps if isinstance(step, Each) else inner(step)
        yield from (each.id for each in asked if isinstance(each, Choice | Several | Say))


def _are_people(wanted: Earlier, dialogs: Dialogs, seen: tuple[Earlier, ...] = ()) -> bool:
    """Whether what was chosen or laid there are people of the house, also by way of another such list."""
    asked = dialogs.get(wanted.dialog)
    found = holder(asked, wanted.step) if asked else None
    chosen = found.options_from if isinstance(found, Choice | Several) else None
    source = asked.lists.get((found.cards_from if isinstance(found, Sort) else chosen) or "") if asked else None
    if source is None or wanted in seen:
        return False
    further = named(source.from_)
    return source.from_.startswith("people.") or (
        further is not None and _are_people(further, dialogs, (*seen, wanted))
    )


def _rated(dialog: Dialog, name: str) -> Iterator[Flaw]:
    for index, step in enumerate(dialog.steps):
        for number, each in enumerate(step.steps if isinstance(step, Each) and step.over == name else ()):
            if scores_of(each):
                said = "gives a number to a person; ask with own words, or options without score"
                yield Flaw(("steps", index, "steps", number), said)
