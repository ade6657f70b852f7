"""`trivselsbot dialogs preview`: one page with every card of a dialog as a phone shows it, and its way as a diagram."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from pathlib import Path

from bot.commands.dialog_diagram import diagram
from bot.commands.dialog_trial import TrialTexts, dialog_of, profile_of, shown, voice_of
from bot.config import Settings, SettingsError
from bot.pictures.draw import draw
from bot.telegram.content import Content
from dialogs.engine import engine, path
from dialogs.engine.path import Ask, label
from dialogs.engine.session import Session, Stage
from dialogs.engine.trial import begun, onward
from dialogs.method.model import Dialog
from dialogs.method.parts import photos
from dialogs.method.steps import Each
from dialogs.text import Text
from locales.texts import load_texts

_LONGEST = 60
"""Questions after which a way to the end is given up."""
_STYLE = """
body{font:16px/1.4 sans-serif;color:#1b1f23;background:#e9edf0;margin:0;padding:24px}
h1{font-size:24px}h2{font-size:19px;margin:32px 0 8px}
.cards{display:flex;flex-wrap:wrap;gap:20px;align-items:flex-start}
figure{margin:0;width:340px}figcaption{font-size:13px;color:#535b64;margin-bottom:4px}
.bubble{background:#fff;border-radius:14px;overflow:hidden}
.bubble img{width:100%;display:block}.bubble p{margin:0;padding:8px 12px;white-space:pre-wrap}
.row{display:flex;gap:4px;margin-top:4px}
.row span{flex:1;background:#c9d6df;border-radius:8px;padding:9px 4px;text-align:center;overflow:hidden;
white-space:nowrap;text-overflow:ellipsis}
"""


def preview(
    settings: Settings, id_: str, profiles: Sequence[str], language: str, voice: str | None, now: datetime, file: Path
) -> Path:
    """Writes the page.

    Returns: where it is.

    Raises:
        SettingsError: if there is no such dialog, it is not answered so, or the file cannot be written.
        DialogError: naming each problem of its file.
    """
    dialog, texts = dialog_of(settings, id_), load_texts(settings.noun)
    say, folder = texts[language].say, settings.folder / "dialogs"
    own = {name: (folder / name).read_bytes() for name in {name for _, name in photos(dialog)}}
    title = f"{dialog.pictogram} {say(dialog.title.plain())} ({dialog.id})"
    parts = [f"<h1>{escape(title)}</h1>", diagram(dialog, say)]
    for name in profiles:
        profile = profile_of(name, language)
        first = begun(dialog, profile, say, zone=settings.timezone, provenance=voice_of(dialog, voice))
        cards = "".join(_figures(dialog, first, texts, now, own))
        parts.append(f'<h2>{escape(name)}</h2><div class="cards">{cards}</div>')
    page = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><body>{''.join(parts)}</body></html>\n"
    )
    try:
        file.write_text(page, "utf-8")
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}.") from None
    return file


def _figures(
    dialog: Dialog, first: Session, texts: TrialTexts, now: datetime, own: Mapping[str, bytes]
) -> Iterator[str]:
    """The card of every question, inside an each for every thing of its list; then the end. `own` are the house's
    photos, by their files."""
    say = texts[first.profile.language].say
    numbers = {name: number for number, name in enumerate(sorted(own), 1)}
    bodies = {number: own[name] for name, number in numbers.items()}
    ended = _ended(dialog, first, now)
    at_once = {ask.step.id for ask in path.row(dialog, first)}
    seen: set[str] = set()
    for place, ask in enumerate(path.row(dialog, ended)):
        if (name := _called(dialog, ask, say)) in seen:
            continue
        seen.add(name)
        here = replace(first, at=place, stage=Stage.ASKING)
        if at_once < {each.step.id for each in path.row(dialog, ended)}:
            # Some of it is there only once something else was answered, and is shown after that.
            here = replace(here, given=tuple(g for g in ended.given if g.step != ask.step.id))
        yield _figure(name, shown(dialog, here, texts, now, numbers), bodies)
    yield _figure("the end", shown(dialog, ended, texts, now, numbers), bodies)


def _called(dialog: Dialog, ask: Ask, say: Callable[[Text], str]) -> str:
    """What a card is told by. The cards of a sort are all alike, and so are things of one's own: the first shows it."""
    inside = any(isinstance(step, Each) and ask.step in step.steps for step in dialog.steps)
    return f"{ask.step.id} · {say(label(ask.item))}" if inside and ask.item and not ask.own else ask.step.id


def _ended(dialog: Dialog, session: Session, now: datetime) -> Session:
    """A session that went straight on to its end; where every way leads to another dialog, it stays before that."""
    for _ in range(_LONGEST):
        if session.stage is not Stage.ASKING:
            break
        session, _effects = engine.step(dialog, session, onward(dialog, session), now)
    return session


def _figure(name: str, content: Content, bodies: Mapping[int, bytes]) -> str:
    picture = ""
    if content.drawn:
        png = draw(content.drawn.picture, bodies)
        picture = f'<img alt="" src="data:image/png;base64,{base64.b64encode(png).decode()}">'
    text = f"<p>{content.text}</p>" if content.text else ""
    rows = "".join(
        f'<div class="row">{"".join(f"<span>{escape(b.text)}</span>" for b in row)}</div>' for row in content.rows
    )
    return f'<figure><figcaption>{escape(name)}</figcaption><div class="bubble">{picture}{text}</div>{rows}</figure>'
