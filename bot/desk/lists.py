"""The lists that a dialog's file names, as they are when it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk import about_entries, themes
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import ListOf, Start, option_values
from dialogs.engine.receipt import in_words
from dialogs.engine.session import Item, Outcome, Session
from dialogs.engine.subject import NARROWED
from dialogs.method.lists import NOTHING, ListSource
from dialogs.method.model import Dialog
from dialogs.words.visible import one_line
from locales.texts import Texts
from storage import answers, entries, narrowed, people, sharing, things
from storage.answers import StoredAnswer
from storage.entries import Entry
from storage.people import Person
from storage.sessions import StoredSession
from storage.sharing import Reader


def lists_of(
    desk: Desk, makers: Mapping[str, ListOf], dialog: Dialog, start: Start, reader: Person, entry: Entry | None
) -> Mapping[str, tuple[Item, ...]]:
    """Every list of a dialog by its name, worded for `reader`; of one about an entry, as it is for that."""
    found = {name: _list(desk, makers, dialog, start, reader, source) for name, source in dialog.lists.items()}
    entry_id, first = entry.id if entry else None, themes.first_of(desk, dialog, start)
    found = {name: _offered(desk, dialog, name, start, each) for name, each in found.items()}
    lists = {name: _most(desk, dialog, start, each, dialog.lists[name].most, entry_id, first)
             for name, each in found.items()}  # fmt: skip
    if start.person.id != start.about.id and any(_tells(item) for items in lists.values() for item in items):
        sharing.log_look(desk.tx, start.person.id, start.about.id, "answers", desk.now)
    return lists


def _tells(item: Item) -> bool:
    """Whether a thing of a list says what the borger has answered: it was named there, or that is known of it."""
    return bool(item.origins) or any(said != NOTHING for said in item.values.values())


def _list(
    desk: Desk, makers: Mapping[str, ListOf], dialog: Dialog, start: Start, reader: Person, source: ListSource
) -> tuple[Item, ...]:
    found: tuple[Item, ...] = ()
    if source.from_:
        named, _, word = source.from_.partition(".")
        found = makers[named].make(desk, start, dialog, word)
        if source.due and start.asked:
            found = tuple(item for item in found if _is_due(desk, start.about.id, item, source.due))
        if source.values:
            found = tuple(replace(item, values=_said(desk, start, reader, item, source.values)) for item in found)
    say = desk.texts(reader).say
    of_file = tuple(Item(each.id, say(each.label.plain()), each.pictogram, essential=False, photo=each.photo)
                    for each in source.shown)  # fmt: skip
    return (*found, *of_file)


def _offered(desk: Desk, dialog: Dialog, name: str, start: Start, found: tuple[Item, ...]) -> tuple[Item, ...]:
    """What of a list is offered: what staff have chosen for the borger; and when the clock asks, of what is asked about
    once what has no answer yet."""
    source = dialog.lists[name]
    if source.narrows and (chosen := narrowed.chosen(desk.tx, start.about.id, dialog.id, name)):
        found = tuple(item for item in found if item.id in chosen.items) or found
    if source.once and start.asked:
        own = answers.own_answers(desk.tx, start.about.id, dialog_id=dialog.id)
        done = {each.item for each in own if each.outcome is Outcome.ANSWERED}
        found = tuple(item for item in found if item.id not in done)
    return found


def narrowed_by(desk: Desk, dialog: Dialog, borger: Person) -> Mapping[str, str]:
    """Who has chosen what is offered of the dialog's lists, for its cards."""
    found = {}
    for name, source in dialog.lists.items():
        chosen = narrowed.chosen(desk.tx, borger.id, dialog.id, name) if source.narrows else None
        if chosen and (by := people.person_by_id(desk.tx, chosen.by_id)):
            found[NARROWED + name] = by.name
    return found


def _most(
    desk: Desk, dialog: Dialog, start: Start, found: tuple[Item, ...], most: int | None, entry_id: int | None,
    first: frozenset[str],
) -> tuple[Item, ...]:  # fmt: skip
    """Those of a list that come first, and then those that have waited longest, if only so many are taken. Staff with
    their own view get those that the borger has answered about since, as far as they may read it: then the two stand
    side by side."""
    if most is None or len(found) <= most:
        return tuple(sorted(found, key=lambda item: item.id not in first))
    observed = start.provenance == "observed"
    last = answers.last_asked(desk.tx, start.about.id, dialog.id, entry_id, observed=observed)
    theirs: dict[str, datetime] = {}
    if observed:
        shared = _shared(desk, reader_now(desk, start.person), start.about.id)
        theirs = {a.item: a.said_at for a in shared if a.dialog_id == dialog.id and a.provenance != "observed"}

    def waits(item: Item) -> tuple[bool, bool, datetime]:
        mine = last.get(item.id, answers.BEGINNING)
        return theirs.get(item.id, answers.BEGINNING) <= mine, item.id not in first, mine

    waited = sorted(found, key=waits)[:most]
    return tuple(sorted((item for item in found if item in waited), key=lambda item: item.id not in first))


def _said(desk: Desk, start: Start, reader: Person, item: Item, wanted: Mapping[str, str]) -> dict[str, str]:
    """What was last said about an entry at each of the wanted "dialog.step", whatever was skipped since; NOTHING where
    nothing was, or where whose phone it is on may not read it: what they may read of before is not the last."""
    found = answers.about_entry(desk.tx, start.about.id, int(item.id[1:]))
    last = {_place(answer): answer for answer in found if answer.outcome is not Outcome.SKIPPED}
    if start.person.id != start.about.id:
        shared = _shared(desk, reader_now(desk, start.person), start.about.id)
        last = {place: answer for place, answer in last.items() if answer in shared}
    return {name: _in_words(desk, desk.texts(reader), last.get(place)) for name, place in wanted.items()}


def _is_due(desk: Desk, borger_id: int, item: Item, wanted: Sequence[str]) -> bool:
    """Whether the day has come that was last said for an entry at one of these "dialog.step"; without any it has."""
    found = answers.about_entry(desk.tx, borger_id, int(item.id[1:]))
    days = [each.choices[0] for each in found if _place(each) in wanted and each.choices]
    return not days or days[-1] <= desk.local.date().isoformat()


def _place(answer: StoredAnswer) -> str:
    return f"{answer.dialog_id}.{answer.step}"


def _shared(desk: Desk, who: Reader, borger_id: int) -> Sequence[StoredAnswer]:
    return answers.shared_answers(desk.tx, who, borger_id, answers.BEGINNING, desk.now)


def still_shared(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether somebody who answers with a borger, or about them, may still see what the card says of the borger's
    entries, and of what was said about them."""
    who = reader_now(desk, person)
    entry = entries.entry_by_id(desk.tx, stored.entry_id) if stored.entry_id else None
    if entry and not about_entries.open_to(desk, who, entry):
        return False
    if person.id != borger.id and things.kept_from(desk.tx, who, borger.id, stored.id):
        return False
    for name, source in desk.dialog(stored.session.version).lists.items():
        for item in stored.session.lists.get(name, ()) if (source.from_ or "").startswith("entries.") else ():
            entry = entries.entry_by_id(desk.tx, int(item.id[1:]))
            if entry is None or not about_entries.open_to(desk, who, entry):
                return False
            told = {name: said for name, said in item.values.items() if name in source.values and said != NOTHING}
            if told and person.id != borger.id:
                shared = _shared(desk, who, borger.id)
                if _kept(desk, borger.id, replace(item, values=told), source.values, shared) != told:
                    return False
    return True


def as_shared(desk: Desk, stored: StoredSession, who: Reader) -> Session:
    """A borger's session as a reader may see it now: of what is known of the things of its lists, only what was said
    where they may read."""
    session, borger_id = stored.session, stored.about_id
    known = {name: source.values for name, source in desk.dialog(session.version).lists.items() if source.values}
    if not known:
        return session
    shared = _shared(desk, who, borger_id)
    lists = {
        name: tuple(replace(item, values=_kept(desk, borger_id, item, known[name], shared)) for item in items)
        if name in known
        else items
        for name, items in session.lists.items()
    }
    return replace(session, lists=lists)


def _kept(
    desk: Desk, borger_id: int, item: Item, wanted: Mapping[str, str], shared: Sequence[StoredAnswer]
) -> dict[str, str]:  # fmt: skip
    """What is told of an entry where the same may be read in an answer: what stood last when the card was drawn need
    not be the last now, and one that was shared before or since does not open it."""
    found = answers.about_entry(desk.tx, borger_id, int(item.id[1:]))
    open_now = {(_place(answer), _in_words(desk, texts, answer))
                for answer in found if answer in shared for texts in desk.house.texts.values()}  # fmt: skip
    return {name: said for name, said in item.values.items() if (wanted.get(name), said) in open_now}


def _in_words(desk: Desk, texts: Texts, answer: StoredAnswer | None) -> str:
    if answer is None or answer.outcome is not Outcome.ANSWERED:
        return NOTHING
    if answer.words:
        return one_line(answer.words)
    step = desk.dialog(answer.version).step(answer.step)
    meant = option_values(desk.dialog(answer.version), answer.step)
    number = next((meant[choice] for choice in answer.choices if choice in meant), None)
    return str(number) if number is not None else texts.say(in_words(step, answer.outcome, answer.choices))
