"""Times at which it is quiet: a check-in is never promised for one. Another time is asked for, and two are offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from pydantic import TypeAdapter

from bot.desk import gone_methods
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.numbers import spoken
from bot.desk.outlook import coming
from dialogs.engine.session import End, Item
from dialogs.text import T
from dialogs.time.agenda import BEFORE_QUIET, AgendaEntry, Asking, Fate
from dialogs.time.schedule import Plan, QuietHours
from dialogs.time.when import clock_face
from storage import agendas, schedules
from storage.people import Person

QUIET_TIME = "quiet_time"
AHEAD = timedelta(days=8)
"""How far ahead a day without room is looked for: a week and a day, so that each weekday is among it."""


@dataclass(frozen=True)
class Pending:
    """A check-in that is to be asked by `plan`, once its time is one at which the bot may ask."""

    dialog_id: str
    plan: Plan

    def to_json(self) -> str:
        return _PENDING.dump_json(self).decode()


_PENDING = TypeAdapter(Pending)


def is_quiet(plan: Plan, quiet: QuietHours | None) -> bool:
    """Whether a plan would ask at a time when it is quiet; what goes by when something is over has none of its own."""
    return plan.asks and plan.after is None and quiet is not None and quiet.holds(plan.at)


def nearest(quiet: QuietHours) -> Iterator[time]:
    """The times nearest to quiet hours that are not quiet: a while before they begin, and when they end."""
    begins = datetime.combine(date.min.replace(year=2000), quiet.start)
    for at in ((begins - BEFORE_QUIET).time(), quiet.end):
        if not quiet.holds(at):
            yield at


def settle(desk: Desk, start: Start, wished: Pending | None = None) -> None:
    """Sets a check-in's plan if it asks when it is not quiet; otherwise asks for another time. Then the same is done
    for what the borger is asked besides, for their quiet hours may have changed."""
    quiet = agendas.rhythm_of(desk.tx, start.about.id).quiet
    if wished and is_quiet(wished.plan, quiet):
        desk.runner.go(desk, QUIET_TIME, replace(start, target=wished.to_json()))
        return
    if wished:
        schedules.set_schedule(desk.tx, start.about.id, "check_in", wished.plan, desk.now, dialog_id=wished.dialog_id)
        _say_if_full(desk, start)
    for other in schedules.schedules_of(desk.tx, start.about.id):
        if other.kind == "check_in" and is_quiet(other.plan, quiet) and other.dialog_id in desk.house.dialogs:
            pending = Pending(other.dialog_id, other.plan)
            desk.runner.go(desk, QUIET_TIME, replace(start, target=pending.to_json()))
            return


def _say_if_full(desk: Desk, start: Start) -> None:
    """What a day has no room for is said when a check-in is set: of each that is asked, the first of the days to come
    that has none. A new one may take the place of another."""
    agenda = agendas.agenda_of(desk.tx, start.about.id)
    if agenda is None:
        return
    found = coming(desk.tx, desk.house.settings, agenda, desk.now, desk.now + AHEAD)
    full: dict[str, AgendaEntry] = {}
    for entry in found:
        if isinstance(entry.source, Asking) and entry.fate is Fate.FULL:
            full.setdefault(entry.source.dialog_id, entry)
    for dialog_id, entry in full.items():
        if dialog := desk.house.dialogs.get(dialog_id):
            said = T("I cannot ask »{what}« {when}: there is no room for more messages that day.",
                     what=dialog.title.plain(), when=entry.at.astimezone(desk.house.zone))  # fmt: skip
            desk.tell(start.person, said, pictogram="✖️")


def moved(desk: Desk, by: Person, borger: Person, plan: Plan) -> Plan:
    """A new borger's plan out of the quiet hours they begin with; who has chosen its time hears of it."""
    quiet = agendas.rhythm_of(desk.tx, borger.id).quiet
    if quiet is None or not is_quiet(plan, quiet):
        return plan
    at = next((at for at in nearest(quiet) if (at < plan.at) == (plan.at >= quiet.start)), quiet.end)
    said = T(
        "{name} has quiet hours from {start} to {end} at first. I ask {time}. You can change both.",
        start=spoken(quiet.start), end=spoken(quiet.end), name=borger.name, time=at,
    )  # fmt: skip
    desk.tell(by, said, about=borger)
    return replace(plan, at=at)


def known(desk: Desk, start: Start) -> Known:
    """What cannot be, and the ways there are."""
    quiet = agendas.rhythm_of(desk.tx, start.about.id).quiet
    if not start.target or quiet is None:
        return Known()
    wished = _PENDING.validate_json(start.target)
    texts = desk.texts(start.person)
    above = T(
        "I cannot ask »{what}« {time}: it is quiet from {start} to {end}.", time=wished.plan.at,
        start=spoken(quiet.start), end=spoken(quiet.end),
        what=gone_methods.title_of(desk.tx, desk.house.dialogs, wished.dialog_id),
    )  # fmt: skip
    ways = [Item(f"t{at:%H%M}", texts.say(T("{when}", when=at)), clock_face(at)) for at in nearest(quiet)]
    ways.append(Item("other", texts.say(T("Another time")), "✏️"))
    if start.person.id != start.about.id:
        ways.append(Item("off", texts.say(T("Do not ask it")), "🔕"))
    return Known({"above": texts.say(above)}, {"ways": tuple(ways)})


def done(desk: Desk, done: Done) -> None:
    """Sets what was chosen, or asks again."""
    way = done.chosen("way")
    if done.finish.end is not End.DONE or not done.stored.target or not way:
        return
    wished = _PENDING.validate_json(done.stored.target)
    if way == "off":
        plan = replace(wished.plan, on=False)
    else:
        chosen = done.chosen("at") if way == "other" else f"{way[1:3]}:{way[3:]}"
        plan = replace(wished.plan, at=time.fromisoformat(chosen))
    start = Start(done.person, done.about, done.stored.surface_id)
    settle(desk, start, replace(wished, plan=plan))


def hours_done(desk: Desk, done: Done) -> None:
    """Sets the borger's quiet hours, from any time to any other, past midnight if they begin later than they end. What
    they are asked in them is asked about then."""
    if done.finish.end is not End.DONE:
        return
    set_hours(desk, done, done.chosen("quiet_from"), done.chosen("quiet_to"))
    settle(desk, Start(done.person, done.about, done.stored.surface_id))


def set_hours(desk: Desk, done: Done, start: str, end: str) -> None:
    """Sets quiet hours from one local time (HH:MM) to another, or with empty ones that there are none."""
    if start and start == end:
        desk.tell(done.person, T("Quiet hours need two different times. They are as they were."), pictogram="🤫")
        return
    quiet = QuietHours(time.fromisoformat(start), time.fromisoformat(end)) if start else None
    rhythm = agendas.rhythm_of(desk.tx, done.about.id)
    agendas.set_rhythm(desk.tx, done.about.id, replace(rhythm, quiet=quiet), desk.now)
