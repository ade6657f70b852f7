"""New is what a reader may read and was in nothing that they have marked as seen, in whatever order things happen."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.engine.session import End, Stage
from storage import answers, followup, sessions, sharing, surfaces, unread
from storage.answers import BEGINNING
from storage.sharing import Reader
from storage.tx import Tx
from tests.examples import examples
from tests.storage.test_house import at, begin, couple, opened, says
from tests.storage.test_migrations import MIGRATIONS, up_to

NUMBER = next(number for number, sql in MIGRATIONS if "CREATE TABLE read_answer" in sql)
SAID = ("say", "say", "share", "keep", "hold", "show")
DEEDS = (*SAID, "give", "take", "somebody looks", "open", "open", "seen", "seen", "not seen")


@dataclass
class Told:
    """What was said so far, the summaries that the reader has opened, and what stood in those they have marked."""

    borger: int
    reader: int
    said: list[int] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    marked: dict[int, set[int]] = field(default_factory=dict)


def speak(tx: Tx, told: Told, deed: str, number: int, now: float) -> None:
    """Alma says something, or shares or holds back something of what she has said."""
    if deed == "say":
        told.said.append(session_id := begin(tx, told.borger))
        answers.record(tx, session_id, told.borger, says(1, f"words {now}", minutes=now))
        save(tx, session_id, now, shares=bool(number % 3))
    elif told.said:
        session_id = told.said[number % len(told.said)]
        if deed in ("share", "keep"):
            save(tx, session_id, now, shares=deed == "share")
        else:
            answers.hold_back(tx, session_id, "words", "", deed == "hold", at(now))


def save(tx: Tx, session_id: int, now: float, *, shares: bool) -> None:
    stored = sessions.session_by_id(tx, session_id)
    assert stored
    ended = replace(stored.session, stage=Stage.RECEIPT, end=End.DONE, shares=shares)
    sessions.save_session(tx, session_id, ended, at(now), awaits_words=False)


def read(tx: Tx, told: Told, deed: str, number: int, now: float) -> None:
    """The reader opens what is new, marks it as seen, or takes that back."""
    if deed == "open":
        if unread.unread(tx, Reader(told.reader), told.borger, at(now)):
            sharing.log_look(tx, told.reader, told.borger, "summary", at(now))
            surface_id = surfaces.add_surface(tx, told.reader, 2)
            told.opened.append(
                followup.add_summary(tx, told.reader, told.borger, at(now), at(now), surface_id, at(now))
            )
        return
    if not told.opened:
        return
    summary = followup.summary_by_id(tx, told.opened[number % len(told.opened)])
    assert summary
    if deed == "seen" and summary.id not in told.marked:
        told.marked[summary.id] = {answer.id for answer in unread.of_summary(tx, summary)}
        unread.mark(tx, summary)
        followup.set_seen(tx, summary, at(now))
    elif deed == "not seen" and followup.take_back_seen(tx, summary.id):
        unread.unmark(tx, summary)
        told.marked.pop(summary.id)


def live(tx: Tx, history: list[tuple[str, int]]) -> None:
    told = Told(*couple(tx))
    sharing.set_grant(tx, told.borger, told.reader, "trivsel", True, at(0))
    for now, (deed, number) in enumerate(history, 1):
        match deed:
            case "give" | "take":
                sharing.set_grant(tx, told.borger, told.reader, "trivsel", deed == "give", at(now))
            case "somebody looks":
                sharing.log_look(tx, told.reader, told.borger, "page", at(now))
            case "open" | "seen" | "not seen":
                read(tx, told, deed, number, now)
            case _:
                speak(tx, told, deed, number, now)
        end = at(now)
        may_read = {a.id for a in answers.shared_answers(tx, Reader(told.reader), told.borger, BEGINNING, end)}
        new = {answer.id for answer in unread.unread(tx, Reader(told.reader), told.borger, end)}
        assert new == may_read - set().union(*told.marked.values()), history[:now]


async def house(history: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with opened(Path(folder)) as db:
            await db.write(live, history)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 5)), max_size=30))
def test_nothing_that_may_be_read_is_lost(history: list[tuple[str, int]]) -> None:
    asyncio.run(house([("say", 1), *history]))


async def test_what_was_seen_before_stays_seen_and_what_was_not_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database of before, in which Mette has marked a summary of what was said in the first ten minutes."""
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < NUMBER])
    async with opened(tmp_path) as db:
        borger, reader = await db.write(couple)
        await db.write(sharing.set_grant, borger, reader, "trivsel", True, at(0))
        told = Told(borger, reader)
        for minutes, number in ((1, 1), (2, 0), (12, 1)):  # the second is kept to oneself
            await db.write(speak, told, "say", number, minutes)
        surface_id = await db.write(surfaces.add_surface, reader, 2)
        summary_id = await db.write(followup.add_summary, reader, borger, at(0), at(10), surface_id, at(10))
        summary = await db.read(followup.summary_by_id, summary_id)
        assert summary
        await db.write(followup.set_seen, summary, at(10))
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert [a.words for a in await db.read(unread.unread, Reader(reader), borger, at(20))] == ["words 12"]
        assert [a.words for a in await db.read(unread.of_summary, summary)] == ["words 1"]
        await db.write(speak, told, "share", 1, 21)
        assert [a.words for a in await db.read(unread.unread, Reader(reader), borger, at(30))] == [
            "words 2",
            "words 12",
        ]
