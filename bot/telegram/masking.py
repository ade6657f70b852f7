"""Masks CPR numbers, and those of accounts and cards, in an update, wherever in it somebody may have written one."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.words import accounts, cpr

_NOT_WRITTEN = frozenset(
    {
        "id", "type", "data", "callback_data", "chat_instance", "inline_message_id", "media_group_id", "file_id",
        "file_unique_id", "custom_emoji_id", "mime_type", "language_code", "phone_number", "username", "status",
    }
)  # fmt: skip
"""What Telegram or the bot itself names things by: changed, it would name nothing."""


def masked(node: object) -> object:
    """An update as JSON with every such number in it hidden before anything is stored: in texts, captions, quotes,
    names of people and files, contacts, polls, places. Lengths stay, for Telegram counts formatting by position."""
    match node:
        case str():
            return accounts.hide(cpr.hide(node))
        case Mapping():
            return {key: value if key in _NOT_WRITTEN else masked(value) for key, value in node.items()}
        case list():
            return [masked(each) for each in node]
    return node
