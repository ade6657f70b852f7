"""A trivsel check-in as the borger meets it, in every reading profile and with every change of mind."""

from __future__ import annotations

import pytest

from dialogs.engine.buttons import Button
from dialogs.engine.session import End, Expired, Finish, Nudged, Outcome, Outdated, Pressed, Share, Show, Shown, Stage
from dialogs.method.steps import Each, Rating, Say
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from tests.transcripts import LIBRARY, PROFILES, Phone

ASKED = [step for step in LIBRARY["trivsel"].steps if isinstance(step, Each) or not step.only_if]
"""What everybody is asked."""
FOLDED = [Button.DONT_KNOW, Button.WONT_SAY, Button.BACK, Button.STOP]


def borger() -> Phone:
    return Phone("trivsel", facts={"readers": "Mette"})


def through() -> Phone:
    """A borger who has answered everything and stands at the receipt."""
    return borger().taps("Well", "Badly", "Some", "One person", "Food", "No thanks")


# Every reading profile


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.reading}-{p.style}-{p.steps}")
def test_the_whole_check_in_in_every_profile(profile: ReadingProfile) -> None:
    phone = Phone("trivsel", profile=profile)
    numbers = profile.style is ScaleStyle.NUMBERS
    steps = {2: 3 if numbers else 2, 3: 3, 5: 5, 11: 11 if numbers else 5}[profile.steps]
    for at, step in enumerate(ASKED):
        assert not isinstance(step, Say) or phone.tiles == ()
        assert [button.id for button in phone.buttons if not button.tile] == [Button.SKIP, Button.UNFOLD]
        phone.taps(Button.UNFOLD)
        assert [button.id for button in phone.card.buttons[-1]] == [b for b in FOLDED if b != Button.BACK or at > 0]
        assert (phone.card.done, phone.card.total) == (at + 1, 6)
        assert len(phone.card.question.id if phone.card.question else "") <= 60
        assert len(phone.tiles) == (steps if isinstance(step, Rating) else len(getattr(step, "options", ())))
        assert len(phone.tiles) <= (11 if steps == 11 else 7)
        if phone.tiles:
            phone.taps(phone.tiles[-1].id)
        else:
            phone.says("Solen skinner")
            phone.taps("Done")
    finish = phone.finished()
    assert finish.end is End.DONE and [given.step for given in finish.results] == [s.id for s in ASKED]
    best = 10.0 if steps > 3 else 7.5
    assert [given.score for given in finish.results] == [best, best, best, None, None, None]
    assert [a.choices for a in phone.kept] == [(f"{steps - 1}/{steps}",)] * 3 + [("more",), ("nothing",), ()]
    assert len(phone.receipt()) == 6


def test_each_way_of_rating_shows_its_own_signs() -> None:
    def marks(style: ScaleStyle, steps: int, reading: Reading = Reading.BOTH) -> list[tuple[str, str]]:
        tiles = Phone("trivsel", profile=ReadingProfile(reading, style, steps)).tiles
        return [(tile.pictogram, tile.number) for tile in tiles]

    assert marks(ScaleStyle.FACES, 3) == [("🙁", ""), ("😐", ""), ("🙂", "")]
    assert marks(ScaleStyle.WORDS, 3) == [("", "")] * 3
    assert marks(ScaleStyle.WORDS, 3, Reading.PICTURES) == marks(ScaleStyle.FACES, 3)
    assert [number for _, number in marks(ScaleStyle.NUMBERS, 5)] == list("12345")
    assert [number for _, number in marks(ScaleStyle.NUMBERS, 11)] == [str(n) for n in range(11)]
    assert len({pictogram for pictogram, _ in marks(ScaleStyle.THUMBS, 5)}) == 5


@pytest.mark.parametrize(("steps", "scores"), [(2, [2.5, 7.5]), (3, [2.5, 5, 7.5]), (5, [0, 2.5, 5, 7.5, 10])])
def test_a_score_is_that_of_the_level_it_is_named_by(steps: int, scores: list[float]) -> None:
    kept = []
    for place in range(steps):
        phone = Phone("trivsel", profile=ReadingProfile(steps=steps))
        kept.append(phone.taps(phone.tiles[place].id).kept[0].score)
    assert kept == scores


@pytest.mark.parametrize(
    ("style", "tile", "number"),
    [(ScaleStyle.FACES, "❤️🙂", ""), (ScaleStyle.WORDS, "❤️", ""), (ScaleStyle.NUMBERS, "❤️", "3")],
)
def test_the_receipt_answers_in_the_signs_that_were_tapped(style: ScaleStyle, tile: str, number: str) -> None:
    phone = Phone("trivsel", profile=ReadingProfile(style=style, steps=3)).taps("Well", "Stop")
    assert [(t.pictogram, t.number) for t in phone.card.tiles] == [(tile, number)]


# Ways on and out


def test_from_question_to_question_to_the_receipt() -> None:
    phone = borger().sees("How are you today?").taps("Well")
    phone.sees("How did you sleep?").taps("Badly").sees("How much energy do you have?").taps("Some")
    phone.sees("How many have you been with today?").taps("One person").sees("Was there something good today?").taps(
        "Food"
    )
    phone.sees("Would you like to say more?", "Write", "Speak", "Photo or video").taps("No thanks")
    phone.sees("Thank you. This is what you answered.", "Mette may read it.", "Change", "Share", "Don't share")
    assert phone.card.notes == (), "who may read it stands under the thanks"
    assert phone.receipt() == [
        "Mood: Well",
        "Sleep: Badly",
        "Energy: Some",
        "Been with: One person",
        "Something good: Food",
        "Your words: Skipped",
    ]
    assert [(a.step, a.score) for a in phone.kept][:3] == [("mood", 7.5), ("sleep", 2.5), ("energy", 5)]


def test_back_shows_what_was_answered_and_changing_it_corrects_the_first() -> None:
    phone = borger().taps("Well", "Badly", "Back").sees("How did you sleep?")
    assert [b.id for b in phone.tiles if b.marked] == ["1/5"]
    phone.taps("Okay", "Back", "Back", "Badly")
    assert [(a.step, a.seq, a.corrects) for a in phone.kept] == [
        ("mood", 1, None),
        ("sleep", 2, None),
        ("sleep", 3, 2),
        ("mood", 4, 1),
    ]
    assert [(a.step, a.choices) for a in phone.standing()] == [("sleep", ("2/5",)), ("mood", ("1/5",))]


def test_a_forged_back_at_the_first_question_stays_there() -> None:
    phone = borger()
    phone.gets(Pressed(0, Button.BACK))
    phone.sees("How are you today?").taps("Well").sees("How did you sleep?")


@pytest.mark.parametrize(
    ("label", "outcome"),
    [("Skip", Outcome.SKIPPED), ("Don't know", Outcome.DONT_KNOW), ("Won't say", Outcome.WONT_SAY)],
)
def test_not_answering_is_kept_as_what_it_was_and_never_scored(label: str, outcome: Outcome) -> None:
    phone = borger()
    for _ in ASKED[:-1]:
        phone.taps(label)
    phone.taps({"Skip": "No thanks"}.get(label, label))
    assert {(a.outcome, a.score, a.choices, a.words) for a in phone.kept} == {(outcome, None, (), "")}
    assert len(phone.kept) == 6
    ends = {"Skip": "Skipped"}.get(label, label)
    assert phone.receipt()[0] == f"Mood: {ends}"


def test_stop_at_once_leaves_nothing_and_asks_nothing() -> None:
    phone = borger().taps("Stop").sees("You stopped here. That is all right.")
    assert phone.kept == [] and phone.buttons == () and phone.finished() == Finish(End.STOPPED, ())


def test_stop_midway_keeps_what_was_said() -> None:
    phone = borger().taps("Well", "Stop").sees("You stopped here. That is all right.", "Change", "Don't share")
    assert phone.receipt() == ["Mood: Well"]
    assert phone.finished().end is End.STOPPED and [g.step for g in phone.finished().results] == ["mood"]


def test_a_change_after_stopping_does_not_start_the_questions_again() -> None:
    phone = borger().taps("Well", "Stop", "Change", "Mood", "Badly")
    assert phone.sees("You stopped here. That is all right.").receipt() == ["Mood: Badly"]


def test_a_pause_is_gone_on_from_where_it_was() -> None:
    phone = borger().taps("Well").pauses().sees("You are taking a break.")
    assert phone.choices() == ["Go on", "Stop"]
    phone.taps("Go on").sees("How did you sleep?").pauses().taps("Stop")
    assert phone.receipt() == ["Mood: Well"]


def test_one_nudge_rings_as_a_new_card_and_the_old_card_is_outdated() -> None:
    phone = borger().taps("Well").pauses()
    old = phone.session.turn
    phone.gets(Nudged())
    phone.sees("You may answer now, if you like.", "How did you sleep?")
    assert phone.got(Show) == [Show(fresh=True)]
    phone.gets(Pressed(old, Button.ON))
    assert phone.effects == (Outdated(), Show())
    phone.taps("Badly")
    assert phone.card.notes == ()


@pytest.mark.parametrize("at", ["receipt", "correcting", "stopped"])
def test_nobody_is_nudged_who_has_ended(at: str) -> None:
    phones = {
        "receipt": through(),
        "correcting": through().taps("Change", "Mood"),
        "stopped": borger().taps("Stop"),
    }
    phone = phones[at]
    before = phone.session
    phone.gets(Nudged())
    assert (phone.session, phone.effects) == (before, ())


def test_the_card_can_be_shown_again_without_losing_the_place() -> None:
    phone = borger().taps("Well")
    before = phone.session
    phone.gets(Shown())
    assert (phone.session, phone.effects) == (before, (Show(fresh=True),))


# Expiry


def test_the_time_runs_out_in_the_middle() -> None:
    phone = borger().taps("Well")
    phone.gets(Expired())
    assert phone.sees("The time is over. That is all right.", "Change").receipt() == ["Mood: Well"]
    assert phone.finished().end is End.EXPIRED
    phone.taps("Change", "Mood", "Badly")
    assert phone.receipt() == ["Mood: Badly"] and phone.session.end is End.EXPIRED


def test_the_time_runs_out_before_anything_was_said() -> None:
    phone = borger()
    phone.gets(Expired())
    phone.sees("The time is over. That is all right.")
    assert phone.session.stage is Stage.CLOSED and phone.buttons == () and phone.kept == []


def test_the_time_running_out_at_the_receipt_changes_nothing() -> None:
    phone = through()
    before = phone.session
    phone.gets(Expired())
    assert (phone.session, phone.effects) == (before, ())


def test_the_time_running_out_while_correcting_goes_back_to_the_receipt() -> None:
    change = through().taps("Change")
    for phone in (change, through().taps("Change", "Mood"), through().taps("Change", "Mood").pauses()):
        phone.gets(Expired())
        phone.sees("Thank you. This is what you answered.")
        assert phone.finished().end is End.DONE and phone.receipt()[0] == "Mood: Well"


# The receipt


def test_a_correction_points_at_the_answer_it_replaces_and_corrections_chain() -> None:
    phone = through().taps("Change").sees("What do you want to change?", "Mood", "Sleep")
    phone.taps("Sleep").sees("How did you sleep?").taps("Okay")
    phone.sees("Thank you. This is what you answered.").taps("Change", "Sleep", "Don't know")
    assert [(a.seq, a.corrects) for a in phone.kept if a.step == "sleep"] == [(2, None), (7, 2), (8, 7)]
    assert phone.receipt()[1] == "Sleep: Don't know"
    assert phone.finished().end is End.DONE


@pytest.mark.parametrize("labels", [["Back"], ["Mood", "Close"]])
def test_a_correction_can_be_left_without_changing_anything(labels: list[str]) -> None:
    phone = through().taps("Change", *labels).sees("Thank you. This is what you answered.")
    assert len(phone.kept) == 6 and phone.receipt()[0] == "Mood: Well"


@pytest.mark.parametrize("ways", [[Button.BACK], [Button.STOP], [Button.PAUSE, Button.STOP]])
def test_a_correction_can_be_left_by_the_buttons_of_a_card_sent_before(ways: list[Button]) -> None:
    phone = through().taps("Change", "Mood")
    for way in ways:
        phone.gets(Pressed(phone.session.turn, way))
    assert len(phone.kept) == 6 and phone.receipt()[0] == "Mood: Well"


def test_share_or_not_can_be_tapped_back_and_forth() -> None:
    phone = through().taps("Don't share").sees("I show it to nobody.")
    assert phone.got(Share) == [Share(False)] and phone.button("Don't share").marked
    assert not phone.button("Share").marked
    phone.taps("Share").sees("Mette may read it.")
    assert phone.got(Share) == [Share(True)] and not phone.button("Don't share").marked
    assert phone.button("Share").marked
    phone.taps("Don't share", "Change", "Mood", "Okay").sees("I show it to nobody.")


def test_without_readers_the_receipt_says_so() -> None:
    Phone("trivsel").taps("Well", "Stop").sees("Nobody else may read it yet.")


# Two taps, old buttons, forged buttons


def test_of_two_quick_taps_the_second_does_nothing() -> None:
    phone = borger()
    phone.gets(Pressed(0, "3/5"))
    phone.gets(Pressed(0, "1/5"))
    assert phone.effects == (Outdated(), Show())
    assert [(a.step, a.choices) for a in phone.kept] == [("mood", ("3/5",))]
    phone.sees("How did you sleep?")


@pytest.mark.parametrize("choice", ["9/5", "3/3", "x", "", "²", Button.ON, Button.MEND, Button.SHARE, "0", "food"])
def test_a_button_that_the_card_does_not_have_does_nothing(choice: str) -> None:
    phone = borger().taps("Well")
    phone.gets(Pressed(phone.session.turn, choice))
    assert phone.effects == (Outdated(), Show()) and len(phone.kept) == 1


@pytest.mark.parametrize("choice", ["7", "-1", "²", "mood", ""])
def test_only_what_was_answered_can_be_picked_for_change(choice: str) -> None:
    phone = through().taps("Change")
    phone.gets(Pressed(phone.session.turn, choice))
    assert phone.session.stage is Stage.PICKING and Outdated() in phone.effects
