"""A borger's own paper on their phone: all of it as it stands, a button for each section, and what stood before."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, PartOf, Start
from bot.papers import paper, sides, standing
from bot.telegram.buttons import Tap
from dialogs.engine.session import End, Expired
from dialogs.method.model import Dialog
from storage import open_pages, sessions, surfaces
from storage.open_pages import Page
from storage.people import Person
from storage.sessions import StoredSession

PAPER = "k"
SHOWS = "paper"
"""What a surface shows that a borger's own paper stands on."""


HOLDS = "paper_holds"
"""The form that asks whether a paper still fits."""


def whole(desk: Desk, dialog: Dialog, start: Start, dispatch: Dispatch) -> StoredSession | None:
    """Opens a paper: on the borger's own phone here, and on another's as a part of the borger's page. When it is the
    clock that asks, it asks whether what stands there still fits; an empty one is not brought up."""
    if start.asked:
        if not paper.own_lines(desk, start.about, dialog):
            return None
        asks = replace(start, target=dialog.id)
        return desk.runner.open(desk, desk.house.dialogs[HOLDS], asks, dispatch, quietly=True)
    if start.person.id != start.about.id:
        at = replace(start, target=f"paper.{dialog.id}", provenance="self")
        desk.runner.go(desk, "borger_page", at)
    else:
        open_paper(desk, start.person, dialog, start.surface_id)
    return None


def open_paper(desk: Desk, person: Person, dialog: Dialog, surface_id: int | None) -> None:
    """Shows a borger their paper, on a card or with None on a new one."""
    if surface_id:
        sessions.leave_surface(desk.tx, surface_id)
    _turn(desk, person, f"{dialog.id}.paper.0", surface_id)


def holds_known(desk: Desk, start: Start) -> Known:
    """What the paper is called that is asked about."""
    dialog = desk.house.dialogs.get(start.target)
    return Known({"paper": desk.texts(start.person).say(dialog.own_title) if dialog else ""})


def held(desk: Desk, done: Done) -> None:
    """Shows the paper to whoever wants to look at it."""
    looks, dialog = done.chosen("holds") == "look", desk.house.dialogs.get(done.stored.target)
    if looks and dialog:
        open_paper(desk, done.person, dialog, done.stored.surface_id)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of a paper: `dialog.what.number`, and on a side that has pages `dialog.what.number.page`.

    Returns: False if the card is not this person's, or there is no such thing any more.
    """
    name, what, number, page = (*tap.choice.split("."), "", "", "")[:4]
    dialog = desk.house.dialogs.get(name)
    if dialog is None or dialog.purpose != "paper" or not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    if what == "close":
        desk.retire(person, tap.id)
        return True
    if not number.isdecimal():
        return False
    if what in sides.SIDES:
        _turn(desk, person, f"{name}.{what}.{number}.{page if page.isdecimal() else 0}", tap.id)
        return True
    return _opened(desk, person, dialog, what, int(number), tap.id)


def _opened(desk: Desk, person: Person, dialog: Dialog, what: str, number: int, surface_id: int) -> bool:
    """Opens a section, or a line of one, on the card."""
    lines, here = paper.own_lines(desk, person, dialog), Start(person, person, surface_id)
    found = paper.parts(desk, dialog, lines)
    if what in ("part", "fill") and number < len(dialog.sections):
        if what == "part" and any(not standing.by_staff(line.answer) for line in found[number].lines):
            _turn(desk, person, f"{dialog.id}.lines.{number}", surface_id)
        else:
            begin(desk, dialog, here, paper.to_fill(desk, dialog, number, lines, "self"))
        return True
    there = paper.line_of(found, number) if what == "line" else None
    if there is None or standing.by_staff(there[1].answer):
        return False
    part, line = there
    begin(desk, paper.dialog_for(desk, dialog, line), here, paper.to_change(line, part))
    return True


def begin(desk: Desk, dialog: Dialog, start: Start, part: PartOf) -> None:
    """Opens a part of a paper. What else of it is open on the same phone ends with what was answered in it."""
    for earlier in sessions.open_sessions(desk.tx, start.person.id):
        if (earlier.dialog_id, earlier.about_id) == (dialog.id, start.about.id):
            if earlier.session.given:
                desk.runner.feed(desk, earlier, Expired())
            else:
                desk.runner.close(desk, earlier, start.person)
    desk.runner.open(desk, dialog, replace(start, part=part))


def afterwards(desk: Desk, done: Done) -> None:
    """What others see of it is drawn anew, on a page where it was opened as a whole; on the borger's own phone the
    paper comes back below the receipt."""
    page = open_pages.page_of(desk.tx, done.person.id, done.about.id)
    if page and page.view.startswith(f"paper_part.{done.dialog.id}."):
        open_pages.keep_page(desk.tx, replace(page, view=f"paper.{done.dialog.id}", sheet=0))
    desk.runner.changed(desk, done.about)
    if done.session.provenance == "self" and done.finish.end is not End.EXPIRED:
        _turn(desk, done.person, f"{done.dialog.id}.paper.0", None)


def bring_in_line(desk: Desk, borger: Person) -> None:
    """A paper that the borger has before them is drawn as it stands now."""
    page = open_pages.page_of(desk.tx, borger.id, borger.id)
    if page and page.surface_id and surfaces.shown_on(desk.tx, page.surface_id) == SHOWS:
        _show(desk, borger, page)


def _turn(desk: Desk, person: Person, view: str, surface_id: int | None) -> None:
    """Shows a paper on a card, or with None on a new one; there is one at a time."""
    before = open_pages.page_of(desk.tx, person.id, person.id)
    if before and before.surface_id not in (None, surface_id):
        assert before.surface_id is not None
        if surfaces.shown_on(desk.tx, before.surface_id) == SHOWS:
            desk.retire(person, before.surface_id)
    surface_id = surface_id or desk.new_surface(person)
    surfaces.now_shows(desk.tx, surface_id, SHOWS)
    page = Page(person.id, person.id, view, 0, desk.now, surface_id)
    open_pages.keep_page(desk.tx, page)
    _show(desk, person, page)


def _show(desk: Desk, person: Person, page: Page) -> None:
    name, what, number, *sheet = page.view.split(".")
    dialog = desk.house.dialogs.get(name)
    assert page.surface_id is not None
    if dialog is not None and dialog.purpose == "paper":
        side = sides.SIDES[what](desk, person, dialog, int(number), int(sheet[0]) if sheet else 0)
        desk.show(person, sides.content(desk, person, side, Tap(PAPER, page.surface_id, 0, "")), page.surface_id)
