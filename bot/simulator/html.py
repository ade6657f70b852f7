"""Telegram's HTML parse mode, with its refusals."""

import re
from dataclasses import dataclass

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.state import Entity

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
}
_MARK = re.compile(r"&(?:#(?P<decimal>\d+)|#x(?P<hex>[0-9a-fA-F]+)|(?P<name>lt|gt|amp|quot));|<")
_TAG = re.compile(r"""<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def utf16(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class _Open:
    tag: str
    offset: int
    url: str | None


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """The plain text and its formatting.

    Raises:
        ApiError: 400 "can't parse entities" for an unknown tag, a stray "<", wrong nesting or a missing end tag.
    """
    parts: list[str] = []
    length = position = 0
    open_tags: list[_Open] = []
    entities: list[Entity] = []
    while mark := _MARK.search(source, position):
        piece = source[position : mark.start()]
        if mark.group() != "<":
            piece += _character(mark)
        parts.append(piece)
        length += utf16(piece)
        position = mark.end()
        if mark.group() == "<":
            tag = _TAG.match(source, mark.start())
            if tag is None:
                raise _error("Unexpected or unclosed tag", source, mark.start())
            position = tag.end()
            if tag["end"]:
                entities += _close(open_tags, tag, length)
            else:
                open_tags.append(_opened(tag, length))
    if open_tags:
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1].tag}\""
        )
    entities.sort(key=lambda entity: (entity.offset, -entity.length))
    return "".join([*parts, source[position:]]), tuple(entities)


def _character(mark: re.Match[str]) -> str:
    if mark["name"]:
        return _NAMED[mark["name"]]
    number = int(mark["decimal"]) if mark["decimal"] else int(mark["hex"], 16)
    return chr(number) if 0 < number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else mark.group()


def _opened(tag: re.Match[str], offset: int) -> _Open:
    name = tag["name"].lower()
    attributes = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in _ATTRIBUTE.finditer(tag["rest"])}
    if name not in _KINDS:
        raise _error(f'Unsupported start tag "{name}"', tag.string, tag.start())
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _error('Tag "span" must have class "tg-spoiler"', tag.string, tag.start())
    return _Open(name, offset, attributes.get("href") if name == "a" else None)


def _close(open_tags: list[_Open], tag: re.Match[str], end: int) -> list[Entity]:
    if not open_tags:
        raise _error("Unexpected end tag", tag.string, tag.start())
    last, name = open_tags.pop(), tag["name"].lower()
    if last.tag != name:
        found = f'Unmatched end tag, expected "</{last.tag}>", found "</{name}>"'
        raise _error(found, tag.string, tag.start())
    if end == last.offset or (last.tag == "a" and not last.url):
        return []
    return [Entity(_KINDS[last.tag], last.offset, end - last.offset, last.url)]


def _error(what: str, source: str, index: int) -> ApiError:
    return bad_request(f"can't parse entities: {what} at byte offset {len(source[:index].encode())}")
