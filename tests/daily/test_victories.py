"""Small victories: an album of one's own, a diploma if wanted, and shown only by the borger."""

from __future__ import annotations

from pathlib import Path

from tests.say_stage import house_using, opens
from tests.views.test_views import looks, sketch


async def test_a_victory_is_a_diploma_that_is_shown_only_when_the_borger_does(tmp_path: Path) -> None:
    async with house_using(tmp_path, "victory") as house:
        alma = house.alma
        await opens(alma, "My life", "My victories")
        await alma.says("Jeg bad selv om hjælp.")
        await alma.taps("Done", "No thanks")
        await opens(alma, "My life", "My victories")
        await alma.says("Jeg tog bussen til byen.", "Helt alene")
        await alma.taps("Done", "Yes, please")
        assert "DiplomaPicture" in sketch(alma.card) and "name='Alma'" in sketch(alma.card)
        assert "Jeg tog bussen til byen. · Helt alene" in sketch(alma.card), "each message by itself"
        (await looks(house)).sees("There is no picture yet.")
        await opens(alma, "How I am", "My pictures")
        await alma.taps("Show it")
        assert "Jeg tog bussen til byen." in sketch((await looks(house)).card)
        assert "bad selv om" not in sketch(house.mette.card)
