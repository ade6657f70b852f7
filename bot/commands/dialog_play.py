"""`trivselsbot dialogs play`: goes through a dialog in the terminal, with nothing kept and nobody asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from html import unescape

from bot.commands.dialog_trial import dialog_of, shown, voice_of
from bot.config import Settings
from bot.pictures.ladder_spec import LadderPicture
from bot.pictures.spec import ColumnsPicture, Tile
from bot.telegram.buttons import read_button
from bot.telegram.content import Content
from dialogs.engine import engine
from dialogs.engine.session import (
    MEDIA_KINDS,
    Effect,
    Finish,
    Media,
    Open,
    Outcome,
    Pressed,
    Record,
    Said,
    Session,
    Stage,
)
from dialogs.engine.trial import begun
from dialogs.method.model import Dialog
from dialogs.profile import ReadingProfile
from locales.texts import load_texts

HELP = "A number taps a button. Anything else is written; »photo«, »voice« and »video« send one; »quit« ends it."
_MEDIA: Mapping[str, Said] = {kind: Said(media=Media(kind, f"a-{kind}", f"a-{kind}", 3)) for kind in MEDIA_KINDS}


def play(
    settings: Settings, id_: str, profile: ReadingProfile, voice: str | None, now: datetime, *,
    ask: Callable[[str], str] = input, say: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Shows the cards of a dialog as words and lets `ask` answer them, to the end.

    Raises:
        SettingsError: if there is no such dialog, or it is not answered so.
        DialogError: naming each problem of its file.
    """
    dialog, texts = dialog_of(settings, id_), load_texts(settings.noun)
    in_words = texts[profile.language].say
    session = begun(dialog, profile, in_words, zone=settings.timezone, provenance=voice_of(dialog, voice))
    say(HELP)
    while True:
        content = shown(dialog, session, texts, now)
        say("\n" + as_words(content))
        if session.stage is Stage.CLOSED:
            return
        try:
            said = ask("> ").strip()
        except EOFError:
            return
        if said == "quit":
            return
        if event := _event(session, content, said):
            session, effects = engine.step(dialog, session, event, now)
            for line in filter(None, (told(dialog, effect) for effect in effects)):
                say(f"  · {line}")


def _event(session: Session, content: Content, said: str) -> Pressed | Said | None:
    """What somebody does: taps the button of this number, or says something."""
    buttons = [button for row in content.rows for button in row]
    if said.isdecimal() and 1 <= int(said) <= len(buttons):
        tap = read_button(buttons[int(said) - 1].data)
        return Pressed(session.turn, tap.choice) if tap else None
    return _MEDIA.get(said, Said(said)) if said else None


def _tile(tile: Tile) -> str:
    return " ".join(filter(None, (tile.pictogram, tile.number, tile.label, "✓" if tile.marked else "")))


def _columns(picture: ColumnsPicture) -> Iterator[str]:
    """A line for each head with what stands under it, band by band, and one for what stands below."""
    yield f"[ {picture.pictogram} {picture.title} ]"
    for band in picture.bands:
        for head, column in zip(picture.heads, band.columns, strict=True):
            yield f"  {band.name} {_tile(head)}: {' | '.join(map(_tile, column))}".replace("   ", "  ")
    if picture.rest:
        yield f"  {' | '.join(map(_tile, picture.rest))}"


def _ladders(picture: LadderPicture) -> Iterator[str]:
    """A line for each step, the best first, with who stands on it."""
    yield f"[ {picture.pictogram} {picture.title} ]"
    for ladder in picture.ladders:
        yield f"  {ladder.title}"
        for step in ladder.steps:
            marks = ", ".join(f"{sign} {name}".strip() for sign, name in step.marks)
            yield f"    {step.pictogram} {step.words}" + (f"  ← {marks}" if marks else "")


def as_words(content: Content) -> str:
    """A message as lines: what its picture shows, what it says, and its buttons with numbers, row by row."""
    lines: list[str] = []
    if content.drawn and content.drawn.card:
        picture = content.drawn.card
        tiles = [_tile(tile) for tile in picture.tiles]
        dots = f"  {picture.done}/{picture.total}" if picture.total else ""
        lines.append(f"[ {picture.pictogram}{dots} ]" + (f"  {' | '.join(tiles)}" if tiles else ""))
    if content.drawn and content.drawn.columns:
        lines += _columns(content.drawn.columns)
    if content.drawn and content.drawn.ladder:
        lines += _ladders(content.drawn.ladder)
    if content.text:
        lines.append(unescape(re.sub(r"</?[bi]>", "", content.text)))
    if content.speech:
        lines.append(f"🔊 {content.speech.words}")
    number = 0
    for row in content.rows:
        lines.append("   ".join(f"{n}) {button.text}" for n, button in enumerate(row, number + 1)))
        number += len(row)
    return "\n".join(lines)


def told(dialog: Dialog, effect: Effect) -> str:
    """What comes of an answer, for whoever tries the dialog; empty where nothing does."""
    match effect:
        case Record(answer) if answer.withdrawn:
            return f"taken back: {_asked(answer.step, answer.item)}"
        case Record(answer):
            what = ", ".join(answer.choices) or answer.words or (answer.media.kind if answer.media else "")
            what = what if answer.outcome is Outcome.ANSWERED else str(answer.outcome)
            score = "" if answer.score is None else f" (counts {answer.score:g})"
            return f"kept: {_asked(answer.step, answer.item)} = {what}{score}"
        case Finish(end, results) if not dialog.keeps:
            given = (f"{_asked(g.step, g.item)} = {', '.join(g.choices) or g.words or g.outcome}" for g in results)
            return f"{end}: {'; '.join(given) or 'nothing'}"
        case Open(target):
            return f"leads to {target}"
    return ""


def _asked(step: str, item: str) -> str:
    return f"{step} [{item}]" if item else step
