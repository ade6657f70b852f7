"""What is shared is what the borger chose, in every house there could be: the SQL against a few lines of Python."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.engine.session import End, Stage
from dialogs.permissions import Role
from storage import answers, people, sessions, sharing
from storage.sharing import Reader
from storage.tx import Tx
from tests.examples import examples
from tests.storage.test_house import NOW, add, at, begin, couple, end, opened, says

BORGERE, STAFF = (0, 1), (0, 1)
TOPICS = ("trivsel", "wishes")

Contacts: TypeAlias = tuple[str, int, list[int]]
Grant: TypeAlias = tuple[str, int, int | None, str, bool, bool]
Begin: TypeAlias = tuple[str, int, str, bool]
Say: TypeAlias = tuple[str, int, int, bool]
Stop: TypeAlias = tuple[str, int, End | None, bool]
Leave: TypeAlias = tuple[str, int]
Deed: TypeAlias = Contacts | Grant | Begin | Say | Stop | Leave

borger, staff, topic = st.sampled_from(BORGERE), st.sampled_from(STAFF), st.sampled_from(TOPICS)
yes, number = st.booleans(), st.integers(0, 5)
deeds: st.SearchStrategy[Deed] = st.one_of(
    st.tuples(st.just("contacts"), borger, st.lists(staff, unique=True)),
    st.tuples(st.just("grant"), borger, staff | st.none(), topic, yes | st.just(True), yes),
    st.tuples(st.just("leaves"), borger),
    st.tuples(st.just("begin"), borger, topic, yes | st.just(True)),
    st.tuples(st.just("say"), number, st.integers(0, 9), yes),
    st.tuples(st.just("end"), number, st.sampled_from([*End, None]), yes | st.just(True)),
)


@dataclass
class Spoken:
    """An answer of the model; the words are unique."""

    words: str
    minutes: int
    first: int
    stands: bool = True


@dataclass
class Begun:
    """A session of the model: `own` when it is about the borger whose answers are in it."""

    borger: int
    topic: str
    own: bool
    ended: bool = False
    shares: bool = True
    spoken: list[Spoken] = field(default_factory=list)


@dataclass
class House:
    """The model: what was done, in plain Python."""

    contacts: dict[int, list[int]] = field(default_factory=lambda: {b: [] for b in BORGERE})
    granted: dict[tuple[int, int | None, str], tuple[bool, bool]] = field(default_factory=dict)
    sessions: list[Begun] = field(default_factory=list)

    def given_to(self, reader: int | None, borger: int, topic: str) -> bool:
        """Whether the last word on a reader, or with None on everybody at work, is a yes that counts."""
        yes, chosen = self.granted.get((borger, reader, topic), (False, False))
        return yes and (reader is None or chosen or reader in self.contacts[borger])

    def open_to(self, reader: int, at_work: bool, borger: int, topic: str) -> bool:
        return self.given_to(reader, borger, topic) or (at_work and self.given_to(None, borger, topic))

    def shared(self, reader: int, at_work: bool, borger: int, since: int, until: int) -> list[str]:
        found = [
            (spoken.minutes, spoken.words)
            for session in self.sessions
            for spoken in session.spoken
            if session.borger == borger and session.own and session.ended and session.shares
            and self.open_to(reader, at_work, borger, session.topic) and spoken.stands
            and (since < spoken.minutes <= until or since < spoken.first <= until)
        ]  # fmt: skip
        return [words for _, words in sorted(found)]


@dataclass
class Real:
    """The same house in the database."""

    tx: Tx
    borgere: list[int]
    staff: list[int]
    sessions: list[int] = field(default_factory=list)


def do(deed: Deed, house: House, real: Real, clock: int) -> None:
    """Does one thing in the model and in the database."""
    tx = real.tx
    match deed:
        case ("contacts", int(who), list(whom)):
            house.contacts[who] = whom
            people.set_contacts(tx, real.borgere[who], [real.staff[n] for n in whom])
        case ("grant", int(who), (int() | None) as reader, str(topic), bool(allowed), bool(chosen)):
            house.granted[who, reader, topic] = allowed, chosen
            reader_id = sharing.EVERYBODY if reader is None else real.staff[reader]
            sharing.set_grant(tx, real.borgere[who], reader_id, topic, allowed, NOW, chosen=chosen)
        case ("leaves", int(who)):
            house.granted |= {key: (False, False) for key in house.granted if key[0] == who}
            sharing.take_all_back(tx, real.borgere[who], NOW)
        case ("begin", int(who), str(topic), bool(own)):
            house.sessions.append(Begun(who, topic, own))
            about = real.borgere[who] if own else real.borgere[1 - who]
            real.sessions.append(begin(tx, real.borgere[who], topic=topic, about_id=about))
        case ("say", int(n), int(minutes), bool(corrects)) if house.sessions:
            session = house.sessions[n % len(house.sessions)]
            minutes = max([minutes, *(earlier.minutes for earlier in session.spoken)])
            old = len(session.spoken) if corrects and session.spoken and session.spoken[-1].stands else None
            if old:
                session.spoken[-1].stands = False
            first = min(minutes, session.spoken[-1].first) if old else minutes
            session.spoken.append(Spoken(f"{clock:03}", minutes, first))
            said = says(len(session.spoken), f"{clock:03}", minutes=minutes, corrects=old)
            answers.record(tx, real.sessions[n % len(real.sessions)], real.borgere[session.borger], said)
        case ("end", int(n), (End() | None) as how, bool(shares)) if house.sessions:
            session = house.sessions[n % len(house.sessions)]
            session.ended, session.shares = how is not None, shares
            end(tx, real.sessions[n % len(real.sessions)], how, shares=shares)


def agree(house: House, real: Real, since: int, until: int) -> None:
    """Everybody can read exactly what the model says."""
    for b, borger_id in enumerate(real.borgere):
        others = [s for s in STAFF if s not in house.contacts[b]]
        for topic in TOPICS:
            readers = [f"Staff {s}" for s in (*house.contacts[b], *others) if house.given_to(s, b, topic)]
            everybody = [None] if house.given_to(None, b, topic) else []
            assert sharing.readers_of(real.tx, borger_id, topic) == [*readers, *everybody]
        for (s, reader_id), at_work in product(enumerate(real.staff), (False, True)):
            reader = Reader(reader_id, at_work=at_work)
            open_topics = [topic for topic in TOPICS if house.open_to(s, at_work, b, topic)]
            assert [topic for topic in TOPICS if sharing.may_read(real.tx, reader, borger_id, topic)] == open_topics
            assert sharing.may_read_any(real.tx, reader, borger_id) == bool(open_topics)
            listed = borger_id in [borger.id for borger in sharing.borgere_of(real.tx, reader)]
            assert listed == (bool(open_topics) or s in house.contacts[b])
            found = answers.shared_answers(real.tx, reader, borger_id, at(since), at(until))
            assert [answer.words for answer in found] == house.shared(s, at_work, b, since, until)
            assert all(answer.borger_id == borger_id for answer in found)
        for s in STAFF:
            chosen = any(house.granted.get((b, s, topic)) == (True, True) for topic in TOPICS)
            assert sharing.is_chosen(real.tx, real.staff[s], borger_id) == chosen
            assert (real.staff[s] in sharing.chosen_by(real.tx, borger_id)) == (chosen and s in others)
        for stranger in real.borgere:
            assert answers.shared_answers(real.tx, Reader(stranger), borger_id, at(since), at(until)) == []


async def live(history: list[Deed], since: int, until: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as db:
            await db.write(live_within, history, since, until)


def live_within(tx: Tx, history: list[Deed], since: int, until: int) -> None:
    borgere = [add(tx, Role.BORGER, f"Borger {n}") for n in BORGERE]
    real = Real(tx, borgere, [add(tx, Role.STAFF, f"Staff {n}") for n in STAFF])
    house = House()
    for clock, deed in enumerate(history):
        do(deed, house, real, clock)
    agree(house, real, since, until)


FULL: list[Deed] = [
    ("contacts", 0, [1, 0]), ("grant", 0, 0, "trivsel", True, False), ("begin", 0, "trivsel", True),
    ("say", 0, 3, False), ("end", 0, End.DONE, True),
]  # fmt: skip


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(deeds, max_size=30), st.sampled_from([-1, 2, 3, 8]), st.sampled_from([3, 9]))
def test_each_reader_reads_what_the_model_says_and_nothing_else(history: list[Deed], since: int, until: int) -> None:
    asyncio.run(live([*FULL, *history], since, until))


async def test_the_latest_choice_counts_and_only_for_a_contact_person(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger_id, kim = await db.write(couple)
        session = await db.write(begin, borger_id)
        await db.write(answers.record, session, borger_id, says(1, "hemmeligt"))
        await db.write(end, session)
        seen: list[int] = []
        for allowed in (None, True, False, True):
            if allowed is not None:
                await db.write(sharing.set_grant, borger_id, kim, "trivsel", allowed, NOW)
            seen.append(len(await db.write(answers.shared_answers, Reader(kim), borger_id, at(-1), at(0))))
        assert seen == [0, 1, 0, 1]
        assert len(await db.write(Tx.all, "SELECT 1 FROM grants")) == 3
        for others in ([], [await db.write(add, Role.STAFF, "Ny", 3)]):
            await db.write(people.set_contacts, borger_id, others)
            assert await db.write(answers.shared_answers, Reader(kim), borger_id, at(-1), at(0)) == []


async def test_what_was_said_before_a_summary_in_a_session_that_ended_after_it_is_new(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger_id, kim = await db.write(couple)
        await db.write(sharing.set_grant, borger_id, kim, "trivsel", True, NOW)
        session = await db.write(begin, borger_id)
        await db.write(answers.record, session, borger_id, says(1, "før", minutes=-5))
        assert await db.write(answers.shared_answers, Reader(kim), borger_id, at(-9), at(-2)) == []
        await db.write(end, session)  # at minute 0
        assert await db.write(answers.shared_answers, Reader(kim), borger_id, at(-9), at(-2)) == []
        found = await db.write(answers.shared_answers, Reader(kim), borger_id, at(-2), at(3))
        assert [answer.words for answer in found] == ["før"]


async def test_a_look_is_noted_with_who_and_what(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger_id, kim = await db.write(couple)
        await db.write(sharing.log_look, kim, borger_id, "summary", at(5))
        rows = await db.write(Tx.all, "SELECT at, reader_id, borger_id, what FROM access_log")
        assert rows == [(at(5).timestamp(), kim, borger_id, "summary")]


@pytest.mark.parametrize(("looked_at", "where"), [(6, (0, 1, 0)), (4, (0, 0, 1)), (None, (0, 0, 1))])
async def test_what_is_shared_late_is_new_from_then_on_and_stays_where_it_was_first_read(
    tmp_path: Path, looked_at: int | None, where: tuple[int, int, int]
) -> None:
    async with opened(tmp_path) as db:
        borger_id, kim = await db.write(couple)
        await db.write(sharing.set_grant, borger_id, kim, "trivsel", True, NOW)
        session = await db.write(begin, borger_id)
        await db.write(answers.record, session, borger_id, says(1, "tænkt over"))

        async def new(since: int, until: int) -> int:
            return len(await db.read(answers.shared_answers, Reader(kim), borger_id, at(since), at(until)))

        if looked_at is not None:
            await db.write(sharing.log_look, kim, borger_id, "summary", at(looked_at))
        for minutes, shares in ((0, False), (5, True), (7, False), (8, True)):
            stored = await db.write(sessions.session_by_id, session)
            assert stored is not None
            ended = replace(stored.session, stage=Stage.RECEIPT, end=End.DONE, shares=shares)
            await db.write(sessions.save_session, session, ended, at(minutes), awaits_words=False)
            assert (await new(-1, 9) == 1) == shares
        assert (await new(-1, 4), await new(4, 6), await new(6, 9)) == where
