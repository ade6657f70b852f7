"""What names a borger elsewhere than in what is theirs goes with them too."""

from __future__ import annotations

from bot.config import read_settings
from bot.copies import erase
from bot.telegram.content import Content
from dialogs.permissions import Role
from storage import outbox
from storage.outbox import Lane
from tests.house import House


async def traces(house: House, words: str) -> list[str]:
    """The tables and columns in which something stands, whichever there are."""
    found = []
    for (table,) in await house.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        names = [row[1] for row in await house.rows(f"PRAGMA table_info({table})")]
        for row in await house.rows(f"SELECT * FROM {table}"):
            found += [f"{table}.{name}" for name, value in zip(names, row, strict=True) if words in str(value)]
    return found


async def notice(house: House, words: str) -> None:
    """Something that is to be said to Mette in an hour."""
    async with house.service.db.write() as tx:
        await outbox.put(
            tx, house.mette.chat_id, Lane.ANSWER, "notice", Content(words).payload(),
            not_before=house.local("2026-11-23 13.00"), expires_at=house.local("2026-11-24 13.00"),
        )  # fmt: skip


async def test_half_done_forms_and_waiting_notices_that_name_them_go(house: House) -> None:
    bo = await house.joins(21, "Bo", Role.BORGER)
    zed = await house.joins(22, "Zedekias", Role.BORGER)
    await house.contacts(bo, house.mette)
    await house.contacts(zed, house.mette)
    await house.mette.presses("Plan")
    await house.mette.taps("Plan something", "Zedekias", "Bo", "Done")
    card = house.mette.card.message_id
    await notice(house, "Zedekias' svar og Bos")
    await notice(house, "Zedekiasine er her, og Bo")
    await erase(read_settings(house.settings), "Zedekias", house.clock.now())
    await house.quiet()
    assert await traces(house, "Zedekias'") == await traces(house, '"Zedekias"') == []
    assert await traces(house, "Zedekiasine") == ["outbox.payload"], "that is another name"
    assert card not in [message.message_id for message in house.mette.person.messages]
    await house.mette.presses("Plan")
    await house.mette.taps("Plan something")
    assert any("Bo" in label for label in house.mette.labels)


async def test_what_others_have_said_of_them_stays_theirs(house: House) -> None:
    bo = await house.joins(21, "Bo", Role.BORGER)
    await house.contacts(bo, house.mette)
    await house.alma.presses("Answer now")
    await house.alma.says("Bo driller")
    before = await house.count("SELECT count(*) FROM session WHERE about_id = ?", (await house.known(house.alma)).id)
    await erase(read_settings(house.settings), "Bo", house.clock.now())
    await house.quiet()
    after = await house.count("SELECT count(*) FROM session WHERE about_id = ?", (await house.known(house.alma)).id)
    assert before == after > 0
