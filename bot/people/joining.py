"""Joining: invitations as links and QR codes, the borger's first dialog, and a no that leaves nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.deleting import DELETABLE
from bot.desk.closed_phones import not_here
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.numbers import all_week, numbers_and_hours
from bot.methods import plans
from bot.methods.in_use import topics_of
from bot.people import consent, goodbye, links, phones, thinking
from bot.people.settings import chosen_profile, set_summary_time
from bot.rights import privacy
from bot.rights.erasing import NO_GOOD, leave_chat
from bot.telegram import menu
from dialogs.engine.session import End, Item, Shown
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.text import T, Text
from dialogs.words.visible import one_line
from storage import access, agendas, answers, outbox, people, schedules, sessions, sharing
from storage import phones as stored_phones
from storage.people import Invitation, Person, PersonState

NEW_HERE = T("Hello. This is a closed chat for a house. Ask the staff for a link.")
TOO_OFTEN = T("Too many links that do not work. Wait a while, or ask the staff for a new link.")


def came_with(desk: Desk, chat_id: int, first_name: str, code: str) -> Text | None:
    """Somebody opens an invitation.

    Returns: what to answer a stranger whose invitation is no good; None if they are in.
    """
    known = people.person_by_chat(desk.tx, chat_id)
    if known is not None:
        _came_again(desk, known)
        return None
    if stored_phones.waits(desk.tx, chat_id):
        return phones.WAITS
    invitation = people.redeem(desk.tx, code, desk.said_at)
    if invitation is None:
        return NO_GOOD
    if invitation.person_id and (moves := _moves(desk, invitation.person_id)):
        return phones.came(desk, moves, chat_id)
    person = _let_in(desk, invitation, chat_id)
    if person is None:
        return NO_GOOD
    desk.renew_menu(person)
    if person.role is Role.BORGER:
        goodbye.comes_back(desk, person)
        desk.runner.go(desk, "welcome", Start(person, person))
        return None
    if person.role is Role.STAFF:
        set_summary_time(desk, person.id, desk.house.settings.summary_at)
    named = invitation.person_id is not None
    called = person.name if named else one_line(first_name)[:40] or person.name
    desk.tell(
        person,
        T("Welcome, {name}. You are {role} in {house}.", name=called,
          house=desk.house.settings.house_name, role=T("leader") if person.role is Role.LEADER else T("staff")),
        keyboard=True,
    )  # fmt: skip
    if not named:
        desk.runner.go(desk, "my_name", Start(person, person))
    return None


def _moves(desk: Desk, person_id: int) -> Person | None:
    """Whoever a link brings to another phone."""
    return people.person_by_id(desk.tx, person_id) if stored_phones.expected(desk.tx, person_id) else None


def _let_in(desk: Desk, invitation: Invitation, chat_id: int) -> Person | None:
    """Whose invitation it is has this chat from now on. Who is not known yet is put in."""
    person_id = invitation.person_id
    if person_id is None:
        # What Telegram calls somebody may be private. Until they choose, borgere see what they are.
        language = desk.house.settings.language
        name = desk.house.texts[language].say(T("leader")).capitalize()
        person_id = people.add_person(
            desk.tx, invitation.role, name, desk.now, profile=ReadingProfile(language=language), state="active",
            chat_id=chat_id,
        )  # fmt: skip
    else:
        state: PersonState = "joining" if invitation.role is Role.BORGER else "active"
        people.set_state(desk.tx, person_id, state, chat_id)
        access.begin(desk.tx, person_id)
    return people.person_by_id(desk.tx, person_id)


def _came_again(desk: Desk, person: Person) -> None:
    if person.state == "joining":
        welcome_again(desk, person)
    else:
        desk.tell(person, T("You are in already. The link is for somebody else's phone."), keyboard=True)


def welcome_again(desk: Desk, person: Person) -> None:
    """The welcome of somebody who has not said yes or no comes to the end of the chat, where they left it."""
    thinking.put_away(desk, person)
    welcome = sessions.open_session(desk.tx, person.id, "welcome")
    if welcome:
        desk.runner.feed(desk, welcome, Shown())
    else:
        desk.runner.go(desk, "welcome", Start(person, person))


def welcome_known(desk: Desk, start: Start) -> Known:
    settings = desk.house.settings
    contacts = people.contacts_of(desk.tx, start.person.id)
    texts = desk.texts(start.person)
    names = texts.say(T("{names}", names=tuple(c.name for c in contacts))) if contacts else texts.say(T("Nobody"))
    return Known(
        facts={
            "name": start.person.name,
            "house": settings.house_name,
            "contacts": names,
            "hours": texts.say(all_week(settings.staffed)),
            "phone": settings.house_phone,
            "emergency": settings.emergency_phone,
            "numbers": "\n".join(texts.say(line) for line in numbers_and_hours(settings)),
            "kept": texts.say(privacy.kept(desk)),
            "responsible": texts.lines(privacy.responsible(desk)),
        },
        lists={
            "contacts": tuple(Item(str(c.id), c.name, "👤") for c in contacts),
            "trusted": thinking.trusted(desk, start.person),
        },
    )


def stands_known(desk: Desk, start: Start) -> Known:
    """What staff see of somebody who has not said yes: that, and not what they think of it."""
    lines = {
        "invited": T("{name} does not take part now.", name=start.about.name),
        "joining": T("{name} has not said yes or no yet.", name=start.about.name),
    }
    stands = lines.get(start.about.state)
    if stored_phones.expected(desk.tx, start.about.id) and stands:
        stands = not_here(desk, start.about)
    return Known(facts={"stands": desk.texts(start.person).say(stands) if stands else ""})


def welcome_done(desk: Desk, done: Done) -> None:
    """Yes makes the borger's choices count; no, and only a no, takes everything away again."""
    match done.chosen("consent") if done.finish.end is End.DONE else "":
        case "yes_":
            _has_joined(desk, done)
        case "no_":
            decline(desk, done.person)
        case "think" | "ask":
            thinking.left_open(desk, done)


def _has_joined(desk: Desk, done: Done) -> None:
    borger = done.person
    goodbye.comes_back(desk, borger)
    consent.said_yes(desk, borger)
    for given in done.each("read"):
        for topic in topics_of(desk, borger):
            allowed = given.choices == ("all",) or topic in given.choices
            sharing.set_grant(desk.tx, borger.id, int(given.item), topic, allowed, desk.now)
    people.set_state(desk.tx, borger.id, "active", borger.chat_id)
    for schedule in schedules.schedules_of(desk.tx, borger.id):
        dialog_id = schedule.dialog_id
        schedules.set_schedule(desk.tx, borger.id, schedule.kind, schedule.plan, desk.now, dialog_id=dialog_id)
    agendas.look_again(desk.tx, borger.id, desk.now)  # something may have been planned before
    desk.tell(borger, T("Here are your buttons, {name}.", name=borger.name), keyboard=True)
    for contact in people.contacts_of(desk.tx, borger.id):
        desk.tell(contact, T("{name} has joined.", name=borger.name), about=borger)


def decline(desk: Desk, borger: Person) -> None:
    """A no to joining: nothing is kept of it but that the invitation was declined. What somebody who left before chose
    to have kept stays."""
    assert borger.chat_id is not None
    contacts = people.contacts_of(desk.tx, borger.id)
    kept: Person | None = None
    shown = outbox.messages_in(desk.tx, borger.chat_id, desk.now - DELETABLE)
    people.decline_invitation(desk.tx, borger.id)
    if answers.has_any(desk.tx, borger.id):  # they were here before, and chose to have their answers kept
        goodbye.called_off(desk, borger, goodbye.kept(borger))
        people.leave(desk.tx, borger.id)
        kept = borger
        last_word = T("That is all right. Your answers are kept as before.")
        told = T("{name} does not want to join again.", name=borger.name)
    else:
        people.remove_person(desk.tx, borger.id)
        last_word = T("That is all right. I have kept nothing about you.")
        told = T("{name} does not want to join. Nothing was kept.", name=borger.name)
    leave_chat(desk.tx, borger.chat_id, shown, desk.now, last_word, desk.texts(borger))
    for contact in contacts:
        desk.tell(contact, told, about=kept)


def new_borger_done(desk: Desk, done: Done) -> None:
    name, contacts = done.given("name"), done.given("contacts")
    if done.finish.end is not End.DONE or name is None:
        return
    profile = chosen_profile(done, ReadingProfile(language=desk.house.settings.language))
    borger_id = people.add_person(desk.tx, Role.BORGER, one_line(name.words), desk.now, profile=profile)
    people.set_contacts(desk.tx, borger_id, [int(choice) for choice in contacts.choices] if contacts else [])
    borger = people.person_by_id(desk.tx, borger_id)
    assert borger is not None
    plans.begin(desk, done.person, borger, done.chosen("at"))
    links.send_link(desk, done.person, borger_id)


def new_staff_done(desk: Desk, done: Done) -> None:
    name = done.given("name")
    if done.finish.end is not End.DONE or name is None:
        return
    profile = ReadingProfile(language=desk.house.settings.language)
    staff_id = people.add_person(desk.tx, Role.STAFF, one_line(name.words), desk.now, profile=profile)
    links.send_link(desk, done.person, staff_id)


def new_link(desk: Desk, start: Start) -> None:
    """A new link for a borger who has not joined yet. An earlier one stops working, and a phone that had followed it is
    a stranger's again. For one who has joined, it is about another phone."""
    if start.about.state == "active":
        desk.runner.go(desk, phones.NEW_PHONE, replace(start, target=""))
    elif stored_phones.expected(desk.tx, start.about.id):  # the one of before is cut off
        phones.send_link(desk, start.person, start.about, surface_id=start.surface_id)
    else:
        goodbye.comes_back(desk, start.about)
        for begun in sessions.open_sessions(desk.tx, start.about.id):
            if begun.surface_id:
                desk.retire(start.about, begun.surface_id)
        sessions.remove_sessions(desk.tx, start.about.id)
        if start.about.chat_id is not None:
            menu.queue(desk.tx, start.about.chat_id, (), desk.now)
        people.set_state(desk.tx, start.about.id, "invited", None)
        links.send_link(desk, start.person, start.about.id, surface_id=start.surface_id)
