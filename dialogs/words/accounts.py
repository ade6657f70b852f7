"""Hides the numbers of bank accounts and cards in what people write: they are of no use to anybody here."""

from __future__ import annotations

import re

from dialogs.words.cpr import DOT

_NUMBER = re.compile(
    r"(?<![\w+])(?:"
    r"(?:[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?)"  # IBAN
    r"|(?:\d{4}[ -]?){3}\d{4}"  # a card
    r"|(?!00)\d{4}(?: ?[-/.] ?| )\d{7,10}"  # registration and account
    r")(?!\w)"
)
_NAMED = re.compile(r"konto(?:en|nr|nummer|nummeret)?\b\W{0,3}(?:er |nr\.? ?)?(\d[\d -]{4,16}\d)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


def hide(words: str) -> str:
    """`words` with the digits of every account's or card's number replaced by dots; the length stays."""
    if len(_DIGIT.findall(words)) < 6:
        return words
    words = _NUMBER.sub(lambda found: _DIGIT.sub(DOT, found[0]), words)
    return _NAMED.sub(lambda found: found[0].replace(found[1], _DIGIT.sub(DOT, found[1])), words)
