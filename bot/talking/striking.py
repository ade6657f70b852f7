"""When an agreed alert strikes: a borger has answered as agreed, on as many days in a row."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk.desk import Desk
from dialogs.engine.session import Outcome
from dialogs.time.answered import told_day
from storage import agreements, answers, sessions
from storage.agreements import Agreement, Given

Said = tuple[int, str, str]
"""A session, a step and an item: where something was said."""
AT_ONCE = timedelta(days=1)
"""What was shared or corrected so long after it was said strikes no more: it is no news."""


def struck_by(desk: Desk, agreement: Agreement, session_id: int, at: datetime) -> list[Said]:
    """The answers by which an agreement strikes, or struck at an instant, at a sitting, the newest first; none if it
    does not. Of the days before, the last answer counts. One that has been acted on begins anew the day after: one
    alert a day at most."""
    zone = desk.house.settings.timezone
    given = agreements.given(desk.tx, agreement, at - timedelta(days=2 * agreement.days + 2))
    here = [one for one in given if one.session_id == session_id]
    if not here:
        return []
    last, by_day = told_day(here[-1].at, zone), {told_day(one.at, zone): one for one in given}
    wanted = [last - timedelta(days=ago) for ago in range(agreement.days)]
    found = [here[-1], *(by_day[day] for day in wanted[1:] if day in by_day)]
    strikes = agreements.strikes(desk.tx, agreement.id)
    acted_on = (told_day(at, zone) for session, at in strikes if session != session_id)
    if len(found) < agreement.days or not all(_fits(agreement, one) for one in found):
        return []
    if any(wanted[-1] <= day <= last for day in acted_on):
        return []
    return [(one.session_id, agreement.answers.step, one.item) for one in found]


def newest_sitting(desk: Desk, agreement: Agreement) -> int | None:
    """The sitting in which the question of an agreement was answered last, if that is lately."""
    found = agreements.given(desk.tx, agreement, desk.now - AT_ONCE)
    return found[-1].session_id if found else None


def _fits(agreement: Agreement, one: Given) -> bool:
    return one.outcome is Outcome.ANSWERED and agreement.answers.fit(one.choices, one.score)


def is_shared(desk: Desk, said: Said) -> bool:
    """Whether the borger shares an answer with those whom they let read."""
    session_id, *place = said
    stored = sessions.session_by_id(desk.tx, session_id)
    return stored is not None and stored.session.shares and tuple(place) not in answers.held_in(desk.tx, session_id)
