"""Calls for a talk, and who is on duty."""

from __future__ import annotations

from bot.desk import heard
from bot.desk.desk import Desk
from bot.desk.feature import Feature
from bot.desk.flow import Done, Flow, Screen
from bot.talking import again, agreeing, alerts, calls, duty, notice_cards, notices, staff_cards, talk
from bot.talking.copy_lines import talks_in_copy
from bot.telegram.buttons import Tap
from dialogs.method.needs import one_from, one_value, some_from, time_of_day, words
from dialogs.permissions import Action
from dialogs.text import T
from storage.people import Person


def _duty_tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the plan of shifts; who is on duty now may be called."""
    changed = duty.tapped(desk, person, tap)
    calls.shifts_changed(desk)
    return changed


def _time_given(desk: Desk, done: Done) -> None:
    talk.time_given(desk, done, calls.over)


def _words_given(desk: Desk, done: Done) -> None:
    talk.words_given(desk, done, calls.over)


FEATURE = Feature(
    forms={
        agreeing.LIST: Flow(Action.PROPOSE_ALERT, agreeing.list_known, lists=("alerts",), facts=("stands",)),
        agreeing.NEW: Flow(
            Action.PROPOSE_ALERT,
            agreeing.new_known,
            agreeing.new_done,
            lists=("answers", "hearers"),
            facts=("question",),
            needs={
                "answer": one_from("answers"),
                "days": one_value(range(1, 8)),
                "who": some_from("hearers"),
            },
        ),
        agreeing.ONE: Flow(
            Action.OWN_ALERTS,
            agreeing.one_known,
            agreeing.one_done,
            lists=("ways",),
            facts=("agreement", "asks"),
            needs={"way": one_from("ways")},
        ),
        agreeing.ORDER: Flow(
            Action.OWN_ALERTS,
            agreeing.order_known,
            agreeing.order_done,
            lists=("hearers",),
            needs={"who": some_from("hearers")},
        ),
        talk.TALK_TIME: Flow(
            Action.ANSWER_TALK,
            finished=_time_given,
            says_so=True,
            needs={"at": time_of_day()},
            facts=("heard",),
            heard=heard.at_once,
        ),
        talk.TALK_WORDS: Flow(
            Action.ANSWER_TALK,
            finished=_words_given,
            says_so=True,
            needs={"words": words()},
            facts=("heard",),
            heard=heard.at_once,
        ),
    },
    screens={
        "talk": Screen(Action.ASK_TO_TALK, talk.talk, stays=True),
        "come_by": Screen(Action.ASK_TO_TALK, talk.come_by, stays=True),
        "read_now": Screen(Action.ASK_TO_TALK, notices.read_now, stays=True),
        "duty": Screen(Action.SET_DUTY, duty.duty),
    },
    taps={staff_cards.TALK: talk.tapped, duty.DUTY: _duty_tapped, notice_cards.NOTICE: notices.tapped},
    timers={"talk": calls.timer_due},
    changed={notice_cards.SHOWS: notices.bring_in_line, alerts.ALERTS: alerts.bring_in_line},
    draws={notice_cards.SHOWS: notices.draw},
    moves=(talk.moved, notices.moved),
    comes_again=(again.comes_again,),
    reached=(again.reached,),
    copy_lines=(talks_in_copy, agreeing.agreements_in_copy),
    looks={notices.ALERT: ("📣", T("an answer you had agreed an alert on"))},
)
