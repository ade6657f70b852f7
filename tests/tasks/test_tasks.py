"""What somebody owes somebody by a day: asked for, taken on, answered by name, reminded of, and passed on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.commands.copies import erase, export
from bot.commands.forecast import forecast
from bot.config import read_settings
from tests.dialogs.test_leads import LEADS_TO
from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone, da
from tests.reader_stage import chooses
from tests.review_stage import asks_who_has_seen, opened

IDEA = """
id: bench
title: {da: Min idé}
pictogram: "💡"
purpose: answers
topic: wishes
shelf: life
steps:
  - id: words
    kind: say
    text: {da: Hvad er din idé?}
    makes: {task: {due: 3d, called: {da: "Svar på idéen: {said}"}}}
  - id: start
    kind: choice
    text: {da: Vil du selv begynde på noget?}
    name: {da: Begynde}
    options:
      - {id: ask, label: {da: Spørge min nabo}, pictogram: "🚪"}
      - {id: nothing, label: {da: Ikke nu}, pictogram: "✋"}
    makes: {task: {owner: borger, due: 2d, any_of: [ask]}}
"""
PICK = "Pick one to talk about"
OWED = "{name} is to have an answer from you today. See »Follow-up«."
LATE = "An answer to a borger is missing. {names} owed it by {day}."
MONEY = "Mine penge: Andre gør"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, LEADS_TO.replace("topic: life", "topic: wishes"), IDEA) as house:
        yield house


async def decides(alma: Phone, *taps: str) -> None:
    """Alma says who decides what, up to the receipt."""
    await opens_shelf(alma, "My life", "Hvem bestemmer?", "Andre gør", "No thanks", "Jeg gør", "No thanks", *taps)


async def has_idea(alma: Phone, words: str, start: str) -> None:
    await opens_shelf(alma, "My life", "Min idé")
    await alma.says(words)
    await alma.taps("Done", start)


async def test_what_she_picks_is_answered_by_name(own: House) -> None:
    alma, mette = own.alma, own.mette
    await decides(alma, PICK)
    alma.sees("Hvad vil du tale om?")
    await alma.taps("Mine penge")
    alma.sees("You would like to talk about: {what}.", what="Mine penge")
    alma.sees("I ask {names} to answer by {day}.", names="Mette", day=date(2026, 11, 28))
    await own.at("2026-11-23 18.00")
    mette.sees("Waits for you under »Follow-up«: {names}", names="Alma")
    await opened(own, "Follow-up")
    mette.sees("Would like to talk about: {what}", what=MONEY)
    mette.sees("By {day}", day=date(2026, 11, 28))
    await mette.taps(da("I take it on: {what}", what=MONEY))
    alma.sees("{name} will answer you: {what}", name="Mette", what=MONEY)
    await mette.taps(da("Answer: {what}", what=MONEY))
    await mette.says("Vi tager til banken på tirsdag.")
    alma.sees(
        "{name} answers you, {what}: »{answer}«", name="Mette", what=MONEY, answer="Vi tager til banken på tirsdag."
    )
    mette.sees("No open follow-ups.")
    await own.at("2026-11-30 12.00")
    mette.sees_not(da(OWED, name="Alma"))
    own.lis.sees_not("mangler et svar")
    await asks_who_has_seen(alma)
    alma.sees(da("what you would like to talk about"))


async def test_on_its_day_staff_are_reminded_and_then_the_leader_hears_no_word_of_it(own: House) -> None:
    await decides(own.alma, PICK, "Mine penge")
    await own.at("2026-11-28 09.00")
    own.mette.sees(OWED, name="Alma")
    await own.at("2026-11-29 08.59")
    own.lis.sees_not("mangler et svar")
    await own.at("2026-11-29 09.00")
    own.lis.sees(LATE, names="Mette", day=date(2026, 11, 28))
    own.lis.sees_not("penge", "Alma")
    await own.at("2026-12-06 12.00")
    assert own.lis.has_seen(LATE, names="Mette", day=date(2026, 11, 28)) == 1


async def test_no_reminder_says_today_when_it_is_not(own: House) -> None:
    await decides(own.alma, PICK, "Mine penge")
    await own.closes()
    own.clock.jump_to(own.local("2026-11-29 08.00"))
    await own.opens()
    await own.at("2026-11-29 09.00")
    own.mette.sees_not(da(OWED, name="Alma"))
    own.lis.sees(LATE, names="Mette", day=date(2026, 11, 28))


async def test_who_may_not_read_it_owes_nothing_and_hears_nothing(own: House) -> None:
    await own.contacts(own.alma, own.mette, own.jonas)
    await decides(own.alma, PICK, "Mine penge")
    await own.jonas.presses("Borgere")
    await own.jonas.taps("Alma", "Follow-up")
    own.jonas.sees("No open follow-ups.")
    await own.alma.taps("Don't share")
    await opened(own, "Follow-up")
    own.mette.sees("No open follow-ups.")
    await own.at("2026-11-29 09.00")
    for phone in (own.mette, own.jonas):
        phone.sees_not(da(OWED, name="Alma"))
    own.lis.sees_not("mangler et svar")


async def test_what_she_takes_back_goes_from_every_card_and_others_who_may_read_it_owe_it(own: House) -> None:
    alma, mette, jonas = own.alma, own.mette, own.jonas
    await own.contacts(alma, mette, jonas)
    await own.shares(alma, jonas, "wishes")
    await decides(alma, PICK, "Mine penge")
    mette.turns_page()
    await mette.presses("Follow-up")
    old = mette.button(da("Answer: {what}", what=MONEY))
    await mette.taps(da("I take it on: {what}", what=MONEY), da("Answer: {what}", what=MONEY))
    await jonas.presses("Follow-up")
    jonas.reads("No open follow-ups.")
    await chooses(alma, "Mette")
    mette.sees_not("penge")
    await mette.taps_data(*old)
    await mette.presses("Follow-up")
    mette.sees_not("penge")
    await jonas.presses("Follow-up")
    jonas.sees(MONEY)


async def test_a_list_of_what_is_owed_is_drawn_anew_and_goes_with_who_is_erased(own: House) -> None:
    await decides(own.alma, PICK, "Mine penge")
    for _ in range(2):
        await own.mette.presses("Follow-up")
    assert own.mette.has_seen(MONEY) == 1, "the list of before goes"
    await own.alma.taps(PICK, "Min mad")
    own.mette.sees_not(MONEY)
    own.mette.sees("Min mad: Jeg gør")
    await erase(read_settings(own.settings), "Alma", own.clock.now())
    await own.is_back()
    own.mette.sees_not("Min mad: Jeg gør")


async def test_another_pick_takes_the_place_of_the_first(own: House) -> None:
    await decides(own.alma, PICK, "Mine penge", PICK, "Min mad")
    await opened(own, "Follow-up")
    own.mette.sees("Min mad: Jeg gør")
    own.mette.sees_not(MONEY)


async def test_own_words_give_staff_something_to_do_until_they_are_taken_back(own: House) -> None:
    alma, mette = own.alma, own.mette
    await has_idea(alma, "En bænk ved døren.", "Ikke nu")
    await mette.presses("Follow-up")
    mette.sees("Svar på idéen: En bænk ved døren")
    await alma.taps("Change", "Hvad er din idé?", "Skip")
    await mette.presses("Follow-up")
    mette.reads("No open follow-ups.")


async def test_staff_say_that_it_is_done_and_the_borger_is_told(own: House) -> None:
    alma, mette = own.alma, own.mette
    await has_idea(alma, "En bænk", "Ikke nu")
    await mette.presses("Follow-up")
    await mette.taps(da("Done: {note}", note="Svar på idéen: En bænk"))
    alma.sees("{name} has done it: »{note}«", name="Mette", note="Svar på idéen: En bænk")


async def test_her_own_is_hers_alone_and_comes_once_more_if_she_wishes(own: House) -> None:
    alma = own.alma
    await has_idea(alma, "En bænk", "Spørge min nabo")
    await opens_shelf(alma, "My goals and plans", "Spørge min nabo", "Ask me once more")
    await own.mette.presses("Follow-up")
    assert "Spørge min nabo" not in own.mette.last
    alma.turns_page()
    await own.at("2026-11-25 08.59")
    alma.sees_not("Spørge min nabo")
    await own.at("2026-11-25 09.00")
    alma.sees("Spørge min nabo")
    assert not alma.has_button("Ask me once more"), "it came once more, and does so no more"
    await alma.taps("I have done it")
    own.mette.turns_page()
    await own.at("2026-11-27 12.00")
    for phone in (own.mette, own.lis):
        phone.sees_not("Spørge min nabo")


async def test_the_copy_the_forecast_and_the_erasing_know_it(own: House, tmp_path: Path) -> None:
    await decides(own.alma, PICK, "Mine penge")
    settings, now = read_settings(own.settings), own.clock.now()
    coming = await forecast(settings, "Alma", 7, now)
    assert any("2026-11-28 09:00" in line and "owed" in line and "perhaps" in line for line in coming), coming
    await own.mette.presses("Follow-up")
    await own.mette.taps(da("Answer: {what}", what=MONEY))
    await own.mette.says("Ja, på tirsdag")
    copy = (await export(settings, "Alma", tmp_path / "copy", own.clock.now())).read_text("utf-8")
    assert da("You would like to talk about: {what}.", what=MONEY) in copy
    assert da("{name} answered: »{reason}«", name="Mette", reason="Ja, på tirsdag") in copy
