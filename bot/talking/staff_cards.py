"""The cards of a call for a talk in the chats of those who are told of it."""

from __future__ import annotations

from bot.desk.desk import Desk, Dispatch
from bot.talking import promises, wishes
from dialogs.engine.cards import Card
from dialogs.text import T
from storage import followup, help_calls, people
from storage.followup import Talk
from storage.outbox import Lane
from storage.people import Person

TALK = "t"


def rings(desk: Desk, borger: Person, call: Talk, staff: Person) -> None:
    """One more is told of it."""
    surface_id = desk.new_surface(staff, borger, "call", call.id)
    followup.add_call(desk.tx, call.id, staff.id, surface_id)
    desk.show_card(staff, _card(desk, borger, call), TALK, call.id, surface_id, Dispatch(Lane.CALL))


def show(desk: Desk, borger: Person, talk_id: int) -> None:
    """All who were told see how it stands now."""
    call = followup.talk_by_id(desk.tx, talk_id)
    if call is None:
        return
    taker = people.person_by_id(desk.tx, call.taken_by) if call.taken_by else None
    for staff_id, surface_id in followup.calls_of(desk.tx, talk_id):
        staff = people.person_by_id(desk.tx, staff_id)
        if staff is None or surface_id is None or staff.chat_id is None:
            continue
        card = _card(desk, borger, call)
        if taker:
            card = Card(card.question, "", lines=(*card.lines, promises.answered(call.promise, taker.name)))
        if call.closed:
            card = Card(card.question, "", lines=(*card.lines, T("{name} has called it off.", name=borger.name)))
        desk.show_card(staff, card, TALK, talk_id, surface_id)


def _card(desk: Desk, borger: Person, call: Talk) -> Card:
    at = call.at.astimezone(desk.house.zone)
    when = at.timetz().replace(tzinfo=None) if at.date() == desk.local.date() else at
    wants = T("{name} would like to talk with someone.", name=borger.name)
    if help_calls.of_talk(desk.tx, call.id):
        wants = T("{name} would like help.", name=borger.name)
    return Card(wants, "", promises.offered(call.way),
                lines=(*wishes.lines(desk, call, to_staff=True), T("Asked {when}.", when=when)))  # fmt: skip
