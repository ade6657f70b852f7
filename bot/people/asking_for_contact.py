"""A borger asks for a contact person, or for another one: leaders have it on their list until somebody is chosen, and
the borger is told who hears of it and when."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.heard import when_heard
from bot.desk.standing_in import there
from dialogs.engine.session import End, Item
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import contact_wishes, people
from storage.people import Person

MY_CONTACT = "my_contact"
ASK, TAKE_BACK = "ask", "back"


def known(desk: Desk, start: Start) -> Known:
    """Who is contact person and can be reached, and what there is to do: to ask, or not to need it any more."""
    borger, say = start.about, desk.texts(start.person).say
    contacts = [one for one in people.contacts_of(desk.tx, borger.id) if one.state == "active"]
    asked = contact_wishes.asked_at(desk.tx, borger.id)
    if asked:
        day = asked.astimezone(desk.house.zone).date()
        ways = (("fine", T("Yes, still"), "👌"), (TAKE_BACK, T("It is not needed any more"), "✖️"))
        question, stands = T("Do you still ask for it?"), [T("You asked {day}. It is on the leader's list.", day=day)]
    else:
        ways = ((ASK, T("Yes, ask the leader"), "✅"), ("no_", T("No"), "✋"))
        another = T("Would you like to ask for another contact person?")
        question = another if contacts else T("Would you like to ask for a contact person?")
        stands = _stands(desk, contacts)
    items = tuple(Item(way, say(label), sign, essential=False) for way, label, sign in ways)
    return Known({"asks": say(question), "stands": desk.texts(start.person).lines(stands)}, {"ways": items})


def done(desk: Desk, done: Done) -> None:
    """The leaders have it on their list, or off it again; the borger is told who hears of it and when."""
    borger, what = done.about, done.chosen("what")
    if done.finish.end is not End.DONE:
        return
    if what == TAKE_BACK and contact_wishes.settle(desk.tx, borger.id):
        desk.tell(borger, T("It is off the list again."), pictogram="✖️")
    elif what == ASK and contact_wishes.ask(desk.tx, borger.id, desk.now):
        has = any(one.state == "active" for one in people.contacts_of(desk.tx, borger.id))
        asks = T("{name} asks for another contact person.") if has else T("{name} asks for a contact person.")
        told = [one for one in people.people_of_role(desk.tx, Role.LEADER) if one.can_be_told]
        for leader in told:
            words = T("{said} See »The house«, »Without a contact person«.", said=Text(asks.id, {"name": borger.name}))
            desk.tell(leader, words, wait_for_day=True, about=borger)
        lines = [T("It is on the leader's list."), *(when_heard(desk, one) for one in told),
                 T("I tell you when there is somebody.")]  # fmt: skip
        desk.tell(borger, T("{lines}", lines=desk.texts(borger).lines(lines)), pictogram="🤲")


def _stands(desk: Desk, contacts: list[Person]) -> list[Text]:
    """Who the contact persons are, and of each who does not hear it, why."""
    if not contacts:
        return [T("You have no contact person just now.")]
    here = there(desk, contacts)
    lines = [T("{name} is your contact person.", name=one.name) for one in contacts]
    lines += [T("{name} cannot be reached just now.", name=one.name) for one in contacts if not one.reachable]
    return [*lines, *(T("{name} is off just now.", name=one.name) for one in contacts if one not in here)]
