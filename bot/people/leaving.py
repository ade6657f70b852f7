"""A borger leaves: with the answers kept until their time is over, or with everything erased."""

from __future__ import annotations

from bot.deleting import DELETABLE
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.people import goodbye, joining
from bot.rights import privacy
from bot.rights.erasing import NO_GOOD, leave_chat, phone_waits_no_more
from dialogs.engine.session import End
from dialogs.text import T
from storage import agreements, answers, followup, outbox, people, sessions, sharing
from storage.people import Person


def declined(desk: Desk, done: Done) -> None:
    """A no leaves nothing behind; who stays goes on with the welcome."""
    if done.person.state != "joining":
        return
    if done.chosen("what") == "leave":
        joining.decline(desk, done.person)
    elif done.finish.end is End.DONE:
        joining.welcome_again(desk, done.person)


def leave_known(desk: Desk, start: Start) -> Known:
    """How long what is kept is kept, and who will know."""
    texts = desk.texts(start.person)
    found = people.contacts_of(desk.tx, start.about.id)
    contacts = tuple(contact.name for contact in found if contact.can_be_told)
    told = texts.say(T("{names} will know that you have left.", names=contacts)) if contacts else ""
    return Known(facts={"kept": texts.say(privacy.kept(desk)), "told": told})


def decline_known(desk: Desk, start: Start) -> Known:
    """What becomes of what is kept after a no: who left before and comes back may have chosen that it is."""
    kept = T("If you say no, I keep nothing about you.")
    if answers.has_any(desk.tx, start.about.id):
        kept = T("If you say no, your answers are kept as before.")
    return Known(facts={"kept": desk.texts(start.person).say(kept)})


def left(desk: Desk, done: Done) -> None:
    """What the borger has confirmed happens; everything else leaves all as it was."""
    if done.finish.end is not End.DONE:
        return
    if done.chosen("sure_erase") == "erase":
        goodbye.begin(desk, done.person, done.person)
    elif done.chosen("sure_keep") == "leave":
        _leave(desk, done.person)


def _leave(desk: Desk, borger: Person) -> None:
    """The borger is as one who was invited and has not come: nothing is sent to them, nobody reads their answers, and a
    new link is the way back. A call for a talk goes on: it was a person they asked for, not the bot."""
    assert borger.chat_id is not None
    contacts = people.contacts_of(desk.tx, borger.id)
    asked = followup.open_talk(desk.tx, borger.id)
    goodbye.called_off(desk, borger, goodbye.kept(borger))
    for stored in sessions.open_sessions_about(desk.tx, borger.id):
        if holder := people.person_by_id(desk.tx, stored.person_id):
            desk.runner.close(desk, stored, holder)
    sharing.take_all_back(desk.tx, borger.id, desk.now)
    agreements.end_all(desk.tx, borger.id, desk.now)
    desk.runner.changed(desk, borger)
    shown = outbox.messages_in(desk.tx, borger.chat_id, desk.now - DELETABLE)
    phone_waits_no_more(desk.tx, borger.id, NO_GOOD, desk.now, desk.texts(borger))
    people.leave(desk.tx, borger.id)
    last_word = T("You have left, {name}. Would you like to come back? Ask the staff for a link.", name=borger.name)
    leave_chat(desk.tx, borger.chat_id, shown, desk.now, last_word, desk.texts(borger))
    for left in desk.runner.features.left:
        left(desk)
    told = T("{name} has left. I write no more to {name}, and remind of nothing.", name=borger.name)
    for contact in contacts:
        desk.tell(contact, told, about=borger)
        if asked:
            desk.tell(contact, goodbye.asked_to_talk(borger), about=borger)
