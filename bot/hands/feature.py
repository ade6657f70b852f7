"""A borger gives another a hand: who may fit, both asked, a thank-you."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Screen
from bot.hands import asking, page_part, planning_it
from bot.hands.copy_lines import hands_in_copy
from dialogs.permissions import Action
from dialogs.text import T

FEATURE = Feature(
    screens={page_part.ASK: Screen(Action.PLAN_WEEK, page_part.asked)},
    taps={asking.HAND: asking.tapped},
    timers={planning_it.THANKS: asking.timer_due},
    ended=(planning_it.planned,),
    page_parts={page_part.PART: page_part.part},
    page_opens={page_part.ASK: page_part.ASK},
    page_ways=(page_part.way,),
    copy_lines=(hands_in_copy,),
    looks={page_part.LOOKED: ("🫶", T("what you would like to do for others, or like a hand with"))},
)
