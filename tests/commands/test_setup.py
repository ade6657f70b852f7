"""`trivselsbot init` and the key: made once, kept apart from the data, never weak, never lost without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.commands.setup import set_up
from bot.config import Settings, SettingsError, read_settings
from bot.keys import DATABASE, warnings, weakness
from storage.database import Database
from storage.file import DatabaseRefused

GOOD = "fem ord er bedre end et"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def settings(folder: Path, **more: str) -> Settings:
    return read_settings({f"TRIVSELSBOT_{k.upper()}": v for k, v in {"data_dir": str(folder), **more}.items()})


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


async def made(folder: Path, **more: str) -> Settings:
    """A house that init has made, as it is read afterwards."""
    await set_up(settings(folder, **more))
    return settings(folder, **more)


async def test_it_makes_what_is_needed_and_keeps_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    said = await set_up(settings(folder))
    house = settings(folder)
    assert house.key_file is not None and house.key_file.parent == tmp_path / "config" / "trivselsbot"
    assert house.key() not in "\n".join(said) and str(house.key_file) in "\n".join(said)
    private = (folder, folder / DATABASE, folder / "settings.toml", house.key_file)
    assert [path.stat().st_mode & 0o777 for path in private] == [0o700, 0o600, 0o600, 0o600]
    assert warnings(house) == []
    before = bytes_of(tmp_path)
    assert await set_up(house) == said
    assert bytes_of(tmp_path) == before


async def test_what_was_cut_off_is_finished_with_the_same_key(tmp_path: Path) -> None:
    key = (await made(tmp_path / "data")).key()
    (tmp_path / "data" / DATABASE).unlink()
    (tmp_path / "data" / "settings.toml").unlink()
    assert (await made(tmp_path / "data")).key() == key
    (tmp_path / "data" / DATABASE).write_bytes(b"")
    await (await Database.open((await made(tmp_path / "data")).folder / DATABASE, key)).close()


async def test_two_houses_have_a_key_each(tmp_path: Path) -> None:
    one, two = await made(tmp_path / "a" / "data"), await made(tmp_path / "b" / "data")
    assert one.key() != two.key()


async def test_beside_a_database_whose_key_is_lost_it_says_so(tmp_path: Path) -> None:
    house = await made(tmp_path / "data")
    assert house.key_file is not None
    house.key_file.unlink()
    before = bytes_of(tmp_path)
    with pytest.raises(SettingsError, match="its key is lost"):
        await set_up(settings(tmp_path / "data"))
    (tmp_path / "data" / "settings.toml").unlink()
    with pytest.raises(SettingsError, match="its key is lost"):
        await set_up(settings(tmp_path / "data"))
    with pytest.raises(DatabaseRefused, match="does not fit"):
        await set_up(settings(tmp_path / "data", database_key=GOOD))
    assert bytes_of(tmp_path).items() <= before.items()


@pytest.mark.parametrize(
    ("key", "good"),
    [
        ("a", False), ("0" * 64, False), ("hemmelig", False), ("aaaaaaaaaaaaaaaaaaaaaaaaa", False),
        ("0123456789abcdef" * 4, True), (GOOD, True), ("rød grød med fløde 🔑", True),
    ],
)  # fmt: skip
async def test_a_weak_key_makes_no_database(tmp_path: Path, key: str, good: bool) -> None:
    assert (weakness(key) is None) is good
    if good:
        assert not warnings(await made(tmp_path / "data", database_key=key))
        return
    with pytest.raises(SettingsError, match="too weak"):
        await set_up(settings(tmp_path / "data", database_key=key))
    assert not bytes_of(tmp_path)
    (tmp_path / "key").write_text(key)
    with pytest.raises(SettingsError, match="too weak"):
        await set_up(settings(tmp_path / "data", database_key_file=str(tmp_path / "key")))


async def test_a_database_with_a_weak_key_still_opens_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    await (await Database.make(tmp_path / "data" / DATABASE, "a")).close()
    house = await made(tmp_path / "data", database_key="a")
    assert [line for line in warnings(house) if "key is weak" in line]


async def test_what_others_can_read_draws_a_warning(tmp_path: Path) -> None:
    house = await made(tmp_path / "data")
    assert house.key_file is not None
    for what, mode in ((house.folder, 0o755), (house.folder / "settings.toml", 0o644), (house.key_file, 0o640)):
        was = what.stat().st_mode & 0o777
        what.chmod(mode)
        (line,) = warnings(house)
        assert str(what) in line and "Others on this machine" in line
        what.chmod(was)


async def test_a_key_with_the_data_draws_a_warning(tmp_path: Path) -> None:
    house = await made(tmp_path / "data", database_key_file=str(tmp_path / "data" / "database.key"))
    assert [line for line in warnings(house) if "lies with the database" in line]
    (tmp_path / "data" / "settings.toml").write_text(f'database_key = "{house.key()}"\n', "utf-8")
    assert [line for line in warnings(settings(tmp_path / "data")) if "stands in" in line]


async def test_a_folder_that_is_moved_still_starts(tmp_path: Path) -> None:
    with_key = await made(tmp_path / "one", database_key_file=str(tmp_path / "one" / "database.key"))
    apart = await made(tmp_path / "two")
    (tmp_path / "three").mkdir(mode=0o700)  # as the versions before made it: an absolute path into the data folder
    older = tmp_path / "three" / "database.key"
    older.write_text("0123456789abcdef" * 4)
    (tmp_path / "three" / "settings.toml").write_text(f'database_key_file = "{older}"\n', "utf-8")
    await set_up(settings(tmp_path / "three"))
    keys = [with_key.key(), apart.key(), "0123456789abcdef" * 4]
    for name, key in zip(("one", "two", "three"), keys, strict=True):
        shutil.move(tmp_path / name, tmp_path / "elsewhere" / name)
        moved = settings(tmp_path / "elsewhere" / name)
        assert moved.key() == key
        await (await Database.open(moved.folder / DATABASE, key)).close()


async def test_the_key_of_an_older_version_is_found_without_settings(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "database.key").write_text("0123456789abcdef" * 4)
    assert (await made(tmp_path / "data")).key() == "0123456789abcdef" * 4
