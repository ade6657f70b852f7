"""My week and Today on the phone: what stands in them, and that their buttons work for good."""

from __future__ import annotations

from datetime import date, time

import pytest

from dialogs.engine.session import Media
from dialogs.time.activity import Change, HappeningState
from dialogs.time.agenda import Rhythm
from storage import agendas, media
from tests.asking.test_look_back import looks_back
from tests.house import House
from tests.phone import Phone
from tests.simulator_stage import png
from tests.week_stage import CHOIR, MONDAY, SWIMMING, Album, album_of, changes, on_duty, plans, titles


@pytest.fixture
def album(monkeypatch: pytest.MonkeyPatch) -> Album:
    return album_of(monkeypatch)


async def test_the_week_from_monday_to_sunday_with_now_between_what_has_been_and_what_comes(
    house: House, album: Album
) -> None:
    await plans(house, SWIMMING, CHOIR)
    await house.at("2026-11-24 12.00")
    await house.alma.presses("My week")
    week = album.week
    assert [titles(day.entries) for day in week.days[:4]] == [
        ["10.00 Kor", "14.00 Svømning"], ["10.00 Kor"], ["14.00 Svømning"], [],
    ]  # fmt: skip
    assert [day.name for day in week.days] == [house.alma.say(name) for name in WEEKDAYS]
    assert [day.past for day in week.days] == [True, *[False] * 6]
    assert (week.today, week.now) == (1, 1)
    assert f"48 {week.days[0].date}" in f"{week.title} {week.days[0].date}"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


async def test_how_each_occurrence_stands(house: House, album: Album) -> None:
    swimming, choir = await plans(house, SWIMMING, CHOIR)
    wednesday = date(2026, 11, 25)
    await changes(house, swimming, MONDAY, Change(HappeningState.LATE, late=20))
    await changes(house, swimming, wednesday, Change(HappeningState.CANCELLED, reason="Jonas er syg"))
    await changes(house, choir, MONDAY, Change(HappeningState.MOVED, date(2026, 11, 27), time(11)))
    await changes(house, choir, date(2026, 11, 24), Change(HappeningState.DECLINED))
    alma = house.alma
    await alma.presses("My week")
    standing = {(e.time, e.title): (e.state, e.note) for day in album.week.days for e in day.entries if not e.small}
    assert standing == {
        ("14.20", "Svømning"): ("late", alma.say("Late")),
        ("14.00", "Svømning"): ("cancelled", alma.say("Cancelled")),
        ("11.00", "Kor"): ("moved", alma.say("Moved")),
        ("10.00", "Kor"): ("declined", alma.say("Not today")),
    }
    await house.at("2026-11-25 12.00")
    await alma.presses("My week")
    await alma.taps("Today")
    (cancelled,) = (entry for entry in album.board.entries if not entry.small)
    assert (cancelled.place, cancelled.company) == ("Svømmehallen", "Jonas")
    assert cancelled.note == alma.say("{state}: {reason}", state=alma.say("Cancelled"), reason="Jonas er syg")


async def test_check_ins_to_come_and_answered_but_never_one_that_was_not(house: House, album: Album) -> None:
    alma = house.alma

    def check_ins() -> list[tuple[int, str, str]]:
        days = enumerate(album.week.days)
        return [(at, entry.time, entry.state) for at, day in days for entry in day.entries if entry.small]

    await alma.presses("My week")
    assert check_ins() == [(at, "16.00", "planned") for at in range(7)]
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    await house.at("2026-11-25 12.00")
    await alma.presses("My week")
    assert check_ins() == [(0, "12.00", "done"), *[(at, "16.00", "planned") for at in range(2, 7)]]


async def test_menus_and_settings_that_were_gone_through_are_no_answers(house: House, album: Album) -> None:
    alma = house.alma
    await alma.presses("More")
    await alma.taps("Settings", "A break", "No break")
    await alma.presses("My week")
    assert {entry.state for day in album.week.days for entry in day.entries} == {"planned"}


async def test_a_break_keeps_check_ins_out_of_the_week(house: House, album: Album) -> None:
    alma = house.alma
    rhythm = Rhythm(paused_until=date(2026, 11, 26))
    await house.service.db.write(agendas.set_rhythm, (await house.known(alma)).id, rhythm, house.clock.now())
    await alma.presses("My week")
    assert [len(day.entries) for day in album.week.days] == [0, 0, 0, 1, 1, 1, 1]
    alma.sees("You are having a break until {date}.", date=date(2026, 11, 26))


async def test_today_is_in_order_with_who_is_on_duty(house: House, album: Album) -> None:
    await plans(house, SWIMMING, CHOIR)
    await on_duty(house, MONDAY, day="Mette", night="Jonas")
    alma = house.alma
    await alma.presses("My week")
    await alma.taps("Today")
    board = album.board
    assert board.title == "Mandag den 23. november"
    assert titles(board.entries) == ["10.00 Kor", "14.00 Svømning"] and board.now == 1
    assert [(shift.people, shift.present) for shift in board.shifts] == [
        (("Mette",), True), ((), False), (("Jonas",), False),
    ]  # fmt: skip
    assert len(alma.shown) == 1


@pytest.mark.parametrize(
    ("at", "present"),
    [("06.59", "🌙"), ("07.00", "☀️"), ("14.59", "☀️"), ("15.00", "🌆"), ("21.59", "🌆"), ("22.00", "🌙")],
)
async def test_the_present_shift_is_marked_and_the_night_is_that_of_the_evening_before(
    house: House, album: Album, at: str, present: str
) -> None:
    await on_duty(house, MONDAY, night="Jonas")
    await on_duty(house, date(2026, 11, 24), day="Mette")
    await house.at(f"2026-11-24 {at}")
    await house.alma.presses("My week")
    await house.alma.taps("Today")
    assert [shift.pictogram for shift in album.board.shifts if shift.present] == [present]
    night = next(shift for shift in album.board.shifts if shift.pictogram == "🌙")
    assert night.people == (("Jonas",) if at == "06.59" else ())


def sketch(phone: Phone) -> str:
    """What is on the picture of the first message."""
    file = phone.shown[0].file
    assert file
    return file.content.decode("utf-8", "ignore")


async def test_one_card_edited_in_place_whose_buttons_work_after_days(house: House) -> None:
    alma = house.alma
    this, following = (alma.say("Week {number}", number=number) for number in (48, 49))
    await plans(house, SWIMMING)
    await alma.presses("My week")
    for button, seen in (("Next week", f"'{following}'"), ("This week", f"'{this}'"), ("Today", "BoardPicture")):
        await alma.taps(button)
        assert seen in sketch(alma)
    await alma.taps("My week", "Next week")
    await house.at("2026-12-02 17.00")
    await alma.taps("This week")
    assert f"'{following}'" in sketch(alma) and "today=2" in sketch(alma)


async def test_a_next_week_that_has_come_is_this_week(house: House) -> None:
    alma = house.alma
    await alma.presses("My week")
    await house.at("2026-12-02 12.00")
    await alma.taps("Next week")
    assert f"'{alma.say('Week {number}', number=49)}'" in sketch(alma) and alma.has_button("Next week")


async def test_nobody_taps_on_anothers_week(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("My week")
    message_id, data = alma.button("Today")
    await mette.says("hej")
    mette.turns_page()
    await mette.taps_data(mette.person.messages[-1].message_id, data)
    assert not any(message.photo for message in mette.shown)
    await alma.taps_data(message_id, f"{data.rsplit(':', 1)[0]}:2026-99-99")
    alma.sees("Your week")


async def test_an_empty_week_says_how_to_wish_for_something(house: House) -> None:
    alma = house.alma
    await alma.presses("My week")
    alma.sees("Nothing is planned here yet. What would you like to do?")
    await alma.taps("A wish")
    alma.sees("What would you like next week?")
    await plans(house, SWIMMING)
    alma.turns_page()
    await alma.presses("My week")
    alma.sees_not("Nothing is planned here yet. What would you like to do?", "A wish")


async def test_an_own_photo_is_there_once_it_has_been_fetched(house: House, album: Album) -> None:
    """And the picture drawn without it is not used again."""
    photo_id = await house.service.db.write(media.keep_media, None, Media("photo", "file", "unique"), house.clock.now())
    await plans(house, SWIMMING, photo_id=photo_id)
    await house.alma.presses("My week")
    assert album.photos == [{}] and album.week.days[0].entries[0].photo == photo_id
    await house.service.db.write(media.keep_body, photo_id, png())
    await house.alma.presses("My week")
    assert album.photos == [{}, {photo_id: png()}]
    await house.alma.presses("My week")
    assert len(album.photos) == 2


async def test_what_the_look_back_said_is_in_the_week(house: House, album: Album) -> None:
    await plans(house, SWIMMING, CHOIR)
    await house.at("2026-11-23 15.30")
    await looks_back(house)
    await house.alma.taps("Not today", "Yes, with help", "Well")
    await house.alma.presses("My week")
    shown = {e.title: (e.state, e.note) for e in album.week.days[0].entries if not e.small}
    say = house.alma.say
    assert shown == {"Svømning": ("done", say("With help")), "Kor": ("declined", say("Not today"))}
