"""Going on with what was stopped, or ran out of time: for as long as the answers belong to the same time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.engine import path
from dialogs.engine.buttons import Button
from dialogs.engine.session import End, Session, Stage
from dialogs.engine.waiting import still_waits
from dialogs.method.model import Dialog


def left_open(dialog: Dialog, session: Session, now: datetime) -> int | None:
    """The place of the first question without an answer, at a receipt that may be gone on from; else None.

    That is until the day of the first answer is over, or the time that an answer may take. What is asked about a
    morning must not be answered from the next. What waits for another day comes for as long as it may."""
    if session.stage is not Stage.RECEIPT or session.began is None:
        return None
    zone = ZoneInfo(session.zone)
    today = now.astimezone(zone).date() == session.began.astimezone(zone).date()
    rest: list[int] = []
    if session.end not in (None, End.DONE) and (today or now < session.began + dialog.window):
        rest = path.unanswered(dialog, session)
    later = still_waits(dialog, session, now)
    return next(iter((*rest, *later) if today else (*later, *rest)), None)


def chosen(dialog: Dialog, session: Session, choice: str, now: datetime) -> int | None:
    """The place that a button of a receipt goes on to: the first that is left open, or the one that is named behind its
    sign, if that waits for another day; None if it is no such button, or there is nothing any more."""
    if choice == Button.ANSWER_ON:
        return left_open(dialog, session, now)
    places = still_waits(dialog, session, now) if session.stage is Stage.RECEIPT else []
    return next((place for place in places if choice == waits_at(place)), None)


def waits_at(place: int) -> str:
    """The button that goes on to what waits for another day at a place."""
    return f"{Button.ANSWER_ON}{place}"


def ended(session: Session, end: End) -> End:
    """How the asking has ended for good when it ends once more. A correction changes nothing about it; what was gone on
    with and left is what it was before."""
    if session.end is None or (session.going_on and end is not End.EXPIRED):
        return end
    return session.end
