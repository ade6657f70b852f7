"""Texts as values: an English message id with named values, put into words by the edge in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeAlias

_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Text:
    """A text to show. `id` is the English message id, with `{name}` where a value goes.

    Values: text as it is, numbers (decimal sign by language), dates and times (written out by language), other
    texts, or a tuple for a list ("Mette, Jonas og Lis"). `languages` holds a house's own wording and wins over `id`.
    """

    id: str
    values: Mapping[str, TextValue] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)


def named(text: Text) -> set[str]:
    """The names of the values that a text has room for, in any language."""
    return {name for words in (text.id, *text.languages.values()) for name in _NAMED.findall(words)}


TextValue: TypeAlias = str | int | float | date | datetime | time | Text | tuple[str | Text, ...]


def T(message: str, **values: TextValue) -> Text:
    """The text `message` with its values. Babel finds the message ids by calls of this name."""
    return Text(message, values)
