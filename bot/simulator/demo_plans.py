"""The demo's plans: what stands in everybody's week, who is on duty, what staff have noted. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.simulator.demo_house import BORGERE, DAYS, ZONE
from bot.week import week_dialogs
from dialogs.time.activity import EVENING, MORNING, START, Activity, Change, HappeningState
from dialogs.time.repeat import EVERY_DAY, Repeat, weekly
from dialogs.time.schedule import Plan
from storage import activities, notes, schedules
from storage.activities import ActivityKind, ShiftName, StoredActivity
from storage.tx import Tx

WORKDAYS = (1, 2, 3, 4, 5)
SHIFTS: Mapping[str, tuple[ShiftName, tuple[int, ...]]] = {
    "Mette": ("evening", EVERY_DAY),
    "Jonas": ("day", EVERY_DAY),
    "Sanne": ("night", (3, 4, 5, 6, 7)),
}
MORE_SHIFTS: Mapping[str, tuple[ShiftName, tuple[int, ...]]] = {
    "Sanne": ("evening", (1, 2)),
    "Jonas": ("evening", (6, 7)),
    "Mette": ("evening", ()),
}
NOTES = (
    ("Bent", "Mette", 20, "Bent griner, når de andre synger. Vi sætter musik på ved maden."),
    ("Freja", "Jonas", 6, "Freja siger til, når der er for meget larm. Vi finder et roligt sted."),
    ("Alma", "Mette", 12, "Vi prøver at lægge indkøb om formiddagen."),
)


@dataclass(frozen=True)
class Planned:
    """Something in a borger's week. `days` are ISO weekdays, 0 being today's; with none it is once, `ahead` days from
    today. `every` counts weeks."""

    name: str
    title: str
    pictogram: str
    at: time
    days: tuple[int, ...] = ()
    ahead: int = 0
    every: int = 1
    minutes: int = 60
    kind: ActivityKind = "activity"
    place: str = ""
    company: str = ""
    bring: tuple[str, ...] = ()
    leads: tuple[str, ...] = (MORNING, "before30")
    tells_staff: bool = False
    since: int = DAYS

    def activity(self, today: date) -> Activity:
        if self.days:
            weekdays = tuple(sorted({day or today.isoweekday() for day in self.days}))
            repeat = Repeat(today - timedelta(days=self.since), "weeks", self.every, weekdays)
        else:
            repeat = Repeat(today + timedelta(days=self.ahead))
        return Activity(self.title, repeat, self.at, ZONE, self.minutes, self.pictogram, self.place, self.company,
                        self.bring, self.leads, self.tells_staff)  # fmt: skip


PLANNED = (
    Planned("Alma", "Svømning", "🏊", time(14), (2, 5), place="Svømmehallen", company="Mette",
            bring=("håndklæde", "badetøj", "mad"), leads=(EVENING, "before30"), minutes=90, tells_staff=True),
    Planned("Alma", "Gåtur", "🚶", time(10, 30), (0, 3, 6), place="Parken", company="Bent", leads=("before30",)),
    Planned("Alma", "Lave mad", "🍳", time(17, 30), (0, 4), place="Køkkenet", company="Jonas", bring=("forklæde",),
            leads=("before30",)),
    Planned("Alma", "Tandlæge", "🦷", time(10, 15), ahead=9, kind="appointment", place="Tandklinikken",
            company="Mette", leads=(EVENING, MORNING, "before60"), tells_staff=True),
    Planned("Alma", "Ringe til mor", "📞", time(18, 45), (7,), kind="own", minutes=0, leads=(START,)),
    Planned("Bent", "Værksted", "🔨", time(9, 30), (1, 3, 5), place="Værkstedet", minutes=120, leads=("before30",)),
    Planned("Bent", "Gåtur", "🚶", time(10, 30), (0, 3, 6), place="Parken", company="Alma", leads=("before30",)),
    Planned("Bent", "Musik", "🎵", time(16, 45), (0, 2), place="Stuen", company="Sanne", leads=("before15",)),
    Planned("Carla", "Bibliotek", "📚", time(11), (3,), every=2, place="Biblioteket", bring=("bøger",),
            leads=(MORNING, "before30")),
    Planned("Carla", "Yoga", "🧘", time(15, 30), (1, 0), place="Salen", leads=("before30",)),
    Planned("Dorthe", "Kor", "🎤", time(19), (2, 0), place="Forsamlingshuset", company="Jonas", bring=("noder",),
            minutes=90, leads=("before60",)),
    Planned("Dorthe", "Fodpleje", "🦶", time(13), (4,), every=4, kind="appointment", leads=(EVENING, "before30")),
    Planned("Erik", "Arbejde", "🏭", time(8, 30), WORKDAYS, place="Lageret", minutes=240, leads=("before30",)),
    Planned("Erik", "Fodbold", "⚽", time(18), (4, 0), place="Banen", bring=("støvler", "vand"), leads=("before60",)),
    Planned("Freja", "Ridning", "🐴", time(11), (6,), place="Rideskolen", company="Sanne", leads=(EVENING, "before60"),
            bring=("støvler", "hjelm")),
    Planned("Freja", "Samtale", "💬", time(13), (2,), every=2, kind="appointment", leads=(EVENING, "before30")),
    Planned("Freja", "Medicin", "💊", time(9), EVERY_DAY, kind="own", minutes=0, leads=(START,)),
)  # fmt: skip


def plan(tx: Tx, ids: Mapping[str, int], now: datetime) -> None:
    """Puts the plans into the house, three months of them; `now`, local, is when it is told. Today Bent's music was
    moved, and next week Carla's yoga is cancelled with a reason."""
    today = now.date() + timedelta(days=1)  # the demo begins the day after
    for planned in PLANNED:
        mine = (ids[planned.name],)
        maker = mine[0] if planned.kind == "own" else ids["Mette"]
        (number,) = activities.add_activity(tx, mine, planned.kind, planned.activity(today), maker, now)
        stored = activities.activity_by_id(tx, number)
        if stored and (planned.name, planned.title) == ("Bent", "Musik"):
            _change(tx, stored, today, Change(HappeningState.MOVED, today, time(17, 15)), ids["Sanne"], now)
        if stored and (planned.name, planned.title) == ("Carla", "Yoga"):
            later = today + timedelta(days=7)
            off = Change(HappeningState.CANCELLED, reason="Salen bliver malet.")
            _change(tx, stored, later, off, ids["Mette"], now)
    for borger in BORGERE:
        _asked(tx, ids[borger.name], today, now)
    for name, staff, days, words in NOTES:
        notes.add_note(tx, ids[name], ids[staff], words, now - timedelta(days=days))
    _duty(tx, ids, today)


def _change(tx: Tx, stored: StoredActivity, slot: date, change: Change, by: int, now: datetime) -> None:
    activities.set_change(tx, stored, slot, change, by, now - timedelta(hours=5))


def _asked(tx: Tx, borger_id: int, today: date, now: datetime) -> None:
    """When a borger is asked about the day, the week ahead, and how it goes: on any day after the demo begins."""
    monday = today - timedelta(days=today.weekday())
    plans = {
        "look_back": Plan(weekly(EVERY_DAY), time(19, 30), ZONE, timedelta(hours=4)),
        week_dialogs.LOOK_AHEAD: Plan(weekly((7,)), time(18, 30), ZONE, timedelta(hours=20)),
        "fit": Plan(weekly((4,), 2, monday - timedelta(weeks=12)), time(18, 30), ZONE, timedelta(hours=20)),
    }
    for dialog, plan_ in plans.items():
        schedules.set_schedule(tx, borger_id, "check_in", plan_, now, dialog_id=dialog)


def _duty(tx: Tx, ids: Mapping[str, int], today: date) -> None:
    """Two weeks of shifts and two to come. Nobody works the first night, whatever weekday that is: what a borger reads
    then, who asks for a talk, is one of the things the demo shows. Whose night it would be has the evening."""
    for ahead in range(-14, 15):
        day = today + timedelta(days=ahead)
        for name, usual in SHIFTS.items():
            shifts = tuple(shift for shift, days in (usual, MORE_SHIFTS[name]) if day.isoweekday() in days)
            if day == today and shifts == ("night",):
                shifts = ("evening",)
            activities.set_duty(tx, ids[name], day, shifts)
