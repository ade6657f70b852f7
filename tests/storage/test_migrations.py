"""Migrations, one by one from an empty file; each is whole or not there at all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dialogs.engine.session import End, Stage
from dialogs.fields import KEPT
from dialogs.method.library import load_library
from dialogs.method.model import Dialog
from storage import answers, file, inbox, people, sessions, sharing, surfaces
from storage.database import Database
from storage.file import DatabaseRefused
from storage.sharing import Reader
from storage.tx import Tx, moment
from tests.storage.test_house import KEY, opened

MIGRATIONS = file.migrations()


def up_to(monkeypatch: pytest.MonkeyPatch, migrations: list[tuple[int, str]]) -> None:
    monkeypatch.setattr(file, "migrations", lambda: migrations)


async def state(db: Database) -> tuple[int, set[str]]:
    """The version and what there is: tables, indexes, triggers."""
    version = await db.read(Tx.one, "PRAGMA user_version")
    names = await db.read(Tx.all, "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    assert version is not None
    return version[0], {name for (name,) in names}


def test_they_are_numbered_from_one_without_a_gap() -> None:
    assert [number for number, _ in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("number", [number for number, _ in MIGRATIONS])
async def test_each_migration_brings_what_it_names_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    if number > 1:
        up_to(monkeypatch, MIGRATIONS[: number - 1])
        async with opened(tmp_path) as db:
            version, before = await state(db)
            assert version == number - 1
    else:
        before = set()
    up_to(monkeypatch, MIGRATIONS[:number])
    created = set(re.findall(r"^CREATE (?:UNIQUE )?(?:TABLE|INDEX|TRIGGER) (\w+)", MIGRATIONS[number - 1][1], re.M))
    renamed = dict(re.findall(r"^ALTER TABLE (\w+) RENAME TO (\w+)", MIGRATIONS[number - 1][1], re.M))
    # The indexes and triggers of a table that is made anew went with the old one.
    dropped = set(re.findall(r"^DROP TABLE (\w+)", MIGRATIONS[number - 1][1], re.M))
    of_tables = re.findall(r"^CREATE (?:UNIQUE )?(?:INDEX|TRIGGER) (\w+) .*?ON (\w+)", MIGRATIONS[number - 1][1], re.M)
    assert not created & before - {name for name, table in of_tables if table in dropped}
    created = {renamed.get(name, name) for name in created}
    for _ in range(2):
        async with opened(tmp_path) as db:
            version, after = await state(db)
            assert version == number
            assert created <= after
            assert await db.read(Tx.all, "PRAGMA foreign_key_check") == []
            assert await db.read(Tx.all, "PRAGMA integrity_check") == [("ok",)]


async def test_all_at_once_come_to_the_same_as_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "steps").mkdir()
    async with opened(tmp_path) as db:
        at_once = await db.read(Tx.all, "SELECT type, name, sql FROM sqlite_master ORDER BY name")
    for place in range(len(MIGRATIONS)):
        up_to(monkeypatch, MIGRATIONS[: place + 1])
        async with opened(tmp_path / "steps") as db:
            by_one = await db.read(Tx.all, "SELECT type, name, sql FROM sqlite_master ORDER BY name")
    assert by_one == at_once


@pytest.mark.parametrize(
    "broken",
    [
        "CREATE TABLE fine (a);\nINSERT INTO nowhere VALUES (1);\n",
        "CREATE TABLE fine (a);\nSELECT this is no SQL",
        "INSERT INTO contact VALUES (1, 2, 3);\n",
    ],
)
async def test_one_that_fails_leaves_the_file_at_the_version_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    newest = MIGRATIONS[-1][0]
    async with opened(tmp_path) as db:
        before = await state(db)
        await db.write(Tx.run, "INSERT INTO meta VALUES ('said', 'tak')")
    good = (newest + 1, "CREATE TABLE also_fine (a);\n")
    up_to(monkeypatch, [*MIGRATIONS, good, (newest + 2, broken)])
    with pytest.raises(DatabaseRefused) as refused:
        await Database.open(tmp_path / "house.db", KEY)
    assert "as it was" in str(refused.value)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await state(db) == before
        assert await db.read(Tx.one, "SELECT value FROM meta") == ("tak",)


async def test_a_table_made_anew_keeps_the_rows_that_point_at_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = "CREATE TABLE house (id INTEGER PRIMARY KEY);\n"
    old += "CREATE TABLE room (house_id REFERENCES house ON DELETE CASCADE);\n"
    filled = "INSERT INTO house VALUES (1);\nINSERT INTO room VALUES (1);\n"
    anew = "CREATE TABLE new (id INTEGER PRIMARY KEY, name);\nINSERT INTO new SELECT id, '' FROM house;\n"
    anew += "DROP TABLE house;\nALTER TABLE new RENAME TO house;\n"
    up_to(monkeypatch, [(1, old), (2, filled), (3, anew)])
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, "SELECT house_id FROM room") == [(1,)]
        await db.write(Tx.run, "DELETE FROM house")  # and from then on references hold
        assert await db.read(Tx.all, "SELECT house_id FROM room") == []


async def test_what_waited_in_the_inbox_keeps_its_order_whose_it_is_and_when_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = "update_id, body, status, received_at, counts_at, chat_id, stranger, tries, reason"
    before = [
        (3, "", "done", 1.0, 1.0, None, 0, 0, ""),
        (4, '{"a": 1}', "new", 2.0, 1.5, 7, 0, 2, ""),
        (5, '{"b": 1}', "failed", 3.0, None, 8, 1, 0, "odd"),
    ]
    everything = MIGRATIONS[:]
    up_to(monkeypatch, everything[:10])
    async with opened(tmp_path) as db:
        for row in before:
            await db.write(Tx.run, f"INSERT INTO inbox ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)
    up_to(monkeypatch, everything)
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, f"SELECT {columns} FROM inbox ORDER BY id") == before
        await db.write(inbox.take_in, 4, "{}", moment(9), digest="another")
        assert [row.tries for row in await db.read(inbox.waiting)] == [2], "its number is that of one from before"


async def test_what_was_withdrawn_before_is_known_by_its_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 8])
    given = [{"step": "went", "item": "", "seqs": [3]}, {"step": "how", "item": "", "seqs": [4], "withdrawn": True}]
    said = [("went", 1, "answered", None), ("how", 2, "answered", None), ("went", 3, "skipped", 1),
            ("how", 4, "skipped", 2)]  # fmt: skip
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                     " VALUES (1, 'borger', 'B', '{}', 'active', 0)")  # fmt: skip
        await db.write(Tx.run, "INSERT INTO dialog_version VALUES ('v', 'd', '{}', 0)")
        await db.write(
            Tx.run, "INSERT INTO session (id, person_id, about_id, dialog_id, version, topic, state, status, opened_at)"
            " VALUES (7, 1, 1, 'd', 'v', 't', ?, 'done', 0)", json.dumps({"given": given}),
        )  # fmt: skip
        for step, seq, outcome, corrects in said:
            await db.write(
                Tx.run, "INSERT INTO answer (session_id, borger_id, seq, step, outcome, said_at, corrects)"
                " VALUES (7, 1, ?, ?, ?, 0, ?)", seq, step, outcome, corrects,
            )  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, "SELECT seq, withdrawn FROM answer") == [(1, 0), (2, 0), (3, 0), (4, 1)]
        assert [answer.step for answer in await db.read(answers.own_answers, 1)] == ["went"]


async def test_a_kept_dialog_names_its_topic_and_no_more_what_that_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = load_library()["look_back"]
    called = '"topic":"week","topic_name":{"id":"My week","languages":{}},"shared_as":null,'
    before = dialog.body.replace('"topic":"week",', called)
    assert before != dialog.body
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 20])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO dialog_version VALUES ('old', 'look_back', ?, 0)", before)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(sessions.dialog_of, "old") == dialog


@pytest.mark.parametrize("dialog_id", ["new_borger", "reading", "plan_activity", "look_ahead", "settings"])
async def test_a_form_that_somebody_is_in_the_middle_of_says_what_its_options_stand_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dialog_id: str
) -> None:
    # Several days a week could be chosen later only.
    body = re.sub(r'\{"id":"several","label":\{[^{}]*\{\}\}[^{}]*\},', "", load_library()[dialog_id].body)
    dialog = Dialog.model_validate_json(body, context=KEPT)
    before = re.sub(r'"value":(\d+|null),', "", dialog.body).replace('"purpose":"form"', '"purpose":"setting"')
    assert before != dialog.body
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 16])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO dialog_version VALUES ('old', ?, ?, 0)", dialog_id, before)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(sessions.dialog_of, "old") == dialog


async def test_what_was_given_before_counts_as_it_did_for_contact_persons_while_they_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [(1, 1, 2, "trivsel", 1, 5.0), (2, 1, 3, "trivsel", 1, 6.0), (4, 1, 2, "notes", 0, 7.0)]
    columns = "id, borger_id, reader_id, topic, allowed, at"
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 21])
    async with opened(tmp_path) as db:
        for number, role in ((1, "borger"), (2, "staff"), (3, "staff")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                         " VALUES (?, ?, 'N', '{}', 'active', 0)", number, role)  # fmt: skip
        await db.write(Tx.run, "INSERT INTO contact VALUES (1, 2, 0)")
        for row in before:
            await db.write(Tx.run, f"INSERT INTO grants ({columns}) VALUES (?, ?, ?, ?, ?, ?)", *row)
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, f"SELECT {columns} FROM grants ORDER BY id") == before
        assert await db.read(sharing.given, 1) == [(2, "N", "trivsel")], "not what was given to who is none"
        for staff_id, theirs in ((2, True), (3, False)):
            reader = Reader(staff_id, at_work=True)
            assert await db.read(sharing.may_read, reader, 1, "trivsel") is theirs
            assert not await db.read(sharing.is_chosen, staff_id, 1)
        await db.write(people.set_contacts, 1, [3])
        assert await db.read(sharing.given, 1) == [(3, "N", "trivsel")], "who is one again reads what was given then"
        await db.write(sharing.set_grant, 1, sharing.EVERYBODY, "notes", True, moment(9))
        assert await db.read(Tx.all, "SELECT max(id) FROM grants") == [(5,)], "numbers go on"


async def test_an_old_card_of_who_may_read_is_closed_and_what_was_answered_on_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [
        {"step": "may", "item": f"2_{topic}", "outcome": "answered", "choices": [choice]}
        for topic, choice in (("trivsel", "yes_"), ("notes", "no_"))
    ]
    state = {"dialog": "sharing", "version": "old", "turn": 2, "at": 2, "given": given, "lists": {"pairs": []}}
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 22])
    async with opened(tmp_path) as db:
        for number, role in ((1, "borger"), (2, "staff")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                         " VALUES (?, ?, 'N', '{}', 'active', 0)", number, role)  # fmt: skip
        await db.write(Tx.run, "INSERT INTO contact VALUES (1, 2, 0)")
        await db.write(sharing.set_grant, 1, 2, "notes", True, moment(1))
        await db.write(Tx.run, "INSERT INTO dialog_version VALUES ('old', 'sharing', '{}', 0)")
        await db.write(
            Tx.run, "INSERT INTO session (id, person_id, about_id, dialog_id, version, state, status, opened_at)"
            " VALUES (7, 1, 1, 'sharing', 'old', ?, 'open', 5)", json.dumps(state),
        )  # fmt: skip
        await db.write(Tx.run, "INSERT INTO timer (due_at, kind, session_id) VALUES (9, 'expire', 7)")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(sharing.given, 1) == [(2, "N", "trivsel")]
        stored = await db.read(sessions.session_by_id, 7)
        assert stored is not None and stored.status == "stopped" and stored.session.given == ()
        assert (stored.session.stage, stored.session.end, stored.session.turn) == (Stage.CLOSED, End.STOPPED, 3)
        assert await db.read(Tx.all, "SELECT 1 FROM timer WHERE session_id IS NOT NULL") == []


async def test_an_answer_given_before_is_known_to_be_given_with_whose_phone_it_was_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 25])
    async with opened(tmp_path) as db:
        for number, role, name in ((1, "borger", "Bo"), (2, "staff", "Kim"), (3, "staff", "Ida")):
            await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                         " VALUES (?, ?, ?, '{}', 'active', 0)", number, role, name)  # fmt: skip
        await db.write(Tx.run, "INSERT INTO dialog_version VALUES ('v', 'trivsel', '{}', 0)")
        for session, person, voice in ((7, 1, "self"), (8, 2, "helped"), (9, 3, "observed"), (10, 1, "helped")):
            await db.write(
                Tx.run, "INSERT INTO session (id, person_id, about_id, dialog_id, version, topic, state, status,"
                " opened_at, provenance) VALUES (?, ?, 1, 'trivsel', 'v', 'trivsel', '{}', 'done', 0, ?)",
                session, person, voice,
            )  # fmt: skip
            await db.write(Tx.run, "INSERT INTO answer (session_id, borger_id, seq, step, outcome, said_at, provenance)"
                         " VALUES (?, 1, 1, 'mood', 'answered', 0, ?)", session, voice)  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        found = [(said.session_id, said.provenance, said.by) for said in await db.read(answers.own_answers, 1)]
        assert found == [(7, "self", ""), (8, "helped", "Kim"), (9, "observed", "Ida"), (10, "helped", "")], (
            "of the last, who helped had left already"
        )


async def test_what_stands_in_a_chat_from_before_is_no_passing_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 34])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                       " VALUES (1, 'borger', 'N', '{}', 'active', 0)")  # fmt: skip
        await db.write(Tx.run, "INSERT INTO surface (id, person_id, chat_id, message_id) VALUES (7, 1, 9, 70)")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(surfaces.passing, 1) == [], "it stays its time"
        assert not await db.read(surfaces.came_below, 1, 6), "what is half asked above it goes on"
        await db.write(surfaces.will_pass, 1, 6, None)
        assert await db.read(surfaces.passing, 1) == [7]
