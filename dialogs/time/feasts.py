"""Days of the year that have a name in Denmark, as people write them: "juleaften", "2. påskedag", "grundlovsdag"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from dialogs.words.spelling import folded


def _fixed(day: int, month: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _second_sunday_of_may(year: int) -> date:
    return date(year, 5, 8) + relativedelta(weekday=6)


def _run_together(name: str) -> str:
    """The name of a feast as it is compared: "1. juledag", "1 juledag" and "1.juledag" are one."""
    return re.sub(r"[ .']", "", folded(name))


FEASTS: Mapping[str, Callable[[int], date]] = {
    _run_together(name): rule
    for names, rule in (
        ("nytårsdag/new year's day", _fixed(1, 1)),
        ("helligtrekonger/hellig tre konger", _fixed(6, 1)),
        ("valentinsdag/valentine's day", _fixed(14, 2)),
        ("fastelavn/fastelavnssøndag", _from_easter(-49)),
        ("palmesøndag", _from_easter(-7)),
        ("skærtorsdag", _from_easter(-3)),
        ("langfredag/good friday", _from_easter(-2)),
        ("påskelørdag", _from_easter(-1)),
        ("påskedag/1. påskedag/første påskedag/påskesøndag/easter/easter sunday", _from_easter(0)),
        ("2. påskedag/anden påskedag/påskemandag/easter monday", _from_easter(1)),
        ("kristi himmelfart/kristi himmelfartsdag/ascension day", _from_easter(39)),
        ("pinsedag/1. pinsedag/første pinsedag/pinse/whit sunday", _from_easter(49)),
        ("2. pinsedag/anden pinsedag/whit monday", _from_easter(50)),
        ("mors dag/morsdag", _second_sunday_of_may),
        ("grundlovsdag/fars dag/farsdag", _fixed(5, 6)),
        ("sankt hans/sankthans/sankt hans aften/sankthansaften", _fixed(23, 6)),
        ("halloween", _fixed(31, 10)),
        ("mortensaften", _fixed(10, 11)),
        ("luciadag/sankta lucia", _fixed(13, 12)),
        ("lillejuleaften/lille juleaften", _fixed(23, 12)),
        ("juleaften/juleaftensdag/christmas eve", _fixed(24, 12)),
        ("juledag/1. juledag/første juledag/christmas day", _fixed(25, 12)),
        ("2. juledag/anden juledag/boxing day", _fixed(26, 12)),
        ("nytårsaften/nytår/new year's eve", _fixed(31, 12)),
    )
    for name in names.split("/")
}  # fmt: skip
"""The day of a year by its name."""


def next_feast(text: str, today: date) -> date | None:
    """The next day that a folded text names, today's too; None if it names none."""
    rule = FEASTS.get(_run_together(text))
    return next(day for year in (today.year, today.year + 1) if (day := rule(year)) >= today) if rule else None
