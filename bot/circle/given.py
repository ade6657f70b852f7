"""What the house does about teams: which roles there are, and a team for who has not picked theirs, marked as such."""

from __future__ import annotations

from bot.circle import areas, first, who
from bot.desk import heard
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from dialogs.engine.session import End, Item
from dialogs.text import T
from storage import circle, house_settings, people

GIVE, GIVES, ROLES, HOUSE = "give_team", "team_for", "team_roles", "house_roles"


def opened(desk: Desk, start: Start) -> None:
    """The form, where borgere pick their team."""
    desk.runner.go(desk, GIVE, start)


def known(desk: Desk, start: Start) -> Known:
    """What the borger has not picked anybody for, and who can be put there."""
    say = desk.texts(start.person).say
    own = {each.area for each in circle.picks_of(desk.tx, start.about.id) if each.stands and not each.given}
    found = tuple(Item(each.id, say(each.label), each.sign) for each in areas.areas_of(desk) if each.id not in own)
    staff = tuple(Item(str(each.id), each.name, who.SIGN) for each in who.pickable(desk))
    return Known(lists={"areas": found, "staff": staff})


def done(desk: Desk, done: Done) -> None:
    """They are in the team until the borger picks somebody; all hear it."""
    area, given, borger = areas.named(done.chosen("area")), done.given("who"), done.about
    if done.finish.end is not End.DONE or area is None or given is None:
        return
    own = {each.staff_id for each in circle.picks_of(desk.tx, borger.id) if each.area == area.id and not each.given}
    wanted = [int(choice) for choice in given.choices]
    ids = [id_ for id_ in wanted if id_ not in own][: 1 if area.id in areas.CORE else None]
    if not_put := tuple(one.name for id_ in wanted if id_ in own and (one := people.person_by_id(desk.tx, id_))):
        # what the borger thinks of them is the borger's: no reason is told
        desk.tell(done.person, T("{names} cannot be chosen for that just now.", names=not_put), about=borger)
    had = circle.holders(desk.tx, borger.id, area.id)
    if wanted and not ids:
        return
    if not circle.give(desk.tx, borger.id, area.id, ids, desk.now):
        desk.tell(done.person, T("{name} has picked somebody for that by now.", name=borger.name), about=borger)
        return
    found = [staff for id_ in ids if (staff := people.person_by_id(desk.tx, id_))]
    for staff in found:
        desk.tell(staff, T("You are in {name}'s team for now: {areas}.", name=borger.name, areas=(area.label,)),
                  wait_for_day=True, about=borger)  # fmt: skip
    if found:
        names = tuple(staff.name for staff in found)
        told = T("The house has chosen for now: {names}, {area}. You can pick yourself.", names=names, area=area.label)
        heard.tell(desk, done.person, borger, told, "🏛️")
    first.by_role(desk, borger, instead_of=had - set(ids))
    desk.runner.changed(desk, borger)


def roles_opened(desk: Desk, start: Start) -> None:
    """The form, where borgere pick by role."""
    desk.runner.go(desk, ROLES, start)


def roles_known(desk: Desk, start: Start) -> Known:
    """All roles there can be, with those ticked that the house has."""
    say = desk.texts(start.person).say
    found = tuple(Item(each.id, say(each.label), each.sign) for each in areas.ROLES)
    return Known(lists={"roles": found}, ticked={"roles": tuple(each.id for each in areas.roles_of(desk))})


def roles_done(desk: Desk, done: Done) -> None:
    """The house has these roles from now on; who was picked for another keeps it."""
    given = done.given("roles")
    if done.finish.end is End.DONE and given and given.choices:
        house_settings.change(desk.tx, {areas.SETTING: ",".join(given.choices)}, done.person.id, desk.now)
