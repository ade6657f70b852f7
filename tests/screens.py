"""How long a chat is on a phone, in screens: what one has to scroll through."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import AbstractContextManager
from unittest.mock import patch

from bot.pictures.draw import lay_out
from bot.pictures.spec import NO_PHOTOS, Picture
from bot.simulator.state import SimMessage
from tests.phone import Phone
from tests.simulator_stage import png
from tests.sketches import Sketches

SCREEN = 640
"""CSS pixels of the chat that are seen at once on a phone 390 pixels wide, with its keyboard of keys open."""
BUBBLE = 343
"""Pixels a message takes across: 88 % of the phone. A picture is as wide, a line of text holds 43 letters."""
LETTERS = 43
LINE, AROUND_TEXT = 21.4, 13
BUTTONS = 46
"""One row of buttons, with the gap above."""
HIGHEST_PICTURE = 420
VOICE = 60
GAP = 6


def height(message: SimMessage) -> float:
    """About how many pixels a message takes down: its picture, its lines of text as they break, its rows of buttons
    and the gap to the next. A picture's size is read from the beginning of its file, where `measured` writes it."""
    found = float(GAP + BUTTONS * len(message.buttons))
    if message.file and message.file.kind == "photo":
        wide, high = (int.from_bytes(message.file.content[at : at + 4], "big") for at in (16, 20))
        found += min(BUBBLE * high / wide, HIGHEST_PICTURE) if wide else HIGHEST_PICTURE
    elif message.file:
        found += VOICE
    words = message.text or message.caption
    if words:
        found += AROUND_TEXT + LINE * sum(max(1, math.ceil(len(line) / LETTERS)) for line in words.split("\n"))
    return found


def screens(phone: Phone) -> float:
    """How many screens the whole chat takes, both sides' messages."""
    return sum(height(message) for message in phone.person.messages) / SCREEN


def told(phone: Phone) -> str:
    """The chat, a line for each message with its height, for a test that fails."""
    lines = []
    for message in phone.person.messages:
        whose = " " if message.from_bot else ">"
        picture = f"[{message.file.kind}] " if message.file else ""
        buttons = " ".join(f"[{button.text}]" for row in message.buttons for button in row)
        words = (message.text or message.caption).replace("\n", " / ")[:90]
        lines.append(f"{message.date:%a %H.%M} {height(message):4.0f} {whose} {picture}{words} {buttons}")
    return "\n".join(lines)


async def _measured(_self: Sketches, picture: Picture, _photos: Mapping[int, bytes] = NO_PHOTOS) -> bytes:
    return png(1000, lay_out(picture).height) + repr(picture).encode()


def measured() -> AbstractContextManager[object]:
    """Sketches that are as high as the pictures would be."""
    return patch.object(Sketches, "render", _measured)
