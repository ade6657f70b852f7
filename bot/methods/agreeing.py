"""Staff and a borger agree which methods the borger uses, and when; the borger switches them on and off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.desk import gone_methods, occasions
from bot.desk.copying import Copy
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.the_house import about_house
from bot.methods import narrowing, offers, plans, quiet_times
from bot.methods.in_use import answered_by, is_used, methods_of
from dialogs.engine.session import End, Item
from dialogs.method.entries import ACTIVITY
from dialogs.method.model import Dialog
from dialogs.method.rhythm import WEEKDAYS, MethodRhythm
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import ALL, After, Before, Plan
from storage import activities, method_use, schedules
from storage.people import Person

EVERY = "all"
"""In place of one thing that is planned: all of them."""
NAMED = 4
"""Methods that are not used, up to which each is named over the list."""


def methods_known(desk: Desk, start: Start) -> Known:
    """All methods that are answered by borgere, or are about the house, those that are used first; over them stands how
    this borger, or the house, uses each of these, and of the others how many there are."""
    texts = desk.texts(start.person)
    found = about_house(desk) if start.about.role is Role.HOUSE else answered_by(desk)
    used = [each for each in found if is_used(each, method_use.uses_of(desk.tx, start.about.id))]
    others = [each for each in found if each not in used]
    named = found if len(others) <= NAMED else used
    lines = [T("{what}: {use}", what=each.title.plain(), use=_use(desk, start.about, each)) for each in named]
    lines += [T("Not used: {count}", count=len(others))] if len(others) > NAMED else []
    items = [Item(d.id, texts.say(d.title.plain()), d.pictogram, opens=f"method:{d.id}") for d in (*used, *others)]
    items += narrowing.ways(desk, start, used)
    return Known({"use": texts.lines(lines)}, {"methods": tuple(items)})


def _use(desk: Desk, borger: Person, dialog: Dialog) -> Text:
    if not is_used(dialog, method_use.uses_of(desk.tx, borger.id)):
        return T("not used")
    plan = plans.plan_of(desk, borger, dialog)
    return plans.said(desk, plan) if plan else T("on their own wish")


def method_known(desk: Desk, start: Start) -> Known:
    """How the method that is the target is used now."""
    dialog = desk.house.dialogs.get(start.target)
    if dialog is None:
        return Known()
    used = is_used(dialog, method_use.uses_of(desk.tx, start.about.id))
    plan = plans.plan_of(desk, start.about, dialog)
    ticked: dict[str, tuple[str, ...]] = {"use": ("yes_" if used else "no_",)}
    if used:
        ticked["asked"] = ("fixed" if plan else "wish",)
    proposed = plans.proposed(desk, dialog, dialog.rhythm) if dialog.rhythm else None
    ticked |= offers.window_ticked(dialog.window)
    if standing := plan or proposed:
        ticked |= offers.ticked(standing) | _ticked(standing)
    if around := plan.around if plan else None:
        chosen = EVERY if around.activity_id == ALL else str(around.activity_id)
        ticked |= {"appointment": (chosen,), "activity": (chosen,)}
    planned = _planned(desk, start, dialog)
    say = desk.texts(start.person).say
    offered = offers.lists(say, filter(None, (plan, proposed)), dialog.window)
    return Known(
        {"what": say(dialog.title.plain())}, {"appointments": planned, "activities": planned, **offered}, ticked
    )


def _ticked(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The time and the days that make a plan: how it is asked now, or as its file proposes."""
    ticked: dict[str, tuple[str, ...]] = {} if plan.after else {"at": (f"{plan.at:%H:%M}",)}
    if offers.often_id(plan).startswith("w"):
        ticked["days"] = tuple(WEEKDAYS[day - 1] for day in plan.repeat.days)
    return ticked


def _planned(desk: Desk, start: Start, dialog: Dialog) -> tuple[Item, ...]:
    """What a method can be asked before or after: all that is planned for the borger, or one thing of it, appointments
    first."""
    found = [each for each in activities.activities_of(desk.tx, start.about.id) if occasions.counts(each)]
    found.sort(key=lambda each: each.kind != "appointment")
    named = tuple(Item(str(each.id), each.plan.title, each.plan.pictogram) for each in found)
    every = Item(EVERY, desk.texts(start.person).say(T("All that is planned")), "📅")
    return (every, *named) if named or dialog.about == ACTIVITY else ()


def method_done(desk: Desk, done: Done) -> None:
    """What was agreed counts from now on. What a borger has switched off themself, only they switch on again."""
    dialog = desk.house.dialogs.get(done.stored.target)
    if done.finish.end is not End.DONE or dialog is None:
        return
    said = method_use.uses_of(desk.tx, done.about.id).get(dialog.id)
    wanted = done.chosen("use") == "yes_"
    if wanted and said and not said.used and said.by_id == done.about.id:
        own = T("{name} has switched that off. {name} can switch it on under »More«.", name=done.about.name)
        desk.tell(done.person, own, about=done.about)
        return
    use(desk, done.about, dialog, wanted, done.person)
    if not wanted:
        return
    if done.chosen("asked") == "wish":
        _stop_asking(desk, done.about, dialog)
        return
    if done.chosen("often") in (offers.MEETING, offers.AFTER) and not _thing(done):
        none = T("{name} has no appointment. Plan one first.", name=done.about.name)
        desk.tell(done.person, none, about=done.about)
        return
    here = Start(done.person, done.about, done.stored.surface_id)
    quiet_times.settle(desk, here, quiet_times.Pending(dialog.id, _agreed(desk, done, dialog)))


def _thing(done: Done) -> str:
    """What was chosen to ask before or after."""
    return done.chosen("activity") or done.chosen("appointment")


def _agreed(desk: Desk, done: Done, dialog: Dialog) -> Plan:
    chosen = done.chosen("window")
    window = offers.span_of(chosen) if chosen else dialog.window
    if thing := _thing(done):
        today, zone, each = Repeat(desk.local.date()), desk.house.settings.timezone, dialog.about == ACTIVITY
        activity_id = ALL if thing == EVERY else int(thing)
        if done.chosen("often") == offers.AFTER:
            after = After(activity_id, offers.span_of(done.chosen("later") or "m0"))
            return Plan(today, time(), zone, window, after=after, each=each)
        before = Before(activity_id, offers.count_of(done.chosen("ahead") or "1"))
        return Plan(today, time.fromisoformat(done.chosen("at")), zone, window, before=before, each=each)
    often = done.chosen("often") or "d1"
    days = tuple(WEEKDAYS[day - 1] for day in done.values("days") or _days_of(desk, done.about, dialog, often))
    every = MethodRhythm(every=offers.every_of(often), at=done.chosen("at"), days=days)
    first = done.chosen("first")
    begins = date.fromisoformat(first) if first else desk.local.date()
    return every.plan(begins, desk.house.settings.timezone, window)


def _days_of(desk: Desk, borger: Person, dialog: Dialog, often: str) -> tuple[int, ...]:
    """The weekdays of what is asked so often already, or is by its file, where that is several; else it is the one of
    the first time."""
    proposed = plans.proposed(desk, dialog, dialog.rhythm) if dialog.rhythm else None
    known = (each for each in (plans.plan_of(desk, borger, dialog), proposed) if each)
    same = next((each.repeat.days for each in known if offers.often_id(each) == often), ())
    return same if len(same) > 1 and often != "d1" else ()


def use(desk: Desk, borger: Person, dialog: Dialog, used: bool, by: Person) -> None:
    """A borger uses a method from now on, or does not. What was asked at fixed times is asked no more while it is not
    used, and again as it was, or as its file proposes, once it is."""
    if used == is_used(dialog, method_use.uses_of(desk.tx, borger.id)):
        return
    method_use.set_used(desk.tx, borger.id, dialog.id, used, by.id, desk.now)
    found = schedules.schedule_of(desk.tx, borger.id, "check_in", dialog.id)
    if not used:
        _stop_asking(desk, borger, dialog)
    elif found and replace(found.plan, on=True).asks:
        plans.set_plan(desk, borger, dialog, replace(found.plan, on=True))
    elif dialog.rhythm and plans.goes_by_itself(dialog):
        plan = plans.proposed(desk, dialog, dialog.rhythm)
        plans.set_plan(desk, borger, dialog, quiet_times.moved(desk, by, borger, plan))


def _stop_asking(desk: Desk, borger: Person, dialog: Dialog) -> None:
    found = schedules.schedule_of(desk.tx, borger.id, "check_in", dialog.id)
    if found and found.plan.asks:
        plans.set_plan(desk, borger, dialog, replace(found.plan, on=False))


def my_methods_known(desk: Desk, start: Start) -> Known:
    """All methods there are for borgere, with those that are used ticked."""
    say = desk.texts(start.person).say
    every = tuple(Item(d.id, say(d.own_title), d.pictogram, essential=False) for d in _offered(desk, start.about))
    return Known(lists={"methods": every}, ticked={"methods": tuple(d.id for d in methods_of(desk, start.about))})


def my_methods_done(desk: Desk, done: Done) -> None:
    """What is ticked is used, the rest is not."""
    chosen = done.given("methods")
    if done.finish.end is not End.DONE or chosen is None:
        return
    for dialog in _offered(desk, done.about):
        use(desk, done.about, dialog, dialog.id in chosen.choices, done.about)


def _offered(desk: Desk, borger: Person) -> list[Dialog]:
    """What a borger can switch on or off: what everybody is offered, and what has been agreed with them before."""
    said = method_use.uses_of(desk.tx, borger.id)
    return [each for each in answered_by(desk) if each.offered == "always" or each.id in said]


def methods_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """What was last agreed about each method, or switched by the borger."""
    lines = []
    for method, said in method_use.uses_of(copy.tx, borger.id).items():
        dialog = gone_methods.known(copy.tx, copy.library, method)
        title = dialog.own_title if dialog else gone_methods.GONE
        use = T("{what}: used", what=title) if said.used else T("{what}: not used", what=title)
        lines.append(copy.said(said.at, T("{use} ({name})", use=use, name=copy.name(said.by_id))))
    return [lines]
