"""Whatever method a house writes: it never fails, it always ends, and a restart changes nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.engine import engine, face, path
from dialogs.engine.session import Session, Stage
from dialogs.engine.voices import voice_of
from dialogs.profile import ReadingProfile
from tests.dialogs.test_walks import Walk, check
from tests.examples import examples
from tests.random_methods import KINDS, every_kind, methods
from tests.transcripts import PROFILES, Phone


def test_steps_of_every_kind_are_drawn() -> None:
    assert KINDS.keys() == every_kind()


@settings(max_examples=examples(80), deadline=None, database=None)
@given(st.data())
def test_any_method_ends_whatever_is_tapped_and_goes_on_after_a_restart_where_it_was(choices: st.DataObject) -> None:
    method = choices.draw(methods())
    profile: ReadingProfile = choices.draw(st.sampled_from(PROFILES))
    walker = Walk(method, profile)
    phone = walker.phone
    for _ in range(choices.draw(st.integers(0, 20))):
        check(phone)
        _is_the_same_after_a_restart(phone)
        walker.at_random(choices)
    for _ in range(120):
        check(phone)
        _is_the_same_after_a_restart(phone)
        if phone.session.stage in (Stage.RECEIPT, Stage.CLOSED):
            break
        walker.onward()
    assert phone.session.stage in (Stage.RECEIPT, Stage.CLOSED), "a dead end"


@settings(max_examples=examples(40), deadline=None, database=None)
@given(st.data())
def test_any_sitting_may_change_hands_anywhere_and_each_answer_stays_whose_it_is(choices: st.DataObject) -> None:
    """The phone checks, at every receipt, that each answer has the voice in which it was kept."""
    walker = Walk(choices.draw(methods().filter(lambda drawn: drawn.keeps)), choices.draw(st.sampled_from(PROFILES)))
    phone = walker.phone
    for _ in range(choices.draw(st.integers(1, 25))):
        if choices.draw(st.integers(0, 3)) == 0:
            _changes_hands(phone)
        check(phone)
        _is_the_same_after_a_restart(phone)
        walker.at_random(choices)
    for _ in range(120):
        check(phone)
        if phone.session.stage in (Stage.RECEIPT, Stage.CLOSED):
            break
        walker.onward()
    assert phone.session.stage in (Stage.RECEIPT, Stage.CLOSED), "a dead end"


def _changes_hands(phone: Phone) -> None:
    """It goes on at a question that is open, if there is one, and nothing of what was answered is another's by that."""
    before = [(each, voice_of(phone.session, each)) for each in phone.session.given]
    if not phone.changes_hands():
        return
    after = [(replace(each, voice=old.voice), voice_of(phone.session, each))
             for each, (old, _) in zip(phone.session.given, before, strict=True)]  # fmt: skip
    assert after == before and phone.session.stage is Stage.ASKING
    ask = engine.current(phone.dialog, phone.session)
    assert phone.session.answer(ask.step.id, ask.item_id) is None or not path.unanswered(phone.dialog, phone.session)
    _is_the_same_after_a_restart(phone)


def _is_the_same_after_a_restart(phone: Phone) -> None:
    again = Session.from_json(phone.session.to_json())
    assert again == phone.session
    assert face.card(phone.dialog, again, phone.now) == phone.card
