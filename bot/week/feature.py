"""The borger's week, and the board of the day."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.week import week, week_dialogs
from dialogs.permissions import Action
from dialogs.text import T

FEATURE = Feature(
    forms={"look_ahead": Flow(Action.OWN_CHECK_IN, week_dialogs.look_ahead_known, week_dialogs.look_ahead_done)},
    screens={"week": Screen(Action.OWN_CHECK_IN, week.week), "today": Screen(Action.OWN_CHECK_IN, week.today)},
    taps={week.WEEK: week.tapped},
    changed={"wishes": week_dialogs.wishes_changed},
    looks={"forecast": ("🗓️", T("what is planned for you"))},
)
