"""A tense evening as one story: the safety plan, a sheet to the night shift, told when it is over, and the day after
a look back that changes a line of the plan."""

from __future__ import annotations

from tests.house import House
from tests.papers.test_helping import opens_help, uses
from tests.phone import Phone
from tests.records.test_open_sheets import begins, lets_read, tense_evening

CHANGED = "Døren på klem"


async def test_a_tense_evening(house: House) -> None:
    alma, jonas, mette = house.alma, house.jonas, house.mette
    await uses(house, alma, "learning_look_back")
    await tense_evening(house, mette)
    await opens_help(alma)
    await alma.taps("My safety plan", "What helps", "Music", "Done", "No thanks", "Skip", "No thanks")

    await house.at("2026-11-23 19.00")  # in the evening Jonas, who is not her contact person, reads what she has said
    await jonas.presses("Borgere")
    await jonas.taps("Alma", "Safety plan")
    jonas.sees("Music")
    await begins(jonas, again="20.30")
    alma.turns_page()
    await opens_help(alma)
    assert alma.has_button("Talk to someone") and alma.has_button("Show it after a low answer")

    await house.at("2026-11-23 22.30")  # the night shift has it first of all
    await mette.taps(f"🧭 {mette.say('{name}: open sheet', name='Alma')}", "Write on it, or say that it is over")
    await mette.taps("No thanks", "It is over")
    alma.turns_page()
    await mette.taps("I have told them")
    await house.at("2026-11-24 08.30")
    alma.sees("It is over. {name} has told you.", name="Mette")

    await house.at("2026-11-24 14.00")  # the day after, Alma looks back by herself
    alma.sees("Du kan se tilbage på noget svært")
    await looks_back(alma)
    alma.sees("I have written it in »{paper}«.", paper=alma.say("My safety plan"))
    await opens_help(alma)
    assert CHANGED in helps(alma)

    await mette_proposes(house, mette, alma)


async def mette_proposes(house: House, mette: Phone, alma: Phone) -> None:
    """She tells it as she saw it, and what she proposes waits for Alma's yes."""
    mette.turns_page()
    await mette.presses("Borgere")
    await mette.taps("Alma", "Write what you noticed", "Learning look-back", "Go on", "Something that went well")
    await skips(mette, until="Do you propose one thing for {about}'s safety plan?")
    await mette.taps("Something that helps")
    await mette.says("Kaffe sammen")
    await mette.taps("Done")
    await opens_help(alma)
    assert "Kaffe sammen" not in helps(alma)
    await lets_read(house, alma, mette)
    await alma.presses("More")
    await alma.taps("My goals and plans", "Kaffe sammen", "Yes")
    mette.sees("{name} says yes to: {title}", name="Alma", title="Kaffe sammen")
    await opens_help(alma)
    assert CHANGED in helps(alma) and "Kaffe sammen" in helps(alma)


async def looks_back(alma: Phone) -> None:
    await alma.taps("Go on", "Something hard", "Alone")
    await alma.says("Der var for meget larm")
    await alma.taps("Done", "Sleep", "Done", "The night", "No thanks", "No thanks")
    await alma.taps("Talked with me", "Done", "It helped", "No thanks", "No thanks", "No thanks", "No thanks")
    await alma.taps("Something that helps")
    await alma.says(CHANGED)
    await alma.taps("Done")


async def skips(phone: Phone, *, until: str) -> None:
    """Leaves one question after the other open, up to that one."""
    for _ in range(20):
        if phone.say(until, about="Alma") in phone.last:
            return
        await phone.taps("No thanks" if phone.has_button("No thanks") else "Skip")
    raise AssertionError(phone.last)


def helps(phone: Phone) -> str:
    file = next(message.file for message in reversed(phone.shown) if message.file)
    return file.content.decode("utf-8", "ignore")
