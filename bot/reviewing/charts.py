"""Curves on a borger's page: scored questions over four weeks of days or a year of weeks, and totals sitting by
sitting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import mean

from bot.desk.desk import Desk
from bot.desk.page_parts import PagePart, Sight, in_twos
from bot.pictures.spec import ChartLine, ChartPicture, ChartPoint, ChartRow
from bot.reviewing import series
from bot.reviewing.series import Series, Value
from bot.reviewing.sittings import EVER, WEEKS, YEAR, shared_of
from dialogs.engine.session import Provenance
from dialogs.engine.voices import least_own
from dialogs.method.model import Dialog
from dialogs.method.sort import inner
from dialogs.method.steps import Rating
from dialogs.summary import WHOSE
from dialogs.text import T, Text
from locales.texts import Texts
from storage import sharing

ROWS = 3
"""Questions on one chart: what a phone can show legibly."""
TOTALS = "total"
"""The view of a topic that shows totals."""
MOST = 26
"""Sittings on one chart: a year of every second week."""


@dataclass(frozen=True)
class Slot:
    """One place on the axis: the local days `first` to `last`, and what it is called."""

    first: date
    last: date
    name: str


def topics(sight: Sight) -> PagePart:
    """Which topics that are shared with the reader have curves."""
    desk = sight.desk
    rated = {dialog.topic for dialog in desk.house.dialogs.values() if rates(dialog)}
    drawn = [
        topic
        for topic in desk.topics
        if topic in rated and sharing.may_read(desk.tx, sight.who, sight.borger.id, topic)
    ]
    lines = [f"<b>{sight.say(T('{name}: curves', name=sight.borger.name))}</b>"]
    if not drawn:
        lines.append(sight.say(T("There is nothing to draw a curve of.")))
    return PagePart(tuple(lines), in_twos(sight.button("📈", desk.topics[t], _first_view(desk, t)) for t in drawn))


def _first_view(desk: Desk, topic: str) -> str:
    """A topic opens at its totals, where any of its dialogs has some, else at its questions day by day."""
    return f"chart.{topic}.{TOTALS if _of_topic(desk, topic, summed=True) else 'month'}"


def _of_topic(desk: Desk, topic: str, *, summed: bool) -> list[Dialog]:
    """A topic's dialogs that have totals, or those that have none and yet curves."""
    mine = [dialog for dialog in desk.house.dialogs.values() if dialog.topic == topic and rates(dialog)]
    return [dialog for dialog in mine if bool(dialog.scores) == summed]


def rates(dialog: Dialog) -> bool:
    """Whether there can be a curve of what is answered in a dialog."""
    return bool(dialog.scores) or any(isinstance(each, Rating) for step in dialog.steps for each in inner(step))


def chart(sight: Sight) -> PagePart:
    """One topic's curves, its totals or its questions, with every exact value in the picture, and under it how they
    stand in words."""
    desk, topic, year = sight.desk, sight.argument(1), sight.argument(2) == "year"
    title = T("{name}: {topic}", name=sight.borger.name, topic=desk.topics.get(topic, T("Curves")))
    summed = sight.argument(2) == TOTALS
    found = shared_of(sight, topic, EVER if summed else YEAR if year else WEEKS)
    drawn_by = {dialog.id for dialog in _of_topic(desk, topic, summed=summed)}
    found = [answer for answer in found if answer.dialog_id in drawn_by]
    lines = [f"<b>{sight.say(title)}</b>"]
    buttons = [sight.button("📈", T("All topics"), "charts")]
    if summed:
        drawn = series.totals(desk, found)
        rows = total_rows(sight.texts, drawn)
        lines += [sight.say(line) for one in drawn for line in series.stands(one)]
        if _of_topic(desk, topic, summed=False):
            buttons.insert(0, sight.button("📈", T("Four weeks"), f"chart.{topic}.month"))
    else:
        drawn = series.questions(desk, found)
        some = drawn[sight.sheet * ROWS :][:ROWS]
        slots = _slots(desk.local.date(), year=year)
        rows = tuple(_row(sight.texts, one, slots) for one in some)
        lines.append(sight.say(T("A year, the mean of each week") if year else T("Four weeks, day by day")))
        lines += [sight.say(line) for one in some for line in in_numbers(one)]
        span, words = ("month", T("Four weeks")) if year else ("year", T("A year"))
        buttons.insert(0, sight.button("📈", words, f"chart.{topic}.{span}"))
        if _of_topic(desk, topic, summed=True):
            buttons.insert(0, sight.button("📈", T("Totals"), f"chart.{topic}.{TOTALS}"))
    if not rows:
        lines.append(sight.say(T("There is nothing to draw a curve of.")))
    picture = ChartPicture(sight.texts.say(title), rows, legend(sight.texts)) if rows else None
    older = not summed and len(drawn) > (sight.sheet + 1) * ROWS
    leafing = sight.leafing(newer=sight.sheet > 0, older=older, words=(T("Back"), T("More")))
    return PagePart(tuple(lines), (*leafing, tuple(buttons)), picture, looked=f"chart {topic}" if rows else "")


def total_rows(
    texts: Texts, drawn: Sequence[Series], *, words: bool = True, lines: bool = True
) -> tuple[ChartRow, ...]:
    """Totals as rows of a chart: a place for each sitting, with `lines` also the line to compare them with. Without
    `words`, a row has a pictogram in place of its name."""
    days = sorted({value.day for one in drawn for value in one.values})[-MOST:]
    slots = [Slot(day, day, _short(day)) for day in days]
    return tuple(replace(_row(texts, one, slots, words=words), line=_line(texts, one) if lines else None)
                 for one in drawn)  # fmt: skip


def _line(texts: Texts, one: Series) -> ChartLine | None:
    return None if one.line is None else ChartLine(one.line, texts.say(T("Line {value}", value=one.line)))


def legend(texts: Texts) -> tuple[tuple[Provenance, str], ...]:
    return tuple((whose, texts.say(words)) for whose, words in WHOSE.items())


def _slots(today: date, *, year: bool) -> list[Slot]:
    """28 days, or 52 weeks, up to today."""
    if not year:
        days = [today - timedelta(days=ago) for ago in range(27, -1, -1)]
        return [Slot(day, day, _short(day)) for day in days]
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=ago) for ago in range(51, -1, -1)]
    return [Slot(first, first + timedelta(days=6), _short(first)) for first in weeks]


def _row(texts: Texts, one: Series, slots: Sequence[Slot], *, words: bool = True) -> ChartRow:
    by_day: Mapping[date, list[Value]] = defaultdict(list)
    for value in one.values:
        by_day[value.day].append(value)
    points = []
    for slot in slots:
        days = (slot.first + timedelta(days=on) for on in range((slot.last - slot.first).days + 1))
        points.append(_point(texts, slot, [value for day in days for value in by_day.get(day, ())]))
    low, high = (texts.say(T("{score}", score=end)) for end in (one.bottom, one.top))
    sign, label = ("", texts.say(one.name)) if words else (one.pictogram, "")
    return ChartRow(sign, label, low, high, tuple(points), one.bottom, one.top)


def _point(texts: Texts, slot: Slot, values: Sequence[Value]) -> ChartPoint:
    """The value of a day or week, or the mean of several; answers without a number are marked "?" and not counted."""
    numbers = [value.value for value in values if value.value is not None]
    if not numbers:
        return ChartPoint(slot.name, None, "?" if values else "")
    shown = round(mean(numbers), 1)
    whose = least_own(value.provenance for value in values if value.value is not None)
    return ChartPoint(slot.name, shown, texts.say(T("{score}", score=shown)), whose)


def in_numbers(one: Series) -> list[Text]:
    """How many scores there are, from where to where they go, and the latest; and how many of them with help."""
    numbers = one.numbers
    if len(numbers) == 1:
        only = T("{question}: one answer, {score}", question=one.name, score=numbers[0])
        return [only, T("It was given with help.")] if one.helped else [only]
    lines = [T(
        "{question}: {count} answers, {least} to {most}, last {latest}",
        question=one.name, count=len(numbers), least=min(numbers), most=max(numbers), latest=numbers[-1],
    )]  # fmt: skip
    return lines + ([T("{count} of the numbers were given with help.", count=one.helped)] if one.helped else [])


def _short(day: date) -> str:
    return f"{day.day}.{day.month}"
