"""What a leader sees of the house, and sets for it."""

from __future__ import annotations

from bot.config import CHOICES
from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.leading import hours_numbers, house_screen, house_themes, responsible
from dialogs.method.needs import given, one_from, one_of, words
from dialogs.permissions import Action

FEATURE = Feature(
    forms={
        responsible.RESPONSIBLE: Flow(
            Action.SEE_HOUSE, responsible.responsible_known, responsible.responsible_done, facts=("stands",),
            needs={"which": one_of("responsible", "data_adviser"), "written": words()},
        ),
        house_themes.FORM: Flow(
            Action.SEE_HOUSE, house_themes.known, house_themes.done, facts=("stands",), says_so=True,
            needs={"tell": one_of("yes_", "no_")},
        ),
        hours_numbers.MENU: Flow(
            Action.SEE_HOUSE, hours_numbers.menu_known, lists=("settings",), facts=("stands",),
        ),
        hours_numbers.NUMBER: Flow(
            Action.SEE_HOUSE, hours_numbers.number_known, hours_numbers.number_done, lists=("ways",), facts=("stands",),
            needs={
                "way": one_from("ways"), "number": words(when=given("way", "number")),
                "sure": one_of("yes_", "no_", when=given("way", "none")),
            },
        ),
        hours_numbers.TIMES: Flow(
            Action.SEE_HOUSE, hours_numbers.times_known, hours_numbers.times_done, lists=("spans",),
            facts=("stands", "how"),
            needs={"hours": one_from("spans"), "written": words(when=given("hours", "other"))},
        ),
        **{
            form: Flow(
                Action.SEE_HOUSE, hours_numbers.choice_known(form), hours_numbers.choice_done, facts=("stands",),
                needs={"says": one_of(*CHOICES[setting])},
            )
            for form, setting in hours_numbers.CHOICE_FORMS.items()
        },
    },
    screens={"house": Screen(Action.SEE_HOUSE, house_screen.house)},
    taps={house_screen.HOUSE_SCREEN: house_screen.tapped},
    timers={house_themes.TIMER: house_themes.timer_due},
    ended=(house_themes.ended,),
)  # fmt: skip
