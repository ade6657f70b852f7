"""How far somebody has come in a dialog, for the dots under its pictures."""

from __future__ import annotations

from dialogs.engine.path import has_options, row
from dialogs.engine.session import Session
from dialogs.method.beside import Beside
from dialogs.method.model import Dialog
from dialogs.method.sort import Sort
from dialogs.method.steps import Each, Several


def progress(dialog: Dialog, session: Session) -> tuple[int, int]:
    """How far one has come, and of how much: a thing of a list with all that is asked about it counts once, and so do
    all things of one's own together. Nothing
    (0 of 0) where an answer may bring more of them: what is left must never grow. A question that only some answers
    bring has no place of its own among those that surely come."""
    steps = tuple(step for step in dialog.steps if not session.only or step.id in session.only)
    listed = {each.id for each in steps if isinstance(each, Several)}
    blocks = [step for step in steps if isinstance(step, Each)]
    chosen = {step.cards_from for step in steps if isinstance(step, Sort)} & {step.id for step in steps}
    maybe = {step.id: isinstance(step, Sort) for step in steps if not isinstance(step, Each) and step.only_if}
    unsure = chosen or any(maybe.values()) or (maybe and not dialog.keeps)
    if unsure or any(block.over in listed or block.steps[0].only_if for block in blocks):
        return 0, 0
    begins = {block.steps[0].id for block in blocks} | {step.id for step in steps if isinstance(step, Sort)}
    further = {blank.id for block in blocks for blank in block.own[1:]}
    asks = [place for place, ask in enumerate(row(dialog, session))
            if (not ask.item or (ask.step.id in begins and not ask.own)) and ask.step.id not in {*maybe, *further}
            and has_options(ask) and not isinstance(ask.step, Beside)]  # fmt: skip
    return (sum(place <= session.at for place in asks), len(asks)) if len(asks) > 1 else (0, 0)
