"""Golden transcripts: every method as a phone shows it, in the named ways of reading and both languages.

A walk takes the first answer to each question. Where that leaves questions unasked, further walks take the answers that
open them. `make goldens` writes the transcripts anew; read the difference before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.commands.dialog_play import as_words, told
from bot.commands.dialog_trial import VOICES, profile_of, shown
from dialogs.engine import engine, path
from dialogs.engine.session import Event, Pressed, Said, Session, Stage
from dialogs.engine.trial import answers, begun
from dialogs.method.beside import Beside
from dialogs.method.checks import placed
from dialogs.method.model import Dialog
from dialogs.method.steps import PlainStep
from locales.texts import load_texts
from tests.transcripts import LIBRARY, NOW

FOLDER = Path(__file__).parent / "goldens"
PROFILES = ("faces", "pictures", "numbers", "thumbs")
METHODS = {dialog.id: dialog for dialog in LIBRARY.values() if dialog.keeps}
TEXTS = load_texts()
_LONGEST = 200
"""Cards of one walk: more is a walk that does not end."""


def transcripts() -> Iterator[tuple[str, str, str]]:
    """(method, way of reading, language) of all that there shall be: staff read in one way only."""
    for method in METHODS.values():
        own = PROFILES if "borger" in method.voices else ()
        from_outside = ("staff",) if "staff" in method.voices else ()
        for profile in (*own, *from_outside):
            yield from ((method.id, profile, language) for language in ("da", "en"))


def golden(method: str, profile: str, language: str) -> Path:
    """Where a transcript lies."""
    return FOLDER / method / f"{profile}.{language}.txt"


def transcript(method: str, profile: str, language: str) -> str:
    """All of a method's cards in one way of reading, with what is tapped and what is kept of it."""
    dialog, voice = METHODS[method], VOICES["staff" if profile == "staff" else "borger"]
    first = begun(dialog, profile_of(profile, language), TEXTS[language].say, provenance=voice)
    unasked = {ask.step.id for ask in path.row(dialog, first) if not isinstance(ask.step, Beside)}
    lines: list[str] = []
    number = 0
    while unasked:
        number += 1
        walk, asked = _walk(dialog, first, unasked)
        if not asked & unasked:
            break
        unasked -= asked
        lines += [f"── walk {number}", "", *walk]
    lines += [f"── never asked: {', '.join(sorted(unasked))}"] if unasked else []
    return "\n".join(lines).rstrip() + "\n"


def _walk(dialog: Dialog, session: Session, unasked: set[str]) -> tuple[list[str], set[str]]:
    """From the first card to the end, by way of what is not asked yet. Returns the lines and the steps asked."""
    lines: list[str] = []
    asked: set[str] = set()
    wanted = _leading_to(dialog, unasked)
    for _ in range(_LONGEST):
        content = shown(dialog, session, TEXTS, NOW)
        lines.append(as_words(content))
        if session.stage is not Stage.ASKING:
            return [*lines, ""], asked
        asked.add(engine.current(dialog, session).step.id)
        event = _towards(dialog, session, wanted - asked)
        session, effects = engine.step(dialog, session, event, NOW)
        lines.append(f"> {_done(event)}")
        lines += [f"  · {line}" for line in (told(dialog, effect) for effect in effects) if line]
        lines.append("")
    raise AssertionError(f"{dialog.id} does not end")


def _leading_to(dialog: Dialog, steps: set[str]) -> set[str]:
    """Steps, and those whose answers decide whether they are asked."""
    conditions = {step.id: _decided_by(step, dialog) for _, step, _ in placed(dialog.steps)}
    found = set(steps)
    while more := {name for step in found for name in conditions.get(step, ())} - found:
        found |= more
    return found


def _decided_by(step: PlainStep, dialog: Dialog) -> set[str]:
    over = {each.over for _, inner, each in placed(dialog.steps) if each and each.over and inner.id == step.id}
    return over | ({step.only_if.step} if step.only_if else set())


def _towards(dialog: Dialog, session: Session, wanted: set[str]) -> Event:
    """The first answer that opens one of the wanted steps, or the first there is."""
    found = answers(dialog, session)
    open_now = _asks(dialog, session)
    for event in found:
        after, _ = engine.step(dialog, session, event, NOW)
        if (_asks(dialog, replace(after, stage=Stage.ASKING)) - open_now) & wanted:
            return event
    return found[0]


def _asks(dialog: Dialog, session: Session) -> set[str]:
    return {ask.step.id for ask in path.asked(dialog, session).values()}


def _done(event: Event) -> str:
    match event:
        case Pressed():
            return f"taps {event.choice}"
        case Said():
            return f"says {event.words}"
    raise AssertionError(event)
