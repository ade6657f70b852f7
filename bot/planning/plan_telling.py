"""What borgere are told of their plans: kindly, with the picture, and by name of who says it."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.desk import plan_words
from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.heard import comes, not_reached
from bot.reminding.reminder_card import OF_USE
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.text import T, Text
from dialogs.time.activity import Activity
from dialogs.time.when import sign
from storage.activities import StoredActivity
from storage.outbox import Lane
from storage.people import Person

PLAN = "l"
NEW, CHANGED = "🆕", "🔄"
"""The signs of what is in the week from now on, and of what is in it in another way."""


def about_plan(activity: StoredActivity, now: datetime, *, new: bool) -> tuple[Text, ...]:
    """That something is in the borger's week from now on, or is different; a series in short lines."""
    plan = activity.plan
    if plan.repeat.unit != "once":
        said = T("New in your week: {title}.", title=plan.title) if new else T("{title} is changed.", title=plan.title)
        return (said, *plan_words.series(activity, now))
    when = plan_words.when(plan, now)
    if new:
        return (T("New in your week: {title}, {when}.", title=plan.title, when=when),)
    return (T("{title} is changed: {when}.", title=plan.title, when=when),)


def about_late(plan: Activity, person: Person, minutes: int, begins: time) -> Text:
    return T("{title}: {name} comes {minutes} minutes later. It will be {time}.", title=plan.title, name=person.name,
             minutes=minutes, time=begins)  # fmt: skip


def about_move(plan: Activity, begins: datetime, today: date) -> Text:
    return T("{title} is moved to {when}.", title=plan.title, when=plan_words.moment(begins, today))


def about_cancelled(plan: Activity, begins: datetime) -> Text:
    return T("{title} is cancelled, {when}.", title=plan.title, when=begins)


def about_restored(plan: Activity, begins: datetime) -> Text:
    return T("{title} is as planned: {when}.", title=plan.title, when=begins)


def about_end(plan: Activity, since: date) -> Text:
    return T("{title} stops. It is not there from {date} on.", title=plan.title, date=since)


def why(person: Person, reason: str) -> tuple[Text, ...]:
    """The reason in the words it was given, with whose they are."""
    return (T("{name} writes: »{note}«", name=person.name, note=reason),) if reason else ()


def tell_in_signs(
    desk: Desk, borger: Person, of: str, *lines: Text, what: str, when: datetime | None = None,
    photo: int = 0, dispatch: Dispatch = AT_ONCE, ways: tuple[CardButton, ...] = (), owner: str = PLAN,
) -> None:  # fmt: skip
    """Tells a borger something so that it can be grasped without reading: under the picture it is `of` stand the sign
    of `what` became of it and, with `when` (local), the colour of the day and the clock. A `photo` of the real thing
    stands among them. `ways` lead on from it, to whoever takes taps of this `owner`."""
    tiles = [CardTile(of, photo=photo)] if photo else []
    tiles += [CardTile(what)] if what else []
    tiles += [CardTile(sign(when.date())), CardTile(sign(when.time()))] if when else []
    card = Card(None, "📅" if photo else of or "📅", (ways,) if ways else (), tuple(tiles), lines=lines, essential=True)
    surface_id = desk.new_surface(borger)
    desk.show_card(borger, card, owner, surface_id, surface_id, dispatch)


def tell_of(
    desk: Desk, by: Person, borger: Person, activity: StoredActivity, *lines: Text, what: str = "",
    when: datetime | None = None, starts: datetime | None = None, silent: bool = False,
) -> None:  # fmt: skip
    """Tells a borger something about what is planned for them, as `tell_in_signs` has it. It comes after their quiet
    hours, unless what it is about `starts` before these are over. If they cannot be reached, `by`, whose doing it is,
    hears that."""
    if borger.chat_id is None or borger.state != "active":
        return
    if not borger.reachable:
        not_reached(desk, by, borger)
        return
    dispatch = Dispatch(
        Lane.ANSWER, comes(desk, borger, starts=starts), max(starts, desk.now) + OF_USE if starts else None, silent
    )
    at = when.astimezone(desk.house.zone) if when else None
    tell_in_signs(desk, borger, activity.plan.pictogram, *lines, what=what, when=at, photo=activity.photo_id or 0,
                  dispatch=dispatch)  # fmt: skip
