"""What staff plan, and what borgere wish to be planned."""

from __future__ import annotations

from functools import partial

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.planning import plan_acts, plan_screens, planning, proposal_view, proposals
from bot.planning.copy_lines import planned_in_copy, wishes_in_copy
from bot.planning.plan_telling import PLAN
from bot.planning.proposal_view import PROPOSAL
from dialogs.permissions import Action
from dialogs.text import T
from storage.proposals import PROPOSALS

_ACT = Flow(Action.PLAN_WEEK, plan_acts.act_known, plan_screens.act_done)
_plan = partial(Flow, Action.OWN_SETTINGS, put_away=planning.put_away)

FEATURE = Feature(
    forms={
        "plan_activity": _plan(planning.plan_known, planning.asked),
        "change_activity": _plan(planning.change_known, planning.asked),
        "plan_confirm": Flow(
            Action.OWN_SETTINGS, planning.confirm_known, planning.confirmed, put_away=planning.put_away
        ),
        "move_activity": _ACT,
        "cancel_activity": _ACT,
        "end_activity": _ACT,
        "wish_time": Flow(Action.FOLLOW_UP, proposals.answer_known, proposals.time_done),
        "answer_wish": Flow(Action.FOLLOW_UP, proposals.answer_known, proposals.answer_done),
    },
    screens={
        "plan": Screen(Action.OWN_SETTINGS, plan_screens.plan),
        "plan_for": Screen(Action.PLAN_WEEK, plan_screens.plan_for),
        "wishes": Screen(Action.OWN_SETTINGS, proposals.wishes),
    },
    taps={PLAN: plan_screens.tapped, PROPOSAL: proposals.tapped},
    changed={PROPOSALS: proposal_view.tell},
    draws={PROPOSALS: proposal_view.draw},
    copy_lines=(wishes_in_copy, planned_in_copy),
    looks={"wish": ("💭", T("your wish"))},
)
