"""Speaks with a Piper voice, if the house's settings name a file of one."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from bot.speaking.order import NoVoice


def beside(file: Path) -> Path:
    """The description that a voice file comes with."""
    return file.with_name(f"{file.name}.json")


def wrong(file: Path) -> str:
    """Why a voice file cannot be used; empty if nothing speaks against it. Nothing is loaded to find out."""
    if not file.is_file():
        return "is not a file."
    if not beside(file).is_file():
        return f"needs its description beside it: {beside(file).name}."
    if not language_of(file):
        return f"cannot be used: {beside(file).name} does not say which language it speaks."
    if find_spec("piper") is None:
        return "needs the package piper-tts: install Trivselsbot with the extra `voice`."
    return ""


def language_of(file: Path) -> str:
    """The code of the language that a voice speaks; empty if its description does not say."""
    try:
        said = json.loads(beside(file).read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    language = said.get("language") if isinstance(said, dict) else None
    family = language.get("family") if isinstance(language, dict) else None
    code = said.get("espeak", {}).get("voice") if isinstance(said, dict) and not family else family
    return str(code or "")[:2]


class Piper:
    """A loaded voice, once in a process.

    Raises:
        NoVoice: if it cannot be loaded.
    """

    def __init__(self, file: Path) -> None:
        try:
            from piper import PiperVoice
        except ImportError as error:
            raise NoVoice(f"piper-tts cannot be loaded: {error}") from None
        try:
            self._voice = PiperVoice.load(file)
        except Exception as error:  # onnxruntime has kinds of errors of its own
            raise NoVoice(f"the voice file cannot be read: {type(error).__name__}") from None
        self.rate = int(self._voice.config.sample_rate)

    def say(self, words: str) -> bytes:
        """What is said, as samples of 16 bits, `rate` a second."""
        return b"".join(chunk.audio_int16_bytes for chunk in self._voice.synthesize(words))
