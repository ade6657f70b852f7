"""Times of day as people write and say them: "8,30", "halv ni", "kvart over 8", "om 2 timer", "8 om aftenen"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from dialogs.words.spelling import NUMBER, NUMBERS, number

_TWICE_A_DAY = range(1, 7)
"""Hours that, said without more, mean the night's or the afternoon's: "kl 3". From 7 on people mean the morning."""


@dataclass(frozen=True)
class Times:
    """What words may mean, the likeliest first. `days` is how many days after the day that is meant it falls: 1 for
    24.00. `at` is set for what is counted from now, and then says it all. Not `sure`, it is asked about even if there
    is but one choice."""

    choices: tuple[time, ...]
    days: int = 0
    at: datetime | None = None
    sure: bool = True


@dataclass(frozen=True)
class _Part:
    """A part of the day: the hours in it, and what is offered where no hour is named."""

    hours: tuple[int, ...]
    offers: tuple[int, ...]


_PARTS = {
    "morgen": _Part(tuple(range(4, 12)), (7, 8, 9)),
    "formiddag": _Part(tuple(range(8, 13)), (9, 10, 11)),
    "eftermiddag": _Part(tuple(range(12, 19)), (13, 14, 15, 16)),
    "aften": _Part((*range(17, 24), 0), (18, 19, 20, 21)),
    "nat": _Part((22, 23, *range(6)), (22, 23, 0)),
}
_PART_WORDS = {
    **{word: word for word in _PARTS},
    **{f"{word}en": word for word in ("morgen", "formiddag", "eftermiddag", "aften")},
    "natten": "nat",
    "tidlig": "morgen",
    "tidligt": "morgen",
    "morning": "morgen",
    "afternoon": "eftermiddag",
    "evening": "aften",
    "night": "nat",
    "tonight": "aften",
}
_NAMED_PARTS = "|".join(sorted(_PART_WORDS, key=len, reverse=True))
_PART = rf"(?:(?:tidligt?|sent?|forst|sidst) )?(?:(?:om|i|pa|in|at|the|this) )*(?P<part>{_NAMED_PARTS})(?<!\bi morgen)"
"""A part of the day; "i morgen" is none, but tomorrow."""

_TONIGHT = re.compile(r"\b(?:i (?:nat|aften)|tonight|this (?:evening|night))\b")
_MORNING = 5
"""The hour at which a night is over."""

_LEAD = re.compile(
    r"^(?:(?:kl|klk|klokken|klokke|klokka|at|ved|ca|cirka|omkring|fra|til|about|around|from|until)(?:\b|(?=\d))[.:]?\s*)+"
)
_ABOUT = re.compile(r"(?<=\w)(?:[ -]?tiden| ?o'clock)(?=$| )|(?<=kvarter)s tid$")
"""What may stand behind a time: "ved otte-tiden"."""
_CALLED = ("1813",)
"""A number to call that looks like a time."""
_WRITTEN = re.compile(
    r"(?P<hour>\d{1,2})(?:\s?[.,:;]\s?|\s|\s?t\s?|\s?h\s?|(?P<dash>\s?-\s?))(?P<minute>\d{2})(?:\s?(?P<half>am|pm))?"
    r"|(?P<run>\d{1,2})(?P<rest>\d{2})(?:\s?(?P<half3>am|pm))?"
    r"|(?P<only>\d{1,2})(?:\s?(?P<half2>am|pm))?"
)
_SAID = re.compile(
    rf"(?:(?P<minutes>{NUMBER}|(?:et |a |1 )?kvart(?:er)?|(?:a )?quarter) (?:min\w* )?"
    r"(?P<way>over|efter|i|for|past|to) )?"
    rf"(?P<half>halv ?|half past )?(?P<hour>{NUMBER})(?: (?P<then>(?!\d\b){NUMBER}))?"
)
_AHEAD = re.compile(
    rf"(?:om|in) (?:(?P<whole>\d+[.,]5|{NUMBER}|halvanden|halvandet|{NUMBER} en halv|en halv|et halvt|half an) ?"
    rf"(?:t|time|timer|times|hours?)(?: tid)?)?(?: ?(?:og|and) ?)?"
    rf"(?:(?P<minutes>{NUMBER}) ?(?:m|min|minut|minutter|minutters|minutes?)(?: tid)?"
    rf"|(?P<quarters>et|tre|a|1)? ?(?:kvarter|quarter))?"
)
_FIXED = {
    "middag": (12, 0), "til middag": (12, 0), "middagstid": (12, 0), "middags": (12, 0), "noon": (12, 0),
    "midday": (12, 0), "om middagen": (12, 0), "12 middag": (12, 0), "12 om middagen": (12, 0),
    "midnat": (0, 1), "midnight": (0, 1),
}  # fmt: skip


TIME_WORDS = tuple(word for word in (*NUMBERS, *_PART_WORDS, "klokken", "kvart", "kvarter", "over") if len(word) > 3)
"""Words of times that are recognized with a slip of the finger."""


def read_times(text: str, now: datetime) -> Times | None:
    """The times that a folded text may mean; None if it is none. `now` is local."""
    text = _ABOUT.sub("", _LEAD.sub("", text).rstrip(" .!?-"))
    if text in _FIXED:
        hour, days = _FIXED[text]
        return Times((time(hour),), days)
    if ahead := _counted(text, now):
        return ahead
    if found := re.fullmatch(_PART, text):
        return Times(tuple(time(hour) for hour in _PARTS[_PART_WORDS[found["part"]]].offers))
    for pattern in (rf"(?P<clock>.+?) {_PART}", rf"{_PART},? (?P<clock>.+)"):
        if (found := re.fullmatch(pattern, text)) and (clock := _clock(_LEAD.sub("", found["clock"]))):
            return _within(_PART_WORDS[found["part"]], clock, now if _TONIGHT.search(text) else None)
    found_at = _clock(text)
    if found_at and (text in _CALLED or (text.isdecimal() and abs(int(text) - now.year) <= 2)):
        return replace(found_at, sure=False)
    return found_at


def is_part(text: str) -> bool:
    """Whether a folded text names a part of today, as "i aften" does."""
    return re.fullmatch(_PART, text) is not None


def _clock(text: str) -> Times | None:
    """A time of the clock, written in figures or said in words."""
    if found := _WRITTEN.fullmatch(text):
        return _written(found)
    found = _SAID.fullmatch(text)
    return _said(found) if found else None


def _written(found: re.Match[str]) -> Times | None:
    figures = found["hour"] or found["run"] or found["only"]
    hour, minute = int(figures), int(found["minute"] or found["rest"] or 0)
    if half := found["half"] or found["half2"] or found["half3"]:
        return Times((time(hour % 12 + (12 if half == "pm" else 0), minute),)) if hour in range(1, 13) else None
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if found["dash"] and hour < minute <= 24:  # "14-16" is from two to four, or 14.16
        return Times((time(hour), time(hour, minute)))
    if len(figures) == 1 and hour in _TWICE_A_DAY:
        return Times((time(hour, minute), time(hour + 12, minute)))
    return Times((time(hour % 24, minute),), hour // 24)


def _said(found: re.Match[str]) -> Times | None:
    """Words as in "fem minutter i halv ti". "halv ti" is half an hour before ten, "half past nine" after nine."""
    hour, then = number(found["hour"]), found["then"]
    half, english = bool(found["half"]), (found["half"] or "").startswith("half")
    minutes = hour * 60 + (0 if not half else 30 if english else -30)
    if then:
        minutes += number(then)
    if way := found["way"]:
        named = found["minutes"]
        by = 15 if "kvart" in named or "quarter" in named else number(named)
        minutes += by if way in ("over", "efter", "past") else -by
        if by > 29:
            return None
    if hour > 24 or (then and (number(then) > 59 or half)) or (hour == 24 and minutes > 24 * 60):
        return None
    at = time(minutes // 60 % 24, minutes % 60)
    if hour > 12 or hour == 0:
        return Times((at,), minutes // (24 * 60))
    morning = minutes % (12 * 60)
    early, late = time(morning // 60, morning % 60), time(morning // 60 + 12, morning % 60)
    if early.hour == 0:  # about twelve, people mean the day
        return Times((late,))
    return Times((early, late)) if early.hour in _TWICE_A_DAY else Times((early,))


def _within(part: str, clock: Times, tonight: datetime | None) -> Times | None:
    """A time of the clock in a part of the day: eight in the evening is 20.00, twelve is midnight. `tonight` is now, if
    the evening or night that comes is meant: its small hours are tomorrow's."""
    hours = _PARTS[part].hours
    twelve = (at.replace(hour=(at.hour + 12) % 24) for at in clock.choices if at.hour <= 12)
    fits = [at for at in (*clock.choices, *twelve) if at.hour in hours]
    if not fits:
        return None
    at, small = fits[0], fits[0].hour < _MORNING
    if tonight and small and (tonight.hour >= _MORNING or part == "aften"):
        return Times((at,), at=datetime.combine(tonight.date() + timedelta(days=1), at, tonight.tzinfo))
    return Times((at,), max(clock.days, int(at == time() and not tonight)))


def _counted(text: str, now: datetime) -> Times | None:
    """What is counted from now, to the minute; it may be another day by then."""
    found = _AHEAD.fullmatch(text)
    if found is None or not (found["whole"] or found["minutes"] or text.endswith(("kvarter", "quarter"))):
        return None
    minutes = _hours(found["whole"]) if found["whole"] else 0
    if found["minutes"]:
        minutes += number(found["minutes"])
    elif text.endswith(("kvarter", "quarter")):
        minutes += 45 if found["quarters"] == "tre" else 15
    if minutes > 24 * 60:
        return None
    # Counted as time that passes: over a change of clocks, two hours stay two hours.
    at = (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo).replace(second=0, microsecond=0)
    return Times((at.time(),), at=at)


def _hours(written: str) -> int:
    """Hours in words or figures, in minutes."""
    if re.fullmatch(r"\d+[.,]5", written):
        return int(written[:-2]) * 60 + 30
    if written.startswith("halvand"):
        return 90
    if written in ("en halv", "et halvt", "half an"):
        return 30
    whole, half = written.removesuffix(" en halv"), written.endswith(" en halv")
    return number(whole) * 60 + (30 if half else 0)
