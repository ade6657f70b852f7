"""Going through a guide: given by staff, said yes to, begun at the reminder, helped with, and gone on with."""

from __future__ import annotations

from datetime import date, time

from dialogs.profile import Reading, ReadingProfile
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from storage import activities, guides
from tests.copy_stage import copied
from tests.house import ZONE, House
from tests.people.test_phones import link_for_alma
from tests.phone import Phone
from tests.reminder_stage import planned, reminded

CLEANING = Activity("Rengøring", Repeat(date(2026, 11, 23), "weeks", days=(1,)), time(14), ZONE, pictogram="🧹")


async def makes(house: House, title: str = "Clean my home", minutes: int = 60) -> int:
    """Mette copies a ready guide for Alma and gives it to her. Returns: its number."""
    mette = house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Step by step", "Take a ready one", title)
    mette.sees("It takes about {count} minutes, with breaks.", count=minutes)
    await mette.taps(mette.say("Copy it for {name}", name="Alma"))
    await mette.taps(mette.say("Give it to {name}", name="Alma"))
    mette.reads("{name} gets it at once.", name="Alma")
    alma = await house.known(house.alma)
    return (await house.service.db.read(guides.guides_of, alma.id))[-1].id


async def has_a_guide(house: House) -> int:
    """The same, with Alma's yes."""
    guide_id = await makes(house)
    await house.alma.taps("Yes, please")
    for phone in (house.alma, house.mette):
        phone.turns_page()
    return guide_id


async def opens(alma: Phone) -> None:
    """Alma finds her one guide under *More*."""
    await alma.presses("More")
    await alma.taps("My life", "Clean my home")


def drawn(phone: Phone) -> str:
    file = phone.card.file
    return file.content.decode("utf-8", "ignore") if file else ""


async def test_a_guide_is_hers_once_she_says_yes_and_goes_step_by_step(house: House) -> None:
    alma = house.alma
    await makes(house)
    alma.reads("»{title}«: do you want it?", title="Gøre rent hos mig")
    await alma.presses("More")
    await alma.taps("My goals and plans")
    assert alma.has_button("Gøre rent hos mig"), "what is not answered yet is found there"
    await alma.taps("Yes, please", "Begin")
    house.mette.reads("{name} says yes to: {title}", name="Alma", title="Gøre rent hos mig")
    alma.turns_page()
    await opens(alma)
    await alma.taps("From the start")
    card = alma.card.message_id
    alma.sees("Find these first")
    assert "Klud" in drawn(alma)
    for line in ("Open a window.", "Collect rubbish in a bag.", "Put clothes where they belong."):
        await alma.taps("Done")
        alma.sees(line)
    assert alma.card.message_id == card, "one card, edited in place"
    assert alma.labels == ["✅ Færdig", "❓ Hjælp", "☕ En pause", "✋ Stop her", "⬅️ Tilbage"]
    await alma.taps("Back")
    alma.sees("Collect rubbish in a bag.")
    for _ in range(5):
        await alma.taps("Done")
    alma.sees("Sit down for ten minutes.")
    await alma.taps(alma.say("Wait {count} min", count=10))
    alma.sees("⏳ I write to you {time}.", time=time(12, 10))
    assert not alma.has_button(alma.say("Wait {count} min", count=10))
    await house.passes(minutes=9)
    assert alma.card.message_id == card
    await house.passes(minutes=2)
    alma.reads("{count} minutes have gone.", count=10)
    assert alma.card.message_id > card and not alma.card.silent
    for _ in range(5):
        await alma.taps("Done")
    alma.reads("You have been through all of it.")
    alma.reads("It took {count} minutes.", count=11)
    alma.sees_not("/11", "point")
    await alma.taps("With help")
    alma.sees("✓ 🤝 Med hjælp")


async def test_it_is_begun_at_the_reminder_and_gone_on_with_where_she_stopped(house: House) -> None:
    alma = house.alma
    guide_id = await has_a_guide(house)
    activity = await planned(house, CLEANING)
    await house.service.db.write(activities.done_by, activity.id, guide_id)
    await reminded(house, activity)
    await alma.taps("Begin", "Done", "Done", "A break")
    alma.reads("You are taking a break.")
    paused = alma.button("Go on")
    await house.closes()
    await house.opens()
    await house.at("2026-11-24 09.00")
    await alma.taps_data(*paused)
    alma.sees("Collect rubbish in a bag.")
    await alma.taps_data(*paused)
    assert alma.toast == "", "a finger that trembles taps twice"
    done = alma.button("Done")
    await alma.taps("Done")
    await alma.taps_data(*done)
    await alma.taps_data(*paused)
    assert alma.toast == alma.say("That button is old. See the newest message.")
    alma.sees("Put clothes where they belong.")
    alma.person.sends("👍")
    await house.quiet()
    alma.sees("Shall I keep what you sent?")
    await alma.taps("Stop here")
    alma.sees("You have stopped for now.")
    alma.sees_not("kan læse, hvordan det gik")
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Step by step", "Gøre rent hos mig")
    assert not house.mette.has_button("How it went"), "she shows nobody her goals"
    await opens(alma)
    alma.reads("You have come to step {step} of {count}.", step=3, count=11)
    await alma.taps("Go on")
    alma.sees("Put clothes where they belong.")
    await alma.taps(*["Done"] * 9)
    alma.sees("You have been through all of it.")
    assert "begyndt ved påmindelsen, det hele" in "\n".join((await copied(house))[0])


async def test_help_goes_to_who_was_named_and_says_truly_who_got_it(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    guide_id = await has_a_guide(house)
    who = await house.known(jonas)
    await house.service.db.write(guides.asks_first, guide_id, who.id)
    await opens(alma)
    await alma.taps("Begin", "Done", "Help")
    jonas.reads("{name} would like help.", name="Alma")
    jonas.reads("❓ Help with: {what}", what="Gøre rent hos mig: Åbn et vindue.")
    assert not house.mette.has_seen("{name} would like help.", name="Alma")
    alma.reads("I have told {names}.", names=("Jonas",))
    await house.passes(minutes=11)
    assert house.mette.has_seen("{name} would like help.", name="Alma")
    await jonas.taps("Jeg kommer nu")
    alma.sees("Somebody has seen it.")
    await alma.taps("Done")
    alma.reads("Collect rubbish in a bag.")


async def test_she_may_write_the_word_on_the_button(house: House) -> None:
    alma, mette = house.alma, house.mette
    await has_a_guide(house)
    await opens(alma)
    await alma.taps("Begin")
    await alma.says("færdig")
    alma.sees("Open a window.")
    await alma.says("Hjælp!")
    mette.reads("❓ Help with: {what}", what="Gøre rent hos mig: Åbn et vindue.")
    await alma.taps("Done")
    await alma.says("Pause")
    alma.reads("You are taking a break.")
    await alma.says("Jeg er træt af det her")
    alma.sees("Shall I keep what you sent?")
    await alma.taps("Go on")
    await alma.says("stop")
    alma.sees("You have stopped for now.")


async def test_who_cannot_read_and_who_reads_text(house: House) -> None:
    alma = house.alma
    await has_a_guide(house)
    await house.reads_as(alma, ReadingProfile(Reading.PICTURES))
    await alma.presses("➕")
    await alma.taps("🙋🏡", "🧹", "▶️", "✅")
    assert alma.labels[:5] == ["✅", "❓", "☕", "✋", "⬅️"] and "🪟" in drawn(alma)
    assert alma.card.caption in ("", "…")
    await house.reads_as(alma, ReadingProfile(Reading.TEXT))
    await alma.taps("✅")
    alma.sees("2/12")


async def test_it_goes_on_past_midnight_a_block_and_on_a_new_phone(house: House) -> None:
    alma = house.alma
    await has_a_guide(house)
    await opens(alma)
    await alma.taps("Begin", *["Done"] * 7)
    alma.sees("Sit down for ten minutes.")
    await house.at("2026-11-23 23.55")
    await alma.taps(alma.say("Wait {count} min", count=10))
    alma.sees("⏳ I write to you {time}.", time=time(0, 5))
    await alma.blocks()
    await house.at("2026-11-24 00.10")
    await alma.unblocks()
    await alma.taps_data(*alma.button("Done"))
    alma.sees("Vacuum the floor.")
    new = house.phone(51, "Alma")
    await new.starts(await link_for_alma(house, house.mette))
    await alma.presses("Answer now")
    await alma.taps("Yes, it is mine")
    new.sees("Vacuum the floor.")
    await new.taps("Done")
    new.sees("Wash the floor.")
