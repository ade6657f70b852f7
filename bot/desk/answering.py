"""What only keeps answers needs no code of its own: how it is opened and by whom."""

from __future__ import annotations

from bot.desk.flow import Flow
from bot.desk.lists import still_shared
from dialogs.engine.session import Provenance
from dialogs.method.house import HOUSE
from dialogs.method.model import Dialog
from dialogs.permissions import Action

_OWN, _FROM_OUTSIDE, _OF_HOUSE = (
    Flow(action, stands=still_shared) for action in (Action.OWN_CHECK_IN, Action.ANSWER_WITH, Action.HOUSE_RECORDS)
)


def plain_flow(dialog: Dialog) -> Flow:
    """The flow of a dialog that only keeps answers, as a house's own does: the borger's own, what only staff answer
    about them, and what staff write about the house."""
    if dialog.about == HOUSE:
        return _OF_HOUSE
    return _OWN if "borger" in dialog.voices else _FROM_OUTSIDE


def needed(dialog: Dialog, own: Action | None, provenance: Provenance) -> Action | None:
    """What one must be allowed to do to answer a dialog: what it takes to answer for oneself is the `own`."""
    if provenance == "self" or dialog.about == HOUSE:
        return own
    if dialog.stays_open:
        return Action.READ_SHARED  # whoever is at work goes on with it
    return Action.ANSWER_WITH
