"""A borger's page on the phone of who may read it: one card, turned in place, drawn anew when sharing changes."""

from __future__ import annotations

from dataclasses import replace

from bot.deleting import KEPT_RIGHT
from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.desk.page_parts import PAGE_SHOWS, PagePart, Sight
from bot.reviewing import exporting, followups, sittings, summaries
from bot.reviewing.summary_view import fitted
from bot.telegram.buttons import Tap
from bot.telegram.content import Content, drawn
from bot.telegram.render import laid_out
from dialogs.engine.session import End
from dialogs.permissions import Action
from dialogs.text import T
from storage import notes, open_pages, people, sessions, sharing, surfaces
from storage.open_pages import Page
from storage.people import Person
from storage.surfaces import Surface

STAFF_SIDE = ("follow_ups", "notes", "write")
"""What of a page is not for everybody who may read what the borger shares."""


def borger_page(desk: Desk, start: Start) -> None:
    """Opens a borger's page, on the card it was chosen on or a new one, at the part that is the target if it is one;
    one that was open before is put away."""
    before = open_pages.page_of(desk.tx, start.person.id, start.about.id)
    if before and before.surface_id:
        desk.retire(start.person, before.surface_id)
    if start.surface_id:
        sessions.leave_surface(desk.tx, start.surface_id)
    surface_id = start.surface_id or desk.new_surface(start.person, start.about)
    named = start.target.partition(".")[0] in desk.runner.features.page_parts
    view = start.target if named else "main"
    page = Page(start.person.id, start.about.id, view, 0, desk.now, surface_id)
    _turn(desk, start.person, start.about, page)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button on a page.

    Returns: False if it is of an earlier page.
    """
    borger = people.person_by_id(desk.tx, tap.id)
    page = open_pages.page_of(desk.tx, person.id, tap.id)
    if borger is None or page is None:
        return False
    if not allowed(desk, person, Action.READ_SHARED, borger):
        _put_away(desk, person, page)
        desk.tell(person, T("That is not yours to open. Ask a leader, if you need it."))
        return True
    name = tap.choice.partition(".")[0]
    if name in STAFF_SIDE and not allowed(desk, person, Action.STAFF_SIDE, borger):
        _turn(desk, person, borger, replace(page, view="main", sheet=0, at=desk.now))
        return False
    return _act(Sight(desk, person, borger, tap.choice, tap.turn), page)


def _act(sight: Sight, page: Page) -> bool:
    """Does what a button says that the reader may tap.

    Returns: False if there is no such button any more.
    """
    desk, person, borger = sight.desk, sight.reader, sight.borger
    name, argument = sight.argument(0), sight.argument(1)
    if name in desk.runner.features.page_parts:
        _turn(desk, person, borger, replace(page, view=sight.view, sheet=sight.sheet, at=desk.now))
    elif name in desk.runner.features.page_opens:
        target = sight.view.partition(".")[2]
        desk.runner.go(desk, desk.runner.features.page_opens[name], Start(person, borger, target=target))
    elif name == "news":
        summaries.open_summary(desk, person, borger)
        _turn(desk, person, borger, replace(page, view="main", sheet=0, at=desk.now))
    elif name == "hear":
        before = replace(sight, view=page.view, sheet=page.sheet)
        followups.send_own_words(desk, person, borger, sittings.before_the_reader(before))
    elif name == "file" and argument in exporting.KINDS:
        exporting.send(sight, argument)
    else:
        _turn(desk, person, borger, replace(page, view="main", sheet=0, at=desk.now))
        return False
    return True


def note_added(desk: Desk, done: Done) -> None:
    """Keeps what staff noted, and shows it where the notes are open."""
    given = done.given("note")
    if done.finish.end is End.DONE and given:
        notes.add_note(desk.tx, done.about.id, done.person.id, given.words.strip(), desk.now)
        desk.runner.changed_only(desk, done.about, PAGE_SHOWS)


def draw(desk: Desk, borger: Person, surface: Surface) -> None:
    """Draws a page that is still on a screen anew, after the borger changed what they share. Whoever may not open it
    any more has theirs taken away; if it now shows answers where there were none, that is noted as a look."""
    page = open_pages.page_of(desk.tx, surface.person_id, borger.id)
    reader = people.person_by_id(desk.tx, surface.person_id)
    if page is None or reader is None or page.surface_id != surface.id or page.at < desk.now - KEPT_RIGHT:
        return
    if allowed(desk, reader, Action.READ_SHARED, borger):
        looked = _show(desk, reader, borger, page).looked
        if looked and not sharing.has_looked(desk.tx, reader.id, borger.id, looked, page.at):
            sharing.log_look(desk.tx, reader.id, borger.id, looked, desk.now)
    else:
        _put_away(desk, reader, page)


def _turn(desk: Desk, reader: Person, borger: Person, page: Page) -> None:
    """Shows a part because the reader asked for it: that is a look."""
    if page.surface_id is None:
        page = replace(page, surface_id=desk.new_surface(reader, borger))
    assert page.surface_id is not None
    surfaces.now_shows(desk.tx, page.surface_id, PAGE_SHOWS, None, borger.id)
    open_pages.keep_page(desk.tx, page)
    part = _show(desk, reader, borger, page)
    if part.looked:
        sharing.log_look(desk.tx, reader.id, borger.id, part.looked, desk.now)


def _show(desk: Desk, reader: Person, borger: Person, page: Page) -> PagePart:
    if page.view.partition(".")[0] in STAFF_SIDE and not allowed(desk, reader, Action.STAFF_SIDE, borger):
        page = replace(page, view="main", sheet=0)
        open_pages.keep_page(desk.tx, page)
    sight = Sight(desk, reader, borger, page.view, page.sheet)
    part = desk.runner.features.page_parts[sight.argument(0)](sight)
    back = () if page.view == "main" else ((sight.button("⬅", T("{name}", name=borger.name), "main"),),)
    rows = laid_out((*part.rows, *back))
    content = Content(fitted(list(part.lines)), rows, drawn(part.picture) if part.picture else None)
    assert page.surface_id is not None
    desk.show(reader, content, page.surface_id)
    return part


def _put_away(desk: Desk, reader: Person, page: Page) -> None:
    if page.surface_id:
        desk.retire(reader, page.surface_id)
    open_pages.keep_page(desk.tx, replace(page, view="main", sheet=0, surface_id=None))
