"""What is asked about the house: of those who are at work when it falls due."""

from __future__ import annotations

from bot.desk import open_sessions
from bot.desk.at_work import keeps_shifts, on_duty_now
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Start
from dialogs.engine.session import Expired, Stage
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from dialogs.time.agenda import AgendaEntry
from storage import people, sessions
from storage.outbox import Lane
from storage.people import Person


def ask(desk: Desk, dialog: Dialog, house: Person, entry: AgendaEntry) -> bool:
    """Asks each of those who are at work and can be reached. Who is writing it just now goes on with that. What
    somebody has left unfinished from the last time ends with what they wrote; its rest is written from its receipt.

    Returns: whether anybody is asked.
    """
    dispatch = Dispatch(Lane.CHECK_IN, None, entry.until)
    asked = False
    for staff in _at_work(desk):
        earlier = sessions.half_done(desk.tx, staff.id, dialog.id, house.id, None)
        if earlier and open_sessions.is_on_it(desk, earlier[0]):
            if earlier[0].session.stage is Stage.PAUSED:
                desk.runner.resume(desk, earlier[0])
            asked = True
            continue
        for stored in earlier:
            desk.runner.feed(desk, stored, Expired())
        start = Start(staff, house, provenance="observed", asked=True)
        asked |= desk.runner.open(desk, dialog, start, dispatch, quietly=True) is not None
    return asked


def _at_work(desk: Desk) -> list[Person]:
    """Those of the staff whose shift is on, or all of them where no plan of shifts is kept; who can be told."""
    found = [each for each in people.people_of_role(desk.tx, Role.STAFF) if each.can_be_told]
    if not keeps_shifts(desk):
        return found
    here = on_duty_now(desk)
    return [each for each in found if each.id in here]
