"""The buttons that every dialog shares, by the short ids they travel under."""

from __future__ import annotations

from enum import StrEnum


class Button(StrEnum):
    """Ids are signs, so that they never meet an option's id, which begins with a letter or a digit."""

    DONT_KNOW = "?"
    WONT_SAY = "-"
    SKIP = ">"
    BACK = "<"
    PAUSE = "="
    STOP = "!"
    ON = "+"
    MEND = "~"
    SHARE = "*"
    KEEP = "/"
