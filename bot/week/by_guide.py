"""What of today is done step by step: what is done, what comes now and what comes next, on the borger's own board; and
the way to begin it, or to go on."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.pictures.spec import DayEntry, DayEntryState
from bot.week.entries import Placed, WeekReader
from dialogs.engine.cards import CardButton
from dialogs.engine.photo_names import stored as photo_name
from dialogs.guides import Guide, GuideStep
from dialogs.text import T
from dialogs.time.activity import Happening
from storage import activities, guides
from storage.activities import StoredActivity
from storage.guides import Run, StoredGuide

GUIDE = "guide."
"""What a button begins with that leads to a guide."""
DONE_SHOWN, NEXT_SHOWN, MOST_WAYS = 3, 2, 2
"""Steps that are done and steps after the present one, of those on the board; and the guides it has a button for."""
_AFTER_NOW = timedelta(microseconds=1)


def steps_of(reader: WeekReader, placed: list[Placed]) -> list[Placed]:
    """What is placed on the day, with the steps of what was begun today. Of what was stopped nothing is still to
    come."""
    found: list[Placed] = []
    starts = {activity.guide_id: one.start for activity, one in _planned(reader) if one.start <= reader.desk.now}
    for run in _begun(reader).values():
        if run.guide_id not in starts:
            found.append(Placed(run.begun_at, _titled(reader, run)))
        found += _steps(reader, run, max(run.begun_at, starts.get(run.guide_id, run.begun_at)))
    return sorted((*placed, *found), key=lambda one: one.start)


def _titled(reader: WeekReader, run: Run) -> DayEntry:
    """What is not planned for today, or not yet."""
    clock = reader.texts.clock(reader.local(run.begun_at).time())
    state: DayEntryState = "done" if run.state == "done" else "planned"
    return DayEntry(run.guide.pictogram, run.guide.title, clock, state, photo=run.guide.photo)


def _steps(reader: WeekReader, run: Run, since: datetime) -> list[Placed]:
    guide, at = run.guide, run.progress.place
    done = range(max(bool(guide.things), at - DONE_SHOWN), at)
    told = [Placed(since, _entry(reader, guide, place, done=True)) for place in done]
    if run.is_over:
        return told
    coming = range(at, min(at + 1 + NEXT_SHOWN, guide.total))
    return told + [Placed(reader.desk.now + _AFTER_NOW, _entry(reader, guide, place)) for place in coming]


def _entry(reader: WeekReader, guide: Guide, place: int, *, done: bool = False) -> DayEntry:
    step = guide.step(place) or GuideStep(reader.word(T("Find these first")))
    title = step.line or reader.word(T("Step {number}", number=place + 1))
    note = reader.word(T("Done")) if done else ""
    sign = step.pictogram or guide.pictogram
    return DayEntry(sign, title, "", "done" if done else "planned", note, step.photo, small=True)


def _planned(reader: WeekReader) -> list[tuple[StoredActivity, Happening]]:
    """What is planned for today."""
    day = reader.desk.local.date()
    since, until = reader.midnight(day), reader.midnight(day + timedelta(days=1))
    return activities.week_of(reader.desk.tx, reader.person.id, since, until)


def _begun(reader: WeekReader) -> dict[int, Run]:
    """The last time each guide that is in use was begun today, by the guide's number."""
    tx, borger_id = reader.desk.tx, reader.person.id
    used = {each.id for each in guides.guides_of(tx, borger_id, "accepted")}
    found = guides.begun_since(tx, borger_id, reader.midnight(reader.desk.local.date()))
    return {run.guide_id: run for run in found if run.guide_id in used}


def ways(reader: WeekReader) -> tuple[tuple[CardButton, ...], ...]:
    """The ways to what is done step by step today and is not done yet: first what is under way."""
    own = {each.id: each for each in guides.guides_of(reader.desk.tx, reader.person.id, "accepted") if each.guide.steps}
    begun = _begun(reader)
    planned = [activity.guide_id or 0 for activity, one in _planned(reader) if one.stands and one.end > reader.desk.now]
    wanted = dict.fromkeys([*(id_ for id_, run in begun.items() if not run.is_over), *planned])
    done = {id_ for id_, run in begun.items() if run.state == "done"}
    return tuple((_way(own[id_]),) for id_ in [each for each in wanted if each in own and each not in done][:MOST_WAYS])


def _way(stored: StoredGuide) -> CardButton:
    guide = stored.guide
    said = T("Step by step: {title}", title=guide.title)
    return CardButton(f"{GUIDE}{stored.id}", said, f"🪜{guide.pictogram}", photo=photo_name(guide.photo))
