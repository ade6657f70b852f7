"""What of a dialog stands for one day alone, and whether it could."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.method.problems import Flaw
from dialogs.method.steps import Choice

if TYPE_CHECKING:
    from dialogs.method.model import Dialog


def unlike_a_day(dialog: Dialog) -> Iterator[Flaw]:
    """What is gone at night and could not be seen by day, or of which something would be left."""
    if not dialog.today:
        return
    stays = dialog.scores or dialog.view or dialog.makes_entries or dialog.makes_tasks or dialog.lets_wait
    if dialog.purpose != "answers" or dialog.voices != ("borger",) or dialog.entry_kind or stays:
        said = "is erased at midnight; it needs purpose: answers and voices: [borger], about the borger, and no scores,"
        yield Flaw(("today",), f"{said} view, makes, leads_to or waits")
    known = [step.id for step in dialog.steps if isinstance(step, Choice) and step.options]
    if unknown := next((name for name in dialog.today if name not in known), None):
        yield Flaw(("today",), f"'{unknown}' is no choice with options; there are {', '.join(known) or 'none'}")
