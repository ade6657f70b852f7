"""A borger's shared answers as files: what they hold, that they read back whole, and that they run nothing."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import pytest

from bot.desk.desk import Desk
from bot.reviewing.files import csv_file, xlsx_file
from bot.reviewing.table import Table, dictionary_table
from bot.simulator.state import SimMessage
from dialogs.method.steps import Each
from dialogs.text import T
from storage import answers
from storage.people import Person
from storage.sharing import Reader
from tests.books import leaving
from tests.house import House
from tests.phone import Phone
from tests.reader_stage import lets
from tests.review_stage import asks_who_has_seen, looks, opened
from tests.reviewing.test_summaries import answers as answered
from tests.simulator_stage import png

pytestmark = pytest.mark.long

NASTY = '=SUM(A1) "ja"; nej\nny linje, æøå 🐕 \'x'
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_csv(body: bytes) -> list[list[str]]:
    assert body.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read it as UTF-8"
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(body: bytes) -> dict[str, list[list[str]]]:
    """Every sheet's cells as text, by the sheet's name; there must be no formula."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        parts = zipfile.Path(book, "xl/")
        strings = [
            "".join(part.text or "" for part in entry.iter(f"{MAIN}t"))
            for entry in ElementTree.fromstring((parts / "sharedStrings.xml").read_bytes())
        ]
        listed = ElementTree.fromstring((parts / "workbook.xml").read_bytes())
        names = [sheet.get("name", "") for sheet in listed.iter(f"{MAIN}sheet")]
        sheets = parts / "worksheets"
        return {name: _rows((sheets / f"sheet{n}.xml").read_bytes(), strings) for n, name in enumerate(names, 1)}


def _rows(body: bytes, strings: list[str]) -> list[list[str]]:
    sheet = ElementTree.fromstring(body)
    assert not list(sheet.iter(f"{MAIN}f")), "no formula"
    rows = []
    for row in sheet.iter(f"{MAIN}row"):
        cells: dict[str, str] = {}
        for cell in row.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v") or ""
            cells[re.sub(r"\d", "", cell.get("r", ""))] = strings[int(value)] if cell.get("t") == "s" else value
        rows.append([cells.get(chr(ord("A") + n), "") for n in range(15)])
    return rows


def documents(phone: Phone) -> list[SimMessage]:
    return [message for message in phone.shown if message.document]


def bodies(phone: Phone) -> dict[str, bytes]:
    return {m.file.name: m.file.content for m in documents(phone) if m.file}


async def lived(house: House) -> None:
    """Alma has answered twice: with own words, a voice message and a photo, and with what she would not say."""
    alma = house.alma
    await answered(alma, NASTY)
    await house.passes(days=1)
    await alma.presses("Answer now")
    await alma.taps("Badly", "Don't know", "Won't say", "Nobody", "Food")
    await alma.speaks()
    await alma.sends_photo(png(), "min hund")
    await alma.taps("Done")


async def test_what_is_in_the_csv_is_what_the_door_gives(house: House) -> None:
    await lived(house)
    mette = await opened(house, "Export", "CSV")
    assert list(bodies(mette)) == [f"{mette.say(what)}-a-2026-11-24.csv" for what in ("answers", "columns")]
    body, meaning = bodies(mette).values()
    head, *rows = read_csv(body)
    alma, reader = await house.known(house.alma), await house.known(mette)
    shared = await house.service.db.read(
        answers.shared_answers, Reader(reader.id), alma.id, house.local("2026-01-01 00.00"), house.clock.now()
    )
    say = mette.say
    assert len(rows) == len(shared) == 13
    assert [row[head.index(say("Number"))] for row in rows][:3] == ["7,5", "5", "5"]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows) == ["2026-11-23"] * 6 + ["2026-11-24"] * 7
    own = [row[head.index(say("Own words"))] for row in rows]
    assert own[5] == f"'{NASTY}" and own[-1] == "min hund"
    attached = [row[head.index(say("Attached"))] for row in rows]
    assert attached[-2:] == [say("voice message"), say("photo")]
    assert {row[head.index(say("Kind"))] for row in rows} == {say("Own answer")}
    assert [row[head.index(say("Answer"))] for row in rows][7:9] == [say("Don't know"), say("Won't say")]
    assert {row[0] for row in read_csv(meaning)} >= set(head), "every column is explained"


async def test_the_workbook_has_both_and_words_as_they_were_said(house: House) -> None:
    await lived(house)
    mette = await opened(house, "Export", "Excel")
    ((name, body),) = bodies(mette).items()
    assert name == f"{mette.say('answers')}-a-2026-11-24.xlsx"
    sheets = read_xlsx(body)
    assert list(sheets) == [mette.say("Answers"), mette.say("Columns")]
    (head, *rows), (_, *meaning) = sheets.values()
    assert len(rows) == 13
    assert rows[5][head.index(mette.say("Own words"))] == NASTY
    assert rows[0][head.index(mette.say("Number"))] == "7.5"
    explained = {row[0] for row in meaning}
    assert explained >= set(head)
    mood = next(row for row in meaning if row[0] == mette.say("Question: {question}", question=T("Mood")))
    assert mette.say("{score} = {word}", score=10.0, word=T("Very well")) in mood[2]
    assert (await looks(house))[-2:] == ["page", "export xlsx"]


async def test_every_question_is_explained_whole(house: House) -> None:
    """Whatever a question is about, its wording in the list of columns stands without holes."""
    await house.service.house.write(every_question_is_explained, await house.known(house.mette))


def every_question_is_explained(desk: Desk, mette: Person) -> None:
    asked = {
        (dialog.id, asks.id): dialog
        for dialog in desk.house.dialogs.values()
        if dialog.keeps
        for step in dialog.steps
        for asks in (step.steps if isinstance(step, Each) else (step,))
    }
    meaning = dictionary_table(desk, mette, Table("Svar", (), (), asked=asked))
    assert len(meaning.rows) > len(asked)
    assert not [row for row in meaning.rows if "{" in str(row)]


async def test_what_is_queued_holds_no_answers_and_it_is_shared_when_it_leaves(house: House) -> None:
    await answered(house.alma, "en hemmelighed")
    mette = await opened(house, "Export")
    house.sim.faults.next("sendDocument", status=502)
    await mette.taps("Excel")
    (row,) = [row for row in await leaving(house.service.db) if row.action == "document"]
    assert "hemmelighed" not in row.payload and "Alma" not in row.payload
    await house.alma.taps("Don't share")
    await house.passes(minutes=2)
    assert not documents(mette)
    mette.reads("Nothing is shared any more.")


async def test_where_nothing_is_shared_there_is_no_file_and_no_copy_was_taken(house: House) -> None:
    await answered(house.alma)
    await house.contacts(house.alma, house.mette, house.jonas)
    jonas = house.jonas
    await lets(house, house.alma, jonas, "trivsel")
    await jonas.presses("Borgere")
    await jonas.taps("Alma", "Read and see")
    old = jonas.button("Export")
    await lets(house, house.alma, jonas)
    await jonas.taps_data(*old)
    jonas.sees("Nothing is shared with you.")
    assert not jonas.has_button("CSV")
    await jonas.presses("Borgere")
    await jonas.taps("Alma")
    assert not jonas.has_button("Export"), "there is nothing to take along"
    await asks_who_has_seen(house.alma)
    house.alma.sees_not("a copy of your answers")


async def test_a_file_that_could_not_be_sent_comes_later(house: House) -> None:
    await answered(house.alma)
    mette = await opened(house, "Export")
    house.sim.faults.next("sendDocument", status=502)
    await mette.taps("Excel")
    await house.passes(minutes=2)
    assert len(documents(mette)) == 1


async def test_files_go_out_of_the_chat_with_the_cards(house: House) -> None:
    await answered(house.alma)
    mette = await opened(house, "Export", "Excel")
    assert documents(mette)
    house.clock.jump_to(house.local("2026-11-25 10.00"))
    await house.service.upkeep.clear_chats()
    await house.quiet()
    assert not documents(mette)


async def test_what_is_shared_with_another_is_in_the_others_file_alone(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await house.contacts(alma, house.mette, jonas)
    await house.shares(alma, jonas, "wishes")
    await answered(alma, "kun til Mette")
    await jonas.presses("Borgere")
    await jonas.taps("Alma", "Export")
    jonas.sees("Nothing is shared with you.")
    assert not jonas.has_button("CSV")


@pytest.mark.parametrize("words", ["=1+1", "+45 12 34", "-ja", "@mig", "\t=1", "\r=1", "＝1", "\n=1"])
def test_nothing_is_run_as_a_formula(words: str) -> None:
    table = Table("Svar", ("Ord",), ((words,),))
    assert read_csv(csv_file(table))[1] == [f"'{words}"]
    (_, (cell, *_)) = read_xlsx(xlsx_file([table], datetime.fromisoformat("2026-11-23T12:00:00+00:00")))["Svar"]
    assert cell.replace("_x000D_", "\r") == words


@pytest.mark.parametrize("words", ['"', '""', ";", "a;b", "a\nb", 'sagde "nej";\r\nog gik', "'x", "x=1", " "])
def test_words_survive_the_way_through_a_csv_file(words: str) -> None:
    assert read_csv(csv_file(Table("Svar", ("Ord", "Tal"), ((words, 7.5),), ",")))[1] == [words, "7,5"]
