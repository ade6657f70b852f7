"""A person with a phone: what they do in their chat with the bot, and what they see there."""

import re
from dataclasses import replace

from bot.simulator.rules import check_start_parameter, command_entities
from bot.simulator.state import Chat, Entity, KeyRows, SimButton, SimFile, SimMessage, SimState, text_key
from bot.simulator.updates import Updates
from bot.simulator.wire import bot_json, chat_json, message_json, person_json

_OGG = b"OggS simulated voice"


class SimPerson:
    """One person's side of their private chat. Actions take effect at once and reach the bot as updates."""

    def __init__(self, state: SimState, updates: Updates, chat: Chat) -> None:
        self._state = state
        self._updates = updates
        self._chat = chat
        self.user_id = chat.chat_id

    # -- doing

    def sends(self, text: str) -> int:
        """Writes a message; returns its id."""
        return self._says(text=text, entities=command_entities(text))

    def starts(self, code: str = "") -> int:
        """Presses Start, or follows a link with a start code; ends a block of the bot. Returns the message's id.

        Raises:
            ValueError: the code can not be part of a link.
        """
        if code:
            check_start_parameter(code)
        if self._chat.blocked:
            self.unblocks()
        return self.sends(f"/start {code}".strip())

    def taps(self, text: str) -> str:
        """Taps the inline button whose text contains `text`, on the newest message that has one; returns the query id.

        Raises:
            AssertionError: there is none; lists those that are visible.
        """
        message, button = self._find_button(text)
        if button.data is None:
            raise AssertionError(f"the button {button.text!r} sends nothing: {button.url or button.copy}")
        return self.taps_data(message.message_id, button.data)

    def taps_data(self, message_id: int, data: str) -> str:
        """Taps a button that may be outdated: any data, on any message; returns the query id."""
        self._check_open()
        query_id = self._state.add_query(self.user_id, message_id, data)
        message = self._chat.messages.get(message_id)
        gone: dict[str, object] = {"chat": chat_json(self._chat), "message_id": message_id, "date": 0}
        shown = gone if message is None else message_json(self._state, message)
        body = {"id": query_id, "from": person_json(self._chat), "message": shown}
        self._updates.push("callback_query", {**body, "chat_instance": str(self.user_id), "data": data})
        return query_id

    def presses(self, text: str) -> int:
        """Presses the reply-keyboard button whose text contains `text`; returns the id of the message it sends.

        Raises:
            AssertionError: the keyboard has no such button.
        """
        labels = [label for row in self._chat.reply_keyboard or () for label in row]
        label = _best(text, labels)
        if label is None:
            raise AssertionError(f"no key {text!r}; the keyboard has {labels}")
        if self._chat.one_time:
            self._chat.reply_keyboard = None
        return self.sends(label)

    def sends_voice(self, content: bytes = _OGG, seconds: int = 3) -> int:
        """Records a voice message; returns its id."""
        return self._says(file=self._state.add_file("voice", content, "voice.ogg", seconds))

    def sends_photo(self, content: bytes, caption: str = "") -> int:
        """Sends a photo; returns the message's id."""
        return self._says(file=self._state.add_file("photo", content, "photo.jpg"), caption=caption)

    def sends_video(self, content: bytes = b"simulated video", caption: str = "", seconds: int = 5) -> int:
        """Sends a video; returns the message's id."""
        return self._says(file=self._state.add_file("video", content, "video.mp4", seconds), caption=caption)

    def sends_video_note(self, content: bytes = b"simulated round video", seconds: int = 5) -> int:
        """Films a round video; returns the message's id."""
        return self._says(file=self._state.add_file("video_note", content, "video.mp4", seconds))

    def sends_sticker(self) -> int:
        """Sends a sticker; returns the message's id."""
        return self._says(file=self._state.add_file("sticker", b"RIFF....WEBP sticker", "sticker.webp"))

    def sends_video_forward(self) -> int:
        """Forwards somebody's video; returns the message's id."""
        return self._says(file=self._state.add_file("video", b"video", "video.mp4", 12), forwarded=True)

    def edits(self, message_id: int, text: str) -> None:
        """Changes the text of an own message.

        Raises:
            AssertionError: the message is not the person's own text.
        """
        message = self._chat.messages.get(message_id)
        if message is None or message.from_bot or message.file is not None:
            raise AssertionError(f"message {message_id} is no own text")
        edited = replace(message, text=text, entities=command_entities(text), edited=self._state.now())
        self._state.put(edited)
        self._updates.push("edited_message", message_json(self._state, edited))

    def reacts(self, message_id: int, emoji: str = "👍") -> None:
        """Puts a sign on a message, in place of the one that was there; "" takes it away.

        Raises:
            AssertionError: there is no such message.
        """
        self._check_open()
        if message_id not in self._chat.messages:
            raise AssertionError(f"there is no message {message_id}")
        before = self._chat.reactions.get(message_id, "")
        self._chat.reactions[message_id] = emoji
        signs = [[{"type": "emoji", "emoji": sign}] if sign else [] for sign in (before, emoji)]
        body = {
            "chat": chat_json(self._chat), "message_id": message_id, "user": person_json(self._chat),
            "date": int(self._state.now().timestamp()), "old_reaction": signs[0], "new_reaction": signs[1],
        }  # fmt: skip
        self._updates.push("message_reaction", body)

    def clears_chat(self) -> None:
        """Deletes the history for both sides. The keyboard goes with the message that brought it; the bot is not
        told."""
        self._chat.messages.clear()
        self._chat.reactions.clear()
        self._chat.reply_keyboard = None
        self._state.touch(self.user_id)

    def blocks(self) -> None:
        """Blocks the bot."""
        self._set_blocked(True)

    def unblocks(self) -> None:
        """Ends the block."""
        self._set_blocked(False)

    # -- seeing

    @property
    def messages(self) -> list[SimMessage]:
        """The messages in the chat now, both sides', oldest first."""
        return list(self._chat.messages.values())

    @property
    def last(self) -> SimMessage:
        """The bot's newest message.

        Raises:
            AssertionError: the bot has not written.
        """
        for message in reversed(self._chat.messages.values()):
            if message.from_bot:
                return message
        raise AssertionError("the bot has written nothing")

    @property
    def toasts(self) -> list[str]:
        """The texts with which taps were answered, oldest first."""
        return list(self._chat.toasts)

    @property
    def reply_keyboard(self) -> KeyRows | None:
        """The keyboard under the chat, in rows of labels."""
        return self._chat.reply_keyboard

    @property
    def placeholder(self) -> str:
        """What stands in the empty field one writes in."""
        return self._chat.placeholder

    @property
    def commands(self) -> dict[str, str]:
        """The bot's commands as this person's menu lists them, with what they say they do."""
        language, texts = self._chat.language_code or "", self._state.texts
        scopes = (("chat", self.user_id), ("all_private_chats", 0), ("default", 0))
        keys = (text_key("commands", code, *scope) for scope in scopes for code in (language, ""))
        listed = next((texts[key] for key in keys if key in texts), [])
        assert isinstance(listed, list)
        return {str(one["command"]): str(one["description"]) for one in listed}

    @property
    def blocked(self) -> bool:
        """Whether the person has blocked the bot."""
        return self._chat.blocked

    @property
    def name(self) -> str:
        """The person's first name."""
        return self._chat.first_name

    def sees(self, text: str) -> bool:
        """Whether `text` stands anywhere on the screen, the person's own messages left out."""
        return text in self.screen()

    def screen(self) -> str:
        """The chat as the person sees it: the bot's texts, captions and buttons, then toasts and the keyboard."""
        lines: list[str] = []
        for message in self._chat.messages.values():
            if message.from_bot:
                lines += _shown(message)
        lines += [f"({toast})" for toast in self._chat.toasts]
        lines += [" ".join(f"<{label}>" for label in row) for row in self._chat.reply_keyboard or ()]
        return "\n".join(lines)

    async def waits_for(self, text: str, timeout: float = 30) -> None:  # noqa: ASYNC109 - reads as in a transcript
        """Waits until `text` is on the screen.

        Raises:
            AssertionError: it did not come within `timeout` seconds; shows the screen.
        """
        if not await self._state.changed.until(lambda: self.sees(text), timeout):
            raise AssertionError(f"{text!r} did not come within {timeout} s; the screen:\n{self.screen()}")

    # -- inner

    def _says(
        self,
        *,
        text: str = "",
        caption: str = "",
        file: SimFile | None = None,
        forwarded: bool = False,
        entities: tuple[Entity, ...] = (),
    ) -> int:
        self._check_open()
        self._chat.started = True
        message = SimMessage(
            message_id=self._state.next_message_id(),
            chat_id=self.user_id,
            from_bot=False,
            date=self._state.now(),
            text=text,
            caption=caption,
            entities=entities,
            file=file,
            forwarded=forwarded,
        )
        self._state.put(message)
        self._updates.push("message", message_json(self._state, message))
        return message.message_id

    def _check_open(self) -> None:
        if self._chat.blocked:
            raise AssertionError("the person has blocked the bot and cannot write to it")

    def _find_button(self, text: str) -> tuple[SimMessage, SimButton]:
        visible: list[str] = []
        for message in reversed(self._chat.messages.values()):
            buttons = {button.text: button for row in reversed(message.buttons) for button in reversed(row)}
            label = _best(text, list(buttons))
            if label is not None:
                return message, buttons[label]
            visible += reversed(buttons)
        raise AssertionError(f"no button {text!r}; visible are {visible}")

    def _set_blocked(self, blocked: bool) -> None:
        if blocked == self._chat.blocked:
            return
        self._chat.blocked = blocked
        bot = bot_json(self._state)
        member, kicked = {"user": bot, "status": "member"}, {"user": bot, "status": "kicked", "until_date": 0}
        body = {
            "chat": chat_json(self._chat),
            "from": person_json(self._chat),
            "date": int(self._state.now().timestamp()),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        self._updates.push("my_chat_member", body)
        self._state.touch(self.user_id)


def _best(text: str, labels: list[str]) -> str | None:
    """The label that is `text`, else the first that has it as a word, else the first that contains it."""
    if text in labels:
        return text
    word = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    return next((label for label in labels if word.search(label)), next((lb for lb in labels if text in lb), None))


def _shown(message: SimMessage) -> list[str]:
    media = [f"[{message.file.kind}]"] if message.file is not None else []
    words = [message.text or message.caption] if message.text or message.caption else []
    return media + words + [" ".join(f"[{button.text}]" for button in row) for row in message.buttons]
