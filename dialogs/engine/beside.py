"""Words that come while a rating asks for a tap."""

from __future__ import annotations

from dataclasses import replace

from dialogs.engine import path
from dialogs.engine.path import Ask
from dialogs.engine.session import Session, Stage
from dialogs.method.beside import beside
from dialogs.method.model import Dialog
from dialogs.method.steps import Rating


def takes_beside(dialog: Dialog, session: Session) -> Ask | None:
    """Where words that came now would be kept beside the rating that is asked, if it takes any."""
    if session.left or session.stage is not Stage.ASKING:
        return None
    ask = path.row(dialog, session)[session.at]
    kept = beside(ask.step) if isinstance(ask.step, Rating) else ()
    return replace(ask, step=kept[0]) if kept else None
