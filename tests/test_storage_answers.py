"""Answers: kept as they were said, corrected only by new rows, counted once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import DatabaseError

from dialogs.permissions import Role
from dialogs.session import End, Media, Outcome, Stage
from storage import answers, media, schedules, sessions
from storage.database import Tx
from tests.test_storage_house import TRIVSEL, add, at, begin, couple, end, opened, says

VOICE = Media("voice", "file-1", "unique-1", 7)


async def standing(tx: Tx, borger: int, session: int) -> list[str]:
    return [answer.words for answer in await answers.own_answers(tx, borger, session)]


async def begun(tx: Tx) -> tuple[int, int]:
    borger, _ = await couple(tx)
    return borger, await begin(tx, borger)


@pytest.mark.parametrize("change", ["words = 'nicer'", "corrects = NULL", "score = 10", "said_at = 0"])
async def test_no_row_is_ever_changed(tmp_path: Path, change: str) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        await answers.record(tx, session, borger, says(1, "ok"))
        with pytest.raises(DatabaseError, match="append-only"):
            await tx.run(f"UPDATE answer SET {change}")


async def test_an_answer_is_kept_whole_and_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        said = replace(says(1, "", minutes=3), step="mood", item="x", choices=("good", "calm"), score=7.5)
        for _ in range(2):
            await answers.record(tx, session, borger, said)
        await answers.record(
            tx, session, borger, replace(said, seq=2, outcome=Outcome.WONT_SAY, choices=(), score=None)
        )
        first, second = await answers.own_answers(tx, borger, session)
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
            async with db.write() as tx:
                borger, session = await begun(tx)
                await answers.record(tx, session, borger, replace(says(1, "a"), step=None))  # type: ignore[arg-type]


async def test_a_correction_of_a_correction_stands_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        await answers.record(tx, session, borger, says(1, "one"))
        await answers.record(tx, session, borger, says(2, "two", corrects=1))
        await answers.record(tx, session, borger, says(3, "three", corrects=2))
        await answers.record(tx, session, borger, says(2, "two", corrects=1))
        assert await standing(tx, borger, session) == ["three"]
        rows = await tx.all("SELECT new.words, old.words FROM answer new JOIN answer old ON new.corrects = old.id")
        assert rows == [("two", "one"), ("three", "two")]


async def test_words_said_in_parts_all_stand_until_each_is_corrected(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        for seq, words in enumerate(("first", "second", "third"), 1):
            await answers.record(tx, session, borger, says(seq, words))
        assert await standing(tx, borger, session) == ["first", "second", "third"]
        await answers.record(tx, session, borger, says(4, "other", corrects=1))
        assert await standing(tx, borger, session) == ["second", "third", "other"]


async def test_what_is_said_later_counts_no_earlier(tmp_path: Path) -> None:
    """A message tells only the second it was written in, so it may seem older than the tap before it."""
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        for seq, minutes in enumerate((3, 2, 4), 1):
            await answers.record(tx, session, borger, says(seq, "ok", minutes=minutes))
        assert [one.said_at for one in await answers.own_answers(tx, borger, session)] == [at(3), at(3), at(4)]


async def test_an_edited_message_corrects_what_stands_of_it_and_the_dialog_follows_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        await answers.record(tx, session, borger, says(1, "god", message_id=50))
        await answers.record(tx, session, borger, says(2, "and more", message_id=51))
        assert await answers.correct_words(tx, borger, 50, "good", at(1))
        assert await answers.correct_words(tx, borger, 50, "very good", at(2))
        assert await standing(tx, borger, session) == ["and more", "very good"]
        # The dialog knows the first wording alone, as number 1. What it then says must not be lost.
        await answers.record(tx, session, borger, says(3, "bad", corrects=1, message_id=52))
        assert await standing(tx, borger, session) == ["and more", "bad"]
        assert not await answers.correct_words(tx, borger, 50, "too late", at(3))
        assert await answers.correct_words(tx, borger, 52, "not so bad", at(4))
        await answers.record(tx, session, borger, says(4, "next"))
        assert await standing(tx, borger, session) == ["and more", "not so bad", "next"]


async def test_nobody_edits_anothers_answer(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        other = await add(tx, Role.BORGER, "Ida", 3)
        await answers.record(tx, session, borger, says(1, "mine", message_id=50))
        assert not await answers.correct_words(tx, other, 50, "yours", at(1))
        assert await standing(tx, borger, session) == ["mine"]
        assert await standing(tx, other, session) == []


async def test_a_file_is_kept_once_for_each_borger_and_fetched_until_it_is_here(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        other = await add(tx, Role.BORGER, "Ida", 3)
        await answers.record(tx, session, borger, says(1, "", media=VOICE))
        await answers.record(tx, session, borger, says(2, "", media=replace(VOICE, file_id="file-2")))
        await answers.record(tx, await begin(tx, other), other, says(1, "", media=VOICE))
        mine = {answer.media_id for answer in await answers.own_answers(tx, borger, session)}
        assert len(mine) == 1
        first, second = await media.to_fetch(tx, at(0))
        assert (first.id in mine, first.borger_id, second.borger_id) == (True, borger, other)
        assert (first.file_id, first.seconds, first.tries) == ("file-1", 7, 0)
        await media.keep_body(tx, first.id, b"ogg")
        await media.fetch_later(tx, second.id, at(5))
        assert await media.to_fetch(tx, at(4)) == []
        assert [(m.id, m.tries) for m in await media.to_fetch(tx, at(5))] == [(second.id, 1)]
        assert await media.body_of(tx, first.id) == b"ogg"
        await media.fetch_later(tx, second.id, None)
        assert await media.to_fetch(tx, at(99)) == []


async def test_a_session_comes_back_as_it_was_and_is_never_open_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        stored = await sessions.session_by_id(tx, session)
        assert stored is not None
        waiting = replace(stored.session, at=2, facts={"staff": "Kim & Åse"})
        await sessions.save_session(tx, session, waiting, at(0), awaits_words=True)
        for found in (
            await sessions.session_awaiting_words(tx, borger),
            await sessions.open_session(tx, borger, "trivsel"),
            await sessions.newest_open(tx, borger),
        ):
            assert found is not None
            assert (found.id, found.session) == (session, waiting)
        assert await sessions.open_session(tx, borger, "wish") is None
        await end(tx, session)
        assert await sessions.session_awaiting_words(tx, borger) is None
        # From the receipt an answer can be mended, which may wait for words again.
        mending = replace(waiting, stage=Stage.ASKING, mending=True, end=End.DONE)
        await sessions.save_session(tx, session, mending, at(9), awaits_words=True)
        found = await sessions.session_awaiting_words(tx, borger)
        assert found is not None
        assert (found.id, found.status) == (session, "done")
        assert await sessions.newest_open(tx, borger) is None
        assert await tx.one("SELECT closed_at FROM session") == (at(0).timestamp(),)


@pytest.mark.parametrize("how", [End.DONE, End.STOPPED, End.EXPIRED])
async def test_only_a_session_answered_to_its_end_counts_as_answered(tmp_path: Path, how: End) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        borger, session = await begun(tx)
        await end(tx, session, how)
        assert bool(await schedules.answered_of(tx, borger, at(0))) == (how is End.DONE)
        assert not await schedules.answered_of(tx, borger, at(1))
        assert await sessions.newest_open(tx, borger) is None


async def test_a_dialog_is_read_in_the_version_it_was_begun_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as db, db.write() as tx:
        for nudge in (None, TRIVSEL.nudge_after, None):
            dialog = TRIVSEL.model_copy(update={"nudge_after": nudge})
            await sessions.keep_version(tx, dialog, at(0))
            assert await sessions.dialog_of(tx, dialog.version()) == dialog
        with pytest.raises(LookupError):
            await sessions.dialog_of(tx, "never")
