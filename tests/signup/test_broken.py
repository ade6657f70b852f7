"""What somebody does to the catalogue that nobody expects: crafted and old buttons, places cut, colleagues who are
quicker, borgere who go and come back."""

from __future__ import annotations

from dialogs.time.agenda import Rhythm
from tests.house import House
from tests.people.test_joining import YES, link_on
from tests.phone import Phone, da
from tests.signup_stage import looks_at, moves_in, offers, signs_up
from tests.views.test_views import sketch

THERE_IS = "There is a place for you: {title}."


async def opens(staff: Phone, title: str = "Svømning") -> None:
    staff.turns_page()
    await staff.presses("Plan")
    await staff.taps("Offers", title)


async def test_what_no_button_says_does_nothing(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning hver torsdag 14")
    await mette.presses("Plan")
    await mette.taps("Offers", "A new offer")
    await mette.says("Hemmelig tur fredag 14")
    await looks_at(alma, "Svømning")
    message, data = alma.button("I come along")
    head = data.rpartition(":")[0]
    for crafted in ("one.1.99991231", "with.1.99991230", "yes.99999999999999999999", "was.a99999999999999999999.0.day",
                    "with.99999999999999999999.20261126", "one.2.20261127", "with.2.20261127", "help.a1.0.pay",
                    "times.1.20261126.99999999999999999999", "with.1.20261127", "end.1.20261126", "no.1"):  # fmt: skip
        await alma.taps_data(message, f"{head}:{crafted}")
        alma.sees_not("Hemmelig tur")
    await opens(mette)
    mette.sees_not("Alma")


async def test_who_is_in_stays_in_when_places_are_cut_and_the_card_says_how_many_come(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning torsdag 14", places="Two")
    for phone in (alma, bo):
        await signs_up(phone, "Svømning")
    await mette.taps("Change it", "How many places", "One")
    mette.sees("Places taken: {taken} of {count}", taken=2, count=1)
    carl = await moves_in(house, 16, "Carl", mette)
    await signs_up(carl, "Svømning")
    await alma.taps("Not this time")
    carl.sees_not(da(THERE_IS, title="Svømning"))
    await bo.taps("Not this time")
    carl.sees(THERE_IS, title="Svømning")


async def test_who_comes_back_to_it_gets_it_as_it_is_now(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning torsdag 14")
    await signs_up(alma, "Svømning")
    await alma.taps("Not this time")
    await mette.taps("Change it", "Place")
    await mette.says("Havnebadet")
    await mette.taps("Change it", "Photo or emoji")
    await mette.says("🏊")
    alma.turns_page()
    await signs_up(alma, "Svømning")
    await alma.presses("My week")
    assert "🏊" in sketch(alma.card)
    await house.at("2026-11-26 13.30")
    alma.sees("Havnebadet")


async def test_a_picture_that_comes_later_stands_in_the_week_too_and_a_cost_is_told(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning torsdag 14")
    await signs_up(alma, "Svømning")
    await mette.taps("Change it", "Photo or emoji")
    await mette.says("🏊")
    await mette.taps("Change it", "What it costs")
    alma.turns_page()
    await mette.says("60 kr.")
    alma.sees("It costs: {cost}", cost="60 kr.")
    await alma.presses("My week")
    assert "🏊" in sketch(alma.card)


async def test_after_all_to_an_old_reminder_is_at_the_time_it_has_been_moved_to(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning i morgen 14")
    await signs_up(alma, "Svømning")
    alma.turns_page()
    await house.at("2026-11-24 13.30")
    await alma.taps("Not today")
    await opens(mette)
    await mette.taps("Move")
    await mette.says("24.11", "17")
    await mette.taps("Skip")
    await alma.taps("I will after all")
    await looks_at(alma, "Svømning")
    alma.turns_page()
    await house.at("2026-11-24 16.30")
    alma.sees("17.00")


async def test_no_place_is_kept_for_who_has_left_and_come_back(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    carl = await moves_in(house, 16, "Carl", mette)
    await offers(mette, "Svømning torsdag 14", places="One")
    await signs_up(alma, "Svømning")
    await signs_up(bo, "Svømning")
    await alma.taps("Not this time")
    bo.sees(THERE_IS, title="Svømning")
    await bo.says("/stop")
    await bo.taps("Leave for good", "Keep them", "Yes, leave")
    await signs_up(carl, "Svømning")
    await carl.taps("Not this time")
    await mette.presses("Borgere")
    await mette.taps("Bo", "New link")
    await bo.starts(link_on(mette))
    await bo.taps(*YES)
    await opens(mette)
    mette.sees("Places taken: {taken} of {count}", taken=0, count=1)


async def test_who_has_had_a_break_is_asked_when_it_is_over(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning fredag 14", places="One")
    await signs_up(alma, "Svømning")
    await signs_up(bo, "Svømning")
    await house.lives(bo, Rhythm(paused_until=house.local("2026-11-25 12.00").date()))
    await alma.taps("Not this time")
    bo.sees_not(da(THERE_IS, title="Svømning"))
    await house.at("2026-11-25 12.00")
    bo.sees(THERE_IS, title="Svømning")


async def test_a_borger_reads_who_sees_their_answer(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await offers(jonas, "Svømning torsdag 14")
    await signs_up(alma, "Svømning")
    await opens(mette)
    mette.sees("Alma")
    alma.sees("{names} can see your answer.", names="Jonas og Mette")


async def test_who_changes_what_a_colleague_has_taken_out_hears_so(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await offers(mette, "Svømning torsdag 14")
    await signs_up(alma, "Svømning")
    await opens(jonas)
    await jonas.taps("Move")
    await jonas.says("27.11", "15")
    await mette.taps("Take it out", "Yes, take it out")
    await jonas.says("Bussen er i stykker.")
    jonas.sees("That is not in the catalogue any more. Nothing was changed.")
    alma.sees_not("Bussen er i stykker.")


async def test_what_was_cancelled_by_mistake_can_take_place_after_all(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning torsdag 14", places="One")
    await signs_up(alma, "Svømning")
    await signs_up(bo, "Svømning")
    await mette.taps("Cancel", "Cancel it", "Skip")
    bo.turns_page()
    await mette.taps("It takes place after all")
    alma.sees("{title} is as planned: {when}.", title="Svømning", when=house.local("2026-11-26 14.00"))
    await looks_at(bo, "Svømning")
    bo.sees("All places are taken.")
