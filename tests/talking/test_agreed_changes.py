"""What an agreed alert goes by is another: the method asks something else, or those it names may read no more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.copy_stage import copied
from tests.house import House, open_house
from tests.own_dialogs import write_dialog
from tests.phone import Phone
from tests.talking.test_agreed_alerts import MONDAY, TOLD, agrees, opens_agreements
from tests.talking.test_agreed_alerts import answers as moods
from tests.talking.test_read_now import on_duty

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


OVER = "The agreement on »{question}« is over: nobody in it may read your answers any more."


async def takes_back(alma: Phone, name: str) -> None:
    """Alma lets somebody read nothing any more."""
    alma.turns_page()
    await alma.presses("More")
    line = alma.say("{name}: {amount}", name=name, amount=alma.say("some of it"))
    await alma.taps("Settings", "Who may read", line, "Nothing")


async def test_when_nobody_it_names_may_read_any_more_it_is_over_and_no_leader_hears(house: House) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    await on_duty(house, mette, MONDAY, "day")
    await agrees(house, "Mette")
    await takes_back(alma, "Mette")
    alma.sees(OVER, question=alma.say("Mood"))
    await moods(house, "Very badly")
    await house.passes(hours=30)
    assert not mette.has_seen(TOLD, name="Alma")
    lis.sees_not("An agreed alert")
    await opens_agreements(alma)
    assert alma.can_tap(alma.say("Mood")) is False


async def test_what_is_under_way_ends_with_it(house: House) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    await agrees(house, "Mette")
    await moods(house, "Very badly")
    assert mette.has_seen(TOLD, name="Alma")
    await takes_back(alma, "Mette")
    await house.passes(hours=30)
    lis.sees_not("En aftalt besked")


async def test_it_names_only_those_who_still_may_read(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await house.contacts(alma, house.mette, jonas)
    await house.shares(alma, jonas, "trivsel")
    await agrees(house, "Mette", "Jonas")
    await takes_back(alma, "Mette")
    alma.sees_not("er slut")
    await opens_agreements(alma)
    await alma.taps(alma.say("Mood"))
    alma.sees("Then {names} may be told at once.", names=("Jonas",))
