"""Answers: kept as they were said, corrected only by new rows, counted once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlcipher3.dbapi2 import DatabaseError

from dialogs.engine.session import End, Media, Outcome, Provenance, Stage
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from storage import answers, media, people, schedules, sessions
from storage.tx import Tx
from tests.storage.test_house import TRIVSEL, add, at, begin, couple, end, opened, says

VOICE = Media("voice", "file-1", "unique-1", 7)


def standing(tx: Tx, borger: int, session: int) -> list[str]:
    return [answer.words for answer in answers.own_answers(tx, borger, session)]


def begun(tx: Tx) -> tuple[int, int]:
    borger, _ = couple(tx)
    return borger, begin(tx, borger)


@pytest.mark.parametrize("change", ["words = 'nicer'", "corrects = NULL", "score = 10", "said_at = 0"])
async def test_no_row_is_ever_changed(tmp_path: Path, change: str) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        await db.write(answers.record, session, borger, says(1, "ok"))
        with pytest.raises(DatabaseError, match="append-only"):
            await db.write(Tx.run, f"UPDATE answer SET {change}")


async def test_an_answer_is_kept_whole_and_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        said = replace(says(1, "", minutes=3), step="mood", item="x", choices=("good", "calm"), score=7.5)
        for _ in range(2):
            await db.write(answers.record, session, borger, said)
        await db.write(
            answers.record, session, borger, replace(said, seq=2, outcome=Outcome.WONT_SAY, choices=(), score=None)
        )
        first, second = await db.write(answers.own_answers, borger, session)
        assert (first.step, first.item, first.outcome, first.choices, first.score, first.said_at) == (
            "mood", "x", Outcome.ANSWERED, ("good", "calm"), 7.5, at(3),
        )  # fmt: skip
        assert (first.dialog_id, first.version, first.provenance) == ("trivsel", sessions_version(), "self")
        assert (second.outcome, second.choices, second.score) == (Outcome.WONT_SAY, (), None)


def sessions_version() -> str:
    return TRIVSEL.model_copy(update={"topic": "trivsel"}).version()


async def test_an_answer_of_no_kind_we_know_is_an_error_and_not_lost_quietly(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        with pytest.raises(DatabaseError):
            borger, session = await db.write(begun)
            await db.write(answers.record, session, borger, replace(says(1, "a"), step=None))  # type: ignore[arg-type]


async def test_a_correction_of_a_correction_stands_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        await db.write(answers.record, session, borger, says(1, "one"))
        await db.write(answers.record, session, borger, says(2, "two", corrects=1))
        await db.write(answers.record, session, borger, says(3, "three", corrects=2))
        await db.write(answers.record, session, borger, says(2, "two", corrects=1))
        assert await db.write(standing, borger, session) == ["three"]
        rows = await db.write(
            Tx.all, "SELECT new.words, old.words FROM answer new JOIN answer old ON new.corrects = old.id"
        )
        assert rows == [("two", "one"), ("three", "two")]


async def test_words_said_in_parts_all_stand_until_each_is_corrected(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        for seq, words in enumerate(("first", "second", "third"), 1):
            await db.write(answers.record, session, borger, says(seq, words))
        assert await db.write(standing, borger, session) == ["first", "second", "third"]
        await db.write(answers.record, session, borger, says(4, "other", corrects=1))
        assert await db.write(standing, borger, session) == ["second", "third", "other"]


async def test_what_is_said_later_counts_no_earlier(tmp_path: Path) -> None:
    """A message tells only the second it was written in, so it may seem older than the tap before it."""
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        for seq, minutes in enumerate((3, 2, 4), 1):
            await db.write(answers.record, session, borger, says(seq, "ok", minutes=minutes))
        assert [one.said_at for one in await db.write(answers.own_answers, borger, session)] == [at(3), at(3), at(4)]


async def test_an_edited_message_corrects_what_stands_of_it_and_the_dialog_follows_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        await db.write(answers.record, session, borger, says(1, "god", message_id=50))
        await db.write(answers.record, session, borger, says(2, "and more", message_id=51))
        assert await db.write(answers.correct_words, borger, 50, "good", at(1))
        assert await db.write(answers.correct_words, borger, 50, "very good", at(2))
        assert await db.write(standing, borger, session) == ["and more", "very good"]
        # The dialog knows the first wording alone, as number 1. What it then says must not be lost.
        await db.write(answers.record, session, borger, says(3, "bad", corrects=1, message_id=52))
        assert await db.write(standing, borger, session) == ["and more", "bad"]
        assert not await db.write(answers.correct_words, borger, 50, "too late", at(3))
        assert await db.write(answers.correct_words, borger, 52, "not so bad", at(4))
        await db.write(answers.record, session, borger, says(4, "next"))
        assert await db.write(standing, borger, session) == ["and more", "not so bad", "next"]


async def test_nobody_edits_anothers_answer(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        other = await db.write(add, Role.BORGER, "Ida", 3)
        await db.write(answers.record, session, borger, says(1, "mine", message_id=50))
        assert not await db.write(answers.correct_words, other, 50, "yours", at(1))
        assert await db.write(standing, borger, session) == ["mine"]
        assert await db.write(standing, other, session) == []


async def test_a_file_is_kept_once_for_each_borger_and_fetched_until_it_is_here(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        other = await db.write(add, Role.BORGER, "Ida", 3)
        await db.write(answers.record, session, borger, says(1, "", media=VOICE))
        await db.write(answers.record, session, borger, says(2, "", media=replace(VOICE, file_id="file-2")))
        await db.write(answers.record, await db.write(begin, other), other, says(1, "", media=VOICE))
        mine = {answer.media_id for answer in await db.write(answers.own_answers, borger, session)}
        assert len(mine) == 1
        first, second = await db.write(media.to_fetch, at(0))
        assert (first.id in mine, first.borger_id, second.borger_id) == (True, borger, other)
        assert (first.file_id, first.seconds, first.tries) == ("file-1", 7, 0)
        await db.write(media.keep_body, first.id, b"ogg")
        await db.write(media.fetch_later, second.id, at(5))
        assert await db.write(media.to_fetch, at(4)) == []
        assert [(m.id, m.tries) for m in await db.write(media.to_fetch, at(5))] == [(second.id, 1)]
        assert await db.write(media.body_of, first.id) == b"ogg"
        await db.write(media.fetch_later, second.id, None)
        assert await db.write(media.to_fetch, at(99)) == []


async def test_a_session_comes_back_as_it_was_and_is_never_open_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        stored = await db.write(sessions.session_by_id, session)
        assert stored is not None
        waiting = replace(stored.session, at=2, facts={"staff": "Kim & Åse"})
        await db.write(sessions.save_session, session, waiting, at(0), awaits_words=True)
        for found in (
            await db.write(sessions.session_awaiting_words, borger),
            await db.write(sessions.open_session, borger, "trivsel"),
            await db.write(sessions.newest_open, borger),
        ):
            assert found is not None
            assert (found.id, found.session) == (session, waiting)
        assert await db.write(sessions.open_session, borger, "wish") is None
        await db.write(end, session)
        assert await db.write(sessions.session_awaiting_words, borger) is None
        # From the receipt an answer can be mended, which may wait for words again.
        mending = replace(waiting, stage=Stage.ASKING, mending=True, end=End.DONE)
        await db.write(sessions.save_session, session, mending, at(9), awaits_words=True)
        found = await db.write(sessions.session_awaiting_words, borger)
        assert found is not None
        assert (found.id, found.status) == (session, "done")
        assert await db.write(sessions.newest_open, borger) is None
        assert await db.write(Tx.one, "SELECT closed_at FROM session") == (at(0).timestamp(),)


@pytest.mark.parametrize("how", [End.DONE, End.STOPPED, End.EXPIRED])
async def test_only_a_session_answered_to_its_end_counts_as_answered(tmp_path: Path, how: End) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        await db.write(end, session, how)
        assert bool(await db.write(schedules.answered_of, borger, at(0))) == (how is End.DONE)
        assert not await db.write(schedules.answered_of, borger, at(1))
        assert await db.write(sessions.newest_open, borger) is None


async def test_a_dialog_is_read_in_the_version_it_was_begun_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        for nudge in (None, TRIVSEL.nudge_after, None):
            dialog = TRIVSEL.model_copy(update={"nudge_after": nudge})
            await db.write(sessions.keep_version, dialog, at(0))
            assert await db.write(sessions.dialog_of, dialog.version()) == dialog
        with pytest.raises(LookupError):
            await db.write(sessions.dialog_of, "never")


async def test_a_version_that_is_kept_is_read_also_once_new_files_like_it_are_refused(tmp_path: Path) -> None:
    kept = TRIVSEL.body.replace('"view":null', '"view":"mat"').replace('"id":"me"', '"id":"nowhere"')
    with pytest.raises(ValidationError):
        Dialog.model_validate_json(kept)
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO dialog_version VALUES ('v', 'trivsel', ?, 0)", kept)
        found = await db.write(sessions.dialog_of, "v")
        assert (found.view, found.body) == ("mat", kept)


def hand_over(tx: Tx, session: int, person: int, voice: Provenance) -> None:
    tx.run("UPDATE session SET person_id = ?, provenance = ? WHERE id = ?", person, voice, session)


async def test_each_answer_of_a_sitting_has_its_own_voice_and_who_was_at_the_phone(tmp_path: Path) -> None:
    async with opened(tmp_path) as db:
        borger, session = await db.write(begun)
        (kim,) = [person.id for person in await db.read(people.contacts_of, borger)]
        ida = await db.write(add, Role.STAFF, "Ida", 9)
        await db.write(answers.record, session, borger, says(1, "alene"))
        for seq, helper in ((2, kim), (3, ida)):
            await db.write(hand_over, session, helper, "helped")
            await db.write(answers.record, session, borger, says(seq, "sammen"))
        await db.write(answers.record, session, borger, says(2, "en gang til"))  # kept already
        await db.write(hand_over, session, borger, "self")
        await db.write(answers.record, session, borger, says(4, "alene igen"))
        whose = [("self", ""), ("helped", "Kim"), ("helped", "Ida"), ("self", "")]
        assert [(a.provenance, a.by) for a in await db.read(answers.own_answers, borger)] == whose
        assert await db.read(answers.helpers_in, session) == ("Kim", "Ida")
        await db.write(people.remove_person, kim)
        assert await db.read(answers.helpers_in, session) == ("Ida",), "who has left is named nowhere any more"
        assert [a.by for a in await db.read(answers.own_answers, borger)] == ["", "", "Ida", ""]
        assert await db.read(Tx.all, "SELECT person_id FROM given_by") == [(ida,)]
        await db.write(people.remove_person, borger)
        assert await db.read(Tx.all, "SELECT 1 FROM given_by") == []
