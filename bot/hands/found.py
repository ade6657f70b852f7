"""Who may fit together: what one borger would like to do, and another would like a hand with, as far as both let the
same reader see it. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.desk.desk import Desk
from dialogs.engine.session import Outcome
from dialogs.method.model import Dialog
from locales.texts import Texts
from storage import answers, people
from storage.people import Person
from storage.sharing import Reader


@dataclass(frozen=True)
class Fit:
    """One thing that `giver` would like to do and `wanter` would like a hand with."""

    giver: Person
    wanter: Person
    id: str
    sign: str
    thing: str


def fits(desk: Desk, who: Reader, borger: Person, texts: Texts) -> list[Fit]:
    """Who of a reader's borgere may fit together with this one, either way."""
    others = [one for one in people.borgere_of(desk.tx, who.id) if one.id != borger.id and one.can_be_told]
    return [
        fit
        for dialog in desk.house.dialogs.values()
        if dialog.matches and borger.can_be_told
        for other in others
        for fit in _between(desk, who, dialog, (borger, other), texts)
    ]


def _between(desk: Desk, who: Reader, dialog: Dialog, two: tuple[Person, Person], texts: Texts) -> Iterator[Fit]:
    assert dialog.matches
    one, other = two
    for giver, wanter in ((one, other), (other, one)):
        gives = _said(desk, who, dialog, giver, dialog.matches.gives, texts)
        wants = _said(desk, who, dialog, wanter, dialog.matches.wants, texts)
        yield from (Fit(giver, wanter, name, *gives[name]) for name in gives if name in wants)


def _said(
    desk: Desk, who: Reader, dialog: Dialog, borger: Person, step: str, texts: Texts
) -> Mapping[str, tuple[str, str]]:  # fmt: skip
    """What the borger last chose at a step, by id, with sign and words; nothing if the reader may not read that."""
    own = answers.own_answers(desk.tx, borger.id, dialog_id=dialog.id)
    last = next((each for each in reversed(own) if each.step == step), None)
    shared = answers.shared_answers(desk.tx, who, borger.id, answers.BEGINNING, desk.now, dialog.topic)
    if last is None or last.outcome is not Outcome.ANSWERED or last not in shared:
        return {}
    items = (item for source in dialog.lists.values() for item in source.items)
    return {each.id: (each.pictogram, texts.say(each.label.plain())) for each in items if each.id in last.choices}
