"""A backup of a running house, and a house restored from one: nothing in it is missing, and nothing comes twice."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.backup import backup, restore
from bot.commands.copies import erase
from bot.config import Settings, SettingsError, read_settings
from bot.keys import DATABASE
from bot.rights import ledger
from dialogs.permissions import Role
from dialogs.text import T
from storage import outbox, people
from storage.damage import DatabaseDamaged
from storage.database import Database
from storage.file import DatabaseRefused
from storage.tx import Tx
from tests.books import Books, books, leaving, traces
from tests.commands.test_copies import answers_once
from tests.house import KEY, House
from tests.review_stage import opened
from tests.storage.test_damage import flip

pytestmark = pytest.mark.long


def settings(house: House) -> Settings:
    return read_settings(house.settings)


async def backed_up(house: House, folder: Path) -> Path:
    said = await backup(settings(house), folder / "backups", house.clock)
    file = Path(said[0].removeprefix("Written: "))
    assert [kept.name for kept in (folder / "backups").iterdir() if kept == file] == [file.name]
    return file


async def contents(file: Path) -> Books:
    """All rows of all tables, but for what a backup notes of itself."""
    db = await Database.open(file, KEY)
    try:
        kept = await books(db)
    finally:
        await db.close()
    kept["meta"] = [row for row in kept["meta"] if row[0] not in ("backup", "running", "alive", "heard")]
    return kept


async def restored(house: House, file: Path) -> list[str]:
    """The house closes, is restored from a backup, and opens again."""
    await house.closes()
    said = await restore(settings(house), file, house.clock, replace=True)
    await house.opens()
    await house.quiet()
    return said


def chats(house: House) -> list[int]:
    """How many messages of the bot's there are in each chat."""
    return [len([m for m in phone.person.messages if m.from_bot]) for phone in (house.alma, house.mette, house.lis)]


def both(tx: Tx, number: str) -> None:
    for side in ("left", "right"):
        tx.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", side, number)


async def test_a_backup_taken_while_others_write_is_one_whole_instant(house: House, tmp_path: Path) -> None:
    stop = asyncio.Event()

    async def writes() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            await house.service.db.write(both, str(number))

    await answers_once(house)
    writing = asyncio.create_task(writes())
    await asyncio.sleep(0.05)
    file = await backed_up(house, tmp_path)
    stop.set()
    await writing
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"SQLite format 3" not in file.read_bytes()[:16], "encrypted"
    assert sorted(one.name for one in file.parent.iterdir()) == [file.name], "one file, nothing half"
    kept: dict[str, str] = {row[0]: row[1] for row in (await contents(file))["meta"]}
    assert kept["left"] == kept["right"] and int(kept["left"]) > 0
    assert (await contents(file))["answer"] == (await books(house.service.db))["answer"] != []


async def test_restored_it_is_row_by_row_the_same(house: House, tmp_path: Path) -> None:
    await answers_once(house)
    await house.passes(minutes=1)
    file = await backed_up(house, tmp_path)
    before = await contents(file)
    await house.closes()
    (tmp_path / DATABASE).unlink()
    said = await restore(settings(house), file, house.clock)
    assert "gone or cannot be read" in said[1]
    after = await contents(tmp_path / DATABASE)
    assert {name for name in before if before[name] != after[name]} <= {"agenda", "erasure"}
    await house.opens()


async def test_what_may_have_been_sent_since_is_listed_and_not_sent_again(house: House, tmp_path: Path) -> None:
    await house.alma.presses("Answer now")
    await house.at("2026-11-23 15.00")
    file = await backed_up(house, tmp_path)
    await house.at("2026-11-23 16.05")  # the check-in has come, and the summary will
    await house.at("2026-11-23 18.30")
    before = chats(house)
    said = await restored(house, file)
    assert chats(house)[:2] == before[:2], "nobody gets anything twice"
    lines = "\n".join(said)
    assert "Perhaps sent already, so not sent again" in lines and "16:00  borger" in lines and "18:00  staff" in lines
    assert not re.search("Alma|Mette", lines)
    await house.at("2026-11-23 20.00")
    assert chats(house)[0] == before[0]
    await house.at("2026-11-24 16.05")
    assert chats(house)[0] > before[0], "the next day's comes as ever"


async def test_what_waited_to_leave_is_listed_and_not_sent_again(house: House, tmp_path: Path) -> None:
    alma = await house.known(house.alma)
    now = house.clock.now()
    await house.service.db.write(
        outbox.put, house.alma.chat_id, outbox.Lane.ANSWER, "notice", {}, not_before=now + timedelta(minutes=1),
        expires_at=now + timedelta(days=10),
    )  # fmt: skip
    file = await backed_up(house, tmp_path)
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 13.00"))
    (tmp_path / DATABASE).unlink()
    said = await restore(settings(house), file, house.clock)
    assert any(line.endswith(f"borger {alma.id}: a message (notice)") for line in said)
    await house.opens()
    assert not [row for row in await leaving(house.service.db) if row.action == "notice"]


async def test_it_says_from_when_to_when_what_was_confirmed_is_lost(house: House, tmp_path: Path) -> None:
    file = await backed_up(house, tmp_path)
    await house.at("2026-11-23 13.30")
    await answers_once(house)
    lost = len((await books(house.service.db))["answer"])
    await house.at("2026-11-23 14.00")
    said = await restored(house, file)
    assert re.search(rf"Lost: .* from 2026-11-23 12:00 to 2026-11-23 1[34]:\d\d, {lost} answers", said[1]), said
    (await opened(house)).reads("{topic}: nothing yet", topic=T("How are you"))
    kept = next(line for line in said if "is kept as" in line).split()[-1].rstrip(".")
    assert len((await contents(Path(kept)))["answer"]) == lost, "the old one is put aside, whole"


async def test_with_nothing_since_it_says_so(house: House, tmp_path: Path) -> None:
    await house.passes(minutes=2)
    await house.closes()
    house.clock.jump_to(house.local("2026-11-23 15.00"))
    said = await backup(settings(house), tmp_path / "backups", house.clock)
    file = Path(said[0].removeprefix("Written: "))
    said = await restore(settings(house), file, house.clock, replace=True)
    assert said[1].startswith("Lost: nothing"), said
    await house.opens()


async def test_who_was_erased_since_is_erased_again(house: House, tmp_path: Path) -> None:
    await answers_once(house)
    file = await backed_up(house, tmp_path)
    await erase(settings(house), "Alma", house.clock.now())
    await house.quiet()
    said = await restored(house, file)
    assert "Erased again, for they were erased since: 1." in said
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund")
    assert (await books(house.service.db))["answer"] == []
    assert await house.service.db.read(people.counted) == {"leader": 1, "staff": 2}


async def test_who_was_erased_and_not_noted_yet_is_erased_again_too(house: House, tmp_path: Path) -> None:
    file = await backed_up(house, tmp_path)
    await house.service.db.write(people.remove_person, (await house.known(house.alma)).id)
    said = await restored(house, file)
    assert "Erased again, for they were erased since: 1." in said
    await house.service.upkeep.note_erasures()
    marks, damaged = ledger.erased(ledger.ledger_of(settings(house)))
    assert len(marks) == 1 and not damaged, "the next restore knows it too"


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("2026-11-22T10:00:00+00:00 0a1b", "that cannot be read: 1"),
        ("\xff\n\n", "that cannot be read: 1"),
        ("", "Erased"),
    ],
)
async def test_a_damaged_ledger_loses_nobody_else(house: House, tmp_path: Path, before: str, says: str) -> None:
    book = ledger.ledger_of(settings(house))
    book.parent.mkdir(parents=True, exist_ok=True)
    book.write_bytes(before.encode("latin-1"))
    file = await backed_up(house, tmp_path)
    await erase(settings(house), "Alma", house.clock.now())
    await house.quiet()
    said = await restored(house, file)
    assert "Erased again, for they were erased since: 1." in said and says in "".join(said)


async def test_the_ledger_counts_for_a_copy_from_before_there_were_ledgers(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await backed_up(house, tmp_path)
    db = await Database.open(file, KEY)
    await db.write(Tx.run, "UPDATE secret SET words = 'made anew when it is brought up to date'")
    await db.close()
    await erase(settings(house), "Alma", house.clock.now())
    await house.quiet()
    monkeypatch.setattr("storage.backups._WITH_LEDGER", 99)
    assert "Erased again, for they were erased since: 1." in await restored(house, file)


async def test_who_was_put_in_since_is_counted_and_a_database_put_aside_is_named_when_erasing(
    house: House, tmp_path: Path
) -> None:
    file = await backed_up(house, tmp_path)
    await house.passes(minutes=5)
    await house.joins(31, "Bo", Role.BORGER)
    said = await restored(house, file)
    assert "1 of the people were put in since: they need a new link." in said[1]
    aside = said[-1].removeprefix("The database that was there is kept as ").removesuffix(".")
    said = await erase(settings(house), "Alma", house.clock.now())
    assert f"Delete it yourself: the database that was put aside as {aside}." in said
    assert any("Backups from before hold it" in line for line in said)


async def test_without_a_ledger_it_says_that_the_erased_are_back(house: House, tmp_path: Path) -> None:
    file = await backed_up(house, tmp_path)
    await erase(settings(house), "Alma", house.clock.now())
    await house.quiet()
    ledger.ledger_of(settings(house)).unlink()
    said = "\n".join(await restored(house, file))
    assert "There is no ledger of erasures" in said and "Erase them again" in said


async def test_an_open_call_for_a_talk_is_told_first(house: House, tmp_path: Path) -> None:
    await house.alma.presses("Talk to someone")
    file = await backed_up(house, tmp_path)
    said = await restored(house, file)
    listed = said[next(i for i, line in enumerate(said) if "Perhaps sent" in line) + 1]
    assert "asked to talk with somebody" in listed and "Ask them now" in listed


async def test_it_is_refused_while_the_bot_runs_and_over_a_database_that_is_there(house: House, tmp_path: Path) -> None:
    file = await backed_up(house, tmp_path)
    with pytest.raises(SettingsError, match="is running"):
        await restore(settings(house), file, house.clock, replace=True)
    await house.closes()
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(SettingsError, match="--replace"):
        await restore(settings(house), file, house.clock)
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(file.read_bytes())
    flip(damaged, 9)
    with pytest.raises(DatabaseRefused, match="There is no database"):
        await restore(settings(house), tmp_path / "nowhere.db", house.clock, replace=True)
    with pytest.raises(DatabaseDamaged, match="is damaged"):
        await restore(settings(house), damaged, house.clock, replace=True)
    other = read_settings(house.settings | {"TRIVSELSBOT_DATABASE_KEY": "another key than that one"})
    with pytest.raises(DatabaseRefused, match="does not fit"):
        await restore(other, file, house.clock, replace=True)
    assert (tmp_path / DATABASE).read_bytes() == before
    assert not [left for left in tmp_path.iterdir() if "restored" in left.name or "before-restore" in left.name]
    await house.opens()


async def test_no_backup_is_made_of_a_damaged_database(house: House, tmp_path: Path) -> None:
    await house.closes()
    whole = (tmp_path / DATABASE).read_bytes()
    flip(tmp_path / DATABASE, 12)
    with pytest.raises(DatabaseDamaged, match="is damaged"):
        await backup(settings(house), tmp_path / "backups", house.clock)
    assert list((tmp_path / "backups").iterdir()) == []
    (tmp_path / DATABASE).write_bytes(whole)
    await house.opens()


async def test_a_file_that_was_copied_while_the_bot_stood_still_can_be_restored_too(
    house: House, tmp_path: Path
) -> None:
    await house.at("2026-11-23 13.00")
    await house.closes()
    copy = tmp_path / "copy.db"
    copy.write_bytes((tmp_path / DATABASE).read_bytes())
    house.clock.jump_to(house.local("2026-11-23 15.00"))
    said = await restore(settings(house), copy, house.clock, replace=True)
    assert re.search(r"Lost: nothing .* before 2026-11-23 1[23]:\d\d", said[1]), said
    await house.opens()
