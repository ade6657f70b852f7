"""Methods in which borgere say what they would like to do for others, and what they would like a hand with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.fields import Identifier, Model
from dialogs.method.problems import Flaw
from dialogs.method.steps import Several

if TYPE_CHECKING:
    from dialogs.method.model import Dialog


class Matches(Model):
    """What one borger `gives` and another `wants` may fit: two severals of the same list."""

    gives: Identifier
    wants: Identifier


def unmatched(dialog: Dialog) -> Iterator[Flaw]:
    """Why nobody could ever fit."""
    if dialog.matches is None:
        return
    if dialog.purpose != "answers" or "borger" not in dialog.voices or dialog.about != "borger":
        yield Flaw(("matches",), "is of what borgere answer about themselves; it needs purpose: answers")
    known = {step.id: step.options_from for step in dialog.steps if isinstance(step, Several) and step.options_from}
    wanted = (dialog.matches.gives, dialog.matches.wants)
    if len({known.get(name, name) for name in wanted}) != 1 or not known.keys() >= set(wanted):
        yield Flaw(("matches",), "needs two severals with options_from the same list")
