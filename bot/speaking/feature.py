"""Reading aloud, for who wants it."""

from __future__ import annotations

from bot.desk.aloud import HEAR
from bot.desk.feature import Feature
from bot.desk.flow import Flow
from bot.speaking import reading_aloud, recording
from dialogs.method.needs import one_from, one_of, words
from dialogs.permissions import Action

FEATURE = Feature(
    taps={HEAR: reading_aloud.tapped},
    forms={
        "record_method": Flow(
            Action.MANAGE_BORGER, recording.methods_known, recording.method_chosen, lists=("methods",),
            needs={"method": one_from("methods")},
        ),
        "record_card": Flow(
            Action.MANAGE_BORGER, recording.cards_known, recording.card_chosen, lists=("cards",), facts=("method",),
            needs={"card": one_from("cards")},
        ),
        "record_voice": Flow(
            Action.MANAGE_BORGER, recording.voice_known, recording.voice_given, facts=("words",),
            needs={"voice": words()},
        ),
        "recorded": Flow(
            Action.MANAGE_BORGER, recording.what_is_known, recording.what_is_there, facts=("card", "stands"),
            needs={"what": one_of("hear", "anew", "back")},
        ),
    },
)  # fmt: skip
