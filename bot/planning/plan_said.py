"""A plan that staff say in one sentence: read into a draft, or what of it is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from bot.desk.desk import Desk
from bot.desk.flow import Known, Start
from bot.planning.plan_draft import CATALOGUE, Draft
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from dialogs.time.sentence import Sentence, read_sentence
from dialogs.words.spelling import folded
from dialogs.words.visible import one_line
from storage import people
from storage.people import Person

AN_HOUR = 60
LEADS = ("before30",)
"""How long something lasts and when it is remembered, as long as nobody says otherwise: the card says both."""


@dataclass(frozen=True)
class Asked:
    """What a plan is begun with: the borger it is for by id, if for no other, and what was said of it so far."""

    borger: str = ""
    said: str = ""

    @staticmethod
    def of(target: str) -> Asked:
        borger, _, said = target.partition("|")
        return Asked(borger, said)

    def to_target(self) -> str:
        return f"{self.borger}|{self.said}"

    def more(self, words: str) -> Asked:
        """With what was said now: what was missing may come by itself, and what was said before still stands."""
        return Asked(self.borger, one_line(f"{self.said} {words}"))


def known(desk: Desk, start: Start, found: Sequence[Person]) -> Known:
    """An example; or, once something was said, what of it was read and what is missing. `found` are the borgere that
    may be meant."""
    asked, texts = Asked.of(start.target), desk.texts(start.person)
    if not asked.said:
        name = found[0].name if found else ""
        return Known({"above": texts.say(T("For example: »Swimming every Thursday at 14 with {name}«", name=name))})
    _, missing = read(desk, asked, found)
    return Known({"above": texts.say(T("You wrote: »{said}«. I still need: {missing}.", said=asked.said,
                                       missing=tuple(texts.say(each) for each in missing)))})  # fmt: skip


def read(desk: Desk, asked: Asked, found: Sequence[Person]) -> tuple[Draft, tuple[Text, ...]]:
    """The draft that a sentence makes, and what is missing in it. A name that two have is nobody's."""
    staff = people.people_of_role(desk.tx, Role.STAFF)
    names = Counter(person.name for person in (*found, *staff))
    read = read_sentence(asked.said, desk.local, list(names))
    meant = [each for each in found if each.name in read.names and names[each.name] == 1]
    if asked.borger:
        meant = [each for each in found if str(each.id) == asked.borger]
    company = ", ".join(each.name for each in staff if each.name in read.names and names[each.name] == 1)
    plan = Activity(
        read.title, read.repeat or Repeat(desk.local.date()), read.at or time(9), desk.house.settings.timezone,
        minutes=read.minutes or AN_HOUR, pictogram=_sign(desk, read.title), company=company, leads=LEADS,
    )  # fmt: skip
    return Draft(tuple(each.id for each in meant), plan, title=read.title), _missing(read, meant)


def _missing(read: Sentence, meant: Sequence[Person]) -> tuple[Text, ...]:
    parts = (
        (read.title, T("what it is")), (meant, T("who it is for")), (read.repeat, T("the day")),
        (read.at, T("the time")),
    )  # fmt: skip
    return tuple(label for part, label in parts if not part)


def _sign(desk: Desk, title: str) -> str:
    """The picture that the house's methods have for such a thing, by its first word or all of them."""
    signs = _signs(desk)
    words = folded(title)
    return signs.get(words) or signs.get(words.partition(" ")[0]) or Activity.pictogram


def _signs(desk: Desk) -> Mapping[str, str]:
    """Signs by what they are called in any language: of the catalogue, and of what can be wished for."""
    named = [*((label, sign) for sign, label in CATALOGUE.values())]
    for dialog in desk.house.dialogs.values():
        named += [
            (option.label.plain(), option.pictogram)
            for step in dialog.steps for option in getattr(step, "options", ()) if option.pictogram
        ]  # fmt: skip
    return {folded(texts.say(label)): sign for label, sign in reversed(named) for texts in desk.house.texts.values()}
