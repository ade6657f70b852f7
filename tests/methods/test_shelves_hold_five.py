"""However much a borger uses, *Mere* and its shelves show five things at most; and whoever begins sees four."""

from __future__ import annotations

from storage import method_use
from tests.house import House
from tests.phone import Phone

SHELVES = ("How I am", "My week", "My life", "My goals and plans")
CLOSE = "✖️"


async def things(alma: Phone) -> list[str]:
    """What there is to choose from on the pages of the card on the screen; no page holds more than five, its arrow
    among them."""
    found: list[str] = []
    while True:
        page = [label for label in alma.labels if not label.startswith(CLOSE)]
        assert 1 <= len(page) <= 5, page
        new = [label for label in page if not label.startswith("➡️") and label not in found]
        if not new:
            return found
        found += new
        if len(new) == len(page):
            return found
        await alma.taps("➡️")


async def test_with_everything_agreed_a_page_holds_five_at_most(house: House) -> None:
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    for method in house.service.house.dialogs.values():
        if method.keeps and "borger" in method.voices:
            await house.service.db.write(method_use.set_used, alma.id, method.id, True, mette.id, house.clock.now())
    on_shelves = 0
    for shelf in SHELVES:
        await house.alma.presses("More")
        await house.alma.taps(shelf)
        on_shelves += len(await things(house.alma))
    assert on_shelves > 20
    await house.alma.presses("More")
    assert len(await things(house.alma)) > 5


async def test_who_begins_sees_four_things(house: House) -> None:
    await house.alma.presses("More")
    assert len([each for each in house.alma.labels if not each.startswith(("➡️", CLOSE))]) == 4
