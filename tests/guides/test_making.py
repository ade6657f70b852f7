"""Making a guide: photos one after the other on a staff phone, changed, tried, and given; a borger makes their own."""

from __future__ import annotations

from bot.telegram.buttons import Tap, button_data
from dialogs.permissions import Role
from storage import guides, people, sharing
from tests.guides.test_runs import drawn, has_a_guide, opens
from tests.house import PLAN, House
from tests.phone import Phone
from tests.planning_stage import saved

PHOTO = b"\xff\xd8\xff a photo"
ASKS = "Send a photo with a short line. Then the next one."


async def guide_page(mette: Phone, *then: str) -> None:
    await mette.presses("Borgere")
    await mette.taps("Alma", "Step by step", *then)


async def test_photos_one_after_the_other_are_a_guide_in_minutes(house: House) -> None:
    alma, mette = house.alma, house.mette
    await guide_page(mette, "Make a new one")
    await mette.says("Vaske tøj")
    await mette.taps("Clothes")
    mette.reads("»{title}« has no steps yet.", title="Vaske tøj")
    mette.reads(ASKS)
    mette.person.sends_photo(PHOTO, "Find vasketøjet.")
    mette.person.sends_photo(PHOTO + b"2", "")
    mette.person.sends("Læg tøjet i maskinen.")
    await house.quiet()
    mette.reads("Step {number}: »{line}«", number=2, line="Læg tøjet i maskinen.")
    await mette.says("Tænd.")
    await mette.speaks()
    mette.reads("Step {number}: »{line}«", number=3, line="Tænd.")
    await mette.films()
    mette.sees("A guide takes photos, words and voice messages.")
    await mette.taps("Close")
    mette.reads("1. Find vasketøjet.")
    await mette.taps("Change steps", "2. Læg tøjet i maskinen.")
    await mette.taps("Down", "Does not wait", mette.say("Waits {count} minutes", count=5))
    await mette.taps("Back", "1. Find vasketøjet.", "New photo, line or voice")
    await mette.says("Find det beskidte tøj.")
    mette.reads("1. Find det beskidte tøj.")
    await mette.taps("Back", "2. Tænd.", "Take it out")
    assert [label for label in mette.labels if "." in label] == [
        "📷 1. Find det beskidte tøj.",
        "📷 2. Læg tøjet i maskinen.",
    ]
    await mette.taps("Name, photo, time, things", "What is needed")
    await mette.says("Sæbe, kurv")
    mette.turns_page()
    await guide_page(mette, "Vaske tøj", "Try it")
    assert "Sæbe" in drawn(mette)
    await mette.taps("Go on")
    mette.reads("Find det beskidte tøj.")
    await mette.taps("Back", "Back", mette.say("Give it to {name}", name="Alma"))
    await alma.taps("Yes, please", "Begin", "Done")
    alma.reads("Find det beskidte tøj.")
    assert "photo=" in drawn(alma) and "photo=0" not in drawn(alma).partition("tiles")[0]


async def test_what_is_begun_stays_as_it_was_and_the_plan_begins_it(house: House) -> None:
    alma, mette = house.alma, house.mette
    await saved(mette, "Alma", day="25.11.2026", at="14", leads=("30 minutes before",))
    await has_a_guide(house)
    await guide_page(mette, "Clean my home", "Begun from, help, goal", "Begin it from the plan")
    await mette.taps("Shopping")
    assert any(label.startswith("✓") for label in mette.labels)
    await mette.taps("Back", "Whom to ask for help", "Jonas")
    await mette.taps("Begun from, help, goal")
    mette.reads("Help: {name} is asked first", name="Jonas")
    await opens(alma)
    await alma.taps("Begin", "Done")
    await mette.taps("Back", "Change steps", "1. Åbn et vindue.", "Take it out")
    alma.reads("Open a window.")
    await alma.taps("Done", "Back")
    alma.reads("Open a window.")
    await house.at("2026-11-25 13.31")
    await alma.taps("Begin")
    alma.sees("Find these first")
    await alma.taps("Done")
    alma.sees("Collect rubbish in a bag.")
    await alma.taps("Help")
    assert house.jonas.has_seen("{name} would like help.", name="Alma")


async def makes_coffee(alma: Phone) -> None:
    """Alma begins a guide of her own."""
    await opens(alma)
    await alma.taps("All my guides", "Make one")
    await alma.says("Min kaffe")
    await alma.taps("Food")
    await alma.sends_photo(PHOTO, "Fyld vand på.")


async def test_a_borger_makes_one_which_nobody_sees_who_may_not_read_her_goals(house: House) -> None:
    alma, mette = house.alma, house.mette
    await has_a_guide(house)
    await makes_coffee(alma)
    await alma.says("Tænd.")
    await alma.taps("Close", "Begin")
    alma.reads("Fyld vand på.")
    await guide_page(mette)
    assert mette.has_button("Gøre rent hos mig") and not mette.has_button("Min kaffe")
    who, to = await house.known(alma), await house.known(mette)
    await house.service.db.write(sharing.set_grant, who.id, to.id, "goals", True, house.clock.now())
    mette.turns_page()
    await guide_page(mette)
    assert mette.has_button("Min kaffe")


async def test_a_copy_goes_to_another_with_both_their_yes(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await house.joins(15, "Bo", Role.BORGER, plan=PLAN)
    await house.contacts(bo, mette)
    await has_a_guide(house)
    await makes_coffee(alma)
    await alma.taps("Close")
    ready = ("Bo", "Step by step", "Take a ready one")
    await mette.presses("Borgere")
    await mette.taps(*ready)
    assert not mette.has_button("Min kaffe, lavet af Alma"), "not before she says so"
    await alma.taps("Others may have a copy")
    alma.reads("Staff may give a copy to others.")
    await mette.presses("Borgere")
    await mette.taps(*ready, "Min kaffe, lavet af Alma", mette.say("Copy it for {name}", name="Bo"))
    await mette.taps(mette.say("Give it to {name}", name="Bo"))
    await bo.taps("Yes, please", "Begin")
    bo.reads("Fyld vand på.")
    bo.sees_not("Alma")
    await alma.taps("Nobody else gets it")
    await mette.presses("Borgere")
    await mette.taps(*ready)
    assert not mette.has_button("Min kaffe, lavet af Alma")


async def test_her_own_guide_is_changed_by_nobody_who_may_not_see_it(house: House) -> None:
    alma, mette = house.alma, house.mette
    await has_a_guide(house)
    await makes_coffee(alma)
    await alma.taps("Close", "Others may have a copy")
    who = await house.known(alma)
    own = (await house.service.db.read(guides.guides_of, who.id))[-1]
    for choice in ("guide_add.{}", "guide_about.{}", "guide_set.{}.out.0", "guide_set.{}.end.0", "guide_step.{}.0"):
        await guide_page(mette)
        tap = Tap("b", who.id, 0, choice.format(own.id))  # as from a card of when she might
        await mette.taps_data(mette.card.message_id, button_data(tap))
    mette.sees_not("Fyld vand på.", "Min kaffe")
    assert (await house.service.db.read(guides.guides_of, who.id))[-1] == own
    await house.service.db.write(people.leave, who.id)
    assert not await house.service.db.read(guides.for_others, 0), "nobody gets what is hers once she has left"
