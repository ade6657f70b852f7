"""The demo's guide: Dorthe cleans her home by it on Thursdays, which has grown easier over six weeks. Invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.simulator.demo_house import ZONE
from dialogs.guides import Progress, State, copied
from dialogs.method.library import load_library
from dialogs.time.activity import START, Activity
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import instant
from locales.texts import load_texts
from storage import activities, guides, sharing
from storage.guides import TOPIC, Alone
from storage.tx import Tx

WHO, WITH = "Dorthe", "Jonas"
THURSDAY = 4
AT = time(10, 30)
WEEKS = 6


@dataclass(frozen=True)
class Went:
    """One time: so many weeks before the last Thursday, and days after that; how far she came, and with what help."""

    weeks: int
    days: int
    cards: int
    asked: int
    alone: Alone
    minutes: int


TIMES = (
    Went(5, 0, 5, 2, "helped", 90),
    Went(5, 3, 8, 1, "helped", 75),
    Went(4, 0, 12, 2, "helped", 85),
    Went(3, 0, 12, 1, "helped", 70),
    Went(2, 0, 12, 1, "helped", 60),
    Went(2, 4, 12, 0, "alone", 65),
    Went(1, 0, 12, 0, "alone", 58),
    Went(0, 0, 12, 0, "alone", 50),
)


def guide(tx: Tx, ids: Mapping[str, int], now: datetime) -> None:
    """Gives Dorthe her guide, which Jonas has made, with its reminder and how it went; `now` is when it is told."""
    today = now.date() + timedelta(days=1)  # the demo begins the day after
    thursday = today - timedelta(days=(today.isoweekday() - THURSDAY) % 7 or 7)
    began = now - timedelta(weeks=WEEKS)
    dialog = load_library()["clean_home"]
    guide_id = guides.add_guide(tx, ids[WHO], copied(dialog, load_texts()["da"].say, {}), ids[WITH], began)
    stored = guides.by_id(tx, guide_id)
    assert stored
    guides.give(tx, stored, ids[WITH], began, state="accepted")
    guides.asks_first(tx, guide_id, ids[WITH])
    sharing.set_grant(tx, ids[WHO], ids[WITH], TOPIC, True, began)
    repeat = Repeat(thursday - timedelta(weeks=WEEKS - 1), "weeks", days=(THURSDAY,))
    plan = Activity("Rengøring", repeat, AT, ZONE, 60, dialog.pictogram, leads=(START,))
    (activity_id,) = activities.add_activity(tx, (ids[WHO],), "activity", plan, ids[WITH], began)
    activities.done_by(tx, activity_id, guide_id)
    for went in TIMES:
        day = thursday - timedelta(weeks=went.weeks) + timedelta(days=went.days)
        at = instant(day, AT, ZONE)
        run = guides.run_by_id(tx, guides.begin(tx, stored, at, None, reminded=went.days == 0))
        assert run
        state: State = "done" if went.cards >= stored.guide.total else "stopped"
        guides.goes_to(tx, run, Progress(went.cards, state), timedelta(0), at + timedelta(minutes=went.minutes))
        for _ in range(went.asked):
            guides.asked_for_help(tx, run.id)
        guides.says_alone(tx, run.id, went.alone)
