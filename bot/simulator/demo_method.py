"""A method that a visitor of the demo has written: taken into the house, and put on somebody's phone."""

from __future__ import annotations

from pathlib import Path

from bot.commands.dialog_check import check_dialogs
from bot.config import Settings
from bot.desk import open_sessions
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.simulator.demo_flaws import in_danish
from dialogs.method.problems import DialogError
from storage import people

MINE = "min_metode"
"""What it must be called, as its file is."""


def take_in(settings: Settings, words: str) -> None:
    """Puts it among the house's own dialogs, for a bot that starts after this. One that cannot be used is not kept.

    Raises:
        ValueError: naming what is wrong with it, in Danish.
    """
    file = Path(settings.folder, "dialogs", f"{MINE}.yaml")
    file.parent.mkdir(exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else None
    file.write_text(words, "utf-8")
    try:
        check_dialogs(settings)
    except DialogError as error:
        file.unlink()
        if before is not None:
            file.write_text(before, "utf-8")
        raise ValueError("\n".join(in_danish(each) for each in error.problems if not each.mild)) from None


def put_on(desk: Desk, chat_id: int) -> None:
    """Opens it on the phone of a borger, from the beginning."""
    borger = people.person_by_chat(desk.tx, chat_id)
    assert borger is not None
    open_sessions.card_goes(desk, borger, MINE)
    desk.runner.go(desk, MINE, Start(borger, borger))
