"""What was answered over time, as series: one for each scored question, and one for each total a dialog declares."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.desk.desk import Desk
from bot.reviewing.answer_facts import given_in, laid_out, things_of
from dialogs.engine import path
from dialogs.engine.path import Ask
from dialogs.engine.session import Item, Outcome, Provenance
from dialogs.engine.voices import least_own
from dialogs.method.model import Dialog
from dialogs.method.scales import scores_in
from dialogs.method.steps import Rating
from dialogs.scoring import Range, Score, SeriesState, state_of, talk_of, total
from dialogs.text import T, Text
from storage.answers import StoredAnswer

Steps: TypeAlias = tuple[int, ...]
"""In how many steps each part was rated."""


@dataclass(frozen=True)
class Value:
    """One answer or total. `value` is None for an answer without a number, as "don't know", and for a total with such a
    part."""

    day: date
    value: float | None
    provenance: Provenance


@dataclass(frozen=True)
class Series:
    """Values of one question or total, oldest first, all rated in the same number of steps, on a scale from `bottom` to
    `top`. A series of totals has the `score` that the dialog declares, and the totals that are possible `within` these
    steps. `current` is False once answers have come in another number of steps."""

    name: Text
    pictogram: str
    values: tuple[Value, ...]
    bottom: float = 0.0
    top: float = 10.0
    score: Score | None = None
    within: Range | None = None
    current: bool = True

    @property
    def numbers(self) -> tuple[float, ...]:
        return tuple(value.value for value in self.values if value.value is not None)

    @property
    def helped(self) -> int:
        """How many of the numbers were given with help: a total, if any part of it was."""
        return sum(value.provenance == "helped" for value in self.values if value.value is not None)

    @property
    def declared(self) -> float | None:
        """The line the score declares."""
        return self.score.line if self.score else None

    @property
    def line(self) -> float | None:
        """The line the score declares, if possible totals lie on both sides of it."""
        line = self.declared
        return None if line is None or (self.within and not self.within.crosses(line)) else line


def questions(desk: Desk, found: Sequence[StoredAnswer]) -> list[Series]:
    """A series for each rating among answers, and of what is about a goal, an activity, a thing of a list or the like,
    for each of those. What staff noticed is a series of its own, and so is what was given in another number of
    steps."""
    by_question: dict[tuple[str, ...], list[tuple[StoredAnswer, Ask]]] = defaultdict(list)
    laid = {id_: laid_out(desk, id_) for id_ in {answer.session_id for answer in found if answer.item}}
    for answer in found:
        step = desk.dialog(answer.version).step(answer.step)
        if isinstance(step, Rating) and answer.outcome is not Outcome.SKIPPED:
            _, ask = laid.get(answer.session_id, {}).get((answer.step, answer.item), (0, Ask(step)))
            voice = "observed" if answer.provenance == "observed" else ""
            what = answer.dialog_id, answer.step, voice, answer.entry, _told_apart(answer, ask)
            by_question[what].append((answer, ask))
    series = [one for of_one in by_question.values() for one in _of_question(desk, of_one)]
    return [one for one in series if one.numbers]


def _told_apart(answer: StoredAnswer, ask: Ask) -> str:
    """What tells the thing of a list that an answer is about from others: its id; but of what was named, the word, for
    the next may be named in the same place."""
    named = isinstance(ask.item, Item) and (ask.own or ask.item.origins)
    return f"»{ask.item.label.casefold()}" if isinstance(ask.item, Item) and named else answer.item


def _of_question(desk: Desk, of_one: Sequence[tuple[StoredAnswer, Ask]]) -> list[Series]:
    """The answers to one question about one thing as series: one for each number of steps."""
    latest, ask = of_one[-1]
    name = path.with_item(ask) if ask.item else (ask.step.name or ask.step.text).plain()
    if not (isinstance(ask.item, Item) and ask.item.label == latest.entry):
        name = _of_entry(name, latest.entry)
    name = T("{question} (what staff noticed)", question=name) if latest.provenance == "observed" else name
    given = [((given_in(each),), Value(_day(desk, each), each.score, each.provenance)) for each, _ in of_one]
    groups = _by_steps(given)
    series: list[Series] = []
    for steps, values, current in groups:
        can = scores_in(steps[0]) if any(steps) else (0.0, 10.0)
        called = _called(name, steps, alone=len(groups) == 1)
        series.append(Series(called, ask.pictogram, values, can[0], can[-1], current=current))
    return series


def totals(desk: Desk, found: Sequence[StoredAnswer], *, of_goals: bool = True) -> list[Series]:
    """A series for each total of the dialogs among answers, each goal, activity or the like they are about, and each
    number of steps it was given in, a value for each sitting; of several on one day, the last that came to a total.
    What staff noticed is a series of its own. T-scores `of_goals` are for staff: nobody reads them without
    having learnt how."""
    sittings: dict[int, list[StoredAnswer]] = defaultdict(list)
    for answer in found:
        sittings[answer.session_id].append(answer)
    by_score: dict[tuple[str, str, bool, str], list[tuple[Dialog, Total, Value]]] = defaultdict(list)
    for said in sittings.values():
        dialog = desk.dialog(said[0].version)
        for each in totals_of(desk, dialog, said):
            if each.score.kind == "gas" and not of_goals:
                continue
            there = Value(_day(desk, said[0]), each.value, each.provenance)
            what = dialog.id, each.score.id, there.provenance == "observed", said[0].entry
            by_score[what].append((dialog, each, there))
    return [one for what, of_one in by_score.items() for one in _of_score(of_one, what[-1]) if one.numbers]


def _of_entry(name: Text, entry: str) -> Text:
    """What a series is called of what is about that entry, if it is about one."""
    return T("{item} · {question}", item=entry, question=name) if entry else name


def _of_score(of_one: Sequence[tuple[Dialog, Total, Value]], entry: str) -> list[Series]:
    """The values of one total, about the `entry` if there is one, as series: one for each number of steps."""
    dialog, latest, _ = of_one[-1]
    score, groups = latest.score, _by_steps([(each.kinds, value) for _, each, value in of_one])
    series = []
    for steps, values, current in groups:
        days = {value.day: value for value in sorted(values, key=lambda v: v.value is not None)}
        within = dialog.range_in(score, steps) if any(steps) and len(steps) == len(score.of) else None
        bottom, top = (within.low, within.high) if within else dialog.span(score)
        own = _of_entry(score.name.plain(), entry)
        noticed = values[0].provenance == "observed"
        own = T("{question} (what staff noticed)", question=own) if noticed else own
        name = _called(own, steps, alone=len(groups) == 1)
        sign = dialog.step(score.of[-1]).pictogram
        in_order = tuple(sorted(days.values(), key=lambda value: value.day))
        series.append(Series(name, sign, in_order, bottom, top, score, within, current))
    return series


def _by_steps(given: Sequence[tuple[Steps, Value]]) -> list[tuple[Steps, tuple[Value, ...], bool]]:
    """Values grouped by the steps they were rated in, each group with whether the newest number is in it. A value
    without a number has no steps: it stays with the number before it, or with the first one if there is none before."""
    known = [steps for steps, value in given if value.value is not None]
    last = known[0] if known else ()
    found: dict[Steps, list[Value]] = {}
    for steps, value in given:
        last = last if value.value is None else steps
        found.setdefault(last, []).append(value)
    return [(steps, tuple(values), not known or steps == known[-1]) for steps, values in found.items()]


def _called(name: Text, steps: Steps, *, alone: bool) -> Text:
    """What a series is called: with its number of steps, unless it is the only one of its name."""
    if alone:
        return name
    kinds = {n for n in steps if n}
    if len(kinds) > 1:
        return T("{question} (steps of several kinds)", question=name)
    return T("{question} ({steps} steps)", question=name, steps=max(kinds, default=0))


@dataclass(frozen=True)
class Total:
    """One total of one sitting. `value` is None where a part has no score; `steps` says in how many steps each part was
    rated, 0 for a part that is no rating. It is the borger's own only if all parts are: `provenance` says whose it is,
    `by` who helped with any of them or noticed it, by name."""

    score: Score
    value: float | None
    steps: Steps
    provenance: Provenance
    by: tuple[str, ...]

    @property
    def kinds(self) -> Steps:
        """What tells totals apart that cannot be compared: the steps of each part; over a list, which may be longer the
        next time, the kinds there are among them."""
        return tuple(sorted(set(self.steps))) if self.score.over else self.steps

    @property
    def one_kind(self) -> int | None:
        """The number of steps, if all ratings in it had as many."""
        kinds = {n for n in self.steps if n}
        return kinds.pop() if len(kinds) == 1 else None


def totals_of(desk: Desk, dialog: Dialog, said: Sequence[StoredAnswer]) -> list[Total]:
    """The totals of one sitting: those its dialog declares, but for those of which no part was asked about."""
    parts = {_part(answer): answer for answer in said}
    scores = {name: answer.score for name, answer in parts.items()}
    declared = [_over_things(desk, score, said[0].session_id) if score.over else score for score in dialog.scores]
    return [_total(score, scores, parts) for score in declared if set(score.of) & scores.keys()]


def _total(score: Score, scores: Mapping[str, float | None], parts: Mapping[str, StoredAnswer]) -> Total:
    made_of = [parts[name] for name in score.of if name in parts]
    steps = tuple(given_in(parts[name]) if name in parts else 0 for name in score.of)
    names = tuple(dict.fromkeys(answer.by for answer in made_of if answer.by))
    return Total(score, total(score, scores), steps, least_own(answer.provenance for answer in made_of), names)


def _part(answer: StoredAnswer) -> str:
    return f"{answer.step}/{answer.item}" if answer.item else answer.step


def _over_things(desk: Desk, score: Score, session_id: int) -> Score:
    """A score over an each as one over the things that a sitting went through, answered or not: of those to choose from
    the ones that were chosen, and of one's own those that were named."""
    asks = things_of(desk, session_id, score.of[0])
    name = score.weights if isinstance(score.weights, str) else ""
    weights = [_weight(ask.item.values.get(name, "") if isinstance(ask.item, Item) else "") for ask in asks]
    return score.of_each([ask.item_id for ask in asks], weights)


def _weight(said: str) -> float:
    """A thing's own weight; 1 where it has none that is a number."""
    written = said.replace(",", ".")
    return float(written) if re.fullmatch(r"\d{1,4}(\.\d{1,4})?", written) else 1.0


def stands(one: Series) -> list[Text]:
    """A series of totals in words: exact values and the plain facts of its state, and no judgement. Once answers have
    come in another number of steps, the state is left out."""
    if one.score is None or not one.numbers:
        return []
    first, latest = one.numbers[0], one.numbers[-1]
    if len(one.numbers) > 1:
        lines = [T("{score}: {latest} (first {first})", score=one.name, latest=latest, first=first)]
    else:
        lines = [T("{score}: {latest} (the first time)", score=one.name, latest=latest)]
    if helped := one.helped:
        lines.append(T("{count} of the numbers were given with help.", count=helped))
    if not one.current:
        return lines
    if state := state_of(one.score, one.numbers, one.within):
        lines.append(Text(STATES[state].id, {"least": one.score.reliable_change or 0, "line": one.score.cutoff or 0}))
    if talk_of(one.score, one.numbers, one.within):
        under = T("Worth a talk: under {line}, or lower than last time.", line=one.score.talk_below or 0)
        lines.append(under if one.line is not None else T("Worth a talk: lower than last time."))
    if one.declared is not None and one.line is None:
        lines.append(T("Not held against {line}: so few steps cannot come to both sides of it.", line=one.declared))
    return lines


STATES = {
    SeriesState.IMPROVED: T("Higher by {least} or more than the first time."),
    SeriesState.CROSSED: T("Higher by {least} or more than the first time, and now at {line} or above."),
    SeriesState.WORSE: T("Lower by {least} or more than the first time."),
    SeriesState.NO_CHANGE: T("No reliable change: less than {least} since the first time."),
}


def _day(desk: Desk, answer: StoredAnswer) -> date:
    return answer.said_at.astimezone(desk.house.zone).date()
