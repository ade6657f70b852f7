"""How the house was rated over time, from sheet to sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk.page_parts import Sight
from bot.pictures.spec import ChartPicture
from bot.reviewing import series
from bot.reviewing.charts import in_numbers, total_rows
from dialogs.text import T
from storage import records
from storage.records import Record

MOST_ROWS = 4
"""Curves on one picture: what a phone can show legibly."""


@dataclass(frozen=True)
class Curve:
    """The curves of one dialog, and how they stand in words."""

    lines: tuple[str, ...]
    picture: ChartPicture


def drawn(sight: Sight, found: Sequence[Record]) -> Curve | None:
    """The curves of what was rated on these sheets, the newest first; None if nothing was. That staff look on from the
    outside goes without saying where nobody else could answer."""
    desk, house = sight.desk, sight.borger
    said = [
        replace(answer, provenance="self")
        for record in reversed(found)
        for answer in records.answers_of(desk.tx, house.id, record)
    ]
    rows = (*series.totals(desk, said), *series.questions(desk, said))[:MOST_ROWS]
    if not rows:
        return None
    title = sight.texts.say(desk.dialog(found[0].version).title.plain())
    lines = [f"<b>{sight.say(T('{title}', title=title))}</b>"]
    lines += [sight.say(line) for one in rows for line in (*series.stands(one), *in_numbers(one))]
    return Curve(tuple(lines), ChartPicture(title, total_rows(sight.texts, rows), ()))
