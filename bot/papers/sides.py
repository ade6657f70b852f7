"""The sides of a borger's own paper: all of it, one section with its lines, and what stood before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.desk.at_work import called
from bot.desk.desk import Desk
from bot.papers import paper, standing
from bot.papers.paper import Part
from bot.papers.sheet import MOST_LINES, down, lines_of, picture_of, stamped
from bot.telegram.buttons import Tap
from bot.telegram.content import CAPTION_LIMIT, Content, drawn, length
from bot.telegram.render import render
from bot.telegram.spoken import saying
from dialogs.engine import pages
from dialogs.engine.cards import Card, CardButton, shows
from dialogs.engine.pages import TURN, leafing
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from storage import sharing
from storage.answers import StoredAnswer
from storage.papers import Said
from storage.people import Person
from storage.sharing import Reader

LONGEST = 3500
"""Units of text on a card; what is longer is read section by section."""


@dataclass(frozen=True)
class Side:
    """One side: its card, and what is on its picture: the title, the sections, and how old it is."""

    card: Card
    title: Text
    parts: tuple[Part, ...]
    stamp: tuple[Text, ...] = ()


def content(desk: Desk, person: Person, side: Side, tap: Tap) -> Content:
    """A side as a person reads it: who sees pictures has all of it on one, who reads words in lines too."""
    profile, texts = desk.reading(person), desk.texts(person)
    pictures, words = shows(profile.settled().reading, essential=False)
    card = replace(side.card, lines=_as_long_as_fits(side.card.lines, texts.say))
    found = render(card, profile, texts, tap.owner, tap.id)
    if not pictures:
        return found
    title = texts.say(side.title) if words else ""
    stamp = " ".join(map(texts.say, side.stamp)) if words else ""
    picture = picture_of(card.pictogram, title, side.parts, stamp, lambda text: texts.say(text) if words else "")
    if length(found.text) > CAPTION_LIMIT:  # the picture says all of it, and no more would go out under it
        found = render(replace(card, lines=()), profile, texts, tap.owner, tap.id)
    return saying(replace(found, drawn=drawn(picture)), card, texts)


def _as_long_as_fits(lines: tuple[Text, ...], say: Callable[[Text], str]) -> tuple[Text, ...]:
    while length("\n".join(map(say, lines))) > LONGEST:
        lines = (*lines[:-2], T("…"))
    return lines


def _paper(desk: Desk, person: Person, dialog: Dialog, _number: int, page: int) -> Side:
    """All of it, with a button for each section: those with a tick have something in them."""
    found = paper.parts(desk, dialog, paper.own_lines(desk, person, dialog))
    sections = tuple(
        CardButton(f"{dialog.id}.part.{part.place}", part.name, part.pictogram, marked=bool(part.lines), tile=True)
        for part in found
        if part.place is not None
    )
    filled = any(part.lines for part in found)
    stood = paper.versions(desk, person, dialog)
    before = (CardButton(f"{dialog.id}.before.{len(stood) - 2}", T("Before"), "🕰️"),) if len(stood) > 1 else ()
    told = lines_of(found) if filled else (T("Nothing stands here yet. You can fill it in over several days."),)
    stamp = stamped(desk, person, stood)
    moved = _moved(desk, dialog, stood, len(stood) - 1)
    rows = (
        _paged(sections, page, f"{dialog.id}.paper.0"),
        (*before, CardButton(f"{dialog.id}.close.", T("Close"), "✖️")),
    )
    readers = _readers(desk, person, dialog, filled=filled)
    return Side(
        Card(dialog.own_title, dialog.pictogram, rows, lines=(*told, *stamp, *moved, readers)),
        dialog.own_title,
        found,
        stamp,
    )


def _readers(desk: Desk, person: Person, dialog: Dialog, *, filled: bool) -> Text:
    """Who may read it: some of what stands in it, or if nothing does, what will."""
    given = sharing.given(desk.tx, person.id, dialog.topic or "")
    names = [name for id_, name, _ in given if not filled or _read_by(desk, id_, person, dialog)]
    if not names:
        return T("Nobody else may read it yet.")
    return T("{readers} may read it.", readers=T("{names}", names=called(names, first=True)))


def _read_by(desk: Desk, reader_id: int | None, borger: Person, dialog: Dialog) -> bool:
    """Whether a reader, or with EVERYBODY who is at work, may see any of the lines."""
    reader = Reader(reader_id or sharing.COMMAND_LINE, at_work=reader_id is sharing.EVERYBODY)
    return bool(paper.shared_lines(desk, reader, borger, dialog))


def _paged(buttons: tuple[CardButton, ...], page: int, view: str) -> tuple[CardButton, ...]:
    shown = pages.on_page(buttons, page)
    return tuple(replace(b, id=f"{view}.{b.id.removeprefix(TURN)}") if b.pages else b for b in shown)


def _section(desk: Desk, person: Person, dialog: Dialog, place: int, page: int) -> Side:
    """One section: its lines, each a button that leads to changing it, and a way to go through its questions."""
    part = paper.parts(desk, dialog, paper.own_lines(desk, person, dialog))[min(place, len(dialog.sections) - 1)]
    own = [line for line in part.lines if not standing.by_staff(line.answer)]
    lines = tuple(_line_button(dialog, part, line) for line in own)
    ways = (
        CardButton(f"{dialog.id}.fill.{place}", T("Add more"), "➕"),
        CardButton(f"{dialog.id}.paper.0", T("Back"), "⬅️"),
    )
    rows = (_paged(lines, page, f"{dialog.id}.lines.{place}"), ways)
    card = Card(part.name, part.pictogram, rows, lines=lines_of((part,))[1:])
    return Side(card, dialog.own_title, (_on_the_card(part, lines, page),))


def _on_the_card(part: Part, lines: Sequence[CardButton], page: int) -> Part:
    """What of a section stands on the picture: of more than can be read on one, the lines whose buttons are there."""
    if down(part) <= MOST_LINES:
        return part
    here = {each.id.rpartition(".")[2] for each in pages.on_page(tuple(lines), page)}
    return replace(part, groups=tuple(group for group in part.groups
                                      if any(str(line.answer.id) in here for line in group.lines)))  # fmt: skip


def _line_button(dialog: Dialog, part: Part, line: paper.Line) -> CardButton:
    sign = line.sign or part.pictogram
    return CardButton(f"{dialog.id}.line.{line.answer.id}", paper.button_words(part, line), sign, essential=True,
                      tile=True)  # fmt: skip


def _moved(
    desk: Desk, dialog: Dialog, stood: Sequence[tuple[Said, list[StoredAnswer]]], number: int
) -> tuple[Text, ...]:  # fmt: skip
    """What the sitting of that number chose otherwise than it had stood."""
    return paper.moves(desk, dialog, stood[number - 1][1], stood[number][1]) if number > 0 else ()


def _before(desk: Desk, person: Person, dialog: Dialog, number: int, _page: int) -> Side:
    """The paper as it stood after a sitting, with who changed it then."""
    found = paper.versions(desk, person, dialog)
    if not found:
        return _paper(desk, person, dialog, 0, 0)
    number = min(number, len(found) - 1)
    last, stood = found[number]
    last_one = len(found) - 1
    others = leafing(lambda back: f"{dialog.id}.before.{last_one - back}", last_one - number, len(found))
    now = CardButton(f"{dialog.id}.paper.0", T("As it is now"), dialog.pictogram)
    day = last.answer.said_at.astimezone(desk.house.zone).date()
    by = paper.said_by(last.answer, person)
    parts = paper.parts(desk, dialog, stood)
    told = lines_of(parts) if stood else (T("Nothing stood here."),)
    stamp = T("As it was {date}: {name}", date=day, name=by)
    moved = _moved(desk, dialog, found, number)
    card = Card(dialog.own_title, "🕰️", (others, (now,)), notes=(stamp, *moved), lines=told)
    return Side(card, dialog.own_title, parts, (stamp,))


SIDES: Mapping[str, Callable[[Desk, Person, Dialog, int, int], Side]] = {
    "paper": _paper, "lines": _section, "before": _before,
}  # fmt: skip
"""What each is called on buttons."""
