"""Staff and a borger agree which methods the borger uses, and when; the borger switches them on and off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.desk import occasions
from bot.desk.copying import Copy
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.the_house import about_house
from bot.methods import plans, quiet_times
from bot.methods.in_use import answered_by, is_used, methods_of
from dialogs.engine.session import End, Item
from dialogs.method.entries import ACTIVITY
from dialogs.method.model import Dialog
from dialogs.method.rhythm import WEEKDAYS, MethodRhythm
from dialogs.method.steps import Choice
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.time.repeat import Repeat
from dialogs.time.schedule import ALL, After, Before, Plan
from storage import activities, method_use, schedules
from storage.people import Person

EVERY = "all"
"""In place of one thing that is planned: all of them."""


def methods_known(desk: Desk, start: Start) -> Known:
    """All methods that are answered by borgere, or are about the house; over them stands how this borger, or the house,
    uses each."""
    texts = desk.texts(start.person)
    found = about_house(desk) if start.about.role is Role.HOUSE else answered_by(desk)
    lines = [T("{what}: {use}", what=each.title.plain(), use=_use(desk, start.about, each)) for each in found]
    items = tuple(Item(d.id, texts.say(d.title.plain()), d.pictogram, opens=f"method:{d.id}") for d in found)
    return Known({"use": texts.lines(lines)}, {"methods": items})


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
    by_calendar = dialog.rhythm and not dialog.rhythm.by_plan
    proposed = plan or (plans.proposed(desk, dialog, dialog.rhythm) if dialog.rhythm and by_calendar else None)
    if proposed:
        ticked |= _ticked(proposed, desk.house.dialogs["method"])
    if around := plan.around if plan else None:
        chosen = EVERY if around.activity_id == ALL else str(around.activity_id)
        ticked |= {"appointment": (chosen,), "activity": (chosen,)}
    if (plan and plan.after) or (plan is None and dialog.rhythm and dialog.rhythm.after is not None):
        ticked["often"] = ("after",)
    elif around or (dialog.rhythm and dialog.rhythm.days_before):
        ticked["often"] = ("meeting",)
    planned = _planned(desk, start, dialog)
    what = desk.texts(start.person).say(dialog.title.plain())
    return Known({"what": what}, {"appointments": planned, "activities": planned}, ticked)


def _ticked(plan: Plan, form: Dialog) -> dict[str, tuple[str, ...]]:
    """The answers of the form that make a plan: how it is asked now, or as its file proposes."""
    ticked: dict[str, tuple[str, ...]] = {"at": (f"{plan.at:%H:%M}",)}
    repeat, hours = plan.repeat, plan.window // timedelta(hours=1)
    often = f"{repeat.every}{repeat.unit[0]}"
    if repeat.unit == "weeks" and len(repeat.days) == len(WEEKDAYS) and repeat.every == 1:
        often = "1d"
    elif repeat.unit == "weeks":
        ticked["days"] = tuple(WEEKDAYS[day - 1] for day in repeat.days)
    elif repeat.unit == "months" and repeat.every % 12 == 0:
        often = f"{repeat.every // 12}y"
    for name, value in (("often", often), ("window", hours)):
        step = form.step(name)
        options = step.options if isinstance(step, Choice) else ()
        if chosen := tuple(option.id for option in options if option.value == value):
            ticked[name] = chosen
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
    if done.chosen("often") in ("meeting", "after") and not _thing(done):
        none = T("{name} has no appointment. Plan one first.", name=done.about.name)
        desk.tell(done.person, none, about=done.about)
        return
    here = Start(done.person, done.about, done.stored.surface_id)
    quiet_times.settle(desk, here, quiet_times.Pending(dialog.id, _agreed(desk, done, dialog)))


def _thing(done: Done) -> str:
    """What was chosen to ask before or after."""
    return done.chosen("activity") or done.chosen("appointment")


def _agreed(desk: Desk, done: Done, dialog: Dialog) -> Plan:
    hours = timedelta(hours=done.value("window") or 8)
    if thing := _thing(done):
        today, zone, each = Repeat(desk.local.date()), desk.house.settings.timezone, dialog.about == ACTIVITY
        activity_id = ALL if thing == EVERY else int(thing)
        if done.chosen("often") == "after":
            after = After(activity_id, timedelta(minutes=done.value("later") or 0))
            return Plan(today, time(), zone, hours, after=after, each=each)
        before = Before(activity_id, done.value("ahead") or 1)
        return Plan(today, time.fromisoformat(done.chosen("at")), zone, hours, before=before, each=each)
    days = tuple(WEEKDAYS[day - 1] for day in done.values("days"))
    every = MethodRhythm(every=done.value("often", str) or "1d", at=done.chosen("at"), days=days)
    first = done.chosen("first")
    begins = date.fromisoformat(first) if first else desk.local.date()
    return every.plan(begins, desk.house.settings.timezone, hours)


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
        dialog = copy.library.get(method)
        title = dialog.own_title if dialog else T("{title}", title=method)
        use = T("{what}: used", what=title) if said.used else T("{what}: not used", what=title)
        lines.append(copy.said(said.at, T("{use} ({name})", use=use, name=copy.name(said.by_id))))
    return [lines]
