"""Methods by which the bot changes, removes or answers what is there."""

from dataclasses import replace
from datetime import timedelta

from bot.simulator.errors import bad_request
from bot.simulator.params import Params
from bot.simulator.rules import read_caption, read_markup, read_text, read_toast
from bot.simulator.sending import Method, take_file
from bot.simulator.state import ANSWER_WITHIN, Chat, SimMessage, SimState
from bot.simulator.wire import message_json

DELETE_WITHIN = timedelta(hours=48)
_MEDIA_KINDS = ("photo", "document")


class Editing:
    """editMessageText/Caption/Media/ReplyMarkup, deleteMessage and answerCallbackQuery."""

    def __init__(self, state: SimState) -> None:
        self._state = state

    def handlers(self) -> dict[str, Method]:
        """The methods by their names in lower case."""
        return {
            "editmessagetext": self._text,
            "editmessagecaption": self._caption,
            "editmessagemedia": self._media,
            "editmessagereplymarkup": self._markup,
            "deletemessage": self._delete,
            "deletemessages": self._delete_many,
            "answercallbackquery": self._answer,
        }

    def _text(self, params: Params) -> object:
        styled, old = read_text(params), self._editable(params)
        if old.file is not None:
            raise bad_request("there is no text in the message to edit")
        return self._replace(params, old, replace(old, text=styled.text, entities=styled.entities))

    def _caption(self, params: Params) -> object:
        styled, old = read_caption(params), self._editable(params)
        if old.file is None:
            raise bad_request("there is no caption in the message to edit")
        return self._replace(params, old, replace(old, caption=styled.text, entities=styled.entities))

    def _media(self, params: Params) -> object:
        old = self._editable(params)
        media = params.json("media", "input media")
        if not isinstance(media, dict):
            raise bad_request("can't parse input media JSON object")
        kind = str(media.get("type"))
        if kind not in _MEDIA_KINDS:
            raise bad_request("type of InputMedia must be photo or document")
        if old.voice is not None:
            raise bad_request("message can't be edited")
        inner = Params({**media}, params.uploads)
        styled = read_caption(inner)
        file = take_file(self._state, params, kind, inner.text("media"))
        new = replace(old, text="", caption=styled.text, entities=styled.entities, file=file)
        return self._replace(params, old, new)

    def _markup(self, params: Params) -> object:
        old = self._editable(params)
        return self._replace(params, old, old)

    def _editable(self, params: Params) -> SimMessage:
        chat = self._state.open_chat(params.text("chat_id"))
        message = chat.messages.get(params.integer("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        # "It is currently only possible to edit messages without reply_markup or with inline keyboards."
        if not message.from_bot or message.keyboard:
            raise bad_request("message can't be edited")
        return message

    def _replace(self, params: Params, old: SimMessage, new: SimMessage) -> object:
        # An edit that names no inline keyboard removes the one that is there.
        new = replace(new, buttons=read_markup(params, inline_only=True).buttons)
        if new == old:
            same = "specified new message content and reply markup are exactly the same"
            raise bad_request(f"message is not modified: {same} as a current content and reply markup of the message")
        new = replace(new, edited=self._state.now())
        self._state.put(new)
        return message_json(self._state, new)

    def _delete(self, params: Params) -> object:
        chat = self._state.open_chat(params.text("chat_id"))
        message = chat.messages.get(params.integer("message_id"))
        if message is None:
            raise bad_request("message to delete not found")
        if not self._remove(chat, message):
            raise bad_request("message can't be deleted for everyone")
        return True

    def _delete_many(self, params: Params) -> object:
        chat = self._state.open_chat(params.text("chat_id"))
        ids = params.json("message_ids", "message identifiers")
        if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
            raise bad_request("there must be 1-100 message identifiers")
        for message_id in ids:  # unlike deleteMessage, those that are not there are skipped
            if message_id in chat.messages:
                self._remove(chat, chat.messages[message_id])
        return True

    def _remove(self, chat: Chat, message: SimMessage) -> bool:
        if self._state.now() - message.date > DELETE_WITHIN:
            return False
        del chat.messages[message.message_id]
        if message.message_id == chat.keyboard_from:
            chat.reply_keyboard = None
        self._state.touch(chat.chat_id)
        return True

    def _answer(self, params: Params) -> object:
        query = self._state.queries.get(params.text("callback_query_id"))
        if query is None or query.answered or self._state.now() - query.at > ANSWER_WITHIN:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        toast = read_toast(params)
        query.answered = True
        if toast:
            self._state.chats[query.chat_id].toasts.append(toast)
        self._state.touch(query.chat_id)
        return True
