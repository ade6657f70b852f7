"""How life goes and how we work together, as the borger rates it: in every reading profile, shared only by a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.engine.buttons import Button
from dialogs.engine.session import End, Expired, Outcome, Share
from dialogs.method.scales import scores_in
from dialogs.method.steps import Rating
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from dialogs.scoring import SeriesState, state_of, talk_of, total
from dialogs.summary import Before, Fact, summary_lines
from dialogs.text import T
from tests.transcripts import LIBRARY, NOW, PROFILES, Phone, written

FIT = LIBRARY["fit"]
OUTCOME, COOPERATION = FIT.scores
AREAS = tuple(step for step in FIT.steps if isinstance(step, Rating))
THE_REST = ("No thanks", "No thanks", "Skip")
"""What follows the eight areas, left out: something of one's own, what to do otherwise, and who tells it."""
NUMBERS = ReadingProfile(style=ScaleStyle.NUMBERS, steps=11)


def borger(profile: ReadingProfile = NUMBERS, readers: str = "Mette") -> Phone:
    return Phone("fit", profile=profile, facts={"readers": readers}).taps(Button.ON, Button.ON, Button.ON)


def totals(phone: Phone) -> tuple[float | None, float | None]:
    """Outcome and cooperation, of what was kept and stands."""
    kept = {answer.step: answer.score for answer in phone.standing()}
    return total(OUTCOME, kept), total(COOPERATION, kept)


# Every reading profile


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.reading}-{p.style}-{p.steps}")
def test_it_is_answered_previewed_and_shared_in_every_profile(profile: ReadingProfile) -> None:
    phone = Phone("fit", profile=profile, facts={"readers": "Mette"})
    assert phone.card.essential, "what it is for is written to everybody"
    assert [b.id for b in phone.buttons] == [Button.ON, Button.STOP]
    phone.taps(Button.ON, Button.ON, Button.ON)
    steps = len(phone.tiles)
    for at, area in enumerate(AREAS, 4):
        assert phone.question == area.text.id and len(phone.question) <= 60
        assert (phone.card.done, phone.card.total) == (at, 14)
        assert [b.id for b in phone.buttons if not b.tile] == [Button.SKIP, Button.UNFOLD]
        assert len(phone.tiles) == steps == (profile.settled().steps)
        assert all(tile.pictogram or tile.number or tile.label for tile in phone.tiles)
        phone.taps(phone.tiles[-1].id)
    phone.taps(*THE_REST)
    best = 10 if steps > 3 else 7.5
    assert totals(phone) == (4 * best, 4 * best)
    assert len(phone.receipt()) == 10 and phone.card.essential and not phone.session.shares
    phone.sees("Would you like to share it with Mette?").taps("👀").sees("Mette may read it.")
    assert phone.session.shares and phone.got(Share) == [Share(True)]


def test_each_half_is_rated_in_words_that_answer_its_questions() -> None:
    words = ReadingProfile(Reading.TEXT, ScaleStyle.WORDS, 5)
    phone = borger(words).sees("How are things with you?", "Very badly", "Badly", "Okay", "Well", "Very well")
    phone.taps("Well", "Well", "Well", "Well").sees("Do staff take you seriously?")
    phone.sees("No, not at all", "Only a little", "Both yes and no", "Mostly", "Yes, always")


def test_what_the_numbers_mean_is_said() -> None:
    borger().sees("0 is: Very badly. 10 is: Very well.").taps(*"5555").sees("0 is: No, not at all. 10 is: Yes, always.")


def test_every_scale_describes_five_levels() -> None:
    for area in AREAS:
        levels = area.on.levels
        assert len({written(level.word) for level in levels}) == len({level.face for level in levels}) == 5


# Totals


def test_the_scores_are_declared_with_their_usual_lines() -> None:
    assert [FIT.span(score) for score in FIT.scores] == [(0, 40), (0, 40)]
    assert (OUTCOME.cutoff, OUTCOME.reliable_change, OUTCOME.line) == (25, 5, 25)
    assert (COOPERATION.talk_below, COOPERATION.talk_drop, COOPERATION.line) == (36, 1, 36)
    assert (*OUTCOME.of, *COOPERATION.of) == tuple(area.id for area in AREAS)


def test_totals_of_numbers_at_the_lines_exactly() -> None:
    phone = borger().taps("6", "6", "6", "7", "9", "9", "9", "9")
    assert totals(phone) == (25, 36)
    assert state_of(OUTCOME, [20, 25]) is SeriesState.CROSSED and not talk_of(COOPERATION, [36])


@pytest.mark.parametrize(
    ("way", "outcome"),
    [("Don't know", Outcome.DONT_KNOW), ("Won't say", Outcome.WONT_SAY), ("Skip", Outcome.SKIPPED)],
)
def test_an_area_without_an_answer_leaves_its_half_without_a_total(way: str, outcome: Outcome) -> None:
    phone = borger().taps("8", way, "8", "8", "9", "9", "9", "9", *THE_REST)
    assert totals(phone) == (None, 36)
    assert phone.kept[1].outcome is outcome and phone.kept[1].score is None
    assert phone.receipt()[1].startswith("Those close to me: ")
    assert totals(phone.taps("Change", "Those close to me", "8")) == (32, 36)


def test_stopping_half_way_keeps_what_was_said_to_oneself() -> None:
    phone = borger().taps("8", "7", "6", "5", "Stop").sees("You stopped here. That is all right.")
    phone.sees("Would you like to share it with Mette?")
    assert totals(phone) == (26, None) and not phone.session.shares
    assert phone.finished().end is End.STOPPED


def test_stopping_at_the_first_card_leaves_nothing() -> None:
    phone = Phone("fit").taps("Stop")
    assert phone.kept == [] and phone.buttons == ()


def test_the_time_running_out_shares_nothing() -> None:
    phone = borger().taps("8", "7")
    phone.gets(Expired())
    assert phone.sees("Would you like to share it with Mette?").session.shares is False


# The preview


def through(readers: str = "Mette") -> Phone:
    return borger(readers=readers).taps(*"87658765", *THE_REST)


def test_a_no_keeps_it_to_oneself() -> None:
    phone = through().sees("I show it to nobody before you say yes.").taps("Don't share")
    phone.sees("I show it to nobody.")
    assert not phone.session.shares and phone.got(Share) == [Share(False)]


def test_an_answer_can_be_changed_before_it_is_shared() -> None:
    phone = through().taps("Change", "Taken seriously", "9").sees("Would you like to share it with Mette?")
    assert totals(phone) == (26, 27) and phone.receipt()[4] == "Taken seriously: Yes, always"
    phone.taps("Share").sees("Mette may read it.")
    assert phone.session.shares


def test_it_says_so_when_nobody_may_read_it() -> None:
    through(readers="").sees("You have not chosen anyone to read it.", "Choose who may read it")


def test_it_is_about_how_we_work_and_never_about_one_person() -> None:
    assert not [each.text.id for each in AREAS if "{" in each.text.id]
    assert all(" staff " in f" {written(FIT.step(step).text.plain()).lower()} " for step in COOPERATION.of)


# In as many steps


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.reading}-{p.style}-{p.steps}")
def test_the_best_taps_are_never_worth_a_talk_and_the_worst_never_an_improvement(profile: ReadingProfile) -> None:
    """Three faces are the middle three of five: their best is 30 of 40, which must not be held against 36."""
    steps = profile.settled().steps
    best, worst = (total(COOPERATION, dict.fromkeys(COOPERATION.of, scores_in(steps)[end])) for end in (-1, 0))
    assert best is not None and worst is not None
    totals = FIT.range_in(COOPERATION, [steps] * 4)
    assert (totals.low, totals.high) == (worst, best)
    for series in ([best], [best, best], [worst, best]):
        assert not talk_of(COOPERATION, series, totals)
    outcome = FIT.range_in(OUTCOME, [steps] * 4)
    assert state_of(OUTCOME, [best, worst], outcome) in (SeriesState.WORSE, None)
    assert state_of(OUTCOME, [best, best], outcome) in (SeriesState.NO_CHANGE, None)


@pytest.mark.parametrize(
    ("steps", "held", "told"), [(2, False, False), (3, False, True), (5, True, True), (11, True, True)]
)
def test_a_line_is_held_only_where_the_steps_reach_both_sides_of_it(steps: int, held: bool, told: bool) -> None:
    cooperation, outcome = (FIT.range_in(score, [steps] * 4) for score in FIT.scores[::-1])
    assert cooperation.crosses(36) is held and outcome.crosses(25)
    assert outcome.tells(5) is told, "with two, one single tap is 5 points"
    assert talk_of(COOPERATION, [cooperation.low], cooperation) is held
    assert (state_of(OUTCOME, [10, 30], outcome) is SeriesState.CROSSED) is told


@given(st.sampled_from([2, 3, 5, 11]), st.lists(st.integers(0, 10), min_size=8, max_size=8))
def test_whatever_is_tapped_lies_in_reach(steps: int, taps: list[int]) -> None:
    first, second = (
        total(COOPERATION, dict(zip(COOPERATION.of, [scores_in(steps)[tap % steps] for tap in four], strict=True)))
        for four in (taps[:4], taps[4:])
    )
    assert first is not None and second is not None
    totals = FIT.range_in(COOPERATION, [steps] * 4)
    assert totals.low <= first <= totals.high
    assert first == second or abs(first - second) >= totals.least


def test_what_is_usual_is_reckoned_from_as_many_steps() -> None:
    """Three best faces after weeks of five best are no fall in a summary, for they are not compared."""
    best = Fact(1, NOW, "trivsel.mood", T("Mood"), Outcome.ANSWERED, T("Well"), 7.5, steps=3)

    def earlier(*scores: float, steps: int) -> list[Fact]:
        days = enumerate(scores, start=2)
        return [replace(best, session_id=n, at=NOW - timedelta(days=n), score=one, steps=steps) for n, one in days]

    of_five = earlier(10, 10, 10, 10, steps=5)
    assert written(summary_lines((best,), Before(of_five))[-1].text) == "Mood: Well (7.5)"
    of_both = Before([*of_five, *earlier(7.5, 5, 5, steps=3)])
    assert written(summary_lines((best,), of_both)[-1].text) == "Mood: Well (7.5; 4 weeks: 5.8)"
