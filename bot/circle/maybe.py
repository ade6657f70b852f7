"""A borger who was unsure of somebody is asked once more, quietly, whether they would like to look again. Nobody else
hears of it."""

from __future__ import annotations

from datetime import timedelta

from bot.circle import areas, choosing, who
from bot.circle.acts import OWNER, Acts, number, paged
from bot.desk.desk import Desk, Dispatch
from bot.people.consent import calm
from dialogs.engine.cards import Card, CardButton
from dialogs.text import T
from storage import circle, people, schedules, surfaces
from storage.circle import Pick
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer, TimerKind

ASKS: TimerKind = "maybe"
AFTER = timedelta(days=28)
LET_BE = CardButton("shut", T("Let it be"), "✋")


def marked(desk: Desk, borger: Person) -> None:
    """The borger is unsure of somebody: it is brought up after some weeks."""
    if schedules.due_of(desk.tx, borger.id, ASKS) is None:
        schedules.set_timer(desk.tx, desk.now + AFTER, ASKS, borger_id=borger.id)


def timer_due(desk: Desk, timer: Timer) -> None:
    """Those of whom it is long enough ago are brought up together, once; the others when it is their time."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger is None or desk.house.settings.team == "contacts":
        return
    waits = [each for each in _unsure(desk, borger) if not each.asked_again]
    due = [each for each in waits if each.at + AFTER <= desk.now]
    if due and not (borger.can_be_told and not desk.rests(borger)):
        schedules.set_timer(desk.tx, calm(desk, borger), ASKS, borger_id=borger.id)
        return
    if due:
        circle.were_asked_again(desk.tx, due, desk.now)
        _show(desk, borger, desk.new_surface(borger), 0, Dispatch(Lane.CHECK_IN, silent=True))
    if later := [each.at for each in waits if each not in due]:
        schedules.set_timer(desk.tx, min(later) + AFTER, ASKS, borger_id=borger.id)


def _unsure(desk: Desk, borger: Person) -> list[Pick]:
    """Whom the borger is unsure of, about what the house lets them choose."""
    at_work = {one.id for one in who.pickable(desk)}
    found = circle.picks_of(desk.tx, borger.id)
    return [each for each in found
            if each.wish == "maybe" and each.staff_id in at_work and areas.offered(desk, each.area)]  # fmt: skip


def _show(desk: Desk, borger: Person, surface_id: int, page: int, dispatch: Dispatch | None = None) -> None:
    surfaces.now_shows(desk.tx, surface_id, choosing.STEP)
    asked = [each for each in _unsure(desk, borger) if each.asked_again]
    latest = max((each.asked_again for each in asked if each.asked_again), default=None)
    buttons = tuple(_button(desk, each) for each in asked if each.asked_again == latest)
    card = Card(T("You said maybe. Would you like to look again?"), "🤔", (paged(buttons, page, "maybes"), (LET_BE,)),
                lines=(T("You need not. I tell nobody of it."),))  # fmt: skip
    desk.show_card(borger, card, OWNER, surface_id, surface_id, dispatch or Dispatch())


def _button(desk: Desk, pick: Pick) -> CardButton:
    staff, area = people.person_by_id(desk.tx, pick.staff_id), areas.named(pick.area)
    assert staff and area, "only those at work are asked about, and what can be chosen"
    name = T("{name}: {area}", name=staff.name, area=area.label)
    return CardButton(f"see.{pick.area}.{staff.id}", name, who.SIGN + area.sign, tile=True, essential=True)


def _page(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    _show(desk, person, surface_id, number(of, 0))
    return True


ACTS: Acts = {"maybes": _page}
