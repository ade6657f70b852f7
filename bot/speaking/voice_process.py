"""The process that speaks: it holds libraries that are not made for threads, and memory that is seldom needed."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from bot.beside import serve
from bot.speaking.espeak import Espeak
from bot.speaking.order import NO_VOICE, NoVoice, Order
from bot.speaking.piper import Piper


def spoken(order: object) -> bytes:
    """The sound file that is ordered.

    Raises:
        ValueError: if there is no voice to be had, or nothing to say.
    """
    assert isinstance(order, Order)
    if not order.words:
        raise ValueError("there is nothing to say")
    try:
        samples, rate = _said(order)
        from bot.speaking.sound import sound_file
    except (ImportError, NoVoice) as error:
        raise ValueError(f"{NO_VOICE}{error}") from None
    return sound_file(samples, rate, order.ending)


def _said(order: Order) -> tuple[bytes, int]:
    if order.file:
        voice = _piper(order.file)
        return voice.say(order.words), voice.rate
    return _espeak().say(order.words, order.language), _espeak().rate


@cache
def _espeak() -> Espeak:
    return Espeak()


@cache
def _piper(file: str) -> Piper:
    return Piper(Path(file))


if __name__ == "__main__":
    logging.disable()  # a library that logs might log what it was given to say
    serve(spoken)
