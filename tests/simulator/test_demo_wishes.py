"""The album of wishes on the demo's phones: leafed through by Alma, and the new wish answered by Mette."""

from __future__ import annotations

import pytest

from tests.demo_stage import House, da

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.long]


async def test_an_album_of_wishes_and_one_that_waits_for_its_answer(page_of_house: House) -> None:
    house = page_of_house
    alma = await house.borger.is_of("Alma")
    await alma.presses(da("More"))
    await alma.answers(da("My life"), da("My wishes"), da("One wish at a time"))
    await alma.sees("Jeg vil gerne bage boller til hele huset")
    mette = await house.staff.is_of("Mette")
    await mette.presses(da("Borgere"))
    await mette.answers("Alma", da("Follow-up"), da("Answer: {what}", what="Jeg vil gerne bage boller …"))
    await mette.answers(da("Not now"))
    await mette.sees(da("Why not now?"))
