"""Reminders that come of what a borger answered: brought in line with what was said, however it is corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from bot.desk import about_entries
from bot.desk.desk import Desk
from bot.desk.flow import Done
from bot.papers.standing import asked, standing
from bot.reminding.own_reminders import add, first_day, take_out
from dialogs.engine import path
from dialogs.engine.receipt import in_words
from dialogs.engine.session import Outcome
from dialogs.method.model import Dialog
from dialogs.method.reminders import repeat_of
from dialogs.method.steps import Choice
from dialogs.method.tasks import MadeReminder
from dialogs.time.activity import START, Activity
from dialogs.words.visible import cut, one_line
from storage import activities, answers, entries, papers, said_reminders, sessions
from storage.answers import CORRECTED_WITHIN, StoredAnswer
from storage.people import Person
from storage.said_reminders import SaidReminder
from storage.sessions import StoredSession

LONGEST = 60
SAID = "said reminders"


@dataclass(frozen=True)
class Wanted:
    """A reminder as the answers of a sitting ask for it. `of` is what it is about: said anew about the same entry at a
    question of the same name, or about the same thing in the same dialog, it takes the place of the one before."""

    of: str
    session_id: int
    entry_id: int | None
    plan: Activity


def bring_in_line(desk: Desk, borger: Person) -> None:
    """Makes the borger's reminders what was said lately."""
    for activity_id in said_reminders.of_what_is_over(desk.tx, borger.id):
        take_out(desk, borger, activity_id)
    reminding = [name for name, dialog in desk.house.dialogs.items() if dialog.reminds]
    since, done = desk.now - CORRECTED_WITHIN, set[str]()
    for session_id, name, version in said_reminders.sittings_since(desk.tx, borger.id, reminding, since):
        dialog, stored = desk.dialog(version), sessions.session_by_id(desk.tx, session_id)
        if stored is None or name in done:
            continue
        if dialog.purpose == "paper":
            done.add(name)
            kept = [each for each in papers.said_in(desk.tx, borger.id, name) if each.closed]
            lines = asked(desk.house.dialogs[name], standing(desk.dialog, kept))
            wanted = list(_wanted(desk, borger, dialog, stored, lines))
            gone = {of for of in said_reminders.said_reminders(desk.tx, borger.id) if of.startswith(f"{name}.")}
        else:
            said = answers.own_answers(desk.tx, borger.id, session_id)
            wanted, gone = list(_wanted(desk, borger, dialog, stored, said)), _refused(dialog, stored, said)
        _align(desk, borger, session_id, wanted, gone)


def ended(desk: Desk, done: Done) -> None:
    """A sitting may make reminders, or may have ended what one is about."""
    if done.dialog.reminds or done.dialog.makes_entries:
        desk.runner.changed_only(desk, done.about, SAID)


def _align(desk: Desk, borger: Person, session_id: int, wanted: Sequence[Wanted], gone: Collection[str]) -> None:
    """Brings in line what a sitting, or a whole paper, asks for. What it asks for no more is taken out, and so are
    those about what is `gone`, unless they were said since."""
    made = said_reminders.said_reminders(desk.tx, borger.id)
    for want in wanted:
        _stands(desk, borger, want, made.get(want.of))
    asked_for = {want.of for want in wanted}
    for old in made.values():
        of_this = old.session_id == session_id or (old.of in gone and (old.session_id or 0) < session_id)
        if of_this and old.stands and old.of not in asked_for:
            take_out(desk, borger, old.activity_id, tells=True)


def _refused(dialog: Dialog, stored: StoredSession, said: Sequence[StoredAnswer]) -> set[str]:
    """What a reminder was offered of and the borger wanted none: another option was chosen than the one it needs."""
    return {
        _of(dialog, stored, step, answer.item)[0]
        for step in dialog.reminds
        for answer in said
        if (gate := dialog.step(step).only_if) and gate.step == answer.step
        and answer.outcome is Outcome.ANSWERED and not gate.fits(answer.choices, answer.score)
    }  # fmt: skip


def _of(dialog: Dialog, stored: StoredSession, step: str, item: str) -> tuple[str, int | None]:
    """What a reminder is about, and which entry, if about one."""
    entry_id = about_entries.id_of(item) or stored.entry_id
    return (f"{step}/e{entry_id}" if entry_id else f"{dialog.id}.{step}/{item}"), entry_id


def _stands(desk: Desk, borger: Person, want: Wanted, old: SaidReminder | None) -> None:
    """One that the borger has taken out stays so, until it is said anew."""
    if old and old.session_id is not None and old.session_id > want.session_id:
        return
    before = activities.with_ended(desk.tx, old.activity_id) if old else None
    if old and before and before.plan == want.plan and (old.stands or old.session_id == want.session_id):
        said_reminders.came_of(desk.tx, old.activity_id, want.session_id, want.of, want.entry_id)
        return
    if old and old.stands:
        take_out(desk, borger, old.activity_id)
    made = add(desk, borger, want.plan)
    said_reminders.came_of(desk.tx, made, want.session_id, want.of, want.entry_id)


def _wanted(
    desk: Desk, borger: Person, dialog: Dialog, stored: StoredSession, said: Sequence[StoredAnswer]
) -> Iterator[Wanted]:  # fmt: skip
    """What the standing answers ask for; what staff answer as their own view makes no reminder."""
    found = {(each.step, each.item): each for each in said
             if each.outcome is Outcome.ANSWERED and each.provenance != "observed"}  # fmt: skip
    over = path.laid_out(dialog, stored.session)
    for (step, item), answer in found.items():
        made = dialog.reminds.get(step)
        if made is None:
            continue
        known = {name: one for name in (each for each, _ in found)
                 if (one := found.get((name, item)) or found.get((name, "")))}  # fmt: skip
        ask = over.get((step, item), (0, path.Ask(dialog.step(step))))[1]
        plan = _plan(desk, borger, dialog, stored, made, answer, known, ask)
        of, entry_id = _of(dialog, stored, step, item)
        yield Wanted(of, answer.session_id, entry_id, plan)


def _plan(
    desk: Desk, borger: Person, dialog: Dialog, stored: StoredSession, made: MadeReminder, answer: StoredAnswer,
    known: Mapping[str, StoredAnswer], ask: path.Ask,
) -> Activity:  # fmt: skip
    texts, sign, said = desk.texts(borger), ask.pictogram or dialog.pictogram, ""
    if of := known.get(made.of or ""):
        step = dialog.step(of.step)
        said = of.words or texts.say(in_words(step, of.outcome, of.choices))
        chosen = (each for each in step.options if each.id in of.choices) if isinstance(step, Choice) else ()
        sign = next((each.pictogram for each in chosen if each.pictogram), sign)
    if stored.entry_id and of and dialog.makes_entries and (entry := entries.entry_by_id(desk.tx, stored.entry_id)):
        said = entry.title
    title = said
    if made.called:
        values = {**stored.session.facts, **path.item_values(ask), "said": one_line(said).rstrip(".")}
        title = texts.say(replace(made.called.plain(), values=values))
    at = time.fromisoformat(answer.choices[0])
    first = _date(known.get(made.first or "")) or first_day(desk, at, answer.said_at)
    until = _date(known.get(made.until or ""))
    if until is None and dialog.holds and made.until == dialog.holds.until:  # it ends also where nobody said when
        until = answer.said_at.astimezone(desk.house.zone).date() + dialog.holds.at_most
    repeat = repeat_of(_often(dialog, made, known), first, until)
    return Activity(cut(one_line(title).rstrip("."), LONGEST), repeat, at, desk.house.settings.timezone, minutes=0,
                    pictogram=sign, leads=(START,))  # fmt: skip


def _date(answer: StoredAnswer | None) -> date | None:
    return date.fromisoformat(answer.choices[0]) if answer and answer.choices else None


def _often(dialog: Dialog, made: MadeReminder, known: Mapping[str, StoredAnswer]) -> str:
    """How often, as the file says or the option that was chosen; empty for once."""
    every = made.every or ""
    if every[:1].isdigit():
        return every
    step = dialog.step(every) if every else None
    options = step.options if isinstance(step, Choice) else ()
    chosen = known[every].choices if every in known else ()
    return next((str(each.value) for each in options if each.id in chosen and each.value is not None), "")
