"""Cards about rights: none is shown before the house has checked it."""

from __future__ import annotations

from pathlib import Path

from tests.goals_stage import uses
from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.own_dialogs import write_dialog

SHIPPED = Path("dialogs/library/methods/my_rights.yaml")
KEY = '{id: key, label: The key to my door, pictogram: "🔑"}'


async def nothing_of_it(house: House) -> None:
    await uses(house, "my_rights", topics=("life",))
    await house.alma.presses("More")
    await house.alma.taps("My life")
    assert not house.alma.can_tap("My rights"), "nothing of it is checked"
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "Methods")
    assert not house.mette.can_tap("My rights")


async def test_only_what_the_house_has_checked_is_shown(tmp_path: Path) -> None:
    body = SHIPPED.read_text("utf-8")
    assert KEY in body
    async with open_house(tmp_path) as house:
        await nothing_of_it(house)
        await house.closes()
        write_dialog(tmp_path, body.replace(KEY, KEY[:-1] + ", checked: 2026-11-20}"))
        await house.opens()
        alma = house.alma
        await opens_shelf(alma, "My life", "My rights")
        assert not alma.can_tap("My bank account")
        await alma.taps("The key to my door")
        alma.sees("Det er dit hjem.")
        await alma.taps("Go on", "A talk")
        await house.mette.presses("Follow-up")
        house.mette.sees("En snak om rettigheder")
