"""Which voices there are, and the process beside the bot that speaks with them while there is something to say."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path

from bot.beside import Beside, Refused
from bot.config import PREFIX, Settings, SettingsError
from bot.speaking import espeak, piper
from bot.speaking.order import NO_VOICE, Order
from dialogs.words.aloud import Speech

log = logging.getLogger(__name__)

LONGEST = 20.0
"""Seconds that a text may take to be spoken."""
RESTS_AFTER = 30.0
"""Seconds after which the process is ended: it holds some 40 MB, and is there again in a quarter of a second."""
ESPEAK = "espeak-ng"


class NotSpoken(Exception):
    """A text that could not be read aloud; what this says can be logged."""


def missing(settings: Settings) -> str:
    """Why nothing can be read aloud on this machine; empty if it can. Nothing is loaded to find out."""
    needed = {"av": "av"} if settings.voice_file else {"av": "av", "espeakng-loader": "espeakng_loader"}
    lacking = [package for package, module in needed.items() if find_spec(module) is None]
    if not lacking:
        return ""
    return f"Nothing can be read aloud, so there is no button for it: {' and '.join(lacking)} is not installed."


def refuse_wrong_file(settings: Settings) -> None:
    """Refuses a voice file that cannot be used.

    Raises:
        SettingsError: one clear line.
    """
    if settings.voice_path and (wrong := piper.wrong(settings.voice_path)):
        raise SettingsError(f"{PREFIX}VOICE_FILE {wrong}")


class Speaker(Beside):
    """Reads aloud. `languages` are those that there is a voice for; they are none any more once that turns out to be
    wrong."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("bot.speaking.voice_process", LONGEST, RESTS_AFTER)
        self._file = settings.voice_path
        self.languages: set[str] = set() if missing(settings) else {*self._spoken()}

    def called(self, language: str) -> str:
        """Which voice speaks a language, in words that change when it does."""
        file = self._piper(language)
        return f"{file.name} {file.stat().st_size}" if file else f"{ESPEAK} {espeak.WORDS_A_MINUTE}"

    async def say(self, speech: Speech, ending: str) -> bytes:
        """What is said as a sound file, as the ending of its name tells.

        Raises:
            NotSpoken: if there is no voice to be had, or nothing in it that can be heard.
        """
        file = self._piper(speech.language)
        try:
            return await self.work(Order(speech.words, speech.language, ending, str(file or "")))
        except Refused as refused:
            reason = str(refused)
        if reason.startswith(NO_VOICE):
            log.error("nothing in '%s' can be read aloud any more: %s", speech.language, reason)
            self.languages.discard(speech.language)
        raise NotSpoken(reason)

    def _spoken(self) -> list[str]:
        own = [piper.language_of(self._file)] if self._file else []
        return [*own, *(espeak.VOICES if espeak.folder() else ())]

    def _piper(self, language: str) -> Path | None:
        return self._file if self._file and piper.language_of(self._file) == language else None
