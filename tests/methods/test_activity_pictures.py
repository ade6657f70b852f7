"""A method about an activity shows the activity's own picture."""

from __future__ import annotations

from pathlib import Path

from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from tests.house import open_house
from tests.methods.test_about_activity import ASKS, HOW, SWIM, planned
from tests.views.test_views import sketch


async def test_who_reads_pictures_alone_sees_which_activity_is_asked_about(tmp_path: Path) -> None:
    async with open_house(tmp_path, HOW) as house:
        await planned(house, SWIM, 10)
        await house.reads_as(house.alma, ReadingProfile(Reading.PICTURES, ScaleStyle.FACES, 3))
        house.alma.turns_page()
        await house.alma.presses("➕")
        await house.alma.taps("📅", "🎯")
        drawn = sketch(house.alma.card)
        assert "CardPicture(pictogram='🏊'" in drawn, "its sign, and not the method's"
        house.alma.reads(ASKS.format(activity=SWIM))
        await house.alma.taps("🙂", "⏭️")
        assert "CardPicture(pictogram='🏊'" in sketch(house.alma.card), "also on the receipt"
