"""What a house has not filled in is on no card: no line without its number, no name that is nobody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.permissions import Role
from tests.counting import reads_right
from tests.house import PLAN, House, open_house
from tests.people.test_roles import opens
from tests.phone import Phone
from tests.roles_table import WHO

EMPTY = dict.fromkeys(
    ("house_phone", "night_phone", "emergency_phone", "suicide_line", "suicide_line_hours", "talk_line", "doctor_phone",
     "psychiatric_phone", "responsible"), "",
)  # fmt: skip


@pytest.mark.parametrize("words", ["Ingen svar i 1 dage", "Telefon –.", "Ring til None", "kl. kl. 8", "Varer 1 timer."])
def test_a_slip_is_noticed(words: str) -> None:
    reads_right("Ingen svar i 11 dage. Telefon 12 34 56 78. Kl. 8. Varer en time. 1 til 3")
    with pytest.raises(AssertionError):
        reads_right(words)


async def test_what_is_not_filled_in_leaves_no_gap(tmp_path: Path) -> None:
    async with open_house(tmp_path, machine=None, **EMPTY) as house:
        for phone in (house.alma, house.mette, house.lis):
            await opens_everything(house, phone)
        await house.alma.says("/help", "/privacy")
        await house.alma.presses("Talk to someone")
        for text in house.alma.texts:
            assert "Ring til" not in text and "Telefon" not in text.replace("Telefonen", ""), text


async def opens_everything(house: House, phone: Phone) -> None:
    """All that opens for somebody; `tests/conftest.py` reads each card."""
    for target in WHO:
        phone.turns_page()
        await opens(house, phone, house.alma, target)


async def test_who_is_new_reads_of_no_number_that_is_not_there(tmp_path: Path) -> None:
    async with open_house(tmp_path, machine=None, **EMPTY) as house:
        bo = await house.joins(31, "Bo", Role.BORGER, plan=PLAN)
        await bo.says("/start")
        assert not any("Ring til" in text for text in bo.texts)
