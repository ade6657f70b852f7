"""A person's agenda: quiet hours, breaks, a ceiling for the day, and room between messages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.time.activity import Activity, Change, HappeningState
from dialogs.time.agenda import (
    AFTER_START,
    AgendaEntry,
    Asking,
    Fate,
    Reminding,
    Rhythm,
    Rules,
    Source,
    entries,
    still_to_come,
)
from dialogs.time.answered import Answered
from dialogs.time.repeat import EVERY_DAY, Repeat, weekly
from dialogs.time.schedule import Plan, QuietHours

ZONE = "Europe/Copenhagen"
RULES = Rules(ZONE)
NIGHT = Rhythm(QuietHours(time(22), time(8)))
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)


def at(written: str) -> datetime:
    """ "24 14.00" of November 2026, local."""
    return datetime.strptime(f"2026-11-{written}", "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def asks(clock: time, number: int = 1, *, window: timedelta = timedelta(hours=8)) -> Asking:
    return Asking(number, "check_in", "trivsel", Plan(weekly(EVERY_DAY), clock, ZONE, window), LONG_AGO)


def reminds(clock: time, *leads: str, number: int = 1, day: date = TUESDAY) -> Reminding:
    return Reminding(number, Activity("Svømning", Repeat(day), clock, ZONE, leads=leads), LONG_AGO)


def comes(
    *sources: Source, rhythm: Rhythm = NIGHT, rules: Rules = RULES, since: str = "24 00.00", until: str = "25 00.00"
) -> list[tuple[str, str]]:
    """("day clock", lead or dialog) of what is sent."""
    return [(_shown(e), e.lead or "asks") for e in _all(sources, rhythm, rules, since, until) if e.fate is Fate.SENT]


def left_out(*sources: Source, rhythm: Rhythm = NIGHT, rules: Rules = RULES) -> list[tuple[str, str, Fate]]:
    found = _all(sources, rhythm, rules, "24 00.00", "25 00.00")
    return [(_shown(e), e.lead or "asks", e.fate) for e in found if e.fate is not Fate.SENT]


def _all(sources: tuple[Source, ...], rhythm: Rhythm, rules: Rules, since: str, until: str) -> tuple[AgendaEntry, ...]:
    return entries(rhythm, rules, sources, at(since), at(until))


def _shown(entry: AgendaEntry) -> str:
    return f"{entry.at.astimezone(ZoneInfo(ZONE)):%d %H.%M}"


def test_each_reminder_comes_at_its_time() -> None:
    swim = reminds(time(14), "evening", "morning", "before30", "start")
    assert comes(swim, since="23 00.00") == [
        ("23 19.00", "evening"),
        ("24 08.00", "morning"),
        ("24 13.30", "before30"),
        ("24 14.00", "start"),
    ]


def test_a_reminder_is_of_use_until_the_start_and_the_one_at_the_start_a_while_longer() -> None:
    found = _all((reminds(time(14), "before30", "start"),), NIGHT, RULES, "24 00.00", "25 00.00")
    assert [entry.until for entry in found] == [at("24 14.00"), at("24 14.00") + AFTER_START]


def test_what_falls_due_in_quiet_hours_comes_at_their_end() -> None:
    assert comes(asks(time(6))) == [("24 08.00", "asks")]
    assert comes(asks(time(23))) == []
    assert comes(asks(time(23), window=timedelta(hours=10))) == [("24 08.00", "asks")]


def test_a_reminder_that_cannot_wait_for_the_morning_comes_before_the_night() -> None:
    work = reminds(time(7, 30), "before30")
    assert comes(work, since="23 00.00") == [("23 21.45", "before30")]
    assert comes(work, since="23 00.00", rhythm=Rhythm()) == [("24 07.00", "before30")]


def test_what_somebody_has_set_themself_rings_at_its_time_in_the_night_too() -> None:
    alarm = replace(reminds(time(6, 30), "start"), own=True)
    assert comes(alarm) == [("24 06.30", "start")]


def test_of_two_reminders_at_one_moment_the_last_counts() -> None:
    early = reminds(time(8, 20), "morning", "before17")
    assert comes(early) == [("24 08.03", "before17")]
    assert left_out(early) == [("24 08.00", "morning", Fate.TWICE)]
    assert comes(early, rules=replace(RULES, apart=timedelta())) == [("24 08.00", "morning"), ("24 08.03", "before17")]


@pytest.mark.parametrize("apart", [timedelta(), timedelta(minutes=5)])
def test_of_two_reminders_due_at_one_moment_the_exact_one_counts(apart: timedelta) -> None:
    """Before 9, "the same morning" is an hour before."""
    rules = replace(RULES, apart=apart)
    early = reminds(time(6, 30), "morning", "before60")
    assert comes(early, rhythm=Rhythm(), rules=rules) == [("24 05.30", "before60")]
    assert len(comes(early, rules=rules, since="23 00.00")) == 1, (
        "nor are there two that quiet hours bring to one moment"
    )


def test_a_break_keeps_check_ins_away_and_reminders_if_so_wished() -> None:
    rhythm = replace(NIGHT, paused_until=date(2026, 11, 25))
    sources = (asks(time(16)), reminds(time(14), "start"))
    assert comes(*sources, rhythm=rhythm) == [("24 14.00", "start")]
    assert comes(*sources, rhythm=replace(rhythm, pauses_reminders=True)) == []
    assert comes(asks(time(16)), rhythm=rhythm, since="25 00.00", until="26 00.00") == [("25 16.00", "asks")]


def test_a_break_ended_by_hand_does_not_bring_back_what_fell_due_in_it() -> None:
    rhythm = replace(NIGHT, resumed_at=at("24 12.00"))
    assert comes(asks(time(10)), asks(time(13), 2), rhythm=rhythm) == [("24 13.00", "asks")]


def test_what_was_past_when_it_was_planned_does_not_come() -> None:
    swim = replace(reminds(time(14), "morning", "before30"), since=at("24 09.00"))
    assert comes(swim) == [("24 13.30", "before30")]


def test_moving_an_occurrence_moves_its_reminders() -> None:
    moved = Change(HappeningState.MOVED, date(2026, 11, 25), time(10))
    swim = replace(reminds(time(14), "before30"), changes={TUESDAY: moved}, changed={TUESDAY: at("24 13.29")})
    assert comes(swim) == []
    assert comes(swim, since="25 00.00", until="26 00.00") == [("25 09.30", "before30")]
    late = Change(HappeningState.LATE, late=15)
    swim = replace(swim, changes={TUESDAY: late}, changed={TUESDAY: at("24 13.50")})
    assert comes(swim) == [], "it is known already, and 13.45 is over"


@pytest.mark.parametrize("state", [HappeningState.CANCELLED, HappeningState.DECLINED])
def test_nothing_reminds_of_what_does_not_take_place(state: HappeningState) -> None:
    swim = replace(reminds(time(14), "morning", "start"), changes={TUESDAY: Change(state)})
    assert comes(swim) == []


def test_what_would_come_together_is_kept_apart_but_an_exact_time_is_kept() -> None:
    swims = (reminds(time(14, 6), "start"), reminds(time(14), "start", number=2))
    together = (asks(time(14), 1), asks(time(14), 2), *swims)
    assert comes(*together) == [
        ("24 14.00", "start"),
        ("24 14.06", "start"),
        ("24 14.11", "asks"),
        ("24 14.16", "asks"),
    ]


def test_what_finds_no_room_in_time_comes_when_it_was_to_come() -> None:
    brief = asks(time(14), window=timedelta(minutes=4))
    assert comes(brief, reminds(time(14), "start")) == [("24 14.00", "start"), ("24 14.00", "asks")]
    last = asks(time(21, 58))
    assert comes(last, reminds(time(21, 58), "start")) == [("24 21.58", "start"), ("24 21.58", "asks")]


def test_the_days_ceiling_leaves_out_check_ins_first_and_the_exact_last() -> None:
    rules = replace(RULES, most=2)
    sources = (asks(time(9)), asks(time(10), 2), reminds(time(14), "morning", "start"))
    assert comes(*sources, rules=rules) == [("24 08.00", "morning"), ("24 14.00", "start")]
    assert left_out(*sources, rules=rules) == [("24 09.00", "asks", Fate.FULL), ("24 10.00", "asks", Fate.FULL)]


def test_own_and_agreed_ones_always_come_and_take_nobodys_place() -> None:
    rules = replace(RULES, most=1)
    own = [replace(reminds(time(9 + n), "start", number=n), own=True) for n in range(3)]
    agreed = reminds(time(13), "start", number=4)
    agreed = replace(agreed, plan=replace(agreed.plan, tells_staff=True))
    sources: tuple[Source, ...] = (*own, agreed, asks(time(15)), reminds(time(14), "start", number=5))
    assert [at for at, _ in comes(*sources, rules=rules)] == [f"24 {hour:02}.00" for hour in (9, 10, 11, 13, 14)]
    assert left_out(*sources, rules=rules) == [("24 15.00", "asks", Fate.FULL)]


def test_what_quiet_hours_bring_forward_to_what_was_past_when_it_was_planned_does_not_come() -> None:
    breakfast = reminds(time(7, 30), "before30", day=date(2026, 11, 25))
    assert comes(breakfast) == [("24 21.45", "before30")]
    assert comes(replace(breakfast, since=at("24 21.45"))) == [] == comes(breakfast, since="24 21.45")
    assert comes(replace(breakfast, since=at("24 22.30")), until="26 00.00") == []


def answered(source: Asking, *answers: tuple[str, str]) -> Asking:
    """(when it was answered, which it answers)."""
    return replace(source, answers=tuple(Answered(at(said), at(due) if due else None) for said, due in answers))


@pytest.mark.parametrize(
    ("said", "due", "comes_"),
    [
        ("24 10.00", "23 16.00", True),  # a late answer is yesterday's
        ("24 00.30", "", True),  # at night, it is still yesterday
        ("24 04.59", "", True),
        ("24 05.00", "", False),
        ("24 15.59", "", False),
        ("24 18.00", "", True),  # it was asked before that
        ("24 13.00", "24 12.00", False),  # it was to be asked at another time of this day
    ],
)
def test_an_answer_belongs_to_what_it_answers(said: str, due: str, comes_: bool) -> None:
    source = answered(asks(time(16)), (said, due))
    assert comes(source) == ([("24 16.00", "asks")] if comes_ else [])
    assert comes(source, since="25 00.00", until="26 00.00") == [("25 16.00", "asks")], "one answer, one check-in"


def test_what_is_answered_takes_nobodys_place() -> None:
    sources = (answered(asks(time(9)), ("24 08.00", "")), asks(time(10), 2))
    assert comes(*sources, rules=replace(RULES, most=1)) == [("24 10.00", "asks")]


def test_what_is_overdue_comes_at_once_or_after_quiet_hours_and_only_the_newest_of_a_thing() -> None:
    swim = reminds(time(9), "morning", "before30")
    rings = replace(reminds(time(6), "start", number=2), own=True)
    found = _all((asks(time(20)), swim, rings), NIGHT, RULES, "23 12.00", "25 00.00")

    def left(now: str) -> list[tuple[str, str]]:
        return [(_shown(e), e.lead or "asks") for e in still_to_come(found, NIGHT, RULES, at(now))]

    assert left("24 07.00")[:2] == [("24 08.00", "morning"), ("24 08.30", "before30")], "20.00 with 8 hours is over"
    assert left("24 06.10")[0] == ("24 06.10", "start"), "a borger's own rings at night"
    assert left("24 08.40") == [("24 08.40", "before30"), ("24 20.00", "asks")]


TIMES = st.times(min_value=time(0, 0), max_value=time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
LEADS = st.sets(st.sampled_from(["evening", "morning", "before60", "before30", "before5", "start"]))
SOURCES = st.lists(
    st.one_of(
        st.builds(lambda clock, hours: asks(clock, window=timedelta(hours=hours)), TIMES, st.integers(1, 12)),
        st.builds(lambda clock, leads: reminds(clock, *sorted(leads)), TIMES, LEADS),
    ),
    max_size=12,
).map(lambda found: tuple(replace(source, id=number) for number, source in enumerate(found)))


@settings(deadline=None)
@given(SOURCES, TIMES, TIMES, st.integers(1, 8), st.integers(0, 30))
def test_the_promises_hold_whatever_is_planned(
    sources: tuple[Source, ...], start: time, end: time, most: int, apart: int
) -> None:
    rhythm, rules = Rhythm(QuietHours(start, end)), Rules(ZONE, timedelta(minutes=apart), most)
    found = _all(sources, rhythm, rules, "22 00.00", "28 00.00")
    sent = [entry for entry in found if entry.fate is Fate.SENT]
    days = [entry.at.astimezone(ZoneInfo(ZONE)).date() for entry in sent]
    assert all(days.count(day) <= most for day in days)
    assert len({(e.source.id, e.lead, e.due) for e in found}) == len(found), "once"
    for entry in sent:
        local = entry.at.astimezone(ZoneInfo(ZONE)).time()
        assert rhythm.quiet is None or not rhythm.quiet.holds(local) or start == end or _no_room(entry, rhythm)
        assert entry.at < entry.until
    # However the days are cut up, the same comes.
    cuts = ["22 00.00", "23 07.13", "24 00.00", "24 14.00", "28 00.00"]
    parts = [e for a, b in pairwise(cuts) for e in _all(sources, rhythm, rules, a, b)]
    assert sorted(parts, key=_key) == sorted(found, key=_key)


def _no_room(entry: AgendaEntry, rhythm: Rhythm) -> bool:
    """Whether the day has hardly a minute that is not quiet: then a reminder that cannot wait comes in it after all."""
    assert rhythm.quiet is not None
    start, end = rhythm.quiet.start, rhythm.quiet.end
    awake = (start.hour * 60 + start.minute - end.hour * 60 - end.minute) % (24 * 60)
    return entry.at < entry.due and awake <= 15


def _key(entry: AgendaEntry) -> tuple[datetime, datetime, int, str]:
    return entry.at, entry.due, entry.source.id, entry.lead
