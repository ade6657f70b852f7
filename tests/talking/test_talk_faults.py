"""A call for a talk in the middle of trouble with Telegram: it arrives in time, and the borger is told what is true."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.telegram.content import Content
from storage import outbox
from storage.outbox import Lane
from tests.house import ALMA, JONAS, LIS, METTE, House
from tests.phone import Phone
from tests.talking.test_talk import KEY, TOLD, is_told

pytestmark = pytest.mark.long

NOT_THROUGH = "I cannot get through to {names} just now."
PERHAPS = "Perhaps my message has reached {names}."
SENDS = ("sendMessage", "sendPhoto", "sendVoice", "editMessageText", "editMessageMedia", "deleteMessage",
         "answerCallbackQuery")  # fmt: skip

REFUSED: tuple[dict[str, Any], ...] = ({"status": 500}, {"status": 404}, {"status": 429, "retry_after": 60})
UNANSWERED: tuple[dict[str, Any], ...] = (
    {"reset": "before"}, {"reset": "after"}, {"reset": "half"}, {"reply": "<html>"}, {"status": 504},
)  # fmt: skip


def fails(house: House, chat: int | None, **fault: Any) -> None:
    """Every message and edit to a chat, or with None to all, meets this fault, for ever."""
    for method in SENDS:
        house.sim.faults.next(method, chat=chat, count=None, **fault)


def names(alma: Phone, *who: str) -> str:
    return alma.say("{names}", names=who)


@pytest.mark.parametrize("fault", [*REFUSED, *UNANSWERED], ids=str)
async def test_whatever_fails_in_the_borgers_own_chat_the_call_goes_at_once(
    house: House, fault: dict[str, Any]
) -> None:
    fails(house, ALMA, **fault)
    await house.alma.presses(KEY)
    assert is_told(house.mette)
    house.sim.faults.clear()
    await house.passes(minutes=2)
    house.alma.sees(TOLD, names=("Mette",))


@pytest.mark.parametrize("fault", REFUSED, ids=str)
async def test_where_it_does_not_get_through_the_next_are_called_at_once_and_the_borger_is_told_so(
    house: House, fault: dict[str, Any]
) -> None:
    alma = house.alma
    fails(house, METTE, **fault)
    await alma.presses(KEY)
    await house.passes(seconds=5)
    assert is_told(house.jonas) and not is_told(house.mette) and not is_told(house.lis)
    alma.sees(TOLD, names=("Jonas",))
    alma.sees(NOT_THROUGH, names=("Mette",))
    house.sim.faults.clear()
    await house.passes(minutes=2)
    assert is_told(house.mette), "she is told as soon as it gets through"
    alma.sees(TOLD, names=names(alma, "Mette", "Jonas"))
    alma.sees_not("Jeg kan ikke få fat i")


@pytest.mark.parametrize("fault", UNANSWERED, ids=str)
async def test_where_nobody_can_tell_whether_it_arrived_the_next_are_called_at_once_too(
    house: House, fault: dict[str, Any]
) -> None:
    alma = house.alma
    fails(house, METTE, **fault)
    await alma.presses(KEY)
    await house.passes(seconds=5)
    assert is_told(house.jonas) and not is_told(house.lis)
    alma.sees(TOLD, names=("Jonas",))
    alma.sees(PERHAPS, names=("Mette",))
    assert len([call for call in house.sim.calls if call.chat_id == METTE]) == 2, "sent once more, and then no more"


async def test_who_got_it_though_nobody_could_tell_can_take_it(house: House) -> None:
    fails(house, METTE, reset="after")
    await house.alma.presses(KEY)
    await house.passes(seconds=5)
    house.sim.faults.clear()
    await house.mette.taps("Jeg ringer nu")
    house.alma.reads("Mette ringer til dig nu")


async def test_when_it_gets_through_to_nobody_all_are_tried_and_the_borger_is_told(house: House) -> None:
    for chat in (METTE, JONAS, LIS):
        fails(house, chat, status=500)
    await house.alma.presses(KEY)
    await house.passes(seconds=20)
    house.alma.reads(NOT_THROUGH, names=names(house.alma, "Lis", "Mette", "Jonas"))
    house.sim.faults.clear()
    await house.passes(minutes=2)
    assert all(is_told(phone) for phone in (house.mette, house.jonas, house.lis))


async def test_a_card_that_fails_in_the_same_chat_holds_the_call_up_in_nothing(house: House) -> None:
    house.sim.faults.next(chat=METTE, text="syg", status=500, count=None)
    now = house.clock.now()
    await house.service.db.write(outbox.put, METTE, Lane.ANSWER, "notice", Content("syg").payload(), not_before=now,
                     expires_at=now + timedelta(hours=1))  # fmt: skip
    await house.alma.presses(KEY)
    assert is_told(house.mette)
    house.alma.sees(TOLD, names=("Mette",))


async def test_while_all_chats_are_to_rest_the_call_goes_as_soon_as_that_is_over(house: House) -> None:
    fails(house, None, status=429, retry_after=20)
    await house.alma.presses(KEY)
    house.sim.faults.clear()
    await house.passes(seconds=25)
    assert is_told(house.mette)
    house.alma.sees(TOLD, names=names(house.alma, "Lis", "Mette", "Jonas"))


@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 401}, {"reset": "before"}], ids=str)
async def test_when_telegram_is_back_for_all_the_call_goes_within_seconds(house: House, fault: dict[str, Any]) -> None:
    fails(house, None, **fault)
    house.sim.faults.next("getMe", count=None, **fault)
    await house.alma.presses(KEY)
    await house.passes(minutes=2)
    assert not is_told(house.mette)
    house.sim.faults.clear()
    await house.passes(seconds=10)
    assert is_told(house.mette) and not is_told(house.jonas)
    house.alma.sees(TOLD, names=("Mette",))


async def test_when_it_is_too_fast_in_a_chat_again_and_again_the_next_are_called(house: House) -> None:
    """Telegram asks for seconds that could be waited for, but each time anew; or it does not say for how long."""
    for number, rest in ((METTE, 2), (JONAS, None)):
        fails(house, number, status=429, retry_after=rest)
    await house.alma.presses(KEY)
    await house.passes(seconds=8)
    assert is_told(house.lis)
    house.alma.sees(NOT_THROUGH, names=names(house.alma, "Mette", "Jonas"))


async def test_who_cannot_be_told_is_passed_over_though_telegram_does_not_say_that_it_is_there(house: House) -> None:
    house.sim.faults.next("getMe", status=500, count=None)
    fails(house, METTE, status=500)
    await house.alma.presses(KEY)
    await house.passes(seconds=15)
    assert is_told(house.jonas) and not is_told(house.lis)
    house.alma.sees(TOLD, names=("Jonas",))
    house.alma.sees(NOT_THROUGH, names=("Mette",))
