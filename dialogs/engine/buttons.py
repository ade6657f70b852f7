"""The buttons that every dialog shares, by the short ids they travel under."""

from __future__ import annotations

from enum import StrEnum


class Button(StrEnum):
    """Ids are signs, so that they never meet an option's id, which begins with a letter or a digit.

    PAUSE is on no card any more: to leave is to pause. It still works on cards that were sent before, and stands for
    staff who leave in the middle."""

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
    UNFOLD = "."
    FOLD = ","
    WHO = "&"
    HOLD = "%"
    ANSWER_ON = "@"
    TAKE_OUT = "$"
    PICK = "^"
    LATER = ";"
    TALK = "#"
    READ_NOW = "|"
