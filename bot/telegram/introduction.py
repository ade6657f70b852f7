"""How the bot introduces itself in Telegram: its descriptions, the commands strangers see, its menu's button."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from telegram.error import RetryAfter, TelegramError

from bot.config import Settings
from bot.telegram.api import Api
from bot.telegram.failure import rest_of
from bot.telegram.menu import STRANGER, Commands, commands_in
from dialogs.text import T
from locales.texts import Texts

log = logging.getLogger(__name__)

DESCRIPTION_LIMIT, SHORT_LIMIT = 512, 120
"""Characters Telegram allows."""
LATER = 3600.0
"""Seconds until what Telegram refused is tried again."""


async def introduce(api: Api, settings: Settings, languages: Mapping[str, Texts]) -> float:
    """Brings all of it to what it should be, in each language and for all others in the house's. What is so already is
    not set again, and what cannot be set is left for another time.

    Returns: seconds until it is of use to try again; 0 if all is done.
    """
    spoken = {"": languages[settings.language], **languages}
    try:
        for code, texts in spoken.items():
            await _describe(api, settings, code, texts)
        button = await api.call("getChatMenuButton")
        if not isinstance(button, dict) or button.get("type") not in ("commands", "default"):
            await api.call("setChatMenuButton", {"menu_button": {"type": "commands"}})
    except RetryAfter as error:
        return rest_of(error)
    except TelegramError as error:
        log.info("the bot's introduction could not be set (%s)", type(error).__name__)
        return LATER
    return 0.0


async def _describe(api: Api, settings: Settings, code: str, texts: Texts) -> None:
    house, emergency = settings.house_name, settings.emergency_phone
    lines = [
        T("I am an app from {house}. I ask how you are and remind you of things.", house=house),
        T("No person sits here and answers. I cannot help if it is urgent."),
        *([T("In danger: call {emergency}.", emergency=emergency)] if emergency else []),
        T("You need a link from the staff."),
    ]
    description = texts.lines(lines)
    short = texts.say(T("An app from {house}. You need a link from the staff.", house=house))
    await _set(api, "Description", "description", description[:DESCRIPTION_LIMIT], code)
    await _set(api, "ShortDescription", "short_description", short[:SHORT_LIMIT], code)
    commands = [{"command": name, "description": does} for name, does in commands_in(STRANGER, texts)]
    if await api.call("getMyCommands", {"language_code": code}) != commands:
        await api.call("setMyCommands", {"commands": commands, "language_code": code})


async def _set(api: Api, method: str, field: str, text: str, code: str) -> None:
    given = await api.call(f"getMy{method}", {"language_code": code})
    if not isinstance(given, dict) or given.get(field) != text:
        await api.call(f"setMy{method}", {field: text, "language_code": code})


async def set_commands(api: Api, chat_id: int, commands: Commands) -> None:
    """Sets the commands of one chat, or takes them away.

    Raises:
        telegram.error.TelegramError: as Telegram answers.
    """
    scope = {"type": "chat", "chat_id": chat_id}
    if commands:
        listed = [{"command": name, "description": does} for name, does in commands]
        await api.call("setMyCommands", {"commands": listed, "scope": scope})
    else:
        await api.call("deleteMyCommands", {"scope": scope})
