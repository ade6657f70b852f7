"""What is said when a card is read aloud: its words without signs, with times, parts and numbers as one says them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Speech:
    """What a voice says, in which language. `personal` is what holds more than the house's own texts, as a name or own
    words: no file of it is kept."""

    words: str
    language: str
    personal: bool = False


_WORDS: Mapping[str, Mapping[str, str]] = {
    "da": {
        "of": "af", "to": "til", "half": "en halv", "and_half": "{} en halv", "oh": "nul", "o_clock": "", "at": "kl.",
        "kl.": "klokken", "ca.": "cirka", "f.eks.": "for eksempel", "fx": "for eksempel", "min.": "minutter",
        "1½": "halvanden",
    },
    "en": {
        "of": "of", "to": "to", "half": "a half", "and_half": "{} and a half", "oh": "oh", "o_clock": " o'clock",
        "at": "at", "e.g.": "for example", "approx.": "about", "min.": "minutes",
    },
}  # fmt: skip
"""How each language says what is written short; keys that hold a dot or a sign are what stands in the text."""
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_LINKS = re.compile(r"https?://\S+")
_BETWEEN = re.compile(r"(?:^|\s+)[-–—·•*|]+(?:\s+|$)")
_CLOCK = re.compile(r"(?<![\d.,:])([01]?\d|2[0-3])[.:]([0-5]\d)(?![.,:]?\d)")
_FIRST = re.compile(r"^\W*((?:[01]?\d|2[0-3])[.:][0-5]\d)\s+(?=[^\W\d])")
_DATE = re.compile(r"(?<![\d.,])(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?(?![\d]|[.,]\d)")
_PART = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_SPAN = re.compile(r"(?<=\d)\s?[-–]\s?(?=\d)")
_PHONE = re.compile(r"(?<!\d)(\+\d{2} ?)?(\d{2})[ .]?(\d{2})[ .]?(\d{2})[ .]?(\d{2})(?!\d)")
_THREES = re.compile(r"(?<!\d)(\d{2}) (\d{3}) (\d{3})(?!\d)")
_EMERGENCY = re.compile(r"(?<![\d,.])1(1[0-9])(?![\d]|[.,]\d)")
_HALF = re.compile(r"(\d*)½")
_ENDS = ".!?…:"


def to_say(parts: Iterable[str], language: str) -> str:
    """All of a card's texts, one after the other, as they are said: each a sentence. What has no words is left out."""
    said = (_sentence(line, language) for part in parts for line in part.splitlines())
    return " ".join(each for each in said if each)


def _sentence(written: str, language: str) -> str:
    words = _KEYCAP.sub("", _LINKS.sub("", unicodedata.normalize("NFC", written)))
    words = _FIRST.sub(rf"{_WORDS[language]['at']} \1, ", _BETWEEN.sub(", ", words))
    words = _numbers(words, _WORDS[language])
    words = "".join(char if _is_said(char) else " " for char in words)
    for short, full in _WORDS[language].items():
        if "." in short or short == "fx":
            words = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, words, flags=re.IGNORECASE)
    words = re.sub(r"\s+([.,!?:;])", r"\1", " ".join(words.split())).strip(" ,;")
    if not any(char.isalnum() for char in words):
        return ""
    return words[:1].upper() + words[1:] + ("" if words[-1] in _ENDS else ".")


def _numbers(words: str, say: Mapping[str, str]) -> str:
    """Numbers as they are read: a phone number in pairs, a time by its hours and minutes, a part of a whole."""
    words = _PHONE.sub(lambda found: ", ".join(found.groups("")[1:]), words)
    words = _THREES.sub(lambda found: ", ".join(found.groups()), words)
    words = _EMERGENCY.sub(lambda found: " ".join("1" + found[1]), words)
    words = _CLOCK.sub(lambda found: _clock(int(found[1]), int(found[2]), say), words)
    words = _DATE.sub(lambda found: " ".join(filter(None, found.groups())), words)
    words = _PART.sub(lambda found: f"{found[1]} {say['of']} {found[2]}", words)
    words = _SPAN.sub(f" {say['to']} ", words)
    return _HALF.sub(lambda found: _half(found[1], say), words)


def _clock(hour: int, minute: int, say: Mapping[str, str]) -> str:
    if not minute:
        return f"{hour}{say['o_clock']}"
    return f"{hour} {minute}" if minute > 9 else f"{hour} {say['oh']} {minute}"


def _half(whole: str, say: Mapping[str, str]) -> str:
    if not whole:
        return say["half"]
    return say.get(f"{whole}½") or say["and_half"].format(whole)


def _is_said(char: str) -> bool:
    """Whether a character is read: letters, digits and what makes pauses; no emoji, arrow, bullet or quotation mark."""
    if char in '»«„“”"*_#~|<>=•':
        return False
    return unicodedata.category(char) not in ("So", "Sk", "Sm", "Cf", "Cs", "Co", "Cn", "Mn", "Me")
