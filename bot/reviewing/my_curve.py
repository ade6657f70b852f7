"""A borger's own curve, to the borger alone and on their wish: exact values, and no line to measure up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.pictures.spec import CardPicture, ChartPicture, Tile
from bot.reviewing import series
from bot.reviewing.charts import ROWS, legend, rates, total_rows
from bot.reviewing.series import Series
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton, drawn
from bot.telegram.spoken import with_speech
from dialogs.engine.cards import shows
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from storage import answers, surfaces
from storage.answers import StoredAnswer
from storage.people import Person

MOST = 12
"""Sittings written out for those who read text alone: the latest."""


DAYS = 14
"""Days on a chart of what is answered daily: what a phone can show with each value."""
CURVE, SIGN = "c", "📈"


def my_graph(desk: Desk, start: Start) -> None:
    """Totals, and the ratings of dialogs whose view is a line; and the way to what is answered day by day, on wish."""
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person), None)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """What was answered day by day, of the dialog that a button names; or back.

    Returns: False if the card is not this person's, or there is nothing of it any more.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    dialog = next((each for each in _daily(desk, person) if each.id == tap.choice), None)
    _show(desk, person, tap.id, dialog)
    return dialog is not None or not tap.choice


def _show(desk: Desk, person: Person, surface_id: int, dialog: Dialog | None) -> None:
    """All that the borger has answered themself, alone or with help, whatever of it they share: the days of a dialog,
    or what has curves of its own."""
    texts, daily = desk.texts(person), _daily(desk, person)
    found = _day_by_day(desk, person, dialog) if dialog else _curves(desk, person)
    pictures, words = shows(desk.reading(person).settled().reading, essential=False)
    lines: list[Text] = []
    if not found:
        asks = T("Shall I show what you have answered, day by day?")
        lines.append(asks if daily else T("There is no curve yet."))
    elif words:
        lines.append(T("This is your curve. Curves go up and down. You can talk with someone about it."))
    values = [line for one in found for line in _written(one)]
    picture = None
    if pictures and found:
        rows = total_rows(texts, found, words=words, lines=False)
        picture = drawn(ChartPicture(texts.say(T("My curve")) if words else "", rows, legend(texts) if words else ()))
    elif pictures:
        tiles = tuple(Tile(each.pictogram, texts.say(each.own_title) if words else "") for each in daily)
        picture = drawn(CardPicture(SIGN, "", tiles))
    written = lines if pictures else [*lines, *values]
    content = Content("\n".join(escape(texts.say(line)) for line in written), drawn=picture)

    def button(sign: str, label: Text, choice: str) -> tuple[InlineButton, ...]:
        parts = (sign if pictures else "", texts.say(label) if words else "")
        return (InlineButton(" ".join(filter(None, parts)), button_data(Tap(CURVE, surface_id, 0, choice))),)

    ways = [button("⬅️", T("Back"), "")] if dialog else [button(d.pictogram, d.own_title, d.id) for d in daily]
    content = replace(content, rows=tuple(ways))
    if desk.reading(person).hears:
        content = with_speech(content, [*lines, *values], texts)
    desk.show(person, content, surface_id)


def _curves(desk: Desk, person: Person) -> list[Series]:
    dialogs = desk.house.dialogs.values()
    found = series.totals(desk, _said(desk, person, [d for d in dialogs if d.scores]), of_goals=False)
    return found + series.questions(
        desk, _said(desk, person, [d for d in dialogs if d.view == "line" and not d.scores])
    )


def _daily(desk: Desk, person: Person) -> list[Dialog]:
    """The dialogs whose ratings are no curve by themselves, and of which the borger has given any."""
    rated = (each for each in desk.house.dialogs.values() if rates(each) and not each.scores and not each.view)
    return [each for each in rated if each.purpose == "answers" and _day_by_day(desk, person, each)]


def _day_by_day(desk: Desk, person: Person, dialog: Dialog) -> list[Series]:
    found = series.questions(desk, _said(desk, person, [dialog]))[:ROWS]
    return [replace(one, values=one.values[-DAYS:]) for one in found]


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
