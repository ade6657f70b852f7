"""The picture of a paper that holds much: what can be read on a phone."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.papers.paper import Group, Line, Part
from bot.papers.sheet import MOST_LINES, down, picture_of, sheets_of
from dialogs.engine.session import Outcome
from dialogs.summary import Fact
from dialogs.text import T, Text
from storage.answers import StoredAnswer


def _part(place: int, questions: int) -> Part:
    return Part(place, T("Save"), "🌞", tuple(Group(T("Save"), "🙂", ()) for _ in range(questions)))


def _say(text: Text) -> str:
    return text.id


def test_what_fits_stands_whole_and_of_more_each_section_has_its_signs() -> None:
    few = picture_of("🌻", "", (_part(0, 4), _part(1, 10)), "", _say)
    assert [len(section.groups) for section in few.sections] == [4, 10]
    many = picture_of("🌻", "", (_part(0, 4), _part(1, 11)), "", _say)
    assert [len(section.groups) for section in many.sections] == [0, 0], "nothing was said that has a sign"


def test_on_several_pictures_nothing_is_left_out() -> None:
    parts = (_part(0, 6), _part(1, 33), _part(2, 0), _part(3, 5))
    found = sheets_of(parts)
    assert all(sum(map(down, sheet)) <= MOST_LINES for sheet in found)
    assert sum(len(part.groups) for sheet in found for part in sheet) == 44
    assert {part.place for sheet in found for part in sheet} == {0, 1, 2, 3}
    assert sheets_of((_part(0, 2), _part(1, 3))) == [(_part(0, 2), _part(1, 3))]


def test_many_lines_under_one_question_count_as_much_as_many_questions() -> None:
    at, no = datetime(2026, 11, 23, tzinfo=UTC), T("No")
    answer = StoredAnswer(1, 1, 1, "plan", "1", "helps", "", Outcome.ANSWERED, (), None, "Ro", None, "self", at, "")
    line = Line(answer, Fact(1, at, "helps", no, Outcome.ANSWERED, no, quote="Ro"))
    long = Part(0, T("Save"), "🌞", (Group(T("Save"), "🙂", (line,) * 10), Group(T("Save"), "🙂", (line,) * 9)))
    assert down(long) == 19
    assert [[down(part) for part in sheet] for sheet in sheets_of((long, _part(1, 2)))] == [[10], [9, 2]]
    assert [len(each.groups) for each in picture_of("🌻", "", (long, _part(1, 2)), "", _say).sections] == [1, 0]
