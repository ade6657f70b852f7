"""Curves on a borger's page: each scored question of a topic over four weeks of days or a year of weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean

from bot.flows.facts import facts_of
from bot.pictures.spec import ChartPicture, ChartPoint, ChartRow
from bot.review.part import Part, Sight, in_twos
from bot.review.sittings import YEAR, shared
from dialogs.session import Outcome, Provenance
from dialogs.summary import WHOSE, Fact, series_name
from dialogs.text import T, Text

WEEKS = timedelta(days=28)
ROWS = 3
"""Questions on one chart: what a phone can show legibly."""


HELP: tuple[Provenance, ...] = ("observed", "helped", "self")
"""Whose a mean is: as soon as one score in it is not the borger's alone, it is not."""


@dataclass(frozen=True)
class Slot:
    """One place on the axis: the local days `first` to `last`, and what it is called."""

    first: date
    last: date
    name: str


async def topics(sight: Sight) -> Part:
    """Which topics have curves."""
    by_topic = await shared(sight)
    drawn = [t for t in sight.desk.topics if any(answer.score is not None for answer in by_topic.get(t, []))]
    lines = [f"<b>{sight.say(T('{name}: curves', name=sight.borger.name))}</b>"]
    if not drawn:
        lines.append(sight.say(T("There is nothing to draw a curve of.")))
    return Part(tuple(lines), in_twos(sight.button("📈", sight.desk.topics[t], f"chart.{t}.month") for t in drawn))


async def chart(sight: Sight) -> Part:
    """One topic's curves, with every exact value in the picture and what they come to under it."""
    topic, year = sight.argument(1), sight.argument(2) == "year"
    found = (await shared(sight, YEAR if year else WEEKS)).get(topic, [])
    facts = await facts_of(sight.desk, found)
    by_series: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_series[fact.series].append(fact)
    scored = [one for one in by_series.values() if any(fact.score is not None for fact in one)]
    begin = sight.sheet * ROWS
    title = T("{name}: {topic}", name=sight.borger.name, topic=sight.desk.topics.get(topic, T("Curves")))
    span = T("A year, the mean of each week") if year else T("Four weeks, day by day")
    lines = [f"<b>{sight.say(title)}</b>", sight.say(span)]
    lines += [sight.say(_in_numbers(one)) for one in scored[begin : begin + ROWS]]
    if not scored:
        lines.append(sight.say(T("There is nothing to draw a curve of.")))
    slots = _slots(sight, year=year)
    rows = tuple(_row(sight, one, slots) for one in scored[begin : begin + ROWS])
    picture = ChartPicture(sight.texts.say(title), rows, _legend(sight)) if rows else None
    other = ("month", T("Four weeks")) if year else ("year", T("A year"))
    buttons = (
        sight.button("📈", other[1], f"chart.{topic}.{other[0]}"),
        sight.button("📈", T("All topics"), "charts"),
    )
    leafing = sight.leafing(newer=sight.sheet > 0, older=len(scored) > begin + ROWS)
    return Part(tuple(lines), (*leafing, buttons), picture, looked=f"chart {topic}" if rows else "")


def _slots(sight: Sight, *, year: bool) -> list[Slot]:
    """28 days, or 52 weeks, up to today."""
    today = sight.desk.local.date()
    if not year:
        days = [today - timedelta(days=ago) for ago in range(27, -1, -1)]
        return [Slot(day, day, f"{day.day}.{day.month}") for day in days]
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=ago) for ago in range(51, -1, -1)]
    return [Slot(first, first + timedelta(days=6), f"{first.day}.{first.month}") for first in weeks]


def _row(sight: Sight, facts: Sequence[Fact], slots: Sequence[Slot]) -> ChartRow:
    points = tuple(_point(sight, slot, [f for f in facts if slot.first <= f.at.date() <= slot.last]) for slot in slots)
    return ChartRow("", sight.texts.say(series_name(facts[-1])), "0", "10", points)


def _point(sight: Sight, slot: Slot, facts: Sequence[Fact]) -> ChartPoint:
    """The scores of a day or week, or their mean; answers without a score are marked, never counted."""
    scores = [fact.score for fact in facts if fact.score is not None]
    if not scores:
        unscored = any(fact.outcome is not Outcome.SKIPPED for fact in facts)
        return ChartPoint(slot.name, None, "?" if unscored else "")
    value = round(mean(scores), 1)
    kinds = {fact.provenance for fact in facts if fact.score is not None}
    whose = next(whose for whose in HELP if whose in kinds)
    return ChartPoint(slot.name, value, sight.texts.say(T("{score}", score=value)), whose)


def _in_numbers(facts: Sequence[Fact]) -> Text:
    """How many scores there are, from where to where they go, and the latest."""
    scores = [fact.score for fact in facts if fact.score is not None]
    return T(
        "{question}: {count} answers, {least} to {most}, last {latest}",
        question=series_name(facts[-1]), count=len(scores), least=min(scores), most=max(scores), latest=scores[-1],
    )  # fmt: skip


def _legend(sight: Sight) -> tuple[tuple[Provenance, str], ...]:
    return tuple((whose, sight.texts.say(words)) for whose, words in WHOSE.items())
