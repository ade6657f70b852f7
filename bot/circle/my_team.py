"""A borger's team on their own phone: all on one picture, and one at a time. They alone change it, at any time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.circle import areas, asking, choosing, first, meeting, who
from bot.circle.acts import OWNER, Acts, number, paged, person_named
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.pictures.spec import Band, ColumnsPicture, Tile
from bot.telegram.content import drawn
from bot.telegram.render import render
from dialogs.engine.cards import Card, CardButton, shows
from dialogs.text import T, Text
from storage import circle, people, surfaces
from storage.core import core_of
from storage.people import Person

SHOWS = "my team"
"""What a surface shows that a borger's own team stands on."""
TITLE, SIGN = T("My team"), "🤲"
GIVEN, GIVEN_SIGN = T("Chosen by the house until you choose"), "🏛️"
FIRST, FIRST_SIGN = T("First when I want to talk"), "💬"

PICK, CLOSE = CardButton("areas", T("Pick somebody"), "➕"), CardButton("shut", T("Close"), "✖️")
FIRST_WAY = (CardButton("first", T("Who comes first?"), FIRST_SIGN),)


def opened(desk: Desk, start: Start) -> None:
    show(desk, start.person, start.surface_id or desk.new_surface(start.person))


def bring_in_line(desk: Desk, borger: Person) -> None:
    """A team that stands open shows how it is now; it goes where the house lets borgere pick no more."""
    for surface_id in surfaces.standing(desk.tx, borger.id, SHOWS):
        if desk.house.settings.team == "contacts":
            desk.retire(borger, surface_id)
        else:
            show(desk, borger, surface_id)


def show(desk: Desk, borger: Person, surface_id: int, page: int = 0) -> None:
    """All who are in it, as a picture of rings for who reads pictures; the contact persons are the innermost."""
    surfaces.now_shows(desk.tx, surface_id, SHOWS)
    first = [each for each in people.contacts_of(desk.tx, borger.id) if each.state == "active"]
    others = [each for each in _people(desk, circle.members(desk.tx, borger.id)) if each not in first]
    waits = [each for each in _waiting(desk, borger) if each not in (*first, *others)]
    buttons = tuple(who.button(desk, each, f"one.{each.id}") for each in (*first, *others, *waits))
    core = core_of(desk.tx, borger.id)
    put_there = {each.staff_id for each in circle.picks_of(desk.tx, borger.id) if each.given}
    given = [each for each in (*first, *others) if each.id in put_there or (each in first and each.id not in core)]
    lines = (*_named(FIRST_SIGN, FIRST, first), *_named(GIVEN_SIGN, GIVEN, given),
             *_named(SIGN, T("Also in my team"), others), *_named("⏳", T("I have asked"), waits))  # fmt: skip
    by_hand = desk.house.settings.team == "circle" and circle.members(desk.tx, borger.id)
    ways = (PICK, *(FIRST_WAY if by_hand else ()), CLOSE)
    card = Card(TITLE, SIGN, (paged(buttons, page, "all"), ways), lines=lines or (T("Nobody is in your team yet."),),
                essential=True)  # fmt: skip
    reading = desk.reading(borger)
    content = render(card, reading, desk.texts(borger), OWNER, surface_id)
    pictures, words = shows(reading.settled().reading, essential=False)
    if pictures and buttons:
        content = replace(content, drawn=drawn(_rings(desk, borger, (first, others, waits), words=words, given=given)))
    desk.show(borger, content, surface_id)


def _rings(
    desk: Desk, borger: Person, found: tuple[list[Person], list[Person], list[Person]], *, words: bool,
    given: list[Person],
) -> ColumnsPicture:  # fmt: skip
    """Who comes first, the others, and beside the rings who has been asked; whom the house has chosen is marked."""
    say = desk.texts(borger).say if words else lambda _: ""
    heads = (Tile(FIRST_SIGN, say(FIRST)), Tile(SIGN, say(T("Also in my team"))))
    first, others, waits = (
        tuple(Tile(who.SIGN, each.name, photo=who.photo_of(desk, each), beside=GIVEN_SIGN if each in given else beside)
              for each in some)
        for some, beside in zip(found, ("", "", "⏳"), strict=True)
    )  # fmt: skip
    return ColumnsPicture(SIGN, say(TITLE), heads, (Band((first, others)),), waits, rings=True)


def _named(sign: str, what: Text, found: list[Person]) -> tuple[Text, ...]:
    names = tuple(each.name for each in found)
    return (T("{sign} {what}: {names}", sign=sign, what=what, names=names),) if names else ()


def _people(desk: Desk, ids: Iterable[int]) -> list[Person]:
    found = (people.person_by_id(desk.tx, id_) for id_ in ids)
    return [each for each in found if each]


def _waiting(desk: Desk, borger: Person) -> list[Person]:
    return _people(desk, dict.fromkeys(each.staff_id for each in circle.picks_of(desk.tx, borger.id) if each.waits))


def _all(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    show(desk, person, surface_id, number(of, 0))
    return True


def _shut(desk: Desk, person: Person, surface_id: int, _of: list[str]) -> bool:
    desk.retire(person, surface_id)
    return True


def _one(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """Somebody's card, with what they are picked for."""
    staff = person_named(desk, of)
    if staff is None or staff not in who.pickable(desk):
        return False
    surfaces.now_shows(desk.tx, surface_id, choosing.STEP)
    picks = [each for each in circle.picks_of(desk.tx, person.id) if each.staff_id == staff.id]
    said = tuple(
        T("{sign} {areas}", sign=sign, areas=areas.labels(found))
        for sign, found in (("✅", [each.area for each in picks if each.stands]),
                            ("⏳", [each.area for each in picks if each.waits]))
        if found
    )  # fmt: skip
    end = CardButton(f"end.{staff.id}", T("Not in my team any more"), "✋")
    theirs = ((meeting.way(staff),), (end,)) if said else ()
    rows = ((PICK,), *theirs, (choosing.ALL,))
    ways = [way for pick in picks for way in meeting.ways_of(desk.house.dialogs, pick)]
    beside = "".join(dict.fromkeys(way.pictogram for way in ways))
    lines = dict.fromkeys(line for pick in picks for line in meeting.lines(desk, pick))
    desk.show_card(person, who.card(desk, staff, rows, *said, *lines, beside=beside), OWNER, surface_id, surface_id)
    return True


def _end(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    """Asks once more: a finger slips."""
    staff = person_named(desk, of)
    if staff is None or not any(each.staff_id == staff.id for each in circle.picks_of(desk.tx, person.id)):
        return False
    yes = CardButton(f"ends.{staff.id}", T("Yes"), "✅", tile=True)
    no = CardButton("all", T("No"), "✋", tile=True)
    card = who.card(desk, staff, ((yes, no),), asks=T("Shall {name} leave your team?", name=staff.name))
    desk.show_card(person, card, OWNER, surface_id, surface_id)
    return True


def _ends(desk: Desk, person: Person, surface_id: int, of: list[str]) -> bool:
    staff = person_named(desk, of)
    if staff is None:
        return False
    was_in = staff.id in circle.members(desk.tx, person.id)
    circle.drop(desk.tx, person.id, staff.id)
    first.without(desk, person, staff)
    desk.runner.changed(desk, person)
    show(desk, person, surface_id)
    if was_in:
        asking.left(desk, person, staff)
    return True


ACTS: Acts = {"all": _all, "shut": _shut, "one": _one, "end": _end, "ends": _ends}
