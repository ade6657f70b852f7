"""How words are compared that people type: in small letters, with or without æ, ø, å, and numbers in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_FOLDED = {"æ": "a", "ae": "a", "ä": "a", "å": "a", "aa": "a", "ø": "o", "oe": "o", "ö": "o"}


def folded(words: str) -> str:
    """`words` as all that can be written alike is compared: small letters, æ and å as a, ø as o, single spaces.
    "Lørdag", "loerdag" and "lordag" are one."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    for written, letter in _FOLDED.items():
        plain = plain.replace(written, letter)
    return " ".join(plain.split())


_SMILE = re.compile("[:;]-?[)(dp]|[\u2600-\u27bf\u2b50\ufe0f\u200d\U0001f000-\U0001faff]")
_KIND = re.compile(
    r"^(?:(?:helst|gerne|sadan|lige|pracis|please)\b,? ?)+"
    r"|(?:,? ?\b(?:tak|pracis|please|thanks|sharp))+[.!]*$"
)


def unadorned(words: str) -> str:
    """A time or a day, `folded`, without what is put around it: smileys, thanks; "½" in words."""
    half = re.sub(r"½\s*(?=\d)", " halv ", words)
    half = re.sub(r"½", " en halv ", half)
    return _KIND.sub("", _SMILE.sub(" ", folded(half)).strip()).strip()


_SMALL = (
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten", "fjorten",
    "femten", "seksten", "sytten", "atten", "nitten",
)  # fmt: skip
_TENS = {20: "tyve", 30: "tredive", 40: "fyrre", 50: "halvtreds"}
_TENS_TOO = {30: "tredve", 50: "halvtres"}
_ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

NUMBERS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ENGLISH)},
    **{word: number for number, word in enumerate(_SMALL)},
    "et": 1,
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    **{word: tens for some in (_TENS, _TENS_TOO) for tens, word in some.items()},
    **{
        f"{_SMALL[unit]}og{word}": tens + unit
        for some in (_TENS, _TENS_TOO)
        for tens, word in some.items()
        for unit in range(1, 10)
    },
}
"""Numbers in words, 0-59, as `folded` writes them."""

NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
"""A number in digits or words, to put into a pattern."""


def number(written: str) -> int:
    """What a text that fits NUMBER stands for."""
    return int(written) if written.isdecimal() else NUMBERS[written]
