"""Guides: made with staff, said yes to by the borger, gone through step by step."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Screen
from bot.guides import giving, own_guides, page_part, runs
from bot.guides.copy_lines import guides_in_copy
from dialogs.permissions import Action
from dialogs.text import T

FEATURE = Feature(
    screens={
        own_guides.GUIDES: Screen(Action.OWN_PLANS, own_guides.opened),
        own_guides.BEGIN: Screen(Action.OWN_PLANS, own_guides.begun_by_reminder, stays=True),
        "guide_copy": Screen(Action.ANSWER_WITH, giving.copy_shipped, stays=True),
        "guide_give": Screen(Action.ANSWER_WITH, giving.give, stays=True),
    },
    on_shelf=(own_guides.on_shelf,),
    taps={own_guides.GUIDE: own_guides.tapped, runs.RUN: runs.tapped},
    timers={"run": runs.timer_due},
    page_parts={
        "guides": page_part.all_of_them,
        "guide": page_part.one,
        "guide_ready": page_part.ready,
        "guide_shipped": page_part.shipped,
        "guide_try": page_part.tried,
        "guide_runs": page_part.runs,
    },
    page_opens={"guide_copy": "guide_copy", "guide_give": "guide_give"},
    page_ways=(page_part.ways,),
    moves=(runs.moved,),
    reached=(runs.reached,),
    comes_again=(runs.comes_again,),
    copy_lines=(guides_in_copy,),
    looks={page_part.LOOKED: ("🪜", T("how it went with a guide"))},
)
