"""How words are compared that people type: in small letters, with or without æ, ø, å, and numbers in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import islice, product

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
    r"^(?:(?:helst|gerne|bare|tak|sadan|lige|pracis|please)\b,? ?)+"
    r"|(?:,? ?\b(?:tak|pracis|please|thanks|sharp))+[.!]*$"
)


def unadorned(words: str) -> str:
    """A time or a day, `folded`, without what is put around it: smileys, thanks; "½" in words."""
    half = re.sub(r"(?<=\d) 1/2$", "½", words.strip())
    half = re.sub(r"½\s*(?=\d)", " halv ", half)
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


_SHORTEST = 4
"""Shorter words are too much alike to be put right."""
_MOST = 4


def put_right(text: str, known: Collection[str]) -> Iterator[str]:
    """What a folded text may have been meant to be: with `known` words for those that are one slip of the finger away,
    a letter too many, too few, wrong, or two that changed places. Nothing if there is no such word."""
    ways = [_nearest(word, known) for word in re.split(r"(\W+)", text)]
    for words in islice(product(*ways), _MOST):
        if (meant := "".join(words)) != text:
            yield meant


def _nearest(word: str, known: Collection[str]) -> list[str]:
    if len(word) < _SHORTEST or word in known or not word.isalpha():
        return [word]
    return [name for name in known if _one_slip(word, name)] or [word]


def _one_slip(word: str, name: str) -> bool:
    """Whether two words differ, and by no more than one slip."""
    first = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    mine, theirs = word[first:], name[first:]
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return word != name and (swapped or mine[1:] in (theirs, theirs[1:]) or mine == theirs[1:])
