"""How many taps the main tasks take, as docs/taps.md has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from dialogs.permissions import Role
from tests.house import PLAN, TOPICS, House
from tests.phone import Phone
from tests.reviewing.test_summaries import answers

TABLE = Path(__file__).parents[2] / "docs" / "taps.md"


@contextmanager
def counted(phone: Phone) -> Iterator[list[int]]:
    """Counts what somebody taps, presses and sends while it lasts."""
    done, person = [0], phone.person
    taps, sends = person.taps_data, person.sends

    def tapped(message_id: int, data: str) -> None:
        done[0] += 1
        taps(message_id, data)

    def sent(words: str) -> object:
        done[0] += 1
        return sends(words)

    with patch.object(person, "taps_data", tapped), patch.object(person, "sends", sent):
        yield done


async def checks_in(house: House) -> Phone:
    await house.at("2026-11-23 16.00")
    return house.alma


async def answers_it(alma: Phone) -> None:
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    alma.sees("Thank you. This is what you answered.")


async def three_have_answered(house: House) -> Phone:
    for chat_id, name in ((21, "Bo"), (22, "Ida")):
        borger = await house.joins(chat_id, name, Role.BORGER, plan=PLAN)
        await house.contacts(borger, house.mette)
        await house.shares(borger, house.mette, *TOPICS)
        await answers(borger)
    await answers(house.alma, "Jeg savner min hund")
    house.mette.turns_page()
    return house.mette


async def reads_three_and_follows_up(mette: Phone) -> None:
    await mette.presses("News")
    await mette.taps("Read all", "I follow up", "I will talk with you about it.", "Tomorrow")
    mette.sees("Jeg savner min hund")


async def one_to_plan_for(house: House) -> Phone:
    return house.mette


async def plans_step_by_step(mette: Phone) -> None:
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done", "Shopping", "torsdag den 26. november", "kl. 14.00")
    await mette.taps("Every week", "30 minutes before", "Done", "Save")
    mette.sees("That is in the plan.")


async def plans_in_a_sentence(mette: Phone) -> None:
    await mette.presses("Plan")
    await mette.taps("Plan something")
    await mette.says("Svømning hver torsdag 14 med Alma")
    await mette.taps("Save")
    mette.sees("That is in the plan.")


async def something_is_late(house: House) -> Phone:
    await answers(house.alma)
    await reads_three_and_follows_up_alone(house.mette)
    await house.at("2026-11-26 12.00")
    house.lis.turns_page()
    return house.lis


async def reads_three_and_follows_up_alone(mette: Phone) -> None:
    await mette.opens_news()
    await mette.taps("I follow up", "I will talk with you about it.", "Tomorrow")


async def sees_what_is_late(lis: Phone) -> None:
    await lis.presses("The house")
    await lis.taps("Late")
    lis.sees("Mette")


TASKS: dict[str, tuple[Callable[[House], Awaitable[Phone]], Callable[[Phone], Awaitable[None]]]] = {
    "A borger answers the daily check-in": (checks_in, answers_it),
    "A contact person reads three borgere and follows one up": (three_have_answered, reads_three_and_follows_up),
    "Staff plan a weekly activity, step by step": (one_to_plan_for, plans_step_by_step),
    "Staff plan a weekly activity, in one sentence": (one_to_plan_for, plans_in_a_sentence),
    "A leader sees what is late": (something_is_late, sees_what_is_late),
}


def said(task: str) -> int:
    """How many taps the table gives to a task now: its last column."""
    row = next(line for line in TABLE.read_text("utf-8").splitlines() if line.startswith(f"| {task} |"))
    return int(row.rstrip("| ").rpartition("|")[2])


@pytest.mark.parametrize("task", TASKS)
async def test_a_task_takes_as_many_taps_as_is_said(house: House, task: str) -> None:
    comes, does = TASKS[task]
    phone = await comes(house)
    with counted(phone) as taps:
        await does(phone)
    assert taps[0] == said(task)
