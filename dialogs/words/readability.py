"""How easy a text is to read: its sentences, and Björnsson's readability index (LIX)."""

from __future__ import annotations

import re
from collections.abc import Sequence

SENTENCE = 5
"""Words from which on it is a sentence."""
WORD = re.compile(r"[^\W\d_]+")
LONGEST_QUESTION = 60
"""Signs of a question that fits a small screen."""
LONGEST_SENTENCE = 10
"""Words."""
HARDEST = 20
"""The index above which a text is hard for who reads slowly."""
FEWEST = 12
"""Words from which on a text is measured alone: in a shorter one, one long word decides the figure."""


def sentences(text: str) -> list[str]:
    """The sentences of a text; placeholders count as the one short word they mostly are."""
    plain = re.sub(r"\{\w+\}", "Mette", text)
    return [part for part in re.split(r"[.!?:\n]+(?:\s+|$)", plain) if WORD.search(part)]


def lix(texts: Sequence[str]) -> float:
    """Words a sentence plus the percentage of words over six letters."""
    found = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in found for word in WORD.findall(sentence)]
    return len(words) / len(found) + 100 * sum(len(word) > 6 for word in words) / len(words)


def hard(text: str) -> str:
    """What makes a text hard to read, and what to do about it; empty if nothing does."""
    long = [words for sentence in sentences(text) if (words := len(WORD.findall(sentence))) > LONGEST_SENTENCE]
    if long:
        return f"has a sentence of {long[0]} words; make two of it ({LONGEST_SENTENCE} are read easily)"
    if len(WORD.findall(text)) >= FEWEST and (index := lix([text])) > HARDEST:
        return f"is hard to read (LIX {index:.0f}); take shorter words ({HARDEST} is easy)"
    if text.endswith("?") and len(text) > LONGEST_QUESTION:
        return f"has {len(text)} signs; a question of up to {LONGEST_QUESTION} fits a small screen"
    return ""


def is_sentence(words: str) -> bool:
    """Whether somebody has said something in whole words, and not only named a time or a thing."""
    return len(WORD.findall(words)) >= SENTENCE and not any(char.isdigit() for char in words)
