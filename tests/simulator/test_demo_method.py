"""A visitor's own method in the demo's house: the bot says what is wrong with it, or it is on Alma's phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import Clock
from bot.simulator import demo_page
from bot.simulator.demo_host import Demo
from bot.simulator.demo_house import BORGERE

pytestmark = pytest.mark.long

EXAMPLE = Path(demo_page.__file__).with_name("page") / "min_metode.yaml"


async def test_it_is_checked_and_tried_and_tried_again(tmp_path: Path) -> None:
    demo = Demo(str(tmp_path), Clock())
    await demo.sim.start()
    try:
        await demo.seed(demo.now())
        await demo.start()
        demo.opens()
        alma = demo.sim.user(BORGERE[0].user_id)
        alma.starts()
        await demo.settle()
        good = EXAMPLE.read_text("utf-8")
        with pytest.raises(ValueError, match=r"min_metode.yaml:\d+: .*there is no kind 'wish'"):
            await demo.try_method(good.replace("kind: choice", "kind: wish"))
        assert (await demo.try_method(good)).name == "Alma"
        await alma.waits_for("Hvordan var din pause?")
        await demo.try_method(good.replace("din pause", "din kaffe"))
        await alma.waits_for("Hvordan var din kaffe?")
        await demo.settle()
        assert not alma.sees("Hvordan var din pause?")
    finally:
        await demo.close()
