"""What is planned, in words: when, how often, with what, and what reminds of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dialogs.text import T, Text
from dialogs.time.activity import EVENING, MORNING, START, Activity, Happening, HappeningState, happenings
from dialogs.time.repeat import Repeat, days
from dialogs.time.schedule import ALL, Plan, instant
from storage.activities import StoredActivity

AHEAD = timedelta(days=800)
"""How far ahead the first occurrences of a plan are looked for."""

WEEKDAYS: tuple[Text, ...] = (
    T("Monday"), T("Tuesday"), T("Wednesday"), T("Thursday"), T("Friday"), T("Saturday"), T("Sunday"),
)  # fmt: skip

EACH_DAY: tuple[Text, ...] = (
    T("Mondays"),
    T("Tuesdays"),
    T("Wednesdays"),
    T("Thursdays"),
    T("Fridays"),
    T("Saturdays"),
    T("Sundays"),
)


def first_start(plan: Activity, now: datetime) -> datetime | None:
    """The local time of the first occurrence that is still to come."""
    for slot in days(plan.repeat, now.astimezone(ZoneInfo(plan.zone)).date()):
        start = instant(slot, plan.at, plan.zone)
        if start > now:
            return start.astimezone(ZoneInfo(plan.zone))
    return None


def when(plan: Activity, now: datetime, *, full: bool = False) -> Text:
    """When it is and how often, from the first time still to come. With `full`, every day has its year."""
    first = _first(plan, now)
    if plan.repeat.unit == "once":
        return moment(first, now.date(), full=full)
    day = dated(first.date(), now.date(), full=full)
    said = T("{often} {time}, the first time {date}", often=often(plan.repeat), time=plan.at, date=day)
    if next(days(plan.repeat, plan.repeat.start), None) is None:
        said = T("{often} {time}", often=often(plan.repeat), time=plan.at)
    if plan.repeat.until:
        return T("{when}, until {date}", when=said, date=dated(plan.repeat.until, now.date(), full=full))
    return said


def series(activity: StoredActivity, now: datetime) -> tuple[Text, ...]:
    """When a series is and how often, in short lines; the first time as it really is, with its time of day if that is
    not the series'."""
    plan = activity.plan
    coming = happenings(plan, activity.changes, now.astimezone(UTC), now.astimezone(UTC) + AHEAD)
    one = next((one for one in coming if one.stands and one.start > now), None)
    first = one.start.astimezone(ZoneInfo(plan.zone)) if one else _first(plan, now)
    odd = one is not None and one.state is not HappeningState.PLANNED
    lines = (
        T("When: {often} {time}.", often=often(plan.repeat), time=plan.at),
        T("The first time: {date}.", date=moment(first, now.date()) if odd else dated(first.date(), now.date())),
    )
    until = plan.repeat.until
    return (*lines, T("The last day: {date}.", date=dated(until, now.date()))) if until else lines


def _first(plan: Activity, now: datetime) -> datetime:
    """The first time still to come, else the first there was; local."""
    began = next(days(plan.repeat, plan.repeat.start), plan.repeat.start)
    return first_start(plan, now) or instant(began, plan.at, plan.zone).astimezone(ZoneInfo(plan.zone))


def moment(begins: datetime, today: date, *, full: bool = False) -> Text:
    """A local day and time, with its year as in `dated`."""
    return T("{date} {time}", date=dated(begins.date(), today, full=full), time=begins.time().replace(tzinfo=None))


def dated(day: date, today: date, *, full: bool = False) -> Text:
    """A day, with its year if that is another one, or with `full` in any case: so is read back what was chosen."""
    if day.year == today.year and not full:
        return T("{date}", date=day)
    return T("{date} {year}", date=day, year=str(day.year))


def capital(words: str) -> str:
    """Words as they begin a line."""
    return words[:1].upper() + words[1:]


def often(repeat: Repeat) -> Text:
    """How often a series is, without its time of day."""
    if repeat.unit == "months" and repeat.every == 12:
        return T("every year")
    if repeat.unit == "months" and repeat.every > 1:
        return T("every {count} months on day {day}", count=repeat.every, day=repeat.day or repeat.start.day)
    if repeat.unit == "months":
        day = repeat.day or repeat.start.day
        if day > 28:
            return T("every month on day {day} or the month's last", day=day)
        return T("every month on day {day}", day=day)
    if repeat.unit == "days":
        return T("every {count} days", count=repeat.every)
    names = tuple(EACH_DAY[day - 1] for day in sorted(repeat.days))
    match repeat.every:
        case 1 if repeat.weeks == "even":
            return T("in even weeks on {days}", days=names)
        case 1 if repeat.weeks == "odd":
            return T("in odd weeks on {days}", days=names)
        case 1 if len(names) == 7:
            return T("every day")
        case 1:
            return T("every week on {days}", days=names)
        case 2:
            return T("every other week on {days}", days=names)
    return T("every {count} weeks on {days}", count=repeat.every, days=names)


def asked_when(plan: Plan, what: str | None) -> Text:
    """When something is asked by a plan; `what` is called that which it goes by, None if that is over."""
    if plan.around is None:
        return T("{often} {time}", often=often(plan.repeat), time=plan.at)
    if plan.around.activity_id == ALL:
        thing = T("each activity")
    elif what is None:
        return T("not asked: the appointment is over")
    else:
        thing = T("{title}", title=what)
    if plan.after:
        minutes = int(plan.after.span.total_seconds() // 60)
        if not minutes:
            return T("when {what} is over", what=thing)
        if minutes % 60:
            return T("{minutes} minutes after {what}", minutes=minutes, what=thing)
        return T("an hour after {what}", what=thing) if minutes == 60 else T(
            "{hours} hours after {what}", hours=minutes // 60, what=thing)  # fmt: skip
    if plan.before and plan.before.days > 1:
        return T("{count} days before {what} {time}", count=plan.before.days, what=thing, time=plan.at)
    return T("the day before {what} {time}", what=thing, time=plan.at)


def lead(name: str) -> Text:
    """When one reminder comes."""
    match name:
        case "evening":
            return T("the evening before")
        case "morning":
            return T("in the morning")
        case "start":
            return T("as it begins")
    return T("{minutes} minutes before", minutes=int(name.removeprefix("before")))


def lasting(minutes: int) -> Text:
    """How long it lasts."""
    hours, rest = divmod(minutes, 60)
    match hours, rest:
        case (8, 0):
            return T("The whole day.")
        case (0, 30):
            return T("Lasts half an hour.")
        case (1, 0):
            return T("Lasts an hour.")
        case (1, 30):
            return T("Lasts 1½ hours.")
        case (_, 0):
            return T("Lasts {hours} hours.", hours=hours)
        case (_, 30):
            return T("Lasts {hours}½ hours.", hours=hours)
    return T("Lasts {minutes} minutes.", minutes=minutes)


def details(plan: Activity) -> list[Text]:
    """Where, with whom, with what, and the reminders as they were chosen: a line each, of those there are."""
    leads = tuple(lead(name) for name in sorted(plan.leads, key=order))
    lines = [*around(plan), T("Reminder: {leads}.", leads=leads) if leads else T("No reminder.")]
    if leads and plan.tells_staff:
        lines.append(T("Staff are told if the borger does not answer."))
    return lines


def around(plan: Activity) -> list[Text]:
    """How long, where, with whom and with what: a line each, of those there are."""
    lines: list[Text] = [lasting(plan.minutes)] if plan.minutes else []
    if plan.place:
        lines.append(T("Place: {place}.", place=plan.place))
    if plan.company:
        lines.append(T("With: {company}.", company=plan.company))
    if plan.bring:
        lines.append(T("To bring: {things}.", things=plan.bring))
    return lines


def order(name: str) -> tuple[int, int]:
    """Earliest first."""
    place = {EVENING: 0, MORNING: 1, START: 3}.get(name, 2)
    return place, -int(name.removeprefix("before")) if place == 2 else 0


def standing(one: Happening) -> Text | None:
    """What is special about an occurrence, if anything."""
    match one.state:
        case HappeningState.MOVED:
            return T("moved")
        case HappeningState.LATE:
            return T("{minutes} minutes later", minutes=one.late)
        case HappeningState.CANCELLED:
            return T("cancelled")
        case HappeningState.DECLINED:
            return T("the borger said not today")
    return None


def heading(day: date, today: date) -> Text:
    """A day of the plan, and how near it is."""
    ahead = (day - today).days
    if ahead > 1:
        return T("{date}", date=day)
    return T("Tomorrow, {date}", date=day) if ahead else T("Today, {date}", date=day)
