"""What a person sets for themself, or staff for a borger: reading, sharing, breaks, names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start, items
from bot.desk.occasions import RESTED
from dialogs.engine.session import End, Item
from dialogs.permissions import Action, Role
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from dialogs.text import T
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan
from dialogs.words.visible import one_line
from storage import agendas, people, records, schedules, sharing
from storage.people import Person


def chosen_profile(done: Done, base: ReadingProfile) -> ReadingProfile:
    """The reading profile chosen in a dialog, as far as it was."""
    steps = done.value("numbers") or done.value("steps")
    return ReadingProfile(
        reading=Reading(done.chosen("reading") or base.reading),
        style=ScaleStyle(done.chosen("style") or base.style),
        steps=steps or base.steps,
        language=done.chosen("language") or base.language,
        aloud={"yes_": True, "no_": False}.get(done.chosen("aloud"), base.aloud),
    )


def reading_known(desk: Desk, start: Start) -> Known:
    """Where there is a voice, it can be chosen whether it is wanted."""
    choices = (("yes_", T("Yes please"), "✅"), ("no_", T("No thanks"), "✋")) if desk.house.speaks else ()
    say = desk.texts(start.person).say
    return Known(lists={"voices": tuple(Item(id_, say(label), sign, essential=False) for id_, label, sign in choices)})


def reading_done(desk: Desk, done: Done) -> None:
    if done.finish.end is not End.DONE:
        return
    profile = chosen_profile(done, done.person.profile)
    people.set_profile(desk.tx, done.person.id, profile)
    person = replace(done.person, profile=profile)
    desk.tell(person, T("These are your buttons now."), keyboard=True)
    if profile.language != done.person.profile.language:
        desk.renew_menu(person)


def name_done(desk: Desk, done: Done) -> None:
    given = done.given("name")
    if done.finish.end is End.DONE and given:
        people.set_name(desk.tx, done.person.id, one_line(given.words))


def pause_done(desk: Desk, done: Done) -> None:
    """Begins a break, from questions or from reminders too, or ends one."""
    if done.finish.end is not End.DONE:
        return
    rhythm = agendas.rhythm_of(desk.tx, done.about.id)
    if done.chosen("what") == "resume":
        rhythm = replace(rhythm, paused_until=None, pauses_reminders=False, resumed_at=desk.now)
    else:
        until = date.fromisoformat(done.chosen("until"))
        rhythm = replace(rhythm, paused_until=until, pauses_reminders=done.chosen("what") == "all")
    agendas.set_rhythm(desk.tx, done.about.id, rhythm, desk.now)
    if rhythm.paused_until is None:
        desk.runner.changed_only(desk, done.about, RESTED)


def summary_time_done(desk: Desk, done: Done) -> None:
    days = done.values("days")
    if done.finish.end is End.DONE and days:
        set_summary_time(desk, done.person.id, done.chosen("at"), days)


def set_summary_time(desk: Desk, staff_id: int, at: str, days: tuple[int, ...] = EVERY_DAY) -> None:
    """Sends somebody's summary at a local time (HH:MM) on these ISO weekdays."""
    plan = Plan(weekly(days), time.fromisoformat(at), desk.house.settings.timezone, window=timedelta(hours=12))
    schedules.set_schedule(desk.tx, staff_id, "summary", plan, desk.now)


def staff_known(desk: Desk, start: Start) -> Known:
    return Known(lists={"staff": items(people.people_of_role(desk.tx, Role.STAFF))})


def new_borger_known(desk: Desk, start: Start) -> Known:
    """Who may be contact person, and what other borgere are called."""
    return Known(lists={**staff_known(desk, start).lists, "names": items(people.all_borgere(desk.tx))})


def colleagues_known(desk: Desk, start: Start) -> Known:
    """What others who work here are called."""
    found = (*people.people_of_role(desk.tx, Role.STAFF), *people.people_of_role(desk.tx, Role.LEADER))
    return Known(lists={"names": items([one for one in found if one.id != start.person.id])})


def borgere_known(desk: Desk, start: Start) -> Known:
    """Leaders administer every borger; staff see those they are contact person of."""
    found = visible_borgere(desk, start.person)
    return Known(lists={"borgere": items(found, "🧑")})


def borger_chosen(desk: Desk, done: Done) -> None:
    """Goes on to the borger that was chosen, on the same card: a contact person to the page of one who has joined, and
    otherwise to what there is to administer."""
    chosen = done.chosen("who")
    borger = people.person_by_id(desk.tx, int(chosen)) if done.finish.end is End.DONE and chosen else None
    if borger:
        reads = allowed(desk, done.person, Action.READ_SHARED, borger)
        target = "borger_page" if reads and borger.state == "active" else "borger_menu"
        desk.runner.go(desk, target, Start(done.person, borger, done.stored.surface_id))


def visible_borgere(desk: Desk, person: Person) -> list[Person]:
    """The borgere somebody has to do with."""
    if person.role is Role.LEADER:
        return people.all_borgere(desk.tx)
    found = sharing.borgere_of(desk.tx, reader_now(desk, person))
    noted = (people.person_by_id(desk.tx, id_) for id_ in records.for_house(desk.tx))
    return [*found, *(each for each in noted if each and each not in found)]
