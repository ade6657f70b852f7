"""A database of version 408a2ad: what was in the middle goes on, from the cards that stood on the phones."""

from __future__ import annotations

import re

import pytest

from tests.fixtures.days_408a2ad import borger_settings, taps_on
from tests.phone import da
from tests.upgrade_stage import Old, page, words_of

pytestmark = pytest.mark.long

RECEIPT = "Thank you. This is what you answered."


# What waited


async def test_what_waited_is_sent_once_and_what_had_arrived_is_handled_once(old: Old) -> None:
    house = old.house

    def as_it_should_be() -> None:
        (ringing,) = old.new(old.bo)
        assert "Calling somebody" in ringing
        news = old.new(old.jonas)
        assert len(news) < 2 and all(words.startswith("Nyt\n") for words in news), "he is at work: once, what is open"
        assert old.new(old.alma) == []
        old.jonas.sees("Bo Opdigtet vil gerne tale med nogen.")
        assert any(words_of(m).startswith(da("Which days?")) for m in old.jonas.shown), "his tap had counted"
        assert da("Who have you been with today?") in words_of(old.alma.card), "so has Alma's"
        assert old.new(old.ida) == [da("Shall I keep what you sent?")]
        assert [old.new(phone) for phone in (old.lis, old.mette, old.karen, old.dan, old.eva)] == [[]] * 5

    as_it_should_be()
    await house.closes()
    await house.opens()
    await house.passes(minutes=1)
    as_it_should_be()


async def test_words_that_had_arrived_are_kept_where_the_borger_wants_them(old: Old) -> None:
    await old.ida.taps("📝", "✅")
    await page(old.mette, "Ida Opdigtet", "Answers")
    old.mette.sees("Jeg vil gerne ud at sejle")


# Half answered


async def test_a_half_answered_check_in_goes_on_in_its_words_and_ends_in_a_receipt(old: Old) -> None:
    alma = old.alma
    card = alma.card.message_id
    assert card <= old.last
    await alma.taps("Several people")
    assert words_of(alma.card) == "Hvad var bedst i dag?", "as it was asked in the version it began in"
    await alma.taps("Food")
    await alma.says("Snart er det jul")
    await alma.taps("Done")
    alma.reads(RECEIPT)
    alma.reads("{readers} may read it.", readers=alma.say("{names}", names=("Mette", "Jonas")))
    old.mette.turns_page()
    await old.mette.opens_news()
    for words in ("Snart er det jul", "Humør: Godt (7,5", "Søvn: Dårligt (2,5", "Energi: Mellem (5", "Det bedste: Mad"):
        old.mette.sees(words)
    alma.turns_page()
    await old.house.at("2026-12-04 15.59")
    alma.sees_not("How are you today?")
    await old.house.at("2026-12-04 16.00")
    alma.sees("How are you today?")


async def test_a_check_in_not_begun_yet_is_answered_on_its_old_card(old: Old) -> None:
    await old.ida.taps("✋", "🙂", "😐", "🔋", "🧍", "🍽️", "⏭️")
    await page(old.mette, "Ida Opdigtet", "Answers")
    old.mette.sees("torsdag den 3. december kl. 16.12")
    old.mette.sees("Energi: Meget (7,5)")


async def test_an_answer_that_was_given_already_is_not_given_again_by_its_old_button(old: Old) -> None:
    data = next(b.data for row in old.alma.card.buttons for b in row if b.data)
    before = re.sub(r":\d+:[^:]+$", ":0:1/5", str(data))
    await old.alma.taps_data(old.alma.card.message_id, before)
    assert old.alma.toast, "and it says why"
    assert old.alma.has_button("Several people")


async def test_how_life_goes_half_rated_goes_on_and_is_shared(old: Old) -> None:
    dan = old.dan
    await taps_on(dan, "Hjælper vi med det, der er vigtigt for dig?", "👍")
    await taps_on(dan, "Er måden, vi gør det på, god for dig?", "👎")
    await taps_on(dan, "Arbejder vi godt sammen alt i alt?", "👍")
    await taps_on(dan, da("Would you like to share it with {readers}?", readers="Mette"), "Share")
    await page(old.mette, "Dan Opdigtet", "Answers")
    for name in ("Mig selv", "Blive hørt", "Det vi gør", "Måden", "Sammen"):
        old.mette.sees(f"{name}: ")


async def test_what_is_looked_back_on_is_told(old: Old) -> None:
    dan = old.dan
    await taps_on(dan, "Gåtur: Hvordan gik det?", "Jeg gjorde det")
    await taps_on(dan, "Gåtur: Hvordan var det?", "👍")
    await page(old.mette, "Dan Opdigtet", "Attendance")
    old.mette.sees("Gåtur")
    old.mette.sees("Sidst: torsdag den 3. december, gjort")


# Half-done forms


async def test_a_half_done_plan_goes_on(old: Old) -> None:
    mette, alma = old.mette, old.alma
    await mette.taps("fredag den 4. december")
    await mette.says("13")
    await mette.taps("Once", "1 hour", "Skip", "Skip", "Save")
    mette.reads("That is in the plan.")
    assert any("Museum, fredag den 4. december kl. 13.00" in words for words in old.new(alma))
    mette.turns_page()
    await mette.presses("Plan")
    await mette.taps("fre 4")
    mette.sees("kl. 13.00 Alma: 📌 Museum")


async def test_a_half_done_setting_goes_on_and_counts(old: Old) -> None:
    jonas = old.jonas
    await jonas.taps("Friday", "Done")
    jonas.turns_page()
    await old.house.at("2026-12-04 15.29")
    jonas.sees_not("Ida Opdigtet, ")
    await old.house.at("2026-12-04 15.30")
    await jonas.reads_all()
    jonas.sees("Humør: Godt (7,5")
    jonas.sees("No shared answers: {names}", names=("Bo Opdigtet", "Ida Opdigtet"))


@pytest.mark.parametrize(
    ("choice", "outside", "inside", "said"),
    [("21 to 8", "20.59", "21.30", "21 til 8"), ("22 to 9", "21.59", "08.59", "22 til 9"),
     ("23 to 7", "07.00", "06.59", "23 til 7")],
)  # fmt: skip
async def test_quiet_hours_half_chosen_before_they_could_be_any_are_set(
    old: Old, choice: str, outside: str, inside: str, said: str
) -> None:
    karen = old.karen
    await karen.taps(choice)
    karen.sees("That is saved.")
    await borger_settings(karen, "Bo Opdigtet", "Methods", "How it went", "Yes", "Yes, at fixed times", "Every day")
    await karen.says(outside)
    await karen.taps("8 hours")
    karen.sees_not("When may I ask?")
    await borger_settings(karen, "Bo Opdigtet", "Methods", "How it went", "Yes", "Yes, at fixed times", "Every day")
    await karen.says(inside)
    await karen.taps("8 hours")
    karen.sees("When may I ask?")
    karen.sees(f"Der er ro fra kl. {said}.")


async def test_a_break_half_chosen_is_kept(old: Old) -> None:
    dan = old.dan
    await dan.taps("torsdag den 10. december")
    dan.turns_page()
    await old.house.at("2026-12-10 11.59")
    dan.sees_not("How are you today?", "Life and working together")
    await old.house.at("2026-12-10 12.00")
    dan.sees("How are you today?")


async def test_a_reminder_of_ones_own_half_set_rings(old: Old) -> None:
    bo = old.bo
    await bo.says("17.15")
    await bo.taps("Only once")
    bo.turns_page()
    await old.house.at("2026-12-03 17.14")
    bo.sees_not("Food")
    await old.house.at("2026-12-03 17.15")
    bo.sees("Food")


# Coming into the house


async def test_a_welcome_half_read_goes_on(old: Old) -> None:
    eva = old.eva
    assert "Jeg er ikke en alarmtelefon." in words_of(eva.card) and "Er du i fare? Ring 112." in words_of(eva.card)
    await eva.taps("Go on", "Only my check-ins", "Yes please")
    assert len(eva.keys) == 4
    old.mette.sees("{name} has joined.", name="Eva Opdigtet")
    await old.house.at("2026-12-04 12.00")
    eva.sees("How are you today?")


async def test_an_invitation_that_nobody_had_used_lets_in(old: Old) -> None:
    link = next(words_of(m) for m in old.mette.shown if "start=" in words_of(m) and "Per Opdigtet" in words_of(m))
    per = old.house.phone(20, "Per")
    await per.starts(re.findall(r"start=([\w-]+)", link)[0])
    await per.taps(*["Go on"] * 7, "No, go on", "Everything", "Yes please")
    old.mette.sees("{name} has joined.", name="Per Opdigtet")


# A call for a talk


@pytest.mark.parametrize(
    ("button", "promise"),
    [("Jeg har tid nu", "{name} has time now."), ("Inden for en halv time", "{name} has time within half an hour."),
     ("Senere i dag", "{name} has time later today.")],
)  # fmt: skip
async def test_an_open_call_is_taken_by_what_the_old_button_says(old: Old, button: str, promise: str) -> None:
    await old.jonas.taps(button)
    old.bo.sees(promise, name="Jonas")
    old.karen.sees(promise, name="Jonas")
    await old.house.at("2026-12-03 17.30")
    assert not any("snak" in words for phone in (old.karen, old.mette, old.lis) for words in old.new(phone))


async def test_an_open_call_goes_on_to_the_next(old: Old) -> None:
    await old.house.at("2026-12-03 16.18")
    wants = da("{name} would like to talk with someone.", name="Bo Opdigtet")
    assert [wants in "".join(old.new(phone)) for phone in (old.mette, old.lis)] == [False, True]
    await old.lis.taps("I am coming now")
    old.bo.sees("{name} is coming now.", name="Lis")
    assert not old.jonas.has_button("Jeg har tid nu"), "the old card says who has it"
