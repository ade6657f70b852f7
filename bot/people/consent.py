"""What a borger has said yes to: looked at again on wish, and asked about once a year on a calm day. Without an answer
it comes again a month later, twice at most; then contact persons, or else the leaders, are told that a talk is due.
Nothing is switched off by that."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.desk import open_sessions
from bot.desk.at_work import called
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from bot.desk.guardian_words import to_borger
from bot.desk.outlook import coming
from bot.desk.team_year import asks_in_a_year
from bot.people import thinking
from bot.rights import privacy
from dialogs.engine.session import End
from dialogs.permissions import Role
from dialogs.text import T
from dialogs.time.schedule import after_quiet, instant
from storage import agendas, consents, guardians, people, schedules, sessions, sharing
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer, TimerKind

CONSENT = "consent"
YEAR, MONTH = timedelta(days=365), timedelta(days=30)
MOST = 3
"""How often somebody is asked who does not answer."""
CALM = time(14)
LOOKED_THROUGH = 7
"""Days among which the calmest is chosen: the one with the fewest messages to come."""
TIMERS: tuple[TimerKind, ...] = ("welcome", "consent", "ask_consent")
LATER, DAY = timedelta(hours=1), timedelta(days=1)


def said_yes(desk: Desk, borger: Person) -> None:
    """The borger takes part, or has looked at it again: they are asked in a year."""
    consents.said(desk.tx, borger.id, desk.said_at)
    for kind in TIMERS:
        schedules.clear_timers(desk.tx, borger_id=borger.id, kind=kind)
    schedules.set_timer(desk.tx, desk.said_at + YEAR, "consent", borger_id=borger.id)
    if schedules.due_of(desk.tx, borger.id, "team") is None:
        asks_in_a_year(desk, borger)


def consent_known(desk: Desk, start: Start) -> Known:
    """How it stands now: who may read, and how long what is said is kept."""
    say = desk.texts(start.person).say
    readers = called((name for _, name, _ in sharing.given(desk.tx, start.about.id)), first=True)
    reads = T("{names} may read what you have said yes to.", names=readers)
    why = T("You have said yes to this before. Is it still so?") if start.asked else T("You have said yes to this.")
    return Known(
        facts={
            "why": say(why),
            "reads": say(reads if readers else T("I show your answers to nobody.")),
            "kept": say(privacy.kept(desk)),
            "guardian": "\n".join(say(to_borger(each)) for each in guardians.of(desk.tx, start.about.id)),
        }
    )


def looked_at(desk: Desk, done: Done) -> None:
    """Whatever was chosen, it has been looked at; what is to be changed is changed where that leads to."""
    if done.finish.end is End.DONE and done.chosen("still"):
        said_yes(desk, done.person)


def timer_due(desk: Desk, timer: Timer) -> None:
    """Something that has to do with a borger's yes is due."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    if borger is None:
        return
    if timer.kind == "welcome":
        thinking.asked_again(desk, borger)
    elif borger.state != "active" and consents.consent_of(desk.tx, borger.id):  # their phone is cut off
        schedules.set_timer(desk.tx, desk.now + DAY, timer.kind, borger_id=borger.id)
    elif borger.state == "active" and timer.kind == "consent":
        schedules.set_timer(desk.tx, calm(desk, borger), "ask_consent", borger_id=borger.id)
    elif borger.state == "active":
        _ask(desk, borger)


def _ask(desk: Desk, borger: Person) -> None:
    """Asks, if now is still a good time for it, or tells the contact persons that it is their turn."""
    consent = consents.consent_of(desk.tx, borger.id)
    if consent is None:
        return
    if not borger.reachable:  # contact persons are told of that; nothing is counted that has not come
        schedules.set_timer(desk.tx, desk.now + MONTH, "consent", borger_id=borger.id)
    elif desk.rests(borger):
        schedules.set_timer(desk.tx, desk.now, "consent", borger_id=borger.id)
    elif any(open_sessions.is_on_it(desk, stored) for stored in sessions.under_way(desk.tx, borger.id)):
        schedules.set_timer(desk.tx, desk.now + LATER, "ask_consent", borger_id=borger.id)
    elif consent.asked >= MOST:
        contacts = [one for one in people.contacts_of(desk.tx, borger.id) if one.can_be_told]
        for contact in contacts or people.people_of_role(desk.tx, Role.LEADER):
            due = T("{name} has not looked again at what they have said yes to. Please talk about it.",
                    name=borger.name)  # fmt: skip
            desk.tell(contact, due, about=borger)
        consents.asked(desk.tx, borger.id, 0)
        schedules.set_timer(desk.tx, desk.now + YEAR, "consent", borger_id=borger.id)
    else:
        consents.asked(desk.tx, borger.id, consent.asked + 1)
        schedules.set_timer(desk.tx, desk.now + MONTH, "consent", borger_id=borger.id)
        start = Start(borger, borger, asked=True)
        desk.runner.open(desk, desk.house.dialogs[CONSENT], start, Dispatch(Lane.CHECK_IN))


def calm(desk: Desk, borger: Person) -> datetime:
    """An instant in the next days, or those after a break, when little else comes, there is staff, and it is not
    quiet."""
    settings, rhythm = desk.house.settings, agendas.rhythm_of(desk.tx, borger.id)
    first = max(desk.local.date(), rhythm.paused_until or desk.local.date())
    days = [first + timedelta(days=on) for on in range(LOOKED_THROUGH + 1)]
    times = [instant(day, CALM, settings.timezone) for day in days]
    times = [after_quiet(rhythm.quiet, at, settings.timezone) if rhythm.quiet else at for at in times]
    times = [at for at in times if at > desk.now]
    agenda = agendas.agenda_of(desk.tx, borger.id)
    found = coming(desk.tx, settings, agenda, desk.now, times[-1] + timedelta(days=1)) if agenda else []

    def busy(at: datetime) -> tuple[bool, int]:
        day = at.astimezone(desk.house.zone).date()
        return not settings.staffed.is_open(at), sum(e.at.astimezone(desk.house.zone).date() == day for e in found)

    return min(times, key=busy)
