"""The list of the Plan screen: what is planned today and in the seven days to come, a day at a time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from html import escape

from bot.desk import plan_words
from bot.desk.desk import Desk
from bot.planning import planning
from bot.planning.plan_acts import DELAYS, Spot, can_be_late, local
from bot.planning.plan_telling import PLAN
from bot.planning.proposal_view import waiting_lines
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton
from bot.telegram.render import TICK, laid_out
from dialogs.text import T, Text
from dialogs.time.schedule import instant
from dialogs.words.visible import cut
from storage import activities, sessions
from storage.people import Person

DAYS_SHOWN = 8
"""Today and seven more."""
ON_A_PAGE = 8

ButtonRows = tuple[tuple[InlineButton, ...], ...]


def coming(desk: Desk, person: Person) -> list[Spot]:
    """All that is not over yet of today and the seven days after, in order."""
    found: list[Spot] = []
    midnight = instant(desk.local.date(), datetime.min.time(), desk.house.settings.timezone)
    for borger in planning.plannable(desk, person):
        week = activities.week_of(desk.tx, borger.id, midnight, midnight + timedelta(days=DAYS_SHOWN))
        found += [Spot(borger, each, one) for each, one in week if each.kind != "own" and one.end > desk.now]
    return sorted(found, key=lambda at: (at.one.start, at.borger.name, at.activity.id))


def show_list(desk: Desk, person: Person, surface_id: int, day: date | None = None, page: int = 0) -> None:
    """What is coming on a day, today or one of the seven after it: in words, with a button for each, a page at a time;
    and a button for each day, with how much is on it."""
    texts, today = desk.texts(person), desk.local.date()
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_SHOWN)]
    day = day if day in days else today
    by_day: dict[date, list[Spot]] = {each: [] for each in days}
    for at in coming(desk, person):
        by_day.setdefault(local(desk, at.one.start).date(), []).append(at)
    found = by_day[day]
    pages = max(1, -(-len(found) // ON_A_PAGE))
    page = min(page, pages - 1)
    shown = found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    parts = [f"<b>{escape(texts.say(T('The plan')))}</b>"]
    parts.append(f"\n<b>{escape(plan_words.capital(texts.say(plan_words.heading(day, today))))}</b>")
    parts += [escape(_line(desk, person, at)) for at in shown] or [escape(texts.say(T("Nothing is planned.")))]
    waiting = [escape(texts.say(line)) for line in waiting_lines(desk, person)]
    parts += ["", *waiting] if waiting else []
    rows = [_entry(desk, person, at, surface_id) for at in shown]
    turns = ((-1, T("Earlier"), "⬅️"), (1, T("Later"), "➡️"))
    rows.append(tuple(
        button(desk, person, label, sign, 0, surface_id, f"day_{day:%Y%m%d}_{page + step}")
        for step, label, sign in turns if 0 <= page + step < pages
    ))  # fmt: skip
    each = [_day_button(desk, person, one, len(by_day[one]), surface_id, open_=one == day) for one in days]
    rows += laid_out([tuple(each)])
    if sessions.unfinished(desk.tx, person.id, planning.DIALOGS):
        rows.append((button(desk, person, T("Go on planning"), "✏️", 0, surface_id, "goon"),))
    if waiting:
        rows.append((button(desk, person, T("Wishes"), "💭", 0, surface_id, "wishes"),))
    rows.append((button(desk, person, T("Plan something"), "➕", 0, surface_id, "new"),
                 button(desk, person, T("Shifts"), "🕒", 0, surface_id, "duty")))  # fmt: skip
    rows.append((button(desk, person, T("Offers"), "🎟️", 0, surface_id, "offers"),))
    show(desk, person, surface_id, "\n".join(parts), tuple(row for row in rows if row))


def _day_button(desk: Desk, person: Person, day: date, count: int, surface_id: int, *, open_: bool) -> InlineButton:
    """ "tir 24 · 3": the weekday, the day of the month and how much is coming; a tick on the day that is shown."""
    named = desk.texts(person).say(T("{date}", date=day))[:3]
    label = f"{TICK if open_ else ''}{named} {day.day}" + (f" · {count}" if count else "")
    return InlineButton(label, button_data(Tap(PLAN, 0, surface_id, f"day_{day:%Y%m%d}_0")))


def _line(desk: Desk, person: Person, at: Spot) -> str:
    texts = desk.texts(person)
    time = texts.say(T("{when}", when=local(desk, at.one.start).time()))
    around = "".join(f", {part}" for part in (at.activity.plan.place,) if part)
    special = plan_words.standing(at.one)
    note = f" ({texts.say(special)})" if special else ""
    return f"{time} {at.borger.name}: {at.activity.plan.pictogram} {at.activity.plan.title}{around}{note}"


def _entry(desk: Desk, person: Person, at: Spot, surface_id: int) -> tuple[InlineButton, ...]:
    """What an occurrence is opened by; for one of today also a button to say that one is late."""
    texts = desk.texts(person)
    start = local(desk, at.one.start)
    today = start.date() == desk.local.date() and at.activity.kind != "offer"
    when = texts.say(T("{when}", when=start.time())).removeprefix("kl. ")  # a narrow phone has little room
    label = cut(f"{when} {at.borger.name}: {at.activity.plan.title}", 40)
    entry = (InlineButton(label, spot_data(at, surface_id, "see")),)
    if not today or not any(can_be_late(at, minutes, desk.now) for minutes in DELAYS):
        return entry
    return (*entry, spot_button(desk, person, at, T("Late"), "⏰", surface_id, "late"))


# -- buttons


def show(desk: Desk, person: Person, surface_id: int, text: str, rows: ButtonRows) -> None:
    desk.show(person, Content(text, rows), surface_id)


def button(desk: Desk, person: Person, label: Text, sign: str, id_: int, surface_id: int, choice: str) -> InlineButton:
    return InlineButton(f"{sign} {desk.texts(person).say(label)}", button_data(Tap(PLAN, id_, surface_id, choice)))


def spot_button(
    desk: Desk, person: Person, at: Spot, label: Text, sign: str, surface_id: int, verb: str
) -> InlineButton:  # fmt: skip
    return button(desk, person, label, sign, at.activity.id, surface_id, f"{verb}_{at.one.slot:%Y%m%d}")


def spot_data(at: Spot, surface_id: int, verb: str) -> str:
    return button_data(Tap(PLAN, at.activity.id, surface_id, f"{verb}_{at.one.slot:%Y%m%d}"))
