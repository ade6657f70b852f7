"""The catalogue: staff put something into it in a sentence, borgere see it in pictures and sign up with two taps."""

from __future__ import annotations

from tests.house import House
from tests.phone import da
from tests.signup_stage import looks_at, moves_in, offers, signs_up
from tests.views.test_views import sketch


async def test_one_sentence_and_it_is_offered_then_it_stands_in_the_week_and_is_remembered(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await mette.presses("Plan")
    await mette.taps("Offers", "A new offer")
    await mette.says("Svømning hver torsdag")
    mette.reads("the time")
    await mette.says("Svømning hver torsdag 14 med Jonas")
    mette.sees("Borgere do not see it yet.")
    await alma.presses("My week")
    assert not alma.can_tap("Offers")
    await mette.taps("Change it", "What to bring")
    await mette.says("badetøj\nhåndklæde")
    mette.sees("It has no picture yet.")
    await mette.taps("Change it", "Photo or emoji")
    await mette.says("🏊")
    mette.sees_not("It has no picture yet.")
    await mette.taps("Put it into the catalogue")
    await looks_at(alma, "Svømning")
    alma.sees("With: {names}", names="Jonas")
    assert "🏊" in sketch(alma.card)
    await alma.taps("I come along")
    alma.sees("{names} can see your answer.", names="Jonas og Mette")
    await alma.presses("My week")
    assert "Svømning" in sketch(alma.card)
    alma.turns_page()
    await house.at("2026-11-25 20.00")
    alma.reads("Svømning")
    await jonas.presses("Plan")
    await jonas.taps("Offers", "Svømning")
    jonas.sees("{level}: {names}", level=da("I come along"), names="Alma")


async def test_what_was_said_is_changed_and_taken_back_at_any_time(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning torsdag 14")
    await signs_up(alma, "Svømning", "I look on from the side")
    await alma.taps("I help or show others")
    await mette.presses("Plan")
    await mette.taps("Offers", "Svømning")
    mette.sees("{level}: {names}", level=da("I help or show others"), names="Alma")
    await alma.taps("Not this time")
    mette.sees_not("Alma")
    await alma.presses("My week")
    await alma.taps("Next week", "This week")
    await house.at("2026-11-26 14.00")
    assert alma.has_seen("In {minutes} min, {time}.", minutes=30, time="kl. 14.00") == 0


async def test_others_see_who_comes_only_where_each_has_said_so(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning torsdag 14")
    await signs_up(alma, "Svømning")
    await looks_at(bo, "Svømning")
    bo.sees_not("Alma")
    await alma.taps("With others", "The others may see my name")
    bo.sees("Also there: {names}", names="Alma")
    await alma.taps("Do not show my name")
    bo.sees_not("Alma")


async def test_who_does_not_run_it_sees_only_their_own(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await offers(mette, "Svømning torsdag 14")
    await signs_up(alma, "Svømning")
    await jonas.presses("Plan")
    await jonas.taps("Offers", "Svømning")
    jonas.sees("Who runs it sees all names.")
    jonas.sees_not("Alma")
    await jonas.taps("I run it")
    jonas.sees("Alma")
    alma.sees("{names} can see your answer.", names="Mette og Jonas")
