"""The README knows every setting and command."""

from __future__ import annotations

import re
from pathlib import Path

from bot.cli import _parser
from bot.config import table

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_every_setting_is_in_the_readme_with_its_default_and_meaning() -> None:
    for name, default, meaning in table():
        assert f"| `{name}` | {f'`{default}`' if default else ''} | {meaning} |" in README


def test_every_setting_in_the_readme_exists() -> None:
    assert set(re.findall(r"TRIVSELSBOT_[A-Z_]+", README)) == {name for name, _, _ in table()}


def test_every_command_is_in_the_readme() -> None:
    listed = re.findall(r"^    (\w+) {2,}\w", _parser().format_help(), re.MULTILINE)
    assert len(listed) >= 5
    assert [name for name in listed if f"`trivselsbot {name}" not in README] == []


def test_the_pictures_makers_are_named() -> None:
    assert "OpenMoji" in README and "CC BY-SA 4.0" in README
