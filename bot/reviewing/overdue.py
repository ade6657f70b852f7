"""Ratings that come so seldom that one left out is worth a word to those who read them."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from bot.desk.desk import Desk
from dialogs.text import T, Text
from storage import answers, schedules, sharing
from storage.people import Person
from storage.sharing import Reader

LATE = timedelta(days=3)
"""A rating of which nothing is shared is overdue so long after it was asked."""
LOOK_BACK = timedelta(days=60)
EARLY = timedelta(days=1)
"""An answer that came no longer than this before a rating fell due counts as the answer to it."""


def overdue(desk: Desk, reader: Person, borger: Person) -> list[tuple[Text, datetime]]:
    """(topic, when it was last asked) of a borger's ratings with totals, of those of which nothing was shared since.

    Only of topics the borger shares with the reader. Who kept an answer to themself and who gave none look the same.
    """
    found: list[tuple[Text, datetime]] = []
    for dialog in (d for d in desk.house.dialogs.values() if d.scores and d.topic):
        topic = dialog.topic or ""
        if not sharing.may_read(desk.tx, Reader(reader.id), borger.id, topic):
            continue
        if schedules.schedule_of(desk.tx, borger.id, "check_in", dialog.id) is None:
            continue  # it is not asked any more
        asked = schedules.occurrences_between(
            desk.tx, borger.id, "check_in", desk.now - LOOK_BACK, desk.now - LATE, dialog_id=dialog.id
        )
        if not asked:
            continue
        due = asked[-1][0]
        if not answers.shared_answers(desk.tx, Reader(reader.id), borger.id, due - EARLY, desk.now, topic):
            found.append((desk.topics[topic], due))
    return found


def overdue_lines(desk: Desk, reader: Person, told: datetime) -> list[Text]:
    """A line for each topic with the borgere for whom it has become overdue since an instant: told once."""
    late: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, Text] = {}
    for borger in sharing.borgere_of(desk.tx, Reader(reader.id)):
        for title, due in overdue(desk, reader, borger):
            if due + LATE > told:
                titles[title.id] = title
                late[title.id].append(borger.name)
    return [T("{topic}, not shared yet: {names}", topic=title, names=tuple(late[id_])) for id_, title in titles.items()]
