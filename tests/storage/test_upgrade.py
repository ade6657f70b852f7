"""A database of the version before, with rows in it, and what has become of them in this one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from bot.methods.quiet_times import Pending
from dialogs.permissions import Role
from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan, QuietHours
from storage import agendas, answers, entries, inbox, media, outbox, people, schedules, sessions, the_house
from storage.tx import Tx, keyed, stamp
from tests.storage.test_house import NOW, at, opened
from tests.storage.test_migrations import MIGRATIONS, up_to

_BEFORE = (
    "INSERT INTO person (id, role, name, profile, state, chat_id, created_at)"
    " VALUES (1, 'borger', 'Bo', '{}', 'active', 1, 0), (2, 'staff', 'Kim', '{}', 'active', 2, 0),"
    " (3, 'borger', 'Ea', '{}', 'active', 3, 0)",
    "INSERT INTO dialog_version VALUES ('v', 'trivsel', '{}', 0)",
    "INSERT INTO surface (id, person_id, chat_id) VALUES (1, 1, 1)",
    "INSERT INTO session (id, person_id, about_id, dialog_id, version, topic, state, status, surface_id, opened_at)"
    " VALUES (7, 1, 1, 'trivsel', 'v', 'trivsel', '{}', 'done', 1, 0)",
    "INSERT INTO media (id, borger_id, kind, unique_id, file_id, body) VALUES (5, 1, 'voice', 'u', 'f', x'00')",
    "INSERT INTO answer (session_id, borger_id, seq, step, outcome, media_id, said_at)"
    " VALUES (7, 1, 1, 'words', 'answered', 5, 0)",
)
_PLAN = '{"days":[1,2,3,4,5,6,7],"at":"16:00:00","zone":"Europe/Copenhagen","window":"PT8H",'
_QUIET = '"quiet":{"start":"22:00:00","end":"08:00:00"},"paused_until":"2025-03-09"}'
_SCHEDULE = "INSERT INTO schedule (id, person_id, kind, dialog_id, plan, next_due) VALUES (?, ?, ?, ?, ?, ?)"


async def test_people_are_still_there_and_the_house_has_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, MIGRATIONS[:27])
    async with opened(tmp_path) as db:
        for statement in _BEFORE:
            await db.write(Tx.run, statement)
        before = await db.read(Tx.all, "SELECT id, role, name, state, chat_id, created_at FROM person")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, "SELECT id, role, name, state, chat_id, created_at FROM person") == before
        assert await db.read(Tx.all, "PRAGMA foreign_key_check") == []
        house = await db.write(the_house.the_house, "Huset", NOW)
        assert (house.id, house.role) == (4, Role.HOUSE)
        assert (await db.write(the_house.the_house, "Vores hus", NOW)) == replace(house, name="Vores hus")
        assert {each.name for each in await db.read(people.all_borgere)} == {"Bo", "Ea"}
        await db.write(people.remove_person, 1)
        assert await db.read(Tx.all, "SELECT count(*) FROM session") == [(0,)], "all of a borger goes with them"


async def test_goals_and_what_was_said_of_them_are_still_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    up_to(monkeypatch, MIGRATIONS[:25])
    async with opened(tmp_path) as db:
        for statement in _BEFORE:
            await db.write(Tx.run, statement)
        await db.write(
            Tx.run, "INSERT INTO entry (id, borger_id, kind, title, state, topic, made_by, made_at, state_at)"
            " VALUES (4, 1, 'goal', 'Løbe', 'accepted', 'wishes', 1, 0, 0)",
        )  # fmt: skip
        await db.write(Tx.run, "UPDATE session SET entry_id = 4")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        (goal,) = await db.read(entries.entries_of, 1)
        assert (goal.title, goal.state, goal.slot, goal.day) == ("Løbe", "accepted", None, None)
        (said,) = await db.read(answers.own_answers, 1)
        assert (said.entry, said.entry_day) == ("Løbe", None)


async def test_plans_quiet_hours_breaks_and_what_was_asked_are_still_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, MIGRATIONS[:2])
    async with opened(tmp_path) as db:
        for statement in _BEFORE:
            await db.write(Tx.run, statement)
        due, plain = stamp(at(60)), _PLAN + '"quiet":null,"paused_until":null}'
        await db.write(Tx.run, _SCHEDULE, 1, 1, "check_in", "trivsel", _PLAN + _QUIET, due)
        await db.write(Tx.run, _SCHEDULE, 2, 2, "summary", "", plain, due)
        await db.write(Tx.run, _SCHEDULE, 3, 3, "check_in", "trivsel", plain.replace("[1,2,3,4,5,6,7]", "[]"), None)
        await db.write(
            Tx.run,
            "INSERT INTO occurrence (schedule_id, person_id, due_at, status, session_id) VALUES (1, 1, ?, 'asked', 7)",
            stamp(NOW),
        )
        await db.write(Tx.run, "INSERT INTO timer (due_at, kind, session_id) VALUES (?, 'nudge', 7)", stamp(at(30)))
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, "PRAGMA foreign_key_check") == []
        night = QuietHours(time(22), time(8))
        assert await db.read(agendas.rhythm_of, 1) == Rhythm(night, date(2025, 3, 9))
        assert [await db.read(agendas.rhythm_of, other) for other in (2, 3)] == [Rhythm(), Rhythm()]
        mine = await db.read(schedules.schedule_of, 1, "check_in", "trivsel")
        assert mine is not None
        assert mine.plan == Plan(weekly(EVERY_DAY), time(16), "Europe/Copenhagen", timedelta(hours=8))
        assert mine.set_at < at(60), "what was due next is still to come"
        assert await db.read(agendas.due_agendas, at(60), 9) == [1, 2]
        asked = await db.read(schedules.occurrences_between, 1, "check_in", at(-1), at(1), dialog_id="trivsel")
        assert asked == [(NOW, "asked")]
        timers = await db.read(schedules.due_timers, at(30), 9)
        (timer,) = [each for each in timers if each.kind != "consent"]  # that is the yearly one
        assert (timer.kind, timer.session_id, timer.reminder_id) == ("nudge", 7, None)
        kept = await db.read(media.media_by_id, 5)
        assert kept is not None and await db.read(media.body_of, 5) == b"\0"
        assert await db.read(Tx.all, "SELECT provenance, shares FROM session") == [("self", 1)]
        assert await db.read(Tx.all, "SELECT media_id, provenance FROM answer") == [(5, "self")]


async def test_what_was_waiting_and_what_was_sent_before_the_sending_rules_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 5])
    async with opened(tmp_path) as db:
        for statement in _BEFORE:
            await db.write(Tx.run, statement)
        await db.write(Tx.run, "UPDATE surface SET message_id = 70, kind = 'text', sent_at = ?", stamp(NOW))
        await db.write(
            Tx.run, "INSERT INTO outbox (chat_id, lane, action, surface_id, payload, not_before, expires_at, tries)"
            " VALUES (1, 0, 'show', 1, '{}', ?, ?, 4)",
            stamp(NOW), stamp(at(60)),
        )  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        (row,) = await db.read(outbox.ready, NOW)
        assert (row.message_id, row.kind, row.tries, row.lost) == (70, "text", 4, 0)
        assert await db.read(outbox.has_come, 1)
        assert await db.read(Tx.all, "SELECT unsure FROM surface") == [(0,)]


async def test_what_had_arrived_is_still_handled_and_known_by_whom_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, MIGRATIONS[:3])
    mine, nobodys = '{"message":{"chat":{"id":1},"text":"hej"}}', '{"message":{"chat":{"id":99},"text":"hej"}}'
    async with opened(tmp_path) as db:
        await db.write(Tx.run, _BEFORE[0])
        for number, body, status in ((5, mine, "new"), (6, mine, "failed"), (7, nobodys, "failed"), (8, "", "done"),
                                     (9, "no JSON", "failed")):  # fmt: skip
            await db.write(Tx.run, "INSERT INTO inbox VALUES (?, ?, ?, ?)", number, body, status, stamp(NOW))
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        for number in (5, 8):
            await db.write(inbox.take_in, number, "handed over again", NOW, digest="a")
        assert [row.update_id for row in await db.read(inbox.waiting)] == [5]
        kept = await db.read(Tx.all, "SELECT update_id, status, body, chat_id, stranger, tries, reason FROM inbox")
        assert kept == [
            (5, "new", mine, 1, 0, 0, ""), (6, "failed", mine, 1, 0, 0, ""), (7, "failed", "", None, 0, 0, ""),
            (8, "done", "", None, 0, 0, ""), (9, "failed", "", None, 0, 0, ""),
        ]  # fmt: skip


async def test_who_was_there_before_has_no_commands_yet_and_old_cards_take_no_thumb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 10])
    async with opened(tmp_path) as db:
        for statement in _BEFORE:
            await db.write(Tx.run, statement)
        await db.write(Tx.run, "UPDATE surface SET message_id = 70, kind = 'text', sent_at = ?", stamp(NOW))
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(sessions.yes_on, 1, 70) == ""
        found = await people.with_other_commands(db.bulk, Role.BORGER, "da", [("help", "x")], 9)
        assert [(person.name, person.chat_id) for person in found] == [("Bo", 1), ("Ea", 3)]


async def test_pictures_sent_under_plain_hashes_are_forgotten_and_people_can_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    up_to(monkeypatch, MIGRATIONS[:3])
    async with opened(tmp_path) as db:
        for statement in _BEFORE:
            await db.write(Tx.run, statement)
        await db.write(Tx.run, "INSERT INTO sent_file VALUES ('plain hash', 5, 'file')")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(Tx.all, "SELECT * FROM sent_file") == []
        assert await db.read(Tx.all, "SELECT id, name FROM person ORDER BY id") == [(1, "Bo"), (2, "Kim"), (3, "Ea")]
        assert len(await db.read(keyed, "a picture")) == 64
        await db.write(people.remove_person, 3)
        assert [row[1] for row in await db.read(people.gone)] == [3]


async def test_a_check_ins_days_are_a_series_like_an_activitys_also_where_another_time_is_being_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins = '{"days":[1,4],"at":"14:00:00","zone":"Europe/Copenhagen","window":"PT8H","every":2,"since":"2025-03-03"}'
    off = '{"days":[],"at":"19:30:00","zone":"Europe/Copenhagen","window":"PT4H","every":1,"since":null}'
    new = "INSERT INTO schedule (person_id, kind, dialog_id, plan, set_at) VALUES (1, 'check_in', ?, ?, 0)"
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 15])
    async with opened(tmp_path) as db:
        for statement in _BEFORE:
            await db.write(Tx.run, statement)
        await db.write(Tx.run, new, "fit", begins)
        await db.write(Tx.run, new, "look_back", off)
        await db.write(
            Tx.run, "INSERT INTO session (person_id, about_id, dialog_id, version, state, status, target, opened_at)"
            " SELECT 2, 1, d.value, 'v', '{}', 'open', iif(d.value = 'quiet_time', ?, 'summary:7'), 0"
            """ FROM json_each('["quiet_time", "take_on"]') d""", f'{{"dialog_id":"fit","plan":{begins}}}',
        )  # fmt: skip
    monkeypatch.undo()
    every_other = Plan(weekly((1, 4), 2, date(2025, 3, 3)), time(14), "Europe/Copenhagen")
    async with opened(tmp_path) as db:
        found = {one.dialog_id: one.plan for one in await db.read(schedules.schedules_of, 1)}
        assert found["fit"] == every_other
        assert found["look_back"] == Plan(weekly(()), time(19, 30), "Europe/Copenhagen", timedelta(hours=4))
        targets = dict(await db.read(Tx.all, "SELECT dialog_id, target FROM session WHERE target <> ''"))
        assert TypeAdapter(Pending).validate_json(targets["quiet_time"]) == Pending("fit", every_other)
        assert targets["take_on"] == "summary:7"
        kept = await db.read(Tx.all, "SELECT plan FROM schedule UNION ALL SELECT target FROM session")
        assert not [said for (said,) in kept if '"since"' in said], "nothing says it in the old way"


async def test_wishes_of_before_stand_in_the_album(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    up_to(monkeypatch, MIGRATIONS[:58])
    async with opened(tmp_path) as db:
        for statement in _BEFORE[:3]:
            await db.write(Tx.run, statement)
        for number, (status, words) in enumerate((("done", "En hund."), ("open", "En kat"), ("done", "")), 1):
            await db.write(
                Tx.run, "INSERT INTO session (id, person_id, about_id, dialog_id, version, topic, state, status,"
                " opened_at) VALUES (?, 1, 1, 'wish', 'v', 'wishes', '{}', ?, 0)", number, status,
            )  # fmt: skip
            await db.write(
                Tx.run, "INSERT INTO answer (session_id, borger_id, seq, step, outcome, words, said_at)"
                " VALUES (?, 1, 1, 'wish', 'answered', ?, 0)", number, words,
            )  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        found = await db.read(entries.entries_of, 1, "wish")
        assert [(each.title, each.state, each.session_id) for each in found] == [
            ("En hund", "accepted", 1), ("Ønske 01.01.1970", "accepted", 3),
        ]  # fmt: skip
