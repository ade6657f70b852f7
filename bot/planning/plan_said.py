"""A plan that staff say in one sentence: read into a draft, or what of it is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

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


MOST_WORDS = 200
"""Letters that are kept of what is said in several goes; after that only the last counts."""


@dataclass(frozen=True)
class Asked:
    """What a plan is begun with: the borger it is for by id, if for no other, and what was said of it so far, from when
    on (local): "i morgen" stays the day that was meant."""

    borger: str = ""
    at: str = ""
    said: str = ""

    @staticmethod
    def of(target: str) -> Asked:
        borger, _, rest = target.partition("|")
        at, _, said = rest.partition("|")
        return Asked(borger, at, said)

    def to_target(self) -> str:
        return f"{self.borger}|{self.at}|{self.said}"

    def when(self, now: datetime) -> datetime:
        return datetime.fromisoformat(self.at) if self.at else now

    def more(self, words: str, now: datetime, *, anew: bool) -> Asked:
        """With what was said now: what was missing may come by itself, and what was said before still stands. It does
        not where it was not understood (`anew`), nor where a day is named on another day than it was said."""
        words = one_line(words)
        names_a_day = read_sentence(words, now, ()).repeat is not None
        later = self.when(now).date() != now.date() and names_a_day
        if anew or later or not self.said or len(self.said) + len(words) >= MOST_WORDS:
            return Asked(self.borger, now.isoformat(timespec="minutes"), words)
        return Asked(self.borger, self.at, f"{self.said} {words}")


def known(desk: Desk, start: Start, found: Sequence[Person]) -> Known:
    """An example; or, once something was said, what of it was read and what is missing. `found` are the borgere that
    may be meant."""
    asked, texts = Asked.of(start.target), desk.texts(start.person)
    if not asked.said:
        name = found[0].name if found else ""
        return Known({"above": texts.say(T("For example: »Swimming every Thursday at 14 with {name}«", name=name))})
    _, missing, unclear = read(desk, asked, found)
    if unclear:
        words = " ".join(dict.fromkeys(unclear))
        said = T("You wrote: »{said}«. This I did not understand: »{unclear}«. Please say it in another way, or skip.",
                 said=asked.said, unclear=words)  # fmt: skip
        return Known({"above": texts.say(said)})
    return Known({"above": texts.say(T("You wrote: »{said}«. I still need: {missing}.", said=asked.said,
                                       missing=tuple(texts.say(each) for each in missing)))})  # fmt: skip


def read(desk: Desk, asked: Asked, found: Sequence[Person]) -> tuple[Draft, tuple[Text, ...], tuple[str, ...]]:
    """The draft that a sentence makes, what is missing in it, and which words of it were not understood. A name that
    two have, however it is spelled, is unclear."""
    staff = people.people_of_role(desk.tx, Role.STAFF)
    alike = Counter(folded(person.name) for person in (*found, *staff))
    read = read_sentence(asked.said, asked.when(desk.local), [person.name for person in (*found, *staff)])
    named = {folded(name) for name in read.names}
    twice = [name for name in read.names if alike[folded(name)] > 1]
    meant = [each for each in found if folded(each.name) in named and alike[folded(each.name)] == 1]
    if asked.borger:
        meant, twice = [each for each in found if str(each.id) == asked.borger], []
    company = ", ".join(each.name for each in staff if folded(each.name) in named and alike[folded(each.name)] == 1)
    plan = Activity(
        read.title, read.repeat or Repeat(desk.local.date()), read.at or time(9), desk.house.settings.timezone,
        minutes=read.minutes or AN_HOUR, pictogram=sign_of(desk, read.title), company=company, leads=LEADS,
    )  # fmt: skip
    draft = Draft(tuple(each.id for each in meant), plan, title=read.title)
    return draft, _missing(read, meant), (*read.unclear, *twice)


def _missing(read: Sentence, meant: Sequence[Person]) -> tuple[Text, ...]:
    parts = (
        (read.title, T("what it is")), (meant, T("who it is for")), (read.repeat, T("the day")),
        (read.at, T("the time")),
    )  # fmt: skip
    return tuple(label for part, label in parts if not part)


def sign_of(desk: Desk, title: str) -> str:
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
