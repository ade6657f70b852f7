"""Names hold only what can be seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.words.visible import one_line, visible


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("\u202eAnna\u202c", "Anna"),
        ("An\u200bna\ufeff", "Anna"),
        ("\u2066Bo\u2069 \u200f", "Bo"),
        ("A\x00n\x1bna\x07", "Anna"),
        ("Anna\u00a0 \n Bo", "Anna Bo"),
        ("\u3164\u2800\u200e", ""),
        ("", ""),
        ("José Ærø-Ström", "José Ærø-Ström"),
        ("e\u0301", "e\u0301"),
        ("👩\u200d🍳 kok", "👩\u200d🍳 kok"),
        ("An\u200dna", "Anna"),
        ("❤️\u200d🔥", "❤️\u200d🔥"),
    ],
)
def test_a_name_keeps_what_is_seen(written: str, kept: str) -> None:
    assert one_line(written) == kept


@given(st.text(max_size=40))
def test_whatever_is_written_nothing_unseen_is_left(written: str) -> None:
    kept = visible(written)
    unseen = {char for char in kept if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\t\u200d"}
    assert not unseen and visible(kept) == kept and "\n" not in one_line(written)
