"""Who is picked is asked on their phone, about one thing at a time. A yes opens the sharing card to the borger, with
nothing ticked; a no is told them kindly. Nobody reads anything by being picked."""

from __future__ import annotations

from datetime import time, timedelta

from bot.circle import areas, first, meeting
from bot.circle.acts import OWNER, Acts, person_named, word
from bot.desk import heard
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Start
from bot.desk.team_year import asks_in_a_year
from bot.people import contacts
from dialogs.engine.cards import Card, CardButton
from dialogs.permissions import Role
from dialogs.text import T
from dialogs.time.schedule import instant
from storage import away, circle, people, sharing, surfaces
from storage.circle import Pick
from storage.outbox import Lane
from storage.people import Person
from storage.surfaces import Surface

ASKS = "team ask"
"""What a surface shows that asks one of the staff whether they want to be in a borger's team."""
OF_USE = timedelta(days=30)
IN_THE_MORNING = time(9)
"""When somebody is asked who was off until the day before."""


def waiting(desk: Desk, borger: Person, staff: Person) -> Pick | None:
    """What somebody is asked first by a borger, if anything waits for their answer."""
    found = circle.picks_to(desk.tx, staff.id)
    return next((each for each in found if each.borger_id == borger.id and each.waits), None)


def ask(desk: Desk, borger: Person, staff: Person) -> None:
    """Asks; whoever has the borger's question before them already gets the next when they have answered."""
    if any(each.shows == ASKS and each.person_id == staff.id for each in surfaces.about(desk.tx, borger.id)):
        return
    if desk.house.settings.team != "contacts" and staff.can_be_told and (pick := waiting(desk, borger, staff)):
        _show(desk, borger, staff, pick, desk.new_surface(staff, borger, ASKS), _when(desk, staff))


def draw(desk: Desk, borger: Person, surface: Surface) -> None:
    """A question that is not asked any more goes, or asks what still waits."""
    staff = people.person_by_id(desk.tx, surface.person_id)
    if staff is None or staff.chat_id is None:
        return
    pick = waiting(desk, borger, staff)
    if pick is None or borger.state != "active" or desk.house.settings.team == "contacts":
        desk.retire(staff, surface.id)
    else:
        _show(desk, borger, staff, pick, surface.id, _when(desk, staff))


def again(desk: Desk, staff: Person) -> None:
    """Who can be written to again, or goes on on another phone, is asked what waits for them."""
    for borger_id in dict.fromkeys(each.borger_id for each in circle.picks_to(desk.tx, staff.id) if each.waits):
        if borger := people.person_by_id(desk.tx, borger_id):
            ask(desk, borger, staff)


def _when(desk: Desk, staff: Person) -> Dispatch:
    """After their quiet hours and their days off; it is of use as long as the borger waits."""
    off = away.away_on(desk.tx, desk.local.date()).get(staff.id)
    begin = desk.after_quiet(staff)
    if off:
        begin = instant(off.last + timedelta(days=1), IN_THE_MORNING, desk.house.settings.timezone)
    return Dispatch(Lane.REMINDER, not_before=begin, expires_at=begin + OF_USE)


def _show(
    desk: Desk, borger: Person, staff: Person, pick: Pick, surface_id: int, dispatch: Dispatch | None = None
) -> None:
    area = areas.named(pick.area)
    asks = T("{name} would like you in their team: {area}.", name=borger.name, area=area.label if area else "–")
    lines = (*meeting.lines(desk, pick), T("You may say no."),
             T("A yes gives you nothing to read. {name} chooses that.", name=borger.name))  # fmt: skip
    ways = ((CardButton(f"yes.{borger.id}.{pick.area}", T("Yes, gladly"), "✅"),),
            (CardButton(f"no.{borger.id}.{pick.area}", T("I cannot just now"), "✋"),))  # fmt: skip
    card = Card(asks, "", ways, lines=lines)
    desk.show_card(staff, card, OWNER, surface_id, surface_id, dispatch or Dispatch())


def _opened(desk: Desk, staff: Person, surface_id: int, of: list[str]) -> bool:
    borger = person_named(desk, of)
    pick = waiting(desk, borger, staff) if borger else None
    if borger and pick:
        surfaces.now_shows(desk.tx, surface_id, ASKS, None, borger.id)
        _show(desk, borger, staff, pick, surface_id)
    return pick is not None


def _yes(desk: Desk, staff: Person, surface_id: int, of: list[str]) -> bool:
    return _answers(desk, staff, surface_id, of, "yes_")


def _no(desk: Desk, staff: Person, surface_id: int, of: list[str]) -> bool:
    return _answers(desk, staff, surface_id, of, "no_")


def _answers(desk: Desk, staff: Person, surface_id: int, of: list[str], answer: circle.Answer) -> bool:
    borger, area = person_named(desk, of), areas.named(word(of, 1))
    if borger is None or area is None:
        return False
    was_in = staff.id in circle.members(desk.tx, borger.id)
    if not circle.answered(desk.tx, borger.id, staff.id, area.id, answer):
        return False
    if answer == "yes_":
        said, sign = T("{name} says yes: {area}.", name=staff.name, area=area.label), "✅"
    else:
        said = T("{name} cannot just now: {area}. You can ask somebody else.", name=staff.name, area=area.label)
        sign = "✋"
    heard.tell(desk, staff, borger, said, sign)
    if answer == "yes_":
        _takes_it(desk, borger, staff, area.id)
    desk.runner.changed(desk, borger)
    if answer == "yes_" and not was_in and not people.is_contact(desk.tx, staff.id, borger.id):
        contacts.asks_what_they_read(desk, borger, [staff.id])
    if pick := waiting(desk, borger, staff):
        _show(desk, borger, staff, pick, surface_id)
    else:
        _settled(desk, borger, staff, surface_id)
    return True


def _takes_it(desk: Desk, borger: Person, staff: Person, area: str) -> None:
    """Who says yes takes the place of whom the house had put there; a coordinator also that of the one before."""
    had = circle.holders(desk.tx, borger.id, area) - {staff.id}
    circle.not_given_any_more(desk.tx, borger.id, area, but=staff.id)
    if area in areas.CORE:
        circle.alone(desk.tx, borger.id, staff.id, area)
        first.by_role(desk, borger, instead_of=had)
    asks_in_a_year(desk, borger)


def _settled(desk: Desk, borger: Person, staff: Person, surface_id: int) -> None:
    """Nothing more is asked: the card says what somebody is to the borger now."""
    found = circle.members(desk.tx, borger.id).get(staff.id, ())
    stands = T("You are not in {name}'s team just now.", name=borger.name)
    if found:
        stands = T("You are in {name}'s team: {areas}.", name=borger.name, areas=areas.labels(found))
    surfaces.now_shows(desk.tx, surface_id, "")
    desk.show_card(staff, Card(stands, ""), OWNER, surface_id, surface_id)


def left(desk: Desk, borger: Person, staff: Person) -> None:
    """Somebody may be in the team no more. They hear it from a person: the leaders are asked to tell them. What they
    may read is the borger's to say, and is asked if there is anything."""
    if staff.id in circle.members(desk.tx, borger.id):
        return
    for leader in people.people_of_role(desk.tx, Role.LEADER):
        asks = T("{name} is not in {borger}'s team any more. Please tell {name} yourself.", name=staff.name,
                 borger=borger.name)  # fmt: skip
        desk.tell(leader, asks, wait_for_day=True, about=borger)
    if sharing.is_chosen(desk.tx, staff.id, borger.id):
        desk.runner.go(desk, "sharing_of", Start(borger, borger, target=str(staff.id)))


ACTS: Acts = {"asks": _opened, "yes": _yes, "no": _no}
