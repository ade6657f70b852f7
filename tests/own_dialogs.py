"""A house's own dialogs, in the folder of its data."""

from __future__ import annotations

import re
from pathlib import Path


def write_dialog(folder: Path, body: str) -> None:
    """Puts a dialog of the house's own where the bot finds it, under its id."""
    found = re.search(r"^id: (\w+)$", body, re.MULTILINE)
    assert found, body
    (folder / "dialogs").mkdir(exist_ok=True)
    (folder / "dialogs" / f"{found[1]}.yaml").write_text(body, "utf-8")
