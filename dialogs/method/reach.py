"""The ways through a dialog: which steps can be asked at all, and what has been answered where one ends.

Only what decides something is told apart. Of the options of a step, those count as one that all conditions on it take
alike; so a dialog of any size has a few ways only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dialogs.method.checks import placed
from dialogs.method.model import Dialog
from dialogs.method.problems import Flaw, Place
from dialogs.method.sort import Block, Sort, Step, inner
from dialogs.method.steps import Answerable, Choice, Condition, Each, Info, PlainStep, Rating, Several

_MOST = 4000
"""Ways told apart at once. A dialog with more is taken to have them all."""
_FEW = 8
"""Options of a several of which all combinations are looked at."""
_SCORES = tuple(n / 2 for n in range(21))
"""What a rating may score."""


@dataclass(frozen=True)
class _Picked:
    """An answer as conditions see it."""

    choices: frozenset[str] = frozenset()
    score: float | None = None

    def fits(self, condition: Condition) -> bool:
        return condition.fits(self.choices, self.score)


_State = frozenset[tuple[str, _Picked]]
"""What has been answered, of the steps that decide something."""


@dataclass(frozen=True)
class End:
    """One end of a dialog."""

    answers: _State

    def has(self, step: str) -> bool:
        """Whether a step has an answer."""
        return any(name == step for name, _ in self.answers)

    def holds(self, condition: Condition) -> bool:
        return _holds(condition, self.answers)


class _Walk:
    """Goes through a dialog on all its ways at once."""

    def __init__(self, dialog: Dialog, conditions: Sequence[Condition], named: Collection[str]) -> None:
        self._dialog = dialog
        own = [step.only_if for _, step, _ in placed(dialog.steps) if step.only_if]
        self._conditions = [*own, *conditions]
        over = {step.over for step in dialog.steps if isinstance(step, Each)}
        self._kept = {*named, *over, *(condition.step for condition in conditions)}
        self._tested = {condition.step for condition in self._conditions}
        self.asked: set[Place] = set()
        self.left: set[str] = set()
        self.ends: set[_State] = set()
        self.too_many = False
        self._go()

    def _go(self) -> None:
        states: set[_State] = {frozenset()}
        for index, step in enumerate(self._dialog.steps):
            here = [(place, asked) for place, asked, _ in placed(self._dialog.steps) if place[1] == index]
            if isinstance(step, Each | Sort):
                self._inside(step, here, states)
            else:
                states = self._past(*here[0], states)
            states = {self._shortened(state, index + 1) for state in states}
            if len(states) > _MOST:
                self.too_many = True
                return
        self.ends |= states

    def _inside(self, block: Block, here: Sequence[tuple[Place, PlainStep]], states: set[_State]) -> None:
        """A block is gone through for one item. Nothing in it decides what comes after it."""
        over = block.over if isinstance(block, Each) else ""
        listed = any(isinstance(step, Several) and step.id == over for step in self._dialog.steps)
        inside = {state for state in states if not listed or any(name == over for name, _ in state)}
        for place, step in here:
            inside = self._past(place, step, inside)

    def _past(self, place: Place, step: PlainStep, states: set[_State]) -> set[_State]:
        after: set[_State] = set()
        for state in states:
            if step.only_if and not _holds(step.only_if, state):
                after.add(state)
                continue
            self.asked.add(place)
            if isinstance(step, Info) or self._may_be_skipped(step):
                after.add(state)
            if isinstance(step, Info):
                continue
            keeps = step.id in self._tested or step.id in self._kept
            for picked, leaves in self._answers(step):
                new = state | {(step.id, picked)} if keeps else state
                if leaves:
                    self.left.add(step.id)
                    self.ends.add(self._shortened(new, len(self._dialog.steps)))
                else:
                    after.add(new)
        return after

    def _may_be_skipped(self, step: PlainStep) -> bool:
        return self._dialog.keeps or (isinstance(step, Answerable) and step.optional)

    def _answers(self, step: PlainStep) -> Iterator[tuple[_Picked, bool]]:
        """What can be answered, one for all that is told apart by nothing, and whether that leads away."""
        tests = [condition for condition in self._conditions if condition.step == step.id]
        seen: set[tuple[tuple[bool, ...], bool]] = set()
        for picked, leaves in _possible(step, tests):
            alike = (tuple(picked.fits(test) for test in tests), leaves)
            if alike not in seen:
                seen.add(alike)
                yield picked, leaves

    def _shortened(self, state: _State, since: int) -> _State:
        """The state without what nothing from a step on asks about any more."""
        later = {asked.only_if.step for step in self._dialog.steps[since:] for asked in inner(step) if asked.only_if}
        return frozenset(pair for pair in state if pair[0] in later | self._kept)


def _holds(condition: Condition, state: _State) -> bool:
    return any(name == condition.step and picked.fits(condition) for name, picked in state)


def _possible(step: PlainStep, tests: Sequence[Condition]) -> Iterator[tuple[_Picked, bool]]:
    if isinstance(step, Rating):
        yield from ((_Picked(score=score), False) for score in _SCORES)
    elif not isinstance(step, Choice | Several):
        yield _Picked(), False
    else:
        named = {name for test in tests for name in (*test.any_of, *test.none_of)}
        ids = [*sorted(named), ""] if step.options_from else [option.id for option in step.options]
        if isinstance(step, Several):
            yield from ((_Picked(frozenset(group)), False) for group in _groups(_apart(ids, tests)))
        else:
            options = {option.id: option for option in step.options}
            for name in ids:
                option = options.get(name)
                score = option.score if option else None
                yield _Picked(frozenset({name}), score), bool(option and option.opens)


def _apart(ids: Sequence[str], tests: Sequence[Condition]) -> Sequence[str]:
    """One of each that no test tells from another."""
    found: dict[tuple[bool, ...], str] = {}
    for name in ids:
        found.setdefault(tuple(name in names for test in tests for names in (test.any_of, test.none_of)), name)
    return list(found.values())


def _groups(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What several can be chosen; of many, each alone and all of them, which is enough to find what can be asked."""
    sizes = range(1, len(ids) + 1) if len(ids) <= _FEW else (1, len(ids))
    return (group for size in sizes for group in combinations(ids, size))


def ends(dialog: Dialog, conditions: Sequence[Condition], steps: Collection[str]) -> Sequence[End]:
    """All ends of a dialog, told apart by these conditions and by which of these steps have an answer; none if there
    are too many."""
    walk = _Walk(dialog, conditions, steps)
    return () if walk.too_many else [End(state) for state in walk.ends]


def never_asked(dialog: Dialog) -> Iterator[Flaw]:
    """Steps that no way leads to."""
    walk = _Walk(dialog, (), ())
    if walk.too_many:
        return
    for place, step, _ in placed(dialog.steps):
        if place in walk.asked:
            continue
        asked_before = step.only_if and step.only_if.step
        if step.only_if and _impossible(step.only_if, dialog.steps):
            yield Flaw((*place, "only_if"), f"no answer to '{asked_before}' fits this, so it is never asked; change it")
        elif walk.left:
            gone = "', '".join(sorted(walk.left))
            yield Flaw(place, f"is never asked: what comes before, '{gone}', leads away; put this before it")
        else:
            yield Flaw(place, "is never asked: what it waits for never happens; change only_if, or take it out")


def _impossible(condition: Condition, steps: Sequence[Step]) -> bool:
    asked = next((step for _, step, _ in placed(steps) if step.id == condition.step), None)
    stays = (picked for picked, leaves in _possible(asked, (condition,)) if not leaves) if asked else ()
    return not any(picked.fits(condition) for picked in stays)
