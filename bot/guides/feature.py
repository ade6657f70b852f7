"""Guides: made with staff, said yes to by the borger, gone through step by step."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.guides import beside_goal, edit_part, giving, making, own_guides, page_part, runs, setting
from bot.guides.copy_lines import guides_in_copy
from dialogs.method.needs import given, one_of, one_value, words
from dialogs.permissions import Action
from dialogs.text import T

_SIGNS = ("🧹", "🍲", "👕", "🚿", "🚌", "🛒", "📱", own_guides.SIGN)
_NEW = {"title": words(), "sign": one_value(_SIGNS)}
_ABOUT = {
    "what": one_of("name", "photo", "time", "things"),
    "name": words(when=given("what", "name")),
    "photo": words(when=given("what", "photo")),
    "time": one_value(range(1, 601), when=given("what", "time")),
    "things": words(when=given("what", "things")),
}

FEATURE = Feature(
    forms={
        making.MAKE: Flow(Action.ANSWER_WITH, finished=making.named, says_so=True, needs=_NEW),
        making.OWN: Flow(Action.OWN_PLANS, finished=making.named, says_so=True, needs=_NEW),
        making.STEP: Flow(
            Action.ANSWER_WITH,
            making.step_known,
            making.sent,
            True,
            needs={"sent": words()},
            facts=("stands", "asks"),
            stands=making.stands,
        ),
        making.OWN_STEP: Flow(
            Action.OWN_PLANS, making.step_known, making.sent, True, needs={"sent": words()}, facts=("stands", "asks")
        ),
        making.ABOUT: Flow(
            Action.ANSWER_WITH,
            making.about_known,
            making.about_said,
            True,
            needs=_ABOUT,
            facts=("title",),
            stands=making.stands,
        ),
    },
    screens={
        own_guides.GUIDES: Screen(Action.OWN_PLANS, own_guides.opened),
        own_guides.BEGIN: Screen(Action.OWN_PLANS, own_guides.begun_by_reminder, stays=True),
        "guide_copy": Screen(Action.ANSWER_WITH, giving.copy_shipped, stays=True),
        "guide_take": Screen(Action.ANSWER_WITH, giving.copy_of_another, stays=True),
        "guide_give": Screen(Action.ANSWER_WITH, giving.give, stays=True),
        "guide_set": Screen(Action.ANSWER_WITH, setting.changed, stays=True),
    },
    on_shelf=(own_guides.on_shelf,),
    lately=(beside_goal.lately,),
    taps={own_guides.GUIDE: own_guides.tapped, runs.RUN: runs.tapped},
    typed=(runs.typed,),
    timers={"run": runs.timer_due},
    page_parts={
        "guides": page_part.all_of_them,
        "guide": page_part.one,
        "guide_ready": page_part.ready,
        "guide_shipped": page_part.shipped,
        "guide_other": page_part.by_another,
        "guide_try": page_part.tried,
        "guide_runs": page_part.runs,
        "guide_edit": edit_part.steps,
        "guide_step": edit_part.step,
        "guide_more": edit_part.more,
        "guide_from": edit_part.begun_from,
        "guide_asks": edit_part.asks,
        "guide_goal": edit_part.goals,
    },
    page_opens={
        "guide_copy": "guide_copy",
        "guide_give": "guide_give",
        "guide_take": "guide_take",
        "guide_set": "guide_set",
        "guide_new": making.MAKE,
        "guide_add": making.STEP,
        "guide_about": making.ABOUT,
    },
    page_ways=(page_part.ways,),
    moves=(runs.moved,),
    reached=(runs.reached,),
    comes_again=(runs.comes_again,),
    copy_lines=(guides_in_copy,),
    looks={page_part.LOOKED: ("🪜", T("how it went with a guide"))},
)
