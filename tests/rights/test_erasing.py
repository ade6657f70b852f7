"""What names a borger elsewhere than in what is theirs goes with them too."""

from __future__ import annotations

import pytest

from bot.commands.copies import erase
from bot.config import read_settings
from bot.telegram.content import Content
from dialogs.permissions import Role
from storage import outbox, sessions
from storage.outbox import Lane
from tests.books import traces
from tests.commands.test_copies import SWIM, swims
from tests.house import House

pytestmark = [pytest.mark.long, pytest.mark.dated]


async def notice(house: House, words: str) -> None:
    """Something that is to be said to Mette in an hour."""
    await house.service.db.write(
        outbox.put, house.mette.chat_id, Lane.ANSWER, "notice", Content(words).payload(),
        not_before=house.local("2026-11-23 13.00"), expires_at=house.local("2026-11-24 13.00"),
    )  # fmt: skip


async def test_half_done_forms_and_waiting_notices_that_name_them_go(house: House) -> None:
    bo = await house.joins(21, "Bo", Role.BORGER)
    zed = await house.joins(22, "Zedekias", Role.BORGER)
    await house.contacts(bo, house.mette)
    await house.contacts(zed, house.mette)
    await house.mette.presses("Plan")
    await house.mette.taps("Plan something", "Skip", "Zedekias", "Bo", "Done")
    card = house.mette.card.message_id
    await notice(house, "Zedekias' svar og Bos")
    await notice(house, "Zedekiasine er her, og Bo")
    await erase(read_settings(house.settings), "Zedekias", house.clock.now())
    await house.quiet()
    assert await traces(house.service.db, "Zedekias'") == await traces(house.service.db, '"Zedekias"') == []
    assert await traces(house.service.db, "Zedekiasine") == ["outbox.payload"], "that is another name"
    assert card not in [message.message_id for message in house.mette.person.messages]
    await house.mette.presses("Plan")
    await house.mette.taps("Plan something", "Skip")
    assert any("Bo" in label for label in house.mette.labels)


async def test_what_others_have_said_of_them_stays_theirs(house: House) -> None:
    bo = await house.joins(21, "Bo", Role.BORGER)
    await house.contacts(bo, house.mette)
    await house.alma.presses("Answer now")
    await house.alma.says("Bo driller")
    alma = await house.known(house.alma)
    before = await house.service.db.read(sessions.open_sessions_about, alma.id)
    assert before and "session.state" in await traces(house.service.db, "Bo driller")
    await erase(read_settings(house.settings), "Bo", house.clock.now())
    await house.quiet()
    assert await house.service.db.read(sessions.open_sessions_about, alma.id) == before


async def test_what_staff_were_told_of_them_alone_goes_and_what_names_others_too_is_said(house: House) -> None:
    """What staff hear of a borger who has answered nothing but a reminder."""
    mette = house.mette
    await swims(house, "Not today", "Not today")
    await house.at("2026-11-23 17.00")
    await mette.opens_news()
    mette.sees("{name}, not today: {list}", name="Alma", list=SWIM)
    await house.at("2026-11-24 18.05")
    mette.sees("No shared answers: {names}", names="Alma")
    said = await erase(read_settings(house.settings), "Alma", house.clock.now())
    await house.quiet()
    assert not [message for message in mette.person.messages if message.from_bot and "Alma" in message.text]
    assert "Cannot be called back: messages in the chats of staff that name several borgere." in said


async def test_in_what_waits_for_staff_and_names_others_too_the_name_alone_is_taken_out(house: House) -> None:
    bo = await house.joins(21, "Bo", Role.BORGER)
    for borger in (house.alma, bo):
        await house.contacts(borger, house.mette)
    five = await house.joins(22, "5", Role.BORGER)
    await notice(house, "Kan ikke nås: Alma og Bo")
    await notice(house, "Bo svarede kl. 5")
    await erase(read_settings(house.settings), "Alma", house.clock.now())
    await erase(read_settings(house.settings), f"#{(await house.known(five)).id}", house.clock.now())
    await house.at("2026-11-23 13.05")
    house.mette.sees("Kan ikke nås: … og Bo")
    house.mette.sees("Bo svarede kl. 5")
