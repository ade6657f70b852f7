"""Strangers: those whom the house knows come first; a flood is bounded, and leaves nothing behind."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.routing import MOST_TO_STRANGERS
from bot.telegram.receiver import MOST_OF_ONE, MOST_OF_STRANGERS
from bot.telegram.strangers import LINE_GAP, MOST_REMEMBERED, WRONG_OF_ALL, WRONG_OF_ONE, Strangers
from dialogs.permissions import Role
from storage import inbox, people
from tests.books import arrived, leaving
from tests.house import House
from tests.receiver_stage import METTE, Keeps, door_of, rows, said, service, simulator
from tests.storage.test_house import NOW, add, opened

CLOSED = "lukket chat"
HOUR = timedelta(hours=1)


async def test_somebody_the_house_knows_is_not_kept_waiting_by_4000_strangers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with simulator() as sim, service(sim, tmp_path) as bot:
        for chat in range(1000, 5000):
            sim.user(chat).sends("hej")
        sim.user(METTE).sends("hej")
        begun = time.monotonic()
        await sim.user(METTE).waits_for("knap i stedet", timeout=20)
        assert time.monotonic() - begun < 10  # all 4000 have to be fetched first
        assert sum(update.stranger for update in await arrived(bot.db)) <= MOST_OF_STRANGERS
        assert sum(row.chat_id != METTE for row in await leaving(bot.db)) <= MOST_TO_STRANGERS
        assert "too many strangers at once" in caplog.text and len(caplog.records) < 10


async def test_nothing_is_kept_of_a_stranger_who_was_answered(house: House) -> None:
    phone = house.phone(999, "Fremmed")
    await phone.says("hej", "er her nogen?")
    await phone.taps_data(1, "1:s1:0:4")
    phone.sees("Hello. This is a closed chat for a house. Ask the staff for a link.")
    assert len(phone.shown) == 1
    assert not [update for update in await arrived(house.service.db) if update.stranger]
    assert not await leaving(house.service.db)


async def test_of_those_who_wait_strangers_come_last_and_who_has_a_good_invitation_is_none(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        await db.write(add, Role.BORGER, "Bo", 50)
        await db.write(people.invite, Role.LEADER, "good", NOW)
        door = door_of(db, Keeps())
        door.clock.jump_to(NOW)
        words = {1: (60, "hej"), 2: (61, "/start bad"), 3: (62, "/start good"), 4: (50, "hej")}
        await door.take_in([said(chat, text, number) for number, (chat, text) in words.items()])
        found = [(row.update_id, row.stranger) for row in await db.read(inbox.waiting)]
        assert found == [(3, False), (4, False), (1, True), (2, True)]


async def test_what_a_stranger_sent_is_handled_once_though_nothing_of_it_is_kept(tmp_path: Path) -> None:
    """Telegram hands it over again when the answer to the call that confirmed it was lost."""
    async with opened(tmp_path) as db:
        door = door_of(db, Keeps())
        for number, words, comes in ((1, "/start bad", [1]), (1, "/start bad", []), (2, "/start bad", [2]),
                                     (1, "/start bad", []), (1, "/start worse", [1])):  # fmt: skip
            await door.take_in([said(60, words, number)])
            waiting = await db.read(inbox.waiting)
            assert [row.update_id for row in waiting] == comes
            for row in waiting:
                await db.write(inbox.done, row.id)


async def test_one_stranger_does_not_take_the_places_of_all(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        door = door_of(db, Keeps())
        await door.take_in([said(60, "hej", number) for number in range(1, 50)])
        await door.take_in([said(61, "hej", 50)])
        waiting = await db.read(inbox.strangers_waiting)
        assert waiting == {60: MOST_OF_ONE, 61: 1}


async def test_what_is_put_aside_of_strangers_is_without_their_words_and_bounded(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        for number in range(1, inbox.MOST_NAMELESS + 20):
            await db.write(inbox.take_in, number, "words", NOW, digest="a", chat_id=60, stranger=True)
        await db.write(inbox.take_in, 900, "words", NOW, digest="a", chat_id=50)
        for row in await db.write(inbox.waiting, 1000):
            await db.write(inbox.put_aside, row.id, "why")
        found = [(update.body, update.chat_id, update.reason) for update in await arrived(db)]
        assert found == [("", None, "why")] * inbox.MOST_NAMELESS + [("words", 50, "why")]


async def test_who_asks_for_help_or_privacy_is_answered_each_time(house: House) -> None:
    phone = house.phone(999, "Fremmed")
    asked = {"/privacy": "Jeg gemmer ikke det, du skriver her.", "hjælp mig": "Er du i fare? Ring 112.",
             "hjælp, jeg er i fare": "Er du i fare? Ring 112.", "/stop": "Du kan slette chatten."}  # fmt: skip
    await phone.says("hej", "hej")
    assert len(phone.shown) == 1, "who asks nothing has had their line"
    for words, answer in [*asked.items()] * 3:
        phone.turns_page()
        await house.passes(minutes=1)
        await phone.says(words)
        assert len(phone.shown) == 1
        phone.sees(answer)


async def test_a_machine_that_asks_on_and_on_is_not_answered_each_time(house: House) -> None:
    phone = house.phone(999, "Fremmed")
    await phone.says(*["/privacy"] * 30)
    assert len(phone.shown) == 1


# -- codes


def test_the_line_comes_once_an_hour() -> None:
    strangers = Strangers()
    told = [strangers.may_be_told(1, "line", NOW + minutes * timedelta(minutes=1)) for minutes in (0, 30, 59, 61, 62)]
    assert told == [True, False, False, True, False]
    for chat in range(2, MOST_REMEMBERED + 2):
        strangers.may_be_told(chat, "line", NOW + LINE_GAP)
    assert strangers.may_be_told(1, "line", NOW + LINE_GAP + timedelta(minutes=2))


def test_a_chat_with_some_wrong_codes_is_not_listened_to_for_an_hour() -> None:
    strangers = Strangers()
    for _ in range(WRONG_OF_ONE):
        assert strangers.may_try(1, NOW)
        strangers.was_wrong(1, NOW)
    assert not strangers.may_try(1, NOW + HOUR / 2) and strangers.may_try(2, NOW)
    assert strangers.may_try(1, NOW + HOUR)


def test_many_wrong_codes_of_many_slow_all_down_but_shut_nobody_out(caplog: pytest.LogCaptureFixture) -> None:
    strangers = Strangers()
    for chat in range(WRONG_OF_ALL):
        assert strangers.may_try(chat, NOW)
        strangers.was_wrong(chat, NOW)
    assert not strangers.may_try(0, NOW + HOUR / 2), "who was wrong has had their try"
    assert not strangers.may_try(900, NOW + timedelta(seconds=1)), "and there is a pause between any two"
    assert strangers.may_try(900, NOW + timedelta(seconds=3))
    assert strangers.may_try(0, NOW + HOUR)
    assert caplog.text.count("security: wrong codes") == 1


async def test_wrong_codes_are_noted_without_what_they_were_and_then_not_looked_at(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    phone = house.phone(999, "Fremmed")
    for number in range(WRONG_OF_ONE + 3):
        await phone.starts(f"guessed-{number}")
    assert (
        phone.texts.count(phone.say("This link does not work any more. Ask the staff for a new one.")) == WRONG_OF_ONE
    )
    phone.sees("Too many links that do not work. Wait a while, or ask the staff for a new link.")
    assert "security: wrong codes of invitations (1)" in caplog.text and "guessed" not in caplog.text


async def test_startnu_is_no_start_and_a_start_may_name_the_bot(house: House) -> None:
    await house.service.db.write(people.invite, Role.LEADER, "kode", house.clock.now())
    phone = house.phone(999, "Ny")
    await phone.says("/startkode", "/start_kode kode", "/begin kode")
    assert phone.texts == [phone.say("Hello. This is a closed chat for a house. Ask the staff for a link.")]
    await phone.says("/start@trivsel_demo_bot kode")
    assert (await house.known(phone)).role is Role.LEADER


async def test_a_stranger_who_was_let_in_counts_once(tmp_path: Path) -> None:
    async with simulator() as sim, service(sim, tmp_path) as bot:
        await bot.db.write(people.invite, Role.LEADER, "kode", Clock().now())
        sim.user(999).starts("kode")
        await sim.user(999).waits_for("Velkommen")
        assert await rows(bot.db) == [("done", "")]
