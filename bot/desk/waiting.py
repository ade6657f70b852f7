"""What a borger answers another day: brought up once by itself, found until its time is over, and then let go.

It comes because they chose it: like a reminder of their own it takes nobody's place on the day. It waits for the end of
quiet hours and of a break.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Start
from dialogs.engine import going_on, waiting
from dialogs.engine.session import Expired, Pressed, Session, Shown, Stage
from dialogs.method.model import Dialog
from dialogs.text import T
from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import after_quiet, instant
from storage import agendas, answers, schedules, sessions
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Timer, TimerKind
from storage.sessions import StoredSession

COMES: TimerKind = "another_day"
OVER: TimerKind = "let_go"
"""The timers: it is brought up, and its time is over."""


def comes_at(rhythm: Rhythm, at: datetime, zone: str) -> datetime:
    """When what is to come at an instant does come: after the break, and after the quiet hours."""
    local = at.astimezone(ZoneInfo(zone))
    if rhythm.paused_until and local.date() < rhythm.paused_until:
        at = instant(rhythm.paused_until, local.time().replace(tzinfo=None), zone)
    return after_quiet(rhythm.quiet, at, zone) if rhythm.quiet else at


def known_at_receipt(
    desk: Desk, stored: StoredSession, dialog: Dialog, session: Session, reader: Person
) -> dict[str, str]:
    """When what waits is brought up by itself, for the receipt; empty words if it is not."""
    if not dialog.lets_wait:
        return {}
    at = _comes(desk, stored, dialog, session)
    return {waiting.COMES: desk.texts(reader).say(T("{when}", when=at.astimezone(desk.house.zone))) if at else ""}


def _comes(desk: Desk, stored: StoredSession, dialog: Dialog, session: Session) -> datetime | None:
    """When it will be brought up; None if it was, nothing waits, or its time is over before."""
    ends = [until for _, _, until in waiting.waiting(dialog, session).values()]
    at = waiting.brought_up(session)
    if not ends or at is None or session.end is None:
        return None
    if put_off := schedules.timers_of(desk.tx, stored.id).get(COMES):
        return put_off
    coming = comes_at(agendas.rhythm_of(desk.tx, stored.person_id), at, desk.house.settings.timezone)
    return coming if desk.now < at and coming < max(ends) else None


def set_timers(desk: Desk, stored: StoredSession, dialog: Dialog, session: Session) -> None:
    """Sets when what waits in a session is brought up and let go, as it stands now."""
    if not dialog.lets_wait or session.end is None:
        return
    comes, ends = _comes(desk, stored, dialog, session), waiting.waiting(dialog, session).values()
    for kind, at in ((COMES, comes), (OVER, min((until for _, _, until in ends), default=None))):
        schedules.clear_timer(desk.tx, stored.id, kind)
        if at:
            schedules.set_timer(desk.tx, at, kind, session_id=stored.id)


def is_asked(dialog: Dialog, session: Session) -> bool:
    """Whether a session stands at a question that was left for another day."""
    return session.stage is Stage.ASKING and session.at in waiting.waiting(dialog, session)


def timer_due(desk: Desk, timer: Timer, stored: StoredSession, person: Person) -> None:
    """Brings up what waits, or lets it go."""
    if timer.kind == OVER:
        if stored.session.stage is not Stage.RECEIPT:
            desk.runner.feed(desk, stored, Expired())  # its card was open: first the receipt comes back
        _fed(desk, stored, Expired())
        return
    at = comes_at(agendas.rhythm_of(desk.tx, person.id), desk.now, desk.house.settings.timezone)
    if at > desk.now:  # a break, or other quiet hours, since it was left for today
        schedules.set_timer(desk.tx, at, COMES, session_id=stored.id)
    elif person.reachable:
        bring_up(desk, stored, Dispatch(Lane.CHECK_IN))


def bring_up(desk: Desk, stored: StoredSession, dispatch: Dispatch) -> None:
    """Puts the question that waits at the end of the chat, the first if there are several."""
    dialog, session = desk.dialog(stored.session.version), stored.session
    if session.stage is Stage.RECEIPT and (places := waiting.still_waits(dialog, session, desk.now)):
        on = Pressed(session.turn, going_on.waits_at(places[0]))
        desk.runner.feed(desk, stored, on, Dispatch(dispatch.lane, silent=True))
    _fed(desk, stored, Shown(), dispatch)


def opened(desk: Desk, start: Start) -> None:
    """Opens what waits from its shelf: the target is the session."""
    number = int(start.target) if start.target.isdecimal() else 0
    stored = sessions.session_by_id(desk.tx, number)
    if stored is None or stored.person_id != start.person.id:
        return
    if start.surface_id:  # the shelf it was chosen on
        sessions.leave_surface(desk.tx, start.surface_id)
        desk.retire(start.person, start.surface_id)
    dialog, session = desk.dialog(stored.session.version), stored.session
    if session.end and session.stage is not Stage.RECEIPT and not is_asked(dialog, session):
        _fed(desk, stored, Expired())  # something else of it was being answered: that goes back to the receipt
    bring_up(desk, sessions.session_by_id(desk.tx, stored.id) or stored, Dispatch())


def all_waiting(desk: Desk, borger: Person) -> list[StoredSession]:
    """The sessions in which something of a borger's waits, the oldest first."""
    found = (sessions.session_by_id(desk.tx, id_) for id_ in answers.sessions_waiting(desk.tx, borger.id))
    return [stored for stored in found if stored]


def _fed(desk: Desk, stored: StoredSession, event: Expired | Shown, dispatch: Dispatch | None = None) -> None:
    if now := sessions.session_by_id(desk.tx, stored.id):
        desk.runner.feed(desk, now, event, *((dispatch,) if dispatch else ()))
