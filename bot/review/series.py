"""What was answered over time, as series: one for each scored question, and one for each total a dialog declares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.flows.house import Desk
from dialogs.model import Dialog, Rating
from dialogs.scoring import Score, SeriesState, state_of, talk_of, total
from dialogs.session import Outcome, Provenance
from dialogs.text import T, Text
from storage.answers import StoredAnswer


@dataclass(frozen=True)
class Value:
    """One answer or total. `value` is None where it was answered without a number, or a part of the total was."""

    day: date
    value: float | None
    provenance: Provenance


@dataclass(frozen=True)
class Series:
    """Values, oldest first, on a scale from `bottom` to `top`. `score` is what a series of totals is declared as."""

    name: Text
    pictogram: str
    values: tuple[Value, ...]
    bottom: float = 0.0
    top: float = 10.0
    score: Score | None = None

    @property
    def numbers(self) -> tuple[float, ...]:
        return tuple(value.value for value in self.values if value.value is not None)

    @property
    def line(self) -> float | None:
        """The total to hold the others against, if there is one."""
        score = self.score
        return None if score is None else score.talk_below if score.cutoff is None else score.cutoff


async def questions(desk: Desk, found: Sequence[StoredAnswer]) -> list[Series]:
    """A series for each rating among answers. What staff noticed is a series of its own."""
    by_question: dict[tuple[str, str, bool], list[StoredAnswer]] = defaultdict(list)
    for answer in found:
        step = (await desk.dialog(answer.version)).step(answer.step)
        if isinstance(step, Rating) and answer.outcome is not Outcome.SKIPPED:
            by_question[answer.dialog_id, answer.step, answer.provenance == "observed"].append(answer)
    series: list[Series] = []
    for (_, step_id, observed), said in by_question.items():
        step = (await desk.dialog(said[-1].version)).step(step_id)
        name = (step.name or step.text).plain()
        name = T("{question} (what staff noticed)", question=name) if observed else name
        values = tuple(Value(_day(desk, answer), answer.score, answer.provenance) for answer in said)
        series.append(Series(name, step.pictogram, values))
    return [one for one in series if one.numbers]


async def totals(desk: Desk, found: Sequence[StoredAnswer]) -> list[Series]:
    """A series for each total of the dialogs among answers, a value for each sitting; of several on one day,
    the last that came to a total."""
    sittings: dict[int, list[StoredAnswer]] = defaultdict(list)
    for answer in found:
        sittings[answer.session_id].append(answer)
    by_score: dict[tuple[str, str], list[tuple[Dialog, Score, Value]]] = defaultdict(list)
    for said in sittings.values():
        dialog = await desk.dialog(said[0].version)
        for score, value in totals_of(dialog, said):
            there = Value(_day(desk, said[0]), value, said[0].provenance)
            by_score[dialog.id, score.id].append((dialog, score, there))
    series: list[Series] = []
    for of_one in by_score.values():
        dialog, score, _ = of_one[-1]
        days = {value.day: value for value in sorted((v for *_, v in of_one), key=lambda v: v.value is not None)}
        values = tuple(sorted(days.values(), key=lambda value: value.day))
        bottom, top = dialog.span(score)
        sign = dialog.step(score.of[-1]).pictogram
        series.append(Series(score.name.plain(), sign, values, bottom, top, score))
    return [one for one in series if one.numbers]


def totals_of(dialog: Dialog, said: Sequence[StoredAnswer]) -> list[tuple[Score, float | None]]:
    """The totals of one sitting, of those declared that anything of was answered; None where a part is missing."""
    scores = {answer.step: answer.score for answer in said}
    return [(score, total(score, scores)) for score in dialog.scores if set(score.of) & scores.keys()]


def stands(one: Series) -> list[Text]:
    """A series of totals in words: exact values and the plain facts of its state. No judgement."""
    if one.score is None or not one.numbers:
        return []
    first, latest = one.numbers[0], one.numbers[-1]
    lines = [T("{score}: {latest} (first {first})", score=one.name, latest=latest, first=first)]
    if state := state_of(one.score, one.numbers):
        lines.append(Text(STATES[state].id, {"least": one.score.reliable_change or 0, "line": one.score.cutoff or 0}))
    if talk_of(one.score, one.numbers):
        lines.append(T("Worth a talk: under {line}, or lower than last time.", line=one.score.talk_below or 0))
    return lines


STATES = {
    SeriesState.IMPROVED: T("Higher by {least} or more than the first time."),
    SeriesState.CROSSED: T("Higher by {least} or more than the first time, and now at {line} or above."),
    SeriesState.WORSE: T("Lower by {least} or more than the first time."),
    SeriesState.NO_CHANGE: T("No reliable change: less than {least} since the first time."),
}


def _day(desk: Desk, answer: StoredAnswer) -> date:
    return answer.said_at.astimezone(desk.house.zone).date()
