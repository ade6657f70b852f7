"""`trivselsbot` as whoever runs it meets it: each trouble is one clear line, and stopping is clean."""

from __future__ import annotations

import logging
import re
import signal
from pathlib import Path

import pytest

from bot.app import Service
from bot.cli import _Discreet
from bot.clock import Clock
from bot.config import read_settings
from bot.simulator.server import Simulator
from bot.telegram.meeting import CannotStart
from tests.running import (
    NOWHERE,
    TOKEN,
    command,
    environment,
    house_of_init,
    refused,
    running,
    telegram,
    trivselsbot,
)

__all__ = ["house_of_init"]
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("house_of_init")]

# -- what cannot be used


async def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "data", Path("/proc/trivselsbot")):
        line = await refused(tmp_path, "init", TRIVSELSBOT_DATA_DIR=str(folder))
        assert "cannot be written to" in line and str(folder) in line


async def test_something_in_the_way_of_the_lock(tmp_path: Path) -> None:
    (tmp_path / "data" / "running.lock").mkdir()
    assert "cannot be written to" in await refused(tmp_path, "run")


FOOD = "id: mad\ntitle: {da: Mad, en: Food}\npurpose: menu\nsteps: [{id: a, kind: info, text: {da: Hej, en: Hi}}]\n"


async def test_a_dialog_of_the_house_that_is_wrong(tmp_path: Path) -> None:
    dialogs = tmp_path / "data" / "dialogs"
    dialogs.mkdir(parents=True)
    (dialogs / "mad.yaml").write_text(FOOD + "colour: blue\n", "utf-8")
    assert "mad.yaml:5: field 'colour'" in await refused(tmp_path, "dialogs", "check")
    (dialogs / "mad.yaml").unlink()
    code, said = await command("dialogs", "check", environment=environment(NOWHERE, tmp_path), log=tmp_path / "log")
    assert code == 0 and re.fullmatch(r"\d+ dialogs are good\.\nNone of them is the house's own: .*\n", said)


async def test_a_dialog_that_breaks_stops_nothing_and_the_leader_hears_of_it_once(tmp_path: Path) -> None:
    wish = tmp_path / "data" / "dialogs" / "wish.yaml"
    wish.parent.mkdir(parents=True)
    wish.write_text(FOOD.replace("id: mad", "id: wish"), "utf-8")
    async with telegram() as tg:
        given = environment(tg.sim.url, tmp_path)
        _, invitation = await command("invite", "leder", environment=given, log=tmp_path / "invitation")
        lis = tg.sim.user(1, first_name="Lis")
        async with running(tg, tmp_path) as run:
            lis.starts(invitation.partition("start=")[2].split()[0])
            await lis.waits_for("Lis")
            await run.stops()
        wish.write_text("id: wish\ntitle: [\n", "utf-8")
        log = (tmp_path / "running").stat().st_size
        async with running(tg, tmp_path) as run:
            await lis.waits_for("wish.yaml, linje 3")
            assert "wish.yaml:3: not YAML" in run.said[log:]
            await run.stops()
        async with running(tg, tmp_path) as run:
            await run.kill()
        async with running(tg, tmp_path) as run:
            lis.sends("Mere")
            await lis.waits_for("Ny medarbejder")
            await run.stops()
        assert lis.screen().count("wish.yaml, linje 3") == 1
    _, said = await command("dialogs", "check", environment=given, log=tmp_path / "log")
    assert said.startswith("wish.yaml:3: not YAML")


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
        await run.says("Telegram cannot be reached (ClientConnectorError). Trying again in 1 s.")
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
            await run.says("did not get through")
            tg.sim.drop_connections()
            await run.says("next try in")
            await run.stops()
        for secret in (TOKEN, TOKEN.partition(":")[2], code, "Rosa", "Hemmelig", "ingen skal", "0190", "ikke det"):
            assert secret not in run.said, secret
        assert "Traceback" not in run.said


async def test_a_part_that_fails_ends_it_with_a_line_that_says_where_and_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> float:
        raise ValueError("ingen må se det her")

    monkeypatch.setattr("storage.outbox.next_moment", breaks)
    async with telegram() as tg, Service(read_settings(environment(tg.sim.url, tmp_path)), Clock()) as bot:
        with pytest.raises(CannotStart) as ended:
            await bot.finished()
    assert str(ended.value).startswith("The sender failed (ValueError at tests.whole.test_run.breaks:")
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
