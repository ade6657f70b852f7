"""The lists behind the buttons of the leader's view of the house: who owes what, who lacks whom, and who has looked.
They name people and days; what a borger has said stands in none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.desk import counted
from bot.desk.desk import Desk
from bot.desk.standing_in import stand_ins, there
from bot.methods.in_use import methods_of
from bot.rights.access_log import PHONE, who
from bot.talking.late_calls import late_calls
from bot.tasks.owed_days import late, still_owed
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Several
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import access, circle, contact_wishes, house_counts, people, phones, sharing, unread
from storage.core import core_of
from storage.sharing import Reader
from storage.tasks import Task

ANYBODY_AT_WORK = Reader(0, at_work=True)
"""Whoever is at work, and no contact person or chosen by anybody."""
UNSEEN_AFTER = timedelta(hours=24)
UNSEEN_FOR = timedelta(days=14)
"""News that nobody has seen is listed for so long: after that, what came since is what matters."""
LONG_OPEN = timedelta(days=7)
"""A follow-up of an earlier version, which has no day, is late after so long."""
MOST = 20
"""Lines shown at most, and people with a button each."""
MOST_STAFF = 80
"""The same of those who work here: Telegram takes a hundred buttons."""
ENDED_FOR = timedelta(days=90)
"""How long somebody whose access has ended stands among those who work here."""
AT_A_TIME = 20
"""Looks that make one line, at the most, where all lines are of much that was read at once."""
LOOKS = 20
TEAMS = "teams"
SMALLEST_GROUP = 5
"""Of how many borgere a figure is told at least; fewer could be people one knows."""


@dataclass(frozen=True)
class Listed:
    """The lines of a list, at most so many of them, and those (id, name) whom a leader can do something about."""

    lines: tuple[Text, ...]
    people: tuple[tuple[int, str], ...] = ()
    most: int = MOST


def _late(desk: Desk) -> Listed:
    """Calls that nobody has taken though all were told who could be; and what staff owed by a day that has passed, or
    have had open for long without any day. The kind, who and when."""
    today = desk.local.date()
    found = [(task, owing) for task, owing in still_owed(desk) if _is_late(desk, task, today)]
    return Listed((*late_calls(desk), *(late(desk, task) for task, _ in found)))


def _is_late(desk: Desk, task: Task, today: date) -> bool:
    return task.due < today if task.due else task.kind == "follow_up" and task.made_at < desk.now - LONG_OPEN


def _alone(desk: Desk) -> Listed:
    """Who has no contact person, or asks for one or another; or none who is there or for whom somebody stands in whom
    they let read anything."""
    asking = {id_: at.astimezone(desk.house.zone).date() for id_, _, at in contact_wishes.waiting(desk.tx)}
    found = list(house_counts.without_contact(desk.tx))
    lines, known = [T("{name}", name=name) for id_, name in found if id_ not in asking], {id_ for id_, _ in found}
    for id_, name, _ in contact_wishes.waiting(desk.tx):
        words = T("{name} asks for a contact person, {day}") if id_ in known else T("{name} asks for another, {day}")
        lines.append(Text(words.id, {"name": name, "day": asking[id_]}))
        found += [] if id_ in known else [(id_, name)]
    known |= asking.keys()
    for borger in people.people_of_role(desk.tx, Role.BORGER):
        contacts = [one for one in people.contacts_of(desk.tx, borger.id) if one.state == "active"]
        if borger.id in known or there(desk, contacts):
            continue
        ins = stand_ins(desk, contacts)
        if not any(sharing.may_read_any(desk.tx, Reader(one.id), borger.id) for one in ins):
            names = tuple(one.name for one in contacts)
            lines.append(T("{name}: {names}, off today", name=borger.name, names=names))
            found.append((borger.id, borger.name))
    return Listed(tuple(lines), tuple(found))


def _not_seen(desk: Desk) -> Listed:
    """Who has not marked as seen what came to them, of what is still shared with them; and whose news for everybody at
    work nobody has."""
    zone = desk.house.zone
    lines, named = [], set[int]()
    for news in house_counts.not_seen(desk.tx, desk.now - UNSEEN_FOR, desk.now - UNSEEN_AFTER):
        if unread.unread(desk.tx, Reader(news.reader_id), news.borger_id, news.until):
            named.add(news.borger_id)
            lines.append(
                T("{name} has not seen the news of {borger}. It came {when}.", name=news.reader, borger=news.borger,
                  when=news.until.astimezone(zone))
            )  # fmt: skip
    for borger in sharing.borgere_of(desk.tx, ANYBODY_AT_WORK):
        found = unread.unread(desk.tx, ANYBODY_AT_WORK, borger.id, desk.now - UNSEEN_AFTER)
        seen = unread.seen_by_others(desk.tx, ANYBODY_AT_WORK.id, found)
        late = [each for each in found if each.id not in seen and each.said_at > desk.now - UNSEEN_FOR]
        if late and borger.id not in named and borger.state == "active":
            lines.append(T("Nobody at work has seen the news of {borger}. It came {when}.", borger=borger.name,
                           when=late[0].said_at.astimezone(zone)))  # fmt: skip
    return Listed(tuple(lines))


def _unreachable(desk: Desk) -> Listed:
    return Listed(tuple(T("{name}", name=name) for name in house_counts.unreachable(desk.tx)))


def _staff(desk: Desk) -> Listed:
    """Who works here, of how many borgere they are contact person, and whose access has ended lately."""
    since, zone = desk.now - ENDED_FOR, desk.house.zone
    lines, found = [], []
    for one in access.colleagues(desk.tx):
        ended = access.ended_at(desk.tx, one.id)
        if ended and ended < since:
            continue
        found.append((one.id, one.name))
        if ended:
            lines.append(T("{name}: no access since {day}", name=one.name, day=ended.astimezone(zone).date()))
        elif one.chat_id is None and phones.expected(desk.tx, one.id):
            lines.append(T("{name}: phone closed", name=one.name))
        elif one.state != "active":
            lines.append(T("{name}: has not joined yet", name=one.name))
        elif one.role is Role.LEADER:
            lines.append(T("{name}: leader", name=one.name))
        else:
            count = house_counts.caseload(desk.tx, one.id)
            lines.append(T("{name}: contact person of {count}", name=one.name, count=count))
    return Listed(tuple(lines), tuple(found), MOST_STAFF)


def _log(desk: Desk) -> Listed:
    """Who has looked lately at what somebody shares, and who has made a link to another phone; what one reads of a
    borger in the same minute is one line."""

    def line(at: datetime, name: str | None, whose: str, what: str) -> Text:
        when = at.astimezone(desk.house.zone)
        if what == PHONE:
            return T("{when}: {name} made a link to another phone for {whose}", when=when, name=who(name), whose=whose)
        return T("{when}: {name} saw something that {borger} shares", when=when, name=who(name), borger=whose)

    looks = house_counts.latest_looks(desk.tx, LOOKS * AT_A_TIME)
    once = {
        (f"{at:%Y%m%d%H%M}", name, whose, what == PHONE): (at, name, whose, what) for at, name, whose, what in looks
    }
    return Listed(tuple(line(*look) for look in list(once.values())[:LOOKS]))


def _teams(desk: Desk) -> Listed:
    """How many have picked each of the staff, and for how many they come first; who has picked nobody, or has nobody
    who comes first; and who has not answered a borger for long. Nobody else sees such counts; of whom a borger is
    unsure there are none."""
    load: dict[int, int] = {}
    lines, waits, found = [], [], []
    for borger in people.people_of_role(desk.tx, Role.BORGER):
        picks = circle.picks_of(desk.tx, borger.id)
        for staff_id in circle.members(desk.tx, borger.id):
            load[staff_id] = load.get(staff_id, 0) + 1
        if not any(each.wish == "gladly" and not each.given for each in picks):
            lines.append(T("{name} has picked nobody yet.", name=borger.name))
        elif not core_of(desk.tx, borger.id):
            lines.append(T("{name} has not picked who comes first.", name=borger.name))
        for each in picks:
            staff = people.person_by_id(desk.tx, each.staff_id)
            if staff and each.waits and each.at < desk.now - LONG_OPEN:
                waits.append(T("{name} has waited for an answer from {staff} since {day}.", name=borger.name,
                               staff=staff.name, day=each.at.astimezone(desk.house.zone).date()))  # fmt: skip
        found.append((borger.id, borger.name))
    for staff in sorted(people.people_of_role(desk.tx, Role.STAFF), key=lambda each: each.name):
        lines.append(T("{name}: comes first for {first}, in the team of {count}", name=staff.name,
                       first=house_counts.caseload(desk.tx, staff.id), count=load.get(staff.id, 0)))  # fmt: skip
    return Listed((*waits, *lines), tuple(found), MOST_STAFF)


def lists_of(desk: Desk) -> Mapping[str, tuple[Text, str, Callable[[Desk], Listed]]]:
    """The lists there are in this house."""
    picks = desk.house.settings.team != "contacts"
    return {name: each for name, each in LISTS.items() if name != TEAMS or picks}


def _methods(desk: Desk) -> Listed:
    """For how many borgere each method is switched on; of few, only that it is for some."""
    used: dict[str, int] = {}
    for borger in people.people_of_role(desk.tx, Role.BORGER):
        for dialog in methods_of(desk, borger):
            used[dialog.id] = used.get(dialog.id, 0) + 1
    titles = {id_: desk.house.dialogs[id_].title.plain() for id_ in used}
    return Listed(tuple(
        T("{what}: {count} borgere", what=titles[id_], count=count) if count >= SMALLEST_GROUP
        else T("{what}: fewer than {count} borgere", what=titles[id_], count=SMALLEST_GROUP)
        for id_, count in used.items()
    ))  # fmt: skip


def _counted(desk: Desk) -> Listed:
    """How many borgere have chosen what, of what they share; of an answer that few have given, nothing."""
    lines: list[Text] = []
    for dialog in desk.house.dialogs.values():
        for step in dialog.counts:
            told = _told(desk, dialog, step)
            lines += [T("{what}:", what=dialog.title.plain()), *told] if told else []
    if not lines:
        lines.append(T("Figures come when at least {count} borgere share the same answer.", count=SMALLEST_GROUP))
    return Listed(tuple(lines), most=len(lines))


def _told(desk: Desk, dialog: Dialog, step: str) -> list[Text]:
    """A line for each answer to a step that enough borgere share."""
    given = counted.standing(desk, dialog, step)
    asked = dialog.step(step)
    known = {o.id: o.label.plain() for o in asked.options} if isinstance(asked, Choice | Several) else {}
    listed = {each.id: each.label.plain() for source in dialog.lists.values() for each in source.items}
    lines = []
    for (item, choice), count in given.items():
        label = known.get(choice) or listed.get(choice)
        if count < SMALLEST_GROUP or label is None or (item and item not in listed):
            continue
        said = T("{item} · {answer}", item=listed[item], answer=label) if item else label
        lines.append(T("{what}: {count} borgere", what=said, count=count))
    return lines


LISTS: Mapping[str, tuple[Text, str, Callable[[Desk], Listed]]] = {
    "late": (T("Overdue"), "⏰", _late),
    "alone": (T("Without a contact person"), "🧑", _alone),
    "unseen": (T("Not seen for 24 hours"), "👁", _not_seen),
    "unreachable": (T("Cannot be reached"), "📵", _unreachable),
    "staff": (T("Staff"), "👥", _staff),
    TEAMS: (T("Teams"), "🤲", _teams),
    "counted": (T("What borgere answer, counted"), "🔢", _counted),
    "methods": (T("Methods that are switched on"), "🧰", _methods),
    "log": (T("Who has looked"), "📜", _log),
}
"""What each is called, its sign, and how it is made."""
COUNTED = ("late", "alone", "unseen", "unreachable", "staff")
"""Those whose length is worth knowing before they are opened."""
