"""Tasks as a file declares them: what somebody owes somebody by a day because of what was said."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, TypeAlias

from pydantic import field_validator

from dialogs.fields import Duration, Identifier, Model, Words

Owner: TypeAlias = Literal["staff", "borger"]
A_WEEK = timedelta(days=7)
LONGEST = 28


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
    chosen; without it, just that. Of a choice or several, with `any_of` only these options make one."""

    owner: Owner = "staff"
    called: Words | None = None
    any_of: tuple[Identifier, ...] = ()


class PickedTask(Owed):
    """One thing of what was answered, which the borger picks at the receipt; staff owe an answer to it. `text` asks for
    it, `of` are the steps whose answers can be picked: all, if none is named."""

    text: Words
    of: tuple[Identifier, ...] = ()


class LeadsTo(Model):
    """What comes after the receipt."""

    task: PickedTask
