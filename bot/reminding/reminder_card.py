"""A reminder as a card: what it is of, when, and what can be said to it, as it stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.desk import Desk
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.text import T, Text, TextValue
from dialogs.time.activity import Activity, Happening, HappeningState, happening
from dialogs.time.answered import DAY_BEGINS, told_day
from dialogs.time.repeat import days
from dialogs.time.schedule import instant
from dialogs.time.when import clock_face
from storage import guides, outbox, people, proposals, schedules
from storage.activities import StoredActivity
from storage.people import Person
from storage.proposals import Proposal
from storage.reminders import Reminder

SNOOZES = (5, 10, 30)
"""Minutes until a reminder comes again, as the borger likes."""
OF_USE = timedelta(minutes=30)
"""How long after the start a reminder may still ring."""
A_LITTLE = timedelta(minutes=4)
SOON = timedelta(hours=1)
OWN_LASTS = timedelta(hours=12)
"""How long after its time a borger's own reminder may still be answered or moved."""
MOST_TILES = 6
OK, NOT_TODAY = "✅", "✋"
"""The signs of what can be said to it, on its buttons and when it is over."""


@dataclass(frozen=True)
class Matter:
    """One occurrence and its reminder as they stand now. `now` is None once the occurrence is no longer in its series;
    `rings` is when the reminder comes again, `asked` what staff are asked to do with the occurrence, `told` who of them
    has been told; it is `guided` where the borger has a guide for it, to begin."""

    activity: StoredActivity | None
    now: Happening | None
    reminder: Reminder
    rings: datetime | None = None
    asked: Proposal | None = None
    told: tuple[str, ...] = ()
    guided: bool = False

    @property
    def stands(self) -> bool:
        return self.now is not None and self.now.stands

    @property
    def ends(self) -> datetime | None:
        """Until when something can be said to it; None if it is not in the week any more."""
        if self.activity is None or self.now is None:
            return None
        return max(self.now.end, self.now.start + (OWN_LASTS if self.activity.kind == "own" else OF_USE))

    @property
    def goes(self) -> datetime | None:
        """When its card goes from the chat: as the day after it was over begins."""
        if self.ends is None or self.activity is None:
            return None
        zone = self.activity.plan.zone
        return instant(told_day(self.ends, zone) + timedelta(days=1), DAY_BEGINS, zone)

    def over(self, now: datetime) -> bool:
        """Whether it is too late to say anything to it."""
        return self.ends is None or now > self.ends


def occurrence(activity: StoredActivity | None, slot: date) -> Happening | None:
    """The occurrence of `slot` as it is now; None if its series no longer has it."""
    if activity is None or next(days(activity.plan.repeat, slot), None) != slot:
        return None
    return happening(activity.plan, slot, activity.changes.get(slot))


def turn_of(now: Happening) -> int:
    """What the buttons of a card drawn for this start carry, so that a tap tells which start the borger saw."""
    return int(now.start.timestamp()) // 60


def matter(desk: Desk, reminder: Reminder, activity: StoredActivity | None) -> Matter:
    """Looks up how it stands with what a reminder is of."""
    found = proposals.proposals_of(desk.tx, reminder.borger_id)
    asked = next((p for p in found if p.state == "waiting" and p.kind == "move"
                  and (p.activity_id, p.slot) == (reminder.activity_id, reminder.slot)), None)  # fmt: skip
    rings = schedules.timer_at(desk.tx, reminder.id, "remind")
    names = [person.name for person in tellable(desk, reminder.borger_id)] if asked else []
    guide = guides.by_id(desk.tx, activity.guide_id) if activity and activity.guide_id else None
    guided = guide is not None and guide.state == "accepted"
    return Matter(activity, occurrence(activity, reminder.slot), reminder, rings, asked, tuple(names), guided)


def tellable(desk: Desk, borger_id: int) -> list[Person]:
    """The borger's contact persons whose phone can be written to."""
    found = people.contacts_of(desk.tx, borger_id)
    return [p for p in found if p.can_be_told]


def has_come(desk: Desk, reminder: Reminder) -> bool:
    """Whether the reminder's card is in the chat."""
    return reminder.surface_id is not None and outbox.has_come(desk.tx, reminder.surface_id)


def snoozes(it: Matter, now: datetime) -> tuple[int, ...]:
    """The minutes after which the reminder may come again and still be of use; the last may be a little short."""
    start = it.now.start if it.now else now
    return tuple(n for n in SNOOZES if now + timedelta(minutes=n) <= start + OF_USE + A_LITTLE)


def when_text(start: datetime, now: datetime) -> Text:
    """When something begins, as one says it; both are local to the same place."""
    minutes = -(-(start - now) // timedelta(minutes=1))
    at = start.time().replace(tzinfo=None)
    if -1 <= minutes <= 0:
        return T("Now, {time}.", time=at)
    if 0 < minutes <= SOON // timedelta(minutes=1):
        return T("In {minutes} min, {time}.", minutes=minutes, time=at)
    if start.date() == now.date():
        return T("Today {time}.", time=at)
    if start.date() == now.date() + timedelta(days=1):
        return T("Tomorrow, {when}.", when=start)  # with its day, for the card is read tomorrow too
    return T("It is {when}.", when=start)


def card(it: Matter, now: datetime, *, pictures: bool = True) -> Card:
    """The card as it stands at the instant `now`, with what can be said to it; `pictures` is whether its reader sees
    the packing list as pictures."""
    if it.activity is None or it.now is None:
        return Card(None, "📅❌", lines=(T("That is not in your week any more."),), essential=True)
    plan, state = it.activity.plan, it.reminder.state
    bare = Card(T("{what}", what=plan.title), plan.pictogram, essential=True)
    if it.over(now):
        return _folded(it, it.now)
    reason = (T("»{words}«", words=it.now.reason),) if it.now.reason else ()
    if it.now.state is HappeningState.CANCELLED:
        return replace(bare, lines=(T("This is cancelled."), *reason))
    if it.now.state is HappeningState.DECLINED:
        back = (
            (CardButton("with", T("I will after all"), "🙋"),),
            (CardButton("way", T("What got in the way?"), "🪨"),),
        )
        return replace(bare, buttons=back, lines=(T("Not today. That is quite all right."),))
    zone = ZoneInfo(plan.zone)
    lines = (when_text(it.now.start.astimezone(zone), now.astimezone(zone)), *_late(it.now), *_around(plan))
    if state == "moved":
        return replace(bare, lines=(*lines, T("It is moved.")))
    tiles: tuple[CardTile, ...] = (
        (CardTile(plan.pictogram, photo=it.activity.photo_id),) if it.activity.photo_id else ()
    )
    if pictures and len(plan.bring) <= MOST_TILES:
        tiles += tuple(CardTile("🎒", T("{name}", name=thing), essential=True) for thing in plan.bring)
    elif plan.bring:
        lines += (T("Bring: {things}", things=plan.bring),)
    sign = "🔔" if it.activity.photo_id else plan.pictogram  # the photo of the real thing says what it is
    return replace(bare, pictogram=sign, tiles=tiles, lines=lines + _standing(it), buttons=_buttons(it, now))


def _folded(it: Matter, now: Happening) -> Card:
    """What is left of it when it is over: one line, with what was said to it, and nothing to tap."""
    assert it.activity is not None
    plan = it.activity.plan
    told: dict[str, TextValue] = {
        "what": plan.title,
        "time": now.start.astimezone(ZoneInfo(plan.zone)).time().replace(tzinfo=None),
    }
    sign, words = "", T("{what}, {time}: that is over now.")
    if now.state is HappeningState.CANCELLED:
        sign, words = "❌", T("{what}, {time}: it was cancelled.")
    elif now.state is HappeningState.DECLINED:
        sign, words = NOT_TODAY, T("{what}, {time}: you said not today.")
    elif it.reminder.state == "ok":
        sign, words = OK, T("{what}, {time}: you said OK.")
    return Card(None, plan.pictogram + sign, lines=(Text(words.id, told),), essential=True)


def _late(it: Happening) -> tuple[Text, ...]:
    if not it.late:
        return ()
    return (
        T("That is {minutes} minutes later.", minutes=it.late),
        *((T("»{words}«", words=it.reason),) if it.reason else ()),
    )


def _around(plan: Activity) -> tuple[Text, ...]:
    place = (T("Where: {place}", place=plan.place),) if plan.place else ()
    company = (T("With: {names}", names=plan.company),) if plan.company else ()
    return place + company


def _standing(it: Matter) -> tuple[Text, ...]:
    """What has been said to it, and what comes of that."""
    assert it.activity is not None
    if it.asked:
        if it.told:
            return (T("I have asked {names}. If an answer comes, you see it here.", names=it.told),)
        return (T("I cannot reach staff just now. If an answer comes, you see it here."),)
    if it.reminder.state == "ok":
        return (T("You have said OK."),)
    again: tuple[Text, ...] = ()
    if it.reminder.state == "snoozed" and it.rings:
        at = it.rings.astimezone(ZoneInfo(it.activity.plan.zone)).time().replace(tzinfo=None)
        again = (T("I remind you again {time}.", time=at),)
    tells = (T("If you do not answer, staff will know."),) if it.activity.plan.tells_staff else ()
    return again + tells


def _buttons(it: Matter, now: datetime) -> tuple[tuple[CardButton, ...], ...]:
    if it.reminder.state == "ok" and it.guided:
        return (_BEGIN, (CardButton("change", T("Change my answer"), "✏️"),))
    if it.asked or it.reminder.state == "ok":
        return ((CardButton("change", T("Change my answer"), "✏️"),),)
    return choices(it, now)


def choices(it: Matter, now: datetime) -> tuple[tuple[CardButton, ...], ...]:
    """All that can be said to a reminder."""
    again = CardButton("again", T("Remind me again"), "🔔")
    rows: list[tuple[CardButton, ...]] = [_BEGIN if it.guided else (CardButton("ok", T("OK"), OK),)]
    if it.reminder.state != "snoozed" and snoozes(it, now):
        rows.append((again,))
    for_many = it.activity is not None and it.activity.kind == "offer"  # it is at one time for all who signed up
    move = () if for_many else (CardButton("move", T("Move"), "📅"),)
    rows.append((*move, CardButton("not_today" if move else "decline", T("Not today"), NOT_TODAY)))
    return tuple(rows)


_BEGIN = (CardButton("begin", T("Begin"), "▶️"),)
_BACK = CardButton("back", T("Back"), "⬅️")


def again_card(it: Matter, now: datetime) -> Card:
    """When the reminder is to come again."""
    times = tuple(
        CardButton(f"a{n}", T("{count} min", count=n), "⏰", essential=True, tile=True) for n in snoozes(it, now)
    )
    return Card(T("When shall I remind you again?"), "🔔", (times, (_BACK,)), essential=True)


def sure_card(it: Matter) -> Card:
    """Moving is offered before "not today"."""
    assert it.activity is not None
    move = CardButton("move", T("Move"), "📅", tile=True)
    no = CardButton("decline", T("Not today"), NOT_TODAY, tile=True)
    return Card(T("Would you rather move it?"), it.activity.plan.pictogram, ((move, no), (_BACK,)), essential=True)


def move_card(it: Matter, now: datetime) -> Card:
    """Times it could be moved to: a little later today, tomorrow, or another."""
    assert it.activity is not None
    zone = ZoneInfo(it.activity.plan.zone)
    times = tuple(
        CardButton(f"d{day:%Y%m%d}_{at:%H%M}", _time_label(day, at, now.astimezone(zone).date()), clock_face(at),
                   essential=True, tile=True)
        for day, at in offers(it, now)
    )  # fmt: skip
    other = CardButton("other", T("Another time"), "✏️", tile=True)
    return Card(T("When would you rather?"), "📅", ((*times, other), (_BACK,)), essential=True)


def offers(it: Matter, now: datetime) -> tuple[tuple[date, time], ...]:
    """Local days and times to move to: one and two hours later, if that is still today, and tomorrow at the same
    time."""
    assert it.activity is not None and it.now is not None
    zone = ZoneInfo(it.activity.plan.zone)
    today, start = now.astimezone(zone).date(), it.now.start.astimezone(zone)
    found: list[tuple[date, time]] = []
    if start.date() == today:
        begin = max(it.now.start, now)
        begin -= timedelta(minutes=begin.minute % 5, seconds=begin.second, microseconds=begin.microsecond)
        later = [(begin + timedelta(hours=hours)).astimezone(zone) for hours in (1, 2)]
        found += [(each.date(), each.time()) for each in later if each.date() == today]
    tomorrow = max(today, start.date()) + timedelta(days=1)
    return (*found, (tomorrow, start.time()))


def _time_label(day: date, at: time, today: date) -> Text:
    if day == today:
        return T("{when}", when=at)
    if day == today + timedelta(days=1):
        return T("Tomorrow {time}", time=at)
    return T("{day} {time}", day=day, time=at)


def chosen_time(choice: str) -> tuple[date, time] | None:
    """What a button of `move_card` says; None if it is none."""
    try:
        found = datetime.strptime(f"{choice}Z", "d%Y%m%d_%H%M%z")  # any zone will do: it is a local day and time
    except ValueError:
        return None
    return found.date(), found.time()


def is_past(activity: Activity, day: date, at: time, now: datetime) -> bool:
    return instant(day, at, activity.zone) <= now
