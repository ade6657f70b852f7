"""Days as people write them: "den 24.", "fredag den 13. marts", "om 14 dage", "juleaften", "næste fredag"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from dialogs.spelling import NUMBER, folded, number

_WEEKDAYS = tuple(
    tuple(map(folded, names))
    for names in (
        ("mandag", "monday"), ("tirsdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
        ("fredag", "friday"), ("lørdag", "saturday"), ("søndag", "sunday"),
    )
)  # fmt: skip
_MONTHS = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
_ORDINALS = {
    folded(word): place
    for place, word in enumerate(
        ("første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende", "ellevte",
         "tolvte"), 1)
}  # fmt: skip
_NEAR = {
    **dict.fromkeys(("i dag", "idag", "today", "dags dato", "i aften", "tonight", "i nat", "i eftermiddag",
                     "i formiddag", "this evening", "this afternoon"), 0),
    **dict.fromkeys(("i morgen", "imorgen", "morgen", "tomorrow"), 1),
    **dict.fromkeys(("i overmorgen", "overmorgen", "the day after tomorrow"), 2),
}  # fmt: skip


def _fixed(day: int, month: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _second_sunday_of_may(year: int) -> date:
    return date(year, 5, 8) + relativedelta(weekday=6)


_FEASTS: dict[str, Callable[[int], date]] = {
    folded(name): rule
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

_BEFORE = re.compile(r"^(?:(?:fra og med|pa|til|indtil|frem|fra|on|by|until|inden|senest)\s+)+")
_THE = re.compile(r"^(?:den|d|the|dato)\b\.?\s*")
_COMING = re.compile(r"^(?:nu pa|denne|den kommende|kommende|forstkommende|this|coming)\s+")
_NEXT = re.compile(r"^(?:naste|next)\s+")
_AHEAD = re.compile(rf"(?:om|in) (?P<count>{NUMBER}) (?P<unit>dag|uge|maned|ar|day|week|month|year)(?:e|er|r|s|s tid)?")
_DAY = rf"(?P<day>\d{{1,2}}|{'|'.join(_ORDINALS)})(?P<dot>\.|st|nd|rd|th)?"
_CALENDAR = re.compile(
    rf"{_DAY}(?:(?:\s*[-./,]\s*|\s+(?:of |i )?|(?=[a-z]))(?P<month>\d{{1,2}}|[a-z]+)\.?"
    r"(?:\s*[-./, ]\s*(?P<year>\d{4}|\d{2}))?)?"
)
_MONTH_FIRST = re.compile(rf"(?P<month>[a-z]{{3,}})\.? {_DAY}(?:,? (?P<year>\d{{4}}))?")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_RUN = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})?")
_WEEK = re.compile(r"(?:i )?(?P<this>denne |naste |next |this )?(?:uge|week)(?: (?P<week>\d{1,2}))?")


@dataclass(frozen=True)
class Days:
    """The days that words may mean, the likeliest first; not `sure`, they are asked about even if there is but one."""

    choices: tuple[date, ...]
    sure: bool = True


def read_days(text: str, today: date) -> Days | None:
    """The days that a folded text may mean, also such as are past; None if it is none."""
    text = _BEFORE.sub("", text.rstrip(" !?,"))
    if (bare := text.rstrip(".")) in _NEAR:
        return Days((today + timedelta(days=_NEAR[bare]),))
    bare = _THE.sub("", text.rstrip("."))
    if bare in _FEASTS:
        return _yearly(_FEASTS[bare], today)
    if found := _AHEAD.fullmatch(bare):
        day = _ahead(found, today)
        # "om otte dage" is what many call a week.
        return Days((day - timedelta(days=1), day) if (day - today).days == 8 else (day,))
    return _weekday(text.rstrip(","), today) or _calendar(text, today)


def _ahead(found: re.Match[str], day: date) -> date:
    count = number(found["count"])
    match found["unit"]:
        case "dag" | "day":
            return day + timedelta(days=count)
        case "uge" | "week":
            return day + timedelta(weeks=count)
        case "maned" | "month":
            return day + relativedelta(months=count)
    return day + relativedelta(years=count)


def _yearly(rule: Callable[[int], date], today: date) -> Days:
    return Days((next(day for year in (today.year, today.year + 1) if (day := rule(year)) >= today),))


# -- days of the week


def _weekday(text: str, today: date) -> Days | None:
    """A day of the week: alone, with "next", a week, a while, or a date."""
    coming, following = bool(_COMING.match(text)), bool(_NEXT.match(text))
    text = _NEXT.sub("", _COMING.sub("", text))
    word, _, rest = text.partition(" ")
    place = _place(_WEEKDAYS, word.rstrip(".,"))
    if place is None:
        return None
    ahead = (place - today.weekday()) % 7
    rest = rest.strip()
    if not rest:
        if following:
            first = today + timedelta(days=ahead or 7)
            return Days((first, first + timedelta(days=7)))
        if ahead == 0 and not coming:
            return Days((today, today + timedelta(days=7)))
        return Days((today + timedelta(days=ahead or 7),))
    if week := _WEEK.fullmatch(rest):
        return _of_week(week, place, today)
    if found := _AHEAD.fullmatch(rest):  # "mandag om otte dage" is the one after the coming
        first = today + timedelta(days=ahead or 7)
        weeks = (_ahead(found, today) - today).days // 7
        return Days((first + timedelta(weeks=weeks),)) if weeks else None
    dated = _calendar(rest, today, named=True)
    return _agreeing(dated.choices, place, today) if dated else None


def _of_week(week: re.Match[str], place: int, today: date) -> Days | None:
    monday = today - timedelta(days=today.weekday())
    if week["week"]:
        days = (_of_iso(year, int(week["week"]), place) for year in (today.year, today.year + 1))
        coming = next((day for day in days if day and day >= today), None)
        return Days((coming,)) if coming else None
    following = (week["this"] or "").strip() in ("naste", "next")
    return Days((monday + timedelta(days=place + (7 if following else 0)),)) if week["this"] else None


def _of_iso(year: int, week: int, place: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, place + 1)
    except ValueError:
        return None


def _agreeing(days: tuple[date, ...], place: int, today: date) -> Days:
    """A date and a day of the week that go together; where they do not, either may be meant."""
    if days[0].weekday() == place:
        return Days(days[:1])
    near = days[0] + timedelta(days=(place - days[0].weekday() + 3) % 7 - 3)
    fits = [day for day in days if day.weekday() == place]
    return Days(tuple(day for day in dict.fromkeys((days[0], near, *fits[:1])) if day >= today) or days[:1], sure=False)


# -- dates


def _calendar(text: str, today: date, *, named: bool = False) -> Days | None:
    """A date in figures or with the month's name. `named` is True where the day of the week stands before it: then all
    the days that fit come, for one of them will."""
    the = bool(_THE.match(text)) or named
    bare = _THE.sub("", text)
    if found := _RUN.fullmatch(bare):
        days = tuple(_dates(int(found["day"]), int(found["month"]), found["year"], today))
        return Days(days[:1], sure=False) if days else None
    bare = bare if re.fullmatch(r"\d{1,2}\.", bare) else bare.rstrip(".")
    found = _ISO.fullmatch(bare) or _CALENDAR.fullmatch(bare) or _MONTH_FIRST.fullmatch(bare)
    if found is None:
        return None
    day = _ORDINALS.get(found["day"]) or int(found["day"])
    if found["month"] is None:
        days = tuple(_next_such_days(day, today))
        return Days(days if named else days[:1], sure=the or bool(found["dot"])) if days else None
    month = _month(found["month"])
    days = tuple(_dates(day, month, found["year"], today)) if month else ()
    return Days(days if named else days[:1]) if days else None


def _month(written: str) -> int | None:
    if written.isdecimal():
        return int(written) or None
    if written in _ORDINALS:
        return _ORDINALS[written]
    place = _place(_MONTHS, written)
    return None if place is None else place + 1


def _dates(day: int, month: int, year: str | None, today: date) -> Iterator[date]:
    """The day of that year, or the next ones of any."""
    if year:
        found = _maybe(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return iter((found,) if found else ())
    days = (_maybe(today.year + on, month, day) for on in range(9))  # 29 February may be up to eight years away
    return islice((found for found in days if found and found >= today), 2)


def _next_such_days(day: int, today: date) -> Iterator[date]:
    """The next days of the month called so, of the coming year."""
    first = today.replace(day=1)
    months = (first + relativedelta(months=on) for on in range(13))
    return (found for month in months if (found := _maybe(month.year, month.month, day)) and found >= today)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place(names: tuple[tuple[str, ...], ...], word: str) -> int | None:
    """Where `word` is in a list of names, written out or cut short to three letters or more."""
    found = (place for place, both in enumerate(names) if any(name.startswith(word) for name in both))
    return next(found, None) if len(word) >= 3 else None
