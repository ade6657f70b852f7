"""A borger's own curve, to the borger alone and on their wish: exact values, and no line to measure up to."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.pictures.spec import ChartPicture
from bot.reviewing import series
from bot.reviewing.charts import legend, total_rows
from bot.reviewing.series import Series
from bot.telegram.content import Content, drawn
from bot.telegram.spoken import with_speech
from dialogs.engine.cards import shows
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from storage import answers
from storage.answers import StoredAnswer
from storage.people import Person

MOST = 12
"""Sittings written out for those who read text alone: the latest."""


def my_graph(desk: Desk, start: Start) -> None:
    """Totals, and the ratings of dialogs whose view is a line: all that the borger has answered themself, alone or with
    help, whatever of it they share."""
    person, texts = start.person, desk.texts(start.person)
    dialogs = desk.house.dialogs.values()
    found = series.totals(desk, _said(desk, person, [d for d in dialogs if d.scores]), of_goals=False)
    found += series.questions(desk, _said(desk, person, [d for d in dialogs if d.view == "line" and not d.scores]))
    pictures, words = shows(desk.reading(person).settled().reading, essential=False)
    lines: list[Text] = []
    if not found:
        lines.append(T("There is no curve yet."))
    elif words:
        lines.append(T("This is your curve. Curves go up and down. You can talk with someone about it."))
    values = [line for one in found for line in _written(one)]
    picture = None
    if pictures and found:
        rows = total_rows(texts, found, words=words, lines=False)
        picture = drawn(ChartPicture(texts.say(T("My curve")) if words else "", rows, legend(texts) if words else ()))
    surface_id = start.surface_id or desk.new_surface(person)
    written = lines if pictures else [*lines, *values]
    content = Content("\n".join(escape(texts.say(line)) for line in written), drawn=picture)
    if desk.reading(person).hears:
        content = with_speech(content, [*lines, *values], texts)
    desk.show(person, content, surface_id)


def _said(desk: Desk, person: Person, dialogs: Sequence[Dialog]) -> list[StoredAnswer]:
    found = [answer for dialog in dialogs for answer in answers.own_answers(desk.tx, person.id, dialog_id=dialog.id)]
    return [answer for answer in found if answer.provenance != "observed"]


def _written(one: Series) -> list[Text]:
    """The values with their days, for who sees no picture."""
    latest = [value for value in one.values if value.value is not None][-MOST:]
    values = [T("{date}: {value} (with help)", date=value.day, value=value.value or 0.0)
              if value.provenance == "helped" else T("{date}: {value}", date=value.day, value=value.value or 0.0)
              for value in latest]  # fmt: skip
    return [T("{name}:", name=one.name), *values]
