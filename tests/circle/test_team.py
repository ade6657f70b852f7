"""A borger picks their team from the cards of those who work here; who is picked says yes or no; nobody reads by it."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from storage import circle
from tests.copy_stage import copied
from tests.house import House, open_house
from tests.phone import Phone, da
from tests.reader_stage import works
from tests.storage.test_house import NOW, couple, opened
from tests.storage.test_migrations import MIGRATIONS, up_to
from tests.views.test_views import sketch

ASKED = "{name} would like you in their team: {area}."
PHOTO = b"\xff\xd8\xff a photo"


async def makes_card(staff: Phone, *, likes: str) -> None:
    await staff.presses("More")
    await staff.taps("My card", "Change it", "What I like")
    await staff.says(likes)


async def picks(borger: Phone, area: str, name: str, wish: str) -> None:
    """Leafs to somebody's card and says what they think."""
    await borger.presses("More")
    await borger.taps("My team", "Pick somebody", area)
    if da("{area}: would you like {name}?", area=da(area), name=name) not in borger.last:
        await borger.taps("The next" if borger.has_button("The next") else "The one before")
    await borger.taps(wish)


async def test_a_borger_picks_a_circle_and_is_told_yes_and_no(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        alma, mette, jonas, lis = house.alma, house.mette, house.jonas, house.lis
        await circles(house)
        await makes_card(jonas, likes="Musik")
        jonas.sees("Likes: {what}", what="Musik")
        await jonas.taps("Change it", "My photo")
        await jonas.sends_photo(PHOTO)
        await works(house, jonas, "evening")

        await picks(alma, "Going out", "Jonas", "Gladly")
        alma.sees("I ask {name}. You hear what {name} answers.", name="Jonas")
        alma.sees("Likes: {what}", what="Musik")
        alma.sees("{name} comes to work today {time}.", name="Jonas", time=time(15))
        assert "total=0, photo=1," in sketch(alma.card), "Jonas himself"
        await picks(alma, "Money", "Mette", "Maybe")
        mette.sees_not(da(ASKED, name="Alma", area=da("Money")))

        jonas.sees(ASKED, name="Alma", area=da("Going out"))
        await jonas.taps("I cannot just now")
        alma.sees_not(da("I ask {name}. You hear what {name} answers.", name="Jonas"))
        alma.sees("{name} cannot just now: {area}. You can ask somebody else.", name="Jonas", area=da("Going out"))
        await picks(alma, "Peace and quiet", "Jonas", "Gladly")
        await jonas.taps("Yes, gladly")
        alma.sees("{name} says yes: {area}.", name="Jonas", area=da("Peace and quiet"))
        alma.reads("{name} is in your team now.", name="Jonas")
        await alma.taps("Nothing")
        jonas.sees("You are in {name}'s team: {areas}.", name="Alma", areas=da("Peace and quiet"))

        await alma.presses("More")
        await alma.taps("My team")
        alma.reads("Also in my team")
        await alma.taps("Jonas", "Not in my team any more", "Yes")
        lis.sees("{name} is not in {borger}'s team any more. Please tell {name} yourself.", name="Jonas", borger="Alma")
        lines, _ = await copied(house)
        assert any(da("Maybe") in line for line in lines)


async def circles(house: House) -> None:
    """The leader lets borgere pick."""
    await house.lis.presses("More")
    await house.lis.taps("Hours and numbers", "Who a borger has", "The borger picks a circle")


async def test_calls_follow_who_comes_first_and_reading_does_not(house: House) -> None:
    alma, mette, jonas, lis = house.alma, house.mette, house.jonas, house.lis
    await circles(house)
    await alma.presses("More")
    await alma.taps("My team")
    alma.reads("Chosen by the house until you choose")
    await picks(alma, "Going out", "Jonas", "Gladly")
    await jonas.taps("Yes, gladly")
    await alma.taps("Nothing")
    await alma.presses("More")
    await alma.taps("My team", "Who comes first?", "Jonas")
    alma.sees("{name} is your contact person now.", name="Jonas")
    alma.sees_not(da("What may {reader} read?", reader="Jonas"))
    mette.sees("You are not contact person of {name} any more.", name="Alma")

    await alma.presses("Talk to someone")
    jonas.sees("{name} would like to talk with someone.", name="Alma")
    mette.sees_not(da("{name} would like to talk with someone.", name="Alma"))
    await alma.taps("It is not needed now")
    await jonas.presses("Borgere")
    await jonas.taps("Alma")
    jonas.sees("{name} shares nothing with you now. {name} decides that.", name="Alma")

    await lis.presses("Borgere")
    await lis.taps("Alma", "Contact persons", "Mette", "Done")
    lis.sees("{name} has picked who comes first. Only {name} changes that.", name="Alma")
    await alma.presses("More")
    await alma.taps("My team", "Jonas", "Not in my team any more", "Yes")
    alma.sees("You have no contact person just now.")


async def test_nobody_is_picked_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(number for number, sql in MIGRATIONS if "CREATE TABLE circle_pick" in sql)
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < number])
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(circle.picks_of, borger) == []
        assert await db.write(circle.pick, borger, staff, "out", "gladly", NOW)
        assert await db.write(circle.answered, borger, staff, "out", "yes_")
        assert await db.read(circle.members, borger) == {staff: ("out",)}
