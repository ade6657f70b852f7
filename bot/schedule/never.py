"""Check-ins that can never be asked, for it is quiet until their time to answer is over: staff hear of each once."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from bot.desk.desk import Desk, House
from bot.desk.numbers import spoken
from dialogs.text import T, Text
from dialogs.time.schedule import Plan, QuietHours, after_quiet, occurrences
from storage import people, watch
from storage.people import Person
from storage.watch import InQuiet

A_WHILE = 8
"""Occurrences looked at: around a change of clocks one may be asked, and the rest not."""


def is_never(plan: Plan, quiet: QuietHours, found: InQuiet) -> bool:
    """Whether none of the next occurrences of a plan would be asked."""
    dues = list(islice(occurrences(plan, found.since), A_WHILE))
    return bool(dues) and all(after_quiet(quiet, due, plan.zone) >= due + plan.window for due in dues)


async def found_now(house: House) -> list[InQuiet]:
    """The check-ins of active borgere that can never be asked."""
    return [one for one in await watch.asked_in_quiet(house.db.bulk) if is_never(one.plan, one.quiet, one)]


def lines(desk: Desk, found: list[InQuiet], readers: dict[int, list[Person]]) -> dict[int, list[tuple[Person, Text]]]:
    """By reader the borgere with a line about each, of what has not been told; `readers` are those of each
    borger. What is no more so is forgotten, and told when it is so anew."""
    watch.end_never(desk.tx, [one.schedule_id for one in found])
    told: dict[int, list[tuple[Person, Text]]] = defaultdict(list)
    for one in found:
        borger = people.person_by_id(desk.tx, one.borger_id)
        mine = readers.get(one.borger_id, [])
        dialog = desk.house.dialogs.get(one.dialog_id)
        if borger is None or dialog is None or not mine:
            continue
        if watch.tell(desk.tx, borger.id, watch.never_named(one.schedule_id), one.since, desk.now):
            line = T(
                "I never ask {name} »{what}«: it is set to {time}, and it is quiet from {start} to {end}. Please"
                " choose another time under Methods.", name=borger.name, what=dialog.title.plain(),
                time=one.plan.at, start=spoken(one.quiet.start), end=spoken(one.quiet.end),
            )  # fmt: skip
            for reader in mine:
                told[reader.id].append((borger, line))
    return told
