"""What is asked so many days before something planned, such as a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.agenda import Asking, Reminding, entries
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import Before, Plan
from tests.dialogs.test_agenda import LONG_AGO, NIGHT, RULES, ZONE, at, comes


def before_meeting(days: int, meeting: Reminding, clock: time = time(14)) -> Asking:
    plan = Plan(Repeat(date(2020, 1, 1)), clock, ZONE, before=Before(meeting.id, days))
    return Asking(9, "check_in", "prepare", plan, LONG_AGO, planned=(meeting,))


MEETING = Reminding(4, Activity("Møde", Repeat(date(2026, 11, 27), "weeks", 8, (5,)), time(10), ZONE), LONG_AGO)


def test_so_many_days_before_each_meeting() -> None:
    asked = before_meeting(3, MEETING)
    assert comes(asked, since="23 00.00", until="30 00.00") == [("24 14.00", "asks")]
    found = entries(NIGHT, RULES, [asked], at("23 00.00"), at("23 00.00") + timedelta(days=100))
    assert [entry.at.date() for entry in found] == [date(2026, 11, 24), date(2027, 1, 19)]


def test_it_follows_the_meeting_that_is_moved_and_goes_with_one_that_is_cancelled() -> None:
    slot = date(2026, 11, 27)
    for change, comes_at in (
        (Change(HappeningState.MOVED, day=date(2026, 11, 28), at=time(10)), [("25 14.00", "asks")]),
        (Change(HappeningState.CANCELLED), []),
    ):
        asked = before_meeting(3, replace(MEETING, changes={slot: change}))
        assert comes(asked, since="23 00.00", until="30 00.00") == comes_at
    gone = replace(before_meeting(3, MEETING), planned=())
    assert comes(gone, since="23 00.00", until="30 00.00") == []
