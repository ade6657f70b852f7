"""Papers, such as a plan: opened whole, filled section by section, changed line by line."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, ListOf, Screen
from bot.methods.shelves import HELP_NOW
from bot.papers import earlier, helping, lines, own_paper, page_part
from bot.papers.copy_lines import before_in_copy, help_in_copy
from dialogs.method.earlier import ANSWERS
from dialogs.method.needs import one_of
from dialogs.permissions import Action
from dialogs.text import T

FEATURE = Feature(
    forms={
        own_paper.HOLDS: Flow(
            Action.OWN_CHECK_IN,
            own_paper.holds_known,
            own_paper.held,
            facts=("paper",),
            needs={"holds": one_of("yes_", "look", among=("look",))},
        )
    },
    purposes={"paper": Flow(None, whole=own_paper.whole, afterwards=own_paper.afterwards, stands=page_part.stands)},
    screens={
        "paper_fill": Screen(Action.ANSWER_WITH, page_part.fill),
        "paper_line": Screen(Action.ANSWER_WITH, page_part.change),
        HELP_NOW: Screen(Action.OWN_CHECK_IN, helping.opened),
    },
    lists={ANSWERS: ListOf(earlier.listed, (earlier.FORM,))},
    taps={own_paper.PAPER: own_paper.tapped, helping.HELP: helping.tapped},
    ended=(lines.ended, helping.after_low_answer),
    changed={own_paper.SHOWS: own_paper.bring_in_line},
    page_parts={"paper": page_part.whole, "paper_part": page_part.section, "paper_picture": page_part.picture},
    page_opens={"paper_fill": "paper_fill", "paper_line": "paper_line"},
    page_ways=(page_part.ways,),
    copy_lines=(before_in_copy, help_in_copy),
    looks={page_part.LOOKED: ("🗒️", T("one of your plans"))},
)
