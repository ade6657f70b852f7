"""Reminders of activities, and those that borgere set themselves."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow
from bot.reminding import own_reminders, reminder_taps, reminders
from dialogs.permissions import Action

FEATURE = Feature(
    forms={
        "remind_me": Flow(Action.OWN_PLANS),
        "own_reminder": Flow(Action.OWN_PLANS, finished=own_reminders.added, says_so=True),
        "my_reminders": Flow(Action.OWN_PLANS, own_reminders.known, own_reminders.removed),
        "move_it": Flow(Action.OWN_PLANS, reminder_taps.move_known, reminder_taps.move_done),
    },
    taps={reminders.REMINDER: reminder_taps.tapped},
    timers={"reminder": reminders.timer_due},
    due={"reminder": reminders.reminder_due},
)
