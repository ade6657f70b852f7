"""The methods of `docs/examples/` can be taken as they are, and use what no shipped one does."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.commands.dialog_check import check_dialogs
from bot.config import read_settings
from dialogs.method.library import read_files
from dialogs.method.sort import inner
from dialogs.method.steps import Each, Say
from tests.docs.rooms import ROOT

EXAMPLES = ROOT / "docs" / "examples"


def test_none_of_them_is_complained_of_and_nothing_is_advised(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "dialogs")
    good, own = check_dialogs(read_settings({"TRIVSELSBOT_DATA_DIR": str(tmp_path)}))
    assert good.endswith(" dialogs are good.")
    assert own.endswith(": evening, good_moments, handover, how_was_it, my_circle.")


def test_together_they_use_every_kind() -> None:
    dialogs = {file.id: file.dialog for file in read_files(EXAMPLES) if file.dialog}
    steps = [step for dialog in dialogs.values() for step in dialog.steps]
    assert {"activity", "house"} <= {dialog.about for dialog in dialogs.values()}
    assert {"circle", "album"} <= {dialog.view for dialog in dialogs.values()}
    assert "people.contacts" in {each.from_ for dialog in dialogs.values() for each in dialog.lists.values()}
    assert any(isinstance(step, Each) and step.one_more for step in steps)
    assert any(isinstance(asked, Say) and asked.waits for step in steps for asked in inner(step))
    evening = dialogs["evening"]
    assert evening.shelf and evening.shelf.name and evening.topic == "evening", "a shelf and a topic of its own"
