"""The borger's week, and the board of the day."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.week import week, week_dialogs
from dialogs.method.needs import one_of, one_value, some_of, words
from dialogs.permissions import Action
from dialogs.text import T
from dialogs.time.repeat import EVERY_DAY

_LOOK_AHEAD = Flow(
    Action.OWN_CHECK_IN, week_dialogs.look_ahead_known, week_dialogs.look_ahead_done, facts=("monday",),
    needs={
        "wishes": some_of(when=None),
        "day": one_value(EVERY_DAY, over="wishes"),
        "part": one_of(*week_dialogs.PARTS, when=None, over="wishes"),
        week_dialogs.OWN_WORDS: words(when=None),
    },
)  # fmt: skip
"""Its answers are read where they are kept, for they may be corrected for days."""

FEATURE = Feature(
    forms={"look_ahead": _LOOK_AHEAD},
    screens={"week": Screen(Action.OWN_CHECK_IN, week.week), "today": Screen(Action.OWN_CHECK_IN, week.today)},
    taps={week.WEEK: week.tapped},
    changed={"wishes": week_dialogs.wishes_changed},
    looks={"forecast": ("🗓️", T("what is planned for you"))},
)
