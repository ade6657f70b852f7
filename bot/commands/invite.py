"""`trivselsbot invite leder`: the first link of a house, in the terminal."""

from __future__ import annotations

from datetime import datetime

import segno
from telegram.error import InvalidToken, TelegramError

from bot.app import open_database
from bot.commands.command_time import insist_on_clock
from bot.config import PREFIX, Settings, SettingsError, with_changes
from bot.people.links import link_for, new_code
from bot.telegram.api import FIRST_DOUBTS, Api, believed
from bot.telegram.meeting import REFUSED
from dialogs.permissions import Role
from storage import house_settings, meta, people


async def print_invitation(settings: Settings, now: datetime) -> None:
    """Makes an invitation for a leader, good from the instant `now`, and prints it as a link and a QR code. The bot may
    be running meanwhile.

    Raises:
        SettingsError: if the bot's name is not known and Telegram does not tell it, or the clock is plainly wrong.
    """
    async with open_database(settings) as db:
        await db.read(insist_on_clock, settings, now)
        username = await db.read(meta.recall, "username") or await _ask_username(settings)
        await db.write(meta.remember, "username", username)
        code = new_code()
        await db.write(people.invite, Role.LEADER, code, now)
        answers_for_it = with_changes(settings, await db.read(house_settings.values)).responsible
    link = link_for(username, code)
    print("This link makes one person a leader. It works once, for 48 hours:\n")
    print(link, "\n")
    segno.make(link).terminal(compact=True)
    if not answers_for_it:
        print(f"\nBefore borgere are invited: fill in who is responsible for what is kept ({PREFIX}RESPONSIBLE, or in"
              " the bot: The house, Who is responsible). Until then the welcome does not say so.")  # fmt: skip


async def _ask_username(settings: Settings) -> str:
    if not settings.telegram_token:
        raise SettingsError("The bot's token is missing. Set TRIVSELSBOT_TELEGRAM_TOKEN (from @BotFather).")
    try:
        async with Api(settings.telegram_token, settings.bot_url) as api:
            await believed(api, api.meet, FIRST_DOUBTS)
            return api.username
    except InvalidToken:
        raise SettingsError(REFUSED) from None
    except TelegramError as error:
        raise SettingsError(f"Telegram does not tell the bot's name: {error.message}") from None
