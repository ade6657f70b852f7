"""The catalogue of offers, with sign-up."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.desk.occasions import OFFERED, RESTED
from bot.signup import (
    asking_along,
    borger_cards,
    catalogue,
    every_time,
    joining,
    line,
    making,
    new_offers,
    obstacles,
    retiming,
    staff_acts,
    staff_cards,
)
from bot.signup.copy_lines import signed_up_in_copy
from bot.signup.gathering import OFFER
from dialogs.method.needs import day, given, one_from, one_of, one_value, time_of_day, words
from dialogs.permissions import Action

_ABOUT = {
    "what": one_of("name", "photo", "place", "times", "takes", "cost", "places"),
    "name": words(when=given("what", "name")),
    "photo": words(when=given("what", "photo")),
    "place": words(when=given("what", "place")),
    "takes": words(when=given("what", "takes")),
    "cost": words(when=given("what", "cost")),
    "places": one_value(range(100), when=given("what", "places")),
}

FEATURE = Feature(
    forms={
        staff_acts.NEW: Flow(
            Action.OFFERS, making.new_known, making.new_done, True, needs={"sentence": words()}, facts=("above",)
        ),
        staff_acts.ABOUT: Flow(
            Action.OFFERS, making.about_known, making.about_done, True, needs=_ABOUT, facts=("title",)
        ),
        staff_acts.MOVE: Flow(
            Action.OFFERS, making.act_known, making.moved, True, facts=("what", "above"),
            needs={"day": day(), "at": time_of_day(), "reason": words(when=None)},
        ),
        staff_acts.SERIES: Flow(
            Action.OFFERS, retiming.known, retiming.done, True, facts=("what",), lists=("weekdays",),
            needs={"day": one_from("weekdays", when=None), "at": time_of_day(), "reason": words(when=None)},
        ),
        staff_acts.CANCEL: Flow(
            Action.OFFERS, making.act_known, making.cancelled, True, facts=("what", "above"),
            needs={"instead": one_of("move", "cancel"), "reason": words(when=None)},
        ),
        staff_acts.END: Flow(
            Action.OFFERS, making.act_known, making.ended, True, facts=("what", "above"),
            needs={"sure": one_of("yes_", "no_", among=("yes_",))},
        ),
    },
    screens={
        borger_cards.OFFERS: Screen(Action.OWN_PLANS, catalogue.opened, there=borger_cards.is_there),
        obstacles.IN_THE_WAY: Screen(Action.OWN_PLANS, obstacles.opened),
        staff_cards.HOUSE_OFFERS: Screen(Action.OFFERS, staff_acts.opened),
    },
    on_shelf=(borger_cards.on_shelf,),
    taps={OFFER: catalogue.tapped},
    timers={"place": line.timer_due, "in_line": line.rested, every_time.EVERY_TIME: every_time.timer_due,
            new_offers.NEW_OFFERS: new_offers.timer_due},
    changed={OFFERED: joining.bring_in_line, RESTED: line.reached},
    left=(joining.gone, asking_along.gone),
    reached=(line.reached, new_offers.will_hear),
    copy_lines=(signed_up_in_copy,),
)  # fmt: skip
