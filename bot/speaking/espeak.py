"""Speaks with eSpeak NG, whose library and voices come with the package espeakng-loader."""

from __future__ import annotations

import ctypes
from importlib.util import find_spec
from pathlib import Path

from bot.speaking.order import NoVoice

VOICES = {"da": "da", "en": "en"}
"""The names of its voices by our languages."""
WORDS_A_MINUTE = 140
"""Slower than its usual 175: who is read to may need time."""
_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_RATE = 1
_HEARD = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def folder() -> Path | None:
    """Where its library and data lie; None if they are not installed. Nothing is loaded to find out."""
    found = find_spec("espeakng_loader")
    return Path(found.origin).parent if found and found.origin else None


class Espeak:
    """The library, once in a process: it can say one thing at a time.

    Raises:
        NoVoice: if it cannot be loaded on this machine.
    """

    def __init__(self) -> None:
        place = folder()
        file = next((each for each in sorted(place.glob("*espeak-ng*.*")) if each.is_file()), None) if place else None
        if place is None or file is None:
            raise NoVoice("espeakng-loader is not installed")
        try:
            self._library = ctypes.CDLL(str(file))
        except OSError as error:
            raise NoVoice(f"the library of espeakng-loader cannot be loaded: {error}") from None
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, str(place).encode(), _DONT_EXIT)
        if self.rate <= 0:
            raise NoVoice("the data of espeakng-loader cannot be read")
        self._heard = bytearray()
        self._keeps = _HEARD(self._hear)  # as long as the library may call it
        self._library.espeak_SetSynthCallback(self._keeps)

    def say(self, words: str, language: str) -> bytes:
        """What is said, as samples of 16 bits, `rate` a second.

        Raises:
            NoVoice: if there is none for the language.
        """
        self._heard.clear()
        if self._library.espeak_SetVoiceByName(VOICES[language].encode()):
            raise NoVoice(f"espeakng-loader has no voice for '{language}'")
        self._library.espeak_SetParameter(_RATE, WORDS_A_MINUTE, 0)
        body = words.encode()
        self._library.espeak_Synth(body, ctypes.c_size_t(len(body) + 1), 0, 1, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return bytes(self._heard)

    def _hear(self, samples: object, count: int, _events: object) -> int:
        if samples and count > 0:
            self._heard += ctypes.string_at(samples, count * 2)  # type: ignore[arg-type]  # a pointer, as C gives it
        return 0
