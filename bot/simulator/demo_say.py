"""What the demo's borgere have laid and chosen: two mats on one topic, who decides, and the themes that count just now.
All of it invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.simulator.demo_history import Past, held
from bot.simulator.demo_house import BORGERE, ZONE, Borger
from dialogs.engine import engine
from dialogs.engine.buttons import Button
from dialogs.engine.path import Ask
from dialogs.engine.session import Item, Pressed, Said, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Info
from locales.texts import load_texts
from storage import method_use, sharing

Answers = Mapping[str, tuple[str, ...]]
SITTINGS: tuple[tuple[str, str, int, Answers], ...] = (
    ("Alma", "mat", 41, {"theme": ("meals",), "mat": ("good", "not_good", "between")}),
    ("Alma", "mat", 6, {"theme": ("meals",), "mat": ("good", "good", "between")}),
    ("Freja", "who_decides", 33, {"who": ("me", "together", "heard", "others"), "otherwise": ("yes_", "no_")}),
    ("Freja", "themes", 20, {"themes": ("free_time",)}),
)
"""Who sat with which method, how many days ago, and what they answered: at each question in turn, round and round."""


def say_and_choose(past: Past) -> None:
    """Writes the sittings; each is shared with the first of their contact persons."""
    for name, method, days, answers in SITTINGS:
        borger, dialog = next(one for one in BORGERE if one.name == name), past.dialogs[method]
        at, reader = past.until - timedelta(days=days, hours=3), past.ids[borger.contacts[0]]
        method_use.set_used(past.tx, past.ids[name], method, True, reader, at)
        sharing.set_grant(past.tx, past.ids[name], reader, dialog.topic or "", True, at)
        lists = _lists(dialog)
        held(past, borger, dialog, at, _through(dialog, borger, lists, answers, at), lists=lists)


def _lists(dialog: Dialog) -> Mapping[str, tuple[Item, ...]]:
    """The lists of the file, in Danish."""
    say = load_texts()["da"].say
    return {
        name: tuple(Item(each.id, say(each.label.plain()), each.pictogram, essential=False)
                    for each in source.items[: source.most])
        for name, source in dialog.lists.items()
    }  # fmt: skip


def _through(
    dialog: Dialog, borger: Borger, lists: Mapping[str, tuple[Item, ...]], answers: Answers, at: datetime
) -> list[str | Said]:
    """What is tapped from the first card to a receipt that is shared."""
    session = engine.start(dialog, profile=borger.profile, zone=ZONE, lists=lists, facts={"about": borger.name})
    taps, turns = list[str | Said](), Counter[str]()
    while session.stage is Stage.ASKING:
        tap = _tap(engine.current(dialog, session), answers, turns, ticked=bool(session.draft))
        taps.append(tap)
        session, _ = engine.step(dialog, session, Pressed(session.turn, tap), at)
    return [*taps, Button.SHARE]


def _tap(ask: Ask, answers: Answers, turns: Counter[str], *, ticked: bool) -> str:
    """What is tapped at a question; one that has no answer here is skipped."""
    if isinstance(ask.step, Info) or ticked:
        return Button.ON
    given = answers.get(ask.step.id)
    if not given:
        return Button.SKIP
    turns[ask.step.id] += 1
    return given[(turns[ask.step.id] - 1) % len(given)]
