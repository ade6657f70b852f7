"""Whom to call, and when there is staff: what is said of both is true at the moment it is said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.config import Settings
from bot.desk.desk import Desk
from bot.desk.plan_words import EACH_DAY
from dialogs.text import T, Text
from dialogs.time.hours import DAY, HOLIDAY, LONG, Hours, Span

SOON = timedelta(hours=15)
"""What ends so soon is said by its hour alone."""


SIGNS: Mapping[str, str] = {
    "emergency_phone": "🚨", "house_phone": "📞", "night_phone": "🌙", "suicide_line": "🆘", "talk_line": "💬",
    "doctor_phone": "🩺", "psychiatric_phone": "🏥",
}  # fmt: skip
"""What each number is told by without reading."""


def _signed(name: str, said: Text) -> Text:
    return T("{sign} {words}", sign=SIGNS[name], words=said)


def to_call(desk: Desk) -> tuple[Text, ...]:
    """A line for each number that is answered now, with whom it is for and until when."""
    settings = desk.house.settings
    lines: list[Text] = []
    if settings.emergency_phone:
        danger = T("In danger: call {emergency}.", emergency=settings.emergency_phone)
        lines.append(_signed("emergency_phone", danger))
    for name, said in _numbers(settings).items():
        until = _answered_until(settings, name, desk.now)
        if until is not None:
            lines.append(_signed(name, T("{line} {open}", line=said, open=_open(desk, until))))
    return tuple(lines)


def numbers_and_hours(settings: Settings) -> tuple[Text, ...]:
    """The numbers for what is urgent with their hours, for a card that stands for days."""
    lines: list[Text] = [T("Staff: {hours}.", hours=all_week(settings.staffed))]
    if settings.house_phone:
        lines = [T("Staff: {hours}. Phone {phone}.", hours=all_week(settings.staffed), phone=settings.house_phone)]
    if settings.night_phone and (hours := settings.answered.get("night_phone")):
        lines.append(T("Is it urgent? Call {phone}. Open {hours}.", phone=settings.night_phone, hours=all_week(hours)))
    elif settings.night_phone:
        lines.append(T("While there is no staff: call {phone}.", phone=settings.night_phone))
    if settings.emergency_phone:
        lines.append(T("In danger: call {emergency}.", emergency=settings.emergency_phone))
    if settings.suicide_line:
        said = T("Do you think of dying? Call {phone}.", phone=settings.suicide_line)
        lines.append(
            T("{line} {open}", line=said, open=T("Open {hours}.", hours=all_week(settings.answered["suicide_line"])))
        )
    return tuple(lines)


def _numbers(settings: Settings) -> dict[str, Text]:
    """What is said of each number that is set, by its setting."""
    lines = {
        "house_phone": T("Is it urgent? Call {phone}.", phone=settings.house_phone),
        "night_phone": T("Is it urgent? Call {phone}.", phone=settings.night_phone),
        "suicide_line": T("Do you think of dying? Call {phone}.", phone=settings.suicide_line),
        "psychiatric_phone": T("Is it very hard just now? Call {phone}.", phone=settings.psychiatric_phone),
        "doctor_phone": T("Do you need a doctor? Call {phone}.", phone=settings.doctor_phone),
        "talk_line": T("Would you like to talk? Call {phone}.", phone=settings.talk_line),
    }
    return {name: text for name, text in lines.items() if text.values["phone"]}


def _answered_until(settings: Settings, name: str, now: datetime) -> datetime | None:
    """Until when a number is answered; None if it is not now. The night's number stands back for the house's own."""
    if name == "night_phone":
        if settings.house_phone and settings.staffed.is_open(now):
            return None
        if name not in settings.answered:
            return None if settings.staffed.is_open(now) else settings.staffed.opens(now)
    period = (settings.staffed if name == "house_phone" else settings.answered[name]).period(now)
    return period[1] if period and period[0] <= now else None


def _open(desk: Desk, until: datetime) -> Text:
    if until - desk.now > LONG:
        return T("Open round the clock.")
    day, hour = _end(desk, until)
    if day is None:
        return T("Open until {hour}.", hour=hour)
    if day == desk.local.date() + timedelta(days=1):
        return T("Open until tomorrow at {hour}.", hour=hour)
    return T("Open until {date} at {hour}.", date=day, hour=hour)


def staff_now(desk: Desk) -> tuple[Text, ...]:
    """Whether there is staff just now, and until when or when again."""
    hours, now = desk.house.settings.staffed, desk.now
    period = hours.period(now)
    if period is None:
        return (T("There is no staff now."),)
    if period[0] <= now:
        if period[1] - now > LONG:
            return (T("There is staff round the clock."),)
        day, hour = _end(desk, period[1])
        if day is None:
            return (T("There is staff until {hour}.", hour=hour),)
        return (T("There is staff until {date} at {hour}.", date=day, hour=hour),)
    begins = period[0].astimezone(desk.house.zone)
    at = spoken(begins.time())
    if begins.date() == desk.local.date():
        again = T("There is staff today from {start} to {end}.", start=at, end=_end(desk, period[1])[1])
    elif begins.date() == desk.local.date() + timedelta(days=1):
        again = T("There is staff again tomorrow at {start}.", start=at)
    else:
        again = T("There is staff again on {date} at {start}.", date=begins.date(), start=at)
    return (T("There is no staff now."), again)


def _end(desk: Desk, until: datetime) -> tuple[date | None, Text]:
    """When something ends: the day, unless it is today or in the coming night and morning, and the hour; midnight is
    24."""
    local = until.astimezone(desk.house.zone)
    midnight = local.time() == time()
    day = local.date() - timedelta(days=1) if midnight else local.date()
    soon = day == desk.local.date() or until - desk.now < SOON
    return None if soon else day, T("{hour}", hour=24) if midnight else spoken(local.time())


def spoken(at: time) -> Text:
    """A time of day as it is spoken: 8, 8.30."""
    if not at.minute:
        return T("{hour}", hour=at.hour)
    return T("{hour}:{minute}", hour=at.hour, minute=f"{at.minute:02}")


def all_week(hours: Hours) -> Text:
    """The hours of all days, those of the same hours together: "mandag til fredag kl. 8 til 22 og …"."""
    groups: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in enumerate((*hours.weekdays, hours.holidays)):
        if spans:
            groups.setdefault(spans, []).append(day)
    dates = tuple(
        T("{day}.{month}. {spans}", day=day, month=month, spans=tuple(span_words(each) for each in spans))
        if spans
        else T("{day}.{month}. closed", day=day, month=month)
        for (day, month), spans in sorted(hours.dates.items(), key=lambda each: (each[0][1], each[0][0]))
    )
    return T("{list}", list=(*(_group(days, spans) for spans, days in groups.items()), *dates))


def _group(days: list[int], spans: tuple[Span, ...]) -> Text:
    named = _days(days)
    if len(spans) == 1 and spans[0][1] - spans[0][0] == DAY:
        return T("{days} round the clock", days=named)
    return T("{days}, {spans}", days=named, spans=tuple(span_words(span) for span in spans))


def _days(days: list[int]) -> Text:
    """Names of days; three or more in a row by the first and the last."""
    if days == list(range(8)):
        return T("every day")
    runs: list[list[int]] = []
    for day in days:
        if runs and day < HOLIDAY and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said: list[Text] = []
    for run in runs:
        if len(run) > 2:
            said.append(T("{first} to {last}", first=_day(run[0]), last=_day(run[-1])))
        else:
            said += [_day(day) for day in run]
    return T("{list}", list=tuple(said))


def _day(day: int) -> Text:
    return T("public holidays") if day == HOLIDAY else EACH_DAY[day]


def span_words(span: Span) -> Text:
    """One span of a day: "8 til 22"."""
    begin, end = (time(minutes % DAY // 60, minutes % 60) for minutes in span)
    last = T("{hour}", hour=24) if end == time() else spoken(end)
    return T("{start} to {end}", start=spoken(begin), end=last)
