"""Chats stay short: what is over goes, and what was written or told personally stays its time."""

from __future__ import annotations

import pytest

from tests.house import House
from tests.lively_week import WISH, WORDS, lives
from tests.screens import measured, screens, told


@pytest.mark.long
async def test_after_a_week_a_chat_is_a_few_screens(house: House) -> None:
    with measured():
        borgere = await lives(house)
    for phone, most in (*((phone, 5) for phone in borgere), (house.mette, 10)):
        assert screens(phone) <= most, f"{phone.name}: {screens(phone):.1f} screens\n{told(phone)}"
        assert phone.keys, "the keyboard is still there"
    own = [m.text for m in house.alma.person.messages if not m.from_bot]
    words = [said for said in WORDS if said]
    assert own == [*words[:3], WISH, words[3]], "what she wrote in her own words is all there, and nothing else is"
