"""Somebody gets another phone: the old one is asked, or cut off by a leader; until it is settled the new one shows
nothing, and then everything goes on there."""

from __future__ import annotations

from dialogs.permissions import Role
from tests.house import House
from tests.people.test_access import chosen_from_staff, ends
from tests.people.test_joining import CLOSED, NO_GOOD, link_on
from tests.people.test_leaving import ERASE, KEEP
from tests.phone import Phone
from tests.reminder_stage import PILLS, planned, reminded

WAITS = "Say yes on your old phone. Then you are here. Otherwise you are here tomorrow."
HERE = "You are here now, {name}. What you were in the middle of goes on."
NEW, OTHER = 51, 52


async def link_for_alma(house: House, by: Phone, way: str = "A new one, and the old one works") -> str:
    by.turns_page()
    await by.presses("Borgere")
    await by.taps("Alma", *(("Settings",) if by is not house.lis else ()), "New link", way)
    return link_on(by)


async def test_the_old_phone_says_yes_and_all_goes_on_on_the_new_one(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    code = await link_for_alma(house, mette)
    new = house.phone(NEW, "Alma")
    await new.starts(code)
    assert new.texts == [new.say(WAITS)], "nothing of before"
    await new.says("hej")
    new.sees_not("Alma")
    alma.sees("{name} made the link.", name="Mette")
    await alma.presses("Answer now")
    await alma.taps("Yes, it is mine")
    new.sees(HERE, name="Alma")
    new.sees("How did you sleep?")
    assert len(new.keys) == 4
    assert next(m for m in alma.person.messages if m.from_bot).text == alma.say("I am on your new phone now.")
    assert len([m for m in alma.person.messages if m.from_bot]) == 1 and not alma.keys
    mette.sees("{name} is on the new phone now.", name="Alma")
    await new.taps("Okay", "Some", "Nobody", "Food", "No thanks")
    await house.at("2026-11-24 16.00")
    new.sees("How are you today?")
    alma.turns_page()
    await alma.says("hej")
    assert alma.texts == [alma.say(CLOSED)]
    await new.presses("More")
    await new.taps("Settings", "Who has read")
    assert "Mette" in new.last and new.say("a link to another phone").split()[-1] in new.last


async def test_the_old_phone_says_no(house: House) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    new = house.phone(NEW, "Fremmed")
    await new.starts(await link_for_alma(house, mette))
    await alma.taps("No, stop it")
    new.reads("The old phone said no. Ask the staff, if that was wrong.")
    for one in (mette, lis):
        one.sees("{name} has said no to another phone. Please ask who opened the link.", name="Alma")
    await house.passes(hours=30)
    alma.turns_page()
    await alma.presses("More")
    assert alma.texts, "she is where she was"
    new.turns_page()
    await new.says("hej")
    assert new.texts in ([], [new.say(CLOSED)])


async def test_without_an_answer_it_is_moved_after_a_day(house: House) -> None:
    alma = house.alma
    new = house.phone(NEW, "Alma")
    await new.starts(await link_for_alma(house, house.mette))
    await house.at("2026-11-24 11.50")
    new.sees_not(new.say(HERE, name="Alma"))
    await house.at("2026-11-24 12.10")
    new.sees(HERE, name="Alma")
    assert not alma.keys


async def test_a_lost_phone_is_cut_off_at_once_by_a_leader_alone(house: House) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "New link")
    assert not mette.has_button("It is lost or stolen: close it now")
    mette.sees("The old phone is asked first. Is it lost? A leader can close it at once.")
    old = alma.card
    code = await link_for_alma(house, lis, "It is lost or stolen: close it now")
    alma.reads("This phone is closed for {house}. Is that wrong? Ask the staff.", house="Botilbuddet")
    assert len([m for m in alma.person.messages if m.from_bot]) == 1 and not alma.keys
    before = alma.texts
    for row in old.buttons:
        for button in row:
            await alma.taps_data(old.message_id, button.data or "")
    await house.at("2026-11-23 20.00")
    assert alma.texts == before
    new = house.phone(NEW, "Alma")
    await new.starts(code)
    new.sees(HERE, name="Alma")
    new.sees("How did you sleep?")
    await house.at("2026-11-24 16.00")
    new.sees("How are you today?")


async def test_a_cut_off_borger_gets_another_link_and_loses_nothing(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    old = await link_for_alma(house, house.lis, "It is lost or stolen: close it now")
    await mette.presses("Borgere")
    await mette.taps("Alma", "New link")
    new, other = house.phone(NEW, "Alma"), house.phone(OTHER, "Alma")
    await other.starts(old)
    other.reads(NO_GOOD)
    await new.starts(link_on(mette))
    new.sees("How did you sleep?")


async def test_two_people_with_the_link_and_one_who_is_somebody_already(house: House) -> None:
    code = await link_for_alma(house, house.mette)
    await house.jonas.starts(code)
    house.jonas.reads("You are in already. The link is for somebody else's phone.")
    first, second = house.phone(NEW, "Alma"), house.phone(OTHER, "Bent")
    await first.starts(code)
    await second.starts(code)
    second.reads(NO_GOOD)
    await first.starts(code)
    assert first.texts[-1] == first.say(WAITS)
    await house.alma.taps("Yes, it is mine")
    first.sees(HERE, name="Alma")
    await first.starts(code)
    first.sees("You are in already. The link is for somebody else's phone.")


async def test_a_member_of_staff_gets_another_phone_from_a_leader(house: House) -> None:
    lis, mette, alma = house.lis, house.mette, house.alma
    await alma.presses("Talk to someone")
    await chosen_from_staff(lis, "Mette")
    await lis.taps("New phone", "A new one, and the old one works")
    new = house.phone(NEW, "Mette")
    await new.starts(link_on(lis))
    await mette.taps("Yes, it is mine")
    new.sees("{name} would like to talk with someone.", name="Alma")
    await new.taps("I am coming now")
    alma.sees("{name} is coming now.", name="Mette")
    await new.opens_news()
    await lis.presses("The house")
    await lis.taps("Who has looked")
    lis.sees("{when}: {name} made a link to another phone for {whose}",
             when=house.clock.now().astimezone(house.service.house.zone), name="Lis", whose="Mette")  # fmt: skip


async def test_a_link_of_who_may_see_to_her_no_more_settles_nothing(house: House) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    await house.contacts(alma, mette, house.jonas)
    new, other = house.phone(NEW, "Fremmed"), house.phone(OTHER, "Fremmed")
    await new.starts(await link_for_alma(house, mette))
    later = await link_for_alma(house, house.jonas)
    new.reads(NO_GOOD)
    await other.starts(later)
    await lis.presses("Borgere")
    await lis.taps("Alma", "Contact persons", "Jonas", "Done", "Yes, save it")
    other.reads(NO_GOOD)
    alma.sees("The link to another phone does not count any more. You stay here.")
    assert not alma.can_tap("Yes, it is mine")
    await house.passes(hours=30)
    for phone in (new, other):
        phone.sees_not(phone.say(HERE, name="Alma"))
        assert not phone.keys


async def test_phones_whose_links_were_made_by_who_left_become_nobodys(house: House) -> None:
    alma, lis = house.alma, house.lis
    ruth = await house.joins(21, "Ruth", Role.LEADER)
    await chosen_from_staff(ruth, "Mette")
    await ruth.taps("New phone", "A new one, and the old one works")
    for_mette, for_alma = house.phone(51, "X"), house.phone(52, "Y")
    await for_mette.starts(link_on(ruth))
    ruth.turns_page()
    await ruth.presses("Borgere")
    await ruth.taps("Alma", "New link", "A new one, and the old one works")
    await for_alma.starts(link_on(ruth))
    await ends(house, ruth)
    lis.sees("Links that {name} had made do not work any more.", name="Ruth")
    alma.sees("The link to another phone does not count any more. You stay here.")
    await house.passes(hours=26)
    for phone in (for_mette, for_alma):
        phone.reads("This link does not work any more. Ask the staff for a new one.")
        assert not phone.keys
    assert alma.keys and house.mette.keys


async def test_an_unopened_link_of_a_former_contact_person_opens_nothing(house: House) -> None:
    await house.contacts(house.alma, house.mette, house.jonas)
    code, new = await link_for_alma(house, house.mette), house.phone(NEW, "Fremmed")
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma", "Contact persons", "Mette", "Done", "Yes, save it")
    await new.starts(code)
    new.reads(NO_GOOD)
    await new.starts(await link_for_alma(house, house.lis))
    await house.alma.taps("Yes, it is mine")
    new.sees(HERE, name="Alma")


async def test_a_second_link_has_a_day_of_its_own_and_the_first_card_is_gone(house: House) -> None:
    alma, first, second = house.alma, house.phone(NEW, "X"), house.phone(OTHER, "Y")
    await first.starts(await link_for_alma(house, house.mette))
    at, data = alma.button("Yes, it is mine")
    await house.at("2026-11-24 11.00")
    code = await link_for_alma(house, house.mette)
    first.reads(NO_GOOD)
    assert not alma.can_tap("Yes, it is mine")
    await alma.taps_data(at, data)
    alma.sees_not("All right.")
    await second.starts(code)
    alma.reads("Without an answer I move you {when}.", when=house.local("2026-11-25 11.00"))
    await house.at("2026-11-25 10.50")
    second.sees_not(second.say(HERE, name="Alma"))
    await house.at("2026-11-25 11.10")
    second.sees(HERE, name="Alma")
    first.sees_not(first.say(HERE, name="Alma"))


async def test_whose_phone_is_closed_is_not_said_to_have_never_come(house: House) -> None:
    lis = house.lis
    await chosen_from_staff(lis, "Mette")
    await lis.taps("New phone", "It is lost or stolen: close it now")
    await chosen_from_staff(lis, "Mette")
    lis.sees("The phone of {name} is closed. Make a new link.", name="Mette")
    lis.sees_not(lis.say("{name} has not joined yet.", name="Mette"))
    await lis.taps("New link")
    new = house.phone(NEW, "Mette")
    await new.starts(link_on(lis))
    new.sees(HERE, name="Mette")


async def test_a_reminder_that_can_be_answered_goes_along(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house, PILLS, "own"), "2026-11-23 13.00", lead="start")
    alma.sees(PILLS.title)
    new = house.phone(NEW, "Alma")
    await new.starts(await link_for_alma(house, house.mette))
    await alma.taps("Yes, it is mine")
    new.sees(PILLS.title)
    await new.taps("OK")
    new.sees("You have said OK.")


async def test_a_phone_waits_no_more_for_who_has_left(house: House) -> None:
    new = house.phone(NEW, "X")
    await new.starts(await link_for_alma(house, house.mette))
    await house.alma.says("/stop")
    await house.alma.taps(*KEEP, "Yes, leave")
    new.reads(NO_GOOD)
    await house.passes(hours=30)
    new.sees_not(new.say(HERE, name="Alma"))


async def test_a_phone_waits_no_more_for_who_is_erased(house: House) -> None:
    new = house.phone(NEW, "X")
    await house.alma.says("/stop")
    await house.alma.taps(*ERASE, "Yes, erase everything")
    await house.passes(hours=20)
    await new.starts(await link_for_alma(house, house.mette))
    await house.passes(hours=5)
    new.reads(NO_GOOD)
    await house.passes(hours=30)
    new.sees_not(new.say(HERE, name="Alma"))


async def test_a_call_does_not_wait_for_a_phone_that_is_closed(house: House) -> None:
    lis, wants = house.lis, "{name} would like to talk with someone."
    await house.alma.presses("Talk to someone")
    await chosen_from_staff(lis, "Mette")
    await lis.taps("New phone", "It is lost or stolen: close it now")
    await house.passes(seconds=5)
    assert house.jonas.has_seen(wants, name="Alma")
    new = house.phone(NEW, "Mette")
    await new.starts(link_on(lis))
    new.sees(wants, name="Alma")
