"""What staff plan, and what borgere wish to be planned."""

from __future__ import annotations

from functools import partial

from bot.desk import heard
from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.planning import plan_acts, plan_screens, planning, proposal_view, proposals
from bot.planning.copy_lines import planned_in_copy, wishes_in_copy
from bot.planning.plan_telling import PLAN
from bot.planning.proposal_view import PROPOSAL
from dialogs.method.needs import (
    day,
    given,
    one_from,
    one_of,
    one_value,
    some_from,
    some_of,
    some_values,
    time_of_day,
    words,
)
from dialogs.permissions import Action
from dialogs.text import T
from dialogs.time.repeat import EVERY_DAY
from storage.proposals import PROPOSALS

_act = partial(
    Flow, Action.PLAN_WEEK, plan_acts.act_known, plan_screens.act_done, lists=("scope", "ending"),
    facts=("what", "above", "heard"), heard=plan_acts.heard,
)  # fmt: skip
_ACT = {
    "instead": one_of("move", "cancel", when=None),
    "scope": one_from("scope", when=None),
    "reason": words(when=None),
}
_plan = partial(Flow, Action.OWN_SETTINGS, put_away=planning.put_away)
_PLANNED = {
    "who": some_from("borgere", when=None),
    "what": one_from("catalogue", when=None),
    "called": words(when=None),
    "kind": one_of("activity", "appointment", when=None),
    "day": day(when=given("repeat")),
    "at": time_of_day(when=None),
    "repeat": one_value(range(1, 53), "once", "monthly", when=None),
    "days": some_values(EVERY_DAY, when=None),
    "until": day(when=None),
    "long": one_value(range(1, 24 * 60 + 1), when=None),
    "leads": some_of(
        "evening", "morning", "before60", "before30", "before15", "before10", "before5", "start", when=None
    ),
    "agreed": one_of("yes_", "no_", when=None),
    "title": words(when=None),
    "picture": words(when=None),
    "place": words(when=None),
    "company": some_from("company", when=None),
    "others": words(when=None),
    "bring": words(when=None),
}
_CHANGED = {name: need for name, need in _PLANNED.items() if name != "who"}
_wish = partial(
    Flow, Action.ANSWER_WISH, proposals.answer_known, facts=("title", "above", "heard"), heard=heard.by_day,
    stands=proposals.stands,
)  # fmt: skip

FEATURE = Feature(
    forms={
        "plan_sentence": Flow(
            Action.OWN_SETTINGS,
            planning.said_known,
            planning.said,
            put_away=planning.put_away,
            needs={"sentence": words(when=None)},
            facts=("above",),
        ),
        "plan_activity": _plan(
            planning.plan_known,
            planning.asked,
            needs=_PLANNED,
            lists=("borgere", "catalogue", "company"),
            facts=("name",),
        ),
        "change_activity": _plan(
            planning.change_known, planning.asked, needs=_CHANGED, lists=("parts", "company"), facts=("above", "name")
        ),
        "plan_confirm": _plan(
            planning.confirm_known,
            planning.confirmed,
            needs={"way": one_from("ways")},
            lists=("ways",),
            facts=("above",),
        ),
        "move_activity": _act(needs={**_ACT, "day": day(), "at": time_of_day()}),
        "cancel_activity": _act(needs=_ACT),
        "end_activity": _act(needs={**_ACT, "scope": one_from("ending")}),
        "wish_time": _wish(proposals.time_done, needs={"day": day(), "at": time_of_day()}),
        "answer_wish": _wish(proposals.answer_done, needs={"reason": words()}),
    },
    screens={
        "plan": Screen(Action.OWN_SETTINGS, plan_screens.plan),
        "plan_for": Screen(Action.PLAN_WEEK, plan_screens.plan_for),
        "wishes": Screen(Action.OWN_SETTINGS, proposals.wishes, stays=True),
    },
    taps={PLAN: plan_screens.tapped, PROPOSAL: proposals.tapped},
    changed={PROPOSALS: proposal_view.tell},
    draws={PROPOSALS: proposal_view.draw},
    copy_lines=(wishes_in_copy, planned_in_copy),
    looks={"wish": ("💭", T("your wish"))},
)
