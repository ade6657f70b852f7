"""Records on a borger's page: one sheet at a time, the newest first, as a picture and in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.desk import about_entries, occasions
from bot.desk.desk import Desk
from bot.desk.page_parts import PagePart, Sight
from bot.pictures.spec import SheetGroup, SheetLine, SheetPicture, SheetSection
from bot.telegram.content import CAPTION_LIMIT, InlineButton, length
from dialogs.engine import path
from dialogs.engine.path import Ask
from dialogs.engine.receipt import in_words, name_by_itself
from dialogs.engine.session import Item, Outcome
from dialogs.method.steps import Option
from dialogs.summary import SENT
from dialogs.text import T, Text
from storage import entries, media, records, sessions, things
from storage.answers import StoredAnswer
from storage.records import Record

LOOKED = "record"


def ways(sight: Sight) -> tuple[InlineButton, ...]:
    """The way to them, where the reader may read one."""
    found = records.records_of(sight.desk.tx, sight.reader.id, sight.borger.id)
    return (sight.button("📄", T("Staff's records: {count}", count=len(found)), "records"),) if found else ()


def sheet(sight: Sight) -> PagePart:
    """The record that is the sight's sheet."""
    desk = sight.desk
    found = records.records_of(desk.tx, sight.reader.id, sight.borger.id)
    if not found:
        return PagePart((sight.say(T("There is no record you may read.")),))
    at = min(sight.sheet, len(found) - 1)
    record = found[at]
    dialog = desk.dialog(record.version)
    title = dialog.title.plain()
    entry = entries.entry_by_id(desk.tx, record.entry) if record.entry else None
    if entry and about_entries.open_to(desk, sight.who, entry):  # what it is called is the borger's to share
        title = T("{title}: {entry}", title=title, entry=occasions.called(entry.title, entry.day))
    day = record.at.astimezone(desk.house.zone).date()
    stamp = T("{name}, {when}. Not the borger's words.", name=record.by, when=day)
    lines, picture = laid(sight, record, title, stamp)
    return PagePart(lines, sight.leafing(newer=at > 0, older=at + 1 < len(found)), picture, looked=LOOKED)


def laid(sight: Sight, record: Record, title: Text, stamp: Text) -> tuple[tuple[str, ...], SheetPicture]:
    """A record as it stands, in lines of Telegram's HTML and as a picture: under its title who wrote it, and when."""
    dialog = sight.desk.dialog(record.version)
    stands = told(sight, record)
    head = (f"<b>{sight.say(T('{name}: {title}', name=sight.borger.name, title=title))}</b>", sight.say(stamp))
    lines = (*head, *(sight.say(T("{question}: {answer}", question=name, answer=said)) for name, _, said in stands))
    if length("\n".join(lines)) > CAPTION_LIMIT:  # the picture says all of it, and would not go out under it
        lines = head
    say = sight.texts.say
    groups = tuple(SheetGroup(say(name), sign, outside=(SheetLine(say(said)),)) for name, sign, said in stands)
    section = SheetSection(dialog.pictogram, say(title), groups)
    return lines, SheetPicture(dialog.pictogram, sight.borger.name, (section,), say(stamp))


def told(sight: Sight, record: Record) -> list[tuple[Text, str, Text]]:
    """Question, sign and answer of each thing on the sheet, in the words it was asked in; what was skipped is left
    out."""
    desk = sight.desk
    stored, dialog = sessions.session_by_id(desk.tx, record.id), desk.dialog(record.version)
    row = path.laid_out(dialog, stored.session) if stored else {}
    kept = things.kept_from(desk.tx, sight.who, sight.borger.id, record.id)
    placed: list[tuple[int, tuple[Text, str, Text]]] = []
    for answer in records.answers_of(desk.tx, sight.borger.id, record):
        if answer.outcome is Outcome.SKIPPED:
            continue
        place, ask = row.get((answer.step, answer.item), (dialog.place(answer.step), Ask(dialog.step(answer.step))))
        ask = _as_shared(desk, sight, ask, kept)
        name = name_by_itself(ask, {"about": sight.borger.name, "entry": "–", "activity": "–"})
        if ask.item:
            name = T("{item} · {question}", item=path.label(ask.item), question=name)
        placed.append((place, (name, ask.pictogram, said_in(desk, ask, answer))))
    return [each for _, each in sorted(placed, key=lambda each: each[0])]


def _as_shared(desk: Desk, sight: Sight, ask: Ask, kept: Collection[str]) -> Ask:
    """A question about one of the borger's entries, or what they have named in an answer, or with such to choose from:
    with what that is called only where the borger shares it."""
    item = _named(desk, sight, ask.item, kept) if ask.item else None
    listed = tuple(_named(desk, sight, thing, kept) for thing in ask.listed) if ask.listed is not None else None
    return replace(ask, item=item, listed=listed)


def _named(desk: Desk, sight: Sight, thing: Item | Option, kept: Collection[str]) -> Item | Option:
    if thing.id in kept:
        return Item(thing.id, "–", thing.pictogram)
    number = about_entries.id_of(thing.id)
    if not isinstance(thing, Item) or not thing.essential or number is None:
        return thing
    entry = entries.entry_by_id(desk.tx, number)
    if entry and about_entries.open_to(desk, sight.who, entry):
        return thing
    return replace(thing, label="–", values={})


def said_in(desk: Desk, ask: Ask, answer: StoredAnswer) -> Text:
    """What was answered: own words as they were said, what was sent, or what was chosen."""
    if answer.words:
        return T("»{words}«", words=answer.words)
    sent = media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
    if sent:
        return SENT[sent.kind][1]
    return in_words(ask.step, answer.outcome, answer.choices, ask)
