"""The demo's album: what Alma has wished for over three months, how staff answered, and what came of it. Invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.desk.owed import IN_THE_MORNING
from bot.simulator.demo_history import Past, held
from bot.simulator.demo_house import BORGERE, ZONE, Borger
from dialogs.engine.buttons import Button
from dialogs.engine.session import Said
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import instant
from storage import activities, entries, method_use, schedules, tasks, wishes
from storage.entries import EntryState
from storage.wishes import Way

WHO, BY, ALSO = "Alma", "Mette", "Jonas"
ANSWERED_AFTER = timedelta(days=2)
OWED_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Wished:
    """A wish of so many days ago, with the picture she picked; how it was `answered` and in which words, whether the
    first step is `done`; what was `planned` from it; and how it stands now."""

    days: int
    words: str
    pictogram: str
    answered: Way | None = None
    said: str = ""
    done: bool = False
    planned: str = ""
    state: EntryState = "accepted"


ALBUM = (
    Wished(80, "Jeg vil gerne fiske med min bror.", "👥", "yes_", "Vi ringer til din bror sammen", done=True,
           state="came_true"),
    Wished(61, "Jeg vil have en kat.", "🐕", "not_now", "Huset skal først blive enige om dyr."),
    Wished(47, "Jeg vil lære at strikke sokker.", "🎲", "yes_", "Jeg spørger strikkecaféen", done=True,
           planned="Strikkecafé"),
    Wished(40, "Jeg vil have et nyt gulvtæppe.", "🏠", state="ended"),
    Wished(33, "Jeg vil gerne høre koret i domkirken.", "🎵", "yes_", "Jeg finder ud af, hvornår koret synger"),
    Wished(2, "Jeg vil gerne bage boller til hele huset.", "🍽️"),
)  # fmt: skip


def write_wishes(past: Past) -> None:
    """Writes the album: five wishes that stand in different ways, and one that waits for its answer."""
    alma = next(borger for borger in BORGERE if borger.name == WHO)
    method_use.set_used(past.tx, past.ids[WHO], "feel_like", True, past.ids[BY], past.until - timedelta(days=20))
    for wished in ALBUM:
        _wish(past, alma, wished)


def _wish(past: Past, alma: Borger, wished: Wished) -> None:
    at = past.until - timedelta(days=wished.days, hours=3)
    session_id = held(past, alma, past.dialogs["wish"], at, [Said(wished.words), Button.ON])
    title, place = wished.words.rstrip("."), ("wish", "", "")
    entry_id = entries.add_entry(
        past.tx, past.ids[WHO], "wish", title, "accepted", past.ids[WHO], at, topic="wishes", pictogram="💭",
        made_in=(session_id, "wish", ""),
    )  # fmt: skip
    entries.pick_look(past.tx, entry_id, title, wished.pictogram, None)
    task_id = tasks.add_task(past.tx, past.ids[WHO], "answer", title, at, pictogram="💭",
                             due=(at + OWED_WITHIN).date(), session_id=session_id, place=place)  # fmt: skip
    if wished.answered:
        _answered(past, wished, entry_id, task_id, at + ANSWERED_AFTER)
    elif wished.state != "accepted":
        tasks.withdraw(past.tx, task_id, at)
    if wished.state != "accepted":
        entries.set_state(past.tx, entry_id, wished.state, past.until - timedelta(days=5))


def _answered(past: Past, wished: Wished, entry_id: int, task_id: int, at: datetime) -> None:
    assert wished.answered
    answer = tasks.task_by_id(past.tx, task_id)
    assert answer
    tasks.finish(past.tx, task_id, past.ids[BY], at, answer=wished.said)
    again = (past.until + timedelta(days=30)).date() if wished.answered == "not_now" else None
    wishes.keep_answer(past.tx, task_id, entry_id, wished.answered, wished.said, again=again)
    if again:
        schedules.set_timer(past.tx, instant(again, IN_THE_MORNING, ZONE), "again", task_id=task_id)
    if wished.answered != "yes_":
        return
    doer = past.ids[BY if wished.done else ALSO]
    step = tasks.add_task(
        past.tx, past.ids[WHO], "to_do", wished.said, at, pictogram="👣",
        due=(at + timedelta(days=14) if wished.done else past.until + timedelta(days=6)).date(),
        session_id=answer.session_id, place=answer.place, taken_by=doer, after_id=task_id,
    )  # fmt: skip
    if wished.done:
        tasks.finish(past.tx, step, doer, at + timedelta(days=6))
    if wished.planned:
        start = (past.until + timedelta(days=3)).date()
        plan = Activity(wished.planned, Repeat(start), time(14), ZONE, pictogram=wished.pictogram)
        activities.add_activity(past.tx, (past.ids[WHO],), "activity", plan, past.ids[BY], at, entry_id=entry_id)
