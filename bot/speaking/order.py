"""What the process that speaks is asked for."""

from dataclasses import dataclass

NO_VOICE = "there is no voice: "
"""What the answer begins with when nothing at all can be said."""


class NoVoice(Exception):
    """Nothing can be said on this machine, or with the voice that was named; the text says why."""


@dataclass(frozen=True)
class Order:
    """Words to say in a language, as a file with this ending; `file` is a Piper voice, "" is eSpeak NG."""

    words: str
    language: str
    ending: str
    file: str = ""
