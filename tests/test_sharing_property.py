"""Nobody sees what was not shared with them: houses and histories at random, and all that a reader can bring up.

Every answer in own words holds a mark. A reader opens every screen and taps every button; a few lines of Python say
which marks may then stand in what reached their phone. And what reached it must be the very same in a house where all
that is not shared with them was never said, so that not even a count or a mean gives it away.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from bot.clock import Clock
from bot.config import read_settings
from bot.flows import shown, summaries
from bot.flows.flow import Start
from bot.flows.house import Desk
from bot.flows.house import House as BotHouse
from bot.flows.registry import build_runner
from bot.flows.taps import tapped
from bot.review import exporting
from bot.review.exporting import Exporter
from bot.review.part import Sight
from bot.telegram.buttons import Owner, read_button
from bot.telegram.content import Content, Document
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.session import End
from locales.texts import load_texts
from storage import people
from storage.database import Database, Tx
from storage.people import Person
from tests.examples import examples
from tests.sharing_stage import (
    BORGERE,
    BUTTON,
    DEPTH,
    KEPT,
    LIBRARY,
    MARK,
    MEDIA,
    NOW,
    STAFF,
    WEEK,
    Deed,
    House,
    Scene,
    deeds,
    do,
)

pytestmark = pytest.mark.long

# Looking


@asynccontextmanager
async def undone(tx: Tx) -> AsyncIterator[None]:
    """What happens in it leaves no trace."""
    await tx.run("SAVEPOINT looking")
    try:
        yield
    finally:
        await tx.run("ROLLBACK TO looking")
        await tx.run("RELEASE looking")


async def brought(stage: Scene, reader: Person) -> list[str]:
    """What is on its way to a reader's phone: texts, buttons and pictures as they wait, files as they are made."""
    rows = await stage.tx.all("SELECT payload FROM outbox WHERE chat_id = ? ORDER BY id", reader.chat_id)
    bodies = [str(row[0]) for row in rows]
    orders = filter(None, (Content.read(body).document for body in bodies))
    files = [await Exporter(stage.desk.house).document(order) for order in orders]
    return bodies + [Content(file.words or opened(file)).text for file in files]


def opened(file: Document) -> str:
    """What stands in a file."""
    if not file.name.endswith("xlsx"):
        return file.body.decode("utf-8-sig")
    with ZipFile(BytesIO(file.body)) as parts:
        return "\n".join(parts.read(name).decode() for name in sorted(parts.namelist()) if "docProps" not in name)


async def on_screens(stage: Scene, reader: Person) -> list[str]:
    """What a reader was sent before says, drawn anew as after any change of sharing."""
    async with undone(stage.tx):
        for about in stage.borgere:
            await shown.refresh(stage.desk, about)
        return await brought(stage, reader)


async def everything(stage: Scene, reader: Person) -> list[str]:
    """All that reaches a reader who opens every screen about everybody, and taps what stands under it."""
    found: dict[str, None] = {}
    async with undone(stage.tx):
        for about in (reader, *stage.borgere):
            for target in sorted(stage.runner._screens):
                await stage.tx.run("DELETE FROM outbox")
                await stage.runner.go(stage.desk, target, Start(reader, about))
                found |= dict.fromkeys(await brought(stage, reader))
        tried: set[str] = set()
        for _ in range(DEPTH):
            data = [data for body in found for data in BUTTON.findall(body) if data not in tried]
            tried |= set(data)
            for tap in filter(None, map(read_button, data)):
                if tap.owner is not Owner.SESSION:
                    await stage.tx.run("DELETE FROM outbox")
                    await tapped(stage.desk, stage.runner, reader, tap)
                    found |= dict.fromkeys(await brought(stage, reader))
    return list(found)


async def latest(stage: Scene, reader: Person) -> str:
    """The summaries of the last seven days."""
    async with undone(stage.tx):
        await stage.tx.run("DELETE FROM outbox")
        for about in stage.borgere:
            await summaries.send_summary(stage.desk, reader, about, NOW - WEEK)
        return "\n".join(await brought(stage, reader))


async def exported(stage: Scene, reader: Person) -> str:
    """The files a reader takes of every borger."""
    async with undone(stage.tx):
        await stage.tx.run("DELETE FROM outbox")
        for about in stage.borgere:
            await exporting.send(Sight(stage.desk, reader, about, "export", 0), "csv")
        return "\n".join(await brought(stage, reader))


async def marks_of(stage: Scene, bodies: list[str]) -> set[str]:
    """The marks in words and names, and those of the voice messages and photos sent along."""
    names = {str(row[0]): str(row[1]) for row in await stage.tx.all("SELECT id, unique_id FROM media")}
    media = {names[number] for body in bodies for number in MEDIA.findall(body)}
    return {mark for body in bodies for mark in MARK.findall(body)} | media


async def check(stage: Scene, house: House, reader: Person) -> None:
    """Nothing that is not shared, all that is, and no trace of the rest."""
    shared = [said for said in house.said if house.shared(said, reader)]
    allowed = {mark for said in shared for mark in said.marks.values()}
    seen = [*await on_screens(stage, reader), *await everything(stage, reader)]
    leaked = await marks_of(stage, seen) - allowed - {photo for said in shared for photo in said.photos.values()}
    assert not leaked, [body for body in seen if any(mark in body for mark in leaked)]
    if reader.role is Role.STAFF:
        new = {
            mark for said in shared if said.shared_at and said.shared_at > NOW - WEEK for mark in said.marks.values()
        }
        assert set(MARK.findall(await latest(stage, reader))) == new
        assert set(MARK.findall(await exported(stage, reader))) == allowed
        async with undone(stage.tx):
            for said in house.said:
                if said not in shared:
                    await stage.tx.run("DELETE FROM session WHERE id = ?", said.id)
            assert [*await on_screens(stage, reader), *await everything(stage, reader)] == seen


# Living


class Undone(Exception):
    """Takes an example's house away again."""


class Bench:
    """One database for all examples."""

    def __init__(self, runner: asyncio.Runner, db: Database, house: BotHouse) -> None:
        self.runner = runner
        self.db = db
        self.house = house


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("sharing")
    with asyncio.Runner() as runner:
        db = runner.run(Database.make(Path(folder) / "house.db", "a" * 64))
        config = read_settings({"TRIVSELSBOT_TELEGRAM_TOKEN": "1:a", "TRIVSELSBOT_DATA_DIR": str(folder)})
        yield Bench(runner, db, BotHouse(config, LIBRARY, load_texts(), Clock(), db, "bot"))
        runner.run(db.close())


async def live(bench: Bench, history: list[Deed], who: int) -> None:
    with pytest.raises(Undone):
        async with bench.db.write() as tx:
            bench.db.snapshot = tx  # what is not committed is there to be exported
            stage = await set_up(bench, tx)
            every = range(len(BORGERE))
            house = House({b: [0, 1] for b in every}, {})
            for b in every:
                await do(("contacts", b, [0, 1]), stage, house)
                for reader, dialog in product((0, 1), KEPT):
                    await do(("grant", b, reader, str(dialog.topic), True), stage, house)
            for deed in history:
                await do(deed, stage, house)
            await check(stage, house, [*stage.staff, stage.leader, *stage.borgere][who])
            raise Undone


async def set_up(bench: Bench, tx: Tx) -> Scene:
    found: list[Person] = []
    roles = {Role.BORGER: BORGERE, Role.STAFF: STAFF, Role.LEADER: ("Lis",)}
    for chat_id, (role, name) in enumerate([(role, name) for role, names in roles.items() for name in names], 1):
        joined = NOW - timedelta(days=400)
        person_id = await people.add_person(
            tx, role, name, joined, profile=ReadingProfile(), state="active", chat_id=chat_id
        )
        person = await people.person_by_id(tx, person_id)
        assert person is not None
        found.append(person)
    borgere, staff = found[: len(BORGERE)], found[len(BORGERE) : -1]
    return Scene(Desk(bench.house, tx, NOW), build_runner(), borgere, staff, found[-1])


@settings(
    max_examples=examples(10),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a history is short enough to read as it is
)
@example([("answers", 0, "trivsel", "self", End.DONE, True, 1.0), ("looks", 0, 0), ("shares", 0, False)], 0).via(
    "taken back while it stands on the reader's screen"
)
@example([("answers", 0, "look_ahead", "self", End.DONE, False, 1.0)], 0).via("a wish outlived its answer")
@given(st.lists(deeds, min_size=10, max_size=24), st.sampled_from((0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5)))
def test_nobody_sees_what_was_not_shared_with_them(bench: Bench, history: list[Deed], who: int) -> None:
    bench.runner.run(live(bench, history, who))
