"""A team that somebody tries to break: buttons that were never there, or are old; and what has become of it
meanwhile."""

from __future__ import annotations

from bot.commands.copies import erase
from bot.config import read_settings
from storage import circle
from tests.circle.test_team import ASKED, circles, picks
from tests.house import House
from tests.people.test_joining import link_on
from tests.people.test_time_off import takes_days_off
from tests.phone import Phone, da

OLD = "That button is old. See the newest message."


async def crafts(phone: Phone, button: str, *acts: str) -> None:
    """Sends what no button says, on the card that has this one; each time it is a button that is old."""
    message_id, data = phone.button(button)
    for act in acts:
        await phone.taps_data(message_id, f"{data.rsplit(':', 1)[0]}:{act}")
        assert phone.toast == da(OLD), act


async def test_what_no_button_says_does_nothing(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await circles(house)
    mette, me = (await house.known(house.mette)).id, (await house.known(alma)).id
    huge = 10**20
    await alma.presses("More")
    await alma.taps("My team")
    await crafts(
        alma, "Pick somebody", "see", "mark", f"see.out.{huge}", f"mark.out.{mette}", f"one.{huge}", f"end.{me}",
        f"mark.medicine.{mette}.gladly", f"mark.out.{me}.gladly", "first", f"yes.{me}.out", f"core.{mette}", "asks",
    )  # fmt: skip
    await jonas.presses("More")
    await jonas.taps("My card")
    await crafts(jonas, "Change it", "yes", "asks", f"yes.{me}.out", f"yes.{huge}.out", f"mark.out.{mette}.gladly",
                 f"day.{mette}", f"core.{mette}")  # fmt: skip
    assert await house.service.db.read(circle.picks_of, me) == []


async def test_the_question_asks_what_still_waits(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await circles(house)
    await picks(alma, "Going out", "Jonas", "Gladly")
    await picks(alma, "Money", "Jonas", "Gladly")
    await picks(alma, "Going out", "Jonas", "Maybe")
    jonas.sees_not(da(ASKED, name="Alma", area=da("Going out")))
    jonas.reads(ASKED, name="Alma", area=da("Money"))
    no = jonas.button("I cannot just now")
    await jonas.taps("Yes, gladly")
    await jonas.taps_data(*no)
    assert jonas.toast == da(OLD), "a yes is not a no by a finger that slips"
    alma.sees("{name} says yes: {area}.", name="Jonas", area=da("Money"))


async def test_the_house_lets_nobody_pick_any_more(house: House) -> None:
    alma, jonas, lis = house.alma, house.jonas, house.lis
    await circles(house)
    await picks(alma, "Going out", "Jonas", "Gladly")
    mark, yes = alma.button("Maybe"), jonas.button("Yes, gladly")
    await lis.presses("More")
    await lis.taps("Hours and numbers", "Who a borger has", "The house gives contact persons")
    jonas.sees_not(da(ASKED, name="Alma", area=da("Going out")))
    assert not alma.has_button("Maybe")
    for phone, button in ((alma, mark), (jonas, yes)):
        await phone.taps_data(*button)
        assert phone.toast == da(OLD)
    await lis.presses("The house")
    await lis.taps(f"{lis.say('Staff')} · 3", "Jonas", "End access", "Yes, end it now")
    alma.sees_not(da("{name} cannot be in your team any more. You can pick somebody else.", name="Jonas"))


async def test_somebody_leaves_whom_a_borger_waits_for(house: House) -> None:
    alma, jonas, lis = house.alma, house.jonas, house.lis
    await circles(house)
    await jonas.blocks()
    await picks(alma, "Going out", "Jonas", "Gladly")
    alma.reads("I cannot reach {name} just now. I ask later.", name="Jonas")
    jonas.sees_not(da(ASKED, name="Alma", area=da("Going out")))
    await jonas.unblocks()
    await jonas.presses("News")
    jonas.sees(ASKED, name="Alma", area=da("Going out"))
    await lis.presses("The house")
    await lis.taps(f"{lis.say('Staff')} · 3", "Jonas", "End access", "Yes, end it now")
    alma.sees("{name} cannot be in your team any more. You can pick somebody else.", name="Jonas")


async def test_who_has_days_off_is_asked_afterwards(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await circles(house)
    await takes_days_off(jonas, "Nobody", last="24.11")
    await picks(alma, "Going out", "Jonas", "Gladly")
    alma.reads("{name} is off until {day}.", name="Jonas", day=house.local("2026-11-24 00.00").date())
    jonas.sees_not(da(ASKED, name="Alma", area=da("Going out")))
    await house.at("2026-11-25 09.01")
    await jonas.taps("Yes, gladly")
    alma.sees("{name} says yes: {area}.", name="Jonas", area=da("Going out"))


async def test_what_the_house_gives_asks_nobody_twice_and_takes_no_wish_away(house: House) -> None:
    alma, jonas, mette, lis = house.alma, house.jonas, house.mette, house.lis
    await circles(house)
    await picks(alma, "Going out", "Jonas", "Gladly")
    await jonas.taps("Yes, gladly")
    await alma.taps("Nothing")
    await alma.presses("More")
    await alma.taps("My team", "Who comes first?", "Jonas")
    await lis.presses("More")
    await lis.taps("Hours and numbers", "Who a borger has", "The borger picks by role")
    await picks(alma, "Coordinator", "Mette", "Gladly")
    await mette.taps("Yes, gladly")
    jonas.sees_not(da("You are not contact person of {name} any more.", name="Alma"))
    await picks(alma, "Medicine", "Jonas", "Not just now")
    await lis.presses("Borgere")
    await lis.taps("Alma", "A team for now", "Medicine", "Jonas", "Done")
    lis.sees("{names} cannot be chosen for that just now.", names="Jonas")
    members = await house.service.db.read(circle.members, (await house.known(alma)).id)
    assert not any("medicine" in found for found in members.values())


async def test_a_card_without_a_photo_says_that_it_is_as_it_was(house: House) -> None:
    jonas = house.jonas
    await circles(house)
    await jonas.presses("More")
    await jonas.taps("My card", "Change it", "My photo")
    await jonas.says("Det er mig")
    jonas.sees("That is no photo. Your card is as it was.")


async def test_the_question_goes_on_on_another_phone_and_with_the_borger(house: House) -> None:
    alma, lis = house.alma, house.lis
    await circles(house)
    await picks(alma, "Going out", "Jonas", "Gladly")
    await picks(alma, "Money", "Jonas", "Gladly")
    await lis.presses("The house")
    await lis.taps(f"{lis.say('Staff')} · 3", "Jonas", "New phone", "It is lost or stolen: close it now")
    new = house.phone(99, "Jonas")
    await new.starts(link_on(lis))
    await new.taps("Yes, gladly")
    new.reads(ASKED, name="Alma", area=da("Money"))
    await erase(read_settings(house.settings), "Alma", house.clock.now())
    await house.passes(minutes=1)
    new.sees_not(da(ASKED, name="Alma", area=da("Money")))
    assert await house.service.db.read(circle.picks_to, (await house.known(new)).id) == []
