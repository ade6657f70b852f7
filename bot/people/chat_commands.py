"""`/help`, `/privacy`, `/settings`, `/stop` and the plain words for them, from whoever sends them."""

from __future__ import annotations

from bot.desk import open_sessions
from bot.desk.desk import Desk
from bot.desk.flow import Known, Start
from bot.desk.numbers import to_call
from bot.people import joining, staff_help
from bot.rights import privacy
from dialogs.engine.session import Shown
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.words.command_words import HELP, PRIVACY, SETTINGS, STOP, UNKNOWN, command_in, mentioned_in, word_in
from storage import sessions
from storage.people import Person


def act(desk: Desk, person: Person, name: str) -> None:
    """Does what somebody known asks for by a command. What they are in the middle of stays as it is; a menu that is
    open is put away."""
    _put_menus_away(desk, person)
    if person.state == "joining":
        _to_who_joins(desk, person, name)
    elif person.role is Role.BORGER:
        if name == UNKNOWN:
            desk.tell(person, T("I do not know that one."), pictogram="🤷")
        desk.runner.go(desk, HELP if name == UNKNOWN else name, Start(person, person))
    elif name == SETTINGS:
        desk.runner.go(desk, "staff_settings", Start(person, person))
    elif name == STOP and person.role is Role.STAFF:
        desk.runner.go(desk, "staff_stop", Start(person, person))
    else:
        desk.tell(person, staff_help.answer(desk, person, name), keyboard=True)


def _put_menus_away(desk: Desk, person: Person) -> None:
    """So that there is one menu at a time; one that holds own words stays, for they would go with it."""
    open_sessions.screens_go(desk, person)
    for stored in sessions.open_sessions(desk.tx, person.id):
        dialog = desk.dialog(stored.session.version)
        if dialog.purpose == "menu" and not stored.session.carried:
            desk.runner.close(desk, stored, person)


def _to_who_joins(desk: Desk, person: Person, name: str) -> None:
    """Who has not said yes or no yet gets an answer, and the welcome again; stop asks whether that is a no."""
    if name == STOP:
        desk.runner.go(desk, "decline", Start(person, person))
        return
    lines = {
        PRIVACY: privacy.before_joining(desk),
        HELP: (T("Here you say yes or no to joining."), *to_call(desk)),
    }.get(name, ())
    if lines:
        sign = "🔐" if name == PRIVACY else "🙋"
        desk.tell(person, T("{lines}", lines=desk.texts(person).lines(lines)), pictogram=sign)
    joining.welcome_again(desk, person)


def beside(desk: Desk, person: Person, words: str) -> None:
    """Own words of a borger that speak of help or of stopping: they are kept like any, and a talk is offered beside.
    An offer that is there already comes to the end of the chat instead of another. Staff who
    wrote nothing but such a word read how else it is asked for."""
    if person.role is not Role.BORGER:
        if meant := word_in(words):
            desk.tell(person, T("Was »{said}« not meant as an answer? Write /{command}. »Close« closes a card.",
                                      said=words, command=meant))  # fmt: skip
        return
    mentioned = mentioned_in(words)
    if mentioned is None or person.state != "active":
        return
    offer = f"offer_{mentioned}"
    before = sessions.open_session(desk.tx, person.id, offer)
    if before:
        desk.runner.feed(desk, before, Shown())
    else:
        desk.runner.go(desk, offer, Start(person, person))


def help_known(desk: Desk, start: Start) -> Known:
    """What can be done here, and whom to call."""
    lines = (T("Here you can answer, wish and see your week."), *to_call(desk))
    return Known(facts={"numbers": desk.texts(start.person).lines(lines)})


def to_a_stranger(desk: Desk, words: str) -> Text | None:
    """The answer to what somebody asks whom the house does not know, be it help in any words; None if they ask nothing
    of that."""
    house, emergency = desk.house.settings.house_name, desk.house.settings.emergency_phone
    asked = command_in(words) or word_in(words)
    match HELP if asked is None and mentioned_in(words) == HELP else asked:
        case "help":
            closed = T("This is a closed chat for {house}. Ask the staff for a link.", house=house)
            danger = T("In danger: call {emergency}.", emergency=emergency)
            return T("{line} {danger}", line=closed, danger=danger) if emergency else closed
        case "privacy":
            return T(  # perhaps they have left, with their answers kept: whose chat it was is not kept
                "I do not keep what you write here. This is {house}'s chat, through the firm Telegram. Have you been"
                " here before? Ask the staff what I have kept.", house=house,
            )  # fmt: skip
        case "settings":
            return T("There is nothing to set before you have joined. Ask the staff for a link.")
        case "stop":
            return T("I do not write to you unless you write. You can delete this chat.")
    return None
