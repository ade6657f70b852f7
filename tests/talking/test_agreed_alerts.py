"""Agreed alerts: made with the borger in advance, told to those they name and at work, taken back in two taps."""

from __future__ import annotations

from datetime import date

from storage import agreements
from tests.copy_stage import copied
from tests.house import House
from tests.phone import Phone
from tests.talking.test_read_now import on_duty

TOLD = "{name} has answered as agreed with you."
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


async def opens_agreements(alma: Phone) -> None:
    await alma.presses("More")
    await alma.taps("Settings", "Agreed alerts")


async def agrees(house: House, *names: str, answer: str = "Badly or lower", days: str = "On one day") -> None:
    """Alma agrees that these are told, on her own phone."""
    alma = house.alma
    await opens_agreements(alma)
    said = alma.say("{answer} or lower", answer=alma.say("Badly")) if answer == "Badly or lower" else answer
    await alma.taps(alma.say("New: {question}", question=alma.say("Mood")), said, days, *names, "Done")
    await alma.taps("Yes")


async def answers(house: House, mood: str) -> None:
    await house.alma.presses("Answer now")
    await house.alma.taps(mood, "Okay", "Some", "Nobody", "Food", "No thanks")


async def test_it_is_read_back_before_it_counts_and_those_it_names_hear_of_it(house: House) -> None:
    alma, mette = house.alma, house.mette
    await opens_agreements(alma)
    await alma.taps(alma.say("New: {question}", question=alma.say("Mood")))
    for words in ("Okay", "Well", "Very well"):
        assert not alma.can_tap(words), "only what the method calls low"
    await alma.taps(alma.say("{answer} or lower", answer=alma.say("Badly")), "On two days", "Mette", "Done")
    alma.sees("Then {names} may be told at once.", names=("Mette",))
    alma.sees("That is when {name} is at work.", name="Mette")
    alma.sees("Nobody else is told.")
    mette.sees_not("Alma")
    await alma.taps("Yes")
    mette.sees("Alma")
    await answers(house, "Badly")
    assert not mette.has_seen(TOLD, name="Alma"), "one day is not two"
    await house.at("2026-11-24 12.00")
    await answers(house, "Very badly")
    mette.sees(TOLD, name="Alma")


async def test_a_no_is_a_no(house: House) -> None:
    alma = house.alma
    await opens_agreements(alma)
    await alma.taps(alma.say("New: {question}", question=alma.say("Mood")), "Very badly", "On one day", "Mette", "Done")
    await alma.taps("No thanks")
    await answers(house, "Very badly")
    house.mette.sees_not("Alma")


async def test_it_is_told_at_once_seen_taken_and_told_back(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await agrees(house, "Mette")
    mette.turns_page()
    await answers(house, "Badly")
    alma.sees("I tell somebody, as agreed.")
    alma.sees("I have told {names}.", names=("Mette",))
    mette.sees(TOLD, name="Alma")
    assert not mette.shown[-1].silent
    mette.sees_not("Badly")
    for other in (jonas, house.lis):
        other.sees_not("Alma")
    await mette.taps("See the answer")
    mette.sees("Badly")
    alma.sees("{name} has seen it.", name="Mette")
    await mette.taps("I take it", "I am coming now")
    alma.reads("{name} is coming now.", name="Mette")
    await house.passes(hours=30)
    house.lis.sees_not("An agreed alert")
    await alma.presses("More")
    await alma.taps("Settings", "Who has read")
    alma.sees("an answer you had agreed an alert on")
    lines, _ = await copied(house)
    assert any(alma.say("An agreed alert went out.") in line for line in lines)
    assert any(alma.say("You said yes.") in line for line in lines)


async def test_another_answer_or_ones_own_words_strike_nothing(house: House) -> None:
    await agrees(house, "Mette", answer="Very badly")
    await answers(house, "Badly")
    house.mette.sees_not(TOLD, name="Alma")


async def test_it_goes_by_its_order_to_who_is_at_work_and_to_nobody_else(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await house.shares(alma, jonas, "trivsel")
    for phone in (mette, jonas, house.lis):
        await on_duty(house, phone, MONDAY, "day", "evening")
    await agrees(house, "Mette", "Jonas")
    await answers(house, "Badly")
    assert [p.has_seen(TOLD, name="Alma") for p in (mette, jonas)] == [1, 0]
    await house.passes(minutes=9)
    assert not jonas.has_seen(TOLD, name="Alma")
    await house.passes(minutes=2)
    assert jonas.has_seen(TOLD, name="Alma")
    await house.passes(minutes=11)
    alma.sees("The leader can see that nobody has taken it.")
    house.lis.sees_not("Alma")
    await house.lis.presses("The house")
    assert any(label.startswith("⏰") and "1" in label for label in house.lis.labels)


async def test_who_has_seen_it_and_does_nothing_is_not_waited_for_for_ever(house: House) -> None:
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await house.mette.taps("See the answer")
    await house.passes(minutes=55)
    house.alma.sees_not("The leader can see that nobody has taken it.")
    await house.passes(minutes=6)
    house.alma.sees("The leader can see that nobody has taken it.")


async def test_at_night_it_waits_and_the_borger_reads_until_when(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    await house.at("2026-11-23 23.30")
    await answers(house, "Very badly")
    alma.sees("Nobody of those agreed on is at work.")
    alma.sees("I tell {names} {when}.", names=("Mette",), when=house.local("2026-11-24 07.00"))
    assert not mette.has_seen(TOLD, name="Alma")
    await house.at("2026-11-24 07.00")
    assert mette.has_seen(TOLD, name="Alma")


async def test_it_is_taken_back_in_two_taps_and_what_is_under_way_stops(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await house.shares(alma, jonas, "trivsel")
    await agrees(house, "Mette", "Jonas")
    await answers(house, "Badly")
    assert mette.has_seen(TOLD, name="Alma")
    await alma.presses("More")
    await alma.taps("Agreed alert", "Stop the agreement")
    card = next(m for m in mette.shown if mette.say(TOLD, name="Alma") in m.text)
    assert not card.buttons
    await house.passes(hours=3)
    assert not jonas.has_seen(TOLD, name="Alma")
    house.lis.sees_not("An agreed alert")
    await answers(house, "Badly")
    assert mette.has_seen(TOLD, name="Alma") == 1


async def test_on_the_card_of_the_alert_too(house: House) -> None:
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await house.alma.taps("Stop the agreement", "Stop the agreement")
    house.alma.sees("All right. I will not ask anybody else.")
    house.mette.sees("{name} has taken an agreed alert with you back.", name="Alma")


async def test_a_contact_person_proposes_and_the_borger_says_yes(house: House) -> None:
    alma, mette = house.alma, house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Agreed alerts")
    await mette.taps(mette.say("New: {question}", question=mette.say("Mood")), "Very badly", "On one day", "Mette",
                     "Done")  # fmt: skip
    alma.sees("{name} proposes that somebody is told of some answers. You find it under »More«.", name="Mette")
    await answers(house, "Very badly")
    assert not mette.has_seen(TOLD, name="Alma"), "staff never set it alone"
    await alma.presses("More")
    await alma.taps("Agreed alert")
    alma.sees("{name} proposes:", name="Mette")
    await alma.taps("Yes")
    await house.at("2026-11-24 12.00")
    await answers(house, "Very badly")
    assert mette.has_seen(TOLD, name="Alma")


async def test_with_help_it_strikes_and_staffs_own_view_does_not(house: House) -> None:
    mette = house.mette
    await agrees(house, "Mette")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Write what you noticed", "Very badly", "A little", "One person", "Food")
    await house.passes(hours=1)
    assert not mette.has_seen(TOLD, name="Alma")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Answer together", "How are you")
    await mette.taps("Badly", "Okay", "Some", "Nobody", "Food", "No thanks")
    assert mette.has_seen(TOLD, name="Alma")
    house.alma.sees("I have told {names}.", names=("Mette",))


async def test_what_is_kept_to_oneself_strikes_nothing_and_shared_after_all_it_does(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await alma.taps("Don't share")
    card = next(m for m in mette.shown if mette.say(TOLD, name="Alma") in m.text)
    assert not card.buttons
    alma.sees("All right. I will not ask anybody else.")


async def test_a_slip_of_the_finger_that_is_corrected_stops_it(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await alma.taps("Change", "Mood", "Well")
    alma.sees("All right. I will not ask anybody else.")
    await house.passes(hours=2)
    house.lis.sees_not("An agreed alert")
    assert not next(m for m in mette.shown if mette.say(TOLD, name="Alma") in m.text).buttons


async def test_who_leaves_has_no_agreements_when_they_come_back(house: House) -> None:
    await agrees(house, "Mette")
    who = await house.known(house.alma)
    await house.alma.says("/stop")
    await house.alma.taps("Leave for good", "Keep them", "Yes, leave")
    found = await house.service.db.read(agreements.of_borger, who.id)
    assert [one.state for one in found] == ["ended"]
