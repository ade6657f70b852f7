"""Nobody sees what was not shared with them: houses and histories at random, and all that a reader can bring up.

Every answer in own words holds a mark. A reader opens every screen and taps every button; a few lines of Python say
which marks may then stand in what reached their phone. And what reached it must be the very same in a house where all
that is not shared with them was never said, so that not even a count or a mean gives it away.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from bot.app import build_runner
from bot.clock import Clock
from bot.config import read_settings
from bot.desk.desk import SESSION, Desk
from bot.desk.desk import House as BotHouse
from bot.desk.flow import Start
from bot.desk.page_parts import Sight
from bot.reviewing import exporting, summaries
from bot.telegram.buttons import read_button
from bot.telegram.content import Content, Document, DocumentOrder
from dialogs.engine.session import End
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from locales.texts import load_texts
from storage import media, outbox, people
from storage.database import Database
from storage.people import Person
from storage.tx import Tx
from tests.books import as_if_never_said
from tests.examples import examples
from tests.sharing_model import (
    BORGERE,
    BUTTON,
    DEPTH,
    KEPT,
    LIBRARY,
    MARK,
    MEDIA,
    NOW,
    READERS,
    STAFF,
    WEEK,
    Deed,
    House,
    Scene,
    deeds,
)
from tests.sharing_stage import do

pytestmark = pytest.mark.long

A_YEAR = timedelta(days=365)

# Looking


@contextmanager
def undone(tx: Tx) -> Iterator[None]:
    """What happens in it leaves no trace."""
    tx.run("SAVEPOINT looking")
    try:
        yield
    finally:
        tx.run("ROLLBACK TO looking")
        tx.run("RELEASE looking")


def brought(stage: Scene, reader: Person) -> list[str]:
    """What is on its way to a reader's phone: texts, buttons and pictures as they wait, files as they are made."""
    rows = [row for row in outbox.ready(stage.tx, NOW + A_YEAR, 1_000_000) if row.chat_id == reader.chat_id]
    bodies = [row.payload for row in rows]
    orders = filter(None, (Content.read(body).document for body in bodies))
    return bodies + [file_of(stage.desk, order) for order in orders]


def file_of(desk: Desk, order: DocumentOrder) -> str:
    """What stands in the file that is made of an order, or the words in its stead."""
    name, words, tables = exporting.tables(replace(desk, now=order.at), order)
    return opened(Document(name, exporting.written(order, *tables))) if tables else words


def opened(file: Document) -> str:
    """What stands in a file."""
    if not file.name.endswith("xlsx"):
        return file.body.decode("utf-8-sig")
    with ZipFile(BytesIO(file.body)) as parts:
        return "\n".join(parts.read(name).decode() for name in sorted(parts.namelist()) if "docProps" not in name)


def on_screens(stage: Scene, reader: Person) -> list[str]:
    """What a reader was sent before says, drawn anew as after any change of sharing."""
    with undone(stage.tx):
        for about in stage.borgere:
            stage.desk.runner.changed(stage.desk, about)
        return brought(stage, reader)


def everything(stage: Scene, reader: Person) -> list[str]:
    """All that reaches a reader who opens every screen about everybody, and taps what stands under it."""
    found: dict[str, None] = {}
    with undone(stage.tx):
        for about in (reader, *stage.borgere):
            for target in sorted(stage.desk.runner.features.screens):
                stage.tx.run("DELETE FROM outbox")
                stage.desk.runner.go(stage.desk, target, Start(reader, about))
                found |= dict.fromkeys(brought(stage, reader))
        tried: set[str] = set()
        for _ in range(DEPTH):
            data = [data for body in found for data in BUTTON.findall(body) if data not in tried]
            tried |= set(data)
            for tap in filter(None, map(read_button, data)):
                if tap.owner != SESSION:
                    stage.tx.run("DELETE FROM outbox")
                    stage.desk.runner.tapped(stage.desk, reader, tap)
                    found |= dict.fromkeys(brought(stage, reader))
    return list(found)


def latest(stage: Scene, reader: Person) -> str:
    """The summaries of what is new, opened: of the last seven days, for all is shared just now."""
    with undone(stage.tx):
        stage.tx.run("DELETE FROM outbox")
        for about in stage.borgere:
            summaries.open_summary(stage.desk, reader, about)
        return "\n".join(brought(stage, reader))


def exported(stage: Scene, reader: Person) -> str:
    """The files a reader takes of every borger."""
    with undone(stage.tx):
        stage.tx.run("DELETE FROM outbox")
        for about in stage.borgere:
            exporting.send(Sight(stage.desk, reader, about, "export", 0), "csv")
        return "\n".join(brought(stage, reader))


def marks_of(stage: Scene, bodies: list[str]) -> set[str]:
    """The marks in words and names, and those of the voice messages and photos sent along."""
    sent = {int(number) for body in bodies for number in MEDIA.findall(body)}
    files = {file.file_id for file in (media.media_by_id(stage.tx, number) for number in sent) if file}
    return {mark for words in bodies for mark in MARK.findall(words)} | files


def check(stage: Scene, house: House, reader: Person) -> None:
    """Nothing that is not shared, all that is, and no trace of the rest."""
    shared = [said for said in house.said if house.shared(said, reader)]
    allowed = {
        mark for said in shared for mark in (said.open_marks() if reader.role is Role.STAFF else said.marks.values())
    }
    seen = [*brought(stage, reader), *on_screens(stage, reader), *everything(stage, reader)]
    photos = {photo for said in shared for photo in said.photos.values() if reader.role is not Role.STAFF}
    photos |= {photo for said in shared for photo in said.open_photos()}
    leaked = marks_of(stage, seen) - allowed - photos
    assert not leaked, [body for body in seen if any(mark in body for mark in leaked)]
    if reader.role is Role.STAFF:
        new = {mark for said in shared if house.told(said, reader) for mark in said.open_marks(NOW - WEEK)}
        assert set(MARK.findall(latest(stage, reader))) == new
        written = {mark for said in shared if said.readers for mark in said.marks.values()}
        assert set(MARK.findall(exported(stage, reader))) == allowed - written
        own = [said for said in shared if said.readers and STAFF.index(reader.name) in house.contacts[said.borger]]
        newest = {said.borger: said for said in own}.values()  # who is no contact person finds a page only sometimes
        assert {mark for said in newest for mark in said.marks.values()} <= marks_of(stage, seen)
        with undone(stage.tx):
            for said in house.said:
                if said not in shared and (said.ended or said.phone != reader):  # one goes on with one's own
                    stage.tx.run("DELETE FROM entry WHERE session_id = ?", said.id)  # what was made by saying it
                    stage.tx.run("DELETE FROM session WHERE id = ?", said.id)
                for place in said.held:
                    as_if_never_said(stage.tx, said.id, *place)
            assert [*brought(stage, reader), *on_screens(stage, reader), *everything(stage, reader)] == seen


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
        yield Bench(runner, db, BotHouse(config, LIBRARY, load_texts(), Clock(), db, "bot", build_runner()))
        runner.run(db.close())


def live(tx: Tx, house: BotHouse, history: list[Deed], who: int) -> None:
    stage = set_up(house, tx)
    every = range(len(BORGERE))
    model = House({b: [0, 1] for b in every}, {})
    for b in every:
        do(("contacts", b, [0, 1]), stage, model)
        for reader, dialog in product((0, 1), KEPT):
            do(("grant", b, reader, str(dialog.topic), True, False), stage, model)
    for deed in history:
        do(deed, stage, model)
    check(stage, model, [*stage.staff, stage.leader, *stage.borgere][who])
    raise Undone


def set_up(house: BotHouse, tx: Tx) -> Scene:
    found: list[Person] = []
    roles = {Role.BORGER: BORGERE, Role.STAFF: STAFF, Role.LEADER: ("Lis",)}
    for chat_id, (role, name) in enumerate([(role, name) for role, names in roles.items() for name in names], 1):
        joined = NOW - timedelta(days=400)
        person_id = people.add_person(tx, role, name, joined, profile=ReadingProfile(), state="active", chat_id=chat_id)
        person = people.person_by_id(tx, person_id)
        assert person is not None
        found.append(person)
    borgere, staff = found[: len(BORGERE)], found[len(BORGERE) : -1]
    return Scene(Desk(house, tx, NOW), borgere, staff, found[-1])


AT_WORK: list[Deed] = [
    ("answers", 0, "trivsel", "self", End.DONE, True, 1.0),
    ("grant", 0, None, "trivsel", True, False),
    ("duty", 2, "now"),
]

WRITTEN: list[Deed] = [("writes", 0, 0, readers, End.DONE, 1.0) for readers in READERS]


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
@example([("answers", 0, "observation", "observed", None, True, 0.5)], 0).via("the reader's own, not yet finished")
@example([("answers", 0, "trivsel", "self", End.DONE, True, 1.0), ("looks", 0, 0), ("holds", 0, 5, True)], 0).via(
    "held back while it stands on the screen"
)
@example([("answers", 0, "fit", "self", End.DONE, True, 1.0), ("holds", 0, 0, True)], 0).via("a part of a total")
@example([("answers", 0, "look_ahead", "self", End.DONE, True, 0.0), ("holds", 0, 2, True)], 0).via("a wish held back")
@example([*AT_WORK, ("looks", 0, 2), ("duty", 2, "earlier")], 2).via("off work while it stands on the screen")
@example([*AT_WORK, ("looks", 0, 2), ("grant", 0, None, "trivsel", False, False)], 2).via("taken back from everybody")
@example([*AT_WORK, ("duty", 3, "now")], 3).via("a leader is at work too, and reads nothing for it")
@example(
    [*(("writes", 0, 0, readers, End.DONE, 1.0) for readers in READERS), ("looks", 0, 1), ("contacts", 0, [0])], 1
).via("no contact person any more while a record stands on the screen")
@example([("writes", 0, 2, "author", End.DONE, 1.0), ("writes", 0, 1, "house", End.DONE, 1.0), ("looks", 0, 2)], 2).via(
    "no contact person, and the author of one record and among the readers of another"
)
@example([("grant", 0, 2, "notes", True, True), ("answers", 0, "note", "self", End.DONE, True, 1.0)], 2).via(
    "chosen, and no contact person"
)
@given(st.lists(deeds, min_size=10, max_size=24), st.sampled_from((0, 0, 0, 0, 1, 1, 2, 2, 2, 3, 4, 5)))
def test_nobody_sees_what_was_not_shared_with_them(bench: Bench, history: list[Deed], who: int) -> None:
    with pytest.raises(Undone):
        bench.runner.run(bench.db.write(live, bench.house, history, who))
