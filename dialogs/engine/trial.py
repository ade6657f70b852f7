"""Trying a dialog without a house: it begins with invented people, values and lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from string import Formatter

from dialogs.engine import engine, path
from dialogs.engine.buttons import Button
from dialogs.engine.leads import DUE, OWES, due_of
from dialogs.engine.session import Event, Item, Pressed, Provenance, Said, Session
from dialogs.engine.subject import SIGN
from dialogs.method.checks import placed
from dialogs.method.entries import ACTIVITY
from dialogs.method.house import HOUSE
from dialogs.method.model import Dialog, answers_owed
from dialogs.method.parts import texts
from dialogs.method.sort import Sort
from dialogs.method.steps import Choice, Each, Say, Several, When
from dialogs.profile import ReadingProfile
from dialogs.text import Text

ABOUT = "Alma"
"""Whom a trial is about."""
_HOUSE, _ACTIVITY = "Birkehuset", "Svømning"
"""What a trial is about that is about the house, or about one activity of a plan."""
_DAY = "24.12."
"""By when a trial asks for an answer."""
_PEOPLE = ("Mette", "Jonas", "Lis")
_OF_PEOPLE = ("contacts", "staff", "borgere", "people", "readers")
"""Lists of people, by their names."""


def begun(
    dialog: Dialog,
    profile: ReadingProfile,
    say: Callable[[Text], str],
    *,
    zone: str = "Europe/Copenhagen",
    provenance: Provenance = "self",
) -> Session:
    """A session of a dialog with invented values for what its texts name, and invented lists; `say` puts the things of
    the file's own lists into words."""
    lists = _lists(dialog, say)
    return engine.start(dialog, profile=profile, zone=zone, facts=_facts(dialog), lists=lists, provenance=provenance)


def _facts(dialog: Dialog) -> Mapping[str, str]:
    named = {
        name
        for part in texts(dialog)
        for words in (part.text.languages.values() or (part.text.id,))
        for _, name, _, _ in Formatter().parse(words)
        if name
    }
    invented = {name: f"[{name}]" for name in named - {"item", "when"}}
    known = {"activity": _ACTIVITY, SIGN: "🏊"} if dialog.about == ACTIVITY else {}
    about = _HOUSE if dialog.about == HOUSE else ABOUT
    owed = [due_of(step) for step in answers_owed(dialog)] + ([DUE] if dialog.leads_to else [])
    known |= {OWES: _PEOPLE[0], **dict.fromkeys(owed, _DAY)} if owed else {}
    people = dict.fromkeys(("readers", "partner"), _PEOPLE[0])
    return {**invented, **known, **people, "about": about, "name": ABOUT, "uses": ""}


def _lists(dialog: Dialog, say: Callable[[Text], str]) -> Mapping[str, tuple[Item, ...]]:
    """Every list that steps name, of three things, and of those besides that conditions tell apart."""
    found: dict[str, tuple[Item, ...]] = {}
    own = {step.id for _, step, each in placed(dialog.steps) if isinstance(step, Several) and each is None}
    asked = {step.id for _, step, _ in placed(dialog.steps)}
    for step in dialog.steps:
        if isinstance(step, Each) and step.over and step.over not in own:
            found[step.over] = _invented(step.over, ())[: 1 if dialog.kept_in(step) else None]
        if isinstance(step, Sort) and step.cards_from and step.cards_from not in asked:
            found[step.cards_from] = _invented(step.cards_from, ())
    for _, step, _ in placed(dialog.steps):
        if isinstance(step, Choice | Several) and step.options_from:
            told_apart = [
                name
                for _, later, _ in placed(dialog.steps)
                if later.only_if and later.only_if.step == step.id
                for name in (*later.only_if.any_of, *later.only_if.none_of)
            ]
            found[step.options_from] = _invented(step.options_from, tuple(dict.fromkeys(told_apart)))
    for name, source in dialog.lists.items():
        if source.items:
            found[name] = tuple(Item(each.id, say(each.label.plain()), each.pictogram, False, photo=each.photo)
                                for each in source.items[: source.most])  # fmt: skip
    return found


def _invented(name: str, besides: Collection[str]) -> tuple[Item, ...]:
    people = any(word in name for word in _OF_PEOPLE)
    labels = _PEOPLE if people else tuple(f"{name} {number}" for number in (1, 2, 3))
    sign = "👤" if people else "🔹"
    three = (Item(f"i{number}", label, sign) for number, label in enumerate(labels, 1))
    return (*three, *(Item(each, each, sign) for each in besides))


def answers(dialog: Dialog, session: Session) -> tuple[Event, ...]:
    """All that brings a session on from its question: an answer each, but none that leads to another dialog."""
    ask = engine.current(dialog, session)
    if isinstance(ask.step, When):
        return (Said("10.00" if ask.step.what == "time" else "i morgen"),)
    if isinstance(ask.step, Say) and not path.has_words(ask, session):
        return (Said("…"),)
    leads = {option.id for option in ask.step.options if option.opens} if isinstance(ask.step, Choice) else set()
    found = [
        each.id for each in (*path.options(ask, session), *path.rating_marks(ask, session)) if each.id not in leads
    ]
    if not found or (isinstance(ask.step, Several) and session.draft):
        found = [Button.ON]
    return tuple(Pressed(session.turn, each) for each in found)


def onward(dialog: Dialog, session: Session) -> Event:
    """The first of what brings a session on from its question."""
    return answers(dialog, session)[0]
