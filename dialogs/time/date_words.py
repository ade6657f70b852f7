"""Days as people write them: "den 24.", "fredag den 13. marts", "om 14 dage", "juleaften", "næste fredag"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from dateutil.relativedelta import relativedelta

from dialogs.time.feasts import FEASTS, next_feast
from dialogs.words.spelling import NUMBER, folded, number

WEEKDAYS = tuple(
    tuple(map(folded, names))
    for names in (
        ("mandag", "monday"), ("tirsdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
        ("fredag", "friday"), ("lørdag", "saturday"), ("søndag", "sunday"),
    )
)  # fmt: skip
MONTHS = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"), ("juni", "june"),
    ("juli", "july"), ("august",), ("september",), ("oktober", "october"), ("november",), ("december",),
)  # fmt: skip
_ORDINALS = {
    folded(word): place
    for place, word in enumerate(
        ("første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende", "ellevte",
         "tolvte", "trettende", "fjortende", "femtende", "sekstende", "syttende", "attende", "nittende", "tyvende",
         *(f"{unit}ogtyvende" for unit in ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")),
         "tredivte", "enogtredivte"), 1)
}  # fmt: skip
_NEAR = {
    **dict.fromkeys(("i dag", "idag", "today", "dags dato", "i aften", "tonight", "i nat", "i eftermiddag",
                     "i formiddag", "this evening", "this afternoon", "dd", "d.d"), 0),
    **dict.fromkeys(("i morgen", "imorgen", "morgen", "tomorrow", "i morn", "imorn", "i marn", "imarn"), 1),
    **dict.fromkeys(("i overmorgen", "overmorgen", "the day after tomorrow", "iovermorgen", "i over morgen"), 2),
}  # fmt: skip


_LAST = re.compile(r"^(?:(?:frem |ind ?)?til og med|t\.?o\.?m\.?|through)\s+(?:pa )?")
"""What stands before the last day of something."""
_BEFORE = re.compile(r"^(?:(?:fra og med|f\.?o\.?m\.?|pa|til|ind|indtil|frem|fra|on|by|until|inden|senest)\s+)+")
_THE = re.compile(r"^(?:den|d|the|dato)(?:\b|(?=\d))\.?\s*")
_COMING = re.compile(r"^(?:(?:nu|her) pa|denne|den kommende|kommende|forstkommende|this|coming)\s+")
_NEXT = re.compile(r"^(?:naste|next)\s+")
_AHEAD = re.compile(
    rf"(?P<from>(?:om|in) |i |for )?(?P<count>{NUMBER}|et par) (?:(?P<unit>dag|uge|maned|ar|day|week|month|year)"
    r"(?:e|er|r|s|s tid)?|(?P<months>mdr?)\.?)"
)
_FROM_A_DAY = re.compile(r"(?P<near>i ?dag|i ?morgen|today|tomorrow) (?P<ahead>.+)")
_DAY = rf"(?P<day>\d{{1,2}}|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?P<dot>\.|st|nd|rd|th)?"
_CALENDAR = re.compile(
    rf"{_DAY}(?:(?:\s*[-./,]\s*|\s+(?:of |i )?|(?=[a-z]))(?P<month>\d{{1,2}}|[a-z]+)\.?"
    r"(?:\s*[-./, ]\s*(?P<year>\d{4}|\d{2}))?)?"
)
_MONTH_FIRST = re.compile(rf"(?P<month>[a-z]{{3,}})\.? {_DAY}(?:,? (?P<year>\d{{4}}))?")
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_RUN = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})?")
_WEEK = re.compile(r"(?:i )?(?P<this>denne |naste |next |this )?(?:uge|week)(?: (?P<week>\d{1,2}))?")
_WEEK_FIRST = re.compile(
    r"(?P<week>(?:i )?(?:(?:denne|naste|next|this) (?:uge|week)|(?:uge|week) \d{1,2})),? (?P<day>.+)"
)


DATE_WORDS = tuple(
    word
    for names in (*WEEKDAYS, *MONTHS, _ORDINALS, FEASTS, ("morgen", "imorgen", "overmorgen", "naste", "kommende"))
    for word in names
    if len(word) > 4
)
"""Words of days that are recognized with a slip of the finger."""


@dataclass(frozen=True)
class Days:
    """The days that words may mean, the likeliest first; not `sure`, they are asked about even if there is but one.
    `last` where they are said to be the last days of something."""

    choices: tuple[date, ...]
    sure: bool = True
    last: bool = False


def read_days(text: str, today: date) -> Days | None:
    """The days that a folded text may mean, also such as are past; None if it is none."""
    text = text.rstrip(" !?,")
    if last := _LAST.match(text):
        days = read_days(text[last.end() :], today)
        return replace(days, last=True) if days else None
    text = _BEFORE.sub("", text)
    if (bare := text.rstrip(".")) in _NEAR:
        return Days((today + timedelta(days=_NEAR[bare]),))
    bare = _THE.sub("", text.rstrip("."))
    if feast := next_feast(bare, today):
        return Days((feast,))
    return _counted(bare, today) or _weekday(text.rstrip(","), today) or _calendar(text, today) or _week(bare, today)


def _counted(text: str, today: date) -> Days | None:
    """So many days or weeks on: "om 14 dage"; a span of time alone, as "3 dage", is asked about."""
    if found := _FROM_A_DAY.fullmatch(text):
        first, ahead = today + timedelta(days=_NEAR[found["near"]]), _AHEAD.fullmatch(found["ahead"])
        return Days((first + timedelta(weeks=weeks),)) if ahead and (weeks := _weeks(ahead, first)) else None
    found = _AHEAD.fullmatch(text)
    if found is None:
        return None
    day, sure = _ahead(found, today), (found["from"] or "").strip() in ("om", "in")
    if found["count"] == "et par":
        return Days((day, _ahead(found, today, one_more=1)), sure=False)
    # "om otte dage" is what many call a week.
    return Days((day - timedelta(days=1), day) if (day - today).days == 8 else (day,), sure)


def _ahead(found: re.Match[str], day: date, *, one_more: int = 0) -> date:
    count = (2 if found["count"] == "et par" else number(found["count"])) + one_more
    match found["unit"]:
        case "dag" | "day":
            return day + timedelta(days=count)
        case "uge" | "week":
            return day + timedelta(weeks=count)
        case "ar" | "year":
            return day + relativedelta(years=count)
    return day + relativedelta(months=count)


def _weeks(found: re.Match[str], day: date) -> int:
    """How many weeks on; eight days are one."""
    return (_ahead(found, day) - day).days // 7


def _week(text: str, today: date) -> Days | None:
    """A week or a month as a whole, by a day of it that may be meant."""
    monday = today - timedelta(days=today.weekday())
    sunday, saturday = monday + timedelta(days=6), monday + timedelta(days=5)
    if text in ("weekenden", "i weekenden", "weekend", "the weekend"):
        return Days(tuple(day for day in (saturday, sunday) if day >= today), sure=False)
    if text in ("efter weekenden", "after the weekend"):
        return Days((sunday + timedelta(days=1),))
    if text in ("denne uge", "ugen ud", "ud ugen", "resten af ugen", "hele ugen", "the rest of the week"):
        return Days((sunday,), sure=False, last=True)
    if text in ("naste maned", "i naste maned", "next month"):
        return Days((today.replace(day=1) + relativedelta(months=1),), sure=False)
    week = _WEEK.fullmatch(text)
    days = _of_week(week, 0, today) if week else None
    return replace(days, sure=False) if days else None


# -- days of the week


def _weekday(text: str, today: date) -> Days | None:
    """A day of the week: alone, with "next", a week, a while, or a date."""
    if found := _WEEK_FIRST.fullmatch(text):  # "i næste uge tirsdag"
        text = f"{_BEFORE.sub('', found['day'])} {found['week']}"
    coming, following = bool(_COMING.match(text)), bool(_NEXT.match(text))
    text = _NEXT.sub("", _COMING.sub("", text))
    word, _, rest = text.partition(" ")
    place = _place(WEEKDAYS, word.rstrip(".,"))
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
        first, weeks = today + timedelta(days=ahead or 7), _weeks(found, today)
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
    if days[0].year == date.max.year:  # the days around it may be none
        return Days(days[:1], sure=False)
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
    place = _place(MONTHS, written)
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


def weekday_of(word: str) -> int | None:
    """The ISO weekday (1 is Monday) that a folded word names, written out or as three letters; None if it is none."""
    place = _place(WEEKDAYS, word)
    named = place is not None and (len(word) == 3 or word in WEEKDAYS[place])
    return place + 1 if named and place is not None else None


def is_month(word: str) -> bool:
    """Whether a folded word names a month, written out or cut short to three letters or more."""
    return _place(MONTHS, word.rstrip(".")) is not None


def _place(names: tuple[tuple[str, ...], ...], word: str) -> int | None:
    """Where `word` is in a list of names, written out or cut short to three letters or more."""
    found = (place for place, both in enumerate(names) if any(name.startswith(word) for name in both))
    return next(found, None) if len(word) >= 3 else None
