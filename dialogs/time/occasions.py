"""What is asked about before or after something planned: when that falls due, and what of it has been asked already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dialogs.time.activity import Happening, happenings
from dialogs.time.schedule import Plan, instant

if TYPE_CHECKING:
    from dialogs.time.agenda import Reminding

Slot = tuple[int, date]
"""One occurrence of all that is planned for somebody: the activity's id and the local day its series puts it on."""
_REACH = timedelta(days=2)


@dataclass(frozen=True)
class Occasion:
    """One occurrence of an activity that something is asked about."""

    activity: Reminding
    one: Happening

    @property
    def slot(self) -> Slot:
        return self.activity.id, self.one.slot

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return named(*self.slot)


def named(activity_id: int, slot: date) -> str:
    """What an occurrence is called among things of a list, and on an agenda."""
    return f"a{activity_id}_{slot:%Y%m%d}"


def slot_named(name: str) -> Slot:
    """The occurrence of that name.

    Raises:
        ValueError: if it is none.
    """
    activity_id, _, day = name.removeprefix("a").partition("_")
    return int(activity_id), date.fromisoformat(day)


def due_around(
    plan: Plan, planned: Sequence[Reminding], after: datetime, until: datetime
) -> list[tuple[datetime, Occasion]]:
    """When a plan that goes by what is `planned` falls due later than `after` (UTC instants) and not much later than
    `until`, each with the occurrence it is because of, in order; of what is not about `each`, one for an instant."""
    if not plan.on:
        return []
    found = {}
    for activity in planned:
        for one in _happening(plan, activity, after, until):
            due = _due(plan, one) if one.stands else after
            if due > after:
                occasion = Occasion(activity, one)
                found[due, occasion.slot if plan.each else None] = occasion
    return sorted(((due, each) for (due, _), each in found.items()), key=lambda pair: (pair[0], pair[1].slot))


def _happening(plan: Plan, activity: Reminding, after: datetime, until: datetime) -> Iterator[Happening]:
    """The occurrences whose times a plan may fall due by."""
    since = after
    if plan.after:
        since -= plan.after.span + timedelta(minutes=activity.plan.minutes)
    ahead = timedelta(days=plan.before.days if plan.before else 0)
    yield from happenings(activity.plan, activity.changes, since, until + ahead + _REACH)


def _due(plan: Plan, one: Happening) -> datetime:
    if plan.after:
        return one.end + plan.after.span
    day = one.start.astimezone(ZoneInfo(plan.zone)).date() - timedelta(days=plan.before.days if plan.before else 0)
    return instant(day, plan.at, plan.zone)
