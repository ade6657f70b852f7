"""Greetings from staff."""

from __future__ import annotations

from bot.desk import heard
from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.greetings import cards, sending
from bot.greetings.copy_lines import greetings_in_copy
from dialogs.method.needs import words
from dialogs.permissions import Action

FEATURE = Feature(
    forms={
        sending.GREETING: Flow(
            Action.GREET, finished=sending.written, facts=("heard",), heard=heard.by_day,
            needs={"greeting": words()},
        ),
    },
    screens={cards.SCREEN: Screen(Action.OWN_WORDS, cards.opened)},
    on_shelf=(cards.on_shelf,),
    taps={cards.CARD: cards.tapped},
    timers={sending.GREETING: sending.timer_due},
    reached=(sending.go_on,),
    page_opens={sending.GREETING: sending.GREETING},
    copy_lines=(greetings_in_copy,),
)  # fmt: skip
