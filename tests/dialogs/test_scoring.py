"""Totals, T-scores and what a series says: every vector and boundary there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.method.model import Dialog
from dialogs.method.problems import DialogError
from dialogs.scoring import Score, SeriesState, gas_t_score, series_state, state_of, talk_about_it, talk_of, total
from tests.transcripts import Phone, own_dialog

FOUR = ("me", "close", "days", "whole")


def score(kind: str, **more: object) -> Score:
    return Score.model_validate({"id": "own", "name": "Own", "kind": kind, "of": FOUR, **more})


def of_all(*values: float | None) -> dict[str, float | None]:
    return dict(zip(FOUR, values, strict=True))


def totals(phone: Phone) -> list[float | None]:
    """The totals of what stands at the receipt."""
    stand = {g.step: g.score for g in phone.session.given if not g.withdrawn}
    return [total(each, stand) for each in phone.dialog.scores]


# Totals


@pytest.mark.parametrize(
    ("kind", "more", "values", "expected"),
    [
        ("sum", {}, (0, 0, 0, 0), 0),
        ("sum", {}, (10, 10, 10, 10), 40),
        ("sum", {}, (0.1, 0.2, 0.1, 0.2), 0.6),
        ("sum", {}, (6.3, 6.2, 6.3, 6.2), 25.0),
        ("sum", {}, (8.9, 9.1, 8.9, 9.1), 36.0),
        ("mean", {}, (2.5, 5, 7.5, 10), 6.3),
        ("mean", {}, (0.1, 0.2, 0.2, 0.1), 0.2),
        ("scaled", {"factor": 4}, (5, 5, 5, 5), 80),
        ("scaled", {"factor": 0.1}, (1, 1, 1, 0), 0.3),
        ("gas", {}, (0, 0, 0, 0), 50),
    ],
)
def test_a_total_is_reckoned_as_declared_to_one_decimal(
    kind: str, more: dict[str, float], values: tuple[float, ...], expected: float
) -> None:
    assert total(score(kind, **more), of_all(*values)) == expected


@pytest.mark.parametrize("kind", ["sum", "mean", "scaled", "gas"])
def test_a_missing_area_leaves_no_total(kind: str) -> None:
    own = score(kind, **({"factor": 4} if kind == "scaled" else {}))
    assert total(own, of_all(1, None, 1, 1)) is None
    assert total(own, {"me": 1, "close": 1, "days": 1}) is None
    assert total(own, {}) is None
    assert total(own, of_all(0, 0, 0, 0)) is not None, "nought is a score"


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_sums_of_tenths_are_right_to_the_tenth(tenths: list[int]) -> None:
    assert total(score("sum"), of_all(*(each / 10 for each in tenths))) == sum(tenths) / 10


# A series against its first value


@pytest.mark.parametrize(
    ("first", "latest", "state"),
    [
        (20, 20, "no_reliable_change"),
        (20, 24.9, "no_reliable_change"),
        (20, 15.1, "no_reliable_change"),
        (21, 25, "no_reliable_change"),  # over the cut-off, but by less than a reliable change
        (18, 23, "improved"),  # exactly 5
        (19.9, 24.9, "improved"),  # to just under the cut-off
        (20, 25, "improved_and_crossed"),  # exactly 5, and exactly at the cut-off
        (24.9, 29.9, "improved_and_crossed"),
        (25, 30, "improved"),  # a first value at the cut-off was not below it
        (30, 40, "improved"),
        (30, 25, "worse"),  # exactly -5
        (30, 25.1, "no_reliable_change"),
        (27, 20, "worse"),
        (20.1, 25.1, "improved_and_crossed"),  # 25.1 - 20.1 is a hair over 5 in floating point, and
        (2.3, 7.3, "improved"),  # 7.3 - 2.3 is
        (0.3, 5.3, "improved"),
        (5.3, 0.3, "worse"),
        (4.95, 9.94, "no_reliable_change"),  # one decimal first: 5.0 and 9.9
        (19.96, 24.95, "improved_and_crossed"),  # 20.0 and 25.0
    ],
)
def test_the_state_of_a_series(first: float, latest: float, state: str) -> None:
    assert series_state(first, latest, cutoff=25, reliable_change=5) == state


def test_without_a_cut_off_nothing_crosses_and_lines_are_the_houses() -> None:
    assert series_state(10, 30) is SeriesState.IMPROVED
    assert series_state(46, 52, cutoff=50, reliable_change=10) is SeriesState.NO_CHANGE
    assert series_state(44, 54, cutoff=50, reliable_change=10) is SeriesState.CROSSED


@given(st.integers(0, 400), st.integers(0, 400))
def test_every_pair_of_tenths_is_told_by_whole_numbers_alone(first: int, latest: int) -> None:
    """The same rule, reckoned in tenths without a fraction."""
    state = series_state(first / 10, latest / 10, cutoff=25, reliable_change=5)
    assert (state is SeriesState.WORSE) == (latest - first <= -50)
    assert (state in (SeriesState.IMPROVED, SeriesState.CROSSED)) == (latest - first >= 50)
    assert (state is SeriesState.CROSSED) == (latest - first >= 50 and first < 250 <= latest)


def test_the_state_by_a_scores_own_lines() -> None:
    own = score("sum", cutoff=25, reliable_change=5)
    assert state_of(own, []) is None and state_of(own, [20]) is None
    assert state_of(own, [20, 38, 25]) is SeriesState.CROSSED, "against the first, whatever lies between"
    assert state_of(score("sum", cutoff=25), [20, 30]) is None


# The cooperation


@pytest.mark.parametrize(
    ("latest", "previous", "talk"),
    [
        (36, None, False),
        (35.9, None, True),
        (40, None, False),
        (36, 36.9, False),
        (36, 37, True),  # exactly 1
        (38.1, 39.1, True),
        (38.2, 39.1, False),
        (39, 36, False),
        (35.95, 36, False),  # one decimal: 36.0
        (30, 20, True),  # better, and still under the line
    ],
)
def test_when_the_cooperation_is_worth_a_talk(latest: float, previous: float | None, talk: bool) -> None:
    assert talk_about_it(latest, previous) is talk


def test_a_talk_by_a_scores_own_lines() -> None:
    own = score("sum", talk_below=36, talk_drop=1)
    assert not talk_of(own, []) and talk_of(own, [35.9]) and not talk_of(own, [36])
    assert talk_of(own, [36, 40, 39]) and not talk_of(own, [40, 38, 39]), "since last time, not since the first"
    assert not talk_of(score("sum"), [0, 0]) and talk_of(score("sum", talk_drop=2), [40, 38])
    assert not talk_of(score("sum", talk_below=10), [40, 20])


# Goals


@pytest.mark.parametrize(
    ("levels", "weights", "expected"),
    [
        ((1,), (1,), 60.00),
        ((-2,), (1,), 30.00),
        ((0, 0, 0), (1, 1, 1), 50.00),
        ((1, 1, 1), (1, 1, 1), 63.69),
        ((-1, -1, -1), (1, 1, 1), 36.31),
        ((2, 2, 2), (1, 1, 1), 77.39),
        ((1, -1), (3, 1), 55.82),
        ((1, 1, 1), (7, 7, 7), 63.69),  # only how weights stand to each other counts
        ((1, -2), (1, 0), 60.00),  # a goal without weight counts nothing
    ],
)
def test_the_t_score_of_goals(levels: tuple[float, ...], weights: tuple[float, ...], expected: float) -> None:
    t_score = gas_t_score(levels, weights)
    assert t_score is not None and round(t_score, 2) == expected


def test_no_goals_or_no_weight_have_no_t_score() -> None:
    assert gas_t_score((), ()) is None
    assert gas_t_score((1, 2), (0, 0)) is None
    assert total(score("gas", weights=(0, 0, 0, 0)), of_all(1, 1, 1, 1)) is None


@pytest.mark.parametrize(("levels", "weights"), [((3,), (1,)), ((0.5,), (1,)), ((1,), (-1,)), ((1,), (1, 1))])
def test_what_is_no_goal_is_refused(levels: tuple[float, ...], weights: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"levels are|argument 2"):
        gas_t_score(levels, weights)


# Declared in a dialog

LEVELS = ", ".join(f"{{id: l{n}, label: L{n}, score: {value}}}" for n, value in enumerate((-2, -1, 0, 1, 2)))
GOALS = "\n".join(f"{{id: g{n}, kind: choice, text: 'G{n}?', options: [{LEVELS}]}}" for n in (1, 2))
SCORED = "scores:\n  - {id: goals, name: Goals, kind: gas, of: [g1, g2], weights: [3, 1]}"

# Five items scored 0-5, times 4: the form of an index a house may add from its official sheet.
SIX = ", ".join(f"{{id: a{n}, label: A{n}, score: {n}}}" for n in range(6))
INDEX = own_dialog(
    "\n".join(f"{{id: i{n}, kind: choice, text: 'I{n}?', name: I{n}, options: [{SIX}]}}" for n in range(1, 6)),
    fields="scores: [{id: well, name: Well, kind: scaled, factor: 4, of: [i1, i2, i3, i4, i5], reliable_change: 10}]",
)


def test_a_choice_counts_what_its_option_says() -> None:
    phone = Phone(own_dialog(GOALS, fields=SCORED)).taps("L3", "L1")
    assert [a.score for a in phone.kept] == [1, -1] and totals(phone) == [55.8]


@given(st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_an_index_of_five_items_is_a_multiple_of_four(items: list[int]) -> None:
    (found,) = totals(Phone(INDEX).taps(*(f"A{item}" for item in items)))
    assert found == 4 * sum(items) and found % 4 == 0 and 0 <= found <= 100


@pytest.mark.parametrize("way", ["Don't know", "Won't say", "Skip"])
def test_an_item_that_was_not_answered_leaves_no_index_until_it_is(way: str) -> None:
    phone = Phone(INDEX).taps("A5", "A5", way, "A5", "A5")
    assert totals(phone) == [None]
    assert totals(phone.taps("Change", "I3", "A0")) == [80]


def test_an_index_that_was_stopped_has_no_total() -> None:
    assert totals(Phone(INDEX).taps("A5", "A5", "Stop")) == [None]


def test_a_score_knows_its_least_and_greatest_total() -> None:
    def spans(dialog: Dialog) -> list[tuple[float, float]]:
        return [dialog.span(each) for each in dialog.scores]

    assert spans(INDEX) == [(0, 100)]
    assert spans(own_dialog(GOALS, fields=SCORED)) == [(26.7, 73.3)]
    assert spans(own_dialog(GOALS, fields=SCORED.replace("[3, 1]", "[0, 0]"))) == [(0, 0)]


CONDITIONAL = GOALS + "\n{id: why, kind: say, text: 'Why?', only_if: {step: g2, at_most: -1}}"


def test_a_question_may_hang_on_what_a_choice_counts() -> None:
    Phone(own_dialog(CONDITIONAL)).taps("L3", "L1").sees("Why?")
    assert len(Phone(own_dialog(CONDITIONAL)).taps("L3", "L2").receipt()) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("kind: gas", "kind: median"), "field 'kind': cannot be 'median'; it is 'sum', 'mean',"),
        (("name: Goals", "nam: Goals"), "field 'nam': there is no such field here; did you mean 'name'?"),
        (("of: [g1, g2]", "of: []"), "field 'of': has nothing in it, and needs at least 1"),
        (("of: [g1, g2]", "of: [g1, g3]"), "field 'of': 'g3' is no step outside an each; there are g1, g2,"),
        (("of: [g1, g2]", "of: [g1, say]"), "field 'of': 'say' has no score; give its options"),
        (("of: [g1, g2]", "of: [g1, in]"), "field 'of': 'in' is no step outside an each"),
        (("of: [g1, g2]", "of: [g1, rate]"), "field 'of': 'rate' is not scored -2, -1, 0, 1, 2"),
        (("of: [g1, g2]", "of: [g1, g1]"), "score 'goals': of names 'g1' twice"),
        (("[3, 1]", "[3]"), "score 'goals': has 1 weights for 2 steps"),
        (("[3, 1]", "[3, -1]"), "score 'goals': a weight is below 0"),
        (("[3, 1]", "[3, .nan]"), "field 'weights': is nan, and should be a finite number"),
        (("kind: gas", "kind: sum"), "score 'goals': weights belong to a gas score"),
        (("kind: gas", "kind: scaled"), "score 'goals': a factor belongs to a scaled score, and to no other"),
        (("weights: [3, 1]", "factor: 2"), "score 'goals': a factor belongs to a scaled score"),
        (("weights: [3, 1]", "reliable_change: 0"), "field 'reliable_change': is 0, and should be greater"),
        (("weights: [3, 1]", "cutoff: high"), "field 'cutoff': is 'high', and must be a number"),
        (("weights: [3, 1]}", "}\n  - {id: goals, name: A, kind: sum, of: [g1]}"), "two scores have the id 'goals'"),
    ],
)
def test_a_score_that_could_not_be_reckoned_is_refused_by_name(change: tuple[str, str], told: str) -> None:
    assert change[0] in SCORED
    steps = f"""{GOALS}
{{id: say, kind: say, text: 'Why?'}}
{{id: rate, kind: rating, scale: wellbeing, text: 'How?'}}
{{id: all_of, kind: each, over: people, steps: [{{id: in, kind: rating, scale: wellbeing, text: 'How is {{item}}?'}}]}}
"""
    with pytest.raises(DialogError) as error:
        own_dialog(steps, fields=SCORED.replace(*change))
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("{id: a, kind: several, text: A, options: [{id: x, label: X, score: 1}, {id: y, label: Y}]}",
         "step 'a', option 'x', field 'score': belongs to an option of a choice, not of a several; take it out"),
        ("{id: a, kind: choice, text: A, options: [{id: x, label: X, score: high}, {id: y, label: Y}]}",
         "step 'a', option 'x', field 'score': is 'high', and must be a number"),
        ("{id: a, kind: choice, text: A, optional: perhaps, options: [{id: x, label: X}, {id: y, label: Y}]}",
         "step 'a', field 'optional': is 'perhaps', and must be true or false"),
        ("{id: a, kind: rating, scale: wellbeing, text: A, optional: true}",
         "step 'a', field 'optional': there is no such field here; there are id,"),
    ],
)  # fmt: skip
def test_the_fields_of_a_step_are_named_when_they_are_wrong(step: str, told: str) -> None:
    with pytest.raises(DialogError) as error:
        own_dialog(step)
    assert f"own.yaml:7: {told}" in str(error.value)


def test_sharing_is_yes_or_no() -> None:
    with pytest.raises(DialogError, match=r"own\.yaml:5: field 'shares': is 'perhaps', and must be true or"):
        own_dialog("{id: a, kind: info, text: A}", fields="shares: perhaps")
