"""A session at its first question: with what the house knows, in the way of reading of whom it is for."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import about_entries, partners, session_cards, themes
from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.lists import lists_of, narrowed_by
from dialogs.engine import engine, subject
from dialogs.engine.first import KNOWN
from dialogs.engine.session import Outcome, Session
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Info
from dialogs.text import T
from storage import answers, method_use, people
from storage.entries import Entry
from storage.people import Person


def begun(desk: Desk, dialog: Dialog, start: Start, entry: Entry | None) -> Session:
    """A new session of a dialog, about an entry if it is about one; closed if there is nothing to ask."""
    runner = desk.runner
    known = runner.flow(dialog).prepare(desk, start)
    reader = session_cards.reader_of(start.provenance, start.person, start.about)
    facts = {"about": start.about.name, **known.facts, **session_cards.heard(desk, dialog, start, {})}
    if dialog.names_readers:
        facts |= session_cards.readers(desk, reader, start.about.id, dialog)
    if dialog.partner:
        facts |= partners.known(desk, reader, start.about, dialog)
    if dialog.names_methods:
        facts |= {"uses": _in_use(desk, dialog, start.about, reader)}
    facts |= {**narrowed_by(desk, dialog, start.about), **themes.known(desk, dialog, start)}
    if _is_known(desk, dialog, start):
        facts |= {KNOWN: "1"}
    if entry:
        facts |= {dialog.entry_name: about_entries.title(desk, reader, entry), subject.SIGN: entry.pictogram}
    session = engine.start(
        dialog,
        profile=desk.reading(reader),
        zone=desk.house.settings.timezone,
        facts=facts,
        lists={**lists_of(desk, runner.features.lists, dialog, start, reader, entry), **known.lists},
        ticked=start.part.ticked if start.part else known.ticked,
        provenance=start.provenance,
        opened=start.provenance == "self" and not start.asked,
        only=start.part.only if start.part else (),
        instead=start.part.instead if start.part else 0,
    )
    if dialog.purpose == "menu":
        session = replace(session, carried=start.said, without=_closed(desk, dialog, start))
    elif dialog.tells and not (
        people.contacts_of(desk.tx, start.about.id) or partners.partner_of(desk, start.about, dialog)
    ):
        session = replace(session, without=dialog.tells)
    return session


def _is_known(desk: Desk, dialog: Dialog, start: Start) -> bool:
    """Whether what the dialog tells the first time only has been told, in the voice that it is answered in now."""
    if not any(isinstance(step, Info) and step.once for step in dialog.steps):
        return False
    before = answers.own_answers(desk.tx, start.about.id, dialog_id=dialog.id)
    seen = {each.provenance == "observed" for each in before if each.outcome is Outcome.ANSWERED}
    return (start.provenance == "observed") in seen


def _closed(desk: Desk, dialog: Dialog, start: Start) -> tuple[str, ...]:
    """The options of a menu that lead where this person may not go, or where there is nothing; they are not shown."""
    options = [o for step in dialog.steps if isinstance(step, Choice) for o in step.options if o.opens]
    return tuple(
        option.id for option in options
        if not allowed(desk, start.person, desk.runner.action(desk, option.opens or ""), start.about)
        or not desk.runner.is_there(desk, option.opens or "")
    )  # fmt: skip


def _in_use(desk: Desk, dialog: Dialog, borger: Person, reader: Person) -> str:
    """The methods that staff and the borger have agreed to use, beside this one."""
    uses, say = method_use.uses_of(desk.tx, borger.id), desk.texts(reader).say
    agreed = (each for name, each in desk.house.dialogs.items() if name in uses and uses[name].used)
    names = [each.own_title for each in agreed if each.offered == "agreed" and each.id != dialog.id]
    return say(T("{names}", names=tuple(names))) if names else ""
