"""One borger's shared answers, or what was written about the house, as files: made when they are sent, and of what may
be read then."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.page_parts import PagePart, Sight
from bot.reviewing.files import csv_file, xlsx_file
from bot.reviewing.table import Table, answers_table, dictionary_table
from bot.telegram.content import Content, DocumentOrder
from dialogs.permissions import Action, Role
from dialogs.text import T
from storage import answers, outbox, people, records, sharing
from storage.outbox import Lane
from storage.people import Person
from storage.sharing import Reader

KINDS = ("xlsx", "csv")
LIFE = timedelta(hours=1)


def offer(sight: Sight) -> PagePart:
    """What a file holds, and which kinds there are; nothing to take where nothing is shared."""
    if not _anything(sight):
        return PagePart((sight.say(T("Nothing is shared with you.")),))
    lines = (
        f"<b>{sight.say(T('{name}: export', name=sight.borger.name))}</b>",
        sight.say(T("A file with all answers shared with you, and what each column means.")),
        sight.say(T("Keep it where the house keeps such things. {name} can see that you took it.",
                    name=sight.borger.name)),
    )  # fmt: skip
    return PagePart(lines, ((sight.button("📊", T("Excel"), "file.xlsx"), sight.button("📄", T("CSV"), "file.csv")),))


def send(sight: Sight, kind: str) -> None:
    """Queues the files of a kind, if there is anything to read. What waits holds no answers: those are read when it
    leaves."""
    if not _anything(sight):
        sight.desk.tell(sight.reader, T("Nothing is shared with you."), about=sight.borger)
        return
    sharing.log_look(sight.desk.tx, sight.reader.id, sight.borger.id, f"export {kind}", sight.desk.now)
    queue(sight.desk, sight.reader, sight.borger, kind)


def _anything(sight: Sight) -> bool:
    found = answers.shared_answers(sight.desk.tx, sight.who, sight.borger.id, answers.BEGINNING, sight.desk.now)
    return bool(found)


def queue(desk: Desk, reader: Person, about: Person, kind: str) -> None:
    """Queues the files of a kind with all that `reader` may read about somebody, or about the house."""
    assert reader.chat_id is not None
    instead = escape(desk.texts(reader).say(T("The file may not have arrived. Please try again later.")))
    for sheet in ("both",) if kind == "xlsx" else ("answers", "dictionary"):
        order = DocumentOrder(about.id, reader.id, kind, sheet, desk.now)
        content = Content(document=order, instead=instead)
        outbox.put(
            desk.tx, reader.chat_id, Lane.ANSWER, "document", content.payload(), not_before=desk.now,
            expires_at=desk.now + LIFE, surface_id=desk.new_surface(reader, about),
        )  # fmt: skip


def tables(desk: Desk, order: DocumentOrder) -> tuple[str, str, tuple[Table, ...]]:
    """The file's name, what to say in its stead, and the answers with what their columns mean, if there are any."""
    reader = people.person_by_id(desk.tx, order.reader_id)
    borger = people.person_by_id(desk.tx, order.borger_id)
    of_house = borger is not None and borger.role is Role.HOUSE
    if of_house:
        found = records.all_said(desk.tx, order.reader_id, order.borger_id, order.at)
    else:
        who = reader_now(desk, reader) if reader else Reader(order.reader_id)
        found = answers.shared_answers(desk.tx, who, order.borger_id, answers.BEGINNING, order.at)
    needed = Action.HOUSE_RECORDS if of_house else Action.READ_SHARED
    if reader is None or borger is None or not found or not allowed(desk, reader, needed, borger):
        texts = desk.texts(reader) if reader else desk.house.texts[desk.house.settings.language]
        return "", texts.say(T("Nothing is shared any more.")), ()
    table, say = answers_table(desk, reader, found), desk.texts(reader).say
    what = say(T("columns")) if order.sheet == "dictionary" else say(T("answers"))
    name = f"{what}-{_initial(borger)}-{desk.local.date().isoformat()}.{order.kind}"
    return name, "", (table, dictionary_table(desk, reader, table))


def written(order: DocumentOrder, table: Table, meaning: Table) -> bytes:
    if order.kind == "xlsx":
        return xlsx_file([table, meaning], order.at)
    return csv_file(meaning if order.sheet == "dictionary" else table)


def _initial(borger: Person) -> str:
    """No full names in file names: they are seen in lists of downloads."""
    return next((letter for letter in borger.name.casefold() if letter.isalnum()), str(borger.id))
