"""The cards a borger sees on the way through trivsel, as they are sent."""

from __future__ import annotations

import json
from pathlib import Path

from bot.clock import Clock
from bot.desk.desk import SESSION
from bot.pictures.draw import draw
from bot.telegram.content import Content
from bot.telegram.render import render
from dialogs.engine import engine
from dialogs.engine.face import card
from dialogs.engine.session import Pressed
from dialogs.method.library import load_library
from dialogs.profile import ReadingProfile
from locales.texts import load_texts
from tests.bench.seed import ZONE
from tests.bench.telegram import TAPS_OF_ONE
from tests.examples import CHECK_IN


def write_cards(folder: Path) -> None:
    """The same in files, for a program that knows nothing of ours: `cards.json`, and the pictures it names."""
    given: list[dict[str, object]] = []
    for number, shown in enumerate(trivsel_cards(ReadingProfile())):
        picture = f"card-{number}.png" if shown.drawn else ""
        if shown.drawn:
            (folder / picture).write_bytes(draw(shown.drawn.picture))
        rows = [[button.text for button in row] for row in shown.rows]
        given.append({"text": shown.text, "rows": rows, "picture": picture})
    (folder / "cards.json").write_text(json.dumps(given), "utf-8")


def trivsel_cards(profile: ReadingProfile) -> list[Content]:
    """From the first question to the receipt, the first button tapped each time."""
    dialog, texts, now = load_library()[CHECK_IN], load_texts()[profile.language], Clock().now()
    session = engine.start(dialog, profile=profile, zone=ZONE, facts={"readers": "Prøve 0"}, lists={})
    shown: list[Content] = []
    for _ in range(TAPS_OF_ONE + 1):
        now_shown = card(dialog, session, now)
        shown.append(render(now_shown, profile, texts, SESSION, 1, session.turn))
        session, _ = engine.step(dialog, session, Pressed(session.turn, now_shown.buttons[0][0].id), now)
    return shown
