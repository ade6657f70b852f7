"""What an agreed alert goes by is another: the method asks something else, or those it names may read no more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.copy_stage import copied
from tests.house import House, open_house
from tests.own_dialogs import write_dialog
from tests.talking.test_agreed_alerts import agrees, opens_agreements

ASKED_NO_MORE = "The question of this agreement is asked no more."


@pytest.fixture
async def changed(tmp_path: Path) -> AsyncIterator[House]:
    """Alma has agreed an alert on her mood; then the house's own method calls the question something else."""
    async with open_house(tmp_path) as house:
        await agrees(house, "Mette")
        await house.closes()
        body = Path("dialogs/library/checkins/trivsel.yaml").read_text("utf-8")
        write_dialog(tmp_path, body.replace("mood", "humoer"))
        await house.opens()
        house.alma.turns_page()
        house.mette.turns_page()
        yield house


async def test_an_agreement_on_a_question_that_is_no_more_is_read_and_taken_back(changed: House) -> None:
    alma = changed.alma
    await opens_agreements(alma)
    alma.sees(ASKED_NO_MORE)
    await alma.taps("📣 Trivsel")
    alma.sees(ASKED_NO_MORE)
    alma.sees_not("1/5")
    await alma.taps("Stop the agreement")
    changed.mette.sees("{name} has taken an agreed alert with you back.", name="Alma")
    await opens_agreements(alma)
    alma.sees_not(alma.say(ASKED_NO_MORE))


async def test_it_stands_in_the_borgers_copy(changed: House) -> None:
    lines, _ = await copied(changed)
    assert any("Mette" in line and changed.alma.say("You said yes.") in line for line in lines)
