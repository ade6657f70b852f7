"""The cards a borger sees on the way through trivsel, as they are sent."""

from __future__ import annotations

from bot.clock import Clock
from bot.desk.desk import CHECK_IN, SESSION
from bot.telegram.content import Content
from bot.telegram.render import render
from dialogs import engine
from dialogs.face import card
from dialogs.library import load_library
from dialogs.profile import ReadingProfile
from dialogs.session import Pressed
from locales.texts import load_texts
from tests.bench.seed import ZONE
from tests.bench.telegram import TAPS_OF_ONE


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
