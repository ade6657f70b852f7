"""Everything the simulated Telegram remembers: people, chats, messages, files, queries. In memory only."""

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.signal import Signal

KeyRows = tuple[tuple[str, ...], ...]
ANSWER_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True)
class SimButton:
    """An inline button: it sends `data` to the bot, opens `url` or copies `copy` to the clipboard."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True)
class Entity:
    """Formatting of a stretch of text; offset and length in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True)
class SimFile:
    """A file as the bot knows it. Equal contents share `unique_id`, never `file_id`."""

    file_id: str
    unique_id: str
    kind: str
    content: bytes = field(repr=False)
    name: str
    seconds: int = 0


@dataclass(frozen=True)
class SimMessage:
    """A message as it stands in a chat now.

    Attributes:
        edited: when it was last edited, or None.
        silent: it was sent without a notification.
        protected: it cannot be passed on or saved from there.
        keyboard: it carried a reply keyboard (or its removal), which makes Telegram refuse to edit it.
    """

    message_id: int
    chat_id: int
    from_bot: bool
    date: datetime
    text: str = ""
    caption: str = ""
    entities: tuple[Entity, ...] = ()
    file: SimFile | None = None
    buttons: tuple[tuple[SimButton, ...], ...] = ()
    edited: datetime | None = None
    silent: bool = False
    protected: bool = False
    keyboard: bool = False
    forwarded: bool = False

    @property
    def photo(self) -> str | None:
        """The photo's unique file id, or None."""
        return self._unique("photo")

    @property
    def voice(self) -> str | None:
        """The voice message's unique file id, or None."""
        return self._unique("voice")

    @property
    def audio(self) -> str | None:
        """The audio file's unique file id, or None."""
        return self._unique("audio")

    @property
    def document(self) -> str | None:
        """The document's unique file id, or None."""
        return self._unique("document")

    @property
    def sticker(self) -> str | None:
        """The sticker's unique file id, or None."""
        return self._unique("sticker")

    @property
    def video_note(self) -> str | None:
        """The round video's unique file id, or None."""
        return self._unique("video_note")

    @property
    def video(self) -> str | None:
        """The video's unique file id, or None."""
        return self._unique("video")

    def _unique(self, kind: str) -> str | None:
        return self.file.unique_id if self.file is not None and self.file.kind == kind else None


def text_key(what: str, language: str = "", scope: str = "default", chat_id: int = 0) -> str:
    """Under what a text of the bot's is kept: commands by their scope too."""
    return f"{what} {language} {scope} {chat_id}"


@dataclass
class Chat:
    """A private chat between the bot and one person; its id is the person's. The keyboard goes with the message that
    brought it, `keyboard_from`."""

    chat_id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    started: bool = False
    blocked: bool = False
    forbids_voice: bool = False
    messages: dict[int, SimMessage] = field(default_factory=dict)
    reply_keyboard: KeyRows | None = None
    keyboard_from: int = 0
    placeholder: str = ""
    reactions: dict[int, str] = field(default_factory=dict)
    one_time: bool = False
    toasts: list[str] = field(default_factory=list)

    def copied(self) -> "Chat":
        """The chat as it is now: what happens in it later does not change the copy."""
        return replace(self, messages=dict(self.messages), reactions=dict(self.reactions), toasts=[*self.toasts])

    def becomes(self, other: "Chat") -> None:
        """Takes all that another has, for whoever holds this one."""
        vars(self).update(vars(other))


@dataclass
class Query:
    """A tap on an inline button that the bot is to answer."""

    chat_id: int
    message_id: int
    data: str
    at: datetime
    answered: bool = False


class SimState:
    """The simulated Telegram's memory.

    Args:
        bot_id: the bot's user id.
        username: the bot's username.
        now: returns an aware UTC datetime; all dates and ages are measured by it.
    """

    def __init__(self, bot_id: int, username: str, now: Callable[[], datetime]) -> None:
        self.bot_id = bot_id
        self.username = username
        self.now = now
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.texts: dict[str, object] = {}  # commands, name and description, by what and language
        self.changed = Signal()
        self.watchers: list[Callable[[int], None]] = []
        self.uploads = 0
        self._files: dict[str, SimFile] = {}
        self._contents: dict[str, SimFile] = {}
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(4_000_000_000_000_000_001)

    def next_message_id(self) -> int:
        """A number one higher than the last, over all chats of the bot."""
        return next(self._message_ids)

    def touch(self, chat_id: int) -> None:
        """Tells all who watch that a chat has changed."""
        self.changed.fire()
        for watcher in self.watchers:
            watcher(chat_id)

    def put(self, message: SimMessage) -> None:
        """Adds a message to its chat, or replaces the one with the same id in its place."""
        self.chats[message.chat_id].messages[message.message_id] = message
        self.touch(message.chat_id)

    def open_chat(self, chat_id: object) -> Chat:
        """The chat the bot may write to.

        Raises:
            ApiError: 400 when the person never wrote to the bot, 403 when they blocked it.
        """
        try:
            chat = self.chats[int(str(chat_id))]
        except (KeyError, ValueError):
            raise bad_request("chat not found") from None
        if not chat.started:
            raise bad_request("chat not found")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return chat

    def add_query(self, chat_id: int, message_id: int, data: str) -> str:
        """Registers a tap to be answered; returns its id."""
        query_id = str(next(self._query_ids))
        self.queries[query_id] = Query(chat_id, message_id, data, self.now())
        return query_id

    def open_queries(self, chat_id: int) -> list[Query]:
        """The taps in a chat that wait for their answer and can still get one, oldest first."""
        oldest = self.now() - ANSWER_WITHIN
        return [q for q in self.queries.values() if q.chat_id == chat_id and not q.answered and q.at >= oldest]

    def add_file(self, kind: str, content: bytes, name: str, seconds: int = 0) -> SimFile:
        """Keeps an uploaded file under a new file id."""
        digest = hashlib.sha256(kind.encode() + b"\0" + content).hexdigest()
        unique_id, file_id = f"AQAD{digest[:12]}", f"AgACAgQAAxkB{kind[:2]}{digest[:16]}{len(self._files):x}"
        file = SimFile(file_id, unique_id, kind, content, name, seconds)
        self._files[file_id] = file
        self._contents.setdefault(unique_id, file)
        return file

    def file(self, file_id: str) -> SimFile | None:
        """The file of a file id, or None."""
        return self._files.get(file_id)

    def file_by_unique(self, unique_id: str) -> SimFile | None:
        """The file of a unique file id, or None."""
        return self._contents.get(unique_id)
