"""Methods by which the bot sends something new."""

from collections.abc import Callable
from functools import partial

from bot.simulator.errors import bad_request
from bot.simulator.params import Params, Upload
from bot.simulator.rules import ReplyMarkup, Styled, read_caption, read_markup, read_text
from bot.simulator.state import Chat, SimFile, SimMessage, SimState
from bot.simulator.wire import image_size, message_json, sound_seconds

Method = Callable[[Params], object]
_FILES = ("photo", "voice", "audio", "document", "video", "video_note")
_LARGEST = dict.fromkeys(_FILES, 50_000_000) | {"photo": 10_000_000}  # bytes
_LONGEST_SIDES = 10_000  # width and height of a photo together, pixels
_STEEPEST = 20  # ratio of a photo's sides


class Sending:
    """sendMessage, sendPhoto and the other kinds of files, and sendChatAction."""

    def __init__(self, state: SimState) -> None:
        self._state = state

    def handlers(self) -> dict[str, Method]:
        """The methods by their names in lower case."""
        return {
            "sendmessage": self._message,
            **{f"send{kind.replace('_', '')}": partial(self._media, kind) for kind in _FILES},
            "sendchataction": self._action,
        }

    def _message(self, params: Params) -> object:
        chat = self._chat(params)
        return self._send(params, chat, read_text(params), None)

    def _media(self, kind: str, params: Params) -> object:
        chat = self._chat(params)
        if kind in ("voice", "video_note") and chat.forbids_voice:
            raise bad_request("VOICE_MESSAGES_FORBIDDEN")
        caption = read_caption(params)
        file = take_file(self._state, params, kind, params.uploads.get(kind) or params.text(kind))
        return self._send(params, chat, caption, file)

    def _action(self, params: Params) -> object:
        self._chat(params)
        if not params.text("action"):
            raise bad_request("wrong parameter action in request")
        return True

    def _chat(self, params: Params) -> Chat:
        if not params.has("chat_id"):
            raise bad_request("chat_id is empty")
        return self._state.open_chat(params.values["chat_id"])

    def _send(self, params: Params, chat: Chat, styled: Styled, file: SimFile | None) -> object:
        markup = read_markup(params)
        self._check_reply(params, chat)
        message = SimMessage(
            message_id=self._state.next_message_id(),
            chat_id=chat.chat_id,
            from_bot=True,
            date=self._state.now(),
            text=styled.text if file is None else "",
            caption="" if file is None else styled.text,
            entities=styled.entities,
            file=file,
            buttons=markup.buttons,
            silent=params.flag("disable_notification"),
            protected=params.flag("protect_content"),
            keyboard=markup.keyboard,
        )
        _change_keyboard(chat, markup, message.message_id)
        self._state.put(message)
        return message_json(self._state, message)

    @staticmethod
    def _check_reply(params: Params, chat: Chat) -> None:
        reply = params.json("reply_parameters", "reply parameters")
        if not isinstance(reply, dict) or reply.get("allow_sending_without_reply"):
            return
        if reply.get("message_id") not in chat.messages:
            raise bad_request("message to be replied not found")


def _change_keyboard(chat: Chat, markup: ReplyMarkup, message_id: int) -> None:
    if markup.keyboard:
        chat.keyboard_from = message_id
        chat.reply_keyboard, chat.one_time, chat.placeholder = markup.rows, markup.one_time, markup.placeholder


def take_file(state: SimState, params: Params, kind: str, given: Upload | str) -> SimFile:
    """A file that was uploaded with the call (directly or as attach://name), or is known by its file id.

    Raises:
        ApiError: 400 for no file, an unknown or another kind's file id, and contents Telegram would refuse.
    """
    if isinstance(given, str) and given.startswith("attach://"):
        upload = params.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request("can't find file to upload: attached file is missing")
        given = upload
    if isinstance(given, Upload):
        _check_upload(kind, given.content)
        state.uploads += 1
        seconds = params.integer("duration") or sound_seconds(given.content)
        return state.add_file(kind, given.content, given.name, seconds)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    file = state.file(given)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _check_upload(kind: str, content: bytes) -> None:
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > _LARGEST[kind]:
        raise bad_request(f"file of size {len(content)} bytes is too big for a {kind}")
    if kind == "photo":
        size = image_size(content)
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if sum(size) > _LONGEST_SIDES or max(size) > _STEEPEST * min(size):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
