"""A plan said in one sentence: "Svømning hver torsdag 14 med Bent". What it is, for whom, when and how often."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from dialogs.time.date_words import is_month, read_days, weekday_of
from dialogs.time.how_often import JOINS, PARTS_OF_DAY, Every, fold, for_weeks, parts, read_every, which_weeks, without
from dialogs.time.loose_ends import christmas, goes_on, loose_ends, not_known
from dialogs.time.repeat import Repeat, days
from dialogs.time.time_words import read_times
from dialogs.time.when import FURTHEST
from dialogs.words.spelling import NUMBER, folded, number

_DAYTIME = range(7, 22)
_BEFORE_NAMES = ("med", "m", "for", "til", "with", *JOINS)
_HANGS = frozenset(
    (*_BEFORE_NAMES, "skal", "kl", "klokken", "pa", "den", "om", "i", "fra", "hver", "at", "on", "in", "the", "every")
)
"""What is left over at the ends of the title once the rest is taken out."""
_NOT_FOR = ("om", "uden", "fra", "hos", "af", "about", "without", "from", "of")
"""Before a name, these say that it is not for whom it is planned."""
_LAST = (
    ("til", "og", "med"), ("frem", "til"), ("sidste", "gang"), ("slutter",), ("slut",),
    ("stopper",), ("ender",), ("t.o.m",), ("til",), ("indtil",), ("until",), ("till",), ("ends",),
)  # fmt: skip
_DAYS_IN_A_ROW = re.compile(r"\d{1,2}\.-\d{1,2}\.?")
_A_DAY, _LONGEST_NIGHT = 24 * 60, 12 * 60
_CLOCK = r"(?:kl|klokken|at)?\.? ?\d{1,2}(?:[.:]\d\d)?"
_FROM_TO = re.compile(rf"(?:fra |from )?(?P<begin>{_CLOCK}) ?(?:-|til|to) ?(?P<end>{_CLOCK})")
_LASTS = re.compile(
    rf"(?:(?:i|varer|for) )?(?:(?P<half>en halv|1/2|½|half an)|(?P<and_half>halvanden|1½|1,5|1\.5)|(?P<count>{NUMBER})"
    r"(?P<more>½|[,.]5)?)(?: |(?<=[\d½]))(?P<unit>time|timer|t|kvarter|hour|hours|min|minut|minutter|minutes)"
)
_CALLED_TIME = re.compile(
    r"(?:(?:om )?(?:morgen|formiddag|eftermiddag|aften)(?:en)? )?(?:kl|klokken|klk|at)\b\.? ?.*\d.*"
    r"|.*\d[.:](?:[0-5][05])|\d{1,2} ?(?:am|pm)"
)


@dataclass
class Sentence:
    """What was read. `repeat` has its first day, `minutes` is how long it lasts; `names` are those of the known that
    stand in it, as they are known. What is None, or empty, was not said. `unclear` are words that say when it is, or
    for whom, and were not understood: with any, nothing of it is to be relied on."""

    title: str = ""
    repeat: Repeat | None = None
    at: time | None = None
    minutes: int | None = None
    names: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def read_sentence(said: str, now: datetime, known: Collection[str]) -> Sentence:
    """Reads a plan. `now` is local; `known` are the names that may stand in it. What fits nothing else is its title."""
    words = [word for word in re.sub(r"[,;!]+(?=\s|$)", " ", said).split() if word]
    found = Sentence()
    found.unclear += [word for word in words if _DAYS_IN_A_ROW.fullmatch(word)]
    whole = _names(words, known, found)
    often, words = not_known(goes_on(whole))
    found.unclear += often
    words = _span(words, found)
    which, words = which_weeks(words)
    every, words = read_every(words)
    if which and (every is None or (every.unit, every.every) == ("weeks", 1)):
        every = replace(every or Every(), weeks=which)
    elif which:  # "hver anden uge i lige uger"
        found.unclear.append("lige uger" if which == "even" else "ulige uger")
    weeks, words = for_weeks(words) if every else (0, words)
    words = _lasts(words, found)
    words = _time(words, found, now, spoken_of=True)
    before = words
    until, words = _last_day(before, now.date(), found, recurs=bool(every or often))
    ends = [word for word in before if not any(word is each for each in words)]
    chosen, words = _day(words, now.date(), found, every.days if every else ())
    words = _time(words, found, now, spoken_of=False)
    found.repeat = _repeat(every, chosen, found.at, now)
    if found.repeat and weeks:
        until = (found.repeat.start + timedelta(weeks=weeks, days=-1),)
    if found.repeat and until:
        found.repeat = replace(found.repeat, until=until[0])
        found.unclear += ends if until[0] < found.repeat.start else []  # it would be over before it begins
    found.title = _title(words)
    found.unclear += loose_ends(whole, words, recurs=bool(every or often))
    return found


def _names(words: list[str], known: Collection[str], found: Sentence) -> list[str]:
    """Takes the known names out, the longest first, with the small words before them. "den 3. august" names nobody, nor
    is it for whom it is about; a name that goes on with another word is perhaps somebody else's."""
    plain = fold(words)
    for name in sorted(known, key=lambda each: -len(each.split())):
        parts = fold(name.split())
        for place in range(len(plain) - len(parts) + 1):
            before = plain[place - 1] if place else ""
            dated = before[:1].isdecimal() and read_days(f"{before} {parts[0]}", date.min)
            if plain[place : place + len(parts)] != parts or before in _NOT_FOR or dated:
                continue
            begin, end = place, place + len(parts)
            while begin and plain[begin - 1] in _BEFORE_NAMES:
                begin -= 1
            begin -= begin > 0 and plain[begin - 1 : begin + 1] == ["sammen", "med"]
            if end < len(words) and words[end][:1].isupper() and not words[place].isupper() and _is_a_name(plain[end]):
                found.unclear += words[place : end + 1]
            found.names.append(name)
            del plain[begin:end], words[begin:end]
            break
    return words


def _is_a_name(word: str) -> bool:
    return word.isalpha() and word not in _HANGS and word not in _BEFORE_NAMES and not weekday_of(word)


def _span(words: list[str], found: Sentence) -> list[str]:
    """ "14-15.30" and "fra 14 til 16": when it begins, and how long it lasts."""
    for begin, end in parts(len(words)):
        if words[end - 1].endswith(".") and end < len(words):  # "til 1. februar" is a day
            continue
        match = _FROM_TO.fullmatch(folded(" ".join(words[begin:end])).rstrip("."))
        first, last = (_clock(match[side]) for side in ("begin", "end")) if match else (None, None)
        lasts = (last.hour - first.hour) * 60 + last.minute - first.minute if first and last else 0
        if lasts < 0 and lasts + _A_DAY <= _LONGEST_NIGHT:  # "22-02" goes on over midnight
            lasts += _A_DAY
        if lasts > 0:
            found.at, found.minutes = first, lasts
            return without(words, begin, end)
        if match and begin + 1 == end and first and last and not read_days(folded(words[begin]), date.min):
            found.unclear.append(words[begin])  # "15-14" is no time of day either
            return without(words, begin, end)
    return words


def _clock(written: str) -> time | None:
    figures = re.findall(r"\d+", written)
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _lasts(words: list[str], found: Sentence) -> list[str]:
    """ "i 2 timer", "halvanden time", "45 minutter"."""
    for begin, end in parts(len(words)) if found.minutes is None else ():
        match = _LASTS.fullmatch(folded(" ".join(words[begin:end])).rstrip("."))
        if match:
            whole = 15 if match["unit"] == "kvarter" else 60 if match["unit"][0] in "th" else 1
            if match["half"]:
                minutes = whole // 2
            elif match["and_half"]:
                minutes = whole * 3 // 2
            else:
                minutes = number(match["count"]) * whole + (whole // 2 if match["more"] else 0)
            if 0 < minutes <= 24 * 60:
                found.minutes = minutes
                return without(words, begin, end)
    return words


def _time(words: list[str], found: Sentence, now: datetime, *, spoken_of: bool) -> list[str]:
    """The time of day: with `spoken_of` one that cannot be anything else, otherwise a bare hour too."""
    plain = fold(words)
    for begin, end in parts(len(words)) if found.at is None else ():
        text = " ".join(plain[begin:end])
        if spoken_of and (not _CALLED_TIME.fullmatch(text) or (begin and plain[begin - 1] in ("den", "d"))):
            continue
        if "i morgen" in text or (plain[begin] == "morgen" and begin and plain[begin - 1] == "i"):  # is tomorrow
            continue
        if any(weekday_of(word) for word in plain[begin:end]):
            continue
        times = read_times(text, now)
        if times and times.at is None and not times.days and times.choices:
            found.at = next((at for at in times.choices if at.hour in _DAYTIME), times.choices[0])
            tonight = begin and plain[begin - 1] == "i" and plain[begin] in PARTS_OF_DAY
            return without(words, begin + bool(tonight), end)  # "i aften" is the day as well
    return words


def _last_day(
    words: list[str], today: date, found: Sentence, *, recurs: bool
) -> tuple[tuple[date, ...], list[str]]:  # fmt: skip
    """The last day of a series: "til og med 1. februar", "indtil jul", "sidste gang 17. december". What does not recur
    has none: then it is unclear."""
    plain = fold(words)
    for begin, end in parts(len(words)):
        lead = next((n for n in (3, 2, 1) if tuple(plain[begin : begin + n]) in _LAST and begin + n < end), 0)
        text = " ".join(folded(word) for word in words[begin + lead : end])
        if not lead or text.isdecimal() or (plain[begin] == "til" and not recurs):
            continue
        if lead == 1 and (eve := christmas(text, today)) and recurs:
            return (eve,), without(words, begin, end)
        if read := read_days(text, today):
            found.unclear += [] if read.sure and recurs else words[begin:end]
            return tuple(day for day in read.choices if day >= today), without(words, begin, end)
    return (), words


def _day(
    words: list[str], today: date, found: Sentence, weekdays: Collection[int]
) -> tuple[tuple[date, ...], list[str]]:  # fmt: skip
    """The days that the first one may be; a short form ("tor", "fri") only if nothing longer is a day. In "fredag 15"
    the number is the hour, if no other is said. What may be two days is unclear, but for a weekday that is today's; so
    is a weekday alone beside those of a series."""
    plain = fold(words)
    for least in (5, 3):
        for begin, end in parts(len(words)):
            text = " ".join(plain[begin:end])
            alone = text.isalpha() and len(text) < least
            bare = text.isdecimal()  # a number alone is an hour, or part of the title
            if alone or bare or (found.at is None and _ends_with_the_hour(plain[begin:end], today)):
                continue
            read = read_days(" ".join(folded(word) for word in words[begin:end]), today)
            if read and not read.last and _of_no_such_month(plain, end):
                found.unclear += words[begin : end + 1]
                return (), without(words, begin, end + 1)
            if read and not read.last:
                twice = len(read.choices) > 1 and read.choices[0] != today
                far = any(day - today > FURTHEST for day in read.choices)
                beside = text.isalpha() and weekdays and read.choices[0].isoweekday() not in weekdays
                found.unclear += words[begin:end] if twice or far or beside or not read.sure else []
                return tuple(day for day in read.choices if day >= today), without(words, begin, end)
    return (), words


def _ends_with_the_hour(words: list[str], today: date) -> bool:
    """ "fredag 15", "1/12 14": the number that is left is no day, and no year."""
    *day, hour = words
    if not day or not hour.isdecimal():
        return False
    return bool(weekday_of(day[-1]) or (len(hour) == 2 and int(hour) < 24 and read_days(" ".join(day), today)))


def _of_no_such_month(words: list[str], end: int) -> bool:
    """ "den 31. november": the day is followed by a month that has none such."""
    return words[end - 1].rstrip(".").isdecimal() and end < len(words) and is_month(words[end])


def _repeat(every: Every | None, chosen: tuple[date, ...], at: time | None, now: datetime) -> Repeat | None:
    """The series, from the first of its days whose time is still to come; without a day to begin with there is none,
    unless its weekdays say it."""
    today = now.date()
    over = at is not None and at <= now.time().replace(tzinfo=None)
    ahead = [day for day in chosen if day > today or not over] or list(chosen)
    if not ahead and not (every and (every.days or every.unit == "days")):
        return None
    first = ahead[0] if ahead else today + timedelta(days=over)
    if every is None:
        return Repeat(first)
    if every.unit != "weeks":
        return Repeat(first, every.unit, every.every)
    series = Repeat(first, "weeks", every.every, every.days or (first.isoweekday(),), weeks=every.weeks)
    start = next(days(series, first), first)
    return replace(series, start=start)


def _title(words: list[str]) -> str:
    """What is left, without the small words that hang on its ends."""
    plain = fold(words)
    begin, end = 0, len(words)
    while begin < end and plain[begin] in _HANGS:
        begin += 1
    while end > begin and plain[end - 1] in _HANGS:
        end -= 1
    title = " ".join(words[begin:end]).strip(" .,")
    return title[:1].upper() + title[1:]
