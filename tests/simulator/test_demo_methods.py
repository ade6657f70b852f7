"""The demo's house works with the methods of the field, and they have been worked with for a while."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.simulator.demo_host import live_until
from dialogs.method.library import load_library
from storage import method_use, people, sheets
from storage.database import Database
from tests.running import KEY

pytestmark = pytest.mark.long


async def test_at_least_fifteen_methods_have_a_history(tmp_path: Path) -> None:
    db = await Database.make(tmp_path / "demo.db", KEY)
    await db.write(live_until, datetime(2026, 12, 1, 10, tzinfo=UTC))
    shipped = [name for name, dialog in load_library().items() if dialog.keeps]
    begun = [name for name in shipped if await db.read(method_use.last_version, name)]
    (erik,) = [one.id for one in await db.read(people.all_borgere) if one.name == "Erik"]
    (sheet,) = await db.read(sheets.all_of, erik)
    await db.close()
    assert len(begun) >= 15, begun
    assert sheet.is_settled and {"safety_plan", "tense", "tense_again", "learning_look_back"} <= set(begun)
