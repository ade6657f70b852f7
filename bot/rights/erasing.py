"""Taking a person's messages out of chats, and a borger with all that is kept of them out of the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.deleting import DELETABLE
from bot.telegram import menu
from bot.telegram.content import Content
from bot.telegram.render import plain
from dialogs.permissions import Role
from dialogs.text import T, Text
from locales.texts import Texts
from storage import mentions, news, outbox, people, phones, sharing
from storage.outbox import Lane
from storage.people import Person
from storage.tx import Tx

ERASED = T(
    "I have erased all about you. I cannot delete old messages to others. Is there more left in this chat? You can"
    " delete it yourself."
)
NO_GOOD = T("This link does not work any more. Ask the staff for a new one.")
FILE_LEFT = T(
    "A borger was erased. A file on the computer still holds a copy of the answers: {file}. Please have it deleted."
)


def erase_within(tx: Tx, borger: Person, now: datetime, texts: Texts) -> None:
    """Erases a borger with all that is kept of them. Their messages are taken out of their chat, with its buttons, and
    those about them out of the chats of others, as far as Telegram still allows it. Leaders are told of files that hold
    a copy."""
    shown = outbox.messages_in(tx, borger.chat_id, now - DELETABLE) if borger.chat_id else []
    elsewhere = outbox.surfaces_about(tx, borger.id, now - DELETABLE)
    lists = [(each.reader_id, each.surface_id) for each in news.naming(tx, borger.id)]
    for _, surface_id in [*mentions.forms_naming(tx, borger.id), *lists]:
        elsewhere += outbox.standing(tx, surface_id, now - DELETABLE) if surface_id else []
    files = sharing.copies_of(tx, borger.id)
    phone_waits_no_more(tx, borger.id, NO_GOOD, now, texts)
    people.remove_person(tx, borger.id)
    for surface_id, other_id in dict.fromkeys(elsewhere):
        outbox.withdraw(tx, surface_id)
        _queue(tx, other_id, "delete", Content(), now, surface_id)
    for leader in people.people_of_role(tx, Role.LEADER) if files else []:
        if leader.chat_id is not None and leader.reachable:
            for file in files:
                _queue(tx, leader.chat_id, "notice", plain(Text(FILE_LEFT.id, {"file": file}), texts), now)
    if borger.chat_id is not None:
        leave_chat(tx, borger.chat_id, shown, now, ERASED, texts)


def leave_chat(tx: Tx, chat_id: int, shown: list[int], now: datetime, last_word: Text, texts: Texts) -> None:
    """Takes the messages `shown`, keyboard and commands out of a chat that is somebody's no more, with a last word."""
    for message_id in shown:
        _queue(tx, chat_id, "delete", Content(message_id=message_id), now)
    _queue(tx, chat_id, "notice", replace(plain(last_word, texts), bare=True), now)
    menu.queue(tx, chat_id, (), now)


def phone_waits_no_more(tx: Tx, person_id: int, why: Text, now: datetime, texts: Texts) -> bool:
    """The phone that waits to be somebody's is told why it waits no more.

    Returns: whether any waited.
    """
    expected = phones.expected(tx, person_id)
    if expected is None or expected.chat_id is None:
        return False
    _queue(tx, expected.chat_id, "notice", plain(why, texts), now)
    return True


def _queue(tx: Tx, chat_id: int, action: str, content: Content, now: datetime, surface_id: int | None = None) -> None:
    outbox.put(
        tx, chat_id, Lane.ANSWER, action, content.payload(), not_before=now, expires_at=now + DELETABLE,
        surface_id=surface_id,
    )  # fmt: skip
