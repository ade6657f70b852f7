"""Who may do what: every role, action and bond against a table written out by hand."""

from __future__ import annotations

from itertools import product

import pytest

from dialogs.permissions import Action, Role, may

# One letter for each bond: nobody in particular, self, contact person, both at once, somebody the borger has chosen to
# read, and somebody who may read just now. A dot is a no.
EXPECTED = """
                 borger  staff   leader
own_check_in     .S.B..  ......  ......
own_sharing      .S.B..  ......  ......
own_reading      .S.B..  ......  ......
own_words        .S.B..  ......  ......
own_plans        .S.B..  ......  ......
own_settings     ......  .S.B..  .S.B..
own_summary      ......  .S.B..  ......
ask_to_talk      .S.B..  ......  ......
read_shared      ......  ..CBHR  ......
follow_up        ......  ..CBH.  ......
staff_side       ......  ..CB..  ......
answer_wish      ......  ..CB..  ......
answer_with      ......  ..CB..  ......
answer_talk      ......  NSCBHR  NSCBHR
create_borger    ......  NSCBHR  NSCBHR
set_times        .S.B..  ..CB..  NSCBHR
manage_borger    ......  ..CB..  NSCBHR
plan_week        ......  ..CB..  NSCBHR
set_duty         ......  .S.B..  NSCBHR
invite_staff     ......  ......  NSCBHR
see_house        ......  ......  NSCBHR
"""
BONDS: dict[str, set[str]] = {
    "N": set(), "S": {"is_self"}, "C": {"is_contact"}, "B": {"is_self", "is_contact"}, "H": {"is_chosen"},
    "R": {"is_reader"},
}  # fmt: skip
_HEAD, *_ROWS = (line.split() for line in EXPECTED.strip().splitlines())
GIVEN = {(role, row[0]): cell for row in _ROWS for role, cell in zip(_HEAD, row[1:], strict=True)}


def test_the_table_names_every_role_and_action() -> None:
    assert set(GIVEN) == set(product(Role, Action))


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("bond", BONDS)
def test_the_table_is_what_is_allowed(role: Role, action: Action, bond: str) -> None:
    assert may(role, action, **dict.fromkeys(BONDS[bond], True)) == (bond in GIVEN[role, action])


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_without_a_bond_only_the_house_is_open(role: Role, action: Action) -> None:
    assert may(role, action) == ("N" in GIVEN[role, action])


def test_rank_alone_never_opens_what_a_borger_said() -> None:
    assert not may(Role.LEADER, Action.READ_SHARED, is_self=True, is_contact=True, is_chosen=True, is_reader=True)
