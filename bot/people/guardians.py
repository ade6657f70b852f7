"""Staff note who decides with a borger by law. The borger is told what was noted, and reads it wherever they see what
they have said yes to. It gives nobody a right here: a yes is the borger's own."""

from __future__ import annotations

from typing import cast

from bot.desk import heard
from bot.desk.copying import Copy
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.guardian_words import to_borger, to_staff
from bot.desk.page_parts import PAGE_SHOWS
from dialogs.engine.session import End, Item
from dialogs.text import T
from dialogs.words.visible import one_line
from storage import guardians
from storage.guardians import GuardianKind
from storage.people import Person

GUARDIAN, ADD = "guardian", "add"


def guardian_known(desk: Desk, start: Start) -> Known:
    """Who is noted, and what can be done about it."""
    say, found = desk.texts(start.person).say, guardians.of(desk.tx, start.about.id)
    lines = [say(to_staff(each)) for each in found] or [say(T("Nobody is noted."))]
    ways = [Item(ADD, say(T("Note somebody")), "➕")]
    ways += [Item(str(each.id), say(T("Take {name} away", name=each.name)), "✖️") for each in found]
    return Known({"stands": "\n".join(lines)}, {"ways": tuple(ways)})


def guardian_done(desk: Desk, done: Done) -> None:
    """Notes somebody or takes them away; the borger is told, by day."""
    way, name, covers = done.chosen("way"), done.given("name"), done.given("covers")
    if done.finish.end is not End.DONE or not way:
        return
    if way == ADD and name:
        kind = cast(GuardianKind, done.chosen("kind"))
        noted = guardians.add(
            desk.tx, done.about.id, one_line(name.words), kind, covers.choices if covers else (), done.person.id,
            desk.now,
        )  # fmt: skip
        told = T("{staff} has noted this: {what}", staff=done.person.name, what=to_borger(noted))
    elif way.isdecimal():
        gone = next((each for each in guardians.of(desk.tx, done.about.id) if each.id == int(way)), None)
        if gone is None or not guardians.take_out(desk.tx, done.about.id, gone.id):
            return
        told = T("{staff} has noted this: {name} is no longer your guardian.", staff=done.person.name, name=gone.name)
    else:
        return
    desk.runner.changed_only(desk, done.about, PAGE_SHOWS)
    heard.tell(desk, done.person, done.about, told, "⚖️")


def guardians_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    found = guardians.of(copy.tx, borger.id)
    return [[copy.say(to_borger(each)) for each in found]] if found else []
