"""Something from a wish is put into the borger's week: an activity, which the wish then stands beside."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.desk.at_work import reader_now
from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from bot.desk.heard import comes, not_reached
from bot.desk.page_parts import PAGE_SHOWS
from bot.planning.plan_telling import tell_in_signs
from bot.wishes.standing import ALBUM_SHOWS, Wish, wishes_of
from dialogs.engine.session import End
from dialogs.text import T
from dialogs.time.activity import Activity
from dialogs.time.repeat import Repeat
from dialogs.words.visible import one_line
from storage import activities
from storage.people import Person
from storage.sessions import StoredSession

PLAN_WISH = "plan_wish"
"""The form in which staff plan from a wish: its target is the entry, and whether a time was refused."""
PAST = ":past"


def known(desk: Desk, start: Start) -> Known:
    wish = _wish(desk, start.person, start.about, start.target)
    above = desk.texts(start.person).say(T("That time is past. Please choose a later one."))
    return Known({"wish": wish.entry.title if wish else "", "above": above if start.target.endswith(PAST) else ""})


def done(desk: Desk, done: Done) -> None:
    """The activity stands in the week, and the borger is told by name."""
    wish = _wish(desk, done.person, done.about, done.stored.target)
    given = done.given("title")
    if done.finish.end is not End.DONE or wish is None or given is None:
        return
    day, at = date.fromisoformat(done.chosen("day")), time.fromisoformat(done.chosen("at"))
    starts = datetime.combine(day, at).replace(tzinfo=desk.house.zone)
    if starts <= desk.now:
        again = f"{wish.entry.id}{PAST}"
        desk.runner.go(desk, PLAN_WISH, Start(done.person, done.about, done.stored.surface_id, again))
        return
    plan = Activity(
        one_line(given.words), Repeat(day), at, desk.house.settings.timezone, pictogram=wish.entry.pictogram
    )
    activities.add_activity(desk.tx, (done.about.id,), "activity", plan, done.person.id, desk.now,
                            photo_id=wish.entry.photo, entry_id=wish.entry.id)  # fmt: skip
    said = T("{name} has planned something from your wish: {title}, {when}.", name=done.person.name, title=plan.title,
             when=datetime.combine(day, at))  # fmt: skip
    if done.about.can_be_told:
        dispatch = Dispatch(not_before=comes(desk, done.about, starts=starts))
        tell_in_signs(desk, done.about, plan.pictogram, said, what="📅", when=datetime.combine(day, at),
                      photo=wish.entry.photo or 0, dispatch=dispatch)  # fmt: skip
    else:
        not_reached(desk, done.person, done.about)
    for what in (ALBUM_SHOWS, PAGE_SHOWS):
        desk.runner.changed_only(desk, done.about, what)


def stands(desk: Desk, stored: StoredSession, person: Person, borger: Person) -> bool:
    """Whether who is about to plan may still read the wish."""
    return _wish(desk, person, borger, stored.target) is not None


def _wish(desk: Desk, person: Person, borger: Person, target: str) -> Wish | None:
    """The wish a form is about, while it counts and whoever plans may read it."""
    name = target.removesuffix(PAST)
    found = wishes_of(desk, borger.id, reader_now(desk, person))
    return next((each for each in found if str(each.entry.id) == name and each.entry.state == "accepted"), None)
