"""What may stand in the settings for hours, shifts and numbers to call: one clear line for each that may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.public_holidays import is_country
from dialogs.text import T
from dialogs.time.hours import DAY, HoursError, Span, read_hours, read_spans

LINES = ("night_phone", "suicide_line", "talk_line", "doctor_phone", "psychiatric_phone")
"""The settings of numbers that have hours of their own, in a setting with `_hours` behind its name."""
LONGEST_NUMBER = 60
"""Characters of a number to call with its name."""
GONE = {"helpline": "is no more: write suicide_line (Livslinien) or talk_line (an ordinary one), with its _hours."}
"""Settings that earlier versions had, and what to write instead."""


def wrong(value: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """(setting, what is wrong) of the settings that cannot be used; `value` gives a setting by its name."""
    country = value("holidays_in")
    if country not in ("", "DK") and not is_country(country):
        yield "holidays_in", "must be a country's code such as DK, or empty."
    if problem := _hours_problem(value("house_hours")):
        yield "house_hours", f"must be such as mon-fri 8-22; sat,sun,holidays 12-20: {problem}."
    if problem := _shifts_problem(value("shift_hours")):
        yield "shift_hours", f"must be such as 07:00-15:00, 15:00-22:00, 22:00-07:00: {problem}."
    for name in LINES:
        hours = value(f"{name}_hours")
        if hours and (problem := _hours_problem(hours)):
            yield f"{name}_hours", f"must be such as daily 11:00-05:00: {problem}."
        if value(name) and not hours and name != "night_phone":
            yield name, f"needs {name}_hours: when it is answered, such as daily 11:00-05:00."
    for name in ("house_phone", "emergency_phone", *LINES):
        if (number := value(name)) and not is_number(number):
            yield name, "must be a number to call, with its name if it has one."


def is_number(written: str) -> bool:
    """Whether that is a number to call, perhaps with its name."""
    return len(re.findall(r"[0-9]", written)) >= 3 and len(written) <= LONGEST_NUMBER and "\n" not in written


def gaps(value: Callable[[str], str]) -> list[str]:
    """A line for what a borger cannot be shown at night, because the house has not filled it in. Where there is always
    staff, it is the house's own phone that is called."""
    hours = read_hours(value("house_hours"), "UTC", lambda _day: False)
    always = {*hours.weekdays, hours.holidays} == {((0, DAY),)} and not hours.dates
    own = "house_phone" if always else "night_phone"
    unset = [name for name in (own, "suicide_line") if not value(name)]
    if not unset:
        return []
    return [f"Not set: {' and '.join(unset)}. A borger who asks for help at night is not shown any such number."]


def read_shifts(written: str) -> tuple[Span, ...]:
    """The times of the day, the evening and the night shift.

    Raises:
        HoursError: saying what cannot be read.
    """
    spans = read_spans(written)
    if len(spans) != 3:
        raise HoursError(T("it needs three"))
    return spans


def _hours_problem(written: str) -> str:
    return _problem(lambda: read_hours(written, "UTC", lambda _day: False))


def _shifts_problem(written: str) -> str:
    return _problem(lambda: read_shifts(written))


def _problem(read: Callable[[], object]) -> str:
    try:
        read()
    except HoursError as error:
        return str(error)
    return ""
