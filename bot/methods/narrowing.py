"""Staff choose for a borger a few things of a long list: what they are offered of it, and who has chosen."""

from __future__ import annotations

from bot.desk import gone_methods
from bot.desk.copying import Copy
from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from dialogs.engine.session import End, Item
from dialogs.method.lists import ListSource
from dialogs.method.model import Dialog
from dialogs.text import T
from storage import narrowed, people
from storage.people import Person

NARROW = "narrow"
"""The form, and the target that opens it: a dialog and its list."""


def ways(desk: Desk, start: Start, dialogs: list[Dialog]) -> list[Item]:
    """A way to the form for each list of these methods that can be narrowed."""
    say = desk.texts(start.person).say
    return [
        Item(f"{NARROW}_{dialog.id}_{name}", say(T("{what}: choose a few", what=dialog.title.plain())),
             dialog.pictogram, opens=f"{NARROW}:{dialog.id}.{name}")
        for dialog in dialogs for name, source in dialog.lists.items() if source.narrows
    ]  # fmt: skip


def known(desk: Desk, start: Start) -> Known:
    """All things of the list, with those ticked that are offered now."""
    found = _list(desk, start.target)
    if found is None:
        return Known()
    dialog, name, source = found
    say = desk.texts(start.person).say
    things = tuple(Item(each.id, say(each.label.plain()), each.pictogram) for each in source.items)
    chosen = narrowed.chosen(desk.tx, start.about.id, dialog.id, name)
    by = people.person_by_id(desk.tx, chosen.by_id) if chosen else None
    now = T("{name} has chosen: {things}", name=by.name if by else "–",
            things=tuple(T("{name}", name=each.label) for each in things if chosen and each.id in chosen.items)) \
        if chosen else T("All of them are offered now.")  # fmt: skip
    return Known(
        {"what": say(dialog.title.plain()), "now": say(now)}, {"things": things},
        {"things": chosen.items} if chosen else {},
    )  # fmt: skip


def done(desk: Desk, done: Done) -> None:
    """What was ticked is offered from now on, or all of it again."""
    found, given = _list(desk, done.stored.target), done.given("things")
    if done.finish.end is not End.DONE or found is None or given is None:
        return
    dialog, name, _ = found
    items = given.choices if done.chosen("sure") == "yes_" else ()
    narrowed.choose(desk.tx, done.about.id, dialog.id, name, items, done.person.id, desk.now)


def _list(desk: Desk, target: str) -> tuple[Dialog, str, ListSource] | None:
    dialog_id, _, name = target.partition(".")
    dialog = desk.house.dialogs.get(dialog_id)
    source = dialog.lists.get(name) if dialog else None
    return (dialog, name, source) if dialog and source and source.narrows else None


def in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """What staff have chosen of long lists."""
    lines = []
    for each in narrowed.of_borger(copy.tx, borger.id):
        dialog = gone_methods.known(copy.tx, copy.library, each.dialog_id)
        source = dialog.lists.get(each.list) if dialog else None
        known = {item.id: item.label.plain() for item in source.items} if source else {}
        title = dialog.own_title if dialog else gone_methods.GONE
        things = tuple(known[item] for item in each.items if item in known)
        said = T("{what}: {name} has chosen {things}", what=title, name=copy.name(each.by_id), things=things)
        lines.append(copy.said(each.at, said))
    return [lines]
