"""The card of a plan before it is saved: what will happen, with the real times, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.desk import plan_words
from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.outlook import sources_of
from bot.planning.plan_draft import Draft
from bot.reminding import rings
from bot.reminding.reminder_card import occurrence
from dialogs.permissions import Action
from dialogs.text import T, Text
from dialogs.time.activity import Activity, Change, Happening, HappeningState, ended, happening, happenings
from dialogs.time.agenda import Reminding, Source
from dialogs.time.repeat import days, going_on
from dialogs.time.when import FURTHEST
from storage import activities, people
from storage.activities import StoredActivity
from storage.people import Person

CLASHES_AHEAD = timedelta(weeks=8)
"""So far ahead it is looked for what stands at the same time."""
MOST_CLASHES = 3

Target = tuple[Person, StoredActivity | None]
"""A borger with what a draft takes the place of."""


@dataclass(frozen=True)
class Stray:
    """An occurrence that is not as its series has it: moved, late or cancelled."""

    borger: Person
    one: Happening


def targets(desk: Desk, person: Person, draft: Draft) -> tuple[list[Target], list[str]]:
    """Whom `person` may plan a draft for, each with what it takes the place of, and the names of the others."""
    found: list[Target] = []
    left_out: list[str] = []
    for place, borger_id in enumerate(draft.borger_ids):
        borger = people.person_by_id(desk.tx, borger_id)
        old = activities.activity_by_id(desk.tx, draft.replaces[place]) if draft.replaces else None
        if borger is None:
            continue
        stands = draft.since is None or occurrence(old, draft.since) is not None
        if stands and allowed(desk, person, Action.PLAN_WEEK, borger):
            found.append((borger, old))
        else:
            left_out.append(borger.name)
    return found, left_out


def problem(desk: Desk, person: Person, draft: Draft) -> Text | None:
    """Why it cannot be planned so."""
    plan = draft.plan
    if not targets(desk, person, draft)[0]:
        return T("It is gone, or not yours to plan any more.")
    if plan.repeat.until and plan.repeat.until < plan.repeat.start:
        return T("The last day is before the first. Tap Change to mend it.")
    if next(days(plan.repeat, date.min), None) is None:
        return T("None of its days lies between the first and the last. Tap Change to mend it.")
    if plan_words.first_start(plan, desk.now) is None:
        return T("No time of it is still to come. Tap Change to mend it.")
    return None


def begins(draft: Draft) -> date:
    """The local day from which a draft takes the place of what it replaces."""
    return min(draft.since or draft.plan.repeat.start, draft.plan.repeat.start)


def retimed(draft: Draft, old: StoredActivity) -> bool:
    """Whether it is at other times than what it replaces."""
    assert draft.since is not None
    return (draft.plan.repeat, draft.plan.at) != (going_on(old.plan.repeat, draft.since), old.plan.at)


def strays(desk: Desk, found: Sequence[Target], draft: Draft) -> list[Stray]:
    """What was moved, late or cancelled of the series that is given other times, as far as it is still to come."""
    met: list[Stray] = []
    for borger, old in found:
        if old is None or draft.since is None or not retimed(draft, old):
            continue
        for slot, change in sorted(old.changes.items()):
            one = happening(old.plan, slot, change)
            ahead = max(one.start, happening(old.plan, slot).start) > desk.now
            asked = change.state in (HappeningState.MOVED, HappeningState.LATE, HappeningState.CANCELLED)
            if ahead and asked and slot >= begins(draft) and next(days(old.plan.repeat, slot), None) == slot:
                met.append(Stray(borger, one))
    return met


def stays(stray: Stray, desk: Desk) -> Change:
    """What keeps an occurrence where it is, whatever its series does."""
    start = stray.one.start.astimezone(desk.house.zone)
    state = HappeningState.CANCELLED if stray.one.state is HappeningState.CANCELLED else HappeningState.MOVED
    return Change(state, start.date(), start.time().replace(tzinfo=None), reason=stray.one.reason)


def in_words(desk: Desk, person: Person, draft: Draft) -> str:
    """What will happen, a line each, and what stands in its way."""
    texts = desk.texts(person)
    names = [borger.name for id_ in draft.borger_ids if (borger := people.person_by_id(desk.tx, id_))]
    photo = " 📷" if draft.photo or draft.photo_id else ""
    found, _ = targets(desk, person, draft)
    wrong = problem(desk, person, draft)
    lines = [
        f"{draft.plan.pictogram} {draft.called(texts)}{photo}",
        texts.say(T("For {names}.", names=tuple(names))),
        plan_words.capital(texts.say(plan_words.when(draft.plan, desk.now, full=True))) + ".",
        *(texts.say(line) for line in plan_words.around(draft.plan)),
        *([] if wrong else [texts.say(line) for line in _rings(desk, found, draft)]),
    ]
    if draft.kind == "appointment":
        lines.insert(1, texts.say(T("An appointment.")))
    if draft.unread:
        lines.append(texts.say(T("What came was neither a photo nor one emoji. Tap Change to send another.")))
    if wrong:
        return "\n".join([*lines, f"⚠️ {texts.say(wrong)}"])
    lines += [f"⚠️ {texts.say(line)}" for line in _clashes(desk, found, draft)]
    if met := strays(desk, found, draft):
        lines.append(f"⚠️ {texts.say(T('These are not as the series has them:'))}")
        lines += [plan_words.capital(texts.say(_differs(desk, stray, named=len(found) > 1))) for stray in met]
    return "\n".join(lines)


def _clashes(desk: Desk, found: Sequence[Target], draft: Draft) -> list[Text]:
    """What stands in the borgere's weeks at the same time, each with the first time that it does, in the coming weeks;
    nothing keeps staff from planning it all the same."""
    plan, told = draft.plan, list[Text]()
    first_end = next((each.end for each in happenings(plan, {}, desk.now, desk.now + FURTHEST)), desk.now)
    until = max(desk.now + CLASHES_AHEAD, first_end)
    new = list(happenings(plan, {}, desk.now, until))
    for borger, old in found:
        earliest: dict[int, tuple[StoredActivity, Happening]] = {}
        # What began before may last until now.
        for activity, one in activities.week_of(desk.tx, borger.id, desk.now - timedelta(days=1), until):
            taken = activity.kind != "own" and one.stands and (old is None or activity.id != old.id)
            if taken and any(one.start < each.end and each.start < one.end for each in new):
                earliest.setdefault(activity.id, (activity, one))
        told += [
            T("{name} has {title} at the same time, {when}.", name=borger.name, title=activity.plan.title,
              when=plan_words.moment(one.start.astimezone(desk.house.zone), desk.local.date()))
            for activity, one in list(earliest.values())[:MOST_CLASHES]
        ]  # fmt: skip
    return told


def _differs(desk: Desk, stray: Stray, *, named: bool) -> Text:
    today, one = desk.local.date(), stray.one
    day = plan_words.dated(one.slot, today)
    match one.state:
        case HappeningState.CANCELLED:
            said = T("{date} is cancelled.", date=day)
        case HappeningState.LATE:
            said = T("{date} is {minutes} minutes later.", date=day, minutes=one.late)
        case _:
            when = plan_words.moment(one.start.astimezone(desk.house.zone), today)
            said = T("{date} is moved to {when}.", date=day, when=when)
    return T("{name}: {line}", name=stray.borger.name, line=said) if named else said


def _rings(desk: Desk, found: Sequence[Target], draft: Draft) -> list[Text]:
    """When its reminders ring; said for each borger where it is not the same for all."""
    if not draft.plan.leads:
        return [T("No reminder.")]
    each = [(borger, _for_one(desk, borger, old, draft)) for borger, old in found]
    same = all(lines == each[0][1] for _, lines in each)
    said = each[0][1] if same and each else [
        T("{name}: {line}", name=borger.name, line=line) for borger, lines in each for line in lines
    ]  # fmt: skip
    return (
        [*said, T("Staff are told if a reminder comes and the borger does not answer.")]
        if draft.plan.tells_staff
        else said
    )


def _for_one(desk: Desk, borger: Person, old: StoredActivity | None, draft: Draft) -> list[Text]:
    agenda = rings.agenda_for(desk, borger)
    sources: list[Source] = []
    changes: Reminding | None = None
    for source in sources_of(desk.tx, agenda, desk.now):
        if isinstance(source, Reminding) and old and source.id == old.id:
            changes = source
            if rest := _before(old, begins(draft)):
                sources.append(replace(source, plan=rest))
        else:
            sources.append(source)
    return rings.of_plan(desk, borger, draft.plan, sources, changes)


def _before(old: StoredActivity, since: date) -> Activity | None:
    """What is left of a series that ends before a day."""
    return None if since <= next(days(old.plan.repeat, date.min), since) else ended(old.plan, since - timedelta(days=1))
