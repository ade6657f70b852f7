"""A team of roles: whom the house gives for now, whom the borger picks instead, what the leader sees, and the question
that comes once a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import circle
from storage.tx import Tx
from tests.circle.test_team import ASKED, picks
from tests.house import House
from tests.phone import da
from tests.storage.test_house import NOW, couple, opened
from tests.storage.test_migrations import MIGRATIONS, up_to


async def test_a_given_coordinator_stays_until_the_borger_picks_one(house: House) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    await lis.presses("More")
    await lis.taps("Hours and numbers", "Who a borger has", "The borger picks by role")
    await lis.presses("Borgere")
    await lis.taps("Alma", "A team for now", "Coordinator", "Jonas", "Done")
    given = da("The house has chosen for now: {names}, {area}. You can pick yourself.", names="Jonas",
               area=da("Coordinator"))  # fmt: skip
    alma.sees(given)
    alma.sees("{name} is your contact person now.", name="Jonas")
    await lis.presses("The house")
    await lis.taps("Teams")
    lis.reads("{name} has picked nobody yet.", name="Alma")
    lis.reads("{name}: comes first for {first}, in the team of {count}", name="Jonas", first=1, count=1)

    await picks(alma, "Coordinator", "Mette", "Gladly")
    mette.sees(ASKED, name="Alma", area=da("Coordinator"))
    await house.passes(days=8)
    await lis.presses("The house")
    await lis.taps("Teams")
    assert "Alma har ventet på svar fra Mette" in lis.last
    await mette.taps("Yes, gladly")
    who = await house.known(alma)
    members = await house.service.db.read(circle.members, who.id)
    assert members == {(await house.known(mette)).id: ("coordinator",)}, "Jonas is coordinator no more"
    await alma.presses("Talk to someone")
    mette.sees("{name} would like to talk with someone.", name="Alma")

    await lis.presses("The house")
    await lis.taps(f"{lis.say('Staff')} · 3", "Mette", "End access", "Yes, end it now")
    alma.sees("{name} cannot be in your team any more. You can pick somebody else.", name="Mette")
    await lis.presses("More")
    await lis.taps("The roles of a team", "Medicine", "Done")
    await alma.presses("More")
    await alma.taps("My team", "Pick somebody")
    assert not await alma.finds("Medicine")


async def test_it_is_asked_about_once_a_year(house: House) -> None:
    alma, lis = house.alma, house.lis
    await lis.presses("More")
    await lis.taps("Hours and numbers", "Who a borger has", "The borger picks a circle")
    await house.jumps("2027-11-23 12.05")
    alma.sees_not(da("Would you like to look at your team?"))
    await house.jumps("2027-12-02 14.01")
    alma.sees("Would you like to look at your team?")
    await alma.taps("Yes, please")
    alma.reads("Chosen by the house until you choose")


def _picked_before(tx: Tx, borger: int, staff: int) -> None:
    tx.run("INSERT INTO circle_pick VALUES (?, ?, 'out', 'gladly', 'yes_', 0)", borger, staff)


async def test_nobody_was_given_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(number for number, sql in MIGRATIONS if "COLUMN given" in sql)
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < number])
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        await db.write(_picked_before, borger, staff)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert [each.given for each in await db.read(circle.picks_of, borger)] == [False]
        assert not await db.write(circle.give, borger, "out", [staff], NOW), "the borger has picked somebody"
