"""A tap on a button, on its way to what the button belongs to."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.runner import Runner
from bot.planning import plan_screens, proposals
from bot.reminding import reminder_taps
from bot.reviewing import followups, page
from bot.talking import duty, talk
from bot.telegram.buttons import Owner, Tap
from bot.week import week
from dialogs.session import Pressed
from storage import sessions
from storage.people import Person


def tapped(desk: Desk, runner: Runner, person: Person, tap: Tap) -> bool:
    """Lets a tap happen.

    Returns: False if the button is not this person's, or of an earlier card.
    """
    match tap.owner:
        case Owner.SESSION:
            stored = sessions.session_by_id(desk.tx, tap.id)
            if stored is None or stored.person_id != person.id:
                return False
            new = runner.feed(desk, stored, Pressed(tap.turn, tap.choice))
            return new or tap.turn == stored.session.turn - 1  # a finger that trembles taps twice: no word about it
        case Owner.SUMMARY:
            return followups.tapped(desk, runner, person, tap)
        case Owner.TALK:
            return talk.tapped(desk, person, tap)
        case Owner.FOLLOW_UP:
            return followups.finished(desk, person, tap.id)
        case Owner.BORGER_PAGE:
            return page.tapped(desk, runner, person, tap)
        case Owner.PROPOSAL:
            return proposals.tapped(desk, runner, person, tap)
        case Owner.REMINDER:
            return reminder_taps.tapped(desk, runner, person, tap)
        case Owner.PLAN:
            return plan_screens.tapped(desk, runner, person, tap)
        case Owner.DUTY:
            changed = duty.tapped(desk, person, tap)
            talk.shifts_changed(desk)
            return changed
        case Owner.WEEK:
            return week.tapped(desk, runner, person, tap)
