"""Ryd skærmen: a borger takes out of the chat what others at the phone should not see, and loses nothing by it."""

from __future__ import annotations

from datetime import date, time

import pytest

from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from storage import activities, answers, followup
from tests.house import ZONE, House
from tests.people.test_phones import link_for_alma
from tests.phone import Phone

CLEARED, OLDER = (
    "I have cleared the screen.",
    "Is there more left? It is older than two days. Hold a finger on it, and tap »Delete«.",
)


async def clears(phone: Phone) -> None:
    await phone.presses("More")
    await phone.taps("Clear the screen")


def everything(phone: Phone) -> list[str]:
    """All that stands in the chat, theirs too, but the message that has brought the keys."""
    keys = phone.say("Here are your buttons, {name}.", name=phone.name)
    return [words for m in phone.person.messages if (words := m.text or m.caption) != keys]


def is_cleared(phone: Phone) -> None:
    assert len(everything(phone)) == 1, everything(phone)
    phone.reads(CLEARED)
    phone.reads(OLDER)
    assert len(phone.keys) == 4


async def test_two_taps_and_one_calm_card_is_left(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    await alma.says("Jeg er vred på Bo")
    await alma.taps("As a note")
    await alma.says("/help", "hjælp")
    before = await house.service.db.read(answers.own_answers, (await house.known(alma)).id)
    await clears(alma)
    is_cleared(alma)
    after = await house.service.db.read(answers.own_answers, (await house.known(alma)).id)
    assert after == before and any("vred" in answer.words for answer in after), "nothing is lost"


async def test_what_she_is_in_the_middle_of_comes_again_when_she_wants_it(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    await clears(alma)
    is_cleared(alma)
    await alma.taps("Show what waits")
    alma.reads("How did you sleep?")
    alma.sees_not(CLEARED)
    await alma.taps("Okay", "Some", "Nobody", "Food", "No thanks")
    await clears(alma)
    await alma.taps("Show what waits")
    alma.reads("Nothing waits for you now.")


async def test_a_question_not_begun_ends_without_a_word_and_nobody_is_told_it_never_came(house: House) -> None:
    await house.at("2026-11-23 18.30")
    house.alma.sees("How are you today?")
    await clears(house.alma)
    await house.at("2026-11-24 15.00")
    is_cleared(house.alma)
    house.alma.sees_not("How are you today?")


async def test_a_call_goes_on_and_is_found_again(house: House) -> None:
    alma = house.alma
    await alma.presses("Talk to someone")
    await clears(alma)
    is_cleared(alma)
    await alma.taps("Show what waits")
    calls = await house.service.db.read(followup.talks_of, (await house.known(alma)).id)
    assert len(calls) == 1, "the same call, not another"
    assert len([m for m in alma.shown if m.buttons]) == 1


async def test_the_no_to_another_phone_is_found_again(house: House) -> None:
    alma, new = house.alma, house.phone(51, "Fremmed")
    await new.starts(await link_for_alma(house, house.mette))
    await clears(alma)
    await alma.taps("Show what waits")
    await alma.taps("No, stop it")
    new.reads("The old phone said no. Ask the staff, if that was wrong.")


async def test_what_a_new_contact_person_may_read_is_asked_again(house: House) -> None:
    alma = house.alma
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma", "Contact persons", "Jonas", "Done", "Yes, save it")
    await clears(alma)
    await alma.taps("Show what waits")
    alma.reads("What may {reader} read?", reader="Jonas")
    await alma.taps("Nothing")


async def test_what_is_answered_after_it_comes_as_a_new_message(house: House) -> None:
    alma = house.alma
    await alma.presses("Talk to someone")
    await clears(alma)
    await house.mette.taps("I am coming now")
    alma.sees("{name} is coming now.", name="Mette")


@pytest.mark.parametrize("shown", [True, False])
async def test_a_reminder_is_found_again_and_staff_are_told_no_untruth(house: House, shown: bool) -> None:
    alma, now = house.alma, house.clock.now()
    plan = Activity(
        "Svømning", Repeat(date(2026, 11, 23), "once"), time(14), ZONE, pictogram="🏊", leads=("before30",),
        tells_staff=True,
    )  # fmt: skip
    who, mette = await house.known(alma), await house.known(house.mette)
    await house.service.db.write(activities.add_activity, (who.id,), "activity", plan, mette.id, now)
    await house.at("2026-11-23 13.30")
    alma.sees("Svømning")
    await clears(alma)
    is_cleared(alma)
    if shown:
        await alma.taps("Show what waits")
        assert "Svømning" in alma.screen and alma.has_button("OK")
    await house.at("2026-11-23 15.30")
    assert any("Svømning" in text and "ikke svaret" in text for text in house.mette.texts)
    assert not any("ikke nået frem" in text or "ikke nået" in text for text in house.mette.texts)


async def test_what_is_to_come_comes(house: House) -> None:
    await clears(house.alma)
    await house.at("2026-11-23 16.00")
    house.alma.reads("How are you today?")


async def test_what_is_older_than_telegram_lets_stays_and_the_card_says_so(house: House) -> None:
    alma = house.alma
    await alma.says("Det er gammelt")
    await alma.taps("As a note")
    await house.passes(hours=48, minutes=1)
    await alma.says("Det er nyt")
    await alma.taps("As a note")
    await clears(alma)
    left = everything(alma)
    assert "Det er gammelt" in left and "Det er nyt" not in left
    alma.reads(OLDER)


async def test_it_is_for_the_chat_it_was_tapped_in_alone(house: House) -> None:
    await house.mette.presses("News")
    seen = house.mette.texts
    await clears(house.alma)
    assert house.mette.texts == seen
    message, data = house.alma.button("Show what waits")
    await house.mette.taps_data(message, data)
    house.alma.reads(CLEARED)
