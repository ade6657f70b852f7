"""The lists behind the buttons of the leader's view of the house: who owes what, who lacks whom, and who has looked.
They name people and days; what a borger has said stands in none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.desk.desk import Desk
from bot.methods.in_use import methods_of
from bot.rights.access_log import who
from bot.tasks.owed_days import LATE, owed_by
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import house_counts, people, tasks

UNSEEN_AFTER = timedelta(hours=24)
UNSEEN_FOR = timedelta(days=14)
"""News that nobody has seen is listed for so long: after that, what came since is what matters."""
LOOKS = 20
FEW = 5
"""Of how many borgere a number is told; fewer could be people one knows."""


@dataclass(frozen=True)
class Listed:
    """The lines of a list, and the borgere (id, name) whom a leader can do something about."""

    lines: tuple[Text, ...]
    borgere: tuple[tuple[int, str], ...] = ()


def _late(desk: Desk) -> Listed:
    """What staff owed by a day that has passed: the kind, who and the day."""
    today = desk.local.date()
    late = [task for task in tasks.open_for_staff(desk.tx) if task.due and task.due < today]
    lines = []
    for task in sorted(late, key=lambda task: task.due or today):
        names = tuple(one.name for one in owed_by(desk, task)) or (T("nobody"),)
        lines.append(Text(LATE[task.kind].id, {"names": names, "day": task.due or today}))
    return Listed(tuple(lines))


def _alone(desk: Desk) -> Listed:
    found = tuple(house_counts.without_contact(desk.tx))
    return Listed(tuple(T("{name}", name=name) for _, name in found), found)


def _not_seen(desk: Desk) -> Listed:
    found = house_counts.not_seen(desk.tx, desk.now - UNSEEN_FOR, desk.now - UNSEEN_AFTER)
    zone = desk.house.zone
    return Listed(tuple(
        T("{name} has not seen the news of {borger} from {when}.", name=reader, borger=borger, when=at.astimezone(zone))
        for at, reader, borger in found
    ))  # fmt: skip


def _unreachable(desk: Desk) -> Listed:
    return Listed(tuple(T("{name}", name=name) for name in house_counts.unreachable(desk.tx)))


def _staff(desk: Desk) -> Listed:
    """Who works here, and of how many borgere they are contact person."""

    def line(name: str, count: int, *, joined: bool) -> Text:
        if not joined:
            return T("{name}: has not joined yet", name=name)
        return T("{name}: contact person of {count}", name=name, count=count)

    return Listed(tuple(line(name, count, joined=joined) for name, joined, count in house_counts.caseloads(desk.tx)))


def _log(desk: Desk) -> Listed:
    """Who has looked lately at what somebody shares."""
    return Listed(
        tuple(
            T(
                "{when}: {name} saw something that {borger} shares",
                when=at.astimezone(desk.house.zone), name=who(name), borger=borger,
            )
            for at, name, borger in house_counts.latest_looks(desk.tx, LOOKS)
        )
    )  # fmt: skip


def _methods(desk: Desk) -> Listed:
    """How many borgere use each method; of few, only that some do."""
    used: dict[str, int] = {}
    for borger in people.people_of_role(desk.tx, Role.BORGER):
        for dialog in methods_of(desk, borger):
            used[dialog.id] = used.get(dialog.id, 0) + 1
    titles = {id_: desk.house.dialogs[id_].title.plain() for id_ in used}
    return Listed(tuple(
        T("{what}: {count} borgere", what=titles[id_], count=count) if count >= FEW
        else T("{what}: fewer than {count} borgere", what=titles[id_], count=FEW)
        for id_, count in used.items()
    ))  # fmt: skip


LISTS: Mapping[str, tuple[Text, str, Callable[[Desk], Listed]]] = {
    "late": (T("Overdue"), "⏰", _late),
    "alone": (T("Without a contact person"), "🧑", _alone),
    "unseen": (T("Not seen for 24 hours"), "👁", _not_seen),
    "unreachable": (T("Cannot be reached"), "📵", _unreachable),
    "staff": (T("Staff"), "👥", _staff),
    "methods": (T("Methods in use"), "🧰", _methods),
    "log": (T("Who has looked"), "📜", _log),
}
"""What each is called, its sign, and how it is made."""
COUNTED = ("late", "alone", "unseen", "unreachable", "staff")
"""Those whose length is worth knowing before they are opened."""
