"""Whatever method a house writes: it never fails, it always ends, and a restart changes nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.engine import face
from dialogs.engine.session import Session, Stage
from dialogs.profile import ReadingProfile
from tests.dialogs.test_walks import Walk, check
from tests.examples import examples
from tests.random_methods import KINDS, every_kind, methods
from tests.transcripts import PROFILES, Phone


def test_steps_of_every_kind_are_drawn() -> None:
    assert KINDS.keys() == every_kind()


@settings(max_examples=examples(400), deadline=None, database=None)
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


def _is_the_same_after_a_restart(phone: Phone) -> None:
    again = Session.from_json(phone.session.to_json())
    assert again == phone.session
    assert face.card(phone.dialog, again, phone.now) == phone.card
