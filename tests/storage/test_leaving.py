"""Invitations, and what is left of a person who says no or goes: nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from dialogs.engine.session import End, Given, Media, Outcome, Session, Stage
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.repeat import weekly
from dialogs.time.schedule import Plan
from storage import (
    agendas,
    answers,
    followup,
    inbox,
    outbox,
    people,
    schedules,
    sent_files,
    sessions,
    sharing,
    surfaces,
    tasks,
)
from storage.outbox import Lane
from storage.tx import Tx, keyed
from tests.storage.test_house import NOW, TRIVSEL, add, at, begin, couple, end, opened, says

NAME, WORDS, NOTE, CHAT = "Zakarias Findling", "min kat hedder Perle", "ringer om katten", 770_077_123
HOURS_48 = 48 * 60


@pytest.mark.parametrize(("minutes", "good"), [(0, True), (HOURS_48 - 0.01, True), (HOURS_48, False)])
async def test_an_invitation_lasts_48_hours(tmp_path: Path, minutes: float, good: bool) -> None:
    async with opened(tmp_path) as db:
        await db.write(people.invite, Role.LEADER, "code", NOW)
        found = await db.write(people.redeem, "code", at(minutes))
        assert (found is not None) == good


async def test_an_invitation_is_used_once_and_never_guessed(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        staff = await db.write(add, Role.STAFF, "Kim")
        await db.write(people.invite, Role.STAFF, "code", NOW, person_id=staff)
        assert [await db.write(people.redeem, guess, NOW) for guess in ("", "Code", "code ", "%")] == [None] * 4
        assert b"code" not in json.dumps(await db.write(Tx.all, "SELECT * FROM invitation")).encode()
        (stored,) = await db.write(Tx.all, "SELECT code_hash FROM invitation")
        assert await db.write(people.redeem, stored[0], NOW) is None
        found = await db.write(people.redeem, "code", NOW)
        assert found is not None
        assert (found.role, found.person_id) == (Role.STAFF, staff)
        assert await db.write(people.redeem, "code", NOW) is None


async def test_a_new_invitation_ends_the_earlier_one_of_that_person_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        kim, ida = await db.write(add, Role.STAFF, "Kim"), await db.write(add, Role.STAFF, "Ida")
        for code, person in (("old", kim), ("ida", ida), ("leader", None), ("new", kim)):
            await db.write(people.invite, Role.STAFF, code, NOW, person_id=person)
        good = [await db.write(people.redeem, code, NOW) is not None for code in ("old", "ida", "leader", "new")]
        assert good == [False, True, True, True]


async def test_the_invitation_of_somebody_who_was_removed_lets_nobody_in(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        leader = await db.write(add, Role.LEADER, "Lis")
        await db.write(people.invite, Role.LEADER, "code", NOW, person_id=leader)
        await db.write(people.remove_person, leader)
        assert await db.write(people.redeem, "code", NOW) is None


def traces(tx: Tx, *words: str) -> dict[str, list[str]]:
    """Every table.column that holds one of `words` in any row, by word."""
    found: dict[str, list[str]] = {word: [] for word in words}
    for (table,) in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for column in [row[1] for row in tx.all(f"PRAGMA table_info({table})")]:
            for word in words:
                if tx.one(f"SELECT 1 FROM {table} WHERE instr(CAST({column} AS TEXT), ?) > 0", word):
                    found[word].append(f"{table}.{column}")
    return found


def rows_of(tx: Tx, person_id: int) -> set[str]:
    """Every table.column that refers to a person by id."""
    found = set()
    for (table,) in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for reference in tx.all(f"PRAGMA foreign_key_list({table})"):
            parent, column = reference[2], reference[3]
            if parent == "person" and tx.one(f"SELECT 1 FROM {table} WHERE {column} = ?", person_id):
                found.add(f"{table}.{column}")
    return found


def create_on_phone(tx: Tx, staff: int) -> None:
    """A member of staff types the borger's name into a dialog of theirs, to its end."""
    session = begin(tx, staff)
    stored = sessions.session_by_id(tx, session)
    assert stored is not None
    typed = replace(stored.session, given=(Given("name", "", Outcome.ANSWERED, words=NAME),))
    sessions.save_session(tx, session, typed, NOW, awaits_words=False)
    assert "session.state" in traces(tx, NAME)[NAME]
    sessions.save_session(tx, session, replace(typed, stage=Stage.CLOSED, end=End.DONE), NOW, awaits_words=False)


async def test_of_a_no_only_that_it_was_a_no_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger = await db.write(add, Role.BORGER, NAME)
        await db.write(people.invite, Role.BORGER, "code", NOW, person_id=borger)
        assert await db.write(people.redeem, "code", NOW)
        await db.write(people.set_state, borger, "joining", CHAT)
        await db.write(begin, borger)
        await db.write(create_on_phone, await db.write(add, Role.STAFF, "Kim", 2))
        assert len((await db.write(traces, NAME, str(CHAT)))[str(CHAT)]) == 1
        await db.write(people.decline_invitation, borger)
        await db.write(people.remove_person, borger)
        assert await db.write(traces, NAME, str(CHAT)) == {NAME: [], str(CHAT): []}
        assert await db.write(Tx.all, "SELECT outcome, person_id FROM invitation") == [("declined", None)]
        assert await db.write(people.redeem, "code", NOW) is None


def put(tx: Tx, chat: int, surface: int | None, text: str = NAME, action: str = "show") -> None:
    outbox.put(tx, chat, Lane.ANSWER, action, {"text": text}, not_before=NOW, expires_at=at(9), surface_id=surface)


def full_life(tx: Tx, borger: int, kim: int) -> None:
    """A borger of whom there is something in every table there is."""
    for code in ("used", "unused"):
        people.invite(tx, Role.BORGER, code, NOW, person_id=borger)
        assert code == "unused" or people.redeem(tx, code, NOW)
    session = begin(tx, borger)
    stored = sessions.session_by_id(tx, session)
    assert stored is not None
    told = Session(TRIVSEL.id, stored.session.version, facts={"name": NAME})
    sessions.save_session(tx, session, told, NOW, awaits_words=True)
    voice = Media("voice", WORDS, WORDS)
    answers.record(tx, session, borger, says(1, WORDS, message_id=5, media=voice))
    answers.correct_words(tx, borger, 5, WORDS + "!", NOW)
    end(tx, begin(tx, kim, about_id=borger))
    sharing.set_grant(tx, borger, kim, "trivsel", True, NOW)
    sharing.log_look(tx, kim, borger, "summary", NOW)
    plan = Plan(weekly((1,)), time(9), "Europe/Copenhagen")
    schedules.set_schedule(tx, borger, "check_in", plan, NOW, dialog_id="trivsel")
    schedule = schedules.schedule_of(tx, borger, "check_in", "trivsel")
    assert schedule is not None
    agendas.note(tx, borger, schedule.entry(NOW), "asked", NOW, session_id=session)
    schedules.set_timer(tx, NOW, "nudge", session_id=session)
    told_of(tx, borger, kim)
    for number, failed in ((1, False), (2, True)):
        body = json.dumps({"message": {"chat": {"id": CHAT}, "text": WORDS}})
        inbox.take_in(tx, number, body, NOW, digest="a", chat_id=CHAT)
        (row,) = inbox.waiting(tx)
        (inbox.put_aside(tx, row.id, "why") if failed else inbox.done(tx, row.id))
    put(tx, CHAT, surfaces.add_surface(tx, borger, CHAT))
    put(tx, CHAT, None, action="notice")
    outbox.failed(tx, outbox.ready(tx, NOW)[0], NAME)


def told_of(tx: Tx, borger: int, kim: int) -> None:
    """Kim is shown what the borger said and that they want to talk."""
    on_kim = [surfaces.add_surface(tx, kim, 2) for _ in range(2)]
    summary = followup.add_summary(tx, kim, borger, NOW, at(1), on_kim[0])
    surfaces.now_shows(tx, on_kim[0], "summary", summary, borger)
    tasks.add_task(tx, borger, "follow_up", NOTE, NOW, summary_id=summary, taken_by=kim)
    talk = followup.add_talk(tx, borger, NOW, surfaces.add_surface(tx, borger, CHAT))
    followup.add_call(tx, talk, kim, on_kim[1])
    surfaces.now_shows(tx, on_kim[1], "call", talk, borger)
    followup.take_talk(tx, talk, kim, NOTE, NOW)
    schedules.set_timer(tx, NOW, "talk", talk_id=talk)
    for surface in on_kim:
        put(tx, 2, surface)
    put(tx, 2, on_kim[0], "", "delete")


async def test_nothing_is_left_of_somebody_who_is_removed(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim = await db.write(couple)
        await db.write(people.set_name, borger, NAME)
        await db.write(people.set_state, borger, "active", CHAT)
        await db.write(full_life, borger, kim)
        before = await db.write(traces, NAME, WORDS, NOTE, str(CHAT))
        assert sorted(before[NAME]) == ["outbox.error", "outbox.payload", "person.name", "session.state"]
        assert sorted(before[WORDS]) == ["answer.words", "inbox.body", "media.file_id", "media.unique_id"]
        assert sorted(before[NOTE]) == ["talk.promise", "task.what"]
        everywhere = await db.write(rows_of, borger)
        assert len(everywhere) >= 14
        await db.write(people.remove_person, borger)
        assert await db.read(traces, NAME, WORDS, NOTE, str(CHAT)) == {NAME: [], WORDS: [], NOTE: [], str(CHAT): []}
        assert await db.read(rows_of, borger) == set()
        assert await db.read(Tx.all, "SELECT 1 FROM timer UNION ALL SELECT 1 FROM talk_call") == []
        assert await db.read(Tx.all, "SELECT chat_id, action FROM outbox") == [(2, "delete")]
        assert await db.read(people.person_by_id, kim) is not None
        assert await db.read(Tx.all, "PRAGMA foreign_key_check") == []


async def test_staff_who_go_leave_the_borgers_life_as_it_was(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim = await db.write(couple)
        await db.write(people.set_state, borger, "active", CHAT)
        await db.write(full_life, borger, kim)
        # A second call while the first is still with Kim: his going must not open the first again.
        second = await db.write(followup.add_talk, borger, NOW, await db.write(surfaces.add_surface, borger, CHAT))
        await db.write(people.remove_person, kim)
        open_talk = await db.write(followup.open_talk, borger)
        assert open_talk is not None
        assert open_talk.id == second
        assert len(await db.write(Tx.all, "SELECT 1 FROM talk WHERE taken_by = ?", kim)) == 1
        assert len(await db.write(Tx.all, "SELECT 1 FROM answer")) == 2
        assert await db.write(people.contacts_of, borger) == []
        assert await db.write(rows_of, kim) == set()


async def test_a_very_long_chain_of_corrections_goes_with_its_borger(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, _ = await db.write(couple)
        session = await db.write(begin, borger)
        await db.write(answers.record, session, borger, says(1, "a", message_id=5))
        for n in range(1100):  # deeper than SQLite follows a cascade
            await db.write(answers.correct_words, borger, 5, f"{n}", at(n))
        assert [a.words for a in await db.write(answers.own_answers, borger, session)] == ["1099"]
        await db.write(people.remove_person, borger)
        assert await db.write(Tx.all, "SELECT 1 FROM answer") == []


async def test_a_person_id_is_never_given_to_another(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        first = await db.write(people.add_person, Role.STAFF, "Kim", NOW, profile=ReadingProfile())
        await db.write(people.remove_person, first)
        assert await db.write(add, Role.STAFF, "Ida") > first
        assert timedelta(hours=48) == people.INVITATION_LIFE


async def test_what_a_borger_said_with_help_stays_when_the_helper_leaves(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, kim = await db.write(couple)
        session = Session(TRIVSEL.id, TRIVSEL.version(), provenance="helped")
        surface = await db.write(surfaces.add_surface, kim, CHAT)
        helped = await db.write(
            sessions.add_session, TRIVSEL, session, NOW, person_id=kim, about_id=borger, surface_id=surface
        )
        await db.write(answers.record, helped, borger, says(1, "sagt sammen"))
        (before,) = await db.write(answers.own_answers, borger)
        assert (before.provenance, before.by) == ("helped", "Kim")
        await db.write(people.remove_person, kim)
        (after,) = await db.write(answers.own_answers, borger)
        assert (after.words, after.provenance, after.by) == ("sagt sammen", "helped", "")


async def test_pictures_that_show_a_borger_go_with_them_and_no_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, staff = await db.write(couple)
        other = await db.write(add, Role.BORGER, "Ea", 3)
        own = await db.write(surfaces.add_surface, borger, 1)
        about = await db.write(surfaces.add_surface, staff, 2, about_id=borger)
        others = await db.write(surfaces.add_surface, other, 3)
        for key, surface in (("chart", about), ("faces", others), ("faces", own), ("hers", others), ("hat", None)):
            await db.write(sent_files.was_sent, await db.read(keyed, key), 5, f"file of {key}", surface, at(0))
        assert not [
            key for (key,) in await db.write(Tx.all, "SELECT key FROM sent_file") if key in ("chart", "faces", "hat")
        ]
        await db.write(people.remove_person, borger)
        left = await db.read(Tx.all, "SELECT file_id FROM sent_file ORDER BY file_id")
        assert left == [("file of hat",), ("file of hers",)]
        assert await db.read(Tx.all, "SELECT borger_id FROM sent_file_of GROUP BY borger_id") == [(other,)]
        await db.write(sent_files.was_sent, await db.read(keyed, "late"), 5, "late", own, at(0))
        assert not await db.read(Tx.all, "SELECT 1 FROM sent_file WHERE file_id = 'late'")


async def test_two_houses_hash_the_same_picture_differently(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    async with opened(tmp_path) as one, opened(tmp_path / "other") as two:
        assert await one.read(keyed, "chart") != await two.read(keyed, "chart")
        assert await one.read(keyed, "chart") == await one.read(keyed, "chart")


async def test_what_is_erased_leaves_the_log_and_the_free_pages_too(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        assert await db.read(Tx.one, "PRAGMA secure_delete") == (1,), "what is deleted is written over"
        await db.write(couple)
        log = tmp_path / "house.db-wal"
        assert log.stat().st_size > 0
        assert await db.empty_log()
        assert log.stat().st_size == 0
