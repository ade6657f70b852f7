"""A session that changes hands: begun alone and gone on with help, or begun with help and gone on alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dialogs.engine import going_on, path
from dialogs.engine.engine import at_place, current
from dialogs.engine.session import Provenance, Session, Stage
from dialogs.engine.voices import voice_of
from dialogs.engine.waiting import waiting
from dialogs.method.model import Dialog


def open_at(dialog: Dialog, session: Session, now: datetime) -> int | None:
    """The place of the first question that is open, where some are answered and not all: in the middle, or ended by a
    stop or by the clock for as long as the rest may be answered. None where there is nothing to go on with; or where
    something was left for another day, for that comes on the borger's own phone."""
    if not session.given or waiting(dialog, session):
        return None
    if session.end is None:
        if session.stage not in (Stage.ASKING, Stage.PAUSED):
            return None
        ask = current(dialog, session)
        answered = session.answer(ask.step.id, ask.item_id)
        return next(iter(path.unanswered(dialog, session)), session.at) if answered else session.at
    return going_on.left_open(dialog, _ended(session), now)


def taken_over(dialog: Dialog, session: Session, to: Provenance, place: int) -> Session:
    """The session at a place on another phone: what is answered from here on is `to`'s, what was answered stays whose
    it was. What was ticked and not sent yet stays ticked. Buttons of its card of before are outdated."""
    moved = replace(
        _with_voices(session), provenance=to, stage=Stage.ASKING, opened=to == "self", left=False, unfolded=False,
        note="", turn=session.turn + 1, mending=session.end is not None, going_on=session.end is not None,
    )  # fmt: skip
    there = at_place(dialog, moved, place)
    stays = place == session.at and session.end is None
    return replace(there, draft=session.draft, page=session.page) if stays else there


def given_back(session: Session) -> Session:
    """The session on the borger's own phone again, as somebody who helped leaves it: a break, or the receipt."""
    own = replace(
        _with_voices(session), provenance="self", unfolded=False, note="", moving=False, turn=session.turn + 1
    )
    return replace(own, stage=Stage.PAUSED) if session.end is None else _ended(own)


def holds_others(session: Session) -> bool:
    """Whether answers were given before it came to the phone that it is on."""
    return any(given.voice is not None for given in session.given)


def _with_voices(session: Session) -> Session:
    return replace(session, given=tuple(replace(given, voice=voice_of(session, given)) for given in session.given))


def _ended(session: Session) -> Session:
    """As it is when its receipt stands, whatever of it is being looked at or corrected."""
    return replace(session, stage=Stage.RECEIPT, mending=False, going_on=False)
