"""What counts as a command, as a plain word for one, and as words that speak of help or stopping."""

from __future__ import annotations

import pytest

from dialogs.words.command_words import (
    HELP,
    PRIVACY,
    SETTINGS,
    START,
    STOP,
    UNKNOWN,
    code_in,
    command_in,
    mentioned_in,
    word_in,
)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("/help", HELP), ("/HELP", HELP), ("/help@trivsel_demo_bot", HELP), (" /help nu ", HELP), ("/hjælp", HELP),
        ("/hjaelp", HELP), ("/privacy", PRIVACY), ("/privatliv", PRIVACY), ("/settings", SETTINGS),
        ("/Indstillinger", SETTINGS), ("/stop", STOP), ("/stop\nnu", STOP), ("/start", START), ("/start abc-_1", START),
        ("/start@bot abc", START), ("/startnu", UNKNOWN), ("/foo", UNKNOWN), ("/help2", UNKNOWN), ("/", UNKNOWN),
        ("/foo_bar baz", UNKNOWN), ("/ø", UNKNOWN), ("/help me@you", HELP),
        ("hej /help", None), ("", None), ("1/2", None), ("/:", None), ("//", None), ("help", None),
    ],
)  # fmt: skip
def test_a_command_is_known_however_it_is_sent(words: str, command: str | None) -> None:
    assert command_in(words) == command


def test_the_code_stands_behind_start() -> None:
    assert [code_in(words) for words in ("/start", "/start  abc-_1 ", "/start@bot abc", "hej")] == [
        "",
        "abc-_1",
        "abc",
        "",
    ]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("hjælp", HELP), ("Hjælp!", HELP), ("HJÆLP", HELP), ("hjaelp", HELP), ("hja\u0308lp", None), ("help?", HELP),
        (" hjælp mig. ", HELP), ("»Hjælp«", HELP), ("hjælp 🙏", HELP), ("stop", STOP), ("Stop.", STOP),
        ("STOP BOTTEN", STOP), ("stop  botten!", STOP), ("privatliv", PRIVACY), ("Privacy", PRIVACY),
        ("indstillinger", SETTINGS), ("settings…", SETTINGS), ("Stop tak", STOP), ("stop venligst!", STOP),
        ("stopp", STOP), ("STOOOOP", STOP), ("hjæææælp", HELP), ("hælp mig", HELP), ("Hjelp nu!", HELP), ("nu", None),
        ("jeg vil have hjælp", None), ("der var ingen hjælp i dag", None), ("stop bussen", None), ("", None),
        ("jeg vil ikke mere", None), ("godt", None), ("🛑", None),
    ],
)  # fmt: skip
def test_a_plain_word_alone_is_a_command(words: str, command: str | None) -> None:
    assert word_in(words) == command


@pytest.mark.parametrize(
    ("words", "mentioned"),
    [
        ("der var ingen hjælp i dag", HELP), ("kan nogen hjælpe mig?", HELP), ("I need HELP now", HELP),
        ("jeg har brug for hjeeelp", HELP), ("det er helt fint", None),
        ("jeg vil have, det skal stoppe", STOP), ("stop!", STOP), ("stop, jeg vil have hjælp", HELP),
        ("Mette er hjælpsom", None), ("toget stoppede", None), ("nonstop", None), ("", None),
    ],
)  # fmt: skip
def test_words_may_speak_of_help_or_of_stopping(words: str, mentioned: str | None) -> None:
    assert mentioned_in(words) == mentioned
