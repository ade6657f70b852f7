"""The documents are true: every setting, command, path, name, quotation, picture and licence in them."""

from __future__ import annotations

import re
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from bot.cli import _parser
from bot.config import table
from tests.docs.field import FIELD, METHODS, rows, with_cells
from tests.docs.licences import licence_of, named, needed, noticed
from tests.docs.picture import draw, rooms_svg
from tests.docs.references import documents, wrong, wrong_paths
from tests.docs.rooms import ROOT, imports, levels

README = (ROOT / "README.md").read_text("utf-8")
NOTICE = (ROOT / "NOTICE").read_text("utf-8")


def test_every_setting_is_in_the_readme_with_its_default_and_meaning() -> None:
    for name, default, meaning in table():
        assert f"| `{name}` | {f'`{default}`' if default else ''} | {meaning} |" in README


def test_every_setting_in_the_readme_exists() -> None:
    assert set(re.findall(r"TRIVSELSBOT_[A-Z_]+", README)) == {name for name, _, _ in table()}


def test_every_command_is_in_the_readme() -> None:
    listed = re.findall(r"^    (\w+) {2,}\w", _parser().format_help(), re.MULTILINE)
    assert len(listed) >= 5
    assert [name for name in listed if f"`trivselsbot {name}" not in README] == []


def test_every_make_target_is_told_of() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    told = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert [target for target in phony[1].split() if target != "clean" and f"make {target}" not in told] == []


def test_the_pictures_makers_are_named() -> None:
    for text in (README, NOTICE):
        assert "OpenMoji" in text and "CC BY-SA 4.0" in text


def test_every_method_stands_once_among_those_of_the_field_with_what_it_leads_to() -> None:
    told = FIELD.read_text("utf-8")
    assert sorted(name for name, _ in rows(told)) == sorted(METHODS), "each file has one row in docs/field.md"
    assert [name for name, leads in rows(told) if not leads.strip()] == []
    assert with_cells(told) == told, "make docs"
    assert with_cells("| A | `fit` | | | | B |") == "| A | `fit` | borger | every 2 weeks | answers | B |"


@pytest.mark.parametrize("file", documents(), ids=lambda file: file.name)
def test_what_a_document_names_is_there(file: Path) -> None:
    strict = file.name not in ("README.md", "CHANGELOG.md")  # these have words in backticks that people write
    assert wrong(file.read_text("utf-8"), file, strict=strict) == []


def test_paths_in_the_notice_are_there() -> None:
    assert wrong_paths(NOTICE) == []
    assert wrong_paths("It lies in tests/demo.jpg.") == ["tests/demo.jpg"]


@pytest.mark.parametrize(
    "text",
    [
        "`bot/nowhere.py`", "`bot/nowhere/`", "`nowhere.py`", "`dialogs/*.txt`", "`storage/tx.py::Ty`",
        "`storage/tx.py::Tx.two`", "`inbox.take_out`", "`Tx.two`", "`storage.tx.Ty`", "`json.dumbs`",
        "`no_such" + "_word`", "`make\ncoffee`", "[a](nowhere.md)", "[a](#nowhere)", "[a](README.md#nowhere)",
        "`make test PART=tests/test_nothing.py`", "`trivselsbot brew`", "`trivselsbot dialogs brew`",
        "`python -m tests.brew`", "```sh\nmake coffee  # now\n```",
        "```python\nasync def brew() -> None: ...\n```", "```tree\nbot/nowhere/  of no use\n```",
    ],
)  # fmt: skip
def test_what_is_not_there_is_found(text: str) -> None:
    assert wrong(text, ROOT / "CONTRIBUTING.md", strict=True) != []


@pytest.mark.parametrize(
    "text",
    [
        "`storage/tx.py`", "`bot/asking/`", "`tx.py`", "`storage/*.py`", "`storage/tx.py::Tx.one`", "`inbox.take_in`",
        "`Tx.toasts`", "`storage.tx.stamp`", "`json.dumps`", "`Tx`", "`make\ntest`", "`trivselsbot dialogs check`",
        "`python -m tests.bench`", "[a](https://example.org)", "[a](README.md#try-it)",
        "```tree\nbot/asking/  check-ins\n```",
    ],
)  # fmt: skip
def test_what_is_there_is_not_complained_of(text: str) -> None:
    assert wrong(text, ROOT / "CONTRIBUTING.md", strict=True) == []


def test_the_picture_of_the_rooms_is_as_the_code_is() -> None:
    assert (ROOT / "docs" / "rooms.svg").read_text("utf-8") == rooms_svg(), "`make docs` draws it anew"


def test_every_room_is_told_of() -> None:
    told = (ROOT / "docs" / "how-it-is-built.md").read_text("utf-8")
    assert [room for room in imports() if room.endswith("/") and f"| `{room}` |" not in told] == []


def test_another_import_is_another_picture() -> None:
    now = imports()
    assert draw(now) == rooms_svg()
    more = {room: found | ({"bot/week/"} if room == "bot/speaking/" else set()) for room, found in now.items()}
    assert draw(more) != rooms_svg()


def test_rooms_that_import_each_other_have_no_picture() -> None:
    with pytest.raises(ValueError, match="import each other: bot/week/, dialogs/"):
        draw({"dialogs/": {"bot/week/"}, "bot/week/": {"dialogs/"}})


def test_who_imports_stands_above() -> None:
    found = imports()
    level = levels(found)
    assert level["dialogs/"] == 0 < level["bot/desk/"] < level["bot/app.py"]
    assert [room for room, others in found.items() if any(level[other] >= level[room] for other in others)] == []


def test_every_licence_is_in_the_notice_as_the_package_names_it() -> None:
    told = noticed(NOTICE)
    for name, package in needed().items():
        assert told.get(name) == licence_of(package), "`make docs` writes it anew"


def test_the_notice_names_only_what_may_be_installed() -> None:
    locked = set(map(named, re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)))
    assert len(noticed(NOTICE)) > 20
    assert noticed(NOTICE).keys() <= locked


@pytest.mark.parametrize(
    ("says", "file", "licence"),
    [
        ("License-Expression: MIT\nLicense: Other", "", "MIT"),
        ("License: BSD-3-Clause", "", "BSD-3-Clause"),
        ("License: Dual License\nClassifier: License :: OSI Approved :: BSD License", "", "BSD License"),
        ("Version: 1", "Copyright\n\nPermission is hereby granted, free of charge, to", "MIT (by its licence file)"),
    ],
)
def test_a_licence_is_read_where_the_package_names_it(tmp_path: Path, says: str, file: str, licence: str) -> None:
    assert licence_of(packaged(tmp_path, says, file)) == licence


def test_a_package_that_names_no_licence_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="brew names no licence"):
        licence_of(packaged(tmp_path, "Version: 1", "All rights reserved."))


def packaged(folder: Path, says: str, file: str) -> Distribution:
    """An installed package with this metadata and licence file."""
    about = folder / "brew-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: brew\n{says}\n", "utf-8")
    (about / "LICENSE").write_text(file, "utf-8")
    (about / "RECORD").write_text("brew-1.dist-info/LICENSE,,\n", "utf-8")
    return Distribution.at(about)


def test_the_readme_shows_three_screens_that_load_quickly() -> None:
    shown = re.findall(r"!\[[^\]]+\]\((docs/[^)]+\.png)\)", README)
    assert len(shown) == 3
    assert [name for name in shown if (ROOT / name).stat().st_size >= 120_000] == []
