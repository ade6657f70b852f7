"""What comes next in the demo, in Danish words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from babel.dates import format_datetime
from babel.lists import format_list

from bot.commands.forecast import Coming, planned, timed
from bot.config import Settings
from bot.simulator.demo_house import CHECK_IN
from dialogs.method.model import Dialog
from locales.texts import Texts
from storage import agendas, people
from storage.tx import Tx, moment, stamp

_WORDS = {
    "check_in": "spørgsmål til {}",
    "summary": "opsamling til {}",
    "reminder": "påmindelse til {}",
    "remind": "påmindelse igen til {}",
    "unanswered": "{} har måske ikke svaret",
    "nudge": "en venlig hilsen til {}",
    "expire": "svartiden er slut for {}",
    "talk": "{} venter på en snak",
    "message": "besked til {}",
}
FAR = timedelta(days=8)


def coming_next(
    tx: Tx, settings: Settings, dialogs: Mapping[str, Dialog], texts: Texts, now: datetime
) -> list[Coming]:  # fmt: skip
    """What falls due next and can be seen on a phone: all of one minute. Empty when nothing does."""
    found: list[Coming] = []
    for person_id, next_due in tx.all(
        "SELECT p.id, coalesce(a.next_due, 9e99) FROM person p LEFT JOIN agenda a ON a.person_id = p.id"
        " WHERE p.state = 'active' ORDER BY 2, 1"
    ):
        person = people.person_by_id(tx, person_id)
        assert person is not None
        first = min((one.at for one in found), default=now + FAR)
        found += timed(tx, settings, person, now, now + FAR)
        if next_due < stamp(first) + 60:
            until = min(first, now + FAR) + timedelta(minutes=1)
            found += planned(tx, settings, dialogs, texts, person, now, until)
    seen = sorted([one for one in found if one.sent and _is_seen(tx, settings, one)], key=lambda one: one.at)
    return [one for one in seen if one.at < seen[0].at + timedelta(minutes=1)]


def _is_seen(tx: Tx, settings: Settings, one: Coming) -> bool:
    """Whether something will come to a phone: a nudge does not at night. The end of the time to answer is seen on a
    card of the day's questions."""
    if one.kind == "expire":
        return one.dialog_id == CHECK_IN
    local = one.at.astimezone(settings.zone)
    if one.kind == "nudge":
        quiet = agendas.rhythm_of(tx, one.person.id).quiet
        return one.sure and (quiet is None or not quiet.holds(local.time()))
    return True


def in_words(events: Sequence[Coming], local: datetime) -> str | None:
    """When and what, seen from the local time: "kl. 16.00: spørgsmål til Alma og Dorthe"."""
    if not events:
        return None
    at = events[0].at.astimezone(local.tzinfo)
    ahead = (at.date() - local.date()).days
    day = "" if ahead == 0 else "i morgen " if ahead == 1 else format_datetime(at, "EEEE 'den' d. MMMM ", locale="da")
    parts = []
    for kind, words in _WORDS.items():
        names = [event.person.name for event in events if event.kind == kind]
        if names:
            parts.append(words.format(format_list(list(dict.fromkeys(names)), locale="da")))
    return f"{day}kl. {format_datetime(at, 'HH.mm', locale='da')}: {', '.join(parts)}"


def next_moment(tx: Tx, now: datetime) -> datetime | None:
    """The next instant later than `now` at which anything at all happens by itself."""
    waits = tx.one("SELECT min(not_before) FROM outbox WHERE state = 'waiting' AND not_before > ?", stamp(now))
    due = agendas.next_event(tx, now)
    moments = [moment(waits[0])] if waits and waits[0] is not None else []
    return min([*moments, due] if due else moments, default=None)
