"""A paper and what can go wrong: many lines, old and made-up buttons, sharing taken back, a video as a line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.house import House
from tests.papers.plan_stage import GOOD, house_with_plan, opens, says_good, staff_open
from tests.reader_stage import chooses


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with house_with_plan(tmp_path) as house:
        yield house


async def test_what_stands_goes_from_a_half_done_card_with_the_sharing(own: House) -> None:
    alma, mette = own.alma, own.mette
    await says_good(alma, "Musik")
    await staff_open(mette, GOOD)
    line = mette.button("Musik")
    await mette.taps("Answer together")
    mette.reads("»Musik«")
    await chooses(alma, "Mette")
    mette.sees_not("Musik")
    await mette.taps_data(*line)
    await mette.taps("Answer together")
    mette.reads("Hvad er godt?")
    mette.sees_not("Musik")


async def test_a_made_up_button_breaks_nothing(own: House) -> None:
    await opens(own.alma)
    message_id, data = own.alma.button("Close")
    start = data.removesuffix("calm.close.")
    for choice in ("calm.before.0", "calm.lines.99", "calm.paper.99", f"calm.line.{10**30}", "trivsel.paper.0", "calm"):
        await own.alma.taps_data(message_id, start + choice)
    own.alma.sees("Nothing stands here yet. You can fill it in over several days.")


async def test_a_video_is_called_that(own: House) -> None:
    await opens(own.alma, GOOD)
    await own.alma.films()
    await own.alma.taps("Done", "Skip")
    own.alma.reads("Det er godt: en video")
    await staff_open(own.mette)
    own.mette.reads("Det er godt: en video")


async def test_nothing_is_written_about_who_has_left(own: House) -> None:
    await says_good(own.alma, "Musik")
    await staff_open(own.mette, GOOD)
    old = [own.mette.button(words) for words in ("Musik", "Answer together", "Write what you noticed")]
    await own.alma.says("/stop")
    await own.alma.taps("Leave", "Keep them", "Yes, leave")
    for button in old:
        await own.mette.taps_data(*button)
    own.mette.sees_not("Musik", "Hvad er godt?")


async def test_a_section_with_many_lines_has_pages(own: House) -> None:
    alma = own.alma
    await says_good(alma, "Musik", "Regn", "Kaffe", "Ro", "Skov", "Te")
    await opens(alma, GOOD)
    assert [label for label in alma.labels if label.startswith("🗣️")] == ["🗣️ Musik", "🗣️ Regn", "🗣️ Kaffe", "🗣️ Ro"]
    await alma.taps("Te")
    alma.reads("»Te«")


async def test_what_was_chosen_otherwise_is_a_line_of_its_own(own: House) -> None:
    alma, moved = own.alma, {"question": "Hvor tit", "before": "Tit", "now": "Sjældent"}
    await says_good(alma, "Musik")
    await opens(alma, GOOD, "Add more", "Keep it as it is", "Tit")
    alma.sees_not("fra »")
    await opens(alma, GOOD, "Hvor tit", "Sjældent")
    alma.reads("{question}: from »{before}« to »{now}«", **moved)
    await opens(alma, GOOD, "Musik", "Take it out")
    await alma.taps("Before")
    alma.reads("{question}: from »{before}« to »{now}«", **moved)
