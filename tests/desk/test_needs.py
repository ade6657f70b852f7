"""What code that answers a dialog declares is exactly what it reads, and what it gives is what it declares."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from functools import partial
from random import Random

import pytest

from bot.app import FEATURES
from bot.desk import session_cards
from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.feature import Features
from bot.desk.flow import Done, Flow, Start
from bot.methods.quiet_times import Pending
from bot.people.handover import Chosen
from bot.planning.plan_draft import Draft
from bot.speaking.readable import cards_of
from dialogs.engine import engine, path
from dialogs.engine.asides import asides
from dialogs.engine.buttons import Button
from dialogs.engine.session import Event, Finish, Given, Pressed, Said, Session, Stage
from dialogs.guides import Guide
from dialogs.method.library import Library, read_dialog
from dialogs.method.model import Dialog
from dialogs.method.steps import Say, Several, When
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.activity import Activity
from dialogs.time.repeat import EVERY_DAY, Repeat, weekly
from dialogs.time.schedule import Plan
from storage import (
    activities,
    agreements,
    circle,
    entries,
    followup,
    guides,
    ideas,
    offers,
    people,
    proposals,
    reminders,
    tasks,
)
from storage.people import Person
from storage.proposals import Wish
from storage.sessions import StoredSession
from tests.house import House
from tests.storage.test_house import begin, end
from tests.transcripts import LIBRARY, own_dialog

pytestmark = pytest.mark.long

FORMS: Mapping[str, Flow] = Features(FEATURES).forms
FEWEST, WAYS = 50, 400
"""Ways each dialog is gone through, with other answers on each; the fewest, if all that is declared has been read."""

HALF_DONE = ("times", "my_times")
"""What somebody may be in the middle of since the version before."""
BEFORE = """\
id: times
title: Times
purpose: form
steps:
  - {id: which, kind: choice, text: W, optional: true, options: [{id: trivsel, label: T}, {id: fit, label: F}]}
  - {id: "on", kind: choice, text: O, options: [{id: yes_, label: Y}, {id: "off", label: N}]}
  - {id: at, kind: when, what: time, text: A, offers: [], only_if: {step: "on", any_of: [yes_]}}
  - {id: days, kind: several, text: D, only_if: {step: at}, options: [{id: a, value: 1, label: A}, {id: b, label: B}]}
  - {id: often, kind: choice, text: H, optional: true, options: [{id: a, value: 1, label: A}, {id: b, label: B}]}
  - {id: window, kind: choice, text: W, optional: true, options: [{id: a, value: 8, label: A}, {id: b, label: B}]}
  - {id: quiet, kind: choice, text: Q, options: [{id: yes_, label: Y}, {id: q23_7, label: B}]}
  - {id: quiet_from, kind: when, what: time, text: F, offers: [], only_if: {step: quiet, any_of: [yes_]}}
  - {id: quiet_to, kind: when, what: time, text: T, offers: [], only_if: {step: quiet, any_of: [yes_]}}
"""


class _Undone(Exception):
    """Takes a transaction back."""


@dataclass(frozen=True)
class Recorded(Done):
    """The end of a dialog that notes which answers are read of it."""

    read: set[str] = field(default_factory=set)

    def given(self, step: str, item: str = "") -> Given | None:
        self.read.add(step)
        return super().given(step, item)


def _wish(desk: Desk, alma: Person) -> Mapping[str, str]:
    """A wish that waits for its answer."""
    said = begin(desk.tx, alma.id, topic="wishes")
    end(desk.tx, said)
    made = ("wish", "", "")
    asked = tasks.add_task(desk.tx, alma.id, "answer", "Havet", desk.now, session_id=said, place=made)
    sea = str(entries.add_entry(desk.tx, alma.id, "wish", "Havet", "accepted", alma.id, desk.now, topic="wishes",
                                made_in=(said, "wish", "")))  # fmt: skip
    return {"wish_answer": str(asked), "plan_wish": sea, "wish_look": sea, **_ideas(desk, alma)}


def _ideas(desk: Desk, alma: Person) -> Mapping[str, str]:
    """An idea that waits for its answer, and one that is tried."""
    waits, tried = (ideas.add(desk.tx, alma.id, desk.local.date(), "food", what, to_leader=False) for what in "ab")
    ideas.answer(desk.tx, tried, "yes_", "Ja", alma.id)
    return {"idea_answer": str(waits), "idea_went": str(tried)}


def _offer(desk: Desk, mette: Person, plan: Activity) -> Mapping[str, str]:
    """A time of an offer."""
    number = offers.add_offer(desk.tx, plan, (mette.id,), desk.now)
    target = f"{number}.{plan.repeat.start:%Y%m%d}.{desk.new_surface(mette)}"
    return dict.fromkeys(("offer_about", "offer_move", "offer_series", "offer_cancel", "offer_end"), target)


def targets(desk: Desk, mette: Person, alma: Person) -> Mapping[str, str]:
    """What forms work on that work on something: an activity of two borgere, a wish, a reminder."""
    slot = desk.local.date() + timedelta(days=2)
    other = people.add_person(desk.tx, Role.BORGER, "Bo", desk.now, profile=ReadingProfile())
    people.add_person(desk.tx, Role.BORGER, "Carl", desk.now, profile=ReadingProfile(), state="active")
    jonas = people.person_by_chat(desk.tx, 13)
    assert jonas
    people.set_contacts(desk.tx, other, [mette.id, jonas.id])
    plan = Activity("Svømning", Repeat(slot, "weeks", days=(slot.isoweekday(),)), time(10), "Europe/Copenhagen")
    swimming = activities.add_activity(desk.tx, (alma.id, other), "activity", plan, mette.id, desk.now)[0]
    activities.add_activity(desk.tx, (alma.id,), "own", replace(plan, leads=("start",)), alma.id, desk.now)
    activities.add_activity(desk.tx, (alma.id,), "appointment", plan, mette.id, desk.now)
    spot = f"{swimming}:{slot.isoformat()}:{desk.new_surface(mette)}"
    draft = Draft((alma.id,), plan, replaces=(swimming,), since=slot).to_json()
    wish = proposals.ask_to_move(desk.tx, alma.id, Wish("Tur", "🚌"), swimming, slot, desk.now)
    starts = desk.now + timedelta(days=2)
    ring = reminders.add_reminder(desk.tx, swimming, alma.id, slot, "start", starts, None, desk.now)
    goal = partial(entries.add_entry, desk.tx, alma.id, "goal", "Gå ture", topic="own")
    goal("accepted", alma.id, desk.now)
    proposed = goal("proposed", mette.id, desk.now)
    own = tasks.add_task(desk.tx, alma.id, "to_do", "Gå ture", desk.now, owner="borger")
    call = followup.add_talk(desk.tx, alma.id, desk.now, desk.new_surface(alma))
    works = str(jonas.id)
    low = agreements.Answers("trivsel", "mood", "1/5", at_most=2.5)
    mood = cards_of(desk, LIBRARY["trivsel"], alma)[0].key
    guide = guides.add_guide(desk.tx, alma.id, Guide("Gøre rent"), mette.id, desk.now)
    agreed = agreements.propose(desk.tx, alma.id, low, 1, [mette.id], alma.id, desk.now)
    return {
        "contacts_sure": "[]", "contacts_saved": f"[{works}]", "new_contact": works, "lend": works, "colleague": works,
        "end_access": works, "successor": Chosen(jonas.id, asked=f"b{other}").to_target(),
        "move_activity": spot, "cancel_activity": spot, "end_activity": spot, "change_activity": draft,
        "plan_confirm": draft, "wish_time": f"proposal:{wish}", "answer_wish": f"proposal:{wish}",
        "move_it": f"reminder:{ring}", "method": "trivsel", "my_time": "trivsel", "shelf": "me",
        "which_entry": "own.self", "my_task": str(own), "accept_entry": str(proposed), "narrow": "themes.themes",
        "new_alert": "trivsel.0", "alert": str(agreed), "alert_order": str(agreed),
        "talk_time": f"{call}:come_at", "talk_words": str(call),
        "guide_step": str(guide), "guide_about": str(guide), "my_guide_step": str(guide), **_picked(desk, alma, jonas),
        "house_number": "house_phone", "house_times": "house_hours", **_wish(desk, alma), **_offer(desk, mette, plan),
        "record_card": "trivsel", "record_voice": f"trivsel.{mood}.mood.da", "recorded": f"trivsel.{mood}",
        "quiet_time": Pending("trivsel", Plan(weekly(EVERY_DAY), time(23), "Europe/Copenhagen")).to_json(),
    }  # fmt: skip


def _picked(desk: Desk, alma: Person, staff: Person) -> Mapping[str, str]:
    """Somebody whom Alma has picked for going out."""
    circle.pick(desk.tx, alma.id, staff.id, "out", "gladly", desk.now)
    return {"how_we_meet": f"out.{staff.id}"}


def through(dialog: Dialog, session: Session, desk: Desk, chance: Random) -> tuple[Session, Finish | None]:
    """Goes through a dialog to an end, with answers as chance has it."""
    for _ in range(60):
        if session.stage is not Stage.ASKING:
            break
        session, effects = engine.step(dialog, session, _event(dialog, session, desk, chance), desk.now)
        if finish := next((effect for effect in effects if isinstance(effect, Finish)), None):
            return session, finish
    return session, None


def _event(dialog: Dialog, session: Session, desk: Desk, chance: Random) -> Event:
    ask = engine.current(dialog, session)
    options = [each.id for each in path.options(ask, session)]
    if asides(dialog, session, ask) and chance.random() < 0.2:
        return Pressed(session.turn, Button.SKIP)
    if isinstance(ask.step, When):
        later = desk.local.date() + timedelta(days=9)
        return Said("15.15" if ask.step.what == "time" else f"{later:%d.%m}")
    if isinstance(ask.step, Say) and not path.has_words(ask, session):
        return Said("Svømmehal")
    if isinstance(ask.step, Several) and not session.draft:
        return Pressed(session.turn, chance.choice(options))
    return Pressed(session.turn, chance.choice(options) if options and not session.draft else Button.ON)


def read_and_given(desk: Desk, form: str) -> tuple[set[str], set[str], set[str]]:
    """The steps that are read of a form on all ways, the lists and the facts it starts with."""
    mette, alma = (people.person_by_chat(desk.tx, chat_id) for chat_id in (12, 14))
    assert mette and alma
    flow, chance = FORMS[form], Random(form)
    who = alma if flow.action is None or allowed(desk, alma, flow.action, alma) else mette
    if form == "decline":
        who = replace(who, state="joining")
    target, read, lists, facts = targets(desk, mette, alma).get(form, ""), set[str](), set[str](), set[str]()
    before = (read_dialog(f"{form}.yaml", BEFORE.replace("times", form)),) if form in HALF_DONE else ()
    for way, dialog in enumerate([*(LIBRARY[form] for _ in range(WAYS) if form in LIBRARY), *(before * WAYS)]):
        if FEWEST <= way < WAYS and read >= set(flow.needs):
            continue
        start = Start(who, alma, desk.new_surface(who), target)
        known = flow.prepare(desk, start)
        lists |= known.lists.keys()
        heard = session_cards.heard(desk, dialog, start, {})
        facts |= known.facts.keys() | heard.keys()
        fresh = engine.start(dialog, profile=ReadingProfile(), zone="Europe/Copenhagen", facts={**known.facts, **heard},
                             lists=known.lists)  # fmt: skip
        session, finish = through(dialog, fresh, desk, chance)
        if finish is None:
            continue
        stored = StoredSession(0, who.id, alma.id, form, session, "open", start.surface_id, target, dialog.topic)
        done = Recorded(stored, session, dialog, finish, who, alma, flow.needs)
        with suppress(_Undone), desk.tx.part():
            flow.finished(desk, done)
            raise _Undone
        read |= done.read
    return read, lists, facts


@pytest.mark.parametrize("form", sorted(FORMS))
async def test_what_is_declared_is_what_is_read_and_given(house: House, form: str) -> None:
    flow = FORMS[form]

    def look(desk: Desk) -> None:
        about_goals = own_dialog("{id: how, kind: say, text: 'How is {entry}?'}", fields="about: entry.goal")
        more = replace(desk.house, dialogs=Library({**desk.house.dialogs, "own": about_goals}, {}))
        read, lists, facts = read_and_given(replace(desk, house=more), form)
        assert read == (set() if form == "look_ahead" else set(flow.needs)), "the wishes are read where they are kept"
        assert (lists, facts) == (set(flow.lists), set(flow.facts))
        raise _Undone

    with suppress(_Undone):
        await house.service.house.write(look)
