"""The cards of somebody who goes through a guide: one step each, a break, and what it came to."""

from __future__ import annotations

from datetime import datetime

from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.photo_names import stored
from dialogs.guides import Guide, GuideStep
from dialogs.text import T, Text
from storage.guides import Run

MOST_TILES = 12
"""Steps that can be told apart on one picture."""
_BREAK, _STOP = CardButton("pause", T("A break"), "☕"), CardButton("stop", T("Stop here"), "✋")
_ON = CardButton("on", T("Go on"), "▶️")


def card(run: Run, *, waits: datetime | None, readers: tuple[str | Text, ...]) -> Card:
    """The card as a run stands. `waits` is until when (local) somebody waits in the step; `readers` may read how it
    went."""
    match run.state:
        case "going":
            return _step(run, waits)
        case "paused":
            return _paused(run, waits)
        case "stopped" | "done":
            return _ended(run, readers)


def _step(run: Run, waits: datetime | None) -> Card:
    guide, place = run.guide, run.progress.place
    step = guide.step(place)
    if step is None:
        return find_card(guide, _buttons(run, GuideStep()))
    lines = (_until(waits),) if waits else ()
    return Card(T("{line}", line=step.line), step.pictogram or guide.pictogram, _buttons(run, step, waits), lines=lines,
                done=place, total=guide.total, photo=stored(step.photo), big=True)  # fmt: skip


def find_card(guide: Guide, buttons: tuple[tuple[CardButton, ...], ...]) -> Card:
    """What is to be found before the first step."""
    tiles = tuple(
        CardTile(thing.pictogram, T("{name}", name=thing.name), essential=not thing.pictogram) for thing in guide.things
    )
    return Card(T("Find these first"), guide.pictogram, buttons, tiles, total=guide.total)


def _buttons(run: Run, step: GuideStep, waits: datetime | None = None) -> tuple[tuple[CardButton, ...], ...]:
    """At most five: what is done, what the step itself has, and the ways to help and out."""
    rows: list[tuple[CardButton, ...]] = [(CardButton("done", T("Done"), "✅"),)]
    own: tuple[CardButton, ...] = (CardButton("hear", T("Hear it"), "🎧"),) if step.voice else ()
    if step.minutes and not waits:
        own += (CardButton("wait", T("Wait {count} min", count=step.minutes), "⏳", essential=True),)
    if not own and run.progress.place:
        own = (CardButton("back", T("Back"), "⬅️"),)
    help_ = CardButton("help", T("Help"), "❓")
    if len(own) == 2:
        return (*rows, own, (help_, _STOP))
    return (*rows, (help_, _BREAK), (_STOP, *own))


def _until(waits: datetime) -> Text:
    """No countdown: only what will happen."""
    return T("⏳ I write to you {time}.", time=waits.time().replace(tzinfo=None))


def _paused(run: Run, waits: datetime | None) -> Card:
    step = run.guide.step(run.progress.place)
    tiles = (CardTile(step.pictogram, T("{line}", line=step.line), photo=step.photo),) if step else ()
    lines = (T("Take the time you need."), *((_until(waits),) if waits else ()))
    return Card(T("You are taking a break."), "☕", ((_ON,), (_STOP,)), tiles, lines=lines,
                done=run.progress.place, total=run.guide.total)  # fmt: skip


def _ended(run: Run, readers: tuple[str | Text, ...]) -> Card:
    """What was done, in pictures. Nothing that was not done stands there."""
    steps = run.guide.steps[: run.done]
    tiles = tuple(CardTile(step.pictogram, T("{line}", line=step.line), photo=step.photo) for step in steps)
    question = T("You have been through all of it.") if run.state == "done" else T("You have stopped for now.")
    lines = [] if run.state == "done" else [T("You can go on another time. You find it under »More«.")]
    if run.state == "done" and run.minutes:
        lines.append(T("It took {count} minutes.", count=run.minutes))
    own = tuple(
        CardButton(id_, label, sign, marked=run.alone == id_)
        for id_, label, sign in (("alone", T("I did it myself"), "🙋"), ("helped", T("With help"), "🤝"))
    )
    shared: tuple[CardButton, ...] = ()
    if run.kept:
        lines.append(T("I show it to nobody else."))
        shared = (CardButton("share", T("Share it after all"), "👀"),)
    elif readers:
        lines.append(T("{names} can read how it went.", names=readers))
        shared = (CardButton("keep", T("Only for me"), "🔒"),)
    on = ((_ON,),) if run.state == "stopped" else ()
    return Card(question, run.guide.pictogram, (*on, own, *((shared,) if shared else ())),
                tiles if len(tiles) <= MOST_TILES else (), lines=tuple(lines),
                photo=stored(run.guide.photo))  # fmt: skip
