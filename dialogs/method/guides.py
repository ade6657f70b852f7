"""Guides: something done step by step, such as cleaning a room. What makes no sense in one is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.method.problems import Flaw
from dialogs.method.sort import Step
from dialogs.method.steps import Info

if TYPE_CHECKING:
    from dialogs.method.model import Dialog

GUIDE = "guide"
MOST_WORDS = 8
"""Words of a step's line that are advised: it is read in the middle of doing something."""
NOT_IN_ONE = (
    "topic", "shelf", "rhythm", "lists", "scores", "view", "leads_to", "low", "ending", "nudge_after", "called",
)  # fmt: skip


def unlike_a_guide(dialog: Dialog) -> Iterator[Flaw]:
    """All that no guide can have, and what only a guide can."""
    is_guide = dialog.purpose == GUIDE
    for field in ("minutes", "bring") if not is_guide else NOT_IN_ONE:
        if getattr(dialog, field):
            said = "has no place in a guide" if is_guide else "belongs to a guide; write purpose: guide, or"
            yield Flaw((field,), f"{said}{';' if is_guide else ''} take it out")
    if is_guide and dialog.about != "borger":
        yield Flaw(("about",), "has no place in a guide; take it out")
    for index, step in enumerate(dialog.steps):
        yield from _of_step(step, index) if is_guide else _only_in_one(step, index)


def _only_in_one(step: Step, index: int) -> Iterator[Flaw]:
    for field in ("photo", "minutes") if isinstance(step, Info) else ():
        if getattr(step, field):
            yield Flaw(("steps", index, field), "of an info belongs to a guide; take it out")


def _of_step(step: Step, index: int) -> Iterator[Flaw]:
    """A step of a guide is a line to do and nothing that is asked."""
    at = ("steps", index)
    if not isinstance(step, Info):
        yield Flaw((*at, "kind"), "asks something, and a guide does not; write kind: info")
        return
    for field in ("to_staff", "above", "only_if", "name"):
        if getattr(step, field):
            yield Flaw((*at, field), "has no place in a guide; take it out")
