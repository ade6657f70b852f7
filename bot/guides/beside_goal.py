"""How it went lately with the guides of a goal, as it stands over the question how far the goal has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.guides.page_part import LOOKED
from bot.guides.run_words import dated, told
from dialogs.text import T, Text
from storage import guides, sharing
from storage.entries import Entry
from storage.guides import TOPIC
from storage.people import Person

FOR_STAFF = 3
"""How many of the last times staff are told; the borger hears of the last one."""
JUST_NOW = timedelta(hours=1)
"""A card that is drawn again within this is the same look."""


def lately(desk: Desk, person: Person, entry: Entry) -> Sequence[Text]:
    """The last times, in words alone: what level that is, whoever rates says."""
    own = person.id == entry.borger_id
    if not own and not sharing.may_read(desk.tx, reader_now(desk, person), entry.borger_id, TOPIC):
        return ()
    lines: list[Text] = []
    for stored in guides.of_goals(desk.tx, entry.id):
        over = [run for run in guides.runs_of(desk.tx, entry.borger_id, stored.id) if run.is_over]
        runs = [run for run in over if own or not run.kept]
        if not runs:
            continue
        if own:
            lines.append(T("Last time with »{title}«: {what}", title=stored.guide.title, what=told(runs[-1])))
        else:
            lines.append(T("»{title}«:", title=stored.guide.title))
            lines += [dated(run, desk.house.zone) for run in runs[: -FOR_STAFF - 1 : -1]]
    if lines and not own and not sharing.has_looked(desk.tx, person.id, entry.borger_id, LOOKED, desk.now - JUST_NOW):
        sharing.log_look(desk.tx, person.id, entry.borger_id, LOOKED, desk.now)
    return lines
