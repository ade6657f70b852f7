"""Goals and the like: made by own words, said yes to by the borger, asked about one by one, and over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import answers, entries, retention
from storage.entries import Entry
from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone
from tests.reader_stage import chooses
from tests.review_stage import opened

AIM = """
id: aim
title: {da: Nyt mål, en: New goal}
pictogram: "⭐"
purpose: answers
topic: wishes
voices: [borger, staff]
shelf: plans
steps:
  - {id: what, kind: say, text: {da: Hvad er målet?}, makes: {entry: goal}}
"""
HOW_NEAR = """
id: how_near
title: {da: Hvor tæt på?, en: How near?}
pictogram: "📏"
purpose: answers
topic: wishes
voices: [borger, staff]
shelf: plans
about: entry.goal
steps:
  - id: near
    kind: choice
    text: {da: "{entry}: hvor tæt på er du?"}
    name: {da: Tæt på}
    options:
      - {id: far, label: {da: Langt fra}}
      - {id: there, label: {da: Nået}}
      - {id: let_go, label: {da: Lad den ligge}, ends: true}
"""
ALL_GOALS = """
id: all_goals
title: {da: Alle mål, en: All goals}
purpose: answers
topic: wishes
shelf: plans
lists: {goals: {from: entries.goal}}
steps:
  - {id: each_goal, kind: each, over: goals, steps: [{id: how, kind: rating, scale: wellbeing, text: {da: "{item}?"}}]}
"""
PICK = """
id: pick
title: {da: Vælg et mål, en: Pick a goal}
purpose: answers
topic: wishes
shelf: plans
lists: {goals: {from: entries.goal}}
steps: [{id: first, kind: several, options_from: goals, text: {da: Hvad først?}, name: {da: Først}}]
"""
HOWEVER = "Hvor tæt på?"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, AIM, HOW_NEAR, ALL_GOALS, PICK) as house:
        yield house


async def goals(house: House) -> list[Entry]:
    alma = await house.known(house.alma)
    return await house.service.db.read(entries.entries_of, alma.id, "goal")


async def plans_shelf(alma: Phone, *taps: str) -> None:
    await opens_shelf(alma, "My goals and plans", *taps)


async def sets(alma: Phone, words: str) -> None:
    await plans_shelf(alma, "Nyt mål")
    await alma.says(words)
    await alma.taps("Done")


async def test_own_words_make_a_goal_and_what_is_about_it_is_found_then(own: House) -> None:
    alma = own.alma
    await plans_shelf(alma)
    assert not alma.has_button(HOWEVER), "there is no goal to ask about"
    await alma.taps("Close")
    await sets(alma, "Gøre rent selv.")
    assert [(each.title, each.state) for each in await goals(own)] == [("Gøre rent selv", "accepted")]
    await plans_shelf(alma, HOWEVER)
    alma.sees("Gøre rent selv: hvor tæt på er du?")
    await alma.taps("Langt fra")
    await sets(alma, "Ringe til min søster")
    await plans_shelf(alma, HOWEVER, "Ringe til min søster", "Nået")
    known = await own.known(alma)
    said = await own.service.db.read(answers.own_answers, known.id, dialog_id="how_near")
    assert [(each.entry, each.choices) for each in said] == [
        ("Gøre rent selv", ("far",)), ("Ringe til min søster", ("there",)),
    ]  # fmt: skip


async def test_a_list_of_goals_is_gone_through(own: House) -> None:
    await sets(own.alma, "Gøre rent")
    await sets(own.alma, "Løbe")
    await plans_shelf(own.alma, "Alle mål")
    own.alma.sees("Gøre rent?")
    await own.alma.taps("Well")
    own.alma.sees("Løbe?")


async def test_words_that_are_corrected_rename_it_and_words_taken_back_end_it(own: House) -> None:
    alma = own.alma
    await plans_shelf(alma, "Nyt mål")
    message = await alma.says("Gøre rentt")
    await alma.taps("Done")
    await alma.edits(message, "Gøre rent")
    assert [each.title for each in await goals(own)] == ["Gøre rent"]
    await alma.taps("Change", "Hvad er målet?", "Skip")
    assert [each.state for each in await goals(own)] == ["ended"]


async def test_what_it_is_about_is_over_when_the_borger_says_so(own: House) -> None:
    await sets(own.alma, "Gøre rent")
    await plans_shelf(own.alma, HOWEVER, "Lad den ligge")
    assert [each.state for each in await goals(own)] == ["ended"]
    await plans_shelf(own.alma)
    assert not own.alma.has_button(HOWEVER)


@pytest.mark.parametrize(("answer", "state"), [("Yes", "accepted"), ("No", "ended"), ("I will think", "proposed")])
async def test_what_staff_propose_counts_only_with_a_yes(own: House, answer: str, state: str) -> None:
    alma, mette = own.alma, own.mette
    await own.shares(alma, mette)
    await opened(own, "Write what you noticed", "Nyt mål")
    await mette.says("Komme ud hver dag")
    await mette.taps("Done", "Done")
    assert [each.state for each in await goals(own)] == ["proposed"]
    alma.sees("{name} proposes: »{title}«. You find it under »More«.", name="Mette", title="Komme ud hver dag")
    await plans_shelf(alma)
    assert not alma.has_button(HOWEVER), "a proposal counts for nothing"
    await alma.taps("Komme ud hver dag", "I will think about it" if answer == "I will think" else answer)
    assert [each.state for each in await goals(own)] == [state]


async def test_staff_see_only_the_goals_that_are_shared_with_them(own: House) -> None:
    await own.shares(own.alma, own.mette)
    await sets(own.alma, "Gøre rent")
    mette = await opened(own, "Write what you noticed")
    assert not mette.has_button(HOWEVER), "there is no goal that she may see"
    mette.sees_not("Gøre rent")
    await own.shares(own.alma, mette, "wishes")
    mette = await opened(own, "Write what you noticed", HOWEVER)
    mette.sees("Gøre rent: hvor tæt på er du?")
    await mette.taps("Nået", "Done")
    mette = await opened(own, "Answers")
    mette.sees("Gøre rent · Tæt på: Nået")


@pytest.mark.parametrize("taps", [("Hvor tæt på?",), ("Alle mål",)])
async def test_a_goal_goes_from_a_half_done_card_with_the_sharing(own: House, taps: tuple[str, ...]) -> None:
    await sets(own.alma, "Gøre rent")
    mette = await opened(own, "Answer together", *taps)
    mette.reads("Gøre rent")
    await chooses(own.alma, "Mette")
    mette.sees_not("Gøre rent")


@pytest.mark.parametrize(
    ("taps", "told"),
    [
        ((HOWEVER, "Langt fra"), "Gøre rent · Tæt på: Langt fra"),
        (("Alle mål", "Well"), "Gøre rent?"),
        (("Vælg et mål", "Gøre rent", "Done"), "Først: Gøre rent"),
    ],
)
async def test_a_goal_that_is_kept_is_named_in_no_answer_about_it(own: House, taps: tuple[str, ...], told: str) -> None:
    await sets(own.alma, "Gøre rent")
    keep = own.alma.button("Don't share")
    await plans_shelf(own.alma, *taps)
    mette = await opened(own, "Answers")
    mette.sees(told)
    await own.alma.taps_data(*keep)
    mette.sees_not("Gøre rent")


@pytest.mark.parametrize("shared", [True, False])
async def test_a_goal_stays_kept_or_shared_once_the_sitting_it_was_made_in_is_let_go_of(
    own: House, shared: bool
) -> None:
    await sets(own.alma, "Gøre rent")
    if not shared:
        await own.alma.taps("Don't share")
    await own.at("2026-11-25 12.00")
    await plans_shelf(own.alma, HOWEVER, "Langt fra")
    await own.service.db.write(retention.erase_due, own.clock.now(), own.local("2026-11-24 12.00"))
    mette = await opened(own, "Answers")
    told = "Gøre rent · Tæt på: Langt fra"
    assert (told in mette.screen) == shared
    assert (await opened(own, "Write what you noticed")).has_button(HOWEVER) == shared
