"""Goals: each on one page, for the borger and for those who may read it."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Screen
from bot.goals import my_goals, page_part
from dialogs.permissions import Action
from dialogs.text import T

FEATURE = Feature(
    screens={
        "my_goals": Screen(Action.OWN_CHECK_IN, my_goals.my_goals),
    },
    on_shelf=(my_goals.on_shelf,),
    taps={my_goals.GOALS: my_goals.tapped},
    page_parts={"goal": page_part.goal},
    page_ways=(page_part.ways,),
    looks={page_part.LOOKED: ("🏁", T("one of your goals"))},
)
