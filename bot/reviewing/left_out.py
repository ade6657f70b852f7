"""Messages that were left out because a day had as many as it may have. Staff hear of them with their summary."""

from __future__ import annotations

from datetime import datetime

from bot.desk import gone_methods
from bot.desk.desk import Desk
from dialogs.text import T, Text
from storage import house_counts, people
from storage.people import Person


def left_out_lines(desk: Desk, reader: Person, since: datetime) -> list[Text]:
    """What the borgere somebody is contact person of did not get since an instant, because their day had as many
    messages as the house allows: a line for each."""
    lines = []
    for borger in people.borgere_of(desk.tx, reader.id):
        found = house_counts.left_out(desk.tx, borger.id, since, desk.now)
        if found:
            what = tuple(_called(desk, *one) for one in found)
            line = T("Not sent to {name}, the day had no room for more messages: {list}", name=borger.name, list=what)
            lines.append(line)
    return lines


def _called(desk: Desk, due: datetime, dialog_id: str, title: str) -> Text:
    method = gone_methods.title_of(desk.tx, desk.house.dialogs, dialog_id) if dialog_id else None
    what = method or T("{title}", title=title)
    return T("{what} {when}", what=what, when=due.astimezone(desk.house.zone))
