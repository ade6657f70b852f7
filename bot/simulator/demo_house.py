"""The demo's house: who lives and works there, how they read, and what they share with whom. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan, QuietHours
from storage import agendas, method_use, people, schedules, sharing
from storage.tx import Tx

HOUSE_NAME = "Bofællesskabet Solsikken (demo)"
HOUSE_PHONE = "12 34 56 78"
NUMBERS = {
    "HOUSE_HOURS": "mon-fri 07:00-22:00; sat-sun,holidays 09:00-21:00; 24/12 9-18",
    "NIGHT_PHONE": "87 65 43 21",
    "SUICIDE_LINE": "Livslinien 70 201 201",
    "SUICIDE_LINE_HOURS": "daily 11-05",
    "RESPONSIBLE": "Solsikke Kommune (opdigtet)",
    "SHIFT_HOURS": "07:00-16:30, 16:30-22:00, 22:00-07:00",  # the visitor sees Mette come on duty
    "DATA_ADVISER": "dpo@solsikke.example",
}
"""The house's hours, whom a borger can call and who is responsible, by the settings' names."""
ZONE = "Europe/Copenhagen"
CHECK_IN = "trivsel"
DAYS = 90
"""How far back the house's history goes."""


@dataclass(frozen=True)
class Worker:
    """Somebody who works in the house; `since` is how many days ago they began."""

    user_id: int
    name: str
    role: Role
    summary_at: time = time(16, 30)
    since: int = DAYS + 2


@dataclass(frozen=True)
class Borger:
    """A borger, and how their days tend to be.

    `contacts` are names in order; `reads` says who may read which topics. `base` is a usual day and `swing` how much
    days differ, 0 to 1; `dip` is how many days ago a hard time began and how many it lasted; `answers` is the share of
    check-ins they answer. From `away[0]` to `away[1]` days ago they had a break. `uses` are methods that were agreed
    with them.
    """

    user_id: int
    name: str
    profile: ReadingProfile
    contacts: tuple[str, ...]
    reads: Mapping[str, tuple[str, ...]]
    at: time
    base: float
    swing: float
    answers: float
    likes: tuple[str, ...]
    days: tuple[int, ...] = EVERY_DAY
    dip: tuple[int, int] = (0, 0)
    away: tuple[int, int] = (0, 0)
    uses: tuple[str, ...] = ()
    role: Role = Role.BORGER

    def plan(self) -> Plan:
        return Plan(weekly(self.days), self.at, ZONE)


WORKERS = (
    Worker(2001, "Mette", Role.STAFF),
    Worker(2002, "Jonas", Role.STAFF),
    Worker(2003, "Sanne", Role.STAFF, since=20),
    Worker(3001, "Lis", Role.LEADER),
)
ALL = ("trivsel", "week", "fit", "wishes", "notes", "observation")
BORGERE = (
    Borger(1001, "Alma", ReadingProfile(Reading.BOTH, ScaleStyle.FACES, 5), ("Mette", "Jonas"),
           {"Mette": ALL, "Jonas": ALL}, time(16), 0.72, 0.2, 0.93, ("people", "food", "outside"), dip=(46, 9),
           uses=("who_decides", "goal", "goal_rating", "safety_plan")),
    Borger(1002, "Bent", ReadingProfile(Reading.PICTURES, ScaleStyle.FACES, 3), ("Mette", "Jonas"),
           {"Mette": ALL}, time(16), 0.8, 0.25, 0.85, ("food", "people", "activity"), uses=("mat",)),
    Borger(1003, "Carla", ReadingProfile(Reading.TEXT, ScaleStyle.WORDS, 5), ("Mette",),
           {"Mette": ("trivsel", "week", "fit", "wishes", "observation")}, time(10), 0.62, 0.22, 0.97,
           ("calm", "activity", "outside"), dip=(27, 5)),
    Borger(1004, "Dorthe", ReadingProfile(Reading.BOTH, ScaleStyle.NUMBERS, 11), ("Jonas",),
           {"Jonas": ALL}, time(16), 0.55, 0.28, 0.8, ("people", "calm", "food"), dip=(75, 14),
           uses=("mat", "who_decides")),
    Borger(1005, "Erik", ReadingProfile(Reading.BOTH, ScaleStyle.THUMBS, 5), ("Jonas",),
           {"Jonas": ALL}, time(20), 0.6, 0.3, 0.34, ("activity", "calm", "outside")),
    Borger(1006, "Freja", ReadingProfile(Reading.TEXT, ScaleStyle.NUMBERS, 5), ("Jonas", "Sanne"),
           {"Jonas": ALL, "Sanne": ALL}, time(10), 0.5, 0.25, 0.88, ("calm", "activity", "outside"),
           days=(1, 2, 4, 5, 7), dip=(12, 6), away=(60, 46)),
)  # fmt: skip


def move_in(tx: Tx, now: datetime) -> Mapping[str, int]:
    """Puts everybody into an empty database, with what they share and when they are asked. `now` is when it is told.

    Returns: everybody's id by name.
    """
    ids: dict[str, int] = {}
    began = now - timedelta(days=DAYS + 1)
    for worker in WORKERS:
        joined = now - timedelta(days=worker.since)
        ids[worker.name] = people.add_person(
            tx, worker.role, worker.name, joined, profile=ReadingProfile(), state="active", chat_id=worker.user_id
        )
        if worker.role is Role.STAFF:
            plan = Plan(weekly(EVERY_DAY), worker.summary_at, ZONE, window=timedelta(hours=12))
            schedules.set_schedule(tx, ids[worker.name], "summary", plan, now)
    for borger in BORGERE:
        ids[borger.name] = borger_id = people.add_person(
            tx, Role.BORGER, borger.name, began, profile=borger.profile, state="active", chat_id=borger.user_id
        )
        people.set_contacts(tx, borger_id, [ids[name] for name in borger.contacts])
        for name in borger.contacts:
            since = next(worker.since for worker in WORKERS if worker.name == name)
            chosen = max(began, now - timedelta(days=since))
            for topic in ALL:
                sharing.set_grant(tx, borger_id, ids[name], topic, topic in borger.reads.get(name, ()), chosen)
        agendas.set_rhythm(tx, borger_id, Rhythm(QuietHours(time(22), time(8))), now)
        schedules.set_schedule(tx, borger_id, "check_in", borger.plan(), now, dialog_id=CHECK_IN)
        for method in borger.uses:
            method_use.set_used(tx, borger_id, method, True, ids[borger.contacts[0]], now)
    return ids
