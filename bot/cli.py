"""The command line of Trivselsbot."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import os
import re
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import sqlcipher3

from bot.clock import Clock
from bot.config import Settings, SettingsError, read_settings, table
from bot.keys import DATABASE
from dialogs.method.problems import DialogError
from storage.damage import DatabaseDamaged
from storage.file import DatabaseRefused, matter_with_disk


def main() -> None:
    """Runs a command; every expected problem ends with one clear line and exit code 1."""
    arguments = _parser().parse_args()
    try:
        settings = read_settings(os.environ)
        _log_quietly(settings)
        arguments.command(settings, arguments, Clock())
    except (SettingsError, DialogError, DatabaseRefused, DatabaseDamaged) as error:
        sys.exit(str(error))
    except sqlcipher3.dbapi2.Error as error:
        what = f"The database cannot be used: {error}. The command was not done."
        sys.exit(f"{what} {matter_with_disk(settings.folder, settings.folder / DATABASE)}".rstrip())
    except OSError as error:
        sys.exit(f"{error.filename or 'The computer'}: {error.strerror or error}. The command was not done.")
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    names = "\n".join(f"  {name}\n      {about} (default: {default or 'none'})" for name, default, about in table())
    parser = argparse.ArgumentParser(
        prog="trivselsbot",
        description="A Telegram assistant for Danish botilbud.",
        epilog=f"settings, from the environment or <data>/settings.toml:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    demo = commands.add_parser("demo", help="show the whole thing in a browser, without a Telegram account")
    demo.add_argument("--port", type=int, default=8765, help="where the page is (default: 8765, or any free one)")
    demo.add_argument("--dialogs", type=Path, help="a folder with a house's own dialogs, to try them in the demo")
    demo.set_defaults(command=_demo)
    init = commands.add_parser("init", help="make the data folder, the database, its key and a settings file")
    init.set_defaults(command=_init)
    run = commands.add_parser("run", help="run the bot")
    run.set_defaults(command=_run)
    invite = commands.add_parser("invite", help="print a one-time link and QR code that makes a leader")
    invite.add_argument("role", choices=["leder"])
    invite.set_defaults(command=_invite)
    _dialog_commands(commands)
    _data_commands(commands)
    return parser


def _dialog_commands(commands: Any) -> None:
    """The commands about dialogs, of argparse's subparsers `commands`."""
    dialogs = commands.add_parser("dialogs", help="check the dialogs, the house's own too, or try one")
    whats = dialogs.add_subparsers(required=True, metavar="what")
    whats.add_parser("check", help="tell what is wrong, by file and line").set_defaults(command=_check_dialogs)
    play = whats.add_parser("play", help="go through a dialog here, with invented people and nothing kept")
    play.set_defaults(command=_play_dialog)
    play.add_argument("--as", dest="profile", choices=_PROFILES, default="faces", help="a way of reading")
    play.add_argument("--reading", choices=["pictures", "both", "text"], help="what carries the meaning")
    play.add_argument("--style", choices=["faces", "thumbs", "numbers", "words"], help="what a rating is tapped on")
    play.add_argument("--steps", type=int, choices=[2, 3, 5, 11], help="how many steps a rating has")
    preview = whats.add_parser("preview", help="write one page with every card, and the dialog as a diagram")
    preview.set_defaults(command=_preview_dialog)
    preview.add_argument(
        "--as", dest="profiles", choices=_PROFILES, action="append", help="a way of reading, or several"
    )
    preview.add_argument("--to", type=Path, help="the file to write (default: the dialog's id with .html, here)")
    for each in (play, preview):
        each.add_argument("dialog", help="the dialog's id")
        each.add_argument("--language", choices=["da", "en"], help="the language (default: the house's)")
        each.add_argument("--voice", choices=["borger", "helped", "staff"], help="who answers")


_PROFILES = ("faces", "pictures", "numbers", "thumbs", "staff")
"""Ways of reading, as `bot.commands.dialog_trial` knows them."""


def _data_commands(commands: Any) -> None:
    """The commands about what is kept, of argparse's subparsers `commands`."""
    forecast = commands.add_parser("forecast", help="list every message to come, with its local time and reason")
    forecast.add_argument("--borger", help="only this borger's, by name or number")
    forecast.add_argument("--days", type=_days, default=7, metavar="DAYS",
                          help="how many days ahead, 1 to 366 (default: 7)")  # fmt: skip
    forecast.set_defaults(command=_forecast)
    export = commands.add_parser("export", help="write a readable copy of all that is kept of a borger")
    export.add_argument("borger", help="the borger's name or number")
    export.add_argument("folder", type=Path, help="where the copy is written")
    export.set_defaults(command=_export)
    erase = commands.add_parser("erase", help="erase a borger with all that is kept of them")
    erase.add_argument("borger", help="the borger's name or number")
    erase.add_argument("--yes", action="store_true", help="do not ask")
    erase.set_defaults(command=_erase)
    backup = commands.add_parser("backup", help="write a whole copy of the database, also while the bot runs")
    backup.add_argument("folder", type=Path, help="where the backup is written")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="put a backup in the place of the database")
    restore.add_argument("file", type=Path, help="what `trivselsbot backup` has written")
    restore.add_argument("--replace", action="store_true", help="put the database that is there aside")
    restore.set_defaults(command=_restore)


def _days(words: str) -> int:
    """A number of days; argparse says what is wrong with any other."""
    if not words.isdecimal() or not 1 <= int(words) <= 366:
        raise argparse.ArgumentTypeError("must be days from 1 to 366.")
    return int(words)


def _demo(_settings: Settings, arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.simulator.demo import run_demo

    logging.getLogger("bot").setLevel(logging.ERROR)  # a restart cuts connections, which it would warn of
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # a job cut off by a restart is no news here
    _until_stopped(run_demo(arguments.port, clock, arguments.dialogs))


def _init(settings: Settings, _arguments: argparse.Namespace, _clock: Clock) -> None:
    from bot.commands.setup import set_up

    print("\n".join(asyncio.run(set_up(settings))))


def _run(settings: Settings, _arguments: argparse.Namespace, clock: Clock) -> None:
    gc.disable()  # nothing that is imported is garbage, and to look for some in it takes a tenth of the start
    from bot.app import Service
    from bot.telegram.meeting import CannotStart

    gc.freeze()
    gc.enable()

    async def run() -> None:
        try:
            async with Service(settings, clock) as service:
                gc.freeze()  # what is there from the start stays: it need not be looked through for garbage again
                await service.finished()
        except CannotStart as error:
            raise SettingsError(str(error)) from None

    _until_stopped(run())


def _invite(settings: Settings, _arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.commands.invite import print_invitation

    asyncio.run(print_invitation(settings, clock.now()))


def _forecast(settings: Settings, arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.commands.forecast import forecast

    lines = asyncio.run(forecast(settings, arguments.borger, arguments.days, clock.now()))
    print("\n".join(lines) or "Nothing is planned.")


def _export(settings: Settings, arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.commands.copies import export

    print(f"Written: {asyncio.run(export(settings, arguments.borger, arguments.folder, clock.now()))}")


def _erase(settings: Settings, arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.commands.command_time import doubt_of
    from bot.commands.copies import erase, found

    borger = asyncio.run(found(settings, arguments.borger))
    if line := asyncio.run(doubt_of(settings, clock.now())):  # of no weight: everything goes, whatever its time
        print(line)
    if not arguments.yes:
        try:
            said = input(f"Erase all that is kept of {borger.name} (number {borger.id})? Write yes: ")
        except EOFError:
            said = ""
            print()
        if said != "yes":
            sys.exit("Nothing was erased.")
    print("\n".join(asyncio.run(erase(settings, f"#{borger.id}", clock.now()))))


def _backup(settings: Settings, arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.commands.backup import backup

    print("\n".join(asyncio.run(backup(settings, arguments.folder, clock))))


def _restore(settings: Settings, arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.commands.backup import restore

    print("\n".join(asyncio.run(restore(settings, arguments.file, clock, replace=arguments.replace))))


def _check_dialogs(settings: Settings, _arguments: argparse.Namespace, _clock: Clock) -> None:
    from bot.commands.dialog_check import check_dialogs

    print("\n".join(check_dialogs(settings)))


def _play_dialog(settings: Settings, arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.commands.dialog_play import play
    from bot.commands.dialog_trial import profile_of

    profile = profile_of(
        arguments.profile, arguments.language or settings.language, reading=arguments.reading, style=arguments.style,
        steps=arguments.steps,
    )  # fmt: skip
    play(settings, arguments.dialog, profile, arguments.voice, clock.now())


def _preview_dialog(settings: Settings, arguments: argparse.Namespace, clock: Clock) -> None:
    from bot.commands.dialog_preview import preview

    language = arguments.language or settings.language
    file = arguments.to or Path(f"{arguments.dialog}.html")
    profiles = arguments.profiles or _PROFILES[:-1]
    print(f"Written: {preview(settings, arguments.dialog, profiles, language, arguments.voice, clock.now(), file)}")


def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Runs until it ends by itself or the process is asked to stop; stopping is a clean end."""

    async def run() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            # Asked twice, it must not leave off in the middle of cleaning up.
            loop.add_signal_handler(number, lambda: task.cancelling() or task.cancel())
        with contextlib.suppress(asyncio.CancelledError):
            await task

    with asyncio.Runner(loop_factory=_faster_loop()) as runner:
        runner.run(run())


def _faster_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, where the extra `fast` has installed it."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


class _Discreet(logging.Filter):
    """Keeps tokens out of every line, and what libraries would print of updates or errors out of theirs."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("bot."):
            if record.args:  # what was to be filled in is what nobody is to read, and without it the line says nothing
                record.msg = f"{record.name} reports a problem"
            record.args = ()
            record.exc_info = None
        message = record.getMessage() if record.args else str(record.msg)
        if self._token:
            message = message.replace(self._token, "<token>")
        record.msg, record.args = re.sub(r"\d{6,}:[\w-]{20,}", "<token>", message), ()
        return True


def _log_quietly(settings: Settings) -> None:
    handler = logging.StreamHandler()
    handler.addFilter(_Discreet(settings.telegram_token))
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    # It reports jobs that were cut off at the end; ours report theirs.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    logging.getLogger("bot").setLevel(logging.INFO)
