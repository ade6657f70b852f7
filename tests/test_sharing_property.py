"""Nobody sees what was not shared with them: houses and histories at random, and all that a reader can bring up.

Every answer in own words holds a mark. A reader opens every screen and taps every button; a few lines of Python say
which marks may then stand in what reached their phone. And what reached it must be the very same in a house where all
that is not shared with them was never said, so that not even a count or a mean gives it away.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.clock import Clock
from bot.config import read_settings
from bot.flows import summaries
from bot.flows.flow import Start
from bot.flows.house import Desk
from bot.flows.house import House as BotHouse
from bot.flows.registry import build_runner
from bot.flows.runner import Runner
from bot.flows.taps import tapped
from bot.telegram.buttons import Owner, read_button
from bot.telegram.content import Content
from dialogs.library import load_library
from dialogs.model import Choice, Dialog, Each, Info, PlainStep, Rating, Say, Several
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.session import Answer, End, Media, Outcome, Provenance, Session, Stage
from locales.texts import load_texts
from storage import answers, people, sessions, sharing
from storage.database import Database, Tx
from storage.people import Person

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
LIBRARY = load_library()
KEPT = [dialog for dialog in LIBRARY.values() if dialog.purpose == "answers"]
BORGERE, STAFF = ("Alma", "Bo"), ("Mette", "Jonas", "Kim")
MARK = re.compile(r"mark\d{4}")
WEEK = timedelta(days=7)

Contacts: TypeAlias = tuple[str, int, list[int]]
Grant: TypeAlias = tuple[str, int, int, str, bool]
Spoken: TypeAlias = tuple[str, int, Dialog, Provenance, End | None, bool, float]
Number: TypeAlias = tuple[str, int]
Decision: TypeAlias = tuple[str, int, bool]
Glance: TypeAlias = tuple[str, int, int]
Deed: TypeAlias = Contacts | Grant | Spoken | Number | Decision | Glance

# Mostly about one borger and what was said lately, so that the deeds of a history meet.
borger, staff, number = st.sampled_from((0, 0, 0, 1)), st.sampled_from((0, 0, 1, 1, 2)), st.integers(0, 30)
topics = st.sampled_from(sorted({str(dialog.topic) for dialog in KEPT}))
provenances: st.SearchStrategy[Provenance] = st.sampled_from(("self", "self", "helped", "observed"))
ends, days_ago = st.sampled_from([*End, None]), st.sampled_from((0.1, 0.5, 1.0, 2.0, 6.0, 10.0, 35.0))
speaking = st.tuples(
    st.just("answers"), borger, st.sampled_from(KEPT), provenances, ends, st.sampled_from((True, True, False)), days_ago
)
deeds: st.SearchStrategy[Deed] = st.one_of(
    speaking,
    speaking,
    speaking,
    st.tuples(st.just("contacts"), borger, st.lists(staff, unique=True)),
    st.tuples(st.just("grant"), borger, staff, topics, st.booleans()),
    st.tuples(st.just("grant"), borger, staff, topics, st.booleans()),
    st.tuples(st.just("looks"), borger, staff),
    st.tuples(st.just("corrects"), number),
    st.tuples(st.just("edits"), number),
    st.tuples(st.just("shares"), number, st.booleans()),
)


@dataclass
class Said:
    """A session of the model, with the marks that stand in it: by the number of the answer they came with."""

    id: int
    borger: int
    topic: str
    ended: bool
    shares: bool
    at: datetime
    shared_at: datetime | None
    provenance: Provenance
    marks: dict[int, str] = field(default_factory=dict)
    seq: int = 0


@dataclass
class House:
    """The model: who is whose contact person, the last word on each permission, and all that was said."""

    contacts: dict[int, list[int]]
    granted: dict[tuple[int, int, str], bool]
    said: list[Said] = field(default_factory=list)
    marks: int = 0

    def mark(self) -> str:
        self.marks += 1
        return f"mark{self.marks:04}"

    def shared(self, said: Said, reader: Person) -> bool:
        """Whether a reader may see what was said: their own, or shared with them as contact person."""
        if reader.role is Role.BORGER:
            return BORGERE[said.borger] == reader.name
        if reader.name not in STAFF:
            return False
        who = STAFF.index(reader.name)
        grant = self.granted.get((said.borger, who, said.topic), False)
        return who in self.contacts[said.borger] and grant and said.ended and said.shares


@dataclass
class Stage_:
    """The same house in the database, with a desk to work at."""

    desk: Desk
    runner: Runner
    borgere: list[Person]
    staff: list[Person]
    leader: Person

    @property
    def tx(self) -> Tx:
        return self.desk.tx


# Doing


def asked(dialog: Dialog) -> list[PlainStep]:
    steps = [inner for step in dialog.steps for inner in (step.steps if isinstance(step, Each) else (step,))]
    return [step for step in steps if not isinstance(step, Info)]


def answer_to(step: PlainStep, seq: int, house: House, at: datetime) -> Answer:
    """An answer whose words hold a mark, or whose score is like no other."""
    given = Answer(step.id, "", seq, Outcome.ANSWERED, at, message_id=house.marks + 1)
    match step:
        case Say():
            mark = house.mark()
            media = Media("photo", mark, mark) if step.media else None
            return replace(given, words=f"{mark} og mere", media=media)
        case Rating():
            return replace(given, choices=("3/5",), score=house.marks % 100 / 10)
        case Choice() | Several() if step.options:
            return replace(given, choices=(step.options[0].id,), score=getattr(step.options[0], "score", None))
        case _:
            return replace(given, outcome=Outcome.DONT_KNOW)


async def speak(stage: Stage_, house: House, spoken: Spoken) -> None:
    _, who, dialog, provenance, how, shares, days_ago = spoken
    tx, at = stage.tx, NOW - timedelta(days=days_ago)
    session = Session(dialog.id, dialog.version(), shares=shares, provenance=provenance)
    about = stage.borgere[who]
    phone = about if provenance == "self" else stage.staff[0]
    session_id = await sessions.add_session(
        tx, dialog, session, at, person_id=phone.id, about_id=about.id, surface_id=await stage.desk.new_surface(phone)
    )
    said = Said(
        session_id, who, str(dialog.topic), how is not None, shares, at, at if how and shares else None, provenance
    )
    house.said.append(said)
    for step in asked(dialog):
        said.seq += 1
        answer = answer_to(step, said.seq, house, at)
        if answer.words:
            said.marks[said.seq] = answer.words[:8]
        await answers.record(tx, session_id, about.id, answer)
    ended = replace(session, stage=Stage.RECEIPT if how else Stage.ASKING, end=how, seq=said.seq)
    await sessions.save_session(tx, session_id, ended, at, awaits_words=False)


async def correct(stage: Stage_, house: House, said: Said) -> None:
    """The last own words are replaced from the receipt."""
    seq, said.seq = max(said.marks), said.seq + 1
    said.marks.pop(seq)
    said.marks[said.seq] = house.mark()
    step = next(step for step in asked(LIBRARY[await dialog_id(stage.tx, said)]) if isinstance(step, Say))
    words = f"{said.marks[said.seq]} rettet"
    new = Answer(step.id, "", said.seq, Outcome.ANSWERED, said.at, words=words, corrects=seq)
    await answers.record(stage.tx, said.id, stage.borgere[said.borger].id, new)


async def edit(stage: Stage_, house: House, said: Said) -> None:
    """The message the last own words came in is edited, which only the borger's own can be."""
    seq = max(said.marks)
    message = int(said.marks[seq].removeprefix("mark"))
    new = house.mark()
    if await answers.correct_words(stage.tx, stage.borgere[said.borger].id, message, f"{new} ændret", said.at):
        assert said.provenance == "self"
        said.marks[seq] = new


async def dialog_id(tx: Tx, said: Said) -> str:
    row = await tx.one("SELECT dialog_id FROM session WHERE id = ?", said.id)
    assert row is not None
    return str(row[0])


async def do(deed: Deed, stage: Stage_, house: House) -> None:
    """Does one thing in the model and in the database."""
    tx = stage.tx
    match deed:
        case ("contacts", int(who), list(whom)):
            house.contacts[who] = whom
            await people.set_contacts(tx, stage.borgere[who].id, [stage.staff[n].id for n in whom])
        case ("grant", int(who), int(reader), str(topic), bool(yes)):
            house.granted[who, reader, topic] = yes
            await sharing.set_grant(tx, stage.borgere[who].id, stage.staff[reader].id, topic, yes, NOW)
        case ("answers", int(), Dialog(), str(), _, bool(), float()):
            await speak(stage, house, deed)
        case ("looks", int(who), int(reader)):
            looker, about = stage.staff[reader], stage.borgere[who]
            await stage.runner.go(stage.desk, "latest", Start(looker, about))
        case (("corrects" | "edits") as how, int(n)) if found := [s for s in house.said if s.marks]:
            await {"corrects": correct, "edits": edit}[how](stage, house, found[n % len(found)])
        case ("shares", int(n), bool(yes)) if found := [s for s in house.said if s.ended]:
            said = found[n % len(found)]
            said.shares = yes
            said.shared_at = said.shared_at or (NOW if yes else None)
            stored = await sessions.session_by_id(tx, said.id)
            assert stored is not None
            changed = replace(stored.session, shares=yes)
            await sessions.save_session(tx, said.id, changed, NOW, awaits_words=False)


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


async def brought(stage: Stage_, reader: Person) -> list[str]:
    """What is on its way to a reader's phone: texts, buttons, pictures and files, as they are queued."""
    rows = await stage.tx.all("SELECT payload FROM outbox WHERE chat_id = ? ORDER BY id", reader.chat_id)
    return [str(row[0]) for row in rows]


async def on_screens(stage: Stage_, reader: Person) -> list[str]:
    """What the summaries a reader was sent before say, drawn anew as after any change of sharing."""
    async with undone(stage.tx):
        for about in stage.borgere:
            await summaries.refresh(stage.desk, about)
        return await brought(stage, reader)


async def everything(stage: Stage_, reader: Person) -> list[str]:
    """All that reaches a reader who opens every screen about everybody, and taps what stands under it."""
    found: dict[str, None] = {}
    async with undone(stage.tx):
        for about in (reader, *stage.borgere):
            for target in sorted(stage.runner._screens):
                await stage.tx.run("DELETE FROM outbox")
                await stage.runner.go(stage.desk, target, Start(reader, about))
                found |= dict.fromkeys(await brought(stage, reader))
        tried: set[str] = set()
        for _ in range(2):
            data = [b.data for body in found for row in Content.read(body).rows for b in row if b.data not in tried]
            tried |= set(data)
            for tap in filter(None, map(read_button, data)):
                if tap.owner is not Owner.SESSION:
                    await stage.tx.run("DELETE FROM outbox")
                    await tapped(stage.desk, stage.runner, reader, tap)
                    found |= dict.fromkeys(await brought(stage, reader))
    return list(found)


async def latest(stage: Stage_, reader: Person) -> str:
    """The summaries of the last seven days."""
    async with undone(stage.tx):
        await stage.tx.run("DELETE FROM outbox")
        for about in stage.borgere:
            await stage.runner.go(stage.desk, "latest", Start(reader, about))
        return "\n".join(await brought(stage, reader))


async def marks_of(stage: Stage_, bodies: list[str]) -> set[str]:
    """The marks in words and names, and those of the voice messages and photos sent along."""
    media = {Content.read(body).media_id for body in bodies} - {None}
    names = {int(row[0]): str(row[1]) for row in await stage.tx.all("SELECT id, unique_id FROM media")}
    return {mark for body in bodies for mark in MARK.findall(body)} | {names[n] for n in media if n is not None}


async def check(stage: Stage_, house: House, reader: Person) -> None:
    """Nothing that is not shared, all that is, and no trace of the rest."""
    shared = [said for said in house.said if house.shared(said, reader)]
    allowed = {mark for said in shared for mark in said.marks.values()}
    seen = [*await on_screens(stage, reader), *await everything(stage, reader)]
    assert await marks_of(stage, seen) <= allowed
    if reader.role is Role.STAFF:
        new = {
            mark for said in shared if said.shared_at and said.shared_at > NOW - WEEK for mark in said.marks.values()
        }
        assert set(MARK.findall(await latest(stage, reader))) == new
        async with undone(stage.tx):
            for said in house.said:
                if said not in shared:
                    await stage.tx.run("DELETE FROM session WHERE id = ?", said.id)
            assert [*await on_screens(stage, reader), *await everything(stage, reader)] == seen


# The stage


class Undone(Exception):
    """Takes an example's house away again."""


@dataclass
class Bench:
    """One database for all examples."""

    runner: asyncio.Runner
    db: Database
    house: BotHouse


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("sharing")
    with asyncio.Runner() as runner:
        db = runner.run(Database.open(Path(folder) / "house.db", "a" * 64))
        config = read_settings({"TRIVSELSBOT_TELEGRAM_TOKEN": "1:a", "TRIVSELSBOT_DATA_DIR": str(folder)})
        yield Bench(runner, db, BotHouse(config, LIBRARY, load_texts(), Clock(), db, "bot"))
        runner.run(db.close())


async def live(bench: Bench, history: list[Deed], who: int) -> None:
    with pytest.raises(Undone):
        async with bench.db.write() as tx:
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


async def set_up(bench: Bench, tx: Tx) -> Stage_:
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
    return Stage_(Desk(bench.house, tx, NOW), build_runner(), borgere, staff, found[-1])


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a history is short enough to read as it is
)
@given(st.lists(deeds, min_size=10, max_size=24), st.sampled_from((0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5)))
def test_nobody_sees_what_was_not_shared_with_them(bench: Bench, history: list[Deed], who: int) -> None:
    bench.runner.run(live(bench, history, who))
