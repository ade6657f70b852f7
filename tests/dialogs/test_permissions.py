"""Who may do what: every role, action and bond against a table written out by hand."""

from __future__ import annotations

from itertools import product

import pytest

from dialogs.permissions import Action, Role, may

# One letter for each bond: stranger, self, contact person, both at once. A dot is a no.
EXPECTED = """
                 borger  staff  leader
own_check_in     .S.B    ....   ....
own_sharing      .S.B    ....   ....
own_reading      .S.B    ....   ....
own_words        .S.B    ....   ....
own_plans        .S.B    ....   ....
own_settings     ....    .S.B   .S.B
own_summary      ....    .S.B   ....
ask_to_talk      .S.B    ....   ....
read_shared      ....    ..CB   ....
follow_up        ....    ..CB   ....
answer_with      ....    ..CB   ....
answer_talk      ....    NSCB   NSCB
create_borger    ....    NSCB   NSCB
set_times        .S.B    ..CB   NSCB
manage_borger    ....    ..CB   NSCB
plan_week        ....    ..CB   NSCB
set_duty         ....    .S.B   NSCB
invite_staff     ....    ....   NSCB
see_house        ....    ....   NSCB
"""
BONDS = {"N": (False, False), "S": (True, False), "C": (False, True), "B": (True, True)}
_HEAD, *_ROWS = (line.split() for line in EXPECTED.strip().splitlines())
GIVEN = {(role, row[0]): cell for row in _ROWS for role, cell in zip(_HEAD, row[1:], strict=True)}


def test_the_table_names_every_role_and_action() -> None:
    assert set(GIVEN) == set(product(Role, Action))


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("bond", BONDS)
def test_the_table_is_what_is_allowed(role: Role, action: Action, bond: str) -> None:
    is_self, is_contact = BONDS[bond]
    assert may(role, action, is_self=is_self, is_contact=is_contact) == (bond in GIVEN[role, action])


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_without_a_bond_only_the_house_is_open(role: Role, action: Action) -> None:
    assert may(role, action) == ("N" in GIVEN[role, action])


def test_rank_alone_never_opens_what_a_borger_said() -> None:
    assert not may(Role.LEADER, Action.READ_SHARED, is_self=True, is_contact=True)
