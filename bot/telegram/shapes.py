"""What goes to Telegram and what is needed of its replies, as the Bot API's JSON."""

from __future__ import annotations

from telegram import InputMediaPhoto

from bot.telegram.content import CAPTION_LIMIT, Content, InlineButton, length
from bot.telegram.pace import CallKind
from storage.outbox import MessageKind, Outgoing

Markup = dict[str, object]
HTML = "HTML"
"""How texts are marked up."""


def call_of(row: Outgoing) -> CallKind:
    """What the row's call will cost, as far as can be told beforehand."""
    match row.action:
        case "delete" | "commands":
            return CallKind.DELETE
        case "show" if row.message_id is not None and row.kind == kind_of(Content.read(row.payload)):
            return CallKind.EDIT
    return CallKind.NEW


def kind_of(content: Content) -> MessageKind:
    """What a message is in its chat: a text cannot become a photo in place, nor the other way."""
    return "photo" if content.drawn and length(content.text) <= CAPTION_LIMIT else "text"


def keyboard(content: Content) -> Markup | None:
    """The persistent keyboard a notice brings, or takes away."""
    if content.keyboard:
        rows = [[{"text": key} for key in row] for row in content.keyboard]
        placeholder = {"input_field_placeholder": content.placeholder} if content.placeholder else {}
        return {"keyboard": rows, "resize_keyboard": True, "is_persistent": True, **placeholder}
    return {"remove_keyboard": True} if content.bare else None


def markup(rows: tuple[tuple[InlineButton, ...], ...]) -> Markup | None:
    """The buttons under a message."""
    if not rows:
        return None
    shown = [[_button(button) for button in row] for row in rows]
    return {"inline_keyboard": shown}


def _button(button: InlineButton) -> dict[str, object]:
    shown: dict[str, object] = {"text": button.text}
    if button.copy:
        return shown | {"copy_text": {"text": button.copy}}
    return shown | ({"url": button.url} if button.url else {"callback_data": button.data})


def photo_media(photo: str | bytes, caption: str) -> object:
    """A photo to take the place of another: by its file id as plain JSON, which the library would only check and copy;
    or to be uploaded, which is the library's to put together."""
    if isinstance(photo, bytes):
        return InputMediaPhoto(photo, caption=caption or None, parse_mode=HTML)
    return {"type": "photo", "media": photo, "parse_mode": HTML} | ({"caption": caption} if caption else {})


def message_id(result: object) -> int | None:
    """The number of a sent message, if Telegram's reply says it in a way that can be read."""
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 < found < 2**31 else None


def file_id(result: object) -> str | None:
    """The id under which a sent picture or sound can be sent again, if the reply tells it."""
    sent = result if isinstance(result, dict) else {}
    sizes = sent.get("photo")
    largest = sizes[-1] if isinstance(sizes, list) and sizes else sent.get("voice") or sent.get("audio")
    found = largest.get("file_id") if isinstance(largest, dict) else None
    return found if isinstance(found, str) and found else None
