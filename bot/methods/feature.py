"""The methods a borger uses: agreed with staff, switched on and off by the borger, found on shelves."""

from __future__ import annotations

from bot.desk.about_entries import WHICH_ENTRY
from bot.desk.feature import Feature
from bot.desk.flow import Flow, ListOf
from bot.desk.occasions import PLANNED
from bot.methods import agreeing, entries, half_done, narrowing, offers, planned, plans, quiet_times, shelves
from dialogs.method.entries import KINDS
from dialogs.method.needs import Need, day, given, one_from, one_of, one_value, some_from, some_values, time_of_day
from dialogs.method.steps import Condition
from dialogs.permissions import Action
from dialogs.time.repeat import EVERY_DAY

_HOURS = range(1, 14 * 24 + 1)
_METHOD = Flow(
    Action.SET_TIMES, agreeing.method_known, agreeing.method_done,
    lists=("appointments", "activities", *offers.LISTS), facts=("what",),
    needs={
        "use": one_of("yes_", "no_", among=("yes_", "no_")),
        "asked": one_of("fixed", "wish", when=given("use", "yes_")),
        "often": one_from("rhythms", when=given("asked", "fixed")),
        "appointment": one_from("appointments", when=given("often", "meeting")),
        "activity": one_from("activities", when=given("often", "after")),
        "later": one_from("spans", when=None),
        "ahead": one_from("days_ahead", when=None),
        "days": some_values(EVERY_DAY, when=None),
        "first": day(when=None),
        "at": time_of_day(when=Condition(step="often", none_of=("after",))),
        "window": one_from("windows", when=None),
    },
)  # fmt: skip
_QUIET: dict[str, Need] = {
    "quiet_from": time_of_day(when=None), "quiet_to": time_of_day(when=given("quiet_from")),
}  # fmt: skip
_HALF_DONE = {
    **_QUIET,
    "which": one_from("methods", when=None),
    "on": one_of("yes_", "off", when=None),
    "at": time_of_day(when=given("days")),
    "days": some_values(EVERY_DAY, when=None),
    "often": one_value(range(1, 53), when=None),
    "window": one_value(_HOURS, when=None),
    "quiet": one_of(when=None),
}
"""What was asked before of times; who was in the middle of it finishes as they began."""

FEATURE = Feature(
    forms={
        "more": Flow(Action.OWN_READING, shelves.more_known, lists=("more",)),
        shelves.ON_SHELF: Flow(Action.OWN_READING, shelves.shelf_known, lists=("on_it",), facts=("shelf",)),
        "methods": Flow(Action.SET_TIMES, agreeing.methods_known, lists=("methods",), facts=("use",)),
        "method": _METHOD,
        narrowing.NARROW: Flow(
            Action.SET_TIMES,
            narrowing.known,
            narrowing.done,
            lists=("things",),
            facts=("what", "now"),
            needs={"things": some_from("things"), "sure": one_of("yes_", "all", among=("yes_",))},
        ),
        "my_methods": Flow(
            Action.OWN_READING,
            agreeing.my_methods_known,
            agreeing.my_methods_done,
            lists=("methods",),
            needs={"methods": some_from("methods")},
        ),
        "my_times": Flow(
            Action.SET_TIMES, plans.my_times_known, half_done.times_done, lists=("methods",), needs=_HALF_DONE
        ),
        "times": Flow(Action.SET_TIMES, finished=half_done.times_done, needs=_HALF_DONE),
        "my_time": Flow(
            Action.SET_TIMES,
            plans.my_time_known,
            plans.my_time_done,
            lists=("weekdays",),
            needs={"at": time_of_day(), "days": some_from("weekdays", when=None)},
        ),
        "quiet_hours": Flow(Action.SET_TIMES, finished=quiet_times.hours_done, needs=_QUIET),
        quiet_times.QUIET_TIME: Flow(
            Action.SET_TIMES,
            quiet_times.known,
            quiet_times.done,
            lists=("ways",),
            facts=("above",),
            needs={"way": one_from("ways"), "at": time_of_day(when=given("way", "other"))},
        ),
        WHICH_ENTRY: Flow(
            None,
            entries.which_known,
            entries.which_done,
            lists=("entries",),
            stands=entries.which_stands,
            needs={"which": one_from("entries")},
        ),
        "accept_entry": Flow(
            Action.OWN_READING,
            entries.accept_known,
            entries.accept_done,
            facts=("title",),
            needs={"agree": one_of("yes_", "no_", "later", among=("yes_",))},
        ),
    },
    lists={entries.ENTRIES: ListOf(entries.listed, KINDS)},
    changed={entries.ENTRIES: entries.bring_in_line, PLANNED: planned.bring_in_line},
    copy_lines=(agreeing.methods_in_copy, narrowing.in_copy, entries.entries_in_copy),
)
