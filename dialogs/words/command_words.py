"""Which command somebody means: `/help`, `/privacy`, `/settings`, `/stop`, or the plain words for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

START, HELP, PRIVACY, SETTINGS, STOP, UNKNOWN = "start", "help", "privacy", "settings", "stop", "?"

_COMMANDS: Mapping[str, str] = {
    "start": START, "help": HELP, "hjælp": HELP, "privacy": PRIVACY, "privatliv": PRIVACY,
    "settings": SETTINGS, "indstillinger": SETTINGS, "stop": STOP, "afmeld": STOP, "pause": STOP,
}  # fmt: skip
_WORDS: Mapping[str, tuple[str, ...]] = {
    HELP: ("hjælp", "hjælp mig", "hjælp os", "hjelp", "hjelp mig", "hælp", "hælp mig", "help", "help me"),
    PRIVACY: ("privatliv", "privatlivspolitik", "persondata", "privacy", "privacy policy"),
    SETTINGS: ("indstillinger", "indstilling", "settings"),
    STOP: (
        "stop", "stop nu", "stop det", "stop med det", "stop botten", "stop bot", "jeg vil stoppe",
        "jeg vil gerne stoppe", "meld mig ud", "meld mig fra", "afmeld", "afmeld mig", "stop it", "stop the bot",
        "i want to stop", "unsubscribe",
    ),
}  # fmt: skip
_MEANS = {words: name for name, said in _WORDS.items() for words in said}
_SLASHED = re.compile(r"/(?P<name>[^\W_]\w*)?(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
_POLITE = frozenset({"tak", "venligst", "nu", "lige", "please", "now", "kære", "bot"})
_HELP_WITHIN = re.compile(r"\b(?:hj?ælpe?|hjelpe?|help)\b")
_STOP_WITHIN = re.compile(r"\bstop(?:pe)?\b")


def command_in(words: str) -> str | None:
    """The command that a message is, also as `/help@this_bot`, in any case, with more behind it: UNKNOWN for one that
    there is not; None for a message that is no command."""
    found = _SLASHED.fullmatch(words.strip())
    if found is None:
        return None
    return _COMMANDS.get(_small(found["name"] or ""), UNKNOWN)


def code_in(words: str) -> str:
    """What stands behind `/start`: the code of an invitation, or nothing."""
    found = _SLASHED.fullmatch(words.strip())
    return (found["rest"] or "").strip() if found else ""


def word_in(words: str) -> str | None:
    """The command that a message of plain words and nothing else stands for, whatever its case and punctuation, how
    politely it is said, or how long its letters are drawn out."""
    said = alone(words)
    bare = " ".join(word for word in said.split() if word not in _POLITE)
    return _MEANS.get(said) or _MEANS.get(bare)


def mentioned_in(words: str) -> str | None:
    """HELP or STOP if the words, whatever else they say, speak of it."""
    said = alone(words)
    return HELP if _HELP_WITHIN.search(said) else STOP if _STOP_WITHIN.search(said) else None


def alone(words: str) -> str:
    """The words without anything else, in small letters, with one space between, and no letter three times or a last p
    twice."""
    bare = re.sub(r"[\W\d_]+", " ", _small(words))
    return " ".join(re.sub(r"pp\b", "p", re.sub(r"(\w)\1{2,}", r"\1", bare)).split())


def _small(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold().replace("ae", "æ")
