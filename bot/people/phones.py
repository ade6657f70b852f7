"""Somebody gets another phone. The old one is asked, and may stop it within a day; a phone that is lost, a leader cuts
off at once. Until it is settled, nothing is shown on the new one; then everything that was under way goes on there."""

from __future__ import annotations

from datetime import timedelta

from bot.deleting import DELETABLE
from bot.desk import open_sessions, session_cards
from bot.desk.allowed import allowed
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from bot.people import links
from bot.rights.erasing import NO_GOOD, leave_chat, phone_waits_no_more
from dialogs.engine.session import End, Item, Shown
from dialogs.permissions import Action, Role
from dialogs.text import T, Text
from storage import followup, outbox, people, phones, schedules, sessions, sharing
from storage.outbox import Lane
from storage.people import Person
from storage.phones import NewPhone
from storage.schedules import Timer, TimerKind
from storage.sessions import StoredSession

NEW_PHONE, OTHER_PHONE = "new_phone", "other_phone"
WAITS = T("Say yes on your old phone. Then you are here. Otherwise you are here tomorrow.")
STOPPED = T("The old phone said no. Ask the staff, if that was wrong.")
NOT_MOVED = T("The link to another phone does not count any more. You stay here.")
DAY = timedelta(hours=24)
SETTLES: TimerKind = "new_phone"


def phone_known(desk: Desk, start: Start) -> Known:
    """What can be done; a phone that is lost is a leader's to cut off."""
    whose, say = _whose(desk, start), desk.texts(start.person).say
    if whose is None:
        return Known()
    ways = [Item("link", say(T("A new one, and the old one works")), "🔗")]
    stands = T("The old phone is asked first.")
    if start.person.role is Role.LEADER:
        ways.append(Item("cut", say(T("It is lost or stolen: close it now")), "🔒"))
    else:
        stands = T("The old phone is asked first. Is it lost? A leader can close it at once.")
    ways.append(Item("keep", say(T("No, as it was")), "✋"))
    return Known({"stands": say(stands), "name": whose.name}, {"ways": tuple(ways)})


def phone_done(desk: Desk, done: Done) -> None:
    """Makes the link; before that, a phone that is lost reaches nothing any more."""
    whose = _whose(desk, Start(done.person, done.about, target=done.stored.target))
    way = done.chosen("way")
    if done.finish.end is not End.DONE or whose is None or way not in ("link", "cut"):
        return
    if way == "cut" and done.person.role is Role.LEADER and whose.chat_id is not None:
        shown = outbox.messages_in(desk.tx, whose.chat_id, desk.now - DELETABLE)
        called = followup.calls_to(desk.tx, whose.id)
        phones.cut_off(desk.tx, whose.id)
        for talk_id in called:  # nobody is waited for who hears of nothing
            schedules.set_timer(desk.tx, desk.now, "nudge", talk_id=talk_id)
        no_longer_by(desk, whose)
        closed = T("This phone is closed for {house}. Is that wrong? Ask the staff.",
                   house=desk.house.settings.house_name)  # fmt: skip
        leave_chat(desk.tx, whose.chat_id, shown, desk.now, closed, desk.texts(whose))
    send_link(desk, done.person, whose)


def send_link(desk: Desk, by: Person, whose: Person, *, surface_id: int | None = None) -> None:
    """Makes a link to another phone; that is logged, for who is given it reads what is theirs. A phone
    that waited by an earlier one waits no more."""
    _waits_no_more(desk, whose)
    phones.expect(desk.tx, whose.id, by.id, desk.now)
    sharing.log_look(desk.tx, by.id, whose.id, NEW_PHONE, desk.now)
    links.send_link(desk, by, whose.id, surface_id=surface_id)


def _whose(desk: Desk, start: Start) -> Person | None:
    """Whose phone it is about: the borger's, or that of somebody who works here, whom only a leader can name."""
    found: Person | None = start.about
    if start.target.isdecimal() and start.person.role is Role.LEADER:
        found = people.person_by_id(desk.tx, int(start.target))
    return found if found and found.id != start.person.id and found.state == "active" else None


def no_longer_by(desk: Desk, maker: Person) -> int:
    """Whoever has made links to other phones may not any more: none of those settles.

    Returns: how many of them had been opened.
    """
    made = phones.expected_by(desk.tx, maker.id)
    for each in made:
        if whose := people.person_by_id(desk.tx, each.person_id):
            look_again(desk, whose)
    return sum(each.chat_id is not None for each in made)


def look_again(desk: Desk, whose: Person) -> None:
    """Stops a link to another phone, opened or not, if who made it may not do so any more. Whose phone was cut off
    still needs another."""
    expected = phones.expected(desk.tx, whose.id)
    if expected is None or _may_still(desk, expected, whose):
        return
    people.forget_links(desk.tx, whose.id)
    if _waits_no_more(desk, whose):
        desk.tell(whose, NOT_MOVED, pictogram="📱")
    if whose.chat_id is not None:
        phones.forget(desk.tx, whose.id)


def _may_still(desk: Desk, expected: NewPhone, whose: Person) -> bool:
    """Whether who made the link works here now and may see to that person."""
    maker = people.person_by_id(desk.tx, expected.made_by or 0)
    action = Action.MANAGE_BORGER if whose.role is Role.BORGER else Action.MANAGE_STAFF
    return maker is not None and maker.state == "active" and allowed(desk, maker, action, whose)


def _waits_no_more(desk: Desk, whose: Person, why: Text = NO_GOOD) -> bool:
    """The phone that waits to be somebody's is told why it waits no more, and the one so far is not asked about it.

    Returns: whether any waited.
    """
    schedules.clear_timers(desk.tx, borger_id=whose.id, kind=SETTLES)
    open_sessions.card_goes(desk, whose, OTHER_PHONE)
    return phone_waits_no_more(desk.tx, whose.id, why, desk.now, desk.texts(whose))


def came(desk: Desk, person: Person, chat_id: int) -> Text | None:
    """A link to another phone was opened in a chat: the phone so far is asked. Where there is none, it is settled.

    Returns: what to answer there; None if it is settled.
    """
    expected = phones.expected(desk.tx, person.id)
    if expected is None or not _may_still(desk, expected, person):
        return NO_GOOD
    phones.opened(desk.tx, person.id, chat_id)
    if person.chat_id is None:
        _settle(desk, person)
        return None
    schedules.set_timer(desk.tx, desk.now + DAY, SETTLES, borger_id=person.id)
    when = Dispatch(Lane.CALL)
    desk.runner.open(desk, desk.house.dialogs[OTHER_PHONE], Start(person, person, asked=True), when)
    return WAITS


def other_known(desk: Desk, start: Start) -> Known:
    """Who made the link, and when they are moved without an answer."""
    texts, expected = desk.texts(start.person), phones.expected(desk.tx, start.person.id)
    maker = people.person_by_id(desk.tx, expected.made_by) if expected and expected.made_by else None
    until = texts.say(T("Without an answer I move you {when}.", when=(desk.now + DAY).astimezone(desk.house.zone)))
    made = texts.say(T("{name} made the link.", name=maker.name)) if maker else ""
    return Known(facts={"until": f"{made} {until}".strip()})


def timer_due(desk: Desk, timer: Timer) -> None:
    """A day is over without an answer."""
    if person := people.person_by_id(desk.tx, timer.borger_id or 0):
        look_again(desk, person)
        expected = phones.expected(desk.tx, person.id)
        if expected and expected.chat_id is not None:
            _settle(desk, person)


def other_done(desk: Desk, done: Done) -> None:
    """Yes moves them at once; no stops it."""
    mine = done.chosen("mine")
    if done.finish.end is not End.DONE or not mine:
        return
    look_again(desk, done.person)
    expected = phones.expected(desk.tx, done.person.id)
    if expected is None or expected.chat_id is None:
        return
    if mine == "yes_":
        _settle(desk, done.person)
        return
    _waits_no_more(desk, done.person, STOPPED)
    phones.forget(desk.tx, done.person.id)
    told = {leader.id: leader for leader in people.people_of_role(desk.tx, Role.LEADER)}
    if maker := people.person_by_id(desk.tx, expected.made_by or 0):
        told[maker.id] = maker
    for one in told.values():
        desk.tell(one, T("{name} has said no to another phone. Please ask who opened the link.",
                         name=done.person.name), about=done.person)  # fmt: skip


def _settle(desk: Desk, person: Person) -> None:
    """Everything that belongs to somebody goes on on the other phone, and the old one has nothing of it any more."""
    expected = phones.expected(desk.tx, person.id)
    assert expected and expected.chat_id is not None
    schedules.clear_timers(desk.tx, borger_id=person.id, kind=SETTLES)
    old = person.chat_id
    shown = outbox.messages_in(desk.tx, old, desk.now - DELETABLE) if old else []
    open_sessions.card_goes(desk, person, OTHER_PHONE)
    under_way = sessions.open_sessions(desk.tx, person.id)
    phones.move(desk.tx, person.id, expected.chat_id)
    moved = people.person_by_id(desk.tx, person.id)
    assert moved
    if old is not None:
        leave_chat(desk.tx, old, shown, desk.now, T("I am on your new phone now."), desk.texts(moved))
    desk.renew_menu(moved)
    desk.tell(moved, T("You are here now, {name}. What you were in the middle of goes on.", name=moved.name),
              keyboard=True)  # fmt: skip
    for stored in under_way:
        _goes_on(desk, moved, stored)
    for goes_on in desk.runner.features.moves:
        goes_on(desk, moved)
    if maker := people.person_by_id(desk.tx, expected.made_by or 0):
        desk.tell(maker, T("{name} is on the new phone now.", name=moved.name), about=moved)


def _goes_on(desk: Desk, person: Person, stored: StoredSession) -> None:
    """What somebody was in the middle of stands in the new chat, unless it is still on its way there."""
    now = sessions.session_by_id(desk.tx, stored.id)
    if now and now.surface_id is None:
        desk.runner.feed(desk, session_cards.on_a_new_surface(desk, now, person), Shown())
