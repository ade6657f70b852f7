"""The dialog model: what a YAML file in the library may say, checked on load."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from dialogs.fields import Duration, Identifier, Model, Words, sound
from dialogs.method.checks import unsound
from dialogs.method.entries import ACTIVITY, KINDS
from dialogs.method.house import HOUSE
from dialogs.method.lists import Listed, ListSource
from dialogs.method.matches import Matches
from dialogs.method.papers import Holds, Section
from dialogs.method.problems import Flawed
from dialogs.method.records import StaysOpen
from dialogs.method.rhythm import RhythmField
from dialogs.method.roles import TeamRole
from dialogs.method.scales import scores_in
from dialogs.method.shelves import ShelfField
from dialogs.method.sort import Sort, Step, inner
from dialogs.method.steps import Answerable, Choice, Condition, Each, PlainStep, Say, Several, When, scores_of
from dialogs.method.tasks import LeadsTo, MadeReminder, MadeTask
from dialogs.method.themes import Themes
from dialogs.scoring import Range, Score, span, total
from dialogs.text import Text

ViewName: TypeAlias = Literal["columns", "mat", "ladder", "album", "circle", "line"]
"""How what was answered is shown as one picture: each sitting by itself, or with `line` all of them as curves."""
Voice: TypeAlias = Literal["borger", "staff"]
"""Whose view an answer is: the borger's own, given alone or with help, or that of staff, from the outside."""


Readers: TypeAlias = Literal["author", "team", "house"]
"""Who reads a record: whoever wrote it, the borger's contact persons, or all staff."""


class Dialog(Model):
    """One dialog as its file declares it.

    `purpose` decides what surrounds the questions: `answers` keeps each answer, with every way out on each card and a
    receipt; `paper` keeps them as what stands until it is changed, section by section; `record` keeps what staff write,
    for its `readers` alone; `form` hands the choices to the house; in a `reply` staff answer what a borger has asked
    about; `menu` leads on; a `guide` is gone through step by step, once a borger has a copy of it: it takes about so
    many `minutes`, with breaks, and these things to `bring`.
    `nudge_after` and `window` are how long after the start one gentle nudge is sent and the dialog closes. `closes` is
    False where an option of a menu or form is the way out, and no button for it is needed. `shares` is the sharing
    default: with False, nobody else reads the answers before the borger has seen what would be shared with whom, and
    said yes. `scores` are totals of answers.
    What is `private` nobody else reads, nor is the borger asked, until they show single pictures of it themself.
    `called` is what a borger calls it, where the title is a word of the field. What is named in it, such as people, is
    found as an `album` of that name.

    What surrounds a dialog that keeps answers: it is `about` the borger, about an entry of theirs, whose title the
    texts have as {entry}, or about one activity of their plan, as {activity}; a record also about the house. `voices`
    may answer it; whoever holds the role `partner` in their team talks with them about it; a borger finds it on a
    `shelf` (where none is said, on "life"); it is `offered` to everybody, or only once it is agreed with the borger
    that they use it; `rhythm` is when it is asked then, if nothing else is agreed.
    `lists` are what its steps can go through or offer.
    What was answered is seen as one picture, the `view`, if it names one.
    `leads_to` is what the borger may pick at the receipt for staff to answer. Of the choices and severals that it
    `counts`, a leader sees how many borgere have chosen what, where they are enough, without those who have said by the
    answer `uncounted` that they are not to be. What is chosen in it can be the borger's `themes`. `low` says which
    answers are low ones: after one of them the receipt offers a talk. What is chosen at the steps of `today` stands for
    the day alone: all of such a sitting is erased at midnight.
    """

    id: Identifier
    title: Words
    called: Words | None = None
    album: Words | None = None
    pictogram: str = "💬"
    purpose: Literal["answers", "paper", "record", "form", "reply", "menu", "guide"]
    readers: Readers | None = None
    topic: Identifier | None = None
    ending: Words | None = None
    closes: bool = True
    shares: bool = True
    private: bool = False
    about: str = Field(default="borger", pattern=rf"^(borger|{ACTIVITY}|{HOUSE}|entry\.({'|'.join(KINDS)}))$")
    voices: tuple[Voice, ...] = Field(default=("borger",), min_length=1)
    partner: TeamRole | None = None
    shelf: ShelfField | None = None
    offered: Literal["always", "agreed"] = "always"
    rhythm: RhythmField
    lists: Mapping[Identifier, ListSource] = {}
    window: Duration = timedelta(hours=24)
    nudge_after: Duration | None = None
    sections: tuple[Section, ...] = ()
    holds: Holds | None = None
    minutes: int | None = Field(default=None, ge=1, le=600)
    bring: tuple[Listed, ...] = Field(default=(), max_length=6)
    steps: tuple[Step, ...] = Field(min_length=1)
    scores: tuple[Score, ...] = ()
    view: ViewName | None = None
    leads_to: LeadsTo | None = None
    counts: tuple[Identifier, ...] = ()
    uncounted: Condition | None = None
    matches: Matches | None = None
    themes: Themes | None = None
    today: tuple[Identifier, ...] = ()
    low: tuple[Condition, ...] = ()
    stays_open: StaysOpen | None = None

    @model_validator(mode="before")
    @classmethod
    def _staff_alone_write_records(cls, raw: object) -> object:
        """A record needs not say whose voice it is in."""
        if isinstance(raw, dict) and raw.get("purpose") == "record":
            return {"voices": ["staff"], **raw}
        return raw

    @sound
    def _sound(self) -> Self:
        if flaws := tuple(unsound(self)):
            raise Flawed(flaws)
        return self

    @property
    def keeps(self) -> bool:
        """Whether what is answered is kept: as an answer of its day, as what stands in a paper, as what staff wrote."""
        return self.purpose in ("answers", "paper", "record")

    @property
    def shared_alone(self) -> bool:
        """Whether it is shared by itself: a paper that names itself as its topic."""
        return self.purpose == "paper" and self.topic == self.id

    @property
    def own_title(self) -> Text:
        """What it is called where a borger looks for it."""
        return (self.called or self.title).plain()

    @cached_property
    def names_readers(self) -> bool:
        """Whether any of its texts says who may read what is said in it."""
        return "{readers}" in self.body

    @cached_property
    def names_methods(self) -> bool:
        """Whether any of its texts names the methods that the borger has agreed to use."""
        return "{uses}" in self.body

    @property
    def entry_kind(self) -> str | None:
        """The kind of entry it is about, if it is about one: a goal or the like, or one activity of the plan."""
        return ACTIVITY if self.about == ACTIVITY else self.about.partition(".")[2] or None

    @property
    def entry_name(self) -> str:
        """The name by which its texts have the title of that."""
        return ACTIVITY if self.about == ACTIVITY else "entry"

    @property
    def makes_entries(self) -> bool:
        """Whether anything said in it makes an entry or ends one."""
        return any(
            (isinstance(each, Say) and each.makes and each.makes.entry)
            or (isinstance(each, Choice) and any(o.ends for o in each.options))
            for each in self._inner
        )

    @property
    def is_unchecked(self) -> bool:
        """Whether it tells only what the house has to check first, and has not checked any of it."""
        return any(each.only_checked and not each.shown for each in self.lists.values())

    @property
    def named_kind(self) -> str | None:
        """The kind of entry that own words in it make first, if they make any."""
        makers = (each.makes.entry for each in self._inner if isinstance(each, Say) and each.makes)
        return next((kind for kind in makers if kind), None)

    @cached_property
    def gates(self) -> frozenset[str]:
        """The questions on which it depends whether another is asked."""
        return frozenset(each.only_if.step for each in self._inner if each.only_if)

    @cached_property
    def looks(self) -> Mapping[str, str]:
        """The steps that say what an entry looks like, with the step that makes it."""
        makers = [each for each in self._inner if isinstance(each, Say) and each.makes]
        return {look: each.id for each in makers for look in (each.makes.looks if each.makes else ())}

    def kept_in(self, block: Each) -> str:
        """The list of its own earlier things that an `each` goes through, so that what was named there comes again;
        empty if it goes through none."""
        source = self.lists.get(block.over or "")
        return block.over or "" if source and source.from_ == f"answers.{self.id}.{block.id}" else ""

    @cached_property
    def makes_tasks(self) -> bool:
        """Whether anything said in it gives somebody something to do."""
        return self.leads_to is not None or any(made_task(each) for each in self._inner)

    @cached_property
    def reminds(self) -> Mapping[str, MadeReminder]:
        """The reminders of the borger's own that answers make, by the steps that make them."""
        return {each.id: made for each in self._inner if (made := made_reminder(each))}

    @property
    def tells(self) -> tuple[str, ...]:
        """The options by which a borger has all their contact persons told; who has none is not offered them."""
        tasks = [task for each in self._inner if (task := made_task(each)) and task.told]
        return tuple(option for task in tasks for option in task.any_of)

    @property
    def begins_a_sheet(self) -> bool:
        """Whether it begins a sheet that stays open, and does not go on with one."""
        return self.stays_open is not None and self.stays_open.goes_on is not None

    @cached_property
    def helps(self) -> frozenset[str]:
        """The questions whose answers are help cards of the borger's, by their ids."""
        return frozenset(each.id for each in self._inner if isinstance(each, Answerable) and each.helps)

    @cached_property
    def plain_steps(self) -> tuple[PlainStep, ...]:
        """The steps, if each of them is one question with its own answers; none if anything comes from a list. Looked
        up several times at each tap."""
        blocks = any(isinstance(step, Each | Sort) for step in self.steps)
        plain = tuple(self._inner)
        from_list = (isinstance(step, Choice | Several) and step.options_from for step in plain)
        return () if blocks or any(from_list) else plain

    @cached_property
    def lets_wait(self) -> bool:
        """Whether anything in it can wait for another day."""
        return any(isinstance(each, Say) and each.waits for each in self._inner)

    @cached_property
    def _named(self) -> Mapping[str, tuple[int, PlainStep]]:
        """The questions by their ids, each with its place among them. Looked up for each answer that is read."""
        return {each.id: (place, each) for place, each in reversed(list(enumerate(self._inner)))}

    @property
    def _inner(self) -> list[PlainStep]:
        return [each for step in self.steps for each in inner(step)]

    def step(self, step_id: str) -> PlainStep:
        """The step named `step_id`, also inside an `each`; "step/thing" is that of a thing of its list.

        Raises:
            KeyError: if there is none.
        """
        return self._named[step_id.partition("/")[0]][1]

    def place(self, step_id: str) -> int:
        """Where among the dialog's questions a step stands.

        Raises:
            KeyError: if there is none.
        """
        return self._named[step_id][0]

    def span(self, score: Score) -> tuple[float, float]:
        """The least and the greatest total of one of the dialog's scores."""
        ends = [scores_of(self.step(name)) for name in score.of]
        return span(score, [end[0] for end in ends], [end[-1] for end in ends])

    def range_in(self, score: Score, steps: Sequence[int]) -> Range:
        """What the totals of one of the dialog's scores can be, given in `steps`: for each part of it the number of
        steps it was rated in, 0 for one that is no rating."""
        can = [scores_in(n) if n else scores_of(self.step(name)) for name, n in zip(score.of, steps, strict=True)]
        lowest = {name: scores[0] for name, scores in zip(score.of, can, strict=True)}
        low, high = span(score, tuple(lowest.values()), [scores[-1] for scores in can])
        up = [total(score, lowest | {name: s[1]}) or 0.0 for name, s, n in zip(score.of, can, steps, strict=True) if n]
        return Range(low, high, min((round(each - low, 1) for each in up), default=0.0))

    @cached_property
    def body(self) -> str:
        """All of it as JSON, which `model_validate_json` reads again."""
        return self.model_dump_json()

    def version(self) -> str:
        """What tells this wording and order from any other: the first 16 hex digits of its content's SHA-256."""
        return hashlib.sha256(self.body.encode()).hexdigest()[:16]


def answers_owed(dialog: Dialog) -> Mapping[str, MadeTask]:
    """The tasks by which staff owe the borger an answer, by the steps that make them."""
    made = {each.id: made_task(each) for step in dialog.steps for each in inner(step)}
    return {name: task for name, task in made.items() if task and task.answer}


def made_task(step: PlainStep) -> MadeTask | None:
    """The task that an answer to a step makes, if it makes one."""
    makes = step.makes if isinstance(step, Choice | Several | Say | When) else None
    return makes.task if makes else None


def made_reminder(step: PlainStep) -> MadeReminder | None:
    """The reminder that an answer to a step makes, if it makes one."""
    return step.makes.reminder if isinstance(step, When) and step.makes else None
