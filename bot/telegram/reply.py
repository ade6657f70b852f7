"""JSON from Telegram, read so that nothing in it can stop the bot: too deep, too long, or no Unicode."""

from __future__ import annotations

import json
import math
import re
from itertools import islice

DEEPEST = 48
"""Levels of nesting that are read. Telegram's own updates have about ten."""
LONGEST_NUMBER = 40
"""Digits of a whole number that are read. Telegram's own have at most 19."""

LONGEST_STRING = 8192
MOST_PARTS = 300
"""Parts of one list or object. A poll has 12 options, a message 100 buttons."""

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]', re.DOTALL)


def read_json(payload: bytes) -> object:
    """What a payload says. Numbers that nothing can hold are None, and so is what is nested too deep to be read, which
    depends on Python's version.

    Raises:
        ValueError: if it is no JSON.
    """
    text = payload.decode("utf-8", "replace")
    try:
        return _loads(text)
    except RecursionError:
        return _loads(_pruned(text))


def bounded(node: object, depth: int = 0) -> object:
    """JSON without what no update of Telegram's has: what is nested deeper than DEEPEST becomes None, longer texts are
    cut, and of longer lists and objects only the beginning stays."""
    if depth > DEEPEST:
        return None
    match node:
        case str():
            return node[:LONGEST_STRING]
        case list():
            return [bounded(each, depth + 1) for each in node[:MOST_PARTS]]
        case dict():
            return {key[:LONGEST_STRING]: bounded(value, depth + 1) for key, value in islice(node.items(), MOST_PARTS)}
    return node


def is_deep(text: str) -> bool:
    """Whether JSON is nested deeper than DEEPEST."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > DEEPEST:
            return True
    return False


def _loads(text: str) -> object:
    return json.loads(text, parse_int=_whole, parse_float=_fraction, parse_constant=_nothing)


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= LONGEST_NUMBER else None


def _fraction(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _nothing(_name: str) -> None:
    """NaN and the infinities are no JSON, though Python takes and writes them."""


def _pruned(text: str) -> str:
    """JSON with null in place of all that is nested deeper than DEEPEST."""
    kept: list[str] = []
    depth = begin = 0
    for token in _TOKEN.finditer(text):
        match token[0][0]:
            case "[" | "{":
                depth += 1
                if depth == DEEPEST + 1:
                    kept.append(text[begin : token.start()])
            case "]" | "}":
                if depth == DEEPEST + 1:
                    kept.append("null")
                    begin = token.end()
                depth -= 1
    if depth <= DEEPEST:
        kept.append(text[begin:])
    return "".join(kept)
