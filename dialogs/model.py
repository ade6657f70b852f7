"""The dialog model: what a YAML file in the library may say, checked on load."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from dialogs.scales import SCALES
from dialogs.text import Text

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAYS_ON = re.compile(r"\+\d{1,3}")
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,23}$")]


def _text(value: object) -> object:
    """A string is a message id of the shipped catalogs; a mapping holds a house's own wording by language."""
    if isinstance(value, str):
        return {"id": value}
    if isinstance(value, dict) and value and "id" not in value:
        return {"id": next(iter(value.values())), "languages": value}
    return value


class _TextModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(min_length=1)
    languages: dict[str, str] = {}

    def plain(self) -> Text:
        return Text(self.id, {}, self.languages)


Words = Annotated[_TextModel, BeforeValidator(_text)]


def _duration(value: object) -> object:
    """ "30m", "8h" and "14d" as durations; ISO 8601 is what a kept dialog holds."""
    if isinstance(value, timedelta) or (isinstance(value, str) and value.startswith("P")):
        return value
    found = re.fullmatch(r"(\d+)([mhd])", str(value))
    if found is None:
        raise ValueError("must be a number with m, h or d, such as 8h")
    return timedelta(**{{"m": "minutes", "h": "hours", "d": "days"}[found[2]]: int(found[1])})


Duration = Annotated[timedelta, BeforeValidator(_duration)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Model):
    """One thing to choose. `opens` names the dialog or action a menu goes on to."""

    id: Identifier
    label: Words
    pictogram: str = ""
    opens: Identifier | None = None


class Condition(_Model):
    """Asks a step only if an earlier answer fits: one of `any_of`, not one of `none_of`, or a score between limits."""

    step: Identifier
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None


class _Step(_Model):
    id: Identifier
    text: Words
    pictogram: str = ""
    name: Words | None = None
    only_if: Condition | None = None


class Info(_Step):
    """Something to know, with one button on."""

    kind: Literal["info"]


class _WithOptions(_Step):
    options: tuple[Option, ...] = Field(default=(), max_length=7)
    options_from: Identifier | None = None

    @model_validator(mode="after")
    def _has_options(self) -> Self:
        if (len(self.options) < 2) == (self.options_from is None):
            raise ValueError("needs either 2-7 options or options_from")
        if twice := _twice([option.id for option in self.options]):
            raise ValueError(f"two options have the id '{twice}'")
        return self


class Choice(_WithOptions):
    """Pick one of 2-7 options, or of a list the dialog is started with (`options_from`)."""

    kind: Literal["choice"]


class Several(_WithOptions):
    """Pick any number of options, then go on."""

    kind: Literal["several"]


class Rating(_Step):
    """A rating on a shared scale, shown by the borger's profile, scored 0-10."""

    kind: Literal["rating"]
    scale: str

    @model_validator(mode="after")
    def _known_scale(self) -> Self:
        if self.scale not in SCALES:
            raise ValueError(f"scale '{self.scale}' does not exist; there are: {', '.join(SCALES)}")
        return self


class Say(_Step):
    """Own words: text, or with `media` also voice and photos, in as many messages as the borger likes."""

    kind: Literal["say"]
    media: bool = True
    longest: int = Field(default=4096, ge=1, le=4096)


class When(_Step):
    """Pick a time of day or a date from a few, or write another."""

    kind: Literal["when"]
    what: Literal["time", "date"]
    offers: tuple[str, ...] = Field(max_length=7)

    @model_validator(mode="after")
    def _offers_fit(self) -> Self:
        form, such_as = (_TIME, "09:30") if self.what == "time" else (_DAYS_ON, "+1")
        if wrong := next((offer for offer in self.offers if not form.fullmatch(offer)), None):
            raise ValueError(f"offer '{wrong}' must be written such as {such_as}")
        return self


PlainStep = Annotated[Info | Choice | Several | Rating | Say | When, Field(discriminator="kind")]


class Each(_Model):
    """Repeat a block for every item of a list the dialog is started with."""

    kind: Literal["each"]
    id: Identifier
    over: Identifier
    steps: tuple[PlainStep, ...] = Field(min_length=1)


Step = Annotated[Info | Choice | Several | Rating | Say | When | Each, Field(discriminator="kind")]


def _check_condition(step: PlainStep, condition: Condition, earlier: Mapping[str, PlainStep]) -> None:
    """Refuses a condition that could never be told true from false."""
    asked = earlier.get(condition.step)
    where = f"step '{step.id}': only_if names '{condition.step}'"
    if asked is None:
        raise ValueError(f"{where}, which is not earlier")
    if (condition.at_least is not None or condition.at_most is not None) and not isinstance(asked, Rating):
        raise ValueError(f"{where}, which has no score")
    named = (*condition.any_of, *condition.none_of)
    if isinstance(asked, Choice | Several) and asked.options_from:
        return
    known = [option.id for option in asked.options] if isinstance(asked, Choice | Several) else []
    if unknown := next((name for name in named if name not in known), None):
        raise ValueError(f"{where}, which has no option '{unknown}'")


def _twice(names: Sequence[str]) -> str | None:
    return next((name for place, name in enumerate(names) if name in names[:place]), None)


class Dialog(_Model):
    """One dialog as its file declares it.

    `purpose` decides what surrounds the questions: `answers` keeps each answer, with every way out on each card and a
    receipt; `setting` hands the choices to the house; `menu` leads on. `nudge_after` and `window` are how long after
    the start one gentle nudge is sent and the dialog closes. `closes` is False where an option of a menu or setting
    is the way out, and no button for it is needed.
    """

    id: Identifier
    title: Words
    pictogram: str = "💬"
    purpose: Literal["answers", "setting", "menu"]
    topic: Identifier | None = None
    ending: Words | None = None
    closes: bool = True
    window: Duration = timedelta(hours=24)
    nudge_after: Duration | None = None
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        names = [step.id for step in self.steps] + [s.id for e in self.steps if isinstance(e, Each) for s in e.steps]
        if twice := _twice(names):
            raise ValueError(f"two steps have the id '{twice}'")
        if self.purpose == "answers" and self.topic is None:
            raise ValueError("a dialog that keeps answers needs a topic")
        outside: dict[str, PlainStep] = {}
        for step in self.steps:
            earlier = dict(outside)
            for inner in step.steps if isinstance(step, Each) else (step,):
                if inner.only_if:
                    _check_condition(inner, inner.only_if, earlier)
                earlier[inner.id] = inner
            if not isinstance(step, Each):
                outside = earlier
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

    def version(self) -> str:
        """What tells this wording and order from any other: the first 16 hex digits of its content's SHA-256."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]
