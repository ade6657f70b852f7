"""The commands beside `run`, as processes: the first steps of a house, and what is not there."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.keys import DATABASE
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import meta, people, watch
from tests.books import books
from tests.running import (
    NOWHERE,
    ROOT,
    TOKEN,
    command,
    database,
    environment,
    house_of_init,
    refused,
    running,
    telegram,
    trivselsbot,
)

__all__ = ["house_of_init"]
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("house_of_init")]

COMMANDS = (("invite", "leder"), ("forecast",), ("export", "1", "copy"), ("erase", "1", "--yes"))
"""All that work on the database, beside `run`."""


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TELEGRAM_TOKEN", "", "token is missing"),
        ("TELEGRAM_TOKEN", "my token", "is not a bot token"),
        ("DATABASE_KEY", "", "key is missing"),
        ("COLOUR", "blue", "TRIVSELSBOT_COLOUR is not a setting"),
        ("TIMEZONE", "Solhuset", "is not a time zone"),
    ],
)
async def test_a_setting_that_cannot_be_used(tmp_path: Path, name: str, value: str, says: str) -> None:
    assert says in await refused(tmp_path, "run", **{f"TRIVSELSBOT_{name}": value})


async def test_a_token_that_telegram_refuses(tmp_path: Path) -> None:
    async with telegram() as tg:
        line = await refused(tmp_path, "run", url=tg.sim.url, TRIVSELSBOT_TELEGRAM_TOKEN="123456:another-one")
        assert "refuses the token" in line and "another-one" not in line
        line = await refused(
            tmp_path, "invite", "leder", url=tg.sim.url, TRIVSELSBOT_TELEGRAM_TOKEN="123456:another-one"
        )
        assert "refuses the token" in line


async def test_a_wrong_key_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "data" / DATABASE
    before = file.read_bytes()
    for name in ("run", "invite"):
        arguments = (name, "leder") if name == "invite" else (name,)
        assert "key does not fit" in await refused(tmp_path, *arguments, TRIVSELSBOT_DATABASE_KEY="a wrong one")
    assert file.read_bytes() == before


@pytest.mark.parametrize("state", ["no folder", "no file", "empty", "a folder"])
async def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, state: str) -> None:
    data = tmp_path / "data"
    file = data / DATABASE
    file.unlink()
    if state == "no folder":
        data.rmdir()
    elif state == "empty":
        file.touch()
    elif state == "a folder":
        file.mkdir()
    before = sorted(tmp_path.rglob("*"))
    line = await refused(tmp_path, "run")
    (tmp_path / "log").unlink()
    assert ("it is a folder" if state == "a folder" else "is empty" if state == "empty" else "is no database") in line
    assert sorted(tmp_path.rglob("*")) == before
    for arguments in COMMANDS if state == "no file" else COMMANDS[:1]:
        assert await refused(tmp_path, *arguments) == line
    (tmp_path / "log").unlink()
    assert sorted(tmp_path.rglob("*")) == before


async def test_the_first_line_says_house_people_and_age_of_the_data(tmp_path: Path) -> None:
    house = {"TRIVSELSBOT_HOUSE_NAME": "Solhuset"}
    async with telegram() as tg:
        async with running(tg, tmp_path, **house) as run:
            await run.stops()
        assert run.said.splitlines()[0].endswith(
            "INFO Solhuset: nobody yet. `trivselsbot invite leder` makes the first link."
        )
        async with database(tmp_path / "data") as db:
            await db.write(
                people.add_person, Role.BORGER, "Rosa", datetime(2026, 1, 2, tzinfo=UTC), profile=ReadingProfile()
            )
        (tmp_path / "running").unlink()
        async with running(tg, tmp_path, **house) as run:
            await run.stops()
    first = run.said.splitlines()[0]
    assert "Solhuset: 1 borgere, 0 staff, 0 leaders; first data 2026-01-02 01:00, last used " in first
    assert "Rosa" not in run.said


async def test_a_house_that_init_has_made_runs(tmp_path: Path) -> None:
    given = {"TRIVSELSBOT_DATA_DIR": str(tmp_path / "new"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    code, said = await command("init", environment=given, log=tmp_path / "log")
    assert code == 0 and "Ready in" in said
    file = tmp_path / "new" / "settings.toml"
    async with telegram() as tg:
        file.write_text(
            f'telegram_token = "{TOKEN}"\ntelegram_base_url = "{tg.sim.url}"\n{file.read_text("utf-8")}', "utf-8"
        )
        async with trivselsbot("run", environment=given, log=tmp_path / "log") as run:
            await run.says("running as")
            await run.stops()
    assert "The database key" not in run.said and "Others on this machine" not in run.said


async def test_a_leader_can_be_invited_before_the_first_run_and_while_it_runs(tmp_path: Path) -> None:
    async with telegram() as tg:
        given, log = environment(tg.sim.url, tmp_path), tmp_path / "log"
        code, before = await command("invite", "leder", environment=given, log=log)
        assert code == 0 and len(before.splitlines()) > 15, "a QR code"
        assert "Before borgere are invited: fill in who is responsible" in before
        async with running(tg, tmp_path) as run:
            known = given | {"TRIVSELSBOT_TELEGRAM_TOKEN": "", "TRIVSELSBOT_RESPONSIBLE": "Solsikke Kommune"}
            code, meanwhile = await command("invite", "leder", environment=known, log=log)
            assert code == 0 and "Before borgere" not in meanwhile
            for number, said in enumerate((before, meanwhile), 1):
                found = re.search(r"https://t\.me/trivsel_demo_bot\?start=([\w-]{20,64})", said)
                assert found, said
                tg.sim.user(number, first_name=f"Lis {number}").starts(found[1])
                await tg.sim.user(number).waits_for(f"Lis {number}")
            await run.stops()
        async with database(tmp_path / "data") as db:
            assert await db.read(people.counted) == {"leader": 2}


async def test_erasing_looks_first_asks_then_and_takes_silence_for_a_no(tmp_path: Path) -> None:
    async with database(tmp_path / "data") as db:
        await db.write(people.add_person, Role.BORGER, "Rosa", Clock().now(), profile=ReadingProfile())
    assert "There is no borger" in await refused(tmp_path, "erase", "Bodil")
    given = environment(NOWHERE, tmp_path)
    code, said = await command("erase", "Rosa", environment=given, log=tmp_path / "log")
    assert code == 1 and "Rosa (number 1)" in said and said.splitlines()[-1] == "Nothing was erased."
    code, said = await command("erase", "Rosa", "--yes", environment=given, log=tmp_path / "log")
    assert code == 0 and said.splitlines()[0] == "Erased." and "Cannot be called back" in said
    assert "There is no borger" in await refused(tmp_path, "erase", "1", "--yes")
    assert "token is missing" in await refused(tmp_path, "invite", "leder", TRIVSELSBOT_TELEGRAM_TOKEN="")


async def test_what_is_given_by_mistake_is_refused_in_a_line_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "There is no borger" in await refused(tmp_path, "forecast", "--borger", "")
    for name, *more in (("backup",), ("export", "1")):
        async with database(tmp_path / "data") as db:
            await db.write(people.add_person, Role.BORGER, "Rosa", Clock().now(), profile=ReadingProfile())
        line = await refused(tmp_path, name, *more, str(tmp_path / "file"))
        assert line == f"The folder {tmp_path / 'file'} cannot be written to: File exists."


async def test_erasing_says_first_that_the_clock_is_wrong(tmp_path: Path) -> None:
    async with database(tmp_path / "data") as db:
        await db.write(people.add_person, Role.BORGER, "Rosa", Clock().now(), profile=ReadingProfile())
        await db.write(watch.alive, Clock().now() + timedelta(days=1))
    code, said = await command(
        "erase", "Rosa", "--yes", environment=environment(NOWHERE, tmp_path), log=tmp_path / "log"
    )
    assert code == 0 and said.startswith("The machine's clock says ") and said.splitlines()[1] == "Erased."


async def test_a_backup_of_a_running_bot_is_restored_elsewhere(tmp_path: Path) -> None:
    given, log = environment(NOWHERE, tmp_path), tmp_path / "log"
    async with database(tmp_path / "data") as db:
        for name in ("Rosa", "Egon"):  # what is in the write-ahead log alone
            await db.write(people.add_person, Role.BORGER, name, Clock().now(), profile=ReadingProfile())
        code, said = await command("backup", str(tmp_path / "backups"), environment=given, log=log)
        assert code == 0 and said.startswith("Written: ")
    elsewhere = given | {"TRIVSELSBOT_DATA_DIR": str(tmp_path / "elsewhere")}
    file = said.splitlines()[0].removeprefix("Written: ")
    code, said = await command("restore", file, environment=elsewhere, log=log)
    assert code == 0 and said.startswith("Restored from ")
    async with database(tmp_path / "elsewhere") as db:
        assert [borger.name for borger in await db.read(people.all_borgere)] == ["Egon", "Rosa"]
    code, said = await command("restore", file, environment=elsewhere, log=log)
    assert code == 1 and "--replace" in said and len(said.splitlines()) == 1


def mount(*arguments: str | Path) -> bool:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0


@contextmanager
def own_disk(folder: Path) -> Iterator[None]:
    """A small disk on a folder. Only who may mount one can try it."""
    folder.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", folder):
        pytest.skip("no disk may be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize("fault", ["is full", "its disk is read-only"])
async def test_a_disk_that_is_full_or_read_only_is_named_by_every_command(tmp_path: Path, fault: str) -> None:
    shutil.move(tmp_path / "data", tmp_path / "kept")
    commands = (*COMMANDS, ("init",), ("run",), ("forecast", "--borger", "Rosa"), ("backup", "data/backups"),
                ("restore", str(tmp_path / "kept" / DATABASE), "--replace"))  # fmt: skip
    with own_disk(tmp_path / "data"):
        shutil.copytree(tmp_path / "kept", tmp_path / "data", dirs_exist_ok=True)
        async with database(tmp_path / "data") as db:
            await db.write(people.add_person, Role.BORGER, "Rosa", Clock().now(), profile=ReadingProfile())
        if fault == "is full":
            with pytest.raises(OSError), (tmp_path / "data" / "much").open("wb") as much:
                while True:
                    much.write(bytes(4096))
                    much.flush()
        else:
            assert mount("-o", "remount,ro", tmp_path / "data")
        before = (tmp_path / "data" / DATABASE).read_bytes()
        for arguments in commands if fault == "is full" else commands[::4]:
            given = [each.replace("data/", f"{tmp_path}/data/") for each in arguments]
            line = await refused(tmp_path, *given)
            assert fault in line or "Read-only file system" in line, (arguments, line)
        assert (tmp_path / "data" / DATABASE).read_bytes() == before
        assert not list((tmp_path / "data").glob("backups/*"))


@pytest.mark.parametrize("arguments", [("erase", "1", "--yes"), ("invite", "leder"), ("backup", "backups"), ("init",)])
async def test_on_a_full_disk_a_command_ends_in_one_line_and_nothing_is_half(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    async with database(tmp_path / "data") as db:
        await db.write(people.add_person, Role.BORGER, "Rosa", Clock().now(), profile=ReadingProfile())
        await db.write(meta.remember, "username", "solhuset_bot")
    if arguments == ("init",):
        (tmp_path / "data" / DATABASE).unlink()
    before = {file.name: file.read_bytes() for file in (tmp_path / "data").iterdir()}
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); from bot.cli import main; main()"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", full, *arguments, cwd=tmp_path, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT,
        env=os.environ | environment(NOWHERE, tmp_path) | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    said = (await process.communicate())[0].decode()
    assert process.returncode == 1 and len(said.splitlines()) == 1 and "Traceback" not in said, said
    if arguments == ("init",):
        assert not (tmp_path / "data" / DATABASE).exists()
        return
    async with database(tmp_path / "data") as db:
        assert await db.read(people.counted) == {"borger": 1}
        assert [borger.name for borger in await db.read(people.all_borgere)] == ["Rosa"]
        assert (await books(db))["invitation"] == []
    assert (tmp_path / "data" / DATABASE).read_bytes() == before[DATABASE]
    assert not (tmp_path / "backups").exists() or list((tmp_path / "backups").iterdir()) == []
