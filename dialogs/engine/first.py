"""What comes first for a borger: what is marked with one of the themes they have chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dialogs.engine.session import Item, Session
from dialogs.method.steps import Option
from dialogs.method.themes import FIRST

Thing = TypeVar("Thing", Item, Option)


def first(things: Sequence[Thing], session: Session) -> Sequence[Thing]:
    """The things in their order, those that come first before all others."""
    ahead = session.facts.get(FIRST, "").split()
    return sorted(things, key=lambda thing: thing.id not in ahead) if ahead else things
