"""Check-ins and all else that a borger is asked, answers and says."""

from __future__ import annotations

from bot.asking import checkins, look_back, together
from bot.asking.copy_lines import answers_in_copy, readers_in_copy
from bot.desk import for_today, handing, waiting
from bot.desk.feature import Feature
from bot.desk.flow import Flow, ListOf, Screen
from dialogs.method.needs import one_from, one_of
from dialogs.permissions import Action
from dialogs.text import T

_OWN_WORDS = Flow(Action.OWN_WORDS, finished=checkins.own_words_done, needs={"where": one_of(when=None)})

FEATURE = Feature(
    forms={
        "own_words": _OWN_WORDS,
        "note": _OWN_WORDS,
        "together": Flow(
            Action.ANSWER_WITH,
            together.dialogs_known,
            together.begin,
            lists=("dialogs",),
            needs={"which": one_from("dialogs")},
        ),
        together.OWN_VIEW: Flow(
            Action.ANSWER_WITH,
            together.views_known,
            together.begin_view,
            lists=("dialogs",),
            needs={"which": one_from("dialogs")},
        ),
    },
    screens={
        "answer_now": Screen(Action.OWN_CHECK_IN, checkins.answer_now),
        "answer_with": Screen(Action.ANSWER_WITH, together.choose),
        "observe": Screen(Action.ANSWER_WITH, together.observe),
        "forget": Screen(Action.OWN_WORDS, checkins.forget),
        "waits": Screen(Action.OWN_CHECK_IN, waiting.opened),
        "about": Screen(None, checkins.about),
    },
    lists={look_back.OCCURRENCES: ListOf(look_back.occurrences)},
    taps={handing.HANDED: handing.tapped},
    timers={"session": checkins.session_timer, for_today.FADES: for_today.timer_due},
    ended=(for_today.ended,),
    comes_again=(checkins.comes_again,),
    due={"check_in": checkins.check_in_due},
    draws={"session": together.put_away, handing.HANDED: together.put_away_handed},
    while_at_work=("session",),
    page_opens={"together": "answer_with", "observe": "observe"},
    copy_lines=(answers_in_copy, readers_in_copy),
    looks={"own words": ("🗣️", T("your own words")), "answers": ("🙂", T("your answers"))},
)
