"""The picture of a paper that holds much: what can be read on a phone."""

from __future__ import annotations

from bot.papers.paper import Group, Part
from bot.papers.sheet import MOST_GROUPS, picture_of, sheets_of
from dialogs.text import T, Text


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
    assert all(sum(len(part.groups) for part in sheet) <= MOST_GROUPS for sheet in found)
    assert sum(len(part.groups) for sheet in found for part in sheet) == 44
    assert {part.place for sheet in found for part in sheet} == {0, 1, 2, 3}
    assert sheets_of((_part(0, 2), _part(1, 3))) == [(_part(0, 2), _part(1, 3))]
