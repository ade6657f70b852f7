"""The themes a borger has chosen, while they last: what is marked with them comes first."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.engine.session import Outcome
from dialogs.method.model import Dialog
from dialogs.method.themes import FIRST, marked
from storage import answers
from storage.answers import StoredAnswer


def known(desk: Desk, dialog: Dialog, start: Start) -> Mapping[str, str]:
    """What a session knows of what comes first."""
    first = first_of(desk, dialog, start)
    return {FIRST: " ".join(sorted(first))} if first else {}


def first_of(desk: Desk, dialog: Dialog, start: Start) -> frozenset[str]:
    """The lists and things of a dialog that come first for the borger it is about."""
    marks = marked(dialog)
    if not marks:
        return frozenset()
    chosen = _chosen(desk, start)
    return frozenset(name for name, themes in marks.items() if chosen.intersection(themes))


def _chosen(desk: Desk, start: Start) -> set[str]:
    """What was chosen last where a dialog says that it is themes. Somebody else than the borger, at whose phone the
    order would tell it, must be one who may read it."""
    found: set[str] = set()
    for dialog in desk.house.dialogs.values():
        if dialog.themes:
            last = _last(desk, start, dialog)
            lasts = last is not None and last.said_at > desk.now - dialog.themes.lasts
            found |= set(last.choices) if last and lasts and last.outcome is Outcome.ANSWERED else set()
    return found


def _last(desk: Desk, start: Start, dialog: Dialog) -> StoredAnswer | None:
    borger = start.about
    if start.person.id == borger.id:
        given = answers.own_answers(desk.tx, borger.id, dialog_id=dialog.id)
    else:
        who = reader_now(desk, start.person)
        given = answers.shared_answers(desk.tx, who, borger.id, answers.BEGINNING, desk.now, dialog.topic)
    step = dialog.themes.step if dialog.themes else ""
    said = [each for each in given
            if each.dialog_id == dialog.id and each.step == step and each.provenance != "observed"]  # fmt: skip
    return max(said, key=lambda answer: answer.id, default=None)
