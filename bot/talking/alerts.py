"""Agreed alerts strike: whom a borger has named in advance is told at once of an answer, when they are at work."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.talking import notices
from bot.talking.agreed_words import asked_about
from bot.talking.hearers import still_hear
from bot.talking.striking import is_shared, newest_sitting, struck_by
from dialogs.text import T
from storage import agreements
from storage import notices as calls
from storage.agreements import Agreement
from storage.people import Person

ALERTS = "alerts"
"""What may strike when a borger has answered, or has changed what they share or said."""


def bring_in_line(desk: Desk, borger: Person) -> None:
    """Acts on what the borger has just answered, however that came, or has shared or corrected since."""
    for agreement in agreements.standing(desk.tx, borger.id):
        known = agreement.answers.dialog_id in desk.house.dialogs
        if known and not still_hear(desk, agreement):
            _ends(desk, borger, agreement)
            continue
        session_id = newest_sitting(desk, agreement) if agreement.state == "agreed" else None
        if session_id is None or calls.about(desk.tx, session_id, agreement.id):
            continue
        found = struck_by(desk, agreement, session_id, desk.now)
        if found and all(is_shared(desk, each) for each in found):
            surface_id = desk.new_surface(borger) if borger.can_be_told else None
            call_id = calls.add(
                desk.tx, borger.id, session_id, desk.now, surface_id, agreement_id=agreement.id
            )  # fmt: skip
            notices.move_on(desk, call_id)


def _ends(desk: Desk, borger: Person, agreement: Agreement) -> None:
    """Nobody it names may read the answers any more, whoever has seen to that: it is over, and the borger hears that.
    What waits for their yes ends without a word."""
    agreements.set_state(desk.tx, agreement.id, "ended", desk.now)
    if agreement.state == "proposed":
        return
    taken_back(desk, borger, agreement.id)
    words = T("The agreement on »{question}« is over: nobody in it may read your answers any more.",
              question=asked_about(desk.tx, desk.house.dialogs, agreement.answers))  # fmt: skip
    if borger.can_be_told:
        desk.tell(borger, words, wait_for_day=True, pictogram="📣")


def taken_back(desk: Desk, borger: Person, agreement_id: int) -> None:
    """What is under way of an agreement goes no further, but for what already stands with the leaders because nobody is
    left to hear of it."""
    for call in calls.of_borger(desk.tx, borger.id):
        if call.agreement_id == agreement_id and call.level != calls.ALONE:
            notices.ends(desk, borger, call)
