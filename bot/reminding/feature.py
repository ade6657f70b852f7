"""Reminders of activities, and those that borgere set themselves."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow
from bot.reminding import own_reminders, reminder_taps, reminders
from dialogs.method.needs import day, one_from, one_of, some_values, time_of_day, words
from dialogs.permissions import Action
from dialogs.time.repeat import EVERY_DAY

_OWN = {
    "what": one_of(),
    "words": words(when=None),
    "at": time_of_day(),
    "days": one_of("once", "daily", "some"),
    "weekdays": some_values(EVERY_DAY, when=None),
}
_MINE = {"which": one_from("mine"), "sure": one_of("remove", "keep", among=("remove",))}

FEATURE = Feature(
    forms={
        "remind_me": Flow(Action.OWN_PLANS),
        "own_reminder": Flow(Action.OWN_PLANS, finished=own_reminders.added, says_so=True, needs=_OWN),
        "my_reminders": Flow(
            Action.OWN_PLANS, own_reminders.known, own_reminders.removed, needs=_MINE, lists=("mine",)
        ),
        "move_it": Flow(
            Action.OWN_PLANS,
            reminder_taps.move_known,
            reminder_taps.move_done,
            facts=("what",),
            needs={"day": day(), "at": time_of_day()},
        ),
    },
    taps={reminders.REMINDER: reminder_taps.tapped},
    timers={"reminder": reminders.timer_due},
    comes_again=(reminders.comes_again,),
    due={"reminder": reminders.reminder_due},
    moves=(reminders.moved,),
)
