"""What a correction does to what others are told: nothing said is nothing told. And times stand in their order."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.copies import export
from bot.config import read_settings
from dialogs.engine.session import Item
from storage import answers
from tests.asking.test_look_back import looks_back, plans
from tests.house import House
from tests.review_stage import opened, rated
from tests.reviewing.test_export import bodies, read_csv, read_xlsx
from tests.reviewing.test_ratings import shared
from tests.transcripts import Phone, written

pytestmark = pytest.mark.long


def test_buttons_of_one_name_are_told_apart() -> None:
    """To mend an answer, one must know which: each button says what it is of and what was asked."""
    items = (Item("a1", "Svømning"), Item("a2", "Gåtur"), Item("a3", "Gåtur"))
    phone = Phone("look_back", lists={"today": items})
    phone.taps("Yes", "Well", "Not today", "Yes, with help", "Okay", "I was reminded", "Change")
    labels = [written(tile.label or "") for tile in phone.tiles]
    assert labels == [
        *("Svømning · How it went", "Svømning · How it was", "Gåtur · How it went (1)", "Gåtur · How it went (2)"),
        *("Gåtur · How it was", "Gåtur · What helped"),
    ]
    assert len(set(labels)) == len(labels)


async def test_a_question_that_no_longer_applies_leaves_nothing_behind(house: House) -> None:
    await plans(house, "Svømning", 9)
    await looks_back(house)
    alma, mette = house.alma, house.mette
    await alma.taps("Yes", "Well", "Change", f"Svømning · {alma.say('How it went')}", "Not today")
    await mette.opens_news()
    mette.sees("Svømning")
    mette.sees_not("Skipped", "How it was")
    page = await opened(house, "Export", "CSV")
    head, *rows = read_csv(next(iter(bodies(page).values())))
    assert [row[head.index(page.say("Question"))] for row in rows] == [page.say("How it went")]
    own = await house.service.db.read(answers.own_answers, (await house.known(alma)).id)
    assert [(answer.step, answer.choices) for answer in own] == [("went", ("not_today",))]


async def test_own_words_of_several_messages_that_are_taken_back_leave_one_answer(house: House) -> None:
    await house.alma.presses("Answer now")
    await house.alma.taps("Well", "Okay", "Don't know", "Nobody", "Food")
    await house.alma.says("Et", "To", "Tre")
    await house.alma.taps("Done", "Change", "Your words", "Won't say")
    own = await house.service.db.read(answers.own_answers, (await house.known(house.alma)).id)
    assert [answer.outcome for answer in own if answer.step == "words"] == ["wont_say"]


async def test_the_hour_that_comes_twice_is_told_apart_and_in_order(house: House, tmp_path: Path) -> None:
    """On 25 October 2026, 02.30 comes before 02.10."""
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    await shared(house)
    await rated(house, "", (5, 5, 5, 5), at=second)
    await rated(house, "", (6, 6, 6, 6), at=first)
    page = await opened(house, "Export", "CSV", "Excel")
    table, _, book = bodies(page).values()
    for head, *rows in (read_csv(table), read_xlsx(book)[page.say("Answers")]):
        moments = [row[head.index(page.say("Exact time"))] for row in rows]
        assert moments == ["2026-10-25 02:30 +02:00"] * 5 + ["2026-10-25 02:10 +01:00"] * 5
    copy = (await export(read_settings(house.settings), "Alma", tmp_path / "copy", house.clock.now())).read_text(
        "utf-8"
    )
    assert "kl. 2.30 (UTC+02:00)" in copy and "kl. 2.10 (UTC+01:00)" in copy
