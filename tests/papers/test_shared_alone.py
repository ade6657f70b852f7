"""A paper that is its own topic is shared by itself: who reads it reads nothing else by that."""

from __future__ import annotations

from pathlib import Path

from storage import method_use
from tests.house import House
from tests.papers.plan_stage import GOOD, PLAN, house_with_plan, opens, says_good, staff_open
from tests.reader_stage import chooses, works

ALONE = PLAN.replace("topic: wishes", "topic: calm")


async def sharing_of_mette(house: House) -> None:
    house.alma.turns_page()
    await house.alma.presses("More")
    await house.alma.taps("Settings", "Who may read")
    await house.alma.taps(next(label for label in house.alma.labels if "Mette" in label), "Some of it")


async def test_the_receipt_asks_and_everybody_at_work_can_be_chosen(tmp_path: Path) -> None:
    async with house_with_plan(tmp_path, ALONE) as house:
        alma, jonas = house.alma, house.jonas
        await says_good(alma, "Musik")
        alma.reads("Nobody else may read it yet.")
        await works(house, jonas, "day")
        await jonas.presses("Borgere")
        assert not jonas.has_button("Alma")
        await alma.taps("Choose who may read it", "Everybody at work", "Done")
        await staff_open(jonas)
        jonas.reads("Det er godt: »Musik«")
        await opens(alma)
        alma.reads("{readers} may read it.", readers=alma.say("Everybody at work"))
        await sharing_of_mette(house)
        assert await alma.finds("Min plan")


async def test_it_names_as_reader_who_may_read_any_of_it(tmp_path: Path) -> None:
    async with house_with_plan(tmp_path) as house:
        alma, mette = house.alma, house.mette
        await house.shares(alma, mette, "wishes")
        await opens(alma)
        alma.reads("{readers} may read it.", readers="Mette")
        await says_good(alma, "Musik")
        await alma.taps("Don't share")
        alma.reads("Nobody else may read it yet.")
        await alma.taps("Share")
        alma.reads("{readers} may read it.", readers="Mette")


async def test_who_does_not_use_it_is_not_asked_about_it(tmp_path: Path) -> None:
    async with house_with_plan(tmp_path, ALONE + "offered: agreed\n") as house:
        await sharing_of_mette(house)
        assert await house.alma.finds("Mine noter")
        assert not await house.alma.finds("Min plan")


async def test_what_is_switched_off_can_still_be_taken_back_and_is_not_written_in(tmp_path: Path) -> None:
    async with house_with_plan(tmp_path, ALONE + "offered: agreed\n") as house:
        alma, mette = house.alma, house.mette
        who, agreed = await house.known(alma), house.service.db.write
        await agreed(method_use.set_used, who.id, "calm", True, who.id, house.clock.now())
        await says_good(alma, "Musik")
        await alma.taps("Choose who may read it", "Mette", "Done")
        await staff_open(mette, GOOD)
        old = mette.button("Answer together")
        await agreed(method_use.set_used, who.id, "calm", False, who.id, house.clock.now())
        await mette.taps_data(*old)
        mette.sees_not("Hvad er godt?")
        await sharing_of_mette(house)
        assert await alma.finds("Min plan")
        await chooses(alma, "Mette")
        mette.sees_not("Musik")
        await sharing_of_mette(house)
        assert not await alma.finds("Min plan"), "nobody may read it, and she does not use it"
