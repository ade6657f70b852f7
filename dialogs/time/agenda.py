"""A person's agenda: every message the bot starts towards them, from all that is planned, by one set of rules.

What is sent and what `trivselsbot forecast` lists are both read from here. The rules, in this order:

1. A check-in falls due by its plan, a reminder by its activity, a summary as its reader comes to work or, on a day
   without a shift, by its plan. A break keeps check-ins away until its day, and reminders too if the person wants that.
   A day that has its answer is not asked about again.
2. Nothing rings in quiet hours but what the person has set themself, and what is told at work: what falls due in them
   comes at their end. A reminder that would be of no use then comes before they begin, unless that was past when it was
   planned; a check-in is left out.
3. Of several reminders of one occurrence that would come together, the last counts.
4. On one local day no more messages come than the house's ceiling: what has an exact time goes first, then other
   reminders, then check-ins, each by time. What the person has set themself, or has agreed that staff hear of, always
   comes, and takes nobody's place.
5. Messages are kept apart: what has no exact time waits until there is room, unless it would then be of no use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dialogs.time.activity import EVENING, MORNING, START, Activity, Change, Happening, happenings
from dialogs.time.answered import Answered, is_answered
from dialogs.time.hours import Span
from dialogs.time.occasions import Occasion, Slot, due_around
from dialogs.time.schedule import Plan, QuietHours, ScheduleKind, after_quiet, instant
from dialogs.time.shifts import NO_DUTY, Duty

AFTER_START = timedelta(minutes=30)
"""How long a reminder at the start is of use."""
BEFORE_QUIET = timedelta(minutes=15)
"""How long before the quiet hours a reminder comes that cannot wait for their end."""
_REACH = timedelta(days=2)
"""Further from its time than this, no message is ever moved."""


@dataclass(frozen=True)
class Rhythm:
    """A person's quiet hours and break. Nothing falls due before the local date `paused_until`, reminders only if
    `pauses_reminders`; a break ended by hand at `resumed_at` does not bring back what fell due in it."""

    quiet: QuietHours | None = None
    paused_until: date | None = None
    pauses_reminders: bool = False
    resumed_at: datetime | None = None


@dataclass(frozen=True)
class Rules:
    """The house's rules: its time zone (IANA name), the least time between two messages, the most on one day, the local
    times of reminders in the evening before and in the morning, and its hours of the shifts."""

    zone: str
    apart: timedelta = timedelta(minutes=5)
    most: int = 12
    evening: time = time(19)
    morning: time = time(8)
    shifts: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Asking:
    """A schedule: a check-in or summary by its plan. What fell due before `since`, an instant, does not count.
    `answers` are those of late; `planned` is what the plan goes by, as long as that is planned; `told` are the
    occurrences of it that it has been asked or answered about, where each is asked about by itself; `duty` is whose
    it is."""

    id: int
    kind: ScheduleKind
    dialog_id: str
    plan: Plan
    since: datetime
    answers: tuple[Answered, ...] = ()
    planned: tuple[Reminding, ...] = ()
    told: frozenset[Slot] = frozenset()
    duty: Duty = NO_DUTY

    def is_answered(self, due: datetime, at: datetime, occasion: Occasion | None) -> bool:
        """Whether what falls due at `due` and comes at `at` has its answer, or has been asked before."""
        if self.plan.each and occasion:
            return occasion.slot in self.told
        return is_answered(self.answers, self.plan.zone, due, at)


@dataclass(frozen=True)
class Reminding:
    """An activity with the changes to its occurrences, each with when it was made; earlier reminders do not count.
    `own` is True for what the person has set themself."""

    id: int
    plan: Activity
    since: datetime
    changes: Mapping[date, Change] = field(default_factory=dict)
    changed: Mapping[date, datetime] = field(default_factory=dict)
    own: bool = False


Source: TypeAlias = Asking | Reminding


class Fate(StrEnum):
    """What becomes of an entry: it is sent, left out over the day's ceiling, another tells the same, or its day has its
    answer already."""

    SENT = "sent"
    FULL = "full"
    TWICE = "twice"
    ANSWERED = "answered"


@dataclass(frozen=True)
class AgendaEntry:
    """One message. `due` is when it was to come, and tells it from others of its source; `at` when it does come, and
    `until` when it is of no use any more: UTC instants. A reminder has its `lead` and the occurrence it is of; what is
    asked because of something planned has that `occasion`, and its name as its lead if it is about that alone; what is
    told as somebody comes to work, the name of that stay."""

    source: Source
    due: datetime
    at: datetime
    until: datetime
    lead: str = ""
    of: Happening | None = None
    occasion: Occasion | None = None
    fate: Fate = Fate.SENT

    @property
    def own(self) -> bool:
        """Whether it rings in quiet hours too: the person has set it themself, or is at work then."""
        return self.source.own if isinstance(self.source, Reminding) else bool(self.lead) and not self.occasion

    @property
    def promised(self) -> bool:
        """Whether it comes however much else does: the person has set it themself, or agreed that staff hear of it."""
        return isinstance(self.source, Reminding) and (self.source.own or self.source.plan.tells_staff)

    @property
    def thing(self) -> tuple[object, ...]:
        """What only the newest entry of counts: a schedule, or of what goes by each occurrence of an activity, one."""
        if isinstance(self.source, Asking):
            return True, self.source.id, self.lead if self.occasion else ""
        return False, self.source.id, None if self.of is None else self.of.slot

    @property
    def exact(self) -> bool:
        """Whether it has a time of its own that nothing but quiet hours moves."""
        return (self.lead == START or self.lead.startswith("before")) and self.at == self.due


def entries(
    rhythm: Rhythm, rules: Rules, sources: Sequence[Source], since: datetime, until: datetime
) -> tuple[AgendaEntry, ...]:
    """All that comes later than `since` and up to `until` (UTC instants), in order; also what is left out."""
    wished: dict[date, list[AgendaEntry]] = defaultdict(list)
    for source in sources:
        for entry in _wishes(source, rhythm, rules, since - _REACH, until + _REACH):
            wished[_local(entry.at, rules).date()].append(entry)
    placed = [entry for day in sorted(wished) for entry in _day(wished[day], rhythm, rules)]
    return tuple(sorted((e for e in placed if since < e.at <= until), key=_order))


def still_to_come(found: Sequence[AgendaEntry], rhythm: Rhythm, rules: Rules, now: datetime) -> tuple[AgendaEntry, ...]:
    """What of `found`, in order and none of it dealt with yet, will be sent, each with when that is: what is overdue at
    once, or when the quiet hours of now are over. Of what comes together of one thing only the newest does."""
    coming: dict[tuple[object, ...], AgendaEntry] = {}
    for entry in found:
        if entry.fate is Fate.SENT:
            at = max(entry.at, now)
            if rhythm.quiet and not entry.own:
                at = after_quiet(rhythm.quiet, at, rules.zone)
            coming[(at, entry.own, *entry.thing)] = replace(entry, at=at)
    return tuple(sorted((e for e in coming.values() if e.at < e.until), key=_order))


def _wishes(source: Source, rhythm: Rhythm, rules: Rules, since: datetime, until: datetime) -> Iterable[AgendaEntry]:
    begins = source.since
    if isinstance(source, Asking) or rhythm.pauses_reminders:
        if rhythm.paused_until:
            begins = max(begins, instant(rhythm.paused_until, time(), rules.zone) - timedelta(microseconds=1))
        if rhythm.resumed_at:
            begins = max(begins, rhythm.resumed_at)
    if isinstance(source, Asking):
        yield from _asked(source, rhythm, rules, max(since, begins), until)
        return
    for one in happenings(source.plan, source.changes, since, until + _REACH):
        known = max(begins, source.changed.get(one.slot, begins))
        for lead in source.plan.leads if one.stands else ():
            due = _lead_time(lead, one, rules)
            if known < due <= until:
                useful = one.start + AFTER_START if lead == START else one.start
                wished = AgendaEntry(source, due, due, max(useful, due), lead, one)
                entry = _out_of_quiet(wished, rhythm.quiet, rules.zone)
                if entry and entry.at > known:
                    yield entry


def _asked(source: Asking, rhythm: Rhythm, rules: Rules, after: datetime, until: datetime) -> Iterable[AgendaEntry]:
    for wished in _dues(source, rules, after, until):
        if wished.due > until:
            return
        entry = _out_of_quiet(wished, rhythm.quiet, rules.zone)
        if entry and not source.answers and not source.told:
            yield entry
        elif entry:
            # An answer that came after it was asked is no reason why it was not.
            before = tuple(answer for answer in source.answers if answer.due or answer.at <= entry.at)
            answered = replace(source, answers=before).is_answered(entry.due, entry.at, entry.occasion)
            yield replace(entry, fate=Fate.ANSWERED) if answered else entry


def _dues(source: Asking, rules: Rules, after: datetime, until: datetime) -> Iterable[AgendaEntry]:
    """When a plan falls due: by the calendar and the shifts of who is to hear, or by what is planned."""
    for due, occasion in due_around(source.plan, source.planned, after, until) if source.plan.around else ():
        lead = occasion.name if source.plan.each else ""
        yield AgendaEntry(source, due, due, due + source.plan.window, lead, occasion=occasion)
    for due, last, name in source.duty.dues(source.plan, rules.shifts, after, until):
        yield AgendaEntry(source, due, due, last, name)


def _lead_time(lead: str, one: Happening, rules: Rules) -> datetime:
    day = _local(one.start, rules).date()
    if lead == EVENING:
        return instant(day - timedelta(days=1), rules.evening, rules.zone)
    if lead == MORNING:
        return min(instant(day, rules.morning, rules.zone), one.start - timedelta(hours=1))
    return one.start if lead == START else one.start - timedelta(minutes=int(lead.removeprefix("before")))


def _out_of_quiet(entry: AgendaEntry, quiet: QuietHours | None, zone: str) -> AgendaEntry | None:
    if quiet is None or entry.own:
        return entry
    moment = after_quiet(quiet, entry.due, zone)
    if moment == entry.due:
        return entry
    if moment < entry.until:
        return replace(entry, at=moment)
    if isinstance(entry.source, Asking):
        return None
    local = entry.due.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() >= quiet.start else local.date() - timedelta(days=1)
    return replace(entry, at=instant(day, quiet.start, zone) - BEFORE_QUIET)


def _day(wished: list[AgendaEntry], rhythm: Rhythm, rules: Rules) -> Iterable[AgendaEntry]:
    """One local day's entries, the ceiling kept and apart from each other."""
    once = list(_once_each(sorted(wished, key=_order), rules))
    coming = sorted((e for e in once if e.fate is Fate.SENT), key=lambda e: (_rank(e), _order(e)))
    full = [entry for entry in coming if not entry.promised][rules.most :]
    yield from (e for e in once if e.fate is not Fate.SENT)
    yield from (replace(e, fate=Fate.FULL) for e in full)
    taken: list[datetime] = []
    for entry in coming:
        if entry not in full:
            at = entry.at if entry.exact else _room(entry, taken, rhythm, rules)
            taken.append(at)
            yield entry if at == entry.at else replace(entry, at=at)


def _once_each(wished: Sequence[AgendaEntry], rules: Rules) -> Iterable[AgendaEntry]:
    for entry in wished:
        if entry.fate is not Fate.SENT:
            yield entry
            continue
        later = (e for e in wished if e.source is entry.source and e.of == entry.of and _newness(e) > _newness(entry))
        told = entry.of is not None and any(e.at == entry.at or e.at - entry.at < rules.apart for e in later)
        yield replace(entry, fate=Fate.TWICE) if told else entry


def _newness(entry: AgendaEntry) -> tuple[datetime, bool, str]:
    """Which of two reminders of one thing is the last; of two due at one moment, the one with an exact time."""
    return entry.due, entry.exact, entry.lead


def _room(entry: AgendaEntry, taken: Sequence[datetime], rhythm: Rhythm, rules: Rules) -> datetime:
    """The first moment from the entry's own on that is apart from all that is taken, or its own if there is none."""
    moment = entry.at
    while near := [t for t in taken if abs(t - moment) < rules.apart]:
        moment = max(near) + rules.apart
    local = _local(moment, rules)
    quiet = rhythm.quiet is not None and rhythm.quiet.holds(local.time())
    lost = moment >= entry.until or quiet or local.date() != _local(entry.at, rules).date()
    return entry.at if lost else moment


def _rank(entry: AgendaEntry) -> int:
    return 0 if entry.exact else 1 if isinstance(entry.source, Reminding) else 2


def _order(entry: AgendaEntry) -> tuple[datetime, datetime, int, int, str]:
    return entry.at, entry.due, _rank(entry), entry.source.id, entry.lead


def _local(moment: datetime, rules: Rules) -> datetime:
    return moment.astimezone(ZoneInfo(rules.zone))
