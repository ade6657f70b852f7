"""A borger's own team, and the cards of those they pick it from."""

from __future__ import annotations

from bot.circle import asking, choosing, first, given, maybe, meeting, my_card, my_team, partner, yearly
from bot.circle.acts import OWNER, Acts
from bot.circle.copy_lines import team_in_copy
from bot.desk.desk import Desk
from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.desk.open_sessions import stays_if_asked
from bot.methods.shelves import MY_TEAM
from bot.telegram.buttons import Tap
from dialogs.method.needs import given as chosen
from dialogs.method.needs import one_from, one_of, some_from, some_of, words
from dialogs.permissions import Action, Role
from storage import surfaces
from storage.people import Person

_STAFF_DO: Acts = {**my_card.ACTS, **asking.ACTS}
_BORGERE_DO: Acts = {**choosing.ACTS, **my_team.ACTS, **meeting.ACTS, **maybe.ACTS, **partner.ACTS}


def _tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of this room. Returns: False if the card is not this person's, or the house lets borgere pick no more.
    Who comes first is picked only where it does not go by role."""
    if not surfaces.is_on(desk.tx, tap.id, person.id) or person.state != "active" or not _borger_picks(desk):
        return False
    by_role = {} if _by_role(desk) else first.ACTS
    acts = {Role.STAFF: _STAFF_DO, Role.BORGER: {**_BORGERE_DO, **by_role}}.get(person.role, {})
    act, *of = tap.choice.split(".")
    return act in acts and acts[act](desk, person, tap.id, of)


def _by_role(desk: Desk) -> bool:
    return desk.house.settings.team == "roles"


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
                "photo": words(when=chosen("what", "photo")),
                "likes": words(when=chosen("what", "likes")),
                "knows": words(when=chosen("what", "knows")),
            },
        ),
        given.GIVE: Flow(
            Action.MANAGE_BORGER,
            given.known,
            given.done,
            lists=("areas", "staff"),
            needs={"area": one_from("areas"), "who": some_from("staff")},
        ),
        given.ROLES: Flow(
            Action.SEE_HOUSE,
            given.roles_known,
            given.roles_done,
            lists=("roles",),
            needs={"roles": some_from("roles")},
        ),
        meeting.FORM: Flow(
            Action.OWN_SHARING,
            meeting.known,
            meeting.done,
            says_so=True,
            needs={"how": some_of(when=None), "when": some_of(when=None)},
        ),
        yearly.AGAIN: Flow(Action.OWN_SHARING, put_away=stays_if_asked),
    },
    screens={
        given.GIVES: Screen(Action.MANAGE_BORGER, given.opened, there=_borger_picks),
        given.HOUSE: Screen(Action.SEE_HOUSE, given.roles_opened, there=_by_role),
        MY_TEAM: Screen(Action.OWN_SHARING, my_team.opened, there=_borger_picks),
        partner.PARTNER: Screen(Action.OWN_CHECK_IN, partner.opened),
        my_card.MY_CARD: Screen(Action.OWN_SUMMARY, my_card.opened, there=_borger_picks),
    },
    taps={OWNER: _tapped},
    changed={my_team.SHOWS: my_team.bring_in_line, choosing.STEP: choosing.bring_in_line},
    draws={asking.ASKS: asking.draw},
    timers={"team": yearly.timer_due, "ask_team": yearly.timer_due, maybe.ASKS: maybe.timer_due},
    moves=(asking.again,),
    reached=(asking.again,),
    copy_lines=(team_in_copy,),
)
