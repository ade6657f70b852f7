"""Where a borger finds things: *Mere* with its shelves, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.desk import about_entries, waiting
from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.flow import Known, Start
from bot.methods.in_use import methods_of
from dialogs.engine.pages import A_PAGE
from dialogs.engine.session import Item
from dialogs.engine.waiting import names_of
from dialogs.method.model import Dialog
from dialogs.method.shelves import Shelf, shelves
from dialogs.text import T
from storage import agreements, entries, tasks
from storage.people import Person

DEFAULT = "life"
"""The shelf of a method that names none."""
PLANS = "plans"
"""The shelf on which is found what staff propose, and what the borger has said that they will do."""
CLEAR, CLEARS = "clear_screen", "🧼"
"""What takes out of the chat what others at the phone should not see, and its sign."""
HELP_NOW = "help_now"
"""The screen with what helps a borger, and what it is called and shown by."""
HELPS, HELPS_SIGN = T("This helps me now"), "☂️"
MY_TEAM = "my_team"
"""The screen with who is in a borger's team, where the house lets them pick."""
ON_SHELF = "shelf"
"""The menu of what stands on a shelf, which is its target."""


def more_known(desk: Desk, start: Start) -> Known:
    """The shelves that hold something for this borger, and the way to their settings."""
    say = desk.texts(start.person).say
    found = shelves_of(desk)
    held = {shelf for shelf, _ in _standing(desk, start.about)}
    items = [_item(f"shelf_{each.id}", say(each.name), each.pictogram, f"{ON_SHELF}:{each.id}")
             for each in found.values() if each.id in held]  # fmt: skip
    if agreed := agreements.standing(desk.tx, start.about.id):
        opens = "alerts" if len(agreed) > 1 else f"alert:{agreed[0].id}"
        items.append(_item("alerts", say(T("Agreed alert")), "📣", opens))
    contact = desk.house.dialogs["my_contact"]
    if desk.house.settings.team == "contacts":
        items.append(_item("my_contact", say(contact.title.plain()), contact.pictogram, "my_contact"))
    else:
        items.append(_item(MY_TEAM, say(T("My team")), contact.pictogram, MY_TEAM))
    settings = desk.house.dialogs["settings"]
    items.append(_item("settings", say(settings.title.plain()), settings.pictogram, "settings"))
    if any(dialog.helps for dialog in methods_of(desk, start.about)):
        items.insert(0, _item(HELP_NOW, say(HELPS), HELPS_SIGN, HELP_NOW))  # two taps from anywhere
    clears = _item(CLEAR, say(T("Clear the screen")), CLEARS, CLEAR)
    items.insert(A_PAGE - 1, clears)  # on the first page, for it may be needed in a hurry
    return Known(lists={"more": tuple(items)})


def shelf_known(desk: Desk, start: Start) -> Known:
    """What stands on the shelf that is the target."""
    say = desk.texts(start.person).say
    on_it = [item for shelf, item in _standing(desk, start.about) if shelf == start.target]
    shelf = shelves_of(desk).get(start.target)
    return Known({"shelf": say(shelf.name) if shelf else ""}, {"on_it": tuple(on_it)})


def methods_on(desk: Desk, borger: Person, shelf: str) -> list[Dialog]:
    """The methods a borger uses that stand on a shelf."""
    return [each for each in methods_of(desk, borger) if shelf_of(each) == shelf]


def shelves_of(desk: Desk) -> Mapping[str, Shelf]:
    """All shelves of the house."""
    return shelves(each.shelf for each in desk.house.dialogs.values() if each.shelf)


def shelf_of(dialog: Dialog) -> str:
    """The shelf a dialog stands on."""
    return dialog.shelf.id if dialog.shelf else DEFAULT


def _standing(desk: Desk, borger: Person) -> Iterable[tuple[str, Item]]:
    """What stands on which shelf: what staff propose, what the borger will do and what waits for another day; then the
    methods the borger uses, and other dialogs and screens that have a shelf."""
    say = desk.texts(borger).say
    for entry in entries.entries_of(desk.tx, borger.id, state="proposed"):
        yield PLANS, _item(f"p{entry.id}", entry.title, "💡", f"accept_entry:{entry.id}")
    for task in tasks.tasks_of(desk.tx, borger.id):
        if task.owner == "borger" and task.is_open:
            yield PLANS, _item(f"t{task.id}", task.what, task.pictogram or "📌", f"my_task:{task.id}")
    for stored in waiting.all_waiting(desk, borger):
        dialog = desk.dialog(stored.session.version)
        for what, day in names_of(dialog, stored.session, desk.now):
            said = say(T("{what}, {day}", what=what, day=day))
            yield shelf_of(dialog), _item(f"w{stored.id}", said, "📆", f"waits:{stored.id}")
    for dialog in _found_there(desk, borger):
        yield shelf_of(dialog), _item(dialog.id, say(dialog.own_title), dialog.pictogram, f"{dialog.id}:")
    for dialog in desk.house.dialogs.values():
        if not dialog.keeps and dialog.shelf:
            yield dialog.shelf.id, _item(dialog.id, say(dialog.title.plain()), dialog.pictogram, f"{dialog.id}:")
    for on_shelf in desk.runner.features.on_shelf:
        yield from on_shelf(desk, borger)
    for name, screen in desk.runner.features.screens.items():
        if screen.shelf and allowed(desk, borger, screen.action, borger):
            yield screen.shelf.id, _item(name, say(screen.shelf.label), screen.shelf.pictogram, f"{name}:")


def _found_there(desk: Desk, borger: Person) -> list[Dialog]:
    """The methods the borger finds on a shelf: not one of which there is nothing that it is about, nor one that stands
    in an album."""
    used, start = methods_of(desk, borger), Start(borger, borger)
    kinds = {each.named_kind for each in used if each.album}
    albums = {kind for kind in kinds if kind and entries.entries_of(desk.tx, borger.id, kind, "accepted")}
    return [
        each
        for each in used
        if each.entry_kind not in albums
        and not (each.album and each.named_kind in albums)
        and (not each.entry_kind or about_entries.listed(desk, start, each))
    ]


def _item(id_: str, label: str, pictogram: str, opens: str) -> Item:
    return Item(id_, label, pictogram, essential=False, opens=opens)
