"""Tasks: made by sittings, taken on and answered by staff, done by borgere."""

from __future__ import annotations

from bot.desk import heard
from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.tasks import made, owed_days, own, replies, staff_side
from bot.tasks.copy_lines import tasks_in_copy
from dialogs.method.checks import REPLY
from dialogs.method.needs import one_from
from dialogs.permissions import Action
from dialogs.text import T
from storage.tasks import TASKS

FEATURE = Feature(
    forms={
        own.MY_TASK: Flow(
            Action.OWN_PLANS, own.known, own.answered, lists=("ways",), facts=("what",), needs={"way": one_from("ways")}
        ),
    },
    purposes={
        REPLY: Flow(
            Action.ANSWER_WISH, replies.known, replies.done, facts=("what", "heard"), heard=heard.by_day,
            stands=replies.stands,
        ),
    },
    screens={"follow_ups": Screen(Action.OWN_SETTINGS, staff_side.list_mine)},
    taps={staff_side.TASK: staff_side.tapped},
    timers={"task": owed_days.when_due},
    changed={TASKS: made.bring_in_line},
    ended=(staff_side.sheet_written,),
    draws={TASKS: staff_side.draw, owed_days.OWED: owed_days.draw},
    page_parts={"follow_ups": staff_side.part},
    copy_lines=(tasks_in_copy,),
    looks={staff_side.LOOKED: ("☝️", T("what you would like to talk about"))},
)  # fmt: skip
