"""What the command line does leaves a trace that the borger can see; what erasing cannot reach is said."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path

import pytest

from bot.commands import copies
from bot.commands.copies import erase, export, found
from bot.commands.forecast import forecast
from bot.config import Settings, SettingsError, read_settings
from bot.keys import DATABASE
from bot.private_files import write_private
from bot.rights.ledger import erased, ledger_of, note_erasures
from dialogs.permissions import Role
from dialogs.text import T
from storage import outbox, people, sharing
from storage.file import unlocked
from storage.tx import Tx
from tests.books import books, traces
from tests.commands.test_copies import answers_once
from tests.house import KEY, House
from tests.people.test_leaving import ERASE
from tests.phone import da
from tests.review_stage import asks_who_has_seen
from tests.rights.test_looks import asks

pytestmark = [pytest.mark.long, pytest.mark.dated]


def settings(house: House, folder: Path) -> Settings:
    return read_settings(house.settings | {"TRIVSELSBOT_LEDGER_FILE": str(folder / "keys" / "ledger")})


async def test_a_copy_and_a_forecast_are_among_what_the_borger_sees(house: House, tmp_path: Path) -> None:
    await export(settings(house, tmp_path), "Alma", tmp_path / "copy", house.clock.now())
    await forecast(settings(house, tmp_path), "Alma", 7, house.clock.now())
    await asks_who_has_seen(house.alma)
    for words in ("Whoever runs the app", "what is planned for you", "a copy of your answers"):
        assert da(words) in house.alma.screen


async def test_the_bot_goes_on_while_a_copy_is_written_and_its_trace_is_there_first(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is held up as on a slow disk; what the bot writes must get through meanwhile."""
    await answers_once(house)
    alma = await house.known(house.alma)
    await house.service.upkeep.fetch_media()
    held_up: list[str] = []

    def slow(file: Path, body: bytes) -> None:
        beside = unlocked(tmp_path / DATABASE, KEY, "mode=rw")
        tx = Tx(beside, house.service.db.damage)
        assert sharing.copies_of(tx, alma.id) and sharing.looks_at(tx, alma.id)
        people.set_name(tx, alma.id, "Alma")
        beside.close()
        held_up.append(file.name)
        write_private(file, body)

    monkeypatch.setattr(copies, "write_private", slow)
    file = await export(settings(house, tmp_path), "Alma", tmp_path / "copy", house.clock.now())
    assert sorted(held_up) == sorted(each.name for each in file.parent.iterdir()) and len(held_up) == 2


@pytest.mark.parametrize("fits", [0, 1])
async def test_a_copy_that_cannot_be_written_leaves_no_file_and_no_trace(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fits: int
) -> None:
    await answers_once(house)
    await house.service.upkeep.fetch_media()
    written: list[Path] = []

    def full(file: Path, body: bytes) -> None:
        if len(written) == fits:
            raise OSError(ENOSPC, "No space left on device")
        written.append(file)
        write_private(file, body)

    monkeypatch.setattr(copies, "write_private", full)
    with pytest.raises(SettingsError, match="cannot be written to: No space left on device"):
        await export(settings(house, tmp_path), "Alma", tmp_path / "copy", house.clock.now())
    assert len(written) == fits and not list((tmp_path / "copy").iterdir())
    assert not await house.service.db.read(sharing.copies_of, (await house.known(house.alma)).id)
    await asks(house, house.alma)
    house.alma.reads("I have shown your answers to nobody yet.")


async def test_a_forecast_of_somebody_for_whom_nothing_is_planned_is_seen_too(house: House, tmp_path: Path) -> None:
    bo = await house.joins(31, "Bo", Role.BORGER)
    assert not await forecast(settings(house, tmp_path), "Bo", 7, house.clock.now())
    await asks(house, bo)
    bo.reads("{name} saw {list}, {when}.", name=T("Whoever runs the app"), list=(T("what is planned for you"),),
             when=house.local("2026-11-23 12.00"))  # fmt: skip


async def test_erasing_says_what_it_cannot_reach(house: House, tmp_path: Path) -> None:
    await answers_once(house)
    await house.mette.opens_news()
    file = await export(settings(house, tmp_path), "Alma", tmp_path / "copy", house.clock.now())
    house.clock.jump_to(house.local("2026-11-26 12.00"))
    alma = await found(settings(house, tmp_path), "Alma")
    older = await house.service.db.read(outbox.out_of_reach, alma.id, house.clock.now())
    said = await erase(settings(house, tmp_path), "Alma", house.clock.now())
    assert said[0] == "Erased." and older > 0
    assert any("messages in the chats of others" in line and f"({older})" in line for line in said)
    assert f"Delete it yourself: the copy in {file} (and the files beside it)." in said
    await house.quiet()
    assert "Gamle beskeder til andre" in house.alma.screen
    house.lis.sees(str(file))


async def test_erasing_in_the_middle_of_a_call_for_a_talk_says_that_somebody_is_asked_for(
    house: House, tmp_path: Path
) -> None:
    asked = "They had asked to talk with somebody. Their call is gone: see that somebody does."
    await house.joins(31, "Bo", Role.BORGER)
    await house.alma.presses("Talk to someone")
    assert house.mette.card
    assert asked not in await erase(settings(house, tmp_path), "Bo", house.clock.now())
    assert (await erase(settings(house, tmp_path), "Alma", house.clock.now()))[1] == asked
    await house.quiet()
    house.mette.sees_not("Alma")
    stored = await books(house.service.db)
    assert stored["timer"] == stored["talk"] == stored["talk_call"] == []
    await house.passes(hours=1)
    for phone in (house.mette, house.jonas, house.lis):
        phone.sees_not("Alma")


async def test_nothing_of_the_erased_is_in_the_log_and_no_picture_of_theirs_can_be_sent_again(
    house: House, tmp_path: Path
) -> None:
    await answers_once(house)
    await house.mette.opens_news()
    of_her = (await books(house.service.db))["sent_file_of"]
    keys = {cell for row in of_her for cell in row if isinstance(cell, str)}
    assert keys and set(await traces(house.service.db, *keys)) == {"sent_file.key", "sent_file_of.key"}
    await erase(settings(house, tmp_path), "Alma", house.clock.now())
    assert not await traces(house.service.db, *keys)
    assert await house.service.db.read(people.gone) == []


async def test_the_ledger_names_nobody_and_tells_a_later_person_of_the_same_number_apart(
    house: House, tmp_path: Path
) -> None:
    ledger = ledger_of(settings(house, tmp_path))
    assert not ledger.exists()
    await erase(settings(house, tmp_path), "Alma", house.clock.now())
    body = ledger.read_text("utf-8")
    assert len(erased(ledger)[0]) == 1 and "Alma" not in body and ledger.stat().st_mode & 0o777 == 0o600
    assert body.startswith("2026-11-23T11:0"), "when it was, by the bot's clock, which goes on while the test does"
    assert await note_erasures(house.service.db, ledger, house.clock.now()) == 0


async def test_an_erasure_in_the_bot_is_noted_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    await house.alma.says("/stop")
    await house.alma.taps(*ERASE, "Yes, erase everything")
    await house.passes(hours=24, minutes=1)
    await house.service.upkeep.note_erasures()
    assert len(erased(ledger_of(house.service.house.settings))[0]) == 1
    assert await house.service.db.read(people.gone) == []


async def test_a_ledger_that_cannot_be_written_is_said_and_tried_again(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "keys").touch()
    said = await erase(settings(house, tmp_path), "Alma", house.clock.now())
    assert any("could not be noted" in line for line in said)
    assert len(await house.service.db.read(people.gone)) == 1
    (tmp_path / "keys").unlink()
    assert await note_erasures(house.service.db, ledger_of(settings(house, tmp_path)), house.clock.now()) == 1
