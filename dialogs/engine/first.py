"""What comes first for a borger: what is marked with one of the themes they have chosen; and what comes the first time
only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dialogs.engine.session import Item, Session
from dialogs.method.steps import Info, Option, PlainStep
from dialogs.method.themes import FIRST

Thing = TypeVar("Thing", Item, Option)
KNOWN = "known"
"""The fact that the dialog has been answered before, by the borger or, of their own view, by staff."""


def first(things: Sequence[Thing], session: Session) -> Sequence[Thing]:
    """The things in their order, those that come first before all others."""
    ahead = session.facts.get(FIRST, "").split()
    return sorted(things, key=lambda thing: thing.id not in ahead) if ahead else things


def is_known(step: PlainStep, session: Session) -> bool:
    """Whether a step only tells something that was told before."""
    return isinstance(step, Info) and step.once and KNOWN in session.facts
