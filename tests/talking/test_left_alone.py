"""Who might have heard of a call works here no more, or is no contact person any more: it stands on the leader's list,
and what the borger reads of it is so. What the borger takes back themself goes no further; no leader hears of it."""

from __future__ import annotations

from storage import people
from tests.copy_stage import copied
from tests.house import House
from tests.people.test_access import ends
from tests.phone import Phone
from tests.talking.test_agreed_alerts import MONDAY, TOLD, agrees, answers
from tests.talking.test_agreed_changes import OVER, takes_back
from tests.talking.test_read_now import ASK, on_duty, tells

NOBODY = "There is nobody I may tell of it just now."
LATE = "The leader can see that nobody has taken it."
NO_MORE = "All right. I will not ask anybody else."
ALERT = "An agreed alert went out {when}. Nobody has taken it. I could tell nobody."


async def late(lis: Phone) -> str:
    """What the leader's list of what is overdue says."""
    lis.turns_page()
    await lis.presses("The house")
    await lis.taps(next(label for label in lis.labels if label.startswith("⏰")))
    return lis.last


async def removed(house: House, name: str) -> None:
    """The leader makes somebody no contact person of Alma's any more."""
    lis = house.lis
    lis.turns_page()
    await lis.presses("Borgere")
    await lis.taps("Alma", "Contact persons", name, "Done", "Yes, save it")


async def test_an_alert_under_way_whose_last_hearer_leaves_stands_with_the_leader(house: House) -> None:
    alma, lis = house.alma, house.lis
    await agrees(house, "Mette")
    await answers(house, "Badly")
    at = house.clock.now().astimezone(house.service.house.zone)
    await ends(house, house.mette)
    for words in (NOBODY, LATE):
        alma.sees(words)
    alma.sees(OVER, question=alma.say("Mood"))
    alma.sees_not(NO_MORE, "Stop the agreement")
    assert lis.say(ALERT, when=at) in await late(lis)
    await house.passes(hours=120)
    assert lis.say(ALERT, when=at) in await late(lis)
    await alma.taps("It is not needed now")
    assert lis.say(ALERT, when=at) not in await late(lis)
    lines, _ = await copied(house)
    assert any(alma.say("An agreed alert went out.") in line and alma.say("You called it off.") in line
               for line in lines)  # fmt: skip


async def test_one_that_waits_for_somebody_too(house: House) -> None:
    alma, lis = house.alma, house.lis
    await agrees(house, "Mette")
    await on_duty(house, house.jonas, MONDAY, "day", "evening")
    await answers(house, "Badly")
    assert not house.mette.has_seen(TOLD, name="Alma")
    await ends(house, house.mette)
    alma.sees(NOBODY)
    assert "En aftalt besked gik i gang" in await late(lis)


async def test_who_is_removed_as_contact_person_leaves_it_with_the_leader(house: House) -> None:
    alma, lis = house.alma, house.lis
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await removed(house, "Mette")
    alma.sees(LATE)
    alma.sees_not(NO_MORE)
    assert "En aftalt besked gik i gang" in await late(lis)


async def test_while_another_may_hear_it_goes_on_to_them(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await house.contacts(alma, house.mette, jonas)
    await house.shares(alma, jonas, "trivsel")
    await agrees(house, "Mette", "Jonas")
    await answers(house, "Badly")
    await ends(house, house.mette)
    assert jonas.has_seen(TOLD, name="Alma")
    alma.sees("{name} is not in your agreed alerts any more.", name="Mette")
    alma.sees_not(LATE)


async def test_own_words_that_nobody_is_left_to_read_stand_with_the_leader(house: House) -> None:
    alma, lis = house.alma, house.lis
    await tells(house)
    await alma.taps(ASK)
    await ends(house, house.mette)
    alma.sees(NOBODY)
    alma.sees_not(NO_MORE)
    assert "søster" not in await late(lis) and "læser noget" in await late(lis)
    await alma.taps("Don't share")
    assert "læser noget" not in await late(lis)


async def test_what_the_borger_corrects_goes_no_further_and_their_copy_says_so(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await alma.taps("Change", "Mood", "Well")
    mette.sees("This goes no further.")
    mette.sees_not(mette.say("{name} does not need it any more.", name="Alma"))
    lines, _ = await copied(house)
    assert any(alma.say("It went no further.") in line for line in lines)
    assert not any(alma.say("You called it off.") in line for line in lines)


async def test_after_the_last_hearer_has_left_a_correction_still_ends_it(house: House) -> None:
    alma, lis = house.alma, house.lis
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await ends(house, house.mette)
    await alma.taps("Change", "Mood", "Well")
    alma.sees(NO_MORE)
    assert "En aftalt besked" not in await late(lis)


async def test_what_the_borger_takes_back_no_leader_hears_of(house: House) -> None:
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await takes_back(house.alma, "Mette")
    house.alma.sees_not(LATE)
    assert "En aftalt besked" not in await late(house.lis)


async def test_a_late_alert_does_not_end_by_itself_when_the_days_it_is_about_are_long_past(house: House) -> None:
    alma, lis = house.alma, house.lis
    await agrees(house, "Mette")
    await answers(house, "Badly")
    await house.passes(hours=150)
    await house.service.db.write(people.set_contacts, (await house.known(alma)).id,
                                 [(await house.known(p)).id for p in (house.mette, house.jonas)])  # fmt: skip
    alma.turns_page()
    await answers(house, "Well")
    assert "En aftalt besked gik i gang" in await late(lis)
