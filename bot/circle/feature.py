"""A borger's own team, and the cards of those they pick it from."""

from __future__ import annotations

from bot.circle import asking, choosing, first, my_card, my_team, partner
from bot.circle.acts import OWNER, Acts
from bot.circle.copy_lines import team_in_copy
from bot.desk.desk import Desk
from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.methods.shelves import MY_TEAM
from bot.telegram.buttons import Tap
from dialogs.method.needs import given, one_of, words
from dialogs.permissions import Action
from storage import surfaces
from storage.people import Person

_ACTS: Acts = {**my_card.ACTS, **asking.ACTS, **choosing.ACTS, **my_team.ACTS, **first.ACTS, **partner.ACTS}


def _tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of this room. Returns: False if the card is not this person's."""
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    act, *of = tap.choice.split(".")
    return act in _ACTS and _ACTS[act](desk, person, tap.id, of)


def _borger_picks(desk: Desk) -> bool:
    return desk.house.settings.team != "contacts"


FEATURE = Feature(
    forms={
        my_card.CHANGE: Flow(
            Action.OWN_SUMMARY,
            finished=my_card.changed,
            says_so=True,
            needs={
                "what": one_of("photo", "likes", "knows", "none"),
                "photo": words(when=given("what", "photo")),
                "likes": words(when=given("what", "likes")),
                "knows": words(when=given("what", "knows")),
            },
        ),
    },
    screens={
        MY_TEAM: Screen(Action.OWN_SHARING, my_team.opened, there=_borger_picks),
        partner.PARTNER: Screen(Action.OWN_CHECK_IN, partner.opened),
        my_card.MY_CARD: Screen(Action.OWN_SUMMARY, my_card.opened, there=_borger_picks),
    },
    taps={OWNER: _tapped},
    draws={asking.ASKS: asking.draw, my_team.SHOWS: my_team.draw},
    copy_lines=(team_in_copy,),
)
