"""Written times and days in a dialog: taken, asked about, or refused with what to do; and read back in full."""

from __future__ import annotations

from datetime import UTC, datetime

from dialogs.engine.session import Item, Stage
from tests.transcripts import Phone, own_dialog

DAY_AND_TIME = """
{id: day, kind: when, what: date, text: 'Day?', offers: ['+0', '+1']}
{id: at, kind: when, what: time, text: 'Time?', offers: ['09:00', '10:00']}
{id: more, kind: choice, text: 'More?', options: [{id: x, label: X}, {id: y, label: Y}]}
"""
NOVEMBER_23 = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def planning(now: datetime = NOVEMBER_23, purpose: str = "form") -> Phone:
    phone = Phone(own_dialog(DAY_AND_TIME, purpose))
    phone.now = now
    return phone


def own_time() -> Phone:
    """A borger's own time for something that is asked on weekdays."""
    return Phone("my_time", lists={"weekdays": (Item("mon", "Mandag"), Item("tue", "Tirsdag"))})


def chosen(phone: Phone) -> list[str]:
    return [given.choices[0] for given in phone.session.given]


def test_a_time_that_could_be_two_is_asked_about_with_two_buttons() -> None:
    phone = own_time().says("kl 3").sees("Which one do you mean?", "What time is good?", "03:00:00", "15:00:00")
    assert [tile.id for tile in phone.tiles] == ["03:00", "15:00"]
    phone.taps("15:00").sees("Which days?")
    assert chosen(phone) == ["15:00"]


def test_a_number_that_people_call_is_asked_about() -> None:
    phone = own_time().says("1813").sees("Is it this time?", "What time is good?")
    assert [tile.id for tile in phone.tiles] == ["18:13"]
    assert chosen(phone.taps("18:13").sees("Which days?")) == ["18:13"]


def test_who_is_asked_may_write_again_or_leave_it() -> None:
    phone = own_time().says("112")
    assert [tile.id for tile in phone.tiles] == ["01:12", "13:12"]
    phone.says("halv ni").sees("Which days?")
    assert chosen(phone) == ["08:30"]
    phone.taps("Back")
    assert [tile.id for tile in phone.tiles][:2] == ["08:30", "12:00"], "what stands, and what is offered again"
    assert phone.tiles[0].marked and not phone.tiles[1].marked
    own_time().says("kl 3").says("snart").sees("Please write a time, such as 9.30.", "12:00:00")


def test_a_day_of_next_year_is_asked_about_and_read_back_with_its_year() -> None:
    phone = Phone("pause")
    phone.now = NOVEMBER_23
    phone.taps("From questions").says("22.11").sees("That is a long way off. Is it this day?", "2027-11-22 2027")
    assert [tile.id for tile in phone.tiles] == ["2027-11-22"]
    phone.taps("2027-11-22").sees("📅 From 2027-11-22 2027 I ask again.")
    assert phone.session.stage is Stage.CLOSED


def test_what_is_past_or_too_far_says_what_to_do() -> None:
    phone = planning().says("24/12-2126").sees("That is more than two years away. Please write an earlier day.", "Day?")
    phone.says("22.11.2026").sees("That day is past. Please write a later one.", "Day?")
    phone.says("24").sees("Is it this day?", "2026-11-24 2026")
    phone.says("næste fredag").sees("Which one do you mean?", "2026-11-27 2026", "2026-12-04 2026")
    phone.taps("2026-12-04").sees("Time?")


def test_a_day_written_with_its_time_answers_both() -> None:
    phone = planning().says("fredag kl. 14").sees("More?")
    assert chosen(phone) == ["2026-11-27", "14:00"]
    phone.taps("X").sees("📅 2026-11-27 2026", "🕑 14:00:00")


def test_a_time_that_could_be_two_after_a_day_is_asked_for_on_its_own() -> None:
    assert planning().says("fredag kl. 3").sees("Time?").session.given[0].choices == ("2026-11-27",)


def test_a_day_alone_takes_no_time_that_nothing_is_done_with() -> None:
    phone = Phone("pause")
    phone.now = NOVEMBER_23
    phone.taps("From questions").says("fredag kl 14").sees("I only need the day, such as 24.12.")


def test_a_time_takes_the_day_with_it() -> None:
    """At 23.30, two hours from now are tomorrow; at 24.00 the next day has begun."""
    late = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert chosen(planning(late).says("i aften").says("om 2 timer")) == ["2026-11-24", "01:30"]
    assert chosen(planning(late).says("i morgen").says("om 2 timer")) == ["2026-11-24", "01:30"]
    assert chosen(planning().says("fredag").says("24.00")) == ["2026-11-28", "00:00"]
    assert chosen(planning().says("i dag").says("i morgen kl 8")) == ["2026-11-24", "08:00"]
    assert chosen(planning().says("fredag").says("om aftenen kl 8")) == ["2026-11-27", "20:00"]


def test_a_time_from_now_for_quite_another_day_is_asked_for_again() -> None:
    phone = planning().says("fredag").says("om 2 timer").sees("I only need the time, such as 9.30.", "Time?")
    assert chosen(phone) == ["2026-11-27"]


def test_a_time_without_a_day_is_the_next_that_late_or_asked_for_alone() -> None:
    evening = own_time()
    evening.now = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
    assert chosen(evening.says("om 2 timer")) == ["01:30"]
    early = own_time()
    early.now = NOVEMBER_23
    early.says("i morgen kl 11").sees("I only need the time, such as 9.30.")


def test_kept_answers_are_never_changed_by_a_later_one() -> None:
    phone = planning(datetime(2026, 11, 23, 22, 30, tzinfo=UTC), "answers").says("i dag").says("om 2 timer")
    phone.sees("I only need the time, such as 9.30.").says("23.45").sees("More?")
    assert [answer.choices for answer in phone.kept] == [("2026-11-23",), ("23:45",)]
