"""How planned activities went, by what the borger said when they looked back on the day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from bot.desk.page_parts import PagePart, Sight
from bot.reviewing.sittings import WEEKS, shared_of
from dialogs.engine.session import Outcome
from dialogs.method.steps import Choice
from dialogs.text import T, Text
from storage.answers import StoredAnswer
from storage.open_pages import activity_names

CHOICES: Mapping[str, Text] = {
    "did_it": T("did it"),
    "with_help": T("with help"),
    "another_day": T("another day"),
    "not_today": T("not today"),
    "too_big": T("too big a step"),
}
_OCCURRENCE = re.compile(r"a(\d+)_(\d{8})")


def attendance(sight: Sight) -> PagePart:
    """Each activity of the last four weeks: how often it went how, and how it went last."""
    found = [answer for answer in shared_of(sight, None, WEEKS) if _tells(sight, answer)]
    by_activity: dict[int, list[tuple[date, StoredAnswer]]] = defaultdict(list)
    for answer in found:
        if occurrence := occurrence_of(answer.item):
            by_activity[occurrence[0]].append((occurrence[1], answer))
    names = activity_names(sight.desk.tx, by_activity)
    lines = [
        f"<b>{sight.say(T('{name}: attendance', name=sight.borger.name))}</b>",
        sight.say(T("What {name} said in the last four weeks.", name=sight.borger.name)),
    ]
    for activity_id, said in sorted(by_activity.items(), key=lambda pair: names.get(pair[0], "")):
        said.sort(key=lambda one: one[0])
        lines.append(f"\n<b>{sight.say(T('{name}', name=names.get(activity_id, '–')))}</b>")
        lines.append(sight.say(_counted([answer for _, answer in said])))
        day, last = said[-1]
        lines.append(sight.say(T("Last: {date}, {how}", date=day, how=_how(last))))
        if helped := sum(answer.provenance != "self" for _, answer in said):
            lines.append(sight.say(T("{count} of the answers were given with help.", count=helped)))
    if not by_activity:
        lines.append(sight.say(T("Nothing is shared with you.")))
    return PagePart(tuple(lines), looked="attendance" if by_activity else "")


def _tells(sight: Sight, answer: StoredAnswer) -> bool:
    """Whether an answer is how an activity went."""
    step = sight.desk.dialog(answer.version).step(answer.step)
    return isinstance(step, Choice) and step.attendance


def occurrence_of(item: str) -> tuple[int, date] | None:
    """(activity id, local day) of an occurrence by the id it has in a dialog's list; None if it is none."""
    named = _OCCURRENCE.fullmatch(item)
    if named is None:
        return None
    year, month, day = named[2][:4], named[2][4:6], named[2][6:]
    return int(named[1]), date(int(year), int(month), int(day))


def _how(answer: StoredAnswer) -> Text:
    known = CHOICES.get(answer.choices[0]) if answer.outcome is Outcome.ANSWERED and answer.choices else None
    return known or T("not answered")


def _counted(said: list[StoredAnswer]) -> Text:
    counts = Counter(_how(answer).id for answer in said)
    order = [*CHOICES.values(), T("not answered")]
    return T(
        "{list}", list=tuple(T("{how}: {count}", how=how, count=counts[how.id]) for how in order if counts[how.id])
    )
