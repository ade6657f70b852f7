"""Check-ins and all else that a borger is asked, answers and says."""

from __future__ import annotations

from bot.asking import check_in_plans, checkins, look_back, quiet_times, together
from bot.asking.copy_lines import answers_in_copy, readers_in_copy
from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from dialogs.method.known import LOOK_BACK
from dialogs.permissions import Action
from dialogs.text import T

_OWN_WORDS = Flow(Action.OWN_WORDS, finished=checkins.own_words_done)

FEATURE = Feature(
    forms={
        "own_words": _OWN_WORDS,
        "wish": _OWN_WORDS,
        "note": _OWN_WORDS,
        LOOK_BACK: Flow(Action.OWN_CHECK_IN, look_back.known),
        "together": Flow(Action.ANSWER_WITH, together.dialogs_known, together.begin),
        "observation": Flow(Action.ANSWER_WITH),
        "my_times": Flow(Action.SET_TIMES, finished=check_in_plans.times_done),
        "times": Flow(Action.SET_TIMES, check_in_plans.times_known, check_in_plans.times_done),
        quiet_times.QUIET_TIME: Flow(Action.SET_TIMES, quiet_times.known, quiet_times.done),
    },
    screens={
        "answer_now": Screen(Action.OWN_CHECK_IN, checkins.answer_now),
        "answer_with": Screen(Action.ANSWER_WITH, together.choose),
        "observe": Screen(Action.ANSWER_WITH, together.observe),
        "forget": Screen(Action.OWN_WORDS, checkins.forget),
        "about": Screen(None, checkins.about),
    },
    timers={"session": checkins.session_timer},
    due={"check_in": checkins.check_in_due},
    draws={"session": together.put_away},
    page_opens={"together": "answer_with", "observe": "observe"},
    copy_lines=(answers_in_copy, readers_in_copy),
    looks={"own words": ("💬", T("your own words")), "answers": ("🗨️", T("your answers"))},
)
