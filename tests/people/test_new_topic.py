"""What a borger has answered reaches nobody until they have said who may read it; the receipt asks, and nothing else
shares."""

from __future__ import annotations

import pytest

from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from tests.house import House
from tests.phone import Phone
from tests.reader_stage import lets
from tests.review_stage import asks_who_has_seen
from tests.reviewing.test_sharing import tells

BO = 15
CHOOSE = "Choose who may read it"


@pytest.fixture
async def bo(house: House) -> Phone:
    """A borger whose contact person is Mette, and who has never said what she may read."""
    bo = await house.joins(BO, "Bo", Role.BORGER)
    await house.contacts(bo, house.mette)
    return bo


async def test_the_receipt_says_that_nobody_reads_it_and_never_ticks_a_share_that_reaches_nobody(bo: Phone) -> None:
    await tells(bo, "My notes", "en note")
    bo.sees("Nobody else may read it yet.")
    assert bo.has_button(CHOOSE) and not bo.has_button("Share")
    assert not any(label.startswith("✓") for label in bo.labels)


async def test_who_is_ticked_may_read_this_topic_and_no_other(house: House, bo: Phone) -> None:
    mette, jonas = house.mette, house.jonas
    await lets(house, bo, jonas, "wishes")
    await tells(bo, "My notes", "en note")
    await bo.taps(CHOOSE)
    bo.reads("Who may read »{topic}«?", topic=bo.say("My notes"))
    assert [
        bo.say(name) in label for name, label in zip(("Mette", "Jonas", "Everybody at work"), bo.labels, strict=False)
    ]
    assert not any(label.startswith("✓") for label in bo.labels), "nothing is ticked to begin with"
    await bo.taps("Mette", "Done")
    bo.reads("{readers} may read it.", readers="Mette")
    assert any(label.startswith("✓") and bo.say("Share") in label for label in bo.labels)
    assert bo.has_seen("Thank you. This is what you answered.") == 1, "the receipt is there once"
    await mette.opens_news()
    mette.sees("en note")
    await jonas.opens_news()
    jonas.sees_not("en note")
    await tells(bo, "My wishes", "et ønske")
    bo.sees("{readers} may read it.", readers="Jonas")


async def test_everybody_at_work_can_be_ticked_there_too(house: House, bo: Phone) -> None:
    await tells(bo, "My notes", "en note")
    await bo.taps(CHOOSE, "Everybody at work", "Done")
    bo.reads("{readers} may read it.", readers=bo.say("Everybody at work"))


async def test_a_choice_that_is_closed_changes_nothing(house: House, bo: Phone) -> None:
    await tells(bo, "My notes", "en note")
    await bo.taps(CHOOSE, "Mette", "Close")
    await house.mette.opens_news()
    house.mette.sees_not("en note")
    await bo.taps(CHOOSE, "Mette", "Done")
    bo.reads("{readers} may read it.", readers="Mette")


async def test_what_was_kept_stays_kept_when_somebody_is_chosen_for_the_topic(house: House, bo: Phone) -> None:
    await tells(bo, "My notes", "en hemmelighed")
    choose = bo.button(CHOOSE)
    await bo.taps("Don't share")
    bo.sees("I show it to nobody.")
    await bo.taps_data(*choose)
    await bo.taps("Mette", "Done")
    bo.sees("I show it to nobody.")
    await house.mette.opens_news()
    house.mette.sees_not("en hemmelighed")
    await asks_who_has_seen(bo)
    bo.reads("I have shown your answers to nobody yet.")


async def test_the_next_receipt_of_the_topic_asks_no_more(bo: Phone) -> None:
    await tells(bo, "My notes", "en note")
    await bo.taps(CHOOSE, "Mette", "Done")
    bo.turns_page()
    await tells(bo, "My notes", "en anden note")
    bo.sees("{readers} may read it.", readers="Mette")
    assert not bo.has_button(CHOOSE)


async def test_who_reads_pictures_only_can_choose_too(house: House, bo: Phone) -> None:
    await house.reads_as(bo, ReadingProfile(reading=Reading.PICTURES))
    bo.turns_page()
    await bo.says("➕")
    await bo.taps("🏡", "📝")
    await bo.says("en note")
    await bo.taps("✅", "👀", "Mette", "✅")
    await house.mette.opens_news()
    house.mette.sees("en note")


async def test_on_the_phone_of_staff_it_is_put_away_and_nobody_is_chosen(house: House, bo: Phone) -> None:
    mette = house.mette
    await mette.presses("Borgere")
    await mette.taps("Bo", "Answer together", "My notes")
    await mette.says("en note")
    await mette.taps("Done")
    mette.sees("Nobody else may read it yet.")
    assert not mette.has_button(CHOOSE) and not mette.has_button("Share")
    await mette.taps("Done")
    mette.sees("Nobody else may read it yet.")
    await mette.opens_news()
    mette.sees_not("en note")
