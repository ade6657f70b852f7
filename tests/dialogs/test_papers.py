"""Papers: one section is asked at a time, what stands is on the card, and what makes no sense in one is refused."""

from __future__ import annotations

import pytest

from dialogs.engine.session import End, Stage
from dialogs.method.problems import DialogError
from tests.transcripts import Phone, own_dialog

SECTIONS = """
sections:
  - {name: Good, pictogram: "🙂", steps: [good, how]}
  - {name: Hard, pictogram: "🙁", steps: [signs, each_sign]}
"""
STEPS = """
{id: good, kind: say, text: What is good?}
{id: how, kind: choice, text: How often?, options: [{id: now, label: Now}, {id: often, label: Often}]}
{id: signs, kind: several, text: What happens?, options: [{id: loud, label: Loud}, {id: away, label: Away}]}
{id: each_sign, kind: each, over: signs, steps: [{id: staff_do, kind: say, text: "{item}: what do staff do?"}]}
"""
PAPER = own_dialog(STEPS, "paper", fields=SECTIONS)
GOOD, HARD = (section.steps for section in PAPER.sections)


def test_only_one_section_is_asked() -> None:
    phone = Phone(PAPER, only=GOOD)
    assert phone.question == "What is good?"
    phone.says("Music").taps("Done", "Often")
    assert phone.session.stage is Stage.RECEIPT
    assert [(kept.step, kept.words, kept.choices) for kept in phone.kept] == [
        ("good", "Music", ()), ("how", "", ("often",)),
    ]  # fmt: skip


def test_what_stands_is_on_the_card_and_stays_if_it_is_kept() -> None:
    phone = Phone(PAPER, only=GOOD, ticked={"good": ("Music", "Rain"), "how": ("often",)})
    phone.sees("»Music«", "»Rain«", "Keep it as it is")
    phone.taps("Keep it as it is")
    assert phone.button("Often").marked and not phone.button("Now").marked
    phone.taps("Keep it as it is")
    assert not [kept for kept in phone.kept if kept.outcome == "answered"]


def test_ticks_that_stand_can_be_sent_again_and_their_things_are_asked_about() -> None:
    phone = Phone(PAPER, only=HARD, ticked={"signs": ("loud",), "staff_do/loud": ("Sit down",)})
    phone.taps("Away", "Done")
    phone.sees("»Sit down«")
    phone.taps("Keep it as it is")
    assert phone.question == "Away: what do staff do?"
    phone.says("Wait").taps("Done")
    assert phone.receipt() == ["Loud, Away", "Loud: Skipped", "Away: Kept"]


def test_a_line_is_changed_by_the_next_words_and_nothing_more_is_awaited() -> None:
    phone = Phone(PAPER, only=("staff_do/loud",), instead=7, ticked={"staff_do/loud": ("Sit down",)}, opened=True)
    phone.sees("»Sit down«")
    assert phone.choices() == ["Take it out", "Close"]
    phone.says("Sit by me")
    assert phone.session.stage is Stage.RECEIPT
    assert [(kept.words, kept.replaces) for kept in phone.kept] == [("Sit by me", 7)]
    phone.taps("Change", "Loud").says("Sit near me")
    assert [(kept.words, kept.corrects, kept.replaces) for kept in phone.kept][1:] == [("Sit near me", 1, 0)]


@pytest.mark.parametrize("line", ["good", "how", "signs"])
def test_what_stands_can_be_taken_out(line: str) -> None:
    phone = Phone(PAPER, only=(line,), instead=7, ticked={line: ("now",)}, opened=True)
    phone.taps("Take it out")
    assert [(kept.withdrawn, kept.replaces) for kept in phone.kept] == [(True, 7)]
    assert (phone.session.stage, phone.finished().end) == (Stage.CLOSED, End.DONE)
    phone.sees("I have taken it out.")


def test_to_close_changes_nothing() -> None:
    phone = Phone(PAPER, only=("how",), instead=7, ticked={"how": ("now",)}, opened=True).taps("Close")
    assert (phone.kept, phone.session.stage) == ([], Stage.CLOSED)


@pytest.mark.parametrize(
    ("purpose", "fields", "steps", "said"),
    [
        ("paper", "", STEPS, "field 'sections': is missing; a paper has some"),
        ("answers", SECTIONS, STEPS, "belong to a paper; write purpose: paper"),
        ("paper", SECTIONS + "nudge_after: 1h", STEPS, "a paper may wait, take it out"),
        ("paper", SECTIONS + "about: entry.goal", STEPS, "a paper is about the borger"),
        ("paper", SECTIONS + "scores: [{id: all, name: All, kind: sum, of: [how]}]", STEPS, "field 'scores': add up"),
        ("paper", SECTIONS.replace("good, how", "good"), STEPS, "'how' is in no section"),
        ("paper", SECTIONS.replace("good, how", "good, how, who"), STEPS, "there is no step 'who' outside an each"),
        ("paper", SECTIONS.replace("good, how", "good, how, signs"), STEPS, "'signs' stands in two places"),
        ("paper", SECTIONS.replace("signs, each_sign", "each_sign").replace("good, how", "good, how, signs"), STEPS,
         "field 'over': 'signs' is in another section"),
        ("paper", SECTIONS.replace("good, how", "good").replace("signs,", "how, signs,"),
         STEPS.replace("How often?", "How often?, only_if: {step: good}"), "'good' is in another section"),
        ("paper", SECTIONS, STEPS.replace("What is good?", "What is good?, makes: {entry: goal}"), "lines of a paper"),
    ],
)  # fmt: skip
def test_what_no_paper_can_have_is_refused(purpose: str, fields: str, steps: str, said: str) -> None:
    with pytest.raises(DialogError, match=said):
        own_dialog(steps, purpose, fields=fields)
