"""A day of work step by step on the borger's own board: done, now and next; and being fetched from it."""

from __future__ import annotations

from datetime import date, time

from dialogs.profile import Reading, ReadingProfile
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from storage import activities, guides
from tests.guides.test_runs import drawn, makes
from tests.house import ZONE, House
from tests.papers.test_helping import uses
from tests.phone import Phone
from tests.reminder_stage import planned

WORK = Activity("Arbejde", Repeat(date(2026, 11, 23), "weeks", days=(1,)), time(13), ZONE, minutes=180, pictogram="💼")
KITCHEN = "Trin for trin: Min dag i køkkenet"


async def opens_today(alma: Phone) -> None:
    """*I dag*, whether its reader has words or pictures alone."""
    alma.turns_page()
    await alma.presses("My week" if any(alma.say("My week") in key for key in alma.keys) else "📅")
    await alma.taps("📋" if alma.can_tap("📋") else "Today")


async def test_done_now_and_next_stand_on_the_board_of_the_day(house: House) -> None:
    alma = house.alma
    guide_id = await makes(house, "My day in the kitchen", 240)
    work = await planned(house, WORK)
    await house.service.db.write(activities.done_by, work.id, guide_id)
    yes = alma.button("Yes, please")
    await opens_today(alma)
    assert not alma.has_button(KITCHEN), "it is not hers before she has said yes"
    await alma.taps_data(*yes)
    await house.at("2026-11-23 12.55")
    await house.reads_as(alma, ReadingProfile(Reading.TEXT))
    await opens_today(alma)
    old = alma.button(KITCHEN)
    await alma.taps(KITCHEN, "Begin", *["Done"] * 5)
    await house.at("2026-11-23 13.20")
    await opens_today(alma)
    board = alma.last.splitlines()
    at = board.index(f"— {alma.say('Now')} —")
    assert board[at - 4 : at + 4] == [
        "• 13.00 Arbejde",
        "• Vælg din opgave. (Færdig)", "• Tag forklæde på. Vask hænder. (Færdig)", "• Gør maden klar. (Færdig)",
        board[at], "• Hold en pause.", "• Dæk bordet.", "• Spis med de andre.",
    ]  # fmt: skip
    await house.reads_as(alma, ReadingProfile(Reading.PICTURES))
    await opens_today(alma)
    assert "'☕'" in drawn(alma) and alma.has_button("🪜🍳")
    await alma.taps("🪜🍳", "▶️", *["✅"] * 5)
    await house.reads_as(alma, ReadingProfile(Reading.TEXT))
    await opens_today(alma)
    assert not alma.has_button(KITCHEN) and "Sig farvel, og gå hjem. (Færdig)" in alma.last
    await house.at("2026-11-24 13.00")
    await opens_today(alma)
    alma.sees_not("Færdig")
    stored = await house.service.db.read(guides.by_id, guide_id)
    assert stored
    await house.service.db.write(guides.give, stored, stored.made_by, house.clock.now(), state="ended")
    await alma.taps_data(*old)
    alma.sees("There is no guide yet.")


async def test_who_is_to_fetch_her_is_asked_first_and_she_reads_who_was_told(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await uses(house, alma, "dream_bridge")
    await alma.presses("More")
    await alma.taps(
        "My goals and plans",
        "My bridge to something new",
        "Who is along",
        "No thanks",
        "No thanks",
        "Jonas",
        "No thanks",
    )
    await alma.presses("More")
    await alma.taps("This helps me now")
    card, asks = alma.button("Hent mig: spørg Jonas")
    mette_id, jonas_id = (await house.known(mette)).id, (await house.known(jonas)).id
    await alma.taps_data(card, asks.replace(f"ask.{jonas_id}", f"ask.{mette_id}"))
    assert alma.toast and not mette.shown, "nobody is asked whom she has not named"
    await alma.taps("Hent mig: spørg Jonas")
    jonas.reads("❓ Help with: {what}", what="Hent mig")
    assert not mette.has_seen("{name} would like help.", name="Alma")
    alma.reads("I have told {names}.", names=("Jonas",))
    await jonas.taps("Jeg kommer nu")
    alma.sees("Somebody has seen it.")
