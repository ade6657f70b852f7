"""What an update says of what the bot needs to know. All else in it may be missing, odd or new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from telegram.constants import MessageAttachmentType, MessageType

from dialogs.engine.session import Media, MediaKind

KINDS = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")
LARGEST = 2**63 - 1
"""The largest number the database knows."""
LONGEST_TEXT = 4096
"""Characters in a message, by Telegram's rules."""
LONGEST_ID = 512
LONGEST_NAME = 64
_END_OF_TIME = 253_402_300_799
_BESIDE_CONTENT = {"text", "effect_id", "reply_to_story", "sender_boost_count", "sender_business_bot",
                   "business_connection_id", "suggested_post_info"}  # fmt: skip
SERVICE = frozenset(str(kind) for kind in MessageType) - {str(kind) for kind in MessageAttachmentType}
SERVICE = SERVICE - _BESIDE_CONTENT - {"checklist", "giveaway"}
LASTING: tuple[MediaKind, ...] = ("voice", "video", "video_note")
"""What own words may come as that is heard or seen for a time."""
SERVICE = SERVICE | {"successful_payment", "passport_data", "migrate_from_chat_id"}
"""The fields of messages that nobody wrote: something was pinned, a timer set, a picture chosen."""


class Unreadable(Exception):
    """An update that lacks what is needed to handle it. The text says what, and nothing of its content."""


@dataclass(frozen=True)
class Tapped:
    """A tap on a button. `query_id` answers it, if it can be answered."""

    chat_id: int
    query_id: str | None
    data: str


@dataclass(frozen=True)
class Written:
    """A message from somebody. `service` tells that it is none, but Telegram's word that something happened in the
    chat. `language` is the code of the language their Telegram is in."""

    chat_id: int
    message_id: int
    first_name: str
    text: str
    caption: str
    media: Media | None
    service: bool
    edited: bool
    language: str = ""


@dataclass(frozen=True)
class ReachChanged:
    """Whether a chat can be written to has changed."""

    chat_id: int
    reachable: bool


@dataclass(frozen=True)
class Reacted:
    """Somebody has put a sign on a message: the emoji that stand there now and did not before."""

    chat_id: int
    message_id: int
    added: frozenset[str]


Incoming = Tapped | Written | ReachChanged | Reacted


def read_update(update: Mapping[str, object]) -> Incoming | None:
    """What an update says; None if it is of a kind that is not for us, or not from a private chat.

    Raises:
        Unreadable: if it is for us, but what is needed of it is not there.
    """
    for kind in KINDS:
        body = update.get(kind)
        if body is None:
            continue
        if not isinstance(body, dict):
            raise Unreadable(f"its {kind} is no object")
        match kind:
            case "callback_query":
                return _tapped(body)
            case "my_chat_member":
                return _reach(body)
            case "message_reaction":
                return _reacted(body)
        return _written(body, edited=kind == "edited_message")
    return None


def chat_of(update: object) -> int | None:
    """The private chat that an update is from, as far as can be told."""
    given = _object(update)
    try:
        found = read_update(given)
        return found.chat_id if found else None
    except Unreadable:
        pass
    for kind in KINDS:
        body = _object(given.get(kind))
        for place in (_object(body.get("chat")), _object(body.get("from"))):
            number = whole(place.get("id"))
            if number is not None and number > 0:
                return number
    return None


def written_at(update: object) -> datetime | None:
    """When somebody wrote or changed the message in an update, by Telegram's clock; None if it does not say."""
    for kind, field in (("message", "date"), ("edited_message", "edit_date")):
        seconds = whole(_object(_object(update).get(kind)).get(field), 1, _END_OF_TIME)
        if seconds:
            return datetime.fromtimestamp(seconds, UTC)
    return None


def words_of(update: object) -> str:
    """The text that somebody has written in an update, or ""."""
    words = _object(_object(update).get("message")).get("text")
    return words if isinstance(words, str) else ""


def whole(value: object, least: int = -LARGEST, most: int = LARGEST) -> int | None:
    """A whole number between two others, or None."""
    return value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None


def _tapped(body: Mapping[str, object]) -> Tapped | None:
    place = _object(_object(body.get("message")).get("chat"))
    if _elsewhere(place):
        return None
    chat_id = _sender(body) or _private(place)
    if chat_id is None:
        raise Unreadable("a tap that does not say whose it is")
    return Tapped(chat_id, _name(body.get("id")) or None, _name(body.get("data")))


def _written(body: Mapping[str, object], *, edited: bool) -> Written | None:
    place = _object(body.get("chat"))
    if _elsewhere(place):
        return None
    chat_id = _private(place) or _sender(body)
    if chat_id is None:
        raise Unreadable("a message that does not say from which chat it is")
    text, caption = (_text(body.get(name), LONGEST_TEXT) for name in ("text", "caption"))
    filmed = (_lasting(kind, body.get(kind)) for kind in LASTING)
    media = _photo(body.get("photo")) or next((each for each in filmed if each), None)
    return Written(
        chat_id,
        whole(body.get("message_id"), 0) or 0,
        _text(_object(body.get("from")).get("first_name"), LONGEST_NAME),
        text,
        caption,
        media,
        not text and media is None and not SERVICE.isdisjoint(body),
        edited,
        _text(_object(body.get("from")).get("language_code"), LONGEST_NAME),
    )


def _reach(body: Mapping[str, object]) -> ReachChanged | None:
    place = _object(body.get("chat"))
    if _elsewhere(place):
        return None
    chat_id = _private(place)
    status = _object(body.get("new_chat_member")).get("status")
    if chat_id is None or not isinstance(status, str):
        raise Unreadable("a change of membership that does not say whose, or what")
    if status not in ("member", "kicked", "left"):
        return None
    return ReachChanged(chat_id, reachable=status == "member")


def _reacted(body: Mapping[str, object]) -> Reacted | None:
    place, message_id = _object(body.get("chat")), whole(body.get("message_id"), 1)
    if _elsewhere(place):
        return None
    chat_id = _private(place)
    if chat_id is None or message_id is None:
        raise Unreadable("a reaction that does not say to what")
    if whole(_object(body.get("user")).get("id")) != chat_id:
        return None
    return Reacted(chat_id, message_id, _emoji(body.get("new_reaction")) - _emoji(body.get("old_reaction")))


def _emoji(signs: object) -> frozenset[str]:
    listed = [_object(sign) for sign in signs] if isinstance(signs, list) else []
    return frozenset(_name(sign.get("emoji")) for sign in listed if sign.get("type") == "emoji")


def _private(place: Mapping[str, object]) -> int | None:
    """The id of a private chat; groups and channels have ids below zero."""
    return whole(place.get("id"), 1)


def _sender(body: Mapping[str, object]) -> int | None:
    """Who sent something; their private chat has the same id."""
    return whole(_object(body.get("from")).get("id"), 1)


def _elsewhere(place: Mapping[str, object]) -> bool:
    """Whether a place says that it is a group or a channel."""
    kind, number = place.get("type"), whole(place.get("id"))
    return (isinstance(kind, str) and kind != "private") or (number is not None and number <= 0)


def _lasting(kind: MediaKind, value: object) -> Media | None:
    return _media(kind, _object(value), whole(_object(value).get("duration"), 0, 86_400) or 0)


def _photo(value: object) -> Media | None:
    """The largest of a photo's sizes, which comes last."""
    sizes: Iterable[object] = reversed(value) if isinstance(value, list) else ()
    found = (_media("photo", _object(size)) for size in sizes)
    return next((media for media in found if media), None)


def _media(kind: MediaKind, file: Mapping[str, object], seconds: int = 0) -> Media | None:
    file_id, unique_id = _name(file.get("file_id")), _name(file.get("file_unique_id"))
    return Media(kind, file_id, unique_id or file_id, seconds) if file_id else None


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _name(value: object) -> str:
    """Telegram's name for something; one that is too long is none of Telegram's."""
    return value if isinstance(value, str) and len(value) <= LONGEST_ID else ""


def _text(value: object, most: int) -> str:
    return value.replace("\0", "")[:most] if isinstance(value, str) else ""
