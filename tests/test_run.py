"""`trivselsbot` as whoever runs it meets it: each trouble is one clear line, and stopping is clean."""

from __future__ import annotations

import logging
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import CannotStart, Service
from bot.cli import _Discreet
from bot.clock import Clock
from bot.config import read_settings
from bot.simulator.server import Simulator
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import people
from storage.database import Database
from tests.running import TOKEN, Run, Telegram, command, database, settings, telegram, trivselsbot

pytestmark = pytest.mark.long

NOWHERE = "http://127.0.0.1:9"


async def refused(folder: Path, *arguments: str, url: str = NOWHERE, **more: str) -> str:
    """Runs a command that must not work. Returns: the one line it says."""
    code, said = await command(*arguments, environment=settings(url, folder / "data") | more, log=folder / "log")
    assert code == 1 and "Traceback" not in said, said
    lines = said.splitlines()
    assert len(lines) == 1, said
    return lines[0]


def environment(url: str, folder: Path) -> dict[str, str]:
    return settings(url, folder / "data")


@asynccontextmanager
async def running(tg: Telegram, folder: Path, **more: str) -> AsyncIterator[Run]:
    """A bot that has started."""
    async with trivselsbot("run", environment=environment(tg.sim.url, folder) | more, log=folder / "running") as run:
        await run.says("running as")
        yield run


# -- what cannot be used


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
    assert not (tmp_path / "data" / "trivselsbot.db").exists()


async def test_a_token_that_telegram_refuses(tmp_path: Path) -> None:
    async with telegram() as tg:
        line = await refused(tmp_path, "run", url=tg.sim.url, TRIVSELSBOT_TELEGRAM_TOKEN="123456:another-one")
        assert "refuses the token" in line and "another-one" not in line
        line = await refused(
            tmp_path, "invite", "leder", url=tg.sim.url, TRIVSELSBOT_TELEGRAM_TOKEN="123456:another-one"
        )
        assert "refuses the token" in line


async def test_a_wrong_key_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "trivselsbot.db"
    await (await Database.open(file, "the right one")).close()
    before = file.read_bytes()
    for name in ("run", "invite"):
        arguments = (name, "leder") if name == "invite" else (name,)
        assert "key does not fit" in await refused(tmp_path, *arguments, TRIVSELSBOT_DATABASE_KEY="a wrong one")
    assert file.read_bytes() == before


async def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "data", Path("/proc/trivselsbot")):
        for arguments in (("run",), ("init",), ("invite", "leder")):
            line = await refused(tmp_path, *arguments, TRIVSELSBOT_DATA_DIR=str(folder))
            assert "cannot be written to" in line and str(folder) in line


async def test_something_in_the_way_of_the_lock(tmp_path: Path) -> None:
    (tmp_path / "data" / "running.lock").mkdir(parents=True)
    assert "cannot be written to" in await refused(tmp_path, "run")


async def test_a_dialog_of_the_house_that_is_wrong(tmp_path: Path) -> None:
    dialogs = tmp_path / "data" / "dialogs"
    dialogs.mkdir(parents=True)
    good = "id: mad\ntitle: {da: Mad, en: Food}\npurpose: menu\nsteps: [{id: a, kind: info, text: {da: Hej, en: Hi}}]\n"
    (dialogs / "mad.yaml").write_text(good + "colour: blue\n", "utf-8")
    for arguments in (("run",), ("dialogs", "check")):
        assert "mad.yaml: field 'colour'" in await refused(tmp_path, *arguments)
    (dialogs / "mad.yaml").unlink()
    code, said = await command("dialogs", "check", environment=environment(NOWHERE, tmp_path), log=tmp_path / "log")
    assert code == 0 and re.fullmatch(r"\d+ dialogs are good\.\n", said)


async def test_a_webhook_that_cannot_be_had(tmp_path: Path) -> None:
    async with telegram() as tg:
        taken = tg.sim.url.removeprefix("http://")
        hook = {"TRIVSELSBOT_WEBHOOK_URL": "https://solhuset.example/hook"}
        line = await refused(tmp_path, "run", url=tg.sim.url, TRIVSELSBOT_WEBHOOK_ADDRESS=taken, **hook)
        assert f"cannot listen on {taken}" in line
        tg.sim.faults.next("setWebhook", status=400)
        hook["TRIVSELSBOT_WEBHOOK_ADDRESS"] = "127.0.0.1:18443"
        assert "Telegram answers: " in await refused(tmp_path, "run", url=tg.sim.url, **hook)


async def test_a_second_one_on_the_same_data(tmp_path: Path) -> None:
    async with telegram() as tg, running(tg, tmp_path) as run:
        assert "Another Trivselsbot is running" in await refused(tmp_path, "run", url=tg.sim.url)
        tg.sim.user(1).starts()
        await tg.sim.user(1).waits_for("link")
        await run.stops()


# -- starting, stopping, trouble on the way


async def test_an_unreachable_server_is_waited_for(tmp_path: Path) -> None:
    async with telegram() as tg:
        url = tg.sim.url
    async with trivselsbot("run", environment=environment(url, tmp_path), log=tmp_path / "log") as run:
        await run.says("Telegram cannot be reached (NetworkError). Trying again in 1 s.")
        sim = Simulator(TOKEN, now=Clock().now)
        await sim.start(port=int(url.rpartition(":")[2]))
        await run.says("running as @trivsel_demo_bot")
        await run.stops()
        await sim.stop()
    assert "Traceback" not in run.said


SOON = 9.0
"""Seconds in which a stop must be over: below the ten a call to Telegram hangs, and room for a busy machine."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_it_cleanly_and_soon(tmp_path: Path, number: signal.Signals) -> None:
    async with telegram() as tg:
        async with running(tg, tmp_path) as run:
            tg.sim.faults.next("sendMessage", hang=10)
            tg.sim.user(1).starts()
            await run.until(lambda: tg.sim._busy > 0)
            assert await run.stops(number) < SOON
        async with trivselsbot("run", environment=environment(NOWHERE, tmp_path), log=tmp_path / "log") as run:
            await run.says("cannot be reached")
            assert await run.stops(number) < SOON
    assert "Traceback" not in run.said


async def test_a_token_refused_on_the_way_for_a_minute_ends_it_with_one_line(tmp_path: Path) -> None:
    async with telegram() as tg, running(tg, tmp_path) as run:
        tg.sim.token = "123456:a-new-one"
        tg.sim.drop_connections()
        assert await run.ends(patience=100) == 1  # it asks for a minute before it believes that
    assert run.said.splitlines()[-1].startswith("Telegram refuses the token.") and "Traceback" not in run.said


async def test_the_servers_address_may_end_in_bot(tmp_path: Path) -> None:
    async with telegram() as tg:
        for end in ("/", "/bot", "/bot/"):
            (tmp_path / "running").unlink(missing_ok=True)
            async with running(tg, tmp_path, TRIVSELSBOT_TELEGRAM_BASE_URL=tg.sim.url + end) as run:
                await run.stops()


# -- the first steps of a house


async def test_init_makes_what_is_needed_and_keeps_what_is_there(tmp_path: Path) -> None:
    given = {"TRIVSELSBOT_DATA_DIR": str(tmp_path / "data")}
    code, said = await command("init", environment=given, log=tmp_path / "log")
    key, file = tmp_path / "data" / "database.key", tmp_path / "data" / "settings.toml"
    assert code == 0 and "Ready in" in said and key.read_text() not in said
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "data", key, file)] == [0o700, 0o600, 0o600]
    made = key.read_text(), file.read_text()
    await command("init", environment=given, log=tmp_path / "log")
    assert (key.read_text(), file.read_text()) == made
    async with telegram() as tg:
        file.write_text(f'telegram_token = "{TOKEN}"\ntelegram_base_url = "{tg.sim.url}"\n{made[1]}', "utf-8")
        async with trivselsbot("run", environment=given, log=tmp_path / "log") as run:
            await run.says("running as")
            await run.stops()


async def test_a_leader_can_be_invited_before_the_first_run_and_while_it_runs(tmp_path: Path) -> None:
    async with telegram() as tg:
        given, log = environment(tg.sim.url, tmp_path), tmp_path / "log"
        code, before = await command("invite", "leder", environment=given, log=log)
        assert code == 0 and len(before.splitlines()) > 15, "a QR code"
        async with running(tg, tmp_path) as run:
            code, meanwhile = await command("invite", "leder", environment=given | {"TRIVSELSBOT_TELEGRAM_TOKEN": ""},
                                            log=log)  # fmt: skip
            assert code == 0
            for number, said in enumerate((before, meanwhile), 1):
                found = re.search(r"https://t\.me/trivsel_demo_bot\?start=([\w-]{20,64})", said)
                assert found, said
                tg.sim.user(number, first_name=f"Lis {number}").starts(found[1])
                await tg.sim.user(number).waits_for(f"Lis {number}")
            await run.stops()
        async with database(tmp_path / "data") as db:
            assert await db.snapshot.all("SELECT role FROM person") == [("leader",), ("leader",)]
    (tmp_path / "other").mkdir()
    assert "token is missing" in await refused(tmp_path / "other", "invite", "leder", TRIVSELSBOT_TELEGRAM_TOKEN="")


async def test_nothing_that_was_said_and_nobody_is_in_the_log(tmp_path: Path) -> None:
    async with telegram() as tg:
        given = environment(tg.sim.url, tmp_path)
        _, invitation = await command("invite", "leder", environment=given, log=tmp_path / "invitation")
        code = invitation.partition("start=")[2].split()[0]
        async with running(tg, tmp_path) as run:
            rosa = tg.sim.user(1, first_name="Rosa Hemmelig")
            rosa.starts(code)
            await rosa.waits_for("Rosa Hemmelig")
            tg.sim.faults.next("sendMessage", status=400)
            tg.sim.faults.next("sendMessage", status=502)
            tg.sim.faults.next("sendMessage", reset="before")
            for words in ("ingen skal se det her", "010190-1234", "<b>& ikke det her"):
                rosa.sends(words)
            rosa.sends_sticker()
            await run.says("was refused")
            await run.says("Telegram is reached again")
            tg.sim.drop_connections()
            await run.says("next try in")
            await run.stops()
        for secret in (TOKEN, TOKEN.partition(":")[2], code, "Rosa", "Hemmelig", "ingen skal", "0190", "ikke det"):
            assert secret not in run.said, secret
        assert "Traceback" not in run.said


async def test_a_part_that_fails_ends_it_with_a_line_that_says_where_and_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object) -> float:
        raise ValueError("ingen må se det her")

    monkeypatch.setattr("storage.outbox.next_moment", breaks)
    async with telegram() as tg, Service(read_settings(environment(tg.sim.url, tmp_path)), Clock()) as bot:
        with pytest.raises(CannotStart) as ended:
            await bot.finished()
    assert str(ended.value).startswith("The sender failed (ValueError at tests.test_run.breaks:")
    assert "ingen" not in str(ended.value)


@pytest.mark.parametrize(
    ("logger", "template", "arguments", "told"),
    [
        (
            "telegram.request",
            'Can not load invalid JSON data: "%s"',
            ("hemmeligt",),
            "telegram.request reports a problem",
        ),
        ("asyncio", "An open transport", (), "An open transport"),
        ("bot.app", "running as @%s", ("solhuset_bot",), "running as @solhuset_bot"),
    ],
)
def test_a_librarys_line_never_shows_what_it_would_fill_in(
    logger: str, template: str, arguments: tuple[str, ...], told: str
) -> None:
    record = logging.LogRecord(logger, logging.ERROR, "", 0, template, arguments, None)
    assert _Discreet(TOKEN).filter(record) and record.getMessage() == told


async def test_erasing_looks_first_asks_then_and_takes_silence_for_a_no(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    async with database(tmp_path / "data") as db, db.write() as tx:
        await people.add_person(tx, Role.BORGER, "Rosa", Clock().now(), profile=ReadingProfile())
    assert "There is no borger" in await refused(tmp_path, "erase", "Bodil")
    given = environment(NOWHERE, tmp_path)
    code, said = await command("erase", "Rosa", environment=given, log=tmp_path / "log")
    assert code == 1 and "Rosa (number 1)" in said and said.splitlines()[-1] == "Nothing was erased."
    code, said = await command("erase", "Rosa", "--yes", environment=given, log=tmp_path / "log")
    assert (code, said) == (0, "Erased.\n")
    assert "There is no borger" in await refused(tmp_path, "erase", "1", "--yes")
