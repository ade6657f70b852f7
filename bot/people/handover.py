"""Who takes over from somebody whose access ends: for each of their borgere, and for each task they have taken on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.desk.desk import Desk
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import people, sharing, tasks
from storage.people import Person
from storage.tasks import Task, TaskKind

NOBODY = 0
"""In place of a successor's id: nobody yet."""
KINDS: Mapping[TaskKind, Text] = {
    "follow_up": T("a follow-up"), "answer": T("an answer"), "to_do": T("a task"),
    "told": T("a task"),
}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """What a leader has chosen so far: successors by borger and by task, where it is not what the house would do by
    itself. `asked` is the line whose successor is being chosen, "b" or "t" with the number of the borger or task."""

    staff_id: int
    borgere: Mapping[int, int] = field(default_factory=dict)
    tasks: Mapping[int, int] = field(default_factory=dict)
    asked: str = ""

    @staticmethod
    def of(target: str) -> Chosen | None:
        """What a form works on: the number of somebody who works here, or all that is chosen. None for anything
        else."""
        if target.isdecimal():
            return Chosen(int(target))
        if not target.startswith("["):
            return None
        staff_id, borgere, owed, asked = json.loads(target)
        return Chosen(staff_id, {int(k): v for k, v in borgere.items()}, {int(k): v for k, v in owed.items()}, asked)

    def to_target(self) -> str:
        return json.dumps([self.staff_id, dict(self.borgere), dict(self.tasks), self.asked])

    def with_successor(self, staff_id: int) -> Chosen:
        """The line that was asked about has a successor."""
        kind, number = self.asked[:1], int(self.asked[1:] or 0)
        if kind == "b":
            return replace(self, borgere={**self.borgere, number: staff_id}, asked="")
        return replace(self, tasks={**self.tasks, number: staff_id}, asked="")


@dataclass(frozen=True)
class Line:
    """What is handed over: a borger, or a task of one; to whom, of whom it can be, and who goes on anyway."""

    key: str
    borger: Person
    to: Person | None
    options: tuple[Person, ...]
    stays: tuple[Person, ...] = ()
    task: Task | None = None

    def what(self) -> Text:
        if self.task is None:
            return T("{name}", name=self.borger.name)
        return T("{name}, {what}", name=self.borger.name, what=KINDS[self.task.kind])

    def told(self) -> Text:
        """Who has it then."""
        if self.to:
            return T("{what}: {name}", what=self.what(), name=self.to.name)
        if self.stays:
            return T("{what}: {names}, as now", what=self.what(), names=tuple(one.name for one in self.stays))
        return T("{what}: nobody yet", what=self.what())


def lines(desk: Desk, staff: Person, chosen: Chosen) -> list[Line]:
    """Who takes over what, as it would be now: what the leader has chosen, and else the contact persons who stay;
    without any, somebody the borger themself has chosen to read something."""
    found = [_of_borger(desk, staff, borger, chosen) for borger in people.borgere_of(desk.tx, staff.id)]
    after = {line.borger.id: line for line in found}
    for task in tasks.taken_by(desk.tx, staff.id):
        if borger := people.person_by_id(desk.tx, task.borger_id):
            found.append(_of_task(desk, staff, borger, task, chosen, after.get(borger.id)))
    return found


def _of_borger(desk: Desk, staff: Person, borger: Person, chosen: Chosen) -> Line:
    stays = tuple(one for one in people.contacts_of(desk.tx, borger.id) if one.id != staff.id)
    others = [one for one in people.people_of_role(desk.tx, Role.STAFF) if one.id != staff.id and one not in stays]
    read = sharing.chosen_by(desk.tx, borger.id)
    options = tuple(sorted(others, key=lambda one: (one.id not in read, one.name)))
    default = options[0].id if options and options[0].id in read and not stays else NOBODY
    to = _among(options, chosen.borgere.get(borger.id, default))
    return Line(f"b{borger.id}", borger, to, options, stays)


def _of_task(
    desk: Desk, staff: Person, borger: Person, task: Task, chosen: Chosen, line: Line | None
) -> Line:  # fmt: skip
    """A task goes to who is contact person of the borger then: they may see what it is."""
    present = [one for one in people.contacts_of(desk.tx, borger.id) if one.id != staff.id]
    options = tuple(dict.fromkeys([*([line.to] if line and line.to else []), *present]))
    default = options[0].id if options else NOBODY
    return Line(f"t{task.id}", borger, _among(options, chosen.tasks.get(task.id, default)), options, task=task)


def _among(options: tuple[Person, ...], id_: int) -> Person | None:
    return next((one for one in options if one.id == id_), None)
