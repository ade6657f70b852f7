"""Who works here no more is in no agreed alert, and what they proposed counts no more; the borger is told."""

from __future__ import annotations

from tests.house import House
from tests.people.test_access import ends
from tests.talking.test_agreed_alerts import agrees, opens_agreements
from tests.talking.test_agreed_changes import OVER


async def test_who_works_here_no_more_is_in_no_agreement(house: House) -> None:
    alma = house.alma
    await agrees(house, "Mette")
    alma.turns_page()
    await ends(house, house.mette)
    alma.sees(OVER, question=alma.say("Mood"))
    assert alma.has_seen(OVER, question=alma.say("Mood")) == 1
    alma.sees_not(alma.say("{name} is not in your agreed alerts any more.", name="Mette"))
    await opens_agreements(alma)
    assert not alma.can_tap("Mood")


async def test_what_was_proposed_by_who_left_cannot_be_said_yes_to(house: House) -> None:
    alma, mette = house.alma, house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Agreed alerts")
    await mette.taps(mette.say("New: {question}", question=mette.say("Mood")), "Very badly", "On one day", "Mette",
                     "Done")  # fmt: skip
    await alma.presses("More")
    await alma.taps("Agreed alert")
    at, data = alma.button("Yes")
    await ends(house, mette)
    alma.sees("What {name} proposed does not count any more.", name="Mette")
    await alma.taps_data(at, data)
    alma.sees("That agreement does not count any more.")
