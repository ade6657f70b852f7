"""Activities and appointments: what stands in a borger's week, and how single occurrences differ from their series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dialogs.time.repeat import Repeat, days
from dialogs.time.schedule import instant

EVENING, MORNING, START = "evening", "morning", "start"
"""When a reminder comes: the evening before, the same morning, as it begins. "before30" is 30 minutes before."""


@dataclass(frozen=True)
class Activity:
    """Something planned for one borger. `at` is local in `zone` (IANA name), `minutes` how long it lasts (0 for a mere
    reminder). `company` is who comes along and `bring` what to bring, in the words of who planned it. `leads` are its
    reminders; with `tells_staff`, agreed with the borger, staff hear of one that nobody answers."""

    title: str
    repeat: Repeat
    at: time
    zone: str
    minutes: int = 60
    pictogram: str = "📌"
    place: str = ""
    company: str = ""
    bring: tuple[str, ...] = ()
    leads: tuple[str, ...] = (MORNING, "before30")
    tells_staff: bool = False


class HappeningState(StrEnum):
    """How an occurrence stands. DECLINED is the borger's own "not today"; CANCELLED is staff's."""

    PLANNED = "planned"
    MOVED = "moved"
    LATE = "late"
    CANCELLED = "cancelled"
    DECLINED = "declined"


@dataclass(frozen=True)
class Change:
    """How one occurrence differs. MOVED has a new local `day` and `at`; LATE adds `late` minutes to when it would be,
    `day` and `at` being set if it was moved before. `reason` is told to the borger."""

    state: HappeningState
    day: date | None = None
    at: time | None = None
    late: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Happening:
    """One occurrence. `slot` is the local day its series puts it on and tells it from the others; `start` and `end` are
    UTC instants."""

    slot: date
    start: datetime
    end: datetime
    state: HappeningState
    reason: str = ""
    late: int = 0

    @property
    def stands(self) -> bool:
        """Whether it is still to take place."""
        return self.state not in (HappeningState.CANCELLED, HappeningState.DECLINED)


def happening(activity: Activity, slot: date, change: Change | None = None) -> Happening:
    """The occurrence of `slot`."""
    start = instant((change and change.day) or slot, (change and change.at) or activity.at, activity.zone)
    if change is None:
        return Happening(slot, start, start + timedelta(minutes=activity.minutes), HappeningState.PLANNED)
    start += timedelta(minutes=change.late)
    end = start + timedelta(minutes=activity.minutes)
    return Happening(slot, start, end, change.state, change.reason, change.late)


def happenings(
    activity: Activity, changes: Mapping[date, Change], since: datetime, until: datetime
) -> tuple[Happening, ...]:
    """The occurrences that start at or after `since` and before `until` (UTC), in order, cancelled ones among them. Of
    two that a country which leaves out a whole day puts at one instant, the later day's counts."""
    first, last = (moment.date() + timedelta(days=shift) for moment, shift in ((since, -2), (until, 2)))
    found: dict[date, Happening] = {}
    for slot in days(activity.repeat, first):
        if slot > last:
            break
        found[slot] = happening(activity, slot, changes.get(slot))
    for slot, change in changes.items():
        far = change.day or change.late
        if far and slot not in found and next(days(activity.repeat, slot), None) == slot:
            found[slot] = happening(activity, slot, change)  # moved here from another time
    wanted = sorted(
        (one for one in found.values() if since <= one.start < until), key=lambda one: (one.start, one.slot)
    )
    planned = {one.start: one for one in wanted if one.state is HappeningState.PLANNED}
    return tuple(one for one in wanted if one.state is not HappeningState.PLANNED or planned[one.start] is one)


def ended(activity: Activity, last: date) -> Activity:
    """The series with no occurrence after the local day `last`."""
    until = activity.repeat.until
    return replace(activity, repeat=replace(activity.repeat, until=min(last, until) if until else last))
