"""What staff do to one occurrence of a plan, or to the rest of its series. Borgere are told of each, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.heard import when_heard
from bot.pictures.entries import STATE_SIGNS
from bot.planning import planning
from bot.planning.plan_telling import (
    about_cancelled,
    about_end,
    about_late,
    about_move,
    about_restored,
    tell_of,
    why,
)
from bot.reminding.reminder_card import is_past, occurrence
from bot.reminding.reminders import occurrence_changed
from dialogs.engine.session import End, Item
from dialogs.permissions import Action
from dialogs.text import T, Text
from dialogs.time.activity import Change, Happening, HappeningState
from dialogs.time.schedule import instant
from storage import people, proposals
from storage.activities import StoredActivity, activity_by_id, batch_of, set_change
from storage.people import Person
from storage.proposals import StaffAnswer

DELAYS = (15, 30, 45)
"""Minutes staff can say they are late with one tap."""


@dataclass(frozen=True)
class Spot:
    """One occurrence of one borger's activity, as it stands."""

    borger: Person
    activity: StoredActivity
    one: Happening

    @property
    def change(self) -> Change | None:
        return self.activity.changes.get(self.one.slot)


def spot(desk: Desk, person: Person, activity_id: int, slot: date) -> Spot | None:
    """The occurrence, if it is still in its series and `person` may change it. A borger's own reminders are theirs, and
    what they have signed up for is changed where it is offered."""
    activity = activity_by_id(desk.tx, activity_id)
    borger = people.person_by_id(desk.tx, activity.borger_id) if activity else None
    one = occurrence(activity, slot)
    if activity is None or borger is None or one is None or activity.kind in ("own", "offer"):
        return None
    return Spot(borger, activity, one) if allowed(desk, person, Action.PLAN_WEEK, borger) else None


def together(desk: Desk, person: Person, at: Spot) -> list[Spot]:
    """The same occurrence of all it was planned for, as far as `person` may change it; `at` is the first."""
    others = [each.id for each in batch_of(desk.tx, at.activity.batch) if each.id != at.activity.id]
    found = [spot(desk, person, each, at.one.slot) for each in others]
    return [at, *(each for each in found if each)]


def local(desk: Desk, moment: datetime) -> datetime:
    return moment.astimezone(desk.house.zone)


def can_be_late(at: Spot, minutes: int, now: datetime) -> bool:
    """Whether the occurrence stands and would, so much later, still be to come, and that within the day."""
    start = at.one.start - timedelta(minutes=at.one.late) + timedelta(minutes=minutes)
    return at.one.stands and now < start < now + timedelta(hours=24)


def late(desk: Desk, person: Person, group: list[Spot], minutes: int) -> None:
    """Somebody comes later, counted from when it was to begin. Said twice, it is the same."""
    for at in group:
        if at.one.late == minutes or not can_be_late(at, minutes, desk.now):
            continue
        old = at.change or Change(HappeningState.LATE)
        new = _becomes(desk, person, at, Change(HappeningState.LATE, old.day, old.at, minutes))
        said = about_late(at.activity.plan, person, minutes, local(desk, new.start).time())
        tell_of(
            desk, person, at.borger, at.activity, said, what=STATE_SIGNS["late"], when=new.start, starts=at.one.start
        )


def move(desk: Desk, person: Person, group: list[Spot], day: date, at_time: time, reason: str) -> None:
    """Puts the occurrence on another local day and time, also one that was cancelled."""
    change = Change(HappeningState.MOVED, day, at_time, reason=reason)
    for at in group:
        if at.change == change:
            continue
        new = _becomes(desk, person, at, change)
        said = (about_move(at.activity.plan, local(desk, new.start), desk.local.date()), *why(person, reason))
        tell_of(desk, person, at.borger, at.activity, *said, what=STATE_SIGNS["moved"], when=new.start,
                starts=min(at.one.start, new.start))  # fmt: skip


def cancel(desk: Desk, person: Person, group: list[Spot], reason: str) -> None:
    for at in group:
        if at.one.state is HappeningState.CANCELLED:
            continue
        old = at.change or Change(HappeningState.CANCELLED)
        _becomes(desk, person, at, replace(old, state=HappeningState.CANCELLED, reason=reason))
        said = (about_cancelled(at.activity.plan, local(desk, at.one.start)), *why(person, reason))
        tell_of(desk, person, at.borger, at.activity, *said, what=STATE_SIGNS["cancelled"], when=at.one.start,
                starts=at.one.start)  # fmt: skip


def can_be_restored(at: Spot, now: datetime) -> bool:
    """Whether the occurrence differs from its series, and the time that has for it is still to come."""
    return at.change is not None and not is_past(at.activity.plan, at.one.slot, at.activity.plan.at, now)


def restore(desk: Desk, person: Person, group: list[Spot]) -> None:
    """The occurrence is as its series has it again."""
    for at in group:
        if not can_be_restored(at, desk.now):
            continue
        new = _becomes(desk, person, at, None)
        said = about_restored(at.activity.plan, local(desk, new.start))
        tell_of(desk, person, at.borger, at.activity, said, when=new.start, starts=min(at.one.start, new.start))


def end(desk: Desk, person: Person, group: list[Spot]) -> None:
    """Ends the series before the occurrence; what was before it stays as it was. With it go requests to move what came
    later."""
    for at in group:
        planning.end_before(desk, at.borger, at.activity, at.one.slot)
        for asked in proposals.proposals_of(desk.tx, at.borger.id):
            if asked.activity_id == at.activity.id and asked.slot and asked.slot >= at.one.slot:
                proposals.answer(desk.tx, asked.id, "declined", person.id, "", desk.now)
        desk.runner.changed_only(desk, at.borger, proposals.PROPOSALS)
        tell_of(desk, person, at.borger, at.activity, about_end(at.activity.plan, at.one.slot),
                what=STATE_SIGNS["cancelled"], starts=at.one.start)  # fmt: skip


def _becomes(desk: Desk, person: Person, at: Spot, change: Change | None) -> Happening:
    """Notes the change, lets reminders follow it, and says how the occurrence is now. A borger's request to move it has
    its answer when it is moved or cancelled."""
    set_change(desk.tx, at.activity, at.one.slot, change, person.id, desk.now)
    for asked in proposals.proposals_of(desk.tx, at.borger.id):
        about = (asked.kind, asked.activity_id, asked.slot) == ("move", at.activity.id, at.one.slot)
        if (
            about
            and asked.state == "waiting"
            and change
            and change.state in (HappeningState.MOVED, HappeningState.CANCELLED)
        ):
            state: StaffAnswer = "changed" if change.state is HappeningState.MOVED else "declined"
            proposals.answer(desk.tx, asked.id, state, person.id, change.reason, desk.now)
            desk.runner.changed_only(desk, at.borger, proposals.PROPOSALS)
    occurrence_changed(desk, at.borger, at.activity, at.one.slot)
    now = occurrence(activity_by_id(desk.tx, at.activity.id), at.one.slot)
    return now or at.one


# -- the small dialogs; their target is "activity:slot:surface", with ":past" once a time was refused


PAST = ":past"


def target(at: Spot, surface_id: int) -> str:
    return f"{at.activity.id}:{at.one.slot.isoformat()}:{surface_id}"


def _spot_of(desk: Desk, person: Person, written: str) -> Spot | None:
    activity_id, slot = written.split(":")[:2] if written else ("", "")
    return spot(desk, person, int(activity_id), date.fromisoformat(slot)) if slot else None


def act_known(desk: Desk, start: Start) -> Known:
    """What it is about, and for whom, if there are several."""
    at = _spot_of(desk, start.person, start.target)
    texts = desk.texts(start.person)
    past = start.target.endswith(PAST)
    above = texts.say(T("That time is past. Please choose a later one.")) if past else ""
    if at is None:
        return Known({"what": start.about.name, "above": above})
    what = texts.say(T("{when}", when=local(desk, at.one.start)))
    names = tuple(each.borger.name for each in together(desk, start.person, at))
    everybody = (Item("all", texts.say(T("For {names}", names=names))),) if len(names) > 1 else ()
    scope = (*everybody, Item("one", texts.say(T("Only for {name}", name=at.borger.name))))
    return Known(
        {"what": f"{at.activity.plan.title}, {at.borger.name}, {what}", "above": above},
        {"scope": scope if everybody else (), "ending": scope if everybody else (Item("one", texts.say(T("Yes"))),)},
    )


def heard(desk: Desk, start: Start, chosen: Mapping[str, str]) -> list[Text]:
    """When each of those whom it is for gets it, by what has been chosen."""
    at = _spot_of(desk, start.person, start.target)
    if at is None:
        return []
    starts = [at.one.start]
    if "day" in chosen and "at" in chosen:
        day, clock = date.fromisoformat(chosen["day"]), time.fromisoformat(chosen["at"])
        starts.append(instant(day, clock, desk.house.settings.timezone))
    group = [at] if chosen.get("scope") == "one" else together(desk, start.person, at)
    return [when_heard(desk, each.borger, starts=min(starts)) for each in group]


def act_done(desk: Desk, done: Done) -> Spot | None:
    """Does what a small dialog has asked about. Returns: the occurrence it was about, if it is still there."""
    at = _spot_of(desk, done.person, done.stored.target)
    if done.finish.end is not End.DONE or done.chosen("instead") == "move":
        return at
    if at is None:
        desk.tell(done.person, T("That is not in the plan any more. Nothing was changed."))
        return None
    group = together(desk, done.person, at) if done.chosen("scope") == "all" else [at]
    given = done.given("reason")
    reason = " ".join(given.words.split()) if given else ""
    match done.dialog.id:
        case "move_activity":
            day, at_time = date.fromisoformat(done.chosen("day")), time.fromisoformat(done.chosen("at"))
            if is_past(at.activity.plan, day, at_time, desk.now):
                again = target(at, surface_of(done.stored.target)) + PAST
                desk.runner.go(desk, "move_activity", Start(done.person, done.about, done.stored.surface_id, again))
            else:
                move(desk, done.person, group, day, at_time, reason)
        case "cancel_activity":
            cancel(desk, done.person, group, reason)
        case "end_activity":
            end(desk, done.person, group)
    return at


def surface_of(written: str) -> int:
    """The Plan card a small dialog was opened from."""
    return int(written.split(":")[2])
