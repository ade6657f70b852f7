"""Who may read: one card with a line for each reader, what each may read now, and what is chosen anew."""

from __future__ import annotations

import pytest

from dialogs.profile import Reading, ReadingProfile
from dialogs.text import T
from tests.house import House
from tests.people.test_access import chosen_from_staff, ends
from tests.people.test_joining import link_on
from tests.phone import Phone
from tests.reader_stage import chooses, lets, picks, works
from tests.review_stage import opened
from tests.reviewing.test_sharing import answers, tells
from tests.reviewing.test_summaries import answers as written


def line(phone: Phone, name: str, amount: str) -> str:
    return phone.say("{name}: {amount}", name=phone.say(name), amount=T(amount))


async def opens(borger: Phone) -> None:
    borger.turns_page()
    await borger.presses("More")
    await borger.taps("Settings", "Who may read")


def lines(borger: Phone) -> list[str]:
    """The card's lines without their signs, but for its way out."""
    found = [label.partition(" ")[2] for label in borger.labels]
    return [label for label in found if label != borger.say("Close")]


async def test_a_line_for_each_reader_with_how_much_they_may_read(house: House) -> None:
    alma = house.alma
    await house.contacts(alma, house.mette, house.jonas)
    await house.shares(alma, house.mette, "trivsel")
    await opens(alma)
    alma.reads("Who may read what?")
    assert lines(alma) == [
        line(alma, "Mette", "some of it"), line(alma, "Jonas", "nothing"), line(alma, "Everybody at work", "nothing"),
    ], "nobody else works here"  # fmt: skip
    assert len(alma.shown) == 1


async def test_everything_is_one_tap_on_a_line_and_one_more(house: House) -> None:
    alma = house.alma
    await house.shares(alma, house.mette)
    await tells(alma, "My notes", "en note")
    await opens(alma)
    await alma.taps(line(alma, "Mette", "nothing"))
    alma.reads("What may {reader} read?", reader="Mette")
    assert [label for label in alma.labels if label.startswith("✓")] == [f"✓ 🔒 {alma.say('Nothing')}"]
    await alma.taps("Everything")
    assert line(alma, "Mette", "everything") in lines(alma), "and it is back at the lines"
    mette = await opened(house, "Answers")
    mette.sees("en note")


async def test_some_of_it_has_what_may_be_read_now_ticked(house: House) -> None:
    alma = house.alma
    await house.shares(alma, house.mette, "trivsel", "notes")
    await answers(alma, "om dagen")
    await tells(alma, "My notes", "en note")
    await opens(alma)
    await alma.taps(line(alma, "Mette", "some of it"), "Some of it")
    ticked = [label for label in alma.labels if label.startswith("✓")]
    await alma.taps("➡️")
    ticked += [label for label in alma.labels if label.startswith("✓")]
    assert [alma.say(name) in label for name, label in zip(("How I am", "My notes"), ticked, strict=True)]
    await alma.taps("My notes", "Done")
    assert line(alma, "Mette", "some of it") in lines(alma)
    mette = await opened(house, "Answers")
    mette.sees("om dagen")
    mette.sees_not("en note")


async def test_nothing_takes_it_from_the_screen_at_once(house: House) -> None:
    alma = house.alma
    await tells(alma, "My notes", "en note")
    mette = await opened(house, "Answers")
    mette.sees("en note")
    await chooses(alma, "Mette")
    mette.sees_not("en note")


async def test_looking_at_a_readers_choice_changes_nothing(house: House) -> None:
    alma = house.alma
    await house.shares(alma, house.mette, "trivsel")
    await opens(alma)
    await alma.taps(line(alma, "Mette", "some of it"), "Some of it", "➡️", "My notes", "Close")
    assert line(alma, "Mette", "some of it") in lines(alma), "closing one is back at the lines"
    await alma.taps(line(alma, "Mette", "some of it"), "Some of it")
    assert sum(label.startswith("✓") for label in alma.labels) == 1
    await alma.taps("Close", "Close")
    alma.reads("Closed.")


async def test_somebody_else_of_the_staff_gets_a_line_and_loses_it_with_the_last_topic(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await opens(alma)
    await alma.taps("Somebody else of the staff")
    alma.reads("Who else may read?")
    await alma.taps("Jonas")
    assert any(label.startswith("✓") and alma.say("Nothing") in label for label in alma.labels)
    await alma.taps("Everything")
    assert lines(alma)[1] == line(alma, "Jonas", "everything")
    assert not alma.has_button("Somebody else of the staff"), "nobody is left"
    await tells(alma, "My notes", "en note")
    await jonas.opens_news()
    jonas.sees("en note")
    await chooses(alma, "Jonas")
    jonas.sees_not("en note")
    await opens(alma)
    assert not any("Jonas" in one for one in lines(alma))


async def test_everybody_at_work_is_a_reader_like_another(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await works(house, jonas, "day")
    await chooses(alma, "Everybody at work", "How I am")
    await answers(alma, "om dagen")
    names = ("Mette", alma.say("everybody at work"))
    alma.sees("{readers} may read it.", readers=alma.say("{names}", names=names))
    await jonas.presses("Borgere")
    await jonas.taps("Alma", "Answers")
    jonas.sees("om dagen")
    await chooses(alma, "Everybody at work")
    assert not jonas.shown or "om dagen" not in jonas.screen


async def test_what_was_given_to_a_contact_person_ends_with_that_and_what_was_given_to_a_chosen_one_does_not(
    house: House,
) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await tells(alma, "My notes", "en note")
    await chooses(alma, "Mette", "Everything")
    await chooses(alma, "Jonas", "Everything")
    await house.contacts(alma, jonas)
    await chooses(alma, "Jonas", "My notes")
    await house.contacts(alma)
    await mette.presses("Borgere")
    mette.reads("There is nothing to choose yet.")
    await jonas.presses("Borgere")
    await jonas.taps("Alma", "Answers")
    jonas.sees("en note")


async def test_everything_is_what_there_is_today(house: House) -> None:
    """A topic that comes later is not in it: the line then says that it is some of it."""
    alma = house.alma
    await chooses(alma, "Mette", "Everything")
    topics = house.service.house.dialogs.topics
    topics["later"] = topics["notes"].model_copy(update={"id": "later"})
    try:
        await opens(alma)
        assert line(alma, "Mette", "some of it") in lines(alma)
    finally:
        del topics["later"]


@pytest.mark.parametrize("reading", Reading)
async def test_it_works_however_somebody_reads(house: House, reading: Reading) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading=reading))
    await house.shares(alma, house.mette)
    alma.turns_page()
    await alma.says("/settings")
    await alma.taps("👀" if reading is Reading.PICTURES else "Who may read")
    await alma.taps("Mette")
    await alma.taps("📄" if reading is Reading.PICTURES else "Some of it")
    assert alma.card.buttons, "which can be tapped by who reads no words: each has its sign"
    await alma.taps("My wishes")
    await alma.taps("✅" if reading is Reading.PICTURES else "Done")
    assert any("Mette" in label and alma.say("some of it") in label for label in alma.labels)


async def test_a_card_that_was_left_open_says_so_when_it_is_tapped_later(house: House) -> None:
    alma = house.alma
    await house.shares(alma, house.mette)
    await opens(alma)
    old = alma.button("Mette")
    await picks(alma, "Mette", "Everything")
    await alma.taps_data(*old)
    assert line(alma, "Mette", "everything") in lines(alma)
    await lets(house, alma, None)


async def test_nothing_is_given_to_who_left_while_the_card_was_open(house: House) -> None:
    alma, lis, jonas = house.alma, house.lis, house.jonas
    await written(alma, "Jeg savner min hund")
    await opens(alma)
    await alma.taps("Somebody else of the staff", "Jonas")
    at, data = alma.button("Everything")
    await ends(house, jonas)
    assert not alma.can_tap("Everything")
    alma.reads("Who may read what?")
    await alma.taps_data(at, data)
    await chosen_from_staff(lis, "Jonas")
    await lis.taps("New link")
    await jonas.starts(link_on(lis))
    await jonas.presses("Borgere")
    assert not jonas.can_tap("Alma")
