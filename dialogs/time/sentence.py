"""A plan said in one sentence: "Svømning hver torsdag 14 med Bent". What it is, for whom, when and how often."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from dialogs.time.date_words import read_days, weekday_of
from dialogs.time.repeat import EVERY_DAY, Repeat, days
from dialogs.time.time_words import read_times
from dialogs.words.spelling import NUMBER, folded, number

_LONGEST = 6
"""Words that one time or day takes at most."""
_WORKDAYS = (1, 2, 3, 4, 5)
_DAYTIME = range(7, 22)
_JOINS = ("og", "and", "samt", "+", "&")
_BEFORE_NAMES = ("med", "m", "for", "til", "with", *_JOINS)
_HANGS = (
    *_BEFORE_NAMES,
    "skal",
    "kl",
    "klokken",
    "pa",
    "den",
    "om",
    "i",
    "fra",
    "hver",
    "at",
    "on",
    "in",
    "the",
    "every",
)
"""What is left over at the ends of the title once the rest is taken out."""
_EVERY = ("hver", "hvert", "every", "alle")
_OTHER = {"anden": 2, "andet": 2, "other": 2, "second": 2, "tredje": 3, "third": 3, "fjerde": 4, "fourth": 4}
_CLOCK = r"(?:kl|klokken|at)?\.? ?\d{1,2}(?:[.:]\d\d)?"
_FROM_TO = re.compile(rf"(?:fra |from )?(?P<begin>{_CLOCK}) ?(?:-|til|to) ?(?P<end>{_CLOCK})")
_LASTS = re.compile(
    rf"(?:(?:i|varer|for) )?(?:(?P<half>en halv|1/2|½|half an)|(?P<and_half>halvanden|1½|1,5|1\.5)|(?P<count>{NUMBER})"
    r"(?P<more>½|[,.]5)?)(?: |(?<=[\d½]))(?P<unit>time|timer|t|hour|hours|min|minut|minutter|minutes)"
)
_CALLED_TIME = re.compile(r"(?:kl|klokken|klk|at)\b\.? ?.*\d.*|.*\d[.:](?:[0-5][05])|\d{1,2} ?(?:am|pm)")


@dataclass
class Sentence:
    """What was read. `repeat` has its first day, `minutes` is how long it lasts; `names` are those of the known that
    stand in it, as they are known. What is None, or empty, was not said."""

    title: str = ""
    repeat: Repeat | None = None
    at: time | None = None
    minutes: int | None = None
    names: list[str] = field(default_factory=list)


def read_sentence(said: str, now: datetime, known: Collection[str]) -> Sentence:
    """Reads a plan. `now` is local; `known` are the names that may stand in it. What fits nothing else is its title."""
    words = [word for word in re.sub(r"[,;!]+(?=\s|$)", " ", said).split() if word]
    found = Sentence()
    words = _names(words, known, found)
    words = _span(words, found)
    every, words = _every(words)
    words = _lasts(words, found)
    words = _time(words, found, now, spoken_of=True)
    until, words = _day(words, now.date(), found, last=True)
    chosen, words = _day(words, now.date(), found)
    words = _time(words, found, now, spoken_of=False)
    found.repeat = _repeat(every, chosen, found.at, now)
    if found.repeat and until and found.repeat.unit != "once":
        found.repeat = replace(found.repeat, until=until[0])
    found.title = _title(words)
    return found


@dataclass(frozen=True)
class _Every:
    """How often: every so many weeks on these ISO weekdays, or without any on that of the first day; or monthly."""

    every: int = 1
    days: tuple[int, ...] = ()
    monthly: bool = False


def _fold(words: list[str]) -> list[str]:
    return [folded(word).rstrip(".,") for word in words]


def _names(words: list[str], known: Collection[str], found: Sentence) -> list[str]:
    """Takes the known names out, the longest first, with the small words before them."""
    plain = _fold(words)
    for name in sorted(known, key=lambda each: -len(each.split())):
        parts = _fold(name.split())
        for place in range(len(plain) - len(parts) + 1):
            if plain[place : place + len(parts)] == parts:
                begin = place
                while begin and plain[begin - 1] in _BEFORE_NAMES:
                    begin -= 1
                begin -= begin > 0 and plain[begin - 1 : begin + 1] == ["sammen", "med"]
                found.names.append(name)
                del plain[begin : place + len(parts)], words[begin : place + len(parts)]
                break
    return words


def _parts(count: int) -> Iterator[tuple[int, int]]:
    """(begin, end) of each part of so many words, the longest first."""
    for length in range(min(count, _LONGEST), 0, -1):
        for begin in range(count - length + 1):
            yield begin, begin + length


def _without(words: list[str], begin: int, end: int) -> list[str]:
    return [*words[:begin], *words[end:]]


def _span(words: list[str], found: Sentence) -> list[str]:
    """ "14-15.30" and "fra 14 til 16": when it begins, and how long it lasts."""
    for begin, end in _parts(len(words)):
        match = _FROM_TO.fullmatch(folded(" ".join(words[begin:end])).rstrip("."))
        first, last = (_clock(match[side]) for side in ("begin", "end")) if match else (None, None)
        if first and last and first < last:
            found.at, found.minutes = first, (last.hour - first.hour) * 60 + last.minute - first.minute
            return _without(words, begin, end)
    return words


def _clock(written: str) -> time | None:
    figures = re.findall(r"\d+", written)
    hour, minute = int(figures[0]), int(figures[1]) if len(figures) > 1 else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _every(words: list[str]) -> tuple[_Every | None, list[str]]:
    """ "hver torsdag", "hver anden uge", "mandag og onsdag hver uge", "hverdage", "every day", "mandage"."""
    plain = _fold(words)
    for begin, word in enumerate(plain):
        if word in ("hverdage", "hverdag", "weekdays"):
            before = begin - 1 if begin and plain[begin - 1] in (*_EVERY, "pa") else begin
            return _Every(days=_WORKDAYS), _without(words, before, begin + 1)
        if word in _EVERY and begin + 1 < len(plain) and (read := _after_every(plain, begin + 1)):
            every, end = read
            listed, first = ((), begin) if every.days or every.monthly else _weekdays_before(plain, begin)
            return replace(every, days=every.days or listed), _without(words, first, end)
        if (day := weekday_of(word.removesuffix("e").removesuffix("s"))) and word.endswith(("dage", "days")):
            listed, end = _weekdays(plain, begin)
            return _Every(days=listed or (day,)), _without(words, begin, max(end, begin + 1))
        coming = plain[begin + 1] if begin + 1 < len(plain) else ""
        if word == "om" and coming.endswith("dagen") and (day := weekday_of(coming.removesuffix("en"))):
            return _Every(days=(day,)), _without(words, begin, begin + 2)
    for begin in range(len(plain)):
        listed, end = _weekdays(plain, begin)
        if len(listed) > 1:  # "mandag og torsdag 14" is each week's
            return _Every(days=listed), _without(words, begin, end)
    return None, words


def _weekdays_before(plain: list[str], end: int) -> tuple[tuple[int, ...], int]:
    """The weekdays that stand in a row just before `end`, and where they begin."""
    for begin in range(end):
        listed, stop = _weekdays(plain[:end], begin)
        if listed and stop == end:
            return listed, begin
    return (), end


def _after_every(plain: list[str], place: int) -> tuple[_Every, int] | None:
    """What stands behind "hver" from `place` on, and where it ends."""
    every, word = 1, plain[place]
    ordinal = re.fullmatch(r"(\d{1,2})(?:nd|rd|th)?", word)
    if word in _OTHER or (ordinal and 1 < int(ordinal[1]) <= 12):
        every, place = _OTHER.get(word) or int(word.strip("ndrth")), place + 1
        word = plain[place] if place < len(plain) else ""
    if word in ("dag", "dage", "day") and every == 1:
        return _Every(days=EVERY_DAY), place + 1
    if word in ("maned", "month"):
        return _Every(every, monthly=True), place + 1
    if word in ("uge", "uger", "week", "weeks"):
        after = place + 1 + (place + 1 < len(plain) and plain[place + 1] in ("pa", "on"))
        listed, end = _weekdays(plain, after)
        return _Every(every, listed), end if listed else place + 1
    listed, end = _weekdays(plain, place)
    return (_Every(every, listed), end) if listed else None


def _weekdays(plain: list[str], place: int) -> tuple[tuple[int, ...], int]:
    """The weekdays that stand in a row from `place` on, with or without "og", and where they end."""
    listed: list[int] = []
    end = place
    while place < len(plain):
        if day := weekday_of(plain[place].removesuffix("e").removesuffix("s")) or weekday_of(plain[place]):
            listed.append(day)
            end = place = place + 1
        elif listed and plain[place] in (*_JOINS, *_EVERY):
            place += 1
        else:
            break
    return tuple(sorted(set(listed))), end


def _lasts(words: list[str], found: Sentence) -> list[str]:
    """ "i 2 timer", "halvanden time", "45 minutter"."""
    for begin, end in _parts(len(words)) if found.minutes is None else ():
        match = _LASTS.fullmatch(folded(" ".join(words[begin:end])).rstrip("."))
        if match:
            whole = 60 if match["unit"][0] in "th" else 1
            if match["half"]:
                minutes = whole // 2
            elif match["and_half"]:
                minutes = whole * 3 // 2
            else:
                minutes = number(match["count"]) * whole + (whole // 2 if match["more"] else 0)
            if 0 < minutes <= 24 * 60:
                found.minutes = minutes
                return _without(words, begin, end)
    return words


def _time(words: list[str], found: Sentence, now: datetime, *, spoken_of: bool) -> list[str]:
    """The time of day: with `spoken_of` one that cannot be anything else, otherwise a bare hour too."""
    plain = _fold(words)
    for begin, end in _parts(len(words)) if found.at is None else ():
        text = " ".join(plain[begin:end])
        if spoken_of and (not _CALLED_TIME.fullmatch(text) or (begin and plain[begin - 1] in ("den", "d"))):
            continue
        if any(weekday_of(word) for word in plain[begin:end]):
            continue
        times = read_times(text, now)
        if times and times.at is None and not times.days and times.choices:
            found.at = next((at for at in times.choices if at.hour in _DAYTIME), times.choices[0])
            return _without(words, begin, end)
    return words


def _day(
    words: list[str], today: date, found: Sentence, *, last: bool = False
) -> tuple[tuple[date, ...], list[str]]:  # fmt: skip
    """The days that the first one may be, or the `last`; a short form ("tor", "fri") only if nothing longer is a day.
    In "fredag 15" the number is the hour, if no other is said."""
    plain = _fold(words)
    for least in (5, 3):
        for begin, end in _parts(len(words)):
            text = " ".join(plain[begin:end])
            alone = text.isalpha() and len(text) < least
            bare = text.isdecimal()  # a number alone is an hour, or part of the title
            hour = found.at is None and words[end - 1].isdecimal() and end - begin > 1 and weekday_of(plain[end - 2])
            if alone or bare or hour:
                continue
            read = read_days(" ".join(folded(word) for word in words[begin:end]), today)
            if read and read.last == last:
                return tuple(day for day in read.choices if day >= today), _without(words, begin, end)
    return (), words


def _repeat(every: _Every | None, chosen: tuple[date, ...], at: time | None, now: datetime) -> Repeat | None:
    """The series, from the first of its days whose time is still to come; without a day to begin with there is none,
    unless its weekdays say it."""
    today = now.date()
    over = at is not None and at <= now.time().replace(tzinfo=None)
    ahead = [day for day in chosen if day > today or not over] or list(chosen)
    if not ahead and not (every and every.days):
        return None
    first = ahead[0] if ahead else today + timedelta(days=over)
    if every is None:
        return Repeat(first)
    if every.monthly:
        return Repeat(first, "months", every.every)
    series = Repeat(first, "weeks", every.every, every.days or (first.isoweekday(),))
    start = next(days(series, first), first)
    return Repeat(start, "weeks", every.every, series.days)


def _title(words: list[str]) -> str:
    """What is left, without the small words that hang on its ends."""
    plain = _fold(words)
    begin, end = 0, len(words)
    while begin < end and plain[begin] in _HANGS:
        begin += 1
    while end > begin and plain[end - 1] in _HANGS:
        end -= 1
    title = " ".join(words[begin:end]).strip(" .,")
    return title[:1].upper() + title[1:]
