"""The dialogs that a command reads by: those that the bot runs with, or would if it started now."""

from __future__ import annotations

from bot.app import FEATURES
from bot.config import Settings
from bot.desk.dialog_flaws import rules_of
from bot.desk.feature import Features
from bot.desk.house_dialogs import in_use
from dialogs.method.library import Library
from locales.texts import load_texts
from storage.database import Database


async def dialogs_in_use(settings: Settings, db: Database) -> Library:
    """The dialogs by id. A file that is wrong counts as it was when it was last good."""
    rules = rules_of(Features(FEATURES), load_texts(settings.noun), settings.language)
    return (await in_use(settings, db, rules)).dialogs
