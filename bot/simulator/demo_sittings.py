"""The demo's people sit with a method: what is tapped at each question, from the first card to the receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from bot.simulator.demo_history import Past, held
from bot.simulator.demo_house import BORGERE, ZONE
from dialogs.engine import engine
from dialogs.engine.buttons import Button
from dialogs.engine.path import Ask
from dialogs.engine.session import Item, Pressed, Provenance, Said, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Info, Say, Several
from locales.texts import load_texts
from storage import method_use, sharing

Answers = Mapping[str, tuple[str | Said, ...]]
"""What is answered, by the question: all that is ticked or said at it, or one answer each time that it comes, round and
round. What is not here is skipped."""


def agreed(past: Past, name: str, method: str, reader: str, at: datetime) -> None:
    """A borger uses a method and shares what they say in it with one of the staff."""
    borger_id, reader_id = past.ids[name], past.ids[reader]
    method_use.set_used(past.tx, borger_id, method, True, reader_id, at)
    sharing.set_grant(past.tx, borger_id, reader_id, past.dialogs[method].topic or "", True, at)


def sits(
    past: Past, name: str, method: str, at: datetime, answers: Answers, *, staff: str = "",
    whose: Provenance = "self", only: tuple[str, ...] = (),
) -> int:  # fmt: skip
    """One sitting of a borger's, or about one on the phone of `staff`, to a receipt that is shared.

    Returns: its id.
    """
    borger, dialog = next(one for one in BORGERE if one.name == name), past.dialogs[method]
    lists, turns, events = _lists(dialog), Counter[tuple[str, str]](), list[str | Said]()
    session = engine.start(dialog, profile=borger.profile, zone=ZONE, lists=lists, facts={"about": name},
                           provenance=whose, only=only)  # fmt: skip
    while session.stage is Stage.ASKING:
        events.append(_event(engine.current(dialog, session), answers, turns))
        event = events[-1] if isinstance(events[-1], Said) else Pressed(session.turn, events[-1])
        session, _ = engine.step(dialog, session, event, at)
    shares = [] if session.shares or whose == "observed" else [Button.SHARE]
    return held(past, borger, dialog, at, [*events, *shares], staff=staff, provenance=whose, lists=lists, only=only)


def _lists(dialog: Dialog) -> Mapping[str, tuple[Item, ...]]:
    """The lists of the file, in Danish."""
    say = load_texts()["da"].say
    return {
        name: tuple(Item(each.id, say(each.label.plain()), each.pictogram, essential=False)
                    for each in source.items[: source.most])
        for name, source in dialog.lists.items()
    }  # fmt: skip


def _event(ask: Ask, answers: Answers, turns: Counter[tuple[str, str]]) -> str | Said:
    """What is tapped or said at a question."""
    if isinstance(ask.step, Info):
        return Button.ON
    given = answers.get(ask.step.id)
    if not given:
        return Button.SKIP
    whole = isinstance(ask.step, Several | Say)
    place = (ask.step.id, ask.item_id if whole else "")
    turns[place] += 1
    done = turns[place] - 1
    return (*given, Button.ON)[min(done, len(given))] if whole else given[done % len(given)]
