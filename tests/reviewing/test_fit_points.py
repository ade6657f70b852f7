"""How life goes and how we work together, whole: own words to a rating, something of one's own that comes again, single
points that are shared, and a word to the contact persons who may read none of it."""

from __future__ import annotations

from storage import method_use, sharing
from tests.house import House
from tests.phone import Phone, da
from tests.review_stage import FIT, opened

TITLE = FIT.title.id
SOME = "Share some of it"
IN_WORDS = da("{name}, in words").format(name=da("How they help"))


async def may_read(house: House, *, allowed: bool = True) -> None:
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    await house.service.db.write(sharing.set_grant, alma.id, mette.id, "fit", allowed, house.clock.now())


async def begins(alma: Phone, *, told: int = 3) -> None:
    """Alma begins by herself, and is told so many things before she is asked."""
    await alma.presses("More")
    await alma.taps("My life")
    await alma.taps(TITLE)
    await alma.taps(*["Go on"] * told)
    alma.sees("How are things with you?")


async def rates(alma: Phone, *levels: str) -> None:
    for level in levels:
        await alma.taps(level)


async def test_own_words_to_a_rating_are_a_point_of_their_own_and_only_what_is_ticked_is_read(house: House) -> None:
    alma = house.alma
    await may_read(house)
    alma_id, mette_id = (await house.known(alma)).id, (await house.known(house.mette)).id
    await house.service.db.write(method_use.set_used, alma_id, "safety_plan", True, mette_id, house.clock.now())
    await begins(alma)
    await alma.says("jeg sover dårligt")
    alma.sees("How are things with you?")
    alma.sees("I have kept it. You may send more.")
    await alma.says("godt")  # the word of a button is a tap on it
    alma.sees("How are you and those close to you getting on?")
    await rates(alma, "Well", "Badly", "Okay", "Mostly", "Mostly")
    alma.sees("You have agreed on: {uses}.", uses="Min tryghedsplan")
    await alma.says("de banker ikke på")
    await rates(alma, "Mostly", "Only a little")
    await alma.says("stemmerne")
    await alma.taps("Done", "Very badly", "No thanks")
    await alma.says("bank på min dør")
    await alma.taps("Done", "I say it myself", SOME)
    alma.sees("What would you like to share?")
    for point in (IN_WORDS, alma.say("Differently, or more of")):
        while not any(point in label for label in alma.labels):
            await alma.taps("➡️")
        await alma.taps(point)
    await alma.taps("Done")
    alma.sees("{readers} may read it.", readers="Mette")
    mette = house.mette
    await opened(house, "Answers")
    mette.sees("de banker ikke på")
    mette.sees("bank på min dør")
    mette.sees_not("jeg sover dårligt", "stemmerne")
    await opened(house, "Follow-up")
    mette.sees("bank på min dør")


async def test_something_of_ones_own_comes_again_until_it_is_over_and_the_beginning_is_told_once(house: House) -> None:
    alma = house.alma
    await begins(alma)
    await alma.taps(*["Skip"] * 8)
    await alma.says("stemmerne")
    await alma.taps("Done", "Badly", "No thanks", "No thanks", "Skip")
    await house.passes(days=14)
    await begins(alma, told=0)
    await alma.taps(*["Skip"] * 8)
    alma.sees("{item}: how is it going?", item="stemmerne")
    await alma.taps("Very well", "Not any more")
    alma.sees("Is there something of your own to follow?")
    await alma.taps("No thanks", "No thanks", "Skip")
    await house.passes(days=14)
    await begins(alma, told=0)
    await alma.taps(*["Skip"] * 8)
    alma.sees("Is there something of your own to follow?")


async def test_contact_persons_hear_that_she_wants_to_look_at_it_together_and_nothing_else(house: House) -> None:
    alma, mette = house.alma, house.mette
    await may_read(house, allowed=False)
    await begins(alma)
    await alma.says("det siger jeg kun til jer")
    await alma.taps("Badly", *["Skip"] * 7, "No thanks", "No thanks", "Together")
    await opened(house, "Follow-up")
    mette.sees("A talk together about life and working together")
    mette.sees_not("det siger jeg kun til jer")
    await mette.taps("✓")
    alma.sees("{name} has done it: »{note}«", name="Mette", note=da("A talk together about life and working together"))


async def test_who_has_no_contact_person_is_not_offered_to_have_one_told(house: House) -> None:
    alma = house.alma
    await house.contacts(alma)
    await begins(alma)
    await alma.taps(*["Skip"] * 8, "No thanks", "No thanks")
    alma.reads("How do you want staff to hear about it?")
    assert alma.has_button("I say it myself") and not alma.has_button("Together")
    alma.sees_not(da("If you pick together, I tell {partner}. I do not tell what you answered.", partner=""))
