"""What comes next in the demo, in Danish words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.lists import format_list

from bot.simulator.demo_house import CHECK_IN
from dialogs.schedule import instant
from storage import schedules, sessions
from storage.database import Tx, moment, stamp

_WORDS = {
    "check_in": "spørgsmål til {}",
    "summary": "opsamling til {}",
    "nudge": "påmindelse til {}",
    "expire": "svartiden er slut for {}",
    "talk": "{} venter på en snak",
    "message": "besked til {}",
}


@dataclass(frozen=True)
class Coming:
    """Something that falls due at the UTC instant `at`; `kind` is a key of the words above."""

    at: datetime
    kind: str
    person_id: int
    name: str


async def coming_next(tx: Tx, now: datetime) -> list[Coming]:
    """What falls due next and can be seen on a phone: all of one minute. Empty when nothing does."""
    rows = await tx.all(
        "SELECT s.next_due AS at, s.kind, p.id, p.name FROM schedule s JOIN person p ON p.id = s.person_id"
        " WHERE s.next_due IS NOT NULL AND p.state = 'active'"
        " UNION ALL SELECT t.due_at, t.kind, p.id, p.name FROM timer t LEFT JOIN session e ON e.id = t.session_id"
        " LEFT JOIN talk k ON k.id = t.talk_id JOIN person p ON p.id = coalesce(e.person_id, k.borger_id)"
        " WHERE t.kind <> 'expire' OR e.dialog_id = ?1"
        " UNION ALL SELECT o.not_before, 'message', p.id, p.name FROM outbox o JOIN person p ON p.chat_id = o.chat_id"
        " WHERE o.state = 'waiting' AND o.not_before > ?2 ORDER BY at, p.id LIMIT 200",
        CHECK_IN, stamp(now),
    )  # fmt: skip
    found: list[Coming] = []
    for row in rows:
        event = Coming(moment(row[0]), row[1], row[2], row[3])
        if found and event.at >= found[0].at + timedelta(minutes=1):
            break
        if await _is_seen(tx, event):
            found.append(event)
    return found


async def _is_seen(tx: Tx, event: Coming) -> bool:
    """Whether something will come to a phone: a nudge does not at night, nor a check-in that was answered already."""
    if event.kind not in ("nudge", "check_in"):
        return True
    schedule = await schedules.schedule_of(tx, event.person_id, "check_in", CHECK_IN)
    if schedule is None:
        return event.kind == "nudge"
    plan = schedule.plan
    local = event.at.astimezone(ZoneInfo(plan.zone))
    if event.kind == "nudge":
        return plan.quiet is None or not plan.quiet.holds(local.time())
    midnight = instant(local.date(), datetime.min.time(), plan.zone)
    return not await sessions.finished_since(tx, event.person_id, CHECK_IN, midnight)


def in_words(events: Sequence[Coming], local: datetime) -> str | None:
    """When and what, seen from the local time: "kl. 16.00: spørgsmål til Alma og Dorthe"."""
    if not events:
        return None
    at = events[0].at.astimezone(local.tzinfo)
    ahead = (at.date() - local.date()).days
    day = "" if ahead == 0 else "i morgen " if ahead == 1 else format_datetime(at, "EEEE 'den' d. MMMM ", locale="da")
    parts = []
    for kind, words in _WORDS.items():
        names = [event.name for event in events if event.kind == kind]
        if names:
            parts.append(words.format(format_list(list(dict.fromkeys(names)), locale="da")))
    return f"{day}kl. {format_datetime(at, 'HH.mm', locale='da')}: {', '.join(parts)}"


async def next_moment(tx: Tx, now: datetime) -> datetime | None:
    """The next instant later than `now` at which anything at all happens by itself."""
    row = await tx.one(
        "SELECT min(at) FROM (SELECT min(next_due) AS at FROM schedule WHERE next_due > ?1"
        " UNION ALL SELECT min(due_at) FROM timer WHERE due_at > ?1"
        " UNION ALL SELECT min(not_before) FROM outbox WHERE state = 'waiting' AND not_before > ?1)",
        stamp(now),
    )
    return moment(row[0]) if row and row[0] is not None else None
