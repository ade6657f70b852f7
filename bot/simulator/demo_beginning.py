"""The demo as it was when it began: kept, so that all of it can begin anew at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.private_files import write_private
from bot.simulator.state import Chat, SimState


class Beginning:
    """What the house's folder and everybody's phones held. To be made, and gone back to, while the bot is off.

    Attributes:
        at: what time it was.
    """

    def __init__(self, folder: Path, state: SimState, at: datetime) -> None:
        self.at = at
        self._folder = folder
        self._state = state
        self._files = {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        self._chats = {chat.chat_id: chat.copied() for chat in state.chats.values()}
        self._texts = dict(state.texts)

    def comes_back(self) -> None:
        """Everything is as it was then. Who came later has never written to the bot."""
        for file in [one for one in self._folder.rglob("*") if one.is_file()]:
            file.unlink()
        for name, content in self._files.items():
            write_private(self._folder / name, content)
        self._state.texts = dict(self._texts)
        self._state.queries.clear()
        for chat in self._state.chats.values():
            was = self._chats.get(chat.chat_id) or Chat(chat.chat_id, chat.first_name)
            chat.becomes(was.copied())
            self._state.touch(chat.chat_id)
