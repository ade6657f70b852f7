"""Check-ins: falling due, answering now, the week ahead; and the borger's other screens."""

from __future__ import annotations

from dataclasses import replace

from bot.asking import of_house
from bot.desk import about_entries, handing, open_sessions, waiting
from bot.desk.desk import SESSION, Desk, Dispatch
from bot.desk.flow import Done, Start
from bot.desk.numbers import all_week, staff_now, to_call
from bot.methods import shelves
from dialogs.engine import path
from dialogs.engine.cards import Card
from dialogs.engine.session import End, Expired, Nudged
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from dialogs.text import T
from dialogs.time.agenda import AgendaEntry, Asking
from storage import agendas, outbox, people, schedules, sessions
from storage.agendas import OccurrenceStatus
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer
from storage.sessions import StoredSession

FIRST_SHELF = "me"
"""The shelf of what tells how somebody is, which a key of the keyboard leads to."""

ABOUT_PICTURES = T("Pictures: OpenMoji, openmoji.org, CC BY-SA 4.0.")


def check_in_due(desk: Desk, borger: Person, entry: AgendaEntry) -> None:
    """Asks what is due, if that is still of use, and notes what became of it; what is about the house, of staff."""
    assert isinstance(entry.source, Asking)
    dialog = desk.house.dialogs.get(entry.source.dialog_id)
    status: OccurrenceStatus
    session_id = None
    if dialog is None or desk.now >= entry.until:
        status = "stale"
    elif not borger.reachable:
        status = "unreachable"
    elif entry.source.is_answered(entry.due, entry.at, entry.occasion):
        status = "already"
    elif borger.role is Role.HOUSE:
        status = "asked" if of_house.ask(desk, dialog, borger, entry) else "nothing"
    elif entry.occasion and entry.source.plan.each:
        session_id = _begin(desk, dialog, about_entries.about(Start(borger, borger, asked=True), entry.lead), entry)
        status = "asked" if session_id else "nothing"
    else:
        session_id = _ask(desk, dialog, borger, entry)
        status = "asked" if session_id else "nothing"
    agendas.note(desk.tx, borger.id, entry, status, desk.now, session_id=session_id)


def _ask(desk: Desk, dialog: Dialog, borger: Person, entry: AgendaEntry) -> int | None:
    """Begins a check-in; who is in the middle of one is left there, alone or with somebody's help, but not who has left
    what they had opened. What they had half-done about the same ends; where the card asks which entry it is to be
    about, that is not known yet, and what is half-done about one stays as it is.

    Returns: the session, if there is any to ask."""
    start = Start(borger, borger, asked=True)
    about = about_entries.entry_of(desk, dialog, start)
    helped = handing.in_the_middle(desk, borger, dialog, about)
    asks_which, about_id = dialog.entry_kind is not None and about is None, about.id if about else None
    alone = (each for each in reversed(sessions.under_way(desk.tx, borger.id)) if each.is_half_done)
    own = [each for each in alone if each.dialog_id == dialog.id and (asks_which or each.entry_id == about_id)]
    found = [*([helped] if helped else []), *own]
    for earlier in found:
        if open_sessions.is_on_it(desk, earlier):
            return earlier.id
    if asks_which:
        open_sessions.which_goes(desk, dialog, borger)
    else:
        for earlier in found:
            desk.runner.feed(desk, earlier, Expired())
    return _begin(desk, dialog, start, entry)


def _begin(desk: Desk, dialog: Dialog, start: Start, entry: AgendaEntry) -> int | None:
    """Asks what is due. Returns: the session, if there is any to ask."""
    stored = desk.runner.open(desk, dialog, start, Dispatch(Lane.CHECK_IN, None, entry.until), quietly=True)
    return stored.id if stored else None


def own_words_done(desk: Desk, done: Done) -> None:
    """What was asked before comes back, unless the person goes on to something else or lets the words go."""
    goes_on = done.chosen("where") not in ("", "forget")
    if done.finish.end is not End.EXPIRED and not goes_on:
        open_sessions.bring_back(desk, done.person)


def session_timer(desk: Desk, timer: Timer) -> None:
    """Nudges or expires a session, or does what it let wait for another day."""
    stored = sessions.session_by_id(desk.tx, timer.session_id or 0)
    person = people.person_by_id(desk.tx, stored.person_id) if stored else None
    if stored is None or person is None:
        return
    if timer.kind in (waiting.COMES, waiting.OVER):
        waiting.timer_due(desk, timer, stored, person)
    elif timer.kind == "expire":
        _expire(desk, stored, person)
    elif stored.status == "open" and person.reachable and not desk.rests(person):
        desk.runner.feed(desk, stored, Nudged(), Dispatch(Lane.CHECK_IN))


def _expire(desk: Desk, stored: StoredSession, person: Person) -> None:
    """The time to answer is over. A card that never reached the chat is not sent to say so."""
    dialog = desk.dialog(stored.session.version)
    has_come = stored.surface_id and outbox.has_come(desk.tx, stored.surface_id)
    stands = stored.surface_id and outbox.still_stands(desk.tx, stored.surface_id)
    if dialog.keeps and (stands or stored.session.given):
        desk.runner.feed(desk, stored, Expired())
    elif stored.status == "open":
        if stored.surface_id and not has_come:
            schedules.never_came(desk.tx, stored.surface_id)
        desk.runner.close(desk, stored, person)


def comes_again(desk: Desk, borger: Person) -> bool:
    """Puts before a borger again what they are in the middle of, but nothing that they had begun themself and left.
    Returns: whether there is any."""
    for stored in reversed(sessions.under_way(desk.tx, borger.id)):
        if desk.dialog(stored.session.version).keeps and stored.is_half_done and not open_sessions.abandoned(stored):
            desk.runner.resume(desk, stored)
            return True
    return False


def answer_now(desk: Desk, start: Start) -> None:
    """Brings back what the borger is in the middle of, if anything of it has no answer yet, but nothing else that they
    had begun themself and left; else begins what stands on the shelf of how they are: with several methods there, they
    choose."""
    for stored in reversed(sessions.under_way(desk.tx, start.person.id)):
        dialog = desk.dialog(stored.session.version)
        if open_sessions.abandoned(stored) and shelves.shelf_of(dialog) != FIRST_SHELF:
            continue
        if (dialog.keeps and stored.is_half_done and path.has_more(dialog, stored.session)) or dialog.id == "welcome":
            if start.surface_id:
                desk.retire(start.person, start.surface_id)  # the menu it was chosen on
            desk.runner.resume(desk, stored)
            return
    found = shelves.methods_on(desk, start.person, FIRST_SHELF)
    if len(found) == 1:
        desk.runner.go(desk, found[0].id, start)
    else:
        desk.runner.go(desk, shelves.ON_SHELF, replace(start, target=FIRST_SHELF))


def about(desk: Desk, start: Start) -> None:
    """What the bot is, when there is staff, whom to call just now, and whose pictures it uses."""
    settings = desk.house.settings
    lines = (
        T("I am an app from {house}. I ask how you are. No person sits here and answers.", house=settings.house_name),
        T("I cannot help if it is urgent. There is not always somebody who reads what you write."),
        T("Staff: {hours}.", hours=all_week(settings.staffed)),
        *staff_now(desk),
        *to_call(desk),
        ABOUT_PICTURES,
    )
    surface_id = start.surface_id or desk.new_surface(start.person)
    desk.show_card(start.person, Card(None, "ℹ️", lines=lines, essential=True), SESSION, 0, surface_id)


def forget(desk: Desk, start: Start) -> None:
    """Own words the borger did not want kept."""
    surface_id = start.surface_id or desk.new_surface(start.person)
    card = Card(T("All right. I have not kept it."), "🗑️", essential=True)
    desk.show_card(start.person, card, SESSION, 0, surface_id)
