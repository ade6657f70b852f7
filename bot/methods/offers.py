"""How often, how long before or after, and for how long: what staff can choose when they agree on a method. The usual
offers, and whatever its file or its plan says besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from string import ascii_letters

from dialogs.engine.session import Item
from dialogs.text import T, Text
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import Plan

MEETING, AFTER = "meeting", "after"
"""In place of how often: before, or after, something planned."""
_OFTEN: Mapping[str, Text] = {
    "d1": T("Every day"), "w1": T("Every week"), "w2": T("Every 2 weeks"), "w4": T("Every 4 weeks"),
    "w8": T("Every 8 weeks"), "w12": T("Every 12 weeks"), "w26": T("Every 26 weeks"), "y1": T("Every year"),
}  # fmt: skip
_BESIDES: Mapping[str, Text] = {
    "d": T("Every {count} days"), "w": T("Every {count} weeks"), "m": T("Every {count} months"),
    "y": T("Every {count} years"),
}  # fmt: skip
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_AROUND: Mapping[str, Text] = {MEETING: T("Before something planned"), AFTER: T("After something planned")}
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_LATER: Mapping[timedelta, Text] = {
    timedelta(0): T("At once"), 30 * _MINUTE: T("30 minutes"), _HOUR: T("An hour"), 2 * _HOUR: T("2 hours"),
    4 * _HOUR: T("4 hours"),
}  # fmt: skip
_AHEAD: Mapping[int, Text] = {
    1: T("The day before"), 2: T("2 days before"), 3: T("3 days before"), 7: T("A week before"),
}  # fmt: skip
_WINDOWS: Mapping[timedelta, tuple[str, Text]] = {
    2 * _HOUR: ("2️⃣", T("2 hours")), 4 * _HOUR: ("4️⃣", T("4 hours")), 8 * _HOUR: ("8️⃣", T("8 hours")),
    _DAY: ("🕛", T("24 hours")),
}  # fmt: skip
LISTS = ("rhythms", "spans", "days_ahead", "windows")
"""The lists that the form offers: how often, how long after, how many days before, and how long an answer may take."""


def lists(say: Callable[[Text], str], plans: Iterable[Plan], window: timedelta) -> Mapping[str, tuple[Item, ...]]:
    """The offers by their lists, with those of the `plans` and of a file's `window` among them."""
    plans = tuple(plans)
    often = {*_OFTEN, *(often_id(plan) for plan in plans if not plan.around)}
    rhythms = {name: _how_often(name) for name in sorted(often, key=lambda name: int(name[1:]) * _DAYS[name[0]])}
    spans = {*_LATER, *(plan.after.span for plan in plans if plan.after)}
    ahead = {*_AHEAD, *(plan.before.days for plan in plans if plan.before)}
    windows = {*_WINDOWS, window, *(plan.window for plan in plans)}
    return {
        "rhythms": tuple(Item(name, say(words)) for name, words in {**rhythms, **_AROUND}.items()),
        "spans": tuple(Item(_minutes_id(span), say(_LATER.get(span) or _lasts(span))) for span in sorted(spans)),
        "days_ahead": tuple(
            Item(str(days), say(_AHEAD.get(days) or T("{count} days before", count=days))) for days in sorted(ahead)
        ),
        "windows": tuple(_window(window, say) for window in sorted(windows)),
    }


def ticked(plan: Plan) -> dict[str, tuple[str, ...]]:
    """What of the offers makes a plan: how it is asked now, or as its file proposes."""
    found = {"often": often_id(plan), "window": _minutes_id(plan.window)}
    if plan.after:
        found["later"] = _minutes_id(plan.after.span)
    if plan.before:
        found["ahead"] = str(plan.before.days)
    return {step: (name,) for step, name in found.items()}


def window_ticked(window: timedelta) -> dict[str, tuple[str, ...]]:
    """The offer of how long an answer may take, where no plan says it."""
    return {"window": (_minutes_id(window),)}


def often_id(plan: Plan) -> str:
    """The offer that is how often a plan asks."""
    if plan.around:
        return AFTER if plan.after else MEETING
    repeat: Repeat = plan.repeat
    if repeat.unit == "weeks" and repeat.every == 1 and len(repeat.days) == 7:
        return "d1"
    if repeat.unit == "months" and repeat.every % 12 == 0:
        return f"y{repeat.every // 12}"
    return f"{repeat.unit[0]}{repeat.every}"


def every_of(name: str) -> str:
    """An offer of how often as a file would write it: "2w"."""
    return f"{name[1:]}{name[0]}"


def span_of(name: str) -> timedelta:
    """How long an offer of `spans` or `windows` is; so also of h8 or later30, as they were called before."""
    return count_of(name) * (_HOUR if name.startswith("h") else _MINUTE)


def count_of(name: str) -> int:
    """The number in the name of an offer."""
    return int(name.lstrip(ascii_letters))


def _minutes_id(span: timedelta) -> str:
    return f"m{span // _MINUTE}"


def _how_often(name: str) -> Text:
    if name == "m1":
        return T("Every month")
    return _OFTEN.get(name) or replace(_BESIDES[name[0]], values={"count": int(name[1:])})


def _window(window: timedelta, say: Callable[[Text], str]) -> Item:
    sign, words = _WINDOWS.get(window) or ("⏳", _lasts(window))
    return Item(_minutes_id(window), say(words), sign)


def _lasts(span: timedelta) -> Text:
    if span % _DAY == timedelta(0) and span > _DAY:
        return T("{count} days", count=span // _DAY)
    if span == _HOUR:
        return T("An hour")
    if span % _HOUR == timedelta(0):
        return T("{count} hours", count=span // _HOUR)
    return T("{count} minutes", count=span // _MINUTE)
