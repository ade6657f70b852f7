"""How much stands on all that opens, in every way of reading. `tests/conftest.py` counts each card that any test brings
to a phone; `tests/dialogs/test_card_counts.py` goes through all cards of all dialogs."""

from __future__ import annotations

import pytest

from dialogs.engine.cards import Card, CardButton
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.text import T
from tests.counting import count
from tests.house import PLAN, House
from tests.people.test_roles import opens
from tests.phone import Phone
from tests.roles_table import WHO
from tests.talking.test_agreed_alerts import agrees


def answers(number: int) -> tuple[CardButton, ...]:
    return tuple(CardButton(f"a{n}", T("{name}", name=str(n)), "🙂", tile=True) for n in range(number))


def ways(number: int) -> tuple[CardButton, ...]:
    return tuple(CardButton(f"w{n}", T("Back"), "⬅️") for n in range(number))


@pytest.mark.parametrize("rows", [(answers(6),), (answers(5), ways(4)), (ways(6),), (ways(1), answers(2))])
def test_too_much_is_noticed(rows: tuple[tuple[CardButton, ...], ...]) -> None:
    count(Card(None, "🙂", (answers(5), ways(3))))
    with pytest.raises(AssertionError):
        count(Card(None, "🙂", rows))


async def lived_in(house: House) -> Phone:
    """Alma has agreed an alert that goes out, calls for a talk, wishes for something, and has answered. Returns: Bo."""
    bo = await house.joins(15, "Bo", Role.BORGER, plan=PLAN)
    alma = house.alma
    await agrees(house, "Mette")
    await alma.presses("Answer now")
    await alma.taps("Badly", "Okay", "Some", "Nobody", "Food", "No thanks")
    await alma.says("Jeg vil gerne i Tivoli")
    await alma.taps("As a wish", "Done")
    await alma.presses("Talk to someone")
    return bo


@pytest.mark.parametrize("reading", Reading)
async def test_nothing_that_opens_for_a_borger_holds_more_than_one_can_weigh(house: House, reading: Reading) -> None:
    await lived_in(house)
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading, aloud=True))
    for target in WHO:
        alma.turns_page()
        await opens(house, alma, alma, target)
    pictures = reading is Reading.PICTURES
    await alma.presses("💬" if pictures else "Talk to someone")
    for words, sign in (("Come to me", "🚶"), ("Company", "☕👥")):
        await alma.taps(sign if pictures else words)


@pytest.mark.parametrize("name", ["mette", "lis"])
async def test_nor_does_anything_that_opens_for_staff(house: House, name: str) -> None:
    bo, phone = await lived_in(house), {"mette": house.mette, "lis": house.lis}[name]
    for target in WHO:
        for about in (phone, house.alma, bo):
            phone.turns_page()
            await opens(house, phone, about, target)
