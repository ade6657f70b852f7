"""The demo's everyday: borgere pick their team, sign up for what the house offers, and have ideas for it; victories,
people and a greeting are kept. All of it invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.ideas.box import MORNING, SCREEN
from bot.signup.in_week import LEADS
from bot.simulator.demo_history import Past, held
from bot.simulator.demo_house import ALL, BORGERE, HOUSE_NAME, ZONE
from dialogs.engine.buttons import Button
from dialogs.engine.session import Said
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import instant
from storage import (
    activities,
    circle,
    core,
    entries,
    greetings,
    house_settings,
    ideas,
    method_use,
    offers,
    schedules,
    sharing,
    staff_cards,
    the_house,
)
from storage.ideas import IdeaState
from storage.offers import Offer, SignUp
from storage.staff_cards import StaffCard

LEADER = "Lis"
CARDS = {
    "Mette": StaffCard(likes="svømning, krydsord og stærk kaffe", knows="økonomi og breve fra kommunen"),
    "Jonas": StaffCard(likes="musik og at lave mad", knows="rengøring og faste rutiner"),
}
PICKED_BY = "Freja"
PICKED = (("Jonas", "days"), ("Sanne", "calm"), ("Mette", "out"))
"""Whom she would like and for what: all have said yes, and those who are her contact persons come first."""


@dataclass(frozen=True)
class Offered:
    """An offer from so many days ahead on, who runs it, and the one who has signed up for the first time of it."""

    title: str
    pictogram: str
    ahead: int
    at: time
    place: str
    by: str
    signed_up: str
    minutes: int = 90
    weekly: bool = False
    bring: tuple[str, ...] = ()
    cost: str = ""
    places: int | None = None


OFFERED = (
    Offered("Brætspil", "🎲", 2, time(19), "Stuen", "Mette", PICKED_BY, weekly=True),
    Offered("Tur til søen", "🦆", 4, time(14), "Ved hoveddøren", "Jonas", "Dorthe", minutes=120,
            bring=("varmt tøj",), cost="20 kr. til kaffe", places=4),
)  # fmt: skip


@dataclass(frozen=True)
class Thought:
    """An idea of so many days ago; without `by` it has no name. `answer` is the leader's."""

    days: int
    about: str
    what: str
    wanted_too: tuple[str, ...]
    by: str = ""
    state: IdeaState = "waiting"
    answer: str = ""


IDEAS = (
    Thought(12, "other", "Vi kan spille brætspil sammen hver uge.", ("Alma", "Erik"), by="Dorthe", state="yes_",
            answer="Vi prøver det. Mette spiller brætspil med jer hver uge."),
    Thought(3, "food", "Vi kan få havregrød om morgenen i weekenden.", ("Carla",)),
)  # fmt: skip
GREETED, GREETED_BY = "Dorthe", "Jonas"
GREETING = "Tak for kaffen i går. Det var hyggeligt at høre om dit barnebarn."
VICTORY = "Jeg ringede selv til frisøren og fik en tid."
SISTER = "Min søster Signe"


def everyday(past: Past) -> None:
    """Writes it all."""
    house_settings.change(past.tx, {"team": "circle"}, past.ids[LEADER], _ago(past, 30))
    for name, card in CARDS.items():
        staff_cards.set_card(past.tx, past.ids[name], card)
    _picks(past)
    for offered in OFFERED:
        _offers(past, offered)
    _box(past)
    _victory_and_people(past)
    greetings.add(past.tx, past.ids[GREETED], past.ids[GREETED_BY], GREETING, None, _ago(past, 2))
    (greeting,) = greetings.of_borger(past.tx, past.ids[GREETED])
    greetings.told(past.tx, greeting.id)
    greetings.keep(past.tx, greeting.id)


def _ago(past: Past, days: int) -> datetime:
    return past.until - timedelta(days=days, hours=2)


def _picks(past: Past) -> None:
    """Her contact persons are whom they were. Who is not one of them may read nothing, as she has said."""
    borger, borger_id = next(one for one in BORGERE if one.name == PICKED_BY), past.ids[PICKED_BY]
    at = _ago(past, 14)
    for name, area in PICKED:
        circle.pick(past.tx, borger_id, past.ids[name], area, "gladly", at)
        circle.answered(past.tx, borger_id, past.ids[name], area, "yes_")
        if name not in borger.contacts:
            for topic in ALL:
                sharing.set_grant(past.tx, borger_id, past.ids[name], topic, False, at, chosen=True)
    core.set_core(past.tx, borger_id, [past.ids[name] for name in borger.contacts])


def _offers(past: Past, offered: Offered) -> None:
    """An offer that is open, and what stands of it in the week of who has signed up."""
    made, borger_id, runner = _ago(past, 8), past.ids[offered.signed_up], past.ids[offered.by]
    first = past.until.date() + timedelta(days=1 + offered.ahead)  # the demo begins the day after
    repeat = Repeat(first, "weeks", days=(first.isoweekday(),)) if offered.weekly else Repeat(first)
    plan = Activity(offered.title, repeat, offered.at, ZONE, offered.minutes, offered.pictogram, offered.place,
                    bring=offered.bring, leads=LEADS)  # fmt: skip
    offer_id = offers.add_offer(past.tx, plan, (runner,), made)
    offers.keep(past.tx, Offer(offer_id, plan, cost=offered.cost, places=offered.places, open=True))
    own = replace(plan, repeat=Repeat(first), company=offered.by)
    (activity_id,) = activities.add_activity(past.tx, (borger_id,), "offer", own, runner, _ago(past, 5))
    up = SignUp(0, offer_id, first, borger_id, "with", shows=True, activity_id=activity_id)
    offers.keep_sign_up(past.tx, up, _ago(past, 5))


def _box(past: Past) -> None:
    """The idea box is open. The leader has heard of what waits in it, and is reminded of it in the mornings."""
    house_id = the_house.the_house(past.tx, HOUSE_NAME, _ago(past, 30)).id
    method_use.set_used(past.tx, house_id, SCREEN, True, past.ids[LEADER], _ago(past, 30))
    for idea in IDEAS:
        borger_id, day = past.ids.get(idea.by), _ago(past, idea.days).date()
        idea_id = ideas.add(past.tx, borger_id, day, idea.about, idea.what, to_leader=False)
        for name in idea.wanted_too:
            ideas.supports(past.tx, idea_id, past.ids[name], True)
        if idea.answer:
            ideas.answer(past.tx, idea_id, idea.state, idea.answer, past.ids[LEADER])
    ideas.noted(past.tx)
    schedules.set_timer(past.tx, instant(past.until.date() + timedelta(days=1), MORNING, ZONE), SCREEN,
                        borger_id=house_id)  # fmt: skip


def _victory_and_people(past: Past) -> None:
    """A victory with a diploma, and somebody she would like to be in touch with. That she says how she would like the
    day is agreed with her."""
    borger_id = past.ids[PICKED_BY]
    for method in ("victory", "my_people", "my_people_change", "my_today"):
        method_use.set_used(past.tx, borger_id, method, True, past.ids["Jonas"], _ago(past, 22))
    _sits(past, "victory", 7, [Said(VICTORY), Button.ON, "yes_"])
    known: list[str | Said] = [Said(SISTER), Button.ON, "call", "video", Button.ON, "weekly", "none", "no_"]
    session_id = _sits(past, "my_people", 18, known)
    sister = entries.add_entry(past.tx, borger_id, "person", SISTER, "accepted", borger_id, _ago(past, 18),
                               topic="life", pictogram="🫂", made_in=(session_id, "who", ""))  # fmt: skip
    entries.is_about(past.tx, session_id, sister)


def _sits(past: Past, dialog: str, days: int, events: Sequence[str | Said]) -> int:
    borger = next(one for one in BORGERE if one.name == PICKED_BY)
    return held(past, borger, past.dialogs[dialog], _ago(past, days), events)
