"""The Plan screen: changing and ending a series, old buttons, and who may."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from storage import activities
from tests.house import ZONE, House
from tests.phone import Phone
from tests.planning_stage import kept, saved, shopping, week

pytestmark = [pytest.mark.long, pytest.mark.dated]

# -- the series


async def test_changing_a_series_leaves_the_past(house: House, planner: Phone) -> None:
    await house.at("2026-11-30 09.00")
    await planner.presses("Plan")
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Change the series", "Time", "Place", "Done")
    await planner.says("16", "Torvet")
    planner.reads("kl. 16.00")
    await planner.taps("Save")
    house.alma.sees(planner.say("Shopping"))
    old, new = await kept(house, house.alma)
    assert (old.plan.at, old.plan.repeat.until) == (time(14), date(2026, 11, 29)) and old.batch == new.batch
    assert (new.plan.at, new.plan.place, new.plan.repeat.start) == (time(16), "Torvet", date(2026, 11, 30))
    assert await shopping(house, until=date(2026, 12, 8)) == ["23.11", "30.11", "7.12"]


async def test_what_was_cancelled_stays_so_in_a_changed_series(house: House, planner: Phone) -> None:
    await planner.taps(f"Alma: {planner.say('Shopping')}")
    (activity,) = await kept(house, house.alma)
    surface = planner.button("Change the series")[1].split(":")[2]
    await planner.taps_data(planner.card.message_id, f"1:l{activity.id}:{surface}:cancel_20261130")
    await planner.taps("Cancel it", "Skip")
    await planner.presses("Plan")
    await planner.taps_data(*planner.button(f"Alma: {planner.say('Shopping')}"))
    await planner.taps("Change the series", "Place", "Done")
    await planner.says("Torvet")
    await planner.taps("Save")
    assert await shopping(house, until=date(2026, 12, 8)) == ["23.11", "7.12"]
    assert [each.plan.place for each in await kept(house, house.alma)] == ["Torvet"], "nothing of it was past"


async def test_a_series_changed_for_one_of_two(house: House, bo: Phone) -> None:
    mette = house.mette
    await saved(mette, "Alma", "Bo", often="Several days a week+Tuesday+Done")
    await mette.presses("Plan")
    only = mette.say("Only for {name}", name="Bo")
    await mette.taps("tir 24", f"Bo: {mette.say('Shopping')}", "Change the series", only)
    await mette.taps("Time", "Done", "kl. 16.00", "Save")
    assert [each.plan.at for each in await kept(house, house.alma)] == [time(14)]
    assert [each.plan.at for each in await kept(house, bo)] == [time(16)]
    await mette.presses("Plan")
    await mette.taps(
        "tir 24", f"Alma: {mette.say('Shopping')}", "Change the series", mette.say("For {names}", names=("Alma", "Bo"))
    )
    await mette.taps("Title", "Done")
    await mette.says("Markedet")
    await mette.taps("Save")
    assert [(await kept(house, who))[0].plan.title for who in (house.alma, bo)] == ["Markedet"] * 2


async def test_a_series_that_begins_before_the_change_has_no_day_twice(house: House, planner: Phone) -> None:
    await planner.taps(
        "man 30", f"14.00 Alma: {planner.say('Shopping')}", "Change the series", "Day and how often", "Done"
    )
    await planner.says("i dag")
    await planner.taps("Several days a week", "Monday", "Wednesday", "Done", "16.00", "Save")
    there = [at.start.astimezone(ZoneInfo(ZONE)).strftime("%d.%m %H") for _, at in
             await week(house, house.alma, date(2026, 11, 23), date(2026, 12, 1))]  # fmt: skip
    assert there == ["23.11 16", "25.11 16", "30.11 16"]


async def test_two_who_change_a_series_at_once_make_one(house: House, planner: Phone) -> None:
    await house.at("2026-11-24 09.00")
    for phone, at in ((planner, "15"), (house.lis, "16")):
        phone.turns_page()
        await phone.presses("Plan")
        await phone.taps("man 30", f"Alma: {planner.say('Shopping')}", "Change the series", "Time", "Done")
        await phone.says(at)
    await planner.taps("Save")
    await house.lis.taps("Save")
    house.lis.reads("It is gone, or not yours to plan any more.")
    there = [one.start.astimezone(ZoneInfo(ZONE)).hour for _, one in
             await week(house, house.alma, date(2026, 11, 24), date(2026, 12, 8))]  # fmt: skip
    assert there == [15, 15]


async def test_a_borger_reads_of_a_series_in_short_lines(house: House) -> None:
    await saved(house.mette, "Alma", often="Several days a week+Tuesday+Friday+Done", until="1.10.2027")
    told = house.alma.shown[-1].caption.splitlines()
    said = house.alma.say
    assert told == [
        said("New in your week: {title}.", title=said("Shopping")),
        said("When: {often} {time}.", often="hver tirsdag og fredag", time=time(14)),
        said("The first time: {date}.", date=date(2026, 11, 24)),
        said("The last day: {date}.", date="fredag den 1. oktober 2027"),
    ]


async def test_ending_a_series(house: House, planner: Phone) -> None:
    await house.at("2026-11-30 09.00")
    house.alma.turns_page()
    await planner.presses("Plan")
    await planner.taps(f"Alma: {planner.say('Shopping')}", "End the series", "Yes")
    house.alma.sees("{title} stops. It is not there from {date} on.", title=planner.say("Shopping"),
                    date=date(2026, 11, 30))  # fmt: skip
    assert await shopping(house) == ["23.11"]


async def test_a_request_to_move_ends_with_the_series(house: House, planner: Phone) -> None:
    await house.at("2026-11-30 13.31")
    await house.alma.taps("Move", house.alma.say("Tomorrow {time}", time=time(14)))
    await planner.presses("Plan")
    await planner.taps(f"Alma: {planner.say('Shopping')}", "End the series", "Yes")
    assert not planner.has_button("Say yes")
    planner.sees("{name} said no.", name="Mette")


# -- old buttons and others' buttons


async def test_an_old_button_shows_the_screen_as_it_is_now(house: House, planner: Phone) -> None:
    old = planner.button(f"Alma: {planner.say('Shopping')}")
    (activity,) = await kept(house, house.alma)
    await house.service.db.write(activities.remove_activity, activity, house.clock.now())
    await planner.taps_data(*old)
    assert planner.toast == planner.say("That button is old. See the newest message.")
    planner.reads("Nothing is planned.")


async def test_a_dialog_about_what_is_gone_changes_nothing(house: House, planner: Phone) -> None:
    await planner.taps(f"Alma: {planner.say('Shopping')}", "Move", "torsdag den 26. november", "kl. 10.00")
    (activity,) = await kept(house, house.alma)
    await house.service.db.write(activities.remove_activity, activity, house.clock.now())
    await planner.taps("Skip")
    planner.sees("That is not in the plan any more. Nothing was changed.")
    assert house.alma.shown == []


@pytest.mark.parametrize("choice", ["late15", "restore", "move", "cancel", "end", "change", "changeone", "see"])
async def test_only_who_may_can_change(house: House, planner: Phone, choice: str) -> None:
    (activity,) = await kept(house, house.alma)
    surface = planner.button("Plan something")[1].split(":")[2]
    data = f"1:l{activity.id}:{surface}:{choice}_20261123"
    await house.jonas.presses("Plan")
    own = house.jonas.button("Plan something")[1].split(":")[2]
    for phone in (house.jonas, house.alma):
        phone.turns_page()
        await phone.taps_data(1, data)
        assert phone.texts == [], "not even their own screen"
    await house.jonas.taps_data(1, f"1:l{activity.id}:{own}:{choice}_20261123")
    house.jonas.sees_not("Alma", planner.say("Shopping"))
    assert (await kept(house, house.alma)) == [activity]


async def test_a_leader_may_change_anybodys(house: House, planner: Phone) -> None:
    await house.lis.presses("Plan")
    await house.lis.taps("Late", "30 min")
    house.alma.sees("Lis")


async def test_every_nonsense_on_a_button_is_met_kindly(house: House, planner: Phone) -> None:
    (activity,) = await kept(house, house.alma)
    surface = planner.button("Plan something")[1].split(":")[2]
    for choice in (
        "",
        "_",
        "late15",
        "late15_",
        "late99_20261123",
        "move_20261124",
        "page_x",
        "page_99999",
        "🙂",
        "goon",
    ):
        for owner in ("l0", f"l{activity.id}", "l99999", "v0", "v99999"):
            await planner.taps_data(planner.card.message_id, f"1:{owner}:{surface}:{choice}")
    assert (await kept(house, house.alma)) == [activity] and house.alma.shown == []
