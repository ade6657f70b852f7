"""A paper as one picture and as words: its sections one under the other, each line with whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.desk.desk import Desk
from bot.papers.paper import Group, Line, Part, said_by
from bot.papers.standing import by_staff
from bot.pictures.pictograms import split_pictograms
from bot.pictures.spec import SheetGroup, SheetLine, SheetPicture, SheetSection
from dialogs.text import T, Text
from storage.answers import StoredAnswer
from storage.papers import Said
from storage.people import Person


def lines_of(parts: Sequence[Part]) -> tuple[Text, ...]:
    """Every section that holds something, and under it its questions with their lines."""
    return tuple(line for part in parts if part.lines for line in _section(part))


def _section(part: Part) -> list[Text]:
    lines = [T("{sign} {name}", sign=part.pictogram, name=part.name)]
    for group in part.groups:
        first, *more = group.lines
        if more:
            lines += [T("{name}:", name=group.name), *(T("• {words}", words=line.told) for line in group.lines)]
        else:
            lines.append(T("{question}: {answer}", question=group.name, answer=first.told))
    return lines


def stamped(desk: Desk, borger: Person, stood: Sequence[tuple[Said, Sequence[StoredAnswer]]]) -> tuple[Text, ...]:
    """Until when it holds, if that ends; when it was last changed, and by whom."""
    if not stood:
        return ()
    last = stood[-1][0].answer
    day = last.said_at.astimezone(desk.house.zone).date()
    changed = T("Last changed {date}: {name}", date=day, name=said_by(last, borger))
    holds = desk.dialog(last.version).holds
    if holds is None:
        return (changed,)
    said = next((each.choices for each in stood[-1][1] if each.step == holds.until), ())
    until = date.fromisoformat(said[0]) if said else day + holds.at_most
    over = T("It held until {date}. It is over.", date=until)
    return (T("It holds until {date}.", date=until) if until >= desk.local.date() else over, changed)


HELPED, NOTICED = "🤝", "📝"
"""Whose a line is that is not the borger's alone, without words."""


MOST_LINES, MOST_SIGNS = 14, 8
"""Lines that can be read on one picture on a phone, each below its question or beside another voice's; and signs of a
section that stand beside each other."""


def picture_of(
    pictogram: str, title: str, parts: Sequence[Part], stamp: str, say: Callable[[Text], str]
) -> SheetPicture:
    """The paper as a picture; `say` gives nothing to those who read no words. Of more than can be read on one, each
    section has its signs alone: all of it is told in words, and a section has a picture of its own."""
    many = len(parts) > 1 and sum(map(down, parts)) > MOST_LINES
    sections = (
        SheetSection(part.pictogram, say(part.name), _signs_of(part) if many else _some(part, say)) for part in parts
    )
    return SheetPicture(pictogram, title, tuple(sections), stamp)


def _some(part: Part, say: Callable[[Text], str]) -> tuple[SheetGroup, ...]:
    pieces = _pieces(part)
    return tuple(_group(group, say) for group in pieces[0].groups) if pieces else ()


def down(part: Part) -> int:
    """How many lines of a section stand under each other."""
    return sum(map(_lines_down, part.groups))


def _lines_down(group: Group) -> int:
    outside = sum(by_staff(line.answer) for line in group.lines)
    return max(1, outside, len(group.lines) - outside)


def _pieces(part: Part) -> list[Part]:
    """A section in as many pieces as it needs for each to be read on one picture."""
    pieces: list[list[Group]] = [[]]
    for group in part.groups:
        if pieces[-1] and sum(map(_lines_down, (*pieces[-1], group))) > MOST_LINES:
            pieces.append([])
        pieces[-1].append(group)
    return [replace(part, groups=tuple(piece)) for piece in pieces]


def _signs_of(part: Part) -> tuple[SheetGroup, ...]:
    """What stands in a section, by its signs alone, each once."""
    found = [sign for group in part.groups for line in group.lines
             for sign in split_pictograms(line.signs or group.pictogram)]  # fmt: skip
    signs = "".join(list(dict.fromkeys(found))[:MOST_SIGNS])
    return (SheetGroup("", "", (SheetLine("", signs),)),) if signs else ()


def sheets_of(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """The sections on as many pictures as they need, to be read one after the other."""
    found: list[list[Part]] = [[]]
    for part in parts:
        for piece in _pieces(part):
            if found[-1] and sum(map(down, (*found[-1], piece))) > MOST_LINES:
                found.append([])
            found[-1].append(piece)
    return [tuple(each) for each in found]


def _group(group: Group, say: Callable[[Text], str]) -> SheetGroup:
    outside = [line for line in group.lines if by_staff(line.answer)]
    inside = [line for line in group.lines if line not in outside]
    return SheetGroup(
        say(group.name), group.pictogram, tuple(_line(line, say) for line in inside),
        tuple(_line(line, say) for line in outside),
    )  # fmt: skip


def _line(line: Line, say: Callable[[Text], str]) -> SheetLine:
    """Own words stand whole; what was chosen has its signs, and who reads no words sees that something was said."""
    words = say(line.told if by_staff(line.answer) else line.words)
    whose = {"helped": HELPED, "observed": NOTICED}.get(line.fact.provenance, "")
    what = line.signs or ("" if words and not line.fact.media else line.sign)
    return SheetLine(words, whose + what, line.photo)
