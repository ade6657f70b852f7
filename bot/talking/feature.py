"""Calls for a talk, and who is on duty."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.talking import duty, talk
from bot.talking.copy_lines import talks_in_copy
from bot.telegram.buttons import Tap
from dialogs.method.needs import time_of_day, words
from dialogs.permissions import Action
from storage.people import Person


def _duty_tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the plan of shifts; who is on duty now may be called."""
    changed = duty.tapped(desk, person, tap)
    talk.shifts_changed(desk)
    return changed


FEATURE = Feature(
    forms={
        talk.TALK_TIME: Flow(Action.ANSWER_TALK, finished=talk.time_given, says_so=True, needs={"at": time_of_day()}),
        talk.TALK_WORDS: Flow(Action.ANSWER_TALK, finished=talk.words_given, says_so=True, needs={"words": words()}),
    },
    screens={"talk": Screen(Action.ASK_TO_TALK, talk.talk, stays=True), "duty": Screen(Action.SET_DUTY, duty.duty)},
    taps={talk.TALK: talk.tapped, duty.DUTY: _duty_tapped},
    timers={"talk": talk.timer_due},
    copy_lines=(talks_in_copy,),
)
