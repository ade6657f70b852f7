"""Calls that go to certain readers alone, at work: for somebody to read now what a borger has said. Who is told, who is
told next, and how it honestly stands. Each ends when somebody has taken it, or stands on the leaders' list."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Start
from bot.desk.page_parts import NEWS_SHOWS
from bot.talking import endings, notice_cards, promises, talk
from bot.talking.at_hand import at_hand, next_at_hand
from bot.talking.hearers import in_turn, is_anybodys, may_hear, not_told, said
from bot.talking.late_calls import late_call
from bot.telegram.buttons import Tap
from dialogs.permissions import Role
from storage import followup, notices, people, schedules, sessions, sharing
from storage.followup import Talk
from storage.outbox import Lane
from storage.people import Person
from storage.reach import Reach, reach_of
from storage.surfaces import Surface

SEEN_WAITS = timedelta(hours=1)
"""Who has opened a call that wants an answer, and has not taken it for so long, is not waited for any longer."""
AGREED = "alert"
"""The form in which a borger says yes to an agreement, or takes it back: its target is the agreement."""
ALERT = "alert"
"""What the access log says of somebody who has opened an alert."""
LONG = timedelta(days=1)
"""What is to wait for longer than this until anybody is at work, a leader hears of at once."""


def read_now(desk: Desk, start: Start) -> None:
    """A borger asks that somebody reads what they have said in the sitting that is the target: those who may, and are
    at work, are told."""
    number = start.target.partition(":")[2]
    stored = sessions.session_by_id(desk.tx, int(number)) if number.isdecimal() else None
    if stored is None or stored.about_id != start.person.id:
        return
    asked = notices.about(desk.tx, stored.id)
    if asked and asked.is_open:
        notice_cards.show_borger(desk, start.person, asked.id)
        return
    call_id = notices.add(desk.tx, start.person.id, stored.id, desk.now, desk.new_surface(start.person))
    move_on(desk, call_id)


def move_on(desk: Desk, call_id: int) -> None:
    """Tells the next who may hear of it and are at work; while none of them is, it waits for those who come to work
    next. Once all have been told and nobody has reacted, or nobody will be there for long, a leader hears of it."""
    call, borger = _open(desk, call_id)
    if call is None or borger is None:
        return
    told = notices.told_of(desk.tx, call.id)
    found = in_turn(call, at_hand(desk, not_told(desk, call)))
    for staff in found:
        surface_id = desk.new_surface(staff, borger, notice_cards.SHOWS, call.id)
        followup.add_call(desk.tx, call.id, staff.id, surface_id)
        notice_cards.show_one(desk, borger, call, staff, surface_id, Dispatch(Lane.CALL))
    coming = None if found else next_at_hand(desk, lambda then: not_told(then, call))
    again = desk.now + _wait(desk) if found else coming[0] if coming else None
    schedules.clear_timers(desk.tx, talk_id=call.id)
    if again:
        schedules.set_timer(desk.tx, again, "talk", talk_id=call.id)
    if not found and (told or again is None or again - desk.now > LONG):
        _is_late(desk, borger, call)
    notice_cards.show_borger(desk, borger, call.id)


def given_back(desk: Desk, borger: Person, call: Talk) -> None:
    """Who had taken it cannot after all: whoever may hear of it now is told anew."""
    talk.from_the_start(desk, call, call.at)
    move_on(desk, call.id)
    notice_cards.show_borger(desk, borger, call.id, rings=True)


def _wait(desk: Desk) -> timedelta:
    return timedelta(minutes=int(desk.house.settings.talk_wait))


def _is_late(desk: Desk, borger: Person, call: Talk) -> None:
    """Nobody has reacted: the leaders hear that, and nothing of what it is about."""
    if call.level >= notices.LATE:
        return
    followup.move_talk_on(desk.tx, call.id, notices.LATE)
    for leader in people.people_of_role(desk.tx, Role.LEADER):
        desk.tell(leader, late_call(desk, call), lane=Lane.SUMMARY, wait_for_day=True, about=borger)


def shifts_changed(desk: Desk) -> None:
    """The plan of shifts is another: a call that waits for somebody goes to who is at work by it now, or waits for who
    will be."""
    for call in notices.all_open(desk.tx):
        if not notices.told_of(desk.tx, call.id) or call.level >= notices.LATE:
            move_on(desk, call.id)
        elif borger := people.person_by_id(desk.tx, call.borger_id):
            notice_cards.show_borger(desk, borger, call.id)


def look_again(desk: Desk, call_id: int) -> None:
    """Something that was sent for a call has arrived, does not get through, or never will: the borger's card says how
    it stands now. When nobody who was told can be reached, the next are told at once."""
    call, borger = _open(desk, call_id)
    if call is None or borger is None:
        return
    reach, stands_still = reach_of(desk.tx, call.id), schedules.call_goes_on(desk.tx, call.id) is None
    if stands_still or (reach and not any(how in (Reach.TOLD, Reach.TRYING) for how in reach.values())):
        move_on(desk, call.id)
    else:
        notice_cards.show_borger(desk, borger, call.id)


def moved(desk: Desk, person: Person) -> None:
    """Somebody goes on on another phone: their open calls stand there, and those that staff were told of."""
    for call in notices.of_borger(desk.tx, person.id):
        if call.is_open and call.surface_id:
            followup.talk_on_surface(desk.tx, call.id, desk.new_surface(person))
            notice_cards.show_borger(desk, person, call.id)
    for call in notices.all_open(desk.tx):
        borger = people.person_by_id(desk.tx, call.borger_id)
        if borger and any(one.staff_id == person.id for one in notices.told_of(desk.tx, call.id)):
            surface_id = desk.new_surface(person, borger, notice_cards.SHOWS, call.id)
            followup.call_on_surface(desk.tx, call.id, person.id, surface_id)
            _show(desk, borger, call, person.id)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of such a call.

    Returns: False if it is not this person's to tap.
    """
    call = notices.by_id(desk.tx, tap.id)
    borger = people.person_by_id(desk.tx, call.borger_id) if call else None
    if call is None or borger is None:
        return False
    if person.id == borger.id:
        if tap.choice == "enough":
            endings.called_off(desk, borger, call, over)
        elif tap.choice == "stop":
            desk.runner.go(desk, AGREED, Start(borger, borger, target=str(call.agreement_id)))
        return True
    told = next((one for one in notices.told_of(desk.tx, call.id) if one.staff_id == person.id), None)
    if told is None or told.surface_id is None:
        return False
    if person.id not in {one.id for one in may_hear(desk, call)}:
        notice_cards.show_one(desk, borger, call, person, told.surface_id)
        move_on(desk, call.id)
    elif tap.choice == "see":
        _seen(desk, borger, call, person)
    elif tap.choice == "take":
        notice_cards.show_one(desk, borger, call, person, told.surface_id, takes=True)
    elif tap.choice in promises.AT and not call.closed:
        desk.runner.go(desk, talk.TALK_TIME, Start(person, borger, target=f"{call.id}:{tap.choice}"))
    elif tap.choice == promises.WRITE and not call.closed:
        desk.runner.go(desk, talk.TALK_WORDS, Start(person, borger, target=str(call.id)))
    elif tap.choice in promises.NOW and followup.take_talk(desk.tx, call.id, person.id, tap.choice, desk.now):
        over(desk, borger, call.id)
    else:
        notice_cards.show_one(desk, borger, call, person, told.surface_id)
    return True


def _seen(desk: Desk, borger: Person, call: Talk, person: Person) -> None:
    """Somebody opens it: that is a look, and for what was only to be read it is the end. The borger is told. An alert
    waits a while for whoever has opened it to take it."""
    first = notices.set_seen(desk.tx, call.id, person.id, desk.now)
    if call.kind == "read":
        if call.is_open and followup.take_talk(desk.tx, call.id, person.id, promises.READ, desk.now):
            over(desk, borger, call.id)
        desk.runner.go(desk, "said", Start(person, borger, target=str(call.session_id)))
        return
    sharing.log_look(desk.tx, person.id, borger.id, ALERT, desk.now)
    if first and call.is_open:
        schedules.clear_timers(desk.tx, talk_id=call.id)
        schedules.set_timer(desk.tx, desk.now + SEEN_WAITS, "talk", talk_id=call.id)
        notice_cards.show_borger(desk, borger, call.id)
    _show(desk, borger, call, person.id)


def over(desk: Desk, borger: Person, call_id: int) -> None:
    """Somebody has taken the call, or it has ended: everybody's card says so."""
    schedules.clear_timers(desk.tx, talk_id=call_id)
    call = followup.talk_by_id(desk.tx, call_id)
    answered = call is not None and not call.closed and call.taken_by is not None and call.promise != promises.READ
    notice_cards.show_borger(desk, borger, call_id, rings=answered)
    if call:
        for told in notices.told_of(desk.tx, call_id):
            _show(desk, borger, call, told.staff_id)
    if answered:
        endings.not_reached(desk, borger, call)
    desk.runner.changed_only(desk, borger, NEWS_SHOWS)


def _show(desk: Desk, borger: Person, call: Talk, staff_id: int) -> None:
    """Draws the card of somebody who was told as it stands now."""
    told = next((one for one in notices.told_of(desk.tx, call.id) if one.staff_id == staff_id), None)
    staff = people.person_by_id(desk.tx, staff_id)
    if told and told.surface_id is not None and staff and staff.chat_id is not None:
        notice_cards.show_one(desk, borger, call, staff, told.surface_id)


def ends(desk: Desk, borger: Person, call: Talk) -> None:
    """It is not needed any more, or may not go further: nobody else is told, and nothing of it stands with who was."""
    if call.is_open and followup.close_talk(desk.tx, call.id, desk.now, because=promises.LAPSED):
        over(desk, borger, call.id)


def bring_in_line(desk: Desk, borger: Person) -> None:
    """The borger has changed what they share, or what they said: what nobody may read any more goes no further. What
    nobody is left to hear of waits for a leader while they stand by what they said."""
    for call in notices.of_borger(desk.tx, borger.id):
        goes_on = bool(said(desk, call)) if call.level == notices.ALONE else is_anybodys(desk, call)
        if call.is_open and not goes_on:
            ends(desk, borger, call)


def left_alone(desk: Desk, borger: Person) -> None:
    """Somebody works here no more, or is no contact person of the borger's: a call that nobody else may hear of stands
    on the leaders' list, for the borger has taken nothing back. A call for a talk goes on by itself."""
    for call in notices.of_borger(desk.tx, borger.id):
        if call.is_open and call.level != notices.ALONE and said(desk, call) and not is_anybodys(desk, call):
            schedules.clear_timers(desk.tx, talk_id=call.id)
            _is_late(desk, borger, call)
            followup.move_talk_on(desk.tx, call.id, notices.ALONE)
            notice_cards.show_borger(desk, borger, call.id)


def draw(desk: Desk, borger: Person, surface: Surface) -> None:
    """Draws what somebody was told as it may stand now; who may not read it any more has nothing of it."""
    call, staff = notices.by_id(desk.tx, surface.ref or 0), people.person_by_id(desk.tx, surface.person_id)
    if call and staff and call.is_open and staff.id not in {one.id for one in may_hear(desk, call)}:
        desk.retire(staff, surface.id)
        move_on(desk, call.id)


def _open(desk: Desk, call_id: int) -> tuple[Talk | None, Person | None]:
    """A call that is still open, and whose it is."""
    call = notices.by_id(desk.tx, call_id)
    if call is None or not call.is_open:
        return None, None
    return call, people.person_by_id(desk.tx, call.borger_id)
