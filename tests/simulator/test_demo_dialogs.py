"""A house's own dialogs in the demo: they are there, or what is wrong with them is told before it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import Clock
from bot.config import SettingsError
from bot.simulator.demo import run_demo
from bot.simulator.demo_host import Demo
from dialogs.method.problems import DialogError
from tests.commands.test_examples import EXAMPLES
from tests.dialogs.test_library import GARDEN, OWN


def folder(where: Path, body: str) -> Path:
    own = where / "own"
    own.mkdir()
    (own / "topics.yaml").write_text(GARDEN, "utf-8")
    (own / "havetur.yaml").write_text(body, "utf-8")
    return own


async def test_they_are_found_on_the_phones_of_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[str]] = []

    async def begin(demo: Demo) -> None:
        await demo.seed(demo.now())
        await demo.start()
        seen.append({"evening", "how_was_it", "my_circle", "good_moments", "handover"} & {*demo.service.house.dialogs})
        demo.ended.set_result(None)

    monkeypatch.setattr("bot.simulator.demo.begin", begin)
    await run_demo(0, Clock(), EXAMPLES)
    assert [len(found) for found in seen] == [5]


async def test_a_broken_one_is_told_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DialogError, match=r"havetur.yaml:\d+: .*there is no kind 'tell'"):
        await run_demo(0, Clock(), folder(tmp_path, OWN.replace("kind: say", "kind: tell")))
    with pytest.raises(SettingsError, match="There is no folder"):
        await run_demo(0, Clock(), tmp_path / "none")
