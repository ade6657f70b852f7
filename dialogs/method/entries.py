"""What answers make: entries, such as a borger's goals, which lists are made of and dialogs are about; and tasks."""

from __future__ import annotations

from typing import Literal, Self, TypeAlias, get_args

from pydantic import Field

from dialogs.fields import Identifier, Model, sound
from dialogs.method.tasks import MadeReminder, MadeTask

EntryKind: TypeAlias = Literal["goal", "wish", "person", "guide", "idea", "offer", "step", "aim", "question"]
KINDS: tuple[str, ...] = get_args(EntryKind)
ACTIVITY = "activity"
"""The kind of an entry that stands for one occurrence of what is planned: no words make it, but being asked about."""


class Makes(Model):
    """What an answer makes besides being one. Own words make an entry of this kind, called by them: said by the borger
    it counts at once; said by staff it is a proposal, until the borger says yes. Any words, choice or several make a
    task, own words both if they like. An entry may be made `instead` of what is asked about: that is over then, and its
    name stays with what was said of it. What `stands` counts without a yes, for it is not the borger's to give. What an
    entry `looks` like is said at later steps of these names: another name for it or a photo, or the option whose
    picture it gets. Own words can be a `line` of a paper, "paper.step"; staff's are a proposal too. A time of day makes
    a `reminder` of the borger's own."""

    entry: EntryKind | None = None
    task: MadeTask | None = None
    reminder: MadeReminder | None = None
    looks: tuple[Identifier, ...] = ()
    instead: bool = False
    stands: bool = False
    line: str | None = Field(default=None, pattern=r"^[a-z]\w*\.[a-z]\w*$")

    @sound
    def _something(self) -> Self:
        if not (self.entry or self.task or self.line or self.reminder):
            raise ValueError("makes nothing; name an entry, a task or both, a line of a paper, or a reminder")
        if self.looks and self.entry is None:
            raise ValueError("looks is for an entry; a task is called by what was said")
        if self.instead and self.entry is None:
            raise ValueError("instead is for an entry; a task takes the place of nothing")
        return self
