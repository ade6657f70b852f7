"""Ladders: the described steps of each goal, with the borger's mark and staff's on them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.pictures.draw import draw, lay_out
from bot.pictures.ladder_spec import Ladder, LadderPicture, LadderStep
from dialogs.method.library import read_dialog
from dialogs.method.problems import DialogError
from dialogs.profile import Reading, ReadingProfile
from storage import answers, entries
from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone
from tests.picture_stage import smallest_text, stands_clear
from tests.review_stage import opened

AIM = """
id: aim
title: {da: Nyt mål}
pictogram: "⭐"
purpose: answers
topic: wishes
shelf: plans
steps:
  - {id: what, kind: say, text: {da: Hvad er målet?}, makes: {entry: goal}}
  - {id: low, kind: say, text: {da: Hvordan er det dårligst?}}
  - {id: high, kind: say, text: {da: Hvordan er det bedst?}}
"""
NEAR = """
id: near
title: {da: Mine mål}
pictogram: "🪜"
purpose: answers
topic: wishes
voices: [borger, staff]
shelf: plans
view: ladder
lists:
  goals: {from: entries.goal, most: 3, values: {low: aim.low, high: aim.high}}
steps:
  - id: goals
    kind: each
    over: goals
    steps:
      - id: level
        kind: choice
        text: {da: "{item}: hvor er du?"}
        name: {da: Trin}
        options:
          - {id: a, score: -1, says: low, label: {da: Trin 1}, pictogram: "1️⃣"}
          - {id: b, score: 1, says: high, label: {da: Trin 2}, pictogram: "2️⃣"}
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, AIM, NEAR) as house:
        alma = house.alma
        await opens_shelf(alma, "My goals and plans", "Nyt mål")
        for words in ("Gøre rent", "Jeg går i gang", "Alene på en time"):
            await alma.says(words)
            await alma.taps("Done")
        yield house


def drawn(phone: Phone) -> str:
    shown = next(m for m in reversed(phone.shown) if m.file)
    assert shown.file
    return shown.file.content.decode("utf-8", "ignore")


async def rates(alma: Phone, step: str) -> None:
    await opens_shelf(alma, "My goals and plans", "Mine mål")
    alma.sees("1️⃣ Jeg går i gang")
    await alma.taps(step)


async def test_the_borgers_mark_and_staffs_stand_on_one_ladder(own: House) -> None:
    alma, mette = own.alma, own.mette
    await rates(alma, "Trin 1")
    assert "words='Alene på en time', marks=()" in drawn(alma)
    assert "words='Jeg går i gang', marks=(('🙂'" in drawn(alma)
    await opened(own, "Write what you noticed", "Mine mål", "Trin 2", "Done")
    await opened(own, "Pictures")
    assert "words='Alene på en time', marks=(('📝', 'Mette, 23.11.2026'),)" in drawn(mette)
    assert "words='Jeg går i gang', marks=(('🙂', 'Eget svar, 23.11.2026'),)" in drawn(mette)
    mette.sees("2️⃣ Alene på en time")
    assert "-1" not in drawn(mette) and "-1" not in drawn(alma), "the numbers behind it are on no card"


async def test_a_step_whose_words_the_borger_keeps_to_themself_afterwards_is_told_by_its_label(own: House) -> None:
    await rates(own.alma, "Trin 2")
    await opened(own, "Pictures")
    assert "words='Alene på en time'" in drawn(own.mette)
    made = (await own.service.db.read(entries.entries_of, (await own.known(own.alma)).id, "goal"))[0]
    await own.service.db.write(answers.hold_back, made.session_id or 0, "high", "", True, own.clock.now())
    await opened(own, "Pictures")
    assert "Alene på en time" not in drawn(own.mette) and "Alene på en time" not in own.mette.screen
    assert "words='Trin 2', marks=(('🙂'" in drawn(own.mette) and "words='Jeg går i gang'" in drawn(own.mette)
    await opens_shelf(own.alma, "How I am", "My pictures")
    assert "words='Alene på en time'" in drawn(own.alma), "to the borger it is as it was"


async def test_who_reads_text_gets_it_in_words(own: House) -> None:
    await own.reads_as(own.alma, ReadingProfile(Reading.TEXT))
    await rates(own.alma, "Trin 2")
    own.alma.sees("Gøre rent")
    own.alma.sees("2️⃣ Alene på en time")


def test_a_ladder_stands_clear_also_with_long_words() -> None:
    step = LadderStep(
        "1️⃣", "Jeg reagerer på påmindelsen, men kommer ikke igennem guiden. " * 2, (("🙂", "Eget svar, 3.12.2026"),)
    )
    picture = LadderPicture("🪜", "Mine mål", (Ladder("Gøre rent derhjemme", (step, replace(step, marks=()))),) * 3)
    scene = lay_out(picture)
    assert smallest_text(scene) >= 30
    assert stands_clear(scene)
    assert draw(picture) == draw(picture)


@pytest.mark.parametrize(
    ("changed", "said"), [(("says: low, ", ""), "'ladder' needs a choice inside an each, whose options all have says")]
)
def test_a_ladder_needs_described_steps(changed: tuple[str, str], said: str) -> None:
    with pytest.raises(DialogError, match=said):
        read_dialog("near.yaml", NEAR.replace(*changed))


BEST = """
id: best
title: {da: Det bedste}
pictogram: "⭐"
purpose: answers
topic: wishes
voices: [borger, staff]
shelf: plans
about: entry.goal
steps:
  - {id: high, kind: say, text: {da: "{entry}: hvordan er det bedst?"}}
"""
TWICE = (
    NEAR.replace("{low: aim.low, high: aim.high}", "{low: aim.low, high: best.high}")
    .replace("{item}: hvor er du?", "{item}, bedst {item_high}: hvor er du?")
    .replace("        name: {da: Trin}\n", "")
    + """      - {id: again, kind: choice, above: {da: "Bedst: {item_high}"}, text: {da: "{item}: og så?"},
         name: {da: Og så}, options: [{id: y, label: {da: Godt}}, {id: n, label: {da: Skidt}}],
         makes: {task: {owner: staff, any_of: [y], called: {da: "Tale om {item}, bedst {item_high}"}}}}
"""
)


@pytest.fixture
async def twice(tmp_path: Path) -> AsyncIterator[House]:
    """Alma has shared what is best, and said something else of it since that she keeps to herself."""
    async with open_house(tmp_path, AIM, BEST, TWICE) as house:
        alma = house.alma
        await house.shares(alma, house.mette, "wishes")
        await opens_shelf(alma, "My goals and plans", "Nyt mål")
        for words in ("Gøre rent", "Jeg går i gang", "Alene på en time"):
            await alma.says(words)
            await alma.taps("Done")
        for words in ("To gange om ugen", "Sammen med Bo"):
            await opens_shelf(alma, "My goals and plans", "Det bedste")
            await alma.says(words)
            await alma.taps("Done")
        await alma.taps("Don't share")
        await opens_shelf(alma, "My goals and plans", "Mine mål", "Trin 2")
        alma.sees("Bedst: Sammen med Bo")
        yield house


async def test_staff_who_go_on_do_not_read_the_last_that_was_kept_though_an_older_one_is_shared(twice: House) -> None:
    mette = await opened(twice, "Answer together", "Mine mål")
    mette.sees_not("Sammen med Bo")
    await opened(twice, "Write what you noticed", "Mine mål", "Trin 1")
    mette.sees("Bedst: –")


async def test_what_staff_owe_is_not_called_by_what_was_kept(twice: House) -> None:
    await twice.alma.taps("Godt")
    await twice.mette.presses("Follow-up")
    twice.mette.sees("Tale om Gøre rent, bedst –")
    twice.mette.sees_not("Sammen med Bo")


async def test_a_ladder_does_not_say_what_was_kept_though_one_before_and_one_since_are_shared(twice: House) -> None:
    alma, mette = twice.alma, twice.mette
    await alma.taps("Godt")
    await opened(twice, "Answers")
    mette.sees("Gøre rent, bedst –: hvor er du?: Trin 2")
    await opened(twice, "Pictures")
    assert "words='Trin 2', marks=(('🙂'" in drawn(mette)
    await opens_shelf(alma, "My goals and plans", "Det bedste")
    await alma.says("Hver dag")
    await alma.taps("Done")
    await opened(twice, "Pictures")
    mette.sees("Trin 2")
    mette.sees_not("Sammen med Bo")
    assert "Sammen med Bo" not in drawn(mette)
    await opens_shelf(alma, "My goals and plans", "Mine mål", "Trin 2")
    await opened(twice, "Answer together", "Mine mål")
    mette.reads("Gøre rent: og så?")
    mette.sees("Bedst: Hver dag")
    await mette.taps("Godt")
    await opened(twice, "Pictures")
    assert "words='Hver dag', marks=(('🙂'" in drawn(mette)
