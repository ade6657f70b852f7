"""What was written about the house, as dated sheets, the newest first; as curves, where it was rated; and as files."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.page_parts import Sight
from bot.desk.the_house import the_house
from bot.house import curves
from bot.records.page_part import laid
from bot.reviewing import exporting
from bot.reviewing.summary_view import fitted
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton, drawn
from bot.telegram.render import laid_out
from dialogs.permissions import Action
from dialogs.text import T, Text
from storage import records, sessions, surfaces
from storage.people import Person
from storage.records import Record

SHEETS = "house_sheets"
HOUSE = "o"
"""What buttons under a sheet about the house begin with."""
_CHART = "chart"


def opened(desk: Desk, start: Start) -> None:
    """The newest sheet of the dialog that is the target, on the card it was chosen on."""
    if start.surface_id:
        sessions.leave_surface(desk.tx, start.surface_id)
    surface_id = start.surface_id or desk.new_surface(start.person)
    surfaces.now_shows(desk.tx, surface_id, "", None, None)
    _show(desk, start.person, surface_id, start.target, 0)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button under a sheet; it says the surface it stands on, which sheet, of which dialog, and what is wanted.

    Returns: False if it is not this person's.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id) or not allowed(desk, person, Action.HOUSE_RECORDS, person):
        return False
    dialog_id, _, wanted = tap.choice.partition(".")
    if wanted in exporting.KINDS:
        exporting.queue(desk, person, the_house(desk), wanted)
        return True
    _show(desk, person, tap.id, dialog_id, tap.turn, chart=wanted == _CHART)
    return True


def of_dialog(desk: Desk, dialog_id: str, found: Sequence[Record]) -> list[Record]:
    """The sheets of one dialog, whatever version of it they were written on."""
    return [record for record in found if desk.dialog(record.version).id == dialog_id]


def _show(desk: Desk, person: Person, surface_id: int, dialog_id: str, sheet: int, *, chart: bool = False) -> None:
    sight = Sight(desk, person, the_house(desk))
    found = of_dialog(desk, dialog_id, records.records_of(desk.tx, person.id, sight.borger.id))
    if not found:
        nothing = Content(sight.say(T("There is no record you may read.")))
        desk.show(person, nothing, surface_id)
        return

    def button(sign: str, label: Text, wanted: str, at: int = 0) -> InlineButton:
        words = f"{sign} {sight.texts.say(label)}"
        return InlineButton(words, button_data(Tap(HOUSE, surface_id, at, f"{dialog_id}.{wanted}")))

    files = tuple(button(sign, label, kind) for sign, label, kind in (
        ("📊", T("Excel"), "xlsx"), ("📄", T("CSV"), "csv")))  # fmt: skip
    at = min(sheet, len(found) - 1)
    record, curve = found[at], curves.drawn(sight, found)
    if chart and curve:
        back = button("⬅", T("Sheets"), "sheet", at)
        content = Content(fitted(list(curve.lines)), laid_out(((back,), files)), drawn(curve.picture))
    else:
        stamp = T("{name}, {when}.", name=record.by, when=record.at.astimezone(desk.house.zone))
        lines, picture = laid(sight, record, desk.dialog(record.version).title.plain(), stamp)
        leafing = (
            *((button("◀", T("Newer"), "sheet", at - 1),) if at else ()),
            *((button("▶", T("Older"), "sheet", at + 1),) if at + 1 < len(found) else ()),
        )
        ways = (button("📈", T("Curves"), _CHART, at),) if curve else ()
        rows = laid_out(row for row in (leafing, ways, files) if row)
        content = Content(fitted(list(lines)), rows, drawn(picture))
    desk.show(person, content, surface_id)
