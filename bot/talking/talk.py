"""A borger asks to talk with somebody: who is told, who is told next, and how it honestly stands."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.desk import asking_help
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.desk.page_parts import NEWS_SHOWS
from bot.desk.speaking_to import send_on, told
from bot.talking import endings, promises, staff_cards, wishes
from bot.talking.borger_card import borger_card
from bot.talking.callees import LEVELS, at_work, next_at_work, of_call
from bot.talking.endings import Over
from bot.talking.staff_cards import TALK
from bot.telegram.buttons import Tap
from dialogs.engine.session import End
from dialogs.text import T
from dialogs.time.schedule import instants
from storage import followup, help_calls, people, schedules
from storage.followup import Talk
from storage.people import Person
from storage.reach import Reach, reach_of

TALK_TIME = "talk_time"
TALK_WORDS = "talk_words"

JUST_PAST = timedelta(hours=1)


def talk(desk: Desk, start: Start) -> None:
    """Calls the contact persons at once. An open call is shown again; one that nobody answered goes round once more. It
    may be for help with something: see `bot.desk.asking_help`."""
    borger = start.person
    if start.surface_id:
        desk.retire(borger, start.surface_id)  # the menu it was chosen on: a call is a card of its own
    open_call = followup.open_talk(desk.tx, borger.id)
    help_call = asking_help.wanted(start)
    if open_call and help_call:
        help_calls.is_for(desk.tx, open_call.id, help_call)
        staff_cards.show(desk, borger, open_call.id)
    if open_call and open_call.level == LEVELS:
        _again(desk, borger, open_call, desk.now)
    elif open_call:
        if open_call.surface_id:
            desk.retire(borger, open_call.surface_id)
        followup.talk_on_surface(desk.tx, open_call.id, desk.new_surface(borger))
        _show_borger(desk, borger, open_call.id)
    else:
        talk_id = followup.add_talk(desk.tx, borger.id, desk.now, desk.new_surface(borger))
        if help_call:
            help_calls.is_for(desk.tx, talk_id, help_call)
        move_on(desk, talk_id)


def come_by(desk: Desk, start: Start) -> None:
    """A call for somebody to come, as a question has offered it: how they would like it is said already."""
    talk(desk, start)
    call = followup.open_talk(desk.tx, start.person.id)
    if call and not call.way:
        _borger_tapped(desk, start.person, call, "way_come")


def _again(desk: Desk, borger: Person, call: Talk, at: datetime) -> None:
    """A call begins anew as one of `at`, on a new card: the borger asks again for one that has been everywhere."""
    if call.surface_id:
        desk.retire(borger, call.surface_id)
        followup.talk_on_surface(desk.tx, call.id, desk.new_surface(borger))
    from_the_start(desk, call, at)
    move_on(desk, call.id)


def given_back(desk: Desk, borger: Person, call: Talk) -> None:
    """Who had taken it cannot after all: it begins anew, as old as it is."""
    _again(desk, borger, call, call.at)


def from_the_start(desk: Desk, call: Talk, at: datetime) -> None:
    """Makes a call of `at` as if nobody had been told: the old cards go, so that every phone rings again."""
    for staff_id, surface_id in followup.calls_of(desk.tx, call.id):
        staff = people.person_by_id(desk.tx, staff_id)
        if staff and staff.chat_id is not None and surface_id is not None:
            desk.retire(staff, surface_id)
    followup.restart_talk(desk.tx, call.id, at)


def when_due(desk: Desk, talk_id: int) -> None:
    """Nobody has reacted for a while: the call goes on. One that has been everywhere is taken up from the start, by
    those who have come on duty since."""
    call = followup.talk_by_id(desk.tx, talk_id)
    if call and call.level == LEVELS and not call.closed and call.taken_by is None:
        from_the_start(desk, call, call.at)
    move_on(desk, talk_id)


def move_on(desk: Desk, talk_id: int) -> None:
    """Tells the next who can be reached, and says so to the borger. After the last, the borger is told that too, and
    the call waits for those who come on duty next."""
    call = followup.talk_by_id(desk.tx, talk_id)
    borger = people.person_by_id(desk.tx, call.borger_id) if call else None
    if call is None or borger is None or call.closed or call.taken_by is not None:
        return
    called = _called(desk, talk_id)
    level = call.level
    found: list[Person] = []
    while not found and level + 1 < LEVELS:
        level += 1
        found = [p for p in of_call(desk, borger, call, level) if p.id not in called and p.can_be_told]
    if not found:
        level = LEVELS
    followup.move_talk_on(desk.tx, talk_id, level)
    schedules.clear_timers(desk.tx, talk_id=talk_id)
    for staff in found:
        staff_cards.rings(desk, borger, call, staff)
    wait = timedelta(minutes=int(desk.house.settings.talk_wait))
    again = desk.now + wait if found else next_at_work(desk)
    if again:
        schedules.set_timer(desk.tx, again, "talk", talk_id=talk_id)
    # Of a call that was taken up later, perhaps while they sleep, they need not be woken by such news.
    lately = desk.now - call.at < LEVELS * wait + timedelta(hours=1)
    _show_borger(desk, borger, talk_id, rings=level == LEVELS and call.level >= 0 and lately)


def shifts_changed(desk: Desk) -> None:
    """The plan of shifts is another: calls that have been everywhere are taken up when the next come on duty by it, and
    at once if somebody is who has not been called."""
    working = {person.id for person in at_work(desk)}
    for call in followup.open_talks(desk.tx):
        borger = people.person_by_id(desk.tx, call.borger_id)
        if borger is None or call.level < LEVELS or call.kind != "talk":
            continue
        somebody_new = bool(working - _called(desk, call.id))
        again = desk.now if somebody_new else next_at_work(desk)
        if again != schedules.call_goes_on(desk.tx, call.id):
            schedules.clear_timers(desk.tx, talk_id=call.id)
            if again:
                schedules.set_timer(desk.tx, again, "talk", talk_id=call.id)
            _show_borger(desk, borger, call.id)


def reached(desk: Desk, staff: Person) -> None:
    """Somebody can be told again: of each call that has come as far as them, or past them, they hear now."""
    for call in followup.open_talks(desk.tx):
        borger = people.person_by_id(desk.tx, call.borger_id)
        if borger is None or call.kind != "talk" or staff.id in _called(desk, call.id):
            continue
        if any(staff in of_call(desk, borger, call, level) for level in range(min(call.level + 1, LEVELS))):
            staff_cards.rings(desk, borger, call, staff)
            _show_borger(desk, borger, call.id)


def moved(desk: Desk, person: Person) -> None:
    """Somebody goes on on another phone: the borger's open call stands there, and those that staff were told of."""
    if call := followup.open_talk(desk.tx, person.id):
        followup.talk_on_surface(desk.tx, call.id, desk.new_surface(person))
        _show_borger(desk, person, call.id)
    for talk_id in followup.calls_to(desk.tx, person.id):
        call = followup.talk_by_id(desk.tx, talk_id)
        borger = people.person_by_id(desk.tx, call.borger_id) if call and call.kind == "talk" else None
        if borger:
            followup.call_on_surface(desk.tx, talk_id, person.id, desk.new_surface(person, borger, "call", talk_id))
            staff_cards.show(desk, borger, talk_id)


def look_again(desk: Desk, talk_id: int) -> None:
    """Something that was sent for a call has arrived, does not get through, or never will: the borger's card says how
    it stands now. When nobody of those told last can be reached, the next are told at once."""
    call = followup.talk_by_id(desk.tx, talk_id)
    borger = people.person_by_id(desk.tx, call.borger_id) if call else None
    if call is None or borger is None or call.closed or call.taken_by is not None:
        return
    reach = reach_of(desk.tx, talk_id)
    hopeful = {staff_id for staff_id, how in reach.items() if how in (Reach.TOLD, Reach.TRYING)}
    stands_still = schedules.call_goes_on(desk.tx, talk_id) is None
    if call.level < LEVELS and (stands_still or not _somebody_may_answer(desk, borger, call, hopeful)):
        move_on(desk, talk_id)
    else:
        _show_borger(desk, borger, talk_id, rings=not reach)


def _somebody_may_answer(desk: Desk, borger: Person, call: Talk, called: set[int]) -> bool:
    """Whether anybody of the present level, and of none before it, has been told or soon will be."""
    before = {person.id for level in range(call.level) for person in of_call(desk, borger, call, level)}
    present = of_call(desk, borger, call, call.level)
    return any(p.id in called and p.id not in before and p.can_be_told for p in present)


def _called(desk: Desk, talk_id: int) -> set[int]:
    return {staff_id for staff_id, _ in followup.calls_of(desk.tx, talk_id)}


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of a call.

    Returns: False if it is not this person's to tap.
    """
    call = followup.talk_by_id(desk.tx, tap.id)
    borger = people.person_by_id(desk.tx, call.borger_id) if call else None
    if call is None or borger is None:
        return False
    if person.id == borger.id:
        return _borger_tapped(desk, borger, call, tap.choice)
    if person.id not in _called(desk, call.id):
        return False
    is_open = not call.closed and call.taken_by is None
    if is_open and tap.choice in promises.AT:
        desk.runner.go(desk, TALK_TIME, Start(person, borger, target=f"{call.id}:{tap.choice}"))
    elif is_open and tap.choice == promises.WRITE:
        desk.runner.go(desk, TALK_WORDS, Start(person, borger, target=str(call.id)))
    elif tap.choice in {*promises.NOW, *promises.BEFORE} and followup.take_talk(
        desk.tx, call.id, person.id, tap.choice, desk.now
    ):
        over(desk, borger, call.id)
    else:
        staff_cards.show(desk, borger, call.id)
    return True


def _borger_tapped(desk: Desk, borger: Person, call: Talk, choice: str) -> bool:
    """It is not needed any more; or how they would like it and what it is about, which also stands on the cards of
    those who are told. None of it rings."""
    if choice == "enough":
        endings.called_off(desk, borger, call, over)
        return True
    if call.closed or call.taken_by is not None or not wishes.picked(desk, call, choice):
        return False
    _show_borger(desk, borger, call.id)
    staff_cards.show(desk, borger, call.id)
    return True


def time_given(desk: Desk, done: Done, over: Over) -> None:
    """Somebody comes or calls at a time: today, or tomorrow if that is past; one that was offered and passed while they
    thought is not meant for tomorrow. Who was too slow sees that on the card of the call."""
    talk_id, _, kind = done.stored.target.partition(":")
    at = done.chosen("at")
    call = followup.talk_by_id(desk.tx, int(talk_id)) if talk_id.isdecimal() else None
    if done.finish.end is not End.DONE or not at or call is None or kind not in promises.AT:
        return
    zone = desk.house.settings.timezone
    found = [one for ahead in (0, 1)
             for one in instants(desk.local.date() + timedelta(days=ahead), time.fromisoformat(at), zone)]  # fmt: skip
    when = next(one for one in found if one > desk.now)
    is_past = any(timedelta(0) <= desk.now - one < JUST_PAST for one in found)
    if is_past and when - desk.now > JUST_PAST:
        desk.tell(done.person, T("{time} is just past. Please choose another time.", time=time.fromisoformat(at)))
        return
    promise = promises.at(kind, when.astimezone(desk.house.zone))
    if followup.take_talk(desk.tx, call.id, done.person.id, promise, desk.now):
        over(desk, done.about, call.id)


def words_given(desk: Desk, done: Done, over: Over) -> None:
    """Somebody answers in words, or with what can be heard or seen, unless a colleague was quicker."""
    call = followup.talk_by_id(desk.tx, int(done.stored.target)) if done.stored.target.isdecimal() else None
    given = done.given("words")
    if done.finish.end is not End.DONE or given is None:
        return
    promise = promises.written(given.words.strip())
    if call and followup.take_talk(desk.tx, call.id, done.person.id, promise, desk.now):
        over(desk, done.about, call.id)
        send_on(desk, done.person, done.about, told(given), talk_id=call.id, wait_for_day=False)
    else:
        desk.tell(done.person, T("This does not wait for an answer any more."))


def over(desk: Desk, borger: Person, talk_id: int) -> None:
    """Somebody has taken the call, or the borger has called it off: everybody's card says so."""
    schedules.clear_timers(desk.tx, talk_id=talk_id)
    call = followup.talk_by_id(desk.tx, talk_id)
    answered = call is not None and call.taken_by is not None and not call.closed
    _show_borger(desk, borger, talk_id, rings=answered)
    staff_cards.show(desk, borger, talk_id)
    endings.not_reached(desk, borger, call)
    desk.runner.changed_only(desk, borger, NEWS_SHOWS)


def _show_borger(desk: Desk, borger: Person, talk_id: int, *, rings: bool = False) -> None:
    """The borger's card; with `rings` it comes as a new message, for there is something to know."""
    call = followup.talk_by_id(desk.tx, talk_id)
    if call is None or call.surface_id is None:
        return
    surface_id = call.surface_id
    if rings and borger.reachable:  # otherwise the card that stands there goes once they can be reached
        desk.retire(borger, surface_id)
        surface_id = desk.new_surface(borger)
        followup.talk_on_surface(desk.tx, talk_id, surface_id)
    desk.show_card(borger, borger_card(desk, call), TALK, talk_id, surface_id)
