"""The dialog model: what a YAML file in the library may say, checked on load."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dialogs.fields import DayMeans, Duration, Identifier, Model, Number, Words, twice
from dialogs.method.scales import SCALES, scores_in
from dialogs.scoring import GAS_LEVELS, Range, Score, span, total

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAYS_ON = re.compile(r"\+\d{1,3}")


class Option(Model):
    """One thing to choose. `opens` names the dialog or action a menu goes on to; `score` is what the choice counts. An
    `essential` label is shown also to who reads pictures only: no picture says which day it is."""

    id: Identifier
    label: Words
    pictogram: str = ""
    opens: Identifier | None = None
    score: Number | None = None
    essential: bool = False


class Condition(Model):
    """Asks a step only if an earlier answer fits: one of `any_of`, not one of `none_of`, or a score between limits."""

    step: Identifier
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: Number | None = None
    at_most: Number | None = None


class _Step(Model):
    """`text` is the question; `above` stands over it, for what must be known to answer it."""

    id: Identifier
    text: Words
    above: Words | None = None
    pictogram: str = ""
    name: Words | None = None
    only_if: Condition | None = None


class Info(_Step):
    """Something to know, with one button on."""

    kind: Literal["info"]


class _Answer(_Step):
    """`optional` puts a "Skip" on the card of a setting; where answers are kept, every question has one."""

    optional: bool = False


class _WithOptions(_Answer):
    options: tuple[Option, ...] = Field(default=(), max_length=7)
    options_from: Identifier | None = None

    @model_validator(mode="after")
    def _has_options(self) -> Self:
        if (len(self.options) < 2) == (self.options_from is None):
            raise ValueError("needs either 2-7 options or options_from")
        if same := twice([option.id for option in self.options]):
            raise ValueError(f"two options have the id '{same}'")
        return self


class Choice(_WithOptions):
    """Pick one of 2-7 options, or of a list the dialog is started with (`options_from`)."""

    kind: Literal["choice"]


class Several(_WithOptions):
    """Pick any number of options, then go on."""

    kind: Literal["several"]

    @model_validator(mode="after")
    def _counts_nothing(self) -> Self:
        if scored := next((option.id for option in self.options if option.score is not None), None):
            raise ValueError(f"option '{scored}' has a score, which only a choice's option may have")
        return self


class Rating(_Step):
    """A rating on a shared scale, shown by the borger's profile, scored 0-10."""

    kind: Literal["rating"]
    scale: str

    @model_validator(mode="after")
    def _known_scale(self) -> Self:
        if self.scale not in SCALES:
            raise ValueError(f"scale '{self.scale}' does not exist; there are: {', '.join(SCALES)}")
        return self


class Say(_Answer):
    """Own words: text, or with `media` also voice and photos. Where answers are kept, in as many messages as the borger
    likes; in a setting in one."""

    kind: Literal["say"]
    media: bool = True
    longest: int = Field(default=4096, ge=1, le=4096)


class When(_Answer):
    """Pick a time of day or a date from a few, or write another. A date is a day, the last day of something, or the
    first day on which something is `again`; of the last two, "til og med fredag" can be said. `read_back` says it once
    the dialog has ended."""

    kind: Literal["when"]
    what: Literal["time", "date"]
    means: DayMeans = "day"
    read_back: Words | None = None
    offers: tuple[str, ...] = Field(max_length=7)

    @model_validator(mode="after")
    def _offers_fit(self) -> Self:
        form, such_as = (_TIME, "09:30") if self.what == "time" else (_DAYS_ON, "+1")
        if wrong := next((offer for offer in self.offers if not form.fullmatch(offer)), None):
            raise ValueError(f"offer '{wrong}' must be written such as {such_as}")
        return self


PlainStep = Annotated[Info | Choice | Several | Rating | Say | When, Field(discriminator="kind")]


class Each(Model):
    """Repeat a block for every item of a list the dialog is started with, or for every option chosen in an earlier
    `several`."""

    kind: Literal["each"]
    id: Identifier
    over: Identifier
    steps: tuple[PlainStep, ...] = Field(min_length=1)


Step = Annotated[Info | Choice | Several | Rating | Say | When | Each, Field(discriminator="kind")]


def scores_of(step: PlainStep) -> tuple[float, ...]:
    """The scores an answer to a step may have, lowest first (of a rating: the ends); none if it is never scored."""
    if isinstance(step, Rating):
        return (0.0, 10.0)
    options = step.options if isinstance(step, Choice) else ()
    return tuple(sorted(option.score for option in options if option.score is not None))


def _check_condition(step: PlainStep, condition: Condition, earlier: Mapping[str, PlainStep]) -> None:
    """Refuses a condition that could never be told true from false."""
    asked = earlier.get(condition.step)
    where = f"step '{step.id}': only_if names '{condition.step}'"
    if asked is None:
        raise ValueError(f"{where}, which is not earlier")
    if (condition.at_least is not None or condition.at_most is not None) and not scores_of(asked):
        raise ValueError(f"{where}, which has no score")
    named = (*condition.any_of, *condition.none_of)
    if isinstance(asked, Choice | Several) and asked.options_from:
        return
    known = [option.id for option in asked.options] if isinstance(asked, Choice | Several) else []
    if unknown := next((name for name in named if name not in known), None):
        raise ValueError(f"{where}, which has no option '{unknown}'")


def _check_over(each: Each, listed: PlainStep | None) -> None:
    if not isinstance(listed, Several):
        raise ValueError(f"step '{each.id}': over names '{each.over}', which is no earlier several outside an each")


def _check_score(score: Score, steps: Mapping[str, PlainStep]) -> None:
    """Refuses a score that could never be reckoned. A step inside an each has many answers, and none to add."""
    for name in score.of:
        where = f"score '{score.id}': of names '{name}'"
        if name not in steps:
            raise ValueError(f"{where}, which is no step outside an each")
        scores = scores_of(steps[name])
        if not scores:
            raise ValueError(f"{where}, which has no score")
        if score.kind == "gas" and (isinstance(steps[name], Rating) or not set(scores) <= set(GAS_LEVELS)):
            raise ValueError(f"{where}, which is not scored -2, -1, 0, 1, 2")


class Dialog(Model):
    """One dialog as its file declares it.

    `purpose` decides what surrounds the questions: `answers` keeps each answer, with every way out on each card and a
    receipt; `setting` hands the choices to the house; `menu` leads on. `nudge_after` and `window` are how long after
    the start one gentle nudge is sent and the dialog closes. `closes` is False where an option of a menu or setting
    is the way out, and no button for it is needed. `shares` is the sharing default: with False, nobody else reads the
    answers before the borger has seen what would be shared with whom, and said yes. `scores` are totals of answers.
    `topic_name` is what a topic is called that several dialogs have; otherwise it goes by the dialog's title.
    `shared_as` is what a borger is asked whether somebody may read, where that name would not say it.
    """

    id: Identifier
    title: Words
    pictogram: str = "💬"
    purpose: Literal["answers", "setting", "menu"]
    topic: Identifier | None = None
    topic_name: Words | None = None
    shared_as: Words | None = None
    ending: Words | None = None
    closes: bool = True
    shares: bool = True
    window: Duration = timedelta(hours=24)
    nudge_after: Duration | None = None
    steps: tuple[Step, ...] = Field(min_length=1)
    scores: tuple[Score, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        names = [step.id for step in self.steps] + [s.id for e in self.steps if isinstance(e, Each) for s in e.steps]
        if same := twice(names):
            raise ValueError(f"two steps have the id '{same}'")
        if self.purpose == "answers" and self.topic is None:
            raise ValueError("a dialog that keeps answers needs a topic")
        outside: dict[str, PlainStep] = {}
        for step in self.steps:
            if isinstance(step, Each) and step.over in names and step.over != step.id:
                _check_over(step, outside.get(step.over))
            earlier = dict(outside)
            for inner in step.steps if isinstance(step, Each) else (step,):
                if isinstance(inner, _Answer) and inner.optional and self.purpose != "setting":
                    raise ValueError(f"step '{inner.id}': optional belongs to a setting's steps")
                if inner.only_if:
                    _check_condition(inner, inner.only_if, earlier)
                earlier[inner.id] = inner
            if not isinstance(step, Each):
                outside = earlier
        if same := twice([score.id for score in self.scores]):
            raise ValueError(f"two scores have the id '{same}'")
        for score in self.scores:
            _check_score(score, outside)
        return self

    def step(self, step_id: str) -> PlainStep:
        """The step named `step_id`, also inside an `each`.

        Raises:
            KeyError: if there is none.
        """
        for step in self.steps:
            for inner in step.steps if isinstance(step, Each) else (step,):
                if inner.id == step_id:
                    return inner
        raise KeyError(step_id)

    def place(self, step_id: str) -> int:
        """Where among the dialog's questions a step stands.

        Raises:
            KeyError: if there is none.
        """
        names = [s.id for step in self.steps for s in (step.steps if isinstance(step, Each) else (step,))]
        if step_id not in names:
            raise KeyError(step_id)
        return names.index(step_id)

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
