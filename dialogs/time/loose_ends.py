"""What a sentence says of when something is, and is not read: it is named, and never left in the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dialogs.time.date_words import MONTHS, WEEKDAYS, weekday_of
from dialogs.time.feasts import FEASTS, next_feast
from dialogs.time.how_often import PARTS_OF_DAY, fold, parts, without
from dialogs.words.spelling import folded

_OF_TIME = frozenset(
    folded(word) for word in (
        *PARTS_OF_DAY, "hver", "hvert", "dag", "dage", "uge", "uger", "måned", "måneden", "måneder", "kvarter", "gang",
        "gange", "time", "timer", "undtagen", "undtaget", "ikke", "aflys", "aflyst", "flyt", "slet", "sidste", "første",
        "indtil", "lige", "ulige", "hvis", "men", "dog", "nej", "aftenen", "morgenen", "nat", "dagligt", "ugentlig",
        "ugentligt", "månedlig", "månedligt", "årligt", "except", "not", "cancel", "last", "first", "every", "until",
        "week", "weeks", "day", "days", "month", "months", "daily", "weekly", "monthly",
    )
)  # fmt: skip
"""Left over in the title, these mean that something was said which was not read."""

_ORDINAL = (
    r"(?:forste|anden|tredje|fjerde|femte|sidste|nastsidste|first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th)?)"
)
_WEEKDAY = f"(?:{'|'.join(name for names in WEEKDAYS for name in names)})"
_WEEKS = "(?:lige|ulige|even|odd)"
_NOT_KNOWN = re.compile(
    rf"(?:(?:pa|on) )?(?:(?:hver|every) )?(?:(?:den|the) )?{_ORDINAL} {_WEEKDAY}"
    r" (?:i|hver|i hver|of|in|of the|of each|of every|every)(?: en)? (?:maned|maneden|month)"
    rf"|(?:(?:hver|every) )?{_WEEKS} (?:uge|week)"
    rf"|(?:(?:hver|every) )?{_WEEKS} {_WEEKDAY}(?:e|s)?"
)
"""How often something may be that no series can be: "den første mandag i måneden", "ulige torsdage"."""

_TIME_OF_YEAR = frozenset(
    folded(word) for word in (
        *(name for names in MONTHS for name in names), *FEASTS, "jul", "julen", "påske", "påsken", "pinsen", "nytåret",
        "sommer", "sommeren", "vinter", "vinteren", "forår", "foråret", "efterår", "efteråret", "ferie", "ferien", "år",
        "året", "årsskiftet", "uge", "ugen", "måned", "måneden", "ultimo", "medio", "primo", "christmas", "easter",
        "summer", "winter", "spring", "autumn", "holiday", "holidays", "year",
    )
)  # fmt: skip
_BEFORE_IT = frozenset(
    folded(word) for word in (
        "i", "om", "fra", "til", "og", "med", "efter", "før", "inden", "under", "hele", "resten", "af", "halvt", "et",
        "en", "starten", "midten", "slutningen", "hen", "over", "in", "during", "from", "until", "till", "before",
        "after", "the", "rest", "of", "end", "start", "to",
    )
)  # fmt: skip
"""Of these, what stands before a time of the year belongs to it; one of them there is."""
_ENDS = frozenset(
    ("til", "frem", "slut", "slutter", "stopper", "stop", "ender", "inden", "till", "until", "ends",
     "undtagen", "except")
)  # fmt: skip
"""Behind how often something is, these begin the words that say until when, or when not."""
_GOES_ON = (("indtil", "videre"), ("until", "further", "notice"))


_IN_FIGURES = re.compile(r"\d+|\d{1,2}[./]\d{1,2}(?:[./-]\d{2,4})?\.?")
"""A number, or a day or time of day in figures: what of them is not read is perhaps none, as "31/11" and "24.00"."""


def not_known(words: list[str]) -> tuple[list[str], list[str]]:
    """What says how often, in a way that no series can be, and the words without it."""
    plain = fold(words)
    for begin, end in parts(len(words)):
        if _NOT_KNOWN.fullmatch(" ".join(plain[begin:end])):
            return words[begin:end], without(words, begin, end)
    return [], words


def goes_on(words: list[str]) -> list[str]:
    """The words without "indtil videre": a series without a last day is so by itself."""
    plain = fold(words)
    for said in _GOES_ON:
        for begin in range(len(plain) - len(said) + 1):
            if tuple(plain[begin : begin + len(said)]) == said:
                return without(words, begin, begin + len(said))
    return words


def christmas(text: str, today: date) -> date | None:
    """The last day of what is said to be until Christmas; None if the folded text says something else."""
    return next_feast("lillejuleaften", today) if text in ("jul", "julen", "christmas") else None


def loose_ends(whole: Sequence[str], left: Sequence[str], *, recurs: bool) -> Iterator[str]:
    """The words that are `left` of the `whole` sentence for its title and say when something is, or turn it round. What
    stands in front of all that was read is rather what it is called: "Brev til mor hver søndag"."""
    plain = fold(list(left))
    front = next((n for n, word in enumerate(left) if whole[n] is not word), len(left))
    named = {place for place, word in enumerate(plain) if _is_of_time(word)}
    for place, word in enumerate(plain):
        behind = bool(front) and place >= front
        begin = place
        while begin and plain[begin - 1] in _BEFORE_IT:
            begin -= 1
        in_year = (word in _TIME_OF_YEAR or word.endswith(("ferie", "ferien"))) and (
            begin < place or plain[place + 1 : place + 2] == ["ud"]
        )
        if in_year and (recurs or behind):
            named |= set(range(begin, place + 1))
        if word in _ENDS and behind and recurs:
            named |= set(range(place, len(plain)))
    return (left[place] for place in sorted(named))


def _is_of_time(word: str) -> bool:
    return bool(_IN_FIGURES.fullmatch(word)) or (weekday_of(word) is not None and len(word) > 4) or word in _OF_TIME
