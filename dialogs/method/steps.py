"""The steps of a dialog: what may be asked, and on which condition."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field

from dialogs.fields import TIME, DayMeans, Duration, Identifier, Model, Number, PhotoName, Words, sound, twice
from dialogs.method.entries import Makes
from dialogs.method.problems import Flaw, Flawed
from dialogs.method.scales import SCALES, Level, Scale
from dialogs.text import T

OWN_THING = T("My own")
ONE_MORE = T("Is there one more?")

_TIME_OFFERED = re.compile(rf"{TIME.pattern}|\+[1-9]\d{{0,2}}[mh]")
_DAYS_ON = re.compile(r"\+\d{1,3}")


class Option(Model):
    """One thing to choose. A `photo` of the house's own takes its pictogram's place on pictures.

    `opens` names the dialog or action a menu goes on to; `score` is what the choice counts,
    `value` what it means to the code that a form hands it to (the id stands for itself if there is none). With
    `ends`, what it is asked about is over once it is chosen, or `came_true`. An `essential` label is shown also to who
    reads pictures only: no picture says which day it is. `says` names what is known of the thing of a list that the
    question is about: that stands on the card, beside the option's sign. With `diploma`, an album shows a diploma."""

    id: Identifier
    label: Words
    pictogram: str = ""
    photo: PhotoName = ""
    opens: Identifier | None = None
    score: Number | None = None
    value: int | str | None = None
    essential: bool = False
    ends: bool | Literal["came_true"] = False
    says: Identifier | None = None
    diploma: bool = False


class Condition(Model):
    """Asks a step only if an earlier answer fits: one of `any_of`, not one of `none_of`, or a score between limits."""

    step: Identifier
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: Number | None = None
    at_most: Number | None = None

    def fits(self, chosen: Collection[str], score: float | None) -> bool:
        """Whether an answer with these choices and this score is one."""
        if self.any_of and not set(chosen) & set(self.any_of):
            return False
        if set(chosen) & set(self.none_of):
            return False
        if self.at_least is not None and (score is None or score < self.at_least):
            return False
        return self.at_most is None or (score is not None and score <= self.at_most)


class BaseStep(Model):
    """`text` is the question, to staff with their own view `to_staff`, if there is one; `above` stands over it, for
    what must be known to answer it."""

    id: Identifier
    text: Words
    to_staff: Words | None = None
    above: Words | None = None
    pictogram: str = ""
    name: Words | None = None
    only_if: Condition | None = None


class Info(BaseStep):
    """Something to know, each time or `once`; in a guide to do, with the house's own `photo`, or `minutes` to wait."""

    kind: Literal["info"]
    once: bool = False
    photo: PhotoName = ""
    minutes: int | None = Field(default=None, ge=1, le=240)


class Answerable(BaseStep):
    """`optional` puts a "Skip" on a form's card; where answers are kept, each has one. `helps`: see `papers`."""

    optional: bool = False
    helps: bool = False


class _WithOptions(Answerable):
    options: tuple[Option, ...] = ()
    options_from: Identifier | None = None
    makes: Makes | None = None

    @sound
    def _has_options(self) -> Self:
        if (len(self.options) < 2) == (self.options_from is None):
            raise Flawed([Flaw(("options",), "needs two options or more, or options_from and the name of a list")])
        if same := twice([option.id for option in self.options]):
            last = [option.id for option in self.options].index(same, [o.id for o in self.options].index(same) + 1)
            raise Flawed([Flaw(("options", last, "id"), f"two options are called '{same}'; give one another id")])
        return self

    @sound
    def _makes_tasks(self) -> Self:
        if self.makes and self.makes.entry:
            raise Flawed([Flaw(("makes", "entry"), "is made of own words; make the step a say, or make a task")])
        wanted = self.makes.task.any_of if self.makes and self.makes.task else ()
        known = [option.id for option in self.options]
        if unknown := next((name for name in wanted if name not in known and not self.options_from), None):
            said = f"there is no option '{unknown}'; there are {', '.join(known)}"
            raise Flawed([Flaw(("makes", "task", "any_of"), said)])
        return self


ATTENDANCE = ("did_it", "with_help", "another_day", "not_today", "too_big")
"""How an activity can have gone, as the ids of a choice's options."""


class Choice(_WithOptions):
    """Pick one of two options or more, or of a list the dialog is started with (`options_from`). With `attendance` it
    is how an activity went, and the week and the attendance know it; its options are those of `ATTENDANCE`."""

    kind: Literal["choice"]
    attendance: bool = False

    @sound
    def _tells_how_it_went(self) -> Self:
        if self.attendance and not {option.id for option in self.options} & set(ATTENDANCE):
            raise ValueError(f"attendance needs options among {', '.join(ATTENDANCE)}")
        return self


class Several(_WithOptions):
    """Pick any number of options, or at `most` so many, then go on; if `ordered`, numbered as they are picked."""

    kind: Literal["several"]
    ordered: bool = False
    most: int | None = Field(default=None, ge=1)

    @sound
    def _counts_nothing(self) -> Self:
        if scored := [n for n, option in enumerate(self.options) if option.score is not None]:
            said = "belongs to an option of a choice, not of a several; take it out"
            raise Flawed(Flaw(("options", n, "score"), said) for n in scored)
        return self


class ScaleLevel(Model):
    """One of the five levels of a file's own scale; its `pictogram` is the face of whom a rating shows faces."""

    label: Words
    pictogram: str


class Rating(BaseStep):
    """A rating on a scale, shared or the file's own with five levels, worst or least first: shown by the borger's
    profile, scored 0-10. `with_words`, what is said while its card is there is kept beside it."""

    kind: Literal["rating"]
    scale: str | Annotated[tuple[ScaleLevel, ...], Field(min_length=5, max_length=5)]
    with_words: bool = False

    @sound
    def _known_scale(self) -> Self:
        if isinstance(self.scale, str) and self.scale not in SCALES:
            raise Flawed([Flaw(("scale",), f"there is no scale '{self.scale}'; there are {', '.join(SCALES)}")])
        return self

    @property
    def on(self) -> Scale:
        """The scale it is rated on."""
        if isinstance(self.scale, str):
            return SCALES[self.scale]
        return Scale(self.id, tuple(Level(level.label.plain(), level.pictogram) for level in self.scale))


class Say(Answerable):
    """Own words: text, or with `media` also voice, photos and videos. Where answers are kept, in as many messages as
    the borger likes; in a form in one, `unlike` all of a list. What `waits` can be left so long from when it began."""

    kind: Literal["say"]
    media: bool = True
    longest: int = Field(default=4096, ge=1, le=4096)
    makes: Makes | None = None
    waits: Duration | None = None
    unlike: Identifier | None = None

    @sound
    def _has_no_options(self) -> Self:
        if self.waits and not timedelta(days=2) <= self.waits <= timedelta(days=28):
            raise Flawed([Flaw(("waits",), "is too short or too long; write a number of days from 2d to 28d")])
        if self.makes and self.makes.task and self.makes.task.any_of:
            raise Flawed([Flaw(("makes", "task", "any_of"), "belongs to a choice or several; take it out")])
        return self


class When(Answerable):
    """Pick a time of day or a date from a few, or write another; of the last day or the first `again`, "til og med
    fredag" can be said. `read_back` says it at the end; a date `makes` a task of that day, a time a reminder."""

    kind: Literal["when"]
    what: Literal["time", "date"]
    means: DayMeans = "day"
    read_back: Words | None = None
    offers: tuple[str, ...]
    makes: Makes | None = None

    @sound
    def _offers_fit(self) -> Self:
        form, such_as = (_TIME_OFFERED, "09:30") if self.what == "time" else (_DAYS_ON, "+1")
        if wrong := [n for n, offer in enumerate(self.offers) if not form.fullmatch(offer)]:
            raise Flawed(
                Flaw(("offers", n), f"'{self.offers[n]}' is no {self.what}; write it such as {such_as}") for n in wrong
            )
        today = "+0 is today, and what is to be again is not so today; offer +1 or later"
        if self.means == "again" and "+0" in self.offers:
            raise Flawed([Flaw(("offers", self.offers.index("+0")), today)])
        return self


PlainStep = Annotated[Info | Choice | Several | Rating | Say | When, Field(discriminator="kind")]


class Blank(Say):
    """A thing of one's own: a word, or a photo with or without a word. The pictogram is that of the thing."""


MOST_OWN, LONGEST_ID = 5, 19
"""Things of one's own in one block; and letters of the id of a block that has any: theirs are longer."""


def blanks(
    block: str, most: int, asks: Sequence[object], name: object, only_if: Condition | None, sign: str = ""
) -> tuple[Blank, ...]:
    """Room for so many things of one's own in a block of that id, each asked for once there is one before it. `asks`
    are the words for the first of them and so on, the last also for all that follow; `sign` is such a thing's."""
    found: list[Blank] = []
    for number in range(1, most + 1):
        asked = {"kind": "say", "id": f"{block}_own{number}", "text": asks[min(number, len(asks)) - 1]}
        found.append(Blank.model_validate({**asked, "name": name, "pictogram": sign, "only_if": only_if}))
        only_if = Condition(step=found[-1].id)
    return tuple(found)


class OneMore(Model):
    """So many things of one's own in an `each`: `text` asks for the first; `name` and `pictogram` are theirs."""

    most: int = Field(ge=1, le=MOST_OWN)
    text: Words | None = None
    name: Words | None = None
    pictogram: str = ""


class Each(Model):
    """Repeat a block for every item of a list the dialog is started with, or for every option chosen in an earlier
    `several`; and with `one_more` for things of one's own, which can be all there are."""

    kind: Literal["each"]
    id: Identifier
    over: Identifier | None = None
    steps: tuple[PlainStep, ...] = Field(min_length=1)
    one_more: OneMore | None = None

    @sound
    def _goes_through_something(self) -> Self:
        if flaws := tuple(self._flaws()):
            raise Flawed(flaws)
        return self

    def _flaws(self) -> Iterator[Flaw]:
        if self.over is None and self.one_more is None:
            said = "is missing; add over: and the id of an earlier several or a list, or one_more: for things of one's"
            yield Flaw(("over",), f"{said} own")
        elif self.over is None and self.one_more and self.one_more.text is None:
            yield Flaw(("one_more", "text"), "is missing; without over: it asks for the first thing, add text: {da: …}")
        if self.one_more and len(self.id) > LONGEST_ID:
            yield Flaw(("id",), f"has more than {LONGEST_ID} signs; take a shorter one")

    @cached_property
    def own(self) -> tuple[Blank, ...]:
        """The questions for things of one's own."""
        more = self.one_more
        asks = (more.text if more and more.text else ONE_MORE.id, ONE_MORE.id)
        return blanks(self.id, more.most, asks, more.name or OWN_THING.id, None, more.pictogram) if more else ()


def scores_of(step: PlainStep) -> tuple[float, ...]:
    """The scores an answer to a step may have, lowest first (of a rating: the ends); none if it is never scored."""
    if isinstance(step, Rating):
        return (0.0, 10.0)
    options = step.options if isinstance(step, Choice) else ()
    return tuple(sorted(option.score for option in options if option.score is not None))
