"""What Telegram accepts in texts, keyboards and buttons."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.html import parse_html, utf16
from bot.simulator.params import Params
from bot.simulator.state import Entity, KeyRows, SimButton

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
DATA_LIMIT = 64  # bytes
COPY_LIMIT = 256
TOAST_LIMIT = 200
ROW_LIMIT = 8
PLACEHOLDER_LIMIT = 64
BUTTON_LIMIT = 100
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KINDS = ("callback_data", "url", "copy_text")
"""What this server knows that a button can be for; each is for one."""
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{5,32})?(?![A-Za-z0-9_])")


@dataclass(frozen=True)
class Styled:
    """A text with its formatting; lengths in UTF-16 code units."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class ReplyMarkup:
    """A reply markup: inline buttons, or a change of the reply keyboard.

    Attributes:
        keyboard: the message says something about the reply keyboard; `rows` None then removes it.
    """

    buttons: tuple[tuple[SimButton, ...], ...] = ()
    keyboard: bool = False
    rows: KeyRows | None = None
    one_time: bool = False
    placeholder: str = ""


def read_text(params: Params) -> Styled:
    """The parameter `text` of a message: 1-4096 characters after parsing.

    Raises:
        ApiError: 400 when it is empty, too long or malformed.
    """
    styled = _styled(params, "text", "entities")
    if not styled.text:
        raise bad_request("message text is empty")
    if utf16(styled.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return styled


def read_caption(params: Params) -> Styled:
    """The parameter `caption`: 0-1024 characters after parsing.

    Raises:
        ApiError: 400 when it is too long or malformed.
    """
    styled = _styled(params, "caption", "caption_entities")
    if utf16(styled.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return styled


def _styled(params: Params, name: str, entities_name: str) -> Styled:
    source, mode = params.text(name), params.text("parse_mode").lower()
    if mode == "html":
        return _trimmed(*parse_html(source))
    if mode:
        raise bad_request("unsupported parse_mode")
    given = params.json(entities_name, "message entities")
    if given is None:
        return _trimmed(source, ())
    if not isinstance(given, list):
        raise bad_request("can't parse message entities JSON object")
    return _trimmed(source, tuple(_given_entity(item) for item in given))


def _given_entity(item: object) -> Entity:
    if not isinstance(item, dict) or not {"type", "offset", "length"} <= item.keys():
        raise bad_request("can't parse entities: MessageEntity must have type, offset and length")
    url = item.get("url")
    return Entity(str(item["type"]), int(item["offset"]), int(item["length"]), None if url is None else str(url))


def _trimmed(text: str, entities: tuple[Entity, ...]) -> Styled:
    """Telegram removes space around a text and shifts or cuts the formatting with it."""
    shift = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    total, kept = utf16(text), []
    for entity in entities:
        start, end = max(entity.offset - shift, 0), min(entity.offset + entity.length - shift, total)
        if end > start:
            kept.append(Entity(entity.type, start, end - start, entity.url))
    return Styled(text, tuple(kept))


def read_markup(params: Params, *, inline_only: bool = False) -> ReplyMarkup:
    """The parameter `reply_markup`.

    Args:
        inline_only: for edits, which take nothing but inline keyboards.

    Raises:
        ApiError: 400 for a shape, a button or an amount that Telegram refuses.
    """
    markup = params.json("reply_markup", "reply keyboard markup")
    if markup is None or markup == {}:
        return ReplyMarkup()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return ReplyMarkup(buttons=_inline(markup["inline_keyboard"]))
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        return ReplyMarkup(
            keyboard=True, rows=_keyboard(markup["keyboard"]), one_time=bool(markup.get("one_time_keyboard")),
            placeholder=_placeholder(markup.get("input_field_placeholder", "")),
        )  # fmt: skip
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return ReplyMarkup(keyboard=True)
    raise bad_request("can't parse reply keyboard markup JSON object")


def _table(value: object, what: str) -> list[list[object]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{what}" must be of type Array of Arrays')
    rows = [row for row in value if row]
    if any(len(row) > ROW_LIMIT for row in rows) or sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return rows


def _inline(value: object) -> tuple[tuple[SimButton, ...], ...]:
    return tuple(tuple(_inline_button(button) for button in row) for row in _table(value, "inline_keyboard"))


def _inline_button(button: object) -> SimButton:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    text, kinds = str(button.get("text", "")), [kind for kind in _KINDS if button.get(kind) is not None]
    if not text.strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    if not kinds:
        # Telegram knows more kinds than these; this server does not, and refuses them instead of losing them.
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        # Telegram would keep one and lose the others.
        raise bad_request(f"inline keyboard button has both {' and '.join(kinds)}")
    given = button[kinds[0]]
    if kinds[0] == "callback_data":
        if not isinstance(given, str) or not 1 <= len(given.encode()) <= DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
        return SimButton(text, data=given)
    return SimButton(text, copy=_copied(given)) if kinds[0] == "copy_text" else SimButton(text, url=_checked_url(given))


def _copied(given: object) -> str:
    """What a CopyTextButton copies: 1-256 characters."""
    if not isinstance(given, dict):
        raise bad_request('can\'t parse inline keyboard button: Field "copy_text" must be of type Object')
    text = given.get("text")
    if not isinstance(text, str) or not 1 <= utf16(text) <= COPY_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text


def _checked_url(given: object) -> str:
    url = str(given)
    parts = urlsplit(url)
    if parts.scheme == "tg" and parts.netloc:
        return url
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or ""):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url


def _keyboard(value: object) -> KeyRows:
    rows = tuple(tuple(_keyboard_text(button) for button in row) for row in _table(value, "keyboard"))
    if not rows:
        raise bad_request("reply keyboard must be non-empty")
    return rows


def _placeholder(words: object) -> str:
    if not isinstance(words, str) or len(words) > PLACEHOLDER_LIMIT:
        raise bad_request("input field placeholder must be of 1-64 characters")
    return words


def _keyboard_text(button: object) -> str:
    text = button.get("text") if isinstance(button, dict) else button
    if not isinstance(text, str) or not text.strip():
        raise bad_request('can\'t parse keyboard button: Field "text" must be non-empty')
    return text


def read_toast(params: Params) -> str:
    """The text of an answer to a tap, 0-200 characters.

    Raises:
        ApiError: 400 when it is longer.
    """
    text = params.text("text")
    if len(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    return text


def check_start_parameter(code: str) -> None:
    """A deep link's code: 1-64 of A-Z, a-z, 0-9, _ and -.

    Raises:
        ValueError: no person could follow such a link.
    """
    if not _START_PARAMETER.fullmatch(code):
        raise ValueError("a start parameter is 1-64 characters of A-Z, a-z, 0-9, _ and -")


def command_entities(text: str) -> tuple[Entity, ...]:
    """The bot_command entity of a text that begins with a command."""
    command = _COMMAND.match(text)
    return (Entity("bot_command", 0, command.end()),) if command else ()


def too_many_requests(seconds: int) -> ApiError:
    """Telegram's 429."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
