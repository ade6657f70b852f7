"""Entries: made by what a borger or staff say, said yes to by the borger, and over when the borger says so."""

from __future__ import annotations

from datetime import datetime

from bot.desk import about_entries, heard
from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.copying import Copy
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.methods.looks import Look, looks_of
from dialogs.engine.session import End, Item, Outcome, Provenance
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Each, Say
from dialogs.permissions import Action
from dialogs.text import T, Text
from storage import answers, entries, people, sessions, sharing
from storage.answers import CORRECTED_WITHIN, StoredAnswer
from storage.entries import Entry, EntryState
from storage.people import Person
from storage.sessions import StoredSession

ENTRIES = "entries"
"""The list of a borger's entries, as a dialog's file names it: entries.goal."""
PROPOSED = "proposed entries"
"""What has changed when a borger has said yes or no to what staff proposed."""
STATES: dict[EntryState, Text] = {
    "proposed": T("proposed by staff"),
    "accepted": T("in use"),
    "ended": T("over"),
    "came_true": T("came true"),
}


def listed(desk: Desk, start: Start, _dialog: Dialog, kind: str) -> tuple[Item, ...]:
    """A borger's entries of a kind that count."""
    return about_entries.items(about_entries.shown_to(desk, start, kind))


def bring_in_line(desk: Desk, borger: Person) -> None:
    """Makes the borger's entries what was said lately, however it was corrected."""
    for session_id in entries.sessions_making(desk.tx, borger.id, desk.now - CORRECTED_WITHIN):
        stored = sessions.session_by_id(desk.tx, session_id)
        if stored:
            align(desk, borger, stored)


def align(desk: Desk, borger: Person, stored: StoredSession) -> None:
    """Makes the entries of one sitting what its standing answers say."""
    dialog = desk.dialog(stored.session.version)
    if not dialog.makes_entries:
        return
    said = [a for a in answers.own_answers(desk.tx, borger.id, stored.id) if a.outcome is Outcome.ANSWERED]
    made = {(each.step, each.item): each for each in entries.made_in(desk.tx, stored.id)}
    looks = looks_of(desk, borger, dialog, said)
    for (step, item), look in looks.items():
        if old := made.get((step, item)):
            entries.set_look(desk.tx, old.id, look.title, look.pictogram, look.photo)
        else:
            _make(desk, borger, stored, dialog, step, item, look)
        _in_place_of(desk, borger, stored, dialog, (step, item), "ended")
    for place, old in made.items():
        if place not in looks and old.state != "ended":
            entries.set_state(desk.tx, old.id, "ended", desk.now)
            _in_place_of(desk, borger, stored, dialog, place, "accepted")
    for answer in said:
        if over := _ends(dialog, answer):
            _set_asked_about(desk, borger, stored, dialog, answer.step, answer.item, over, answer.said_at)


def _in_place_of(
    desk: Desk, borger: Person, stored: StoredSession, dialog: Dialog, place: tuple[str, str], state: EntryState
) -> None:  # fmt: skip
    """What is made instead of something ends it; if the words for it are taken back, that counts again."""
    step = dialog.step(place[0])
    if isinstance(step, Say) and step.makes and step.makes.instead and stored.session.provenance != "observed":
        _set_asked_about(desk, borger, stored, dialog, *place, state)


def _set_asked_about(
    desk: Desk, borger: Person, stored: StoredSession, dialog: Dialog, step: str, item: str, state: EntryState,
    said_at: datetime | None = None,
) -> None:  # fmt: skip
    """Sets how it stands with the entry that a question was about: the one of its list, or what the dialog is about.
    What has changed about it after that was `said_at` stays."""
    about = next(
        (each for each in dialog.steps if isinstance(each, Each) and step in [one.id for one in each.steps]), None
    )
    source = dialog.lists.get(about.over or "") if about else None
    entry_id = int(item[1:]) if source and source.from_.startswith(ENTRIES) else stored.entry_id
    entry = entries.entry_by_id(desk.tx, entry_id) if entry_id is not None else None
    if entry and entry.borger_id == borger.id:
        entries.set_state(desk.tx, entry.id, state, desk.now, said_at=said_at)


def _make(
    desk: Desk, borger: Person, stored: StoredSession, dialog: Dialog, step: str, item: str, look: Look
) -> None:  # fmt: skip
    making = dialog.step(step)
    assert isinstance(making, Say) and making.makes and making.makes.entry
    theirs = stored.session.provenance == "observed"
    proposed = theirs and not making.makes.stands
    entry_id = entries.add_entry(
        desk.tx, borger.id, making.makes.entry, look.title, "proposed" if proposed else "accepted", stored.person_id,
        desk.now, topic=dialog.topic or "", pictogram=look.pictogram, photo=look.photo,
        made_in=(stored.id, step, item),
    )  # fmt: skip
    if not item:
        entries.is_about(desk.tx, stored.id, entry_id)
    staff = people.person_by_id(desk.tx, stored.person_id)
    if theirs and staff:
        said = T("{name} proposes: »{title}«. You find it under »More«.", name=staff.name, title=look.title)
        if not proposed:
            said = T("{name} has written: »{title}«. You find it under »More«.", name=staff.name, title=look.title)
        heard.tell(desk, staff, borger, said, look.pictogram)


def _ends(dialog: Dialog, answer: StoredAnswer) -> EntryState | None:
    """What becomes of the entry that a question is about, if it is over with what was chosen."""
    step = dialog.step(answer.step)
    options = step.options if isinstance(step, Choice) else ()
    over = next((option.ends for option in options if option.ends and option.id in answer.choices), False)
    return "came_true" if over == "came_true" else "ended" if over else None


def which_known(desk: Desk, start: Start) -> Known:
    """What the dialog that is the target can be about."""
    dialog, _ = _wanted(desk, start.target)
    return Known(lists={"entries": about_entries.listed(desk, start, dialog) if dialog else ()})


def which_stands(desk: Desk, stored: StoredSession, person: Person, _borger: Person) -> bool:
    """Whether whoever is asked may still see all of those entries."""
    who = reader_now(desk, person)
    return all(about_entries.is_shown(desk, who, item) for item in stored.session.lists["entries"])


def which_done(desk: Desk, done: Done) -> None:
    """Opens the dialog about the entry that was chosen, on the same card."""
    dialog, provenance = _wanted(desk, done.stored.target)
    if done.finish.end is not End.DONE or dialog is None:
        return
    here = Start(done.person, done.about, done.stored.surface_id, provenance=provenance)
    name, needed = done.chosen("which"), Action.OWN_CHECK_IN if provenance == "self" else Action.ANSWER_WITH
    if name and allowed(desk, done.person, needed, done.about):
        desk.runner.open(desk, dialog, about_entries.about(here, name))


def _wanted(desk: Desk, target: str) -> tuple[Dialog | None, Provenance]:
    name, _, whose = target.partition(".")
    provenance: Provenance = "helped" if whose == "helped" else "observed" if whose == "observed" else "self"
    return desk.house.dialogs.get(name), provenance


def accept_known(desk: Desk, start: Start) -> Known:
    entry = entries.entry_by_id(desk.tx, int(start.target or 0))
    return Known({"title": entry.title if entry and entry.borger_id == start.about.id else ""})


def accept_done(desk: Desk, done: Done) -> None:
    """What staff proposed counts once the borger has said yes, and is over with a no."""
    entry = entries.entry_by_id(desk.tx, int(done.stored.target or 0))
    if done.finish.end is not End.DONE or entry is None or entry.borger_id != done.about.id:
        return
    if entry.state == "proposed" and (chosen := done.chosen("agree")) != "later":
        entries.set_state(desk.tx, entry.id, "accepted" if chosen == "yes_" else "ended", desk.now)
        if _is_open_to_proposer(desk, entry):
            heard.tell_proposer(desk, done.about, entry, yes=chosen == "yes_")
        desk.runner.changed_only(desk, done.about, PROPOSED)


def _is_open_to_proposer(desk: Desk, entry: Entry) -> bool:
    """Whether who proposed something, in words of their own, may still read what it is among."""
    proposer = people.person_by_id(desk.tx, entry.made_by)
    if proposer is None:
        return False
    who = reader_now(desk, proposer)
    if entry.session_id is None:
        return about_entries.open_to(desk, who, entry)
    return sharing.may_read(desk.tx, who, entry.borger_id, entry.topic)


def entries_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    return [[copy.said(each.made_at, _in_copy(copy, each)) for each in entries.entries_of(copy.tx, borger.id)]]


def _in_copy(copy: Copy, entry: Entry) -> Text:
    """What an entry is called and how it stands, with its photo among the files of the copy."""
    if file := copy.file(entry.photo):
        return T("»{title}« ({file}), {state}", title=entry.title, file=file, state=STATES[entry.state])
    return T("»{title}«, {state}", title=entry.title, state=STATES[entry.state])
