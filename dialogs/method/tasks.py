"""Tasks and reminders as a file declares them: what somebody owes somebody by a day because of what was said, and what
a borger is reminded of because of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, Self, TypeAlias

from pydantic import Field, field_validator

from dialogs.fields import Duration, Identifier, Model, Words, sound
from dialogs.method.problems import Flaw, Flawed

Owner: TypeAlias = Literal["staff", "borger"]
ANSWER_TASK = "answer_task"
"""The reply in which staff answer where a file names no other."""
A_WEEK = timedelta(days=7)
LONGEST = 28
FREQUENCY = "[1-9][0-9]?[dwm]"
"""How often a reminder comes, as a file has it: 1d, 2w, 1m."""


class Owed(Model):
    """`due` is how many days after the sitting it is owed."""

    due: Duration = A_WEEK

    @field_validator("due")
    @classmethod
    def _whole_days(cls, due: timedelta) -> timedelta:
        if due.seconds or not 1 <= due.days <= LONGEST:
            raise ValueError(f"must be 1d to {LONGEST}d")
        return due


class MadeTask(Owed):
    """What an answer gives somebody to do: `owner` owes it. It is `called` so, where {said} is what was said or
    chosen; without it, just that. Of a choice or several, with `any_of` only these options make one. Where `answer`
    names a reply, staff owe an answer in that form, and do not only say that it is done. Where `opens` names a record,
    it is written from the task, and once it is written the task is done. Of a date, it is owed on that day.
    One that is `told` to all contact persons is so whoever may read the answer, for the borger has asked for it: what
    it is called tells nothing of what was said."""

    owner: Owner = "staff"
    called: Words | None = None
    any_of: tuple[Identifier, ...] = ()
    told: bool = False
    answer: Identifier | None = None
    opens: Identifier | None = None

    @sound
    def _staff_answer(self) -> Self:
        if self.opens and (self.owner != "staff" or self.answer):
            raise Flawed([Flaw(("opens",), "is what staff write; take it out, or owner: borger and answer:")])
        if self.answer and self.owner != "staff":
            raise Flawed([Flaw(("answer",), "is how staff answer; take it out, or write owner: staff")])
        named = "".join((*self.called.plain().languages.values(), self.called.plain().id)) if self.called else "{"
        if self.told and (self.owner != "staff" or "{" in named):
            said = "is for all contact persons; it needs owner: staff, and a called that names nothing of what was said"
            raise Flawed([Flaw(("told",), said)])
        return self


class MadeReminder(Model):
    """A reminder at the time of day that is said. It is `called` so, where {said} is what was answered at the earlier
    question `of`; one of them must be there. It comes on the date `first`, or where none was said the next time it is
    that late; as often as `every` says, which is 1w or an earlier choice whose options
    say it by their values, else once; and for the last time on the date
    `until`. All three are earlier questions, about the same thing or about no thing of a list."""

    called: Words | None = None
    of: Identifier | None = None
    first: Identifier | None = None
    every: str | None = Field(default=None, pattern=rf"^({FREQUENCY}|[a-z][a-z0-9_]{{0,23}})$")
    until: Identifier | None = None

    @sound
    def _is_called(self) -> Self:
        if self.called is None and self.of is None:
            raise ValueError("is called nothing; add called: or of: and an earlier question")
        return self


class PickedTask(Owed):
    """One thing of what was answered, which the borger picks at the receipt; staff owe an answer to it. `text` asks for
    it, `of` are the steps whose answers can be picked: all, if none is named. They answer in the reply `answer`."""

    text: Words
    of: tuple[Identifier, ...] = ()
    answer: Identifier = ANSWER_TASK


class LeadsTo(Model):
    """What comes after the receipt."""

    task: PickedTask
