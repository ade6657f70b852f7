"""Text as it is seen: without what has no shape of its own but turns or hides what stands beside it."""

from __future__ import annotations

import unicodedata

LONGEST_QUOTE = 280
_JOINER = "\u200d"
_BLANK = "\u2800\u3164\u115f\u1160\uffa0\u034f"
"""Letters and marks that are drawn as nothing."""


def visible(words: str) -> str:
    """`words` without control characters (line breaks and tabs stay), direction marks, zero-width characters and blank
    letters. The joiner inside an emoji stays: without it 👩‍🍳 would be two."""
    return "".join(char for place, char in enumerate(words) if _is_seen(words, place, char)).strip()


def one_line(words: str) -> str:
    """A name as it is kept: what is seen, in one line; "" if that is nothing."""
    return " ".join(visible(words).split())


def cut(words: str, longest: int = LONGEST_QUOTE) -> str:
    """Words short enough for where they stand; what was cut is marked."""
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def _is_seen(words: str, place: int, char: str) -> bool:
    if char == _JOINER:
        around = words[place - 1 : place], words[place + 1 : place + 2]
        return all(each and unicodedata.category(each) in ("So", "Sk", "Mn") for each in around)
    if char in "\n\t":
        return True
    return char not in _BLANK and unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
