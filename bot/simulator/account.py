"""Methods about the bot itself, its files and its webhook."""

import re
from functools import partial
from urllib.parse import urlsplit

from bot.simulator.errors import bad_request
from bot.simulator.params import Params
from bot.simulator.sending import Method
from bot.simulator.state import SimState, text_key
from bot.simulator.webhook import Webhook
from bot.simulator.wire import bot_json, file_json

_LARGEST_DOWNLOAD = 20 << 20  # bytes
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCOPES = {  # and whether they name a chat
    "default": False, "all_private_chats": False, "all_group_chats": False, "all_chat_administrators": False,
    "chat": True, "chat_administrators": True, "chat_member": True,
}  # fmt: skip
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}


class Account:
    """getMe, getFile, webhooks, commands, name and descriptions, logOut and close."""

    def __init__(self, state: SimState, webhook: Webhook) -> None:
        self._state = state
        self._webhook = webhook

    def handlers(self) -> dict[str, Method]:
        """The methods by their names in lower case."""
        handlers: dict[str, Method] = {
            "getme": self._me,
            "getfile": self._file,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": lambda _params: self._webhook.info(),
            "setmycommands": self._set_commands,
            "getmycommands": lambda params: self._state.texts.get(self._key("commands", params), []),
            "deletemycommands": self._delete_commands,
            "setchatmenubutton": self._set_menu_button,
            "getchatmenubutton": lambda _params: self._state.texts.get("menu button", {"type": "commands"}),
            "logout": lambda _params: True,
            "close": lambda _params: True,
        }
        for what in _TEXT_LIMITS:
            method = what.replace("_", "")
            handlers[f"setmy{method}"] = partial(self._set_text, what=what)
            handlers[f"getmy{method}"] = partial(self._get_text, what=what)
        return handlers

    def _me(self, _params: Params) -> object:
        abilities = {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}
        return {**bot_json(self._state), **abilities, "can_connect_to_business": False, "has_main_web_app": False}

    def _file(self, params: Params) -> object:
        file = self._state.file(params.text("file_id"))
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(file.content) > _LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        ending = file.name.rpartition(".")[2] or "bin"
        return {**file_json(file), "file_path": f"{file.kind}s/{file.file_id}.{ending}"}

    def _set_webhook(self, params: Params) -> object:
        url, secret = params.text("url"), params.text("secret_token")
        # A local Bot API server takes plain HTTP and any port.
        if url and urlsplit(url).scheme not in ("http", "https"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._prepare(params)
        self._webhook.set(url, secret)
        return True

    def _delete_webhook(self, params: Params) -> object:
        self._prepare(params)
        self._webhook.set("", "")
        return True

    def _prepare(self, params: Params) -> None:
        allowed = params.json("allowed_updates", "allowed updates")
        self._webhook.prepare(allowed=allowed, forget=params.flag("drop_pending_updates"))

    def _set_commands(self, params: Params) -> object:
        commands = params.json("commands", "commands")
        if not isinstance(commands, list) or len(commands) > 100:
            raise bad_request("can't parse commands JSON object")
        for command in commands:
            if not isinstance(command, dict) or not _COMMAND.fullmatch(str(command.get("command", ""))):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._state.texts[self._key("commands", params)] = commands
        return True

    def _delete_commands(self, params: Params) -> object:
        self._state.texts.pop(self._key("commands", params), None)
        return True

    def _set_menu_button(self, params: Params) -> object:
        button = params.json("menu_button", "menu button") or {"type": "default"}
        if not isinstance(button, dict) or button.get("type") not in ("commands", "web_app", "default"):
            raise bad_request("can't parse menu button: unsupported type")
        self._state.texts["menu button"] = button
        return True

    def _get_text(self, params: Params, what: str) -> object:
        return {what: self._state.texts.get(self._key(what, params), "")}

    def _set_text(self, params: Params, what: str) -> object:
        text = params.text(what)
        if len(text) > _TEXT_LIMITS[what]:
            raise bad_request(f"bot {what.replace('_', ' ')} is too long")
        self._state.texts[self._key(what, params)] = text
        return True

    def _key(self, what: str, params: Params) -> str:
        language = params.text("language_code")
        if language and not _LANGUAGE.fullmatch(language):
            raise bad_request("invalid language code specified")
        scope = params.json("scope", "bot command scope") or {"type": "default"}
        if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
            raise bad_request("can't parse BotCommandScope: unsupported type")
        if not _SCOPES[scope["type"]]:
            return text_key(what, language, scope["type"])
        chat = self._state.chats.get(scope["chat_id"]) if isinstance(scope.get("chat_id"), int) else None
        if chat is None or not chat.started:
            raise bad_request("chat not found")
        if scope["type"] != "chat":
            raise bad_request("can't use specified scope in the private chat")
        return text_key(what, language, "chat", chat.chat_id)
