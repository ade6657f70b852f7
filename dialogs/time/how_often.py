"""How often something is, as it is said in a sentence: "hver torsdag", "hver anden uge på onsdag", "i 8 uger"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dialogs.time.date_words import weekday_of
from dialogs.time.repeat import EVERY_DAY
from dialogs.words.spelling import NUMBER, folded, number

_LONGEST = 6
"""Words that one part of a sentence takes at most."""
_WORKDAYS = (1, 2, 3, 4, 5)
JOINS = ("og", "and", "samt", "+", "&")
PARTS_OF_DAY = ("morgen", "formiddag", "eftermiddag", "aften")
_EVERY = ("hver", "hvert", "every", "alle")
_OTHER = {"anden": 2, "andet": 2, "other": 2, "second": 2, "tredje": 3, "third": 3, "fjerde": 4, "fourth": 4}
_WHICH_WEEKS = re.compile(r"(?:(?:i|in) )?(?:de |the )?(?P<which>lige|ulige|even|odd) (?:uger|weeks)")
_WEEKS = re.compile(rf"(?:i|for) (?P<count>{NUMBER}) (?:uger|weeks)")


@dataclass(frozen=True)
class Every:
    """How often: every so many weeks on these ISO weekdays, or without any on that of the first day, perhaps only in
    even or odd weeks; or every so many days or months."""

    every: int = 1
    days: tuple[int, ...] = ()
    unit: Literal["days", "weeks", "months"] = "weeks"
    weeks: Literal["", "even", "odd"] = ""


def fold(words: list[str]) -> list[str]:
    """The words as they are compared, without the stops behind them."""
    return [folded(word).rstrip(".,") for word in words]


def parts(count: int) -> Iterator[tuple[int, int]]:
    """(begin, end) of each part of so many words, the longest first."""
    for length in range(min(count, _LONGEST), 0, -1):
        for begin in range(count - length + 1):
            yield begin, begin + length


def without(words: list[str], begin: int, end: int) -> list[str]:
    """The words but for one part."""
    return [*words[:begin], *words[end:]]


def read_every(words: list[str]) -> tuple[Every | None, list[str]]:
    """How often it is ("hver torsdag", "mandag og onsdag hver uge", "hverdage", "mandage"), and the words without it.
    Of "hver morgen" the part of the day is left, for the hour to be read with."""
    plain = fold(words)
    for begin, word in enumerate(plain):
        if word in ("hverdage", "hverdag", "weekdays"):
            before = begin - 1 if begin and plain[begin - 1] in (*_EVERY, "pa") else begin
            return Every(days=_WORKDAYS), without(words, before, begin + 1)
        if word in _EVERY and begin + 1 < len(plain) and plain[begin + 1] in PARTS_OF_DAY:  # its hour is read with it
            part = words[begin + 1]
            return Every(days=EVERY_DAY), [*words[:begin], "om", f"{part}en", *words[begin + 2 :]]
        if word in _EVERY and begin + 1 < len(plain) and (read := _after_every(plain, begin + 1)):
            every, end = read
            listed, first = ((), begin) if every.days or every.unit != "weeks" else _weekdays_before(plain, begin)
            return replace(every, days=every.days or listed), without(words, first, end)
        if (day := weekday_of(word.removesuffix("e").removesuffix("s"))) and word.endswith(("dage", "days")):
            listed, end = _weekdays(plain, begin)
            return Every(days=listed or (day,)), without(words, begin, max(end, begin + 1))
        coming = plain[begin + 1] if begin + 1 < len(plain) else ""
        if word == "om" and coming.endswith("dagen") and (day := weekday_of(coming.removesuffix("en"))):
            return Every(days=(day,)), without(words, begin, begin + 2)
    for begin in range(len(plain)):
        listed, end = _weekdays(plain, begin)
        if len(listed) > 1:  # "mandag og torsdag 14" is each week's
            return Every(days=listed), without(words, begin, end)
    return None, words


def _weekdays_before(plain: list[str], end: int) -> tuple[tuple[int, ...], int]:
    """The weekdays that stand in a row just before `end`, and where they begin."""
    for begin in range(end):
        listed, stop = _weekdays(plain[:end], begin)
        if listed and stop == end:
            return listed, begin
    return (), end


def _after_every(plain: list[str], place: int) -> tuple[Every, int] | None:
    """What stands behind "hver" from `place` on, and where it ends."""
    every, word = 1, plain[place]
    ordinal = re.fullmatch(r"(\d{1,2})(?:nd|rd|th)?", word)
    if word in _OTHER or (ordinal and 1 < int(ordinal[1]) <= 31):
        every, place = _OTHER.get(word) or int(word.strip("ndrth")), place + 1
        word = plain[place] if place < len(plain) else ""
    if word in ("dag", "dage", "day"):
        return (Every(days=EVERY_DAY) if every == 1 else Every(every, unit="days")), place + 1
    if word in ("maned", "month"):
        return Every(every, unit="months"), place + 1
    if word in ("uge", "uger", "week", "weeks"):
        after = place + 1 + (place + 1 < len(plain) and plain[place + 1] in ("pa", "on"))
        listed, end = _weekdays(plain, after)
        return Every(every, listed), end if listed else place + 1
    listed, end = _weekdays(plain, place)
    return (Every(every, listed), end) if listed else None


def _weekdays(plain: list[str], place: int) -> tuple[tuple[int, ...], int]:
    """The weekdays that stand in a row from `place` on, with or without "og", and where they end."""
    listed: list[int] = []
    end = place
    while place < len(plain):
        if day := weekday_of(plain[place].removesuffix("e").removesuffix("s")) or weekday_of(plain[place]):
            listed.append(day)
            end = place = place + 1
        elif listed and plain[place] in (*JOINS, *_EVERY):
            place += 1
        else:
            break
    return tuple(sorted(set(listed))), end


def which_weeks(words: list[str]) -> tuple[Literal["", "even", "odd"], list[str]]:
    """ "i lige uger": in which weeks a weekly series is."""
    for begin, end in parts(len(words)):
        if match := _WHICH_WEEKS.fullmatch(folded(" ".join(words[begin:end])).rstrip(".")):
            return ("odd" if match["which"] in ("ulige", "odd") else "even"), without(words, begin, end)
    return "", words


def for_weeks(words: list[str]) -> tuple[int, list[str]]:
    """ "i 8 uger": how many weeks a series goes on."""
    for begin, end in parts(len(words)):
        if match := _WEEKS.fullmatch(folded(" ".join(words[begin:end])).rstrip(".")):
            return number(match["count"]), without(words, begin, end)
    return 0, words
