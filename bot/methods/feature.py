"""The methods a borger uses: agreed with staff, switched on and off by the borger, found on shelves."""

from __future__ import annotations

from bot.desk.about_entries import WHICH_ENTRY
from bot.desk.feature import Feature
from bot.desk.flow import Flow
from bot.methods import agreeing, entries, half_done, plans, quiet_times, shelves
from dialogs.permissions import Action

FEATURE = Feature(
    forms={
        "more": Flow(Action.OWN_READING, shelves.more_known),
        shelves.ON_SHELF: Flow(Action.OWN_READING, shelves.shelf_known),
        "methods": Flow(Action.SET_TIMES, agreeing.methods_known),
        "method": Flow(Action.SET_TIMES, agreeing.method_known, agreeing.method_done),
        "my_methods": Flow(Action.OWN_READING, agreeing.my_methods_known, agreeing.my_methods_done),
        "my_times": Flow(Action.SET_TIMES, plans.my_times_known, half_done.times_done),
        "times": Flow(Action.SET_TIMES, finished=half_done.times_done),
        "my_time": Flow(Action.SET_TIMES, plans.my_time_known, plans.my_time_done),
        "quiet_hours": Flow(Action.SET_TIMES, finished=quiet_times.hours_done),
        quiet_times.QUIET_TIME: Flow(Action.SET_TIMES, quiet_times.known, quiet_times.done),
        WHICH_ENTRY: Flow(None, entries.which_known, entries.which_done),
        "accept_entry": Flow(Action.OWN_READING, entries.accept_known, entries.accept_done),
    },
    lists={entries.ENTRIES: entries.listed},
    changed={entries.ENTRIES: entries.bring_in_line},
    copy_lines=(entries.entries_in_copy,),
)
