"""*This helps me now*: what a borger has said helps, in two taps, at any hour; nobody hears of it."""

from __future__ import annotations

from dialogs.profile import Reading, ReadingProfile
from storage import method_use
from tests.copy_stage import copied
from tests.house import House
from tests.phone import Phone

HELPS = "This helps me now"


async def uses(house: House, borger: Phone, *methods: str) -> None:
    """It was agreed with the borger that they use these."""
    who, by = await house.known(borger), await house.known(house.mette)
    for method in methods:
        await house.service.db.write(method_use.set_used, who.id, method, True, by.id, house.clock.now())


async def opens_help(borger: Phone) -> None:
    """Two taps, from wherever they are."""
    borger.turns_page()
    await borger.presses("More")
    await borger.taps(HELPS)


async def test_it_stands_in_more_for_who_has_a_plan_says_what_helps_and_tells_nobody(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("More")
    assert not await alma.finds(HELPS)
    await uses(house, alma, "safety_plan")
    await opens_help(alma)
    alma.reads("Nothing stands here yet. In your plan you can say what helps.")
    await alma.taps("My safety plan", "What helps", "A walk", "Music", "Done")
    await alma.sends_photo(b"the bench", "Bænken ved søen")
    await alma.says("Lyt til regnen")
    await alma.taps("Done", "Skip", "No thanks")

    await house.at("2026-11-24 03.10")  # in the middle of the night, with nobody at work
    mette.turns_page()
    await opens_help(alma)
    for words in ("A walk", "Music", "Bænken ved søen", "Lyt til regnen"):
        assert alma.say(words) in drawn(alma)
    await alma.taps("One at a time")
    assert alma.say("A walk") in drawn(alma) and "Bænken" not in drawn(alma)
    await alma.taps("Go on", "Go on")
    assert "label='Bænken ved søen', number='', marked=False, photo=1" in drawn(alma)
    await alma.taps("All of them")
    assert alma.say("Music") in drawn(alma)
    assert not mette.shown, "nobody is told"
    await alma.taps("Talk to someone")
    mette.sees("Alma")


async def test_who_wants_it_sees_it_below_a_low_answer_and_nobody_else(house: House) -> None:
    alma = house.alma
    await uses(house, alma, "safety_plan")
    await opens_help(alma)
    await alma.taps("My safety plan", "What helps", "Music", "Done", "No thanks", "Skip", "No thanks")
    await low_answer(alma)
    assert not alma.has_button("One at a time") and alma.say(HELPS) not in alma.screen, "they have not asked for it"
    await opens_help(alma)
    await alma.taps("Show it after a low answer")
    alma.has_button("Not by itself any more")
    await low_answer(alma)
    assert alma.say("Music") in drawn(alma) and alma.has_button("Not by itself any more")
    assert "viser jeg det, der hjælper" in "\n".join((await copied(house))[0])
    await alma.taps("Not by itself any more")
    await low_answer(alma)
    assert not alma.has_button("Not by itself any more")


async def test_who_reads_text_has_it_in_lines_and_staffs_view_is_none_of_it(house: House) -> None:
    alma, mette = house.alma, house.mette
    await uses(house, alma, "safety_plan")
    await house.reads_as(alma, ReadingProfile(Reading.TEXT))
    await opens_help(alma)
    await alma.taps("My safety plan", "What helps", "Music", "Done")
    await alma.says("Min hund")
    await alma.taps("Done", "Skip", "No thanks")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Safety plan", "What helps", "Write what you noticed", "A walk", "Done")
    await mette.says("Te i køkkenet")
    await mette.taps("Done", "Skip", "No thanks")
    await opens_help(alma)
    assert [line for line in alma.last.splitlines() if line.startswith("•")] == [
        f"• {alma.say('Music')}", "• Min hund",
    ]  # fmt: skip


async def low_answer(alma: Phone) -> None:
    alma.turns_page()
    await alma.presses("Answer now")
    await alma.taps("Bad")
    await alma.taps("Close")


def drawn(phone: Phone) -> str:
    """What is on the newest picture."""
    file = next(message.file for message in reversed(phone.shown) if message.file)
    return file.content.decode("utf-8", "ignore")
