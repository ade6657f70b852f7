"""Ideas for the house."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.ideas import box, look, staff_side
from bot.ideas.copy_lines import ideas_in_copy
from dialogs.method.needs import given, one_of, words
from dialogs.permissions import Action

FEATURE = Feature(
    forms={
        box.IDEA: Flow(
            Action.OWN_WORDS, finished=box.said, afterwards=box.forgotten, says_so=True,
            needs={
                "to": one_of("meeting", "leader"), "named": one_of("own", "nobody"), "about": one_of(*look.SIGNS),
                "idea": words(when=given("named", "own")), "written": words(when=given("named", "nobody")),
            },
        ),
        staff_side.ANSWER: Flow(
            Action.ANSWER_IDEA, staff_side.known, staff_side.answered, says_so=True, facts=("what", "who_reads"),
            needs={"way": one_of("yes_", "later", "no_"), "words": words()},
        ),
        staff_side.WENT: Flow(
            Action.ANSWER_IDEA, staff_side.known, staff_side.went, says_so=True, facts=("what", "who_reads"),
            needs={"words": words()},
        ),
    },
    screens={
        box.SCREEN: Screen(Action.OWN_WORDS, box.opened),
        staff_side.BOX_SCREEN: Screen(Action.ANSWER_IDEA, staff_side.opened),
    },
    on_shelf=(box.on_shelf,),
    taps={box.IDEAS: staff_side.tapped},
    timers={box.SCREEN: staff_side.timer_due},
    copy_lines=(ideas_in_copy,),
)  # fmt: skip
