"""Changing a guide from a borger's page: the order of its steps, what it is begun from, whom it asks, and for what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.desk import about_entries
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.page_parts import PAGE_SHOWS
from bot.guides.giving import wanted
from dialogs.guides import GuideStep, moved, waits_longer, with_step
from dialogs.permissions import Role
from storage import activities, entries, guides, open_pages, people
from storage.activities import StoredActivity
from storage.guides import StoredGuide
from storage.people import Person


def linkable(desk: Desk, borger: Person) -> list[StoredActivity]:
    """What of a borger's plan can be done by a guide: what staff have planned and is not over."""
    found = activities.activities_of(desk.tx, borger.id)
    today = desk.local.date()
    return [
        each
        for each in found
        if each.kind != "own"
        and not (each.plan.repeat.unit == "once" and each.plan.repeat.start < today)
        and not (each.plan.repeat.until and each.plan.repeat.until < today)
    ]


def askable(desk: Desk, borger: Person) -> list[Person]:
    """Who can be asked first for help: contact persons, then others who work here."""
    contacts = people.contacts_of(desk.tx, borger.id)
    return [*contacts, *(one for one in people.people_of_role(desk.tx, Role.STAFF) if one not in contacts)]


def _link(desk: Desk, start: Start, stored: StoredGuide, value: int) -> str:
    found = next((each for each in linkable(desk, start.about) if each.id == value), None)
    if found:
        activities.done_by(desk.tx, found.id, None if found.guide_id == stored.id else stored.id)
    return f"guide_from.{stored.id}"


def _ask(desk: Desk, start: Start, stored: StoredGuide, value: int) -> str:
    if value == 0 or any(one.id == value for one in askable(desk, start.about)):
        guides.asks_first(desk.tx, stored.id, value or None)
    return f"guide.{stored.id}"


def _goal(desk: Desk, start: Start, stored: StoredGuide, value: int) -> str:
    entry = entries.entry_by_id(desk.tx, value) if value else None
    theirs = entry is not None and entry.borger_id == start.about.id and entry.kind == "goal"
    if value == 0 or (entry and theirs and about_entries.open_to(desk, reader_now(desk, start.person), entry)):
        guides.of_goal(desk.tx, stored.id, value or None)
    return f"guide.{stored.id}"


def _move(desk: Desk, stored: StoredGuide, at: int, to: int) -> str:
    guide = moved(stored.guide, at, to)
    guides.set_guide(desk.tx, stored.id, guide, desk.now)
    return f"guide_step.{stored.id}.{to if guide != stored.guide else at}"


def _wait(desk: Desk, _start: Start, stored: StoredGuide, at: int) -> str:
    step: GuideStep | None = stored.guide.steps[at] if 0 <= at < len(stored.guide.steps) else None
    if step:
        guides.set_guide(desk.tx, stored.id, with_step(stored.guide, at, waits_longer(step)), desk.now)
    return f"guide_step.{stored.id}.{at}"


def _out(desk: Desk, _start: Start, stored: StoredGuide, at: int) -> str:
    guides.set_guide(desk.tx, stored.id, with_step(stored.guide, at, None), desk.now)
    return f"guide_edit.{stored.id}"


def _end(desk: Desk, _start: Start, stored: StoredGuide, _value: int) -> str:
    """One that was never given goes; one in use is not used any more, and how it went stays."""
    if stored.entry_id is None:
        guides.throw_away(desk.tx, stored.id)
    else:
        entries.set_state(desk.tx, stored.entry_id, "ended", desk.now)
    return "guides"


_WAYS: Mapping[str, Callable[[Desk, Start, StoredGuide, int], str]] = {
    "link": _link,
    "ask": _ask,
    "goal": _goal,
    "up": lambda desk, _, stored, at: _move(desk, stored, at, at - 1),
    "down": lambda desk, _, stored, at: _move(desk, stored, at, at + 1),
    "wait": _wait,
    "out": _out,
    "end": _end,
}


def changed(desk: Desk, start: Start) -> None:
    """Does what a button of the page says, "7.link.12", and shows what it is like now."""
    number, what, value = (*start.target.split("."), "", "")[:3]
    stored = wanted(desk, replace(start, target=number))
    if stored is None or what not in _WAYS or not value.isdecimal():
        return
    _turn(desk, start.person, start.about, _WAYS[what](desk, start, stored, int(value)))
    desk.runner.changed(desk, start.about)


def _turn(desk: Desk, person: Person, borger: Person, view: str) -> None:
    """The page that somebody has open shows another part of itself."""
    page = open_pages.page_of(desk.tx, person.id, borger.id)
    if page and page.surface_id:
        open_pages.keep_page(desk.tx, replace(page, view=view, sheet=0, at=desk.now))
        desk.runner.changed_only(desk, borger, PAGE_SHOWS)
