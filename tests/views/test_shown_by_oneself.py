"""An album of one's own: one task a week, in turn, private until the borger shows a picture of it."""

from __future__ import annotations

from pathlib import Path

from tests.pictures.test_week import PNG
from tests.say_stage import house_using, opens
from tests.views.test_views import looks, sketch


async def test_one_task_a_time_is_kept_private_until_it_is_shown_and_can_be_taken_back(tmp_path: Path) -> None:
    async with house_using(tmp_path, "good_life") as house:
        alma = house.alma
        await opens(alma, "My life", "My good life")
        alma.sees("Et sted, jeg kan lide. Tag et foto, eller sig det.")
        await alma.sends_photo(PNG, "Bænken ved søen")
        await alma.taps("Done")
        alma.sees("I show it to nobody.")
        assert not alma.has_button("Share") and not alma.has_button("Pick one to talk about")
        (await looks(house)).sees("There is no picture yet.")
        await opens(alma, "How I am", "My pictures")
        assert "Bænken" in sketch(alma.card)
        await alma.taps("Show it")
        alma.sees("{readers} may read it.", readers="Mette")
        assert "Bænken" in sketch((await looks(house)).card)
        await alma.taps("Hide it again")
        (await looks(house)).sees("There is no picture yet.")
        old = alma.button("Show it")
        await opens(alma, "My life", "My good life")
        alma.sees("Noget, jeg er god til. Tag et foto, eller sig det.")
        await alma.says("Jeg synger")
        await alma.taps("Done")
        await alma.taps_data(*old)  # the picture it was for is another by now
        (await looks(house)).sees("There is no picture yet.")
        await alma.taps("Show it")
        assert "Jeg synger" in sketch((await looks(house)).card)
        await opens(alma, "My life", "My good life")
        await alma.says("Min bror")
        await alma.taps("Done")
        await opens(alma, "How I am", "My pictures")
        alma.sees("{readers} may read some of it.", readers="Mette")
        assert alma.has_button("Show it") and alma.has_button("Hide it again")
