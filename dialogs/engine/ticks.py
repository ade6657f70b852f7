"""The ticks of a `several` while it is not sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.engine.session import Session
from dialogs.method.steps import Several


def ticked(step: Several, session: Session, choice: str, options: Sequence[str]) -> Session:
    """The session with one option ticked, or not any more; with a note where no more can be picked. The ticks stand in
    the order of the `options`, or as they were picked."""
    ticks = tuple(each for each in session.draft if each != choice)
    ticks += (choice,) if choice not in session.draft else ()
    if step.most and len(ticks) > step.most:
        return replace(session, note="enough")
    listed = tuple(option for option in options if option in ticks)
    return replace(session, draft=ticks if step.ordered else listed)
