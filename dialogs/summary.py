"""A summary: what one borger said, facts and quotes first, beside what is usual for them. No judgement, no colour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from statistics import mean

from dialogs.engine.session import Outcome, Provenance
from dialogs.text import T, Text
from dialogs.words.visible import cut

FEWEST_EARLIER = 3
"""With fewer earlier scores nothing is called usual."""

FOUR_WEEKS = timedelta(days=28)

MEDIA: Mapping[str, Text] = {
    "voice": T("{question}: a voice message"),
    "photo": T("{question}: a photo"),
    "video": T("{question}: a video"),
    "video_note": T("{question}: a video"),
}

SENT: Mapping[str, tuple[str, Text]] = {
    "voice": ("🎤", T("a voice message")),
    "photo": ("📷", T("a photo")),
    "video": ("🎬", T("a video")),
    "video_note": ("🎬", T("a video")),
}
"""The sign and the name of what was sent in place of words."""


@dataclass(frozen=True)
class Fact:
    """One answer as a reader may see it. `at` is local; `answer` in words; `score` 0-10; `media` what kind of file
    was sent, or "". `provenance` says whose answer it is, and `by` who helped with it or observed it. `item` is set
    where a question is asked once for each item of a list. `steps` is how many steps a rating had to choose among, 0
    for what is no rating."""

    session_id: int
    at: datetime
    question: str
    name: Text
    outcome: Outcome
    answer: Text
    score: float | None = None
    quote: str = ""
    media: str = ""
    provenance: Provenance = "self"
    by: str = ""
    item: str = ""
    steps: int = 0

    @property
    def compared(self) -> str:
        """Names the scores that this one may be compared and averaged with: those of its series that had as many steps.
        The best of three faces is a lower score than the best of five, but who changes to three has not got worse."""
        return f"{self.series}/{self.steps}" if self.steps else self.series

    @property
    def series(self) -> str:
        """Names the answers to the same question. What staff observed is a series of its own, never mixed with what the
        borger said."""
        return f"{self.question} observed" if self.provenance == "observed" else self.question


class LineKind(Enum):
    """What a line of a summary is."""

    WHEN = auto()
    FACT = auto()
    QUOTE = auto()
    MISSING = auto()


@dataclass(frozen=True)
class Line:
    """One line of a summary, in reading order."""

    kind: LineKind
    text: Text


class Before:
    """The scores of `known` facts in the four weeks before any one of them, of what it may be compared with."""

    def __init__(self, known: Iterable[Fact]) -> None:
        self._scores: dict[str, list[tuple[datetime, int, float]]] = defaultdict(list)
        for fact in known:
            if fact.score is not None:
                self._scores[fact.compared].append((fact.at, fact.session_id, fact.score))

    def usual(self, fact: Fact) -> float | None:
        """The mean of them, one decimal; None if there are fewer than FEWEST_EARLIER."""
        return usual([
            score for at, session_id, score in self._scores.get(fact.compared, ())
            if fact.at - FOUR_WEEKS <= at < fact.at and session_id != fact.session_id
        ])  # fmt: skip


def summary_lines(facts: Sequence[Fact], before: Before | None = None) -> tuple[Line, ...]:
    """The lines for `facts`: the borger's own words first, newest session first, then what staff observed. Where some
    of a session was given with help and some not, each stands under a heading of its own. A rating has beside it what
    was usual `before`, if that is given."""
    before = before or Before(())
    lines: list[Line] = []
    observed = {fact.session_id for fact in facts if fact.provenance == "observed"}
    for session_id in sorted({fact.session_id for fact in facts}, key=lambda at: (at in observed, -at)):
        whole = [fact for fact in facts if fact.session_id == session_id]
        given = {(f.question, f.item) for f in whole if f.outcome is Outcome.ANSWERED}
        for voice in dict.fromkeys((fact.provenance, fact.by) for fact in whole):
            own = [fact for fact in whole if (fact.provenance, fact.by) == voice]
            lines += _told(own, given, before)
    return tuple(lines)


def _told(own: Sequence[Fact], given: Collection[tuple[str, str]], before: Before) -> list[Line]:
    """The lines of what was answered in one voice in one session, in which `given` has been answered."""
    lines = [Line(LineKind.WHEN, heading(own[0]))]
    answered = [f for f in own if f.outcome is Outcome.ANSWERED]
    lines += [Line(LineKind.FACT, _fact(f, before)) for f in answered if not f.quote and not f.media]
    lines += [quote for f in answered if (f.quote or f.media) for quote in _quotes(f)]
    # Own words of several messages that are taken back leave an empty answer for each: their question is listed
    # once, and not at all if it has been answered since.
    missing: dict[tuple[str, str], Text] = {}
    for f in own:
        if (f.question, f.item) not in given:
            missing.setdefault((f.question, f.item), T("{question} ({why})", question=f.name, why=f.answer))
    if missing:
        lines.append(Line(LineKind.MISSING, T("Not answered: {list}", list=tuple(missing.values()))))
    return lines


def heading(fact: Fact) -> Text:
    """The heading over one session's answers: when they were given, and by whom unless by the borger alone."""
    match fact.provenance:
        case "helped":
            return T("{when} (with help: {name})", when=fact.at, name=fact.by or "–")
        case "observed":
            return T("What staff noticed, {name}, {when}:", name=fact.by or "–", when=fact.at)
        case "self":
            return T("{when}", when=fact.at)


WHOSE: Mapping[Provenance, Text] = {
    "self": T("Own answer"),
    "helped": T("With help"),
    "observed": T("What staff noticed"),
}
"""What tells a reader whose an answer is, where answers of several kinds stand together."""


def series_name(fact: Fact) -> Text:
    """What a series is called for short."""
    if fact.provenance == "observed":
        return T("{question} (what staff noticed)", question=fact.name)
    return fact.name


def usual(scores: Sequence[float]) -> float | None:
    """The mean of earlier scores, one decimal; None if there are fewer than FEWEST_EARLIER."""
    return round(mean(scores), 1) if len(scores) >= FEWEST_EARLIER else None


def by_day(facts: Sequence[Fact], series: str, days: Sequence[date]) -> tuple[Fact | None, ...]:
    """For each of `days` its last answer among those that are compared as `series`, or None. An answer to the same
    question that has no score, as "don't know", is one of them."""
    last = {
        f.at.date(): f for f in facts if f.compared == series or (not f.steps and series.startswith(f"{f.series}/"))
    }
    return tuple(last.get(day) for day in days)


def _fact(fact: Fact, before: Before) -> Text:
    if fact.score is None:
        return T("{question}: {answer}", question=fact.name, answer=fact.answer)
    mean_before = before.usual(fact)
    if mean_before is None:
        return T("{question}: {answer} ({score})", question=fact.name, answer=fact.answer, score=fact.score)
    return T(
        "{question}: {answer} ({score}; 4 weeks: {usual})",
        question=fact.name, answer=fact.answer, score=fact.score, usual=mean_before,
    )  # fmt: skip


def _quotes(fact: Fact) -> list[Line]:
    said = T("{question}: »{words}«", question=fact.name, words=cut(fact.quote))
    lines = [Line(LineKind.QUOTE, said)] if fact.quote else []
    if fact.media:
        lines.append(Line(LineKind.QUOTE, Text(MEDIA[fact.media].id, {"question": fact.name})))
    return lines
