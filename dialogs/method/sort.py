"""Cards that are laid under heads: the step as a file declares it, and the questions that it is asked as."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field

from dialogs.fields import Identifier, Model, Words, sound, twice
from dialogs.method.beside import beside
from dialogs.method.lists import Listed
from dialogs.method.problems import Flaw, Flawed
from dialogs.method.steps import (
    LONGEST_ID,
    BaseStep,
    Blank,
    Choice,
    Condition,
    Each,
    Info,
    Option,
    PlainStep,
    Rating,
    Say,
    Several,
    When,
    blanks,
)
from dialogs.text import T

OWN = T("My own card")
ONE_MORE = T("Would you like one more card? Write a word, or send a photo.")


class Head(Model):
    """What cards are laid under. It counts nothing: nobody is to make a number of the piles."""

    id: Identifier
    label: Words
    pictogram: str


class Placing(Choice):
    """Under which head one card is laid."""


class Trying(Info):
    """A first card to try it with. Where it is laid is kept nowhere."""

    heads: tuple[Option, ...]


class Look(Info):
    """All cards as they lie, to be moved until they lie right."""


class Sort(BaseStep):
    """Lay cards under two or three heads, one at a time. The `cards` are the file's own, or come from the list
    `cards_from`, or from the list named as the option chosen at an earlier choice of that id. A `practice` card goes
    before them, and `blanks` are so many cards of one's own after them. The text has the card as {item}."""

    kind: Literal["sort"]
    heads: tuple[Head, ...] = Field(min_length=2, max_length=3)
    cards: tuple[Listed, ...] = ()
    cards_from: Identifier | None = None
    practice: Listed | None = None
    blanks: int = Field(default=0, ge=0, le=2)

    @sound
    def _can_be_laid(self) -> Self:
        if flaws := tuple(self._flaws()):
            raise Flawed(flaws)
        return self

    def _flaws(self) -> Iterator[Flaw]:
        if bool(self.cards) == bool(self.cards_from):
            said = "needs cards of its own, or cards_from and the name of a list"
            yield Flaw(("cards",), said + ("" if self.cards else ", or of an earlier choice between lists"))
        if len(self.id) > LONGEST_ID:
            yield Flaw(("id",), f"has more than {LONGEST_ID} signs; take a shorter one")
        for field, ids in (("heads", [h.id for h in self.heads]), ("cards", [c.id for c in self.cards])):
            if same := twice(ids):
                last = len(ids) - 1 - ids[::-1].index(same)
                yield Flaw((field, last, "id"), f"two {field} are called '{same}'; give one another id")

    @cached_property
    def placing(self) -> Placing:
        """The question about each card."""
        asked = {"id": self.id, "text": self.text, "above": self.above, "pictogram": self.pictogram,
                 "name": self.name or T("On the mat").id, "only_if": self.only_if}  # fmt: skip
        return Placing.model_validate({**asked, "kind": "choice", "options": self._options})

    @cached_property
    def trying(self) -> Trying:
        """The question about the card to try it with."""
        return Trying.model_validate({"kind": "info", "id": f"{self.id}_try", "text": self.text, "heads": self._options,
                                      "above": T("Try it with this one first. I do not keep it.").id,
                                      "only_if": self.only_if})  # fmt: skip

    @cached_property
    def own(self) -> tuple[tuple[Blank, Placing], ...]:
        """For each blank card: whether one is wanted, which is asked of a second if there was a first; and where it
        is laid."""
        return tuple(
            (blank, self.placing.model_copy(update={"only_if": Condition(step=blank.id)}))
            for blank in blanks(self.id, self.blanks, [ONE_MORE.id], OWN.id, self.only_if)
        )

    @cached_property
    def look(self) -> Look:
        """The whole of it, to look at."""
        text = T("This is how your cards lie. Is it right?").id
        return Look.model_validate({"kind": "info", "id": f"{self.id}_look", "text": text, "only_if": self.only_if})

    @property
    def _options(self) -> tuple[Option, ...]:
        return tuple(Option(id=head.id, label=head.label, pictogram=head.pictogram) for head in self.heads)


Step = Annotated[
    Info | Choice | Several | Rating | Say | When | Each | Sort,
    Field(discriminator="kind"),
]
Block: TypeAlias = Each | Sort
"""A step that is asked as several questions."""


def inner(step: Step) -> tuple[PlainStep, ...]:
    """The questions that a step is asked as, each once."""
    if isinstance(step, Each):
        return (*(one for each in step.steps for one in inner(each)), *step.own)
    if isinstance(step, Rating):
        return (step, *beside(step))
    if isinstance(step, Sort):
        trying = (step.trying,) if step.practice else ()
        return (*trying, step.placing, *(blank for blank, _ in step.own), step.look)
    return (step,)
