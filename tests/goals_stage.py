"""What tests of goals begin with: methods in use, the goals shared with Mette, and the goal of the worked example."""

from __future__ import annotations

from datetime import time, timedelta

from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from storage import method_use, schedules, sharing
from tests.house import ZONE, House
from tests.methods.test_methods import opens_shelf
from tests.phone import Phone

STEPS = {
    3: "Går i gang ved påmindelsen. Alt er gjort med guiden og hjælp. 1 time med pause.",
    2: "Reagerer, men kommer ikke igennem guiden. 1½ time.",
    1: "Overhører påmindelsen.",
    4: "Det samme på under 1 time.",
    5: "Følger guiden alene. Under 1 time.",
}
"""The steps of a clean home, in the order in which they are asked for."""
SHELF = "My goals and plans"


async def uses(house: House, *methods: str, topics: tuple[str, ...] = ("goals",)) -> None:
    """Alma uses these methods, and Mette may read these topics."""
    alma, mette = await house.known(house.alma), await house.known(house.mette)
    for method in methods:
        await house.service.db.write(method_use.set_used, alma.id, method, True, mette.id, house.clock.now())
    for topic in topics:
        await house.service.db.write(sharing.set_grant, alma.id, mette.id, topic, True, house.clock.now())


async def asked_daily(house: House, method: str, hour: int) -> None:
    """Alma is asked a method every day."""
    alma, plan = await house.known(house.alma), Plan(weekly(EVERY_DAY), time(hour), ZONE, timedelta(hours=4))
    await house.service.db.write(schedules.set_schedule, alma.id, "check_in", plan, house.clock.now(), dialog_id=method)


async def opens(alma: Phone, *taps: str) -> None:
    await opens_shelf(alma, SHELF, *taps)


async def says(alma: Phone, *words: str) -> None:
    """Answers one question after the other in own words."""
    for each in words:
        await alma.says(each)
        await alma.taps("Done")


async def sets_goal(alma: Phone, again: str = "onsdag den 23. december") -> None:
    """Alma sets the goal of the worked example, without the words of its steps, and says when to look at it again."""
    await opens(alma, "A new goal")
    if alma.has_button("Gøre rent"):
        await alma.taps("Gøre rent")
    await says(alma, "Holde mit hjem rent", "Jeg glemmer det", "Gøre rent derhjemme")
    await alma.taps("A lot")
    await says(alma, "Mette, påmindelsen og guiden")
    await alma.taps(again)


async def words_steps(alma: Phone) -> None:
    """Alma words the steps of her only goal."""
    await opens(alma, "The steps of my goal")
    await alma.taps("Go on")
    await says(alma, *STEPS.values())
