"""A paper on a borger's page: for whoever may read it, and for staff who fill it with the borger or on their own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.lists import still_shared
from bot.desk.page_parts import PagePart, Sight, in_twos
from bot.methods.in_use import is_used
from bot.papers import own_paper, paper, standing
from bot.papers.paper import Part
from bot.papers.sheet import lines_of, picture_of, sheets_of
from bot.telegram.content import InlineButton, length
from dialogs.engine.session import Provenance, place_of
from dialogs.method.model import Dialog
from dialogs.permissions import Action
from dialogs.text import T, Text
from storage import method_use, papers, sharing
from storage.people import Person
from storage.sessions import StoredSession
from storage.sharing import Reader

SHEET = 3000
"""Units of text on a sheet, as Telegram counts them."""
LOOKED = "paper"
VOICES: dict[str, Provenance] = {"h": "helped", "o": "observed"}
"""Whose answers a section's buttons lead to, by the letter on them."""


def ways(sight: Sight) -> Sequence[InlineButton]:
    """A button for each paper that the borger uses and the reader may read, or write in."""
    desk, borger = sight.desk, sight.borger
    uses = method_use.uses_of(desk.tx, borger.id)
    writes = allowed(desk, sight.reader, Action.ANSWER_WITH, borger)
    return [
        sight.button(dialog.pictogram, dialog.title.plain(), f"paper.{dialog.id}")
        for dialog in desk.house.dialogs.values()
        if dialog.purpose == "paper"
        and is_used(dialog, uses)
        and (writes or sharing.may_read(desk.tx, sight.who, borger.id, dialog.topic or ""))
    ]


def whole(sight: Sight) -> PagePart:
    """All of it that the reader may see, with a button for each section for who may write in it."""
    dialog = _dialog(sight.desk, sight.argument(1))
    if dialog is None:
        return PagePart((sight.say(T("Nothing is shared with you.")),))
    found = _parts(sight.desk, sight.who, sight.borger, dialog)
    seen = any(part.lines for part in found)
    sheets = _sheets(sight, lines_of(found))
    sheet = min(sight.sheet, len(sheets) - 1)
    title = T("{name}: {title}", name=sight.borger.name, title=dialog.title.plain())
    lines = [
        f"<b>{sight.say(title)}</b>",
        *(sheets[sheet] if seen else [sight.say(T("There is nothing you may see."))]),
    ]
    leafing = sight.leafing(newer=sheet > 0, older=sheet + 1 < len(sheets), words=(T("Back"), T("Go on")))
    sections = in_twos(
        sight.button(f"✓{part.pictogram}" if part.lines else part.pictogram, part.name,
                     f"paper_part.{dialog.id}.{part.place}")
        for part in found if part.place is not None and _writes(sight, dialog)
    )  # fmt: skip
    drawn = ((sight.button("🖼️", T("As a picture"), f"paper_picture.{dialog.id}"),),) if seen else ()
    return PagePart(tuple(lines), (*leafing, *drawn, *sections), looked=LOOKED if seen else "")


def picture(sight: Sight) -> PagePart:
    """The same as a picture, to show or to put up; one after the other where it is too much for one."""
    dialog = _dialog(sight.desk, sight.argument(1))
    found = _parts(sight.desk, sight.who, sight.borger, dialog) if dialog else ()
    if dialog is None or not any(part.lines for part in found):
        return whole(sight)
    title = sight.texts.say(T("{name}: {title}", name=sight.borger.name, title=dialog.title.plain()))
    day = sight.texts.say(T("{when}", when=sight.desk.local.date()))
    sheets = sheets_of(found)
    at = min(sight.sheet, len(sheets) - 1)
    sheet = picture_of(dialog.pictogram, title, sheets[at], day, sight.texts.say)
    leafing = sight.leafing(newer=at > 0, older=at + 1 < len(sheets), words=(T("Back"), T("Go on")))
    back = (sight.button("📄", dialog.title.plain(), f"paper.{dialog.id}"),)
    return PagePart((f"<b>{escape(title)}</b>",), (*leafing, back), sheet, looked=LOOKED)


def section(sight: Sight) -> PagePart:
    """One section: each line a button that leads to changing it, and ways to add more."""
    dialog = _dialog(sight.desk, sight.argument(1))
    found = _parts(sight.desk, sight.who, sight.borger, dialog) if dialog else ()
    part = next((part for part in found if str(part.place) == sight.argument(2)), None)
    if dialog is None or part is None or not _writes(sight, dialog):
        return whole(sight)
    title = T("{name}: {title}", name=sight.borger.name, title=part.name)
    lines = (f"<b>{sight.say(title)}</b>", *(sight.say(line) for line in lines_of((part,))[1:]))
    rows = [
        (sight.button(line.sign or part.pictogram, paper.button_words(part, line), f"paper_line.{line.answer.id}"),)
        for line in part.lines
        if _voice(dialog, line.answer.provenance)
    ]
    at = f"{dialog.id}.{part.place}"
    add = [("🤝", T("Answer together"), "h"), ("📝", T("Write what you noticed"), "o")]
    voices = in_twos(
        sight.button(sign, words, f"paper_fill.{at}.{letter}")
        for sign, words, letter in add
        if _voice(dialog, VOICES[letter])
    )
    back = (sight.button("📄", dialog.title.plain(), f"paper.{dialog.id}"),)
    return PagePart(lines, (*rows, *voices, back), looked=LOOKED if part.lines else "")


def fill(desk: Desk, start: Start) -> None:
    """Opens a section: with the borger beside, or for the own view of who opens it."""
    name, place, letter = (*start.target.split("."), "", "")[:3]
    dialog, provenance = _dialog(desk, name), VOICES.get(letter)
    if dialog is None or provenance is None or not _voice(dialog, provenance):
        return
    if not _may_write(desk, start.person, start.about, dialog):
        return
    lines = paper.shared_lines(desk, reader_now(desk, start.person), start.about, dialog)
    if place.isdecimal() and int(place) < len(dialog.sections):
        part = paper.to_fill(desk, dialog, int(place), lines, provenance)
        own_paper.begin(desk, dialog, _begins(start, provenance), part)


def change(desk: Desk, start: Start) -> None:
    """Opens a line: a borger's with the borger beside."""
    number = int(start.target) if start.target.isdecimal() else 0
    dialog = _dialog(desk, papers.paper_of(desk.tx, start.about.id, number) or "")
    found = _parts(desk, reader_now(desk, start.person), start.about, dialog) if dialog else ()
    there = paper.line_of(found, number)
    if dialog and there and _may_write(desk, start.person, start.about, dialog):
        part, line = there
        provenance: Provenance = "observed" if standing.by_staff(line.answer) else "helped"
        asked = paper.dialog_for(desk, dialog, line)
        own_paper.begin(desk, asked, _begins(start, provenance), paper.to_change(line, part))


def stands(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether all that stood in a paper when staff opened a part of it is still there for them to see."""
    if not still_shared(desk, stored, person, borger):
        return False
    dialog, now = desk.dialog(stored.session.version), dict[str, set[str]]()
    for part in _parts(desk, reader_now(desk, person), borger, dialog):
        for line in part.lines:
            now.setdefault(place_of(line.answer.step, line.answer.item), set()).update(paper.before(line))
    return all(set(said) <= now.get(place, set()) for place, said in stored.session.ticked.items())


def _begins(start: Start, provenance: Provenance) -> Start:
    return Start(start.person, start.about, provenance=provenance)


def _parts(desk: Desk, reader: Reader, borger: Person, dialog: Dialog) -> tuple[Part, ...]:
    return paper.parts(desk, dialog, paper.shared_lines(desk, reader, borger, dialog))


def _voice(dialog: Dialog, provenance: Provenance) -> bool:
    """Whether a paper is filled in such a voice."""
    return ("staff" if provenance == "observed" else "borger") in dialog.voices


def _writes(sight: Sight, dialog: Dialog) -> bool:
    return _may_write(sight.desk, sight.reader, sight.borger, dialog)


def _may_write(desk: Desk, person: Person, borger: Person, dialog: Dialog) -> bool:
    """Whether somebody may write in a paper of a borger who is here and uses it."""
    used = borger.state == "active" and is_used(dialog, method_use.uses_of(desk.tx, borger.id))
    return used and allowed(desk, person, Action.ANSWER_WITH, borger)


def _dialog(desk: Desk, name: str) -> Dialog | None:
    dialog = desk.house.dialogs.get(name)
    return dialog if dialog and dialog.purpose == "paper" else None


def _sheets(sight: Sight, told: Sequence[Text]) -> list[list[str]]:
    """The lines on as many sheets as they need."""
    sheets: list[list[str]] = [[]]
    for line in map(sight.say, told):
        if sheets[-1] and length("\n".join([*sheets[-1], line])) > SHEET:
            sheets.append([])
        sheets[-1].append(line)
    return sheets
