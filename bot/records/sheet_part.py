"""An open sheet on a borger's page, with all that was written on it so far; and where staff begin one."""

from __future__ import annotations

from bot.desk.page_parts import ButtonRow, PagePart, Sight
from bot.records import open_sheets, page_part
from bot.records.page_part import LOOKED
from bot.telegram.content import InlineButton
from dialogs.text import T, Text
from storage import people, records, sharing, sheets
from storage.sheets import OpenSheet


def first_ways(sight: Sight) -> tuple[ButtonRow, ...]:
    """The way to each open sheet, first of all on a borger's page."""
    if not open_sheets.writes(sight.desk, sight.reader, sight.borger):
        return ()
    found = sheets.under_way(sight.desk.tx, sight.borger.id)
    return tuple((_button(sight, sheet, _state(sheet), "open"),) for sheet in found)


def ways(sight: Sight) -> tuple[InlineButton, ...]:
    """The way to begin one, beside what else there is to read and write."""
    found = open_sheets.begins_with(sight.desk, sight.reader, sight.borger)
    return tuple(sight.button(each.pictogram, each.title.plain(), f"sheet.{each.id}") for each in found)


def whole(sight: Sight) -> PagePart:
    """The oldest open sheet, from its first word on."""
    desk = sight.desk
    found = sheets.under_way(desk.tx, sight.borger.id)
    if not found or not open_sheets.writes(desk, sight.reader, sight.borger):
        return PagePart((sight.say(T("No sheet is open.")),))
    sheet = found[0]
    by = people.person_by_id(desk.tx, sheet.opened_by) if sheet.opened_by else None
    since = T("{name} opened it {when}.", name=by.name if by else "–", when=sheet.opened_at.astimezone(desk.house.zone))
    lines = [f"<b>{sight.say(T('{name}: {title}', name=sight.borger.name, title=_state(sheet)))}</b>", sight.say(since)]
    for record in reversed(_written(sight, sheet)):
        title = desk.dialog(record.version).title.plain()
        when = record.at.astimezone(desk.house.zone)
        told, _ = page_part.laid(sight, record, title, T("{name}, {when}", name=record.by, when=when))
        lines += ["", *told[1:]]
    if sheet.again_at:
        lines += ["", sight.say(T("Looked at again {when}.", when=sheet.again_at.astimezone(desk.house.zone)))]
    return PagePart(tuple(lines), _rows(sight, sheet), looked=LOOKED)


def _written(sight: Sight, sheet: OpenSheet) -> list[records.Record]:
    """What was written on it so far, the newest first."""
    on = open_sheets.goes_on(sight.desk, sheet)
    ids = {sheet.dialog_id, on.id if on else ""}
    found = records.records_of(sight.desk.tx, sight.reader.id, sight.borger.id)
    return [each for each in found if each.at >= sheet.opened_at and sight.desk.dialog(each.version).id in ids]


def _rows(sight: Sight, sheet: OpenSheet) -> tuple[ButtonRow, ...]:
    begun = sight.desk.house.dialogs.get(sheet.dialog_id)
    beside = sight.desk.house.dialogs.get(begun.stays_open.beside) if begun and begun.stays_open else None
    read = beside and sharing.may_read(sight.desk.tx, sight.who, sight.borger.id, beside.topic or "")
    plan = ((sight.button(beside.pictogram, beside.title.plain(), f"paper.{beside.id}"),),) if beside and read else ()
    if sheet.over_at:
        told = _button(sight, sheet, T("I have told them"), "told", "✅")
        return ((told,), (_button(sight, sheet, T("The bot shall say it"), "bot", "📱"),), *plan)
    return ((_button(sight, sheet, T("Write on it, or say that it is over"), "on", "✍️"),), *plan)


def _state(sheet: OpenSheet) -> Text:
    return T("It is over: tell them") if sheet.over_at else T("Open sheet")


def _button(sight: Sight, sheet: OpenSheet, label: Text, choice: str, sign: str = open_sheets.SIGN) -> InlineButton:
    return InlineButton(f"{sign} {sight.texts.say(label)}", open_sheets.data(sheet, choice))
