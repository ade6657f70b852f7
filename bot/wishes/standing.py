"""How a borger's wishes stand: the words as they were said, what staff answered, and what has come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.desk import about_entries
from bot.desk.desk import Desk
from bot.desk.page_parts import PAGE_SHOWS
from dialogs.text import T, Text
from storage import activities, answers, entries, people, tasks, wishes
from storage.activities import StoredActivity
from storage.answers import StoredAnswer
from storage.entries import Entry
from storage.people import Person
from storage.sharing import Reader
from storage.tasks import TASKS, Task
from storage.wishes import WishAnswer

WISH = "wish"
"""The kind of entry, and the dialog that makes most of them."""
ALBUM_SHOWS = "wish album"
"""What a surface shows that a borger's own album stands on."""

State: TypeAlias = Literal["new", "step", "step_done", "plan", "smaller", "not_now", "came_true", "away"]
STATES: Mapping[State, tuple[str, Text]] = {
    "new": ("💭", T("New")),
    "step": ("👣", T("The first step is under way")),
    "step_done": ("👣", T("The first step is done")),
    "plan": ("📅", T("In my plan")),
    "smaller": ("🤏", T("Staff propose something smaller")),
    "not_now": ("⏳", T("Not now")),
    "came_true": ("🌟", T("It came true")),
    "away": ("🗃️", T("Put away by me")),
}
"""How a wish can stand, with its sign, as the borger sees it."""


@dataclass(frozen=True)
class Wish:
    """A wish with the answers in which it was said; the newest `answer` of staff's, given `by` whom; the `step` that
    led to; and the `activity` that was planned from it."""

    entry: Entry
    said: tuple[StoredAnswer, ...]
    answer: WishAnswer | None
    by: str
    step: Task | None
    activity: StoredActivity | None

    @property
    def state(self) -> State:
        if self.entry.state in ("ended", "came_true"):
            return "came_true" if self.entry.state == "came_true" else "away"
        if self.activity:
            return "plan"
        if self.step and self.step.state != "withdrawn":
            return "step" if self.step.is_open else "step_done"
        if self.answer and self.answer.way == "smaller":
            return "smaller"
        return "not_now" if self.answer else "new"

    @property
    def words(self) -> str:
        """The whole of it as it was written; what was only spoken or shown has none."""
        return "\n".join(one.words for one in self.said if one.words)

    @property
    def media(self) -> tuple[int, ...]:
        """The ids of what was spoken or shown."""
        return tuple(one.media_id for one in self.said if one.media_id)


def changed(desk: Desk, borger: Person) -> None:
    """What shows how wishes stand, or what is owed for them, says it as it is now."""
    for what in (ALBUM_SHOWS, TASKS, PAGE_SHOWS):
        desk.runner.changed_only(desk, borger, what)


def wishes_of(desk: Desk, borger_id: int, who: Reader | None = None) -> list[Wish]:
    """A borger's wishes, the newest first: without a reader all of them, else what they may read. What staff propose is
    none before the borger has said yes."""
    found = [each for each in entries.entries_of(desk.tx, borger_id, WISH) if each.state != "proposed"]
    shown = [each for each in found if _agreed(desk, each) and (who is None or about_entries.open_to(desk, who, each))]
    return [_wish(desk, each) for each in reversed(shown)]


def wish_of(desk: Desk, borger_id: int, entry_id: int) -> Wish | None:
    """One of a borger's wishes."""
    return next((each for each in wishes_of(desk, borger_id) if each.entry.id == entry_id), None)


def _agreed(desk: Desk, entry: Entry) -> bool:
    """Whether it is the borger's: a smaller version they said no to never was."""
    return entry.state != "ended" or entry.made_by == entry.borger_id or wishes.offered_as(desk.tx, entry.id) is None


def _wish(desk: Desk, entry: Entry) -> Wish:
    answer = wishes.last_answer(desk.tx, entry.id) or wishes.offered_as(desk.tx, entry.id)
    task = tasks.task_by_id(desk.tx, answer.task_id) if answer else None
    by = people.person_by_id(desk.tx, task.taken_by) if task and task.taken_by else None
    step_id = wishes.after(desk.tx, answer.task_id, "to_do") if answer else None
    activity_id = wishes.planned_from(desk.tx, entry.id)
    return Wish(
        entry, _said(desk, entry), answer, by.name if by else "", tasks.task_by_id(desk.tx, step_id or 0),
        activities.activity_by_id(desk.tx, activity_id) if activity_id else None,
    )  # fmt: skip


def _said(desk: Desk, entry: Entry) -> tuple[StoredAnswer, ...]:
    if entry.session_id is None:
        return ()
    found = answers.own_answers(desk.tx, entry.borger_id, entry.session_id)
    return tuple(each for each in found if (each.step, each.item) == (entry.step, entry.item))


def answered(desk: Desk, wish: Wish) -> tuple[tuple[str, Text], ...]:
    """What staff answered and what came of it, each with its sign, and marked as staff's."""
    found: list[tuple[str, Text]] = []
    if wish.answer and wish.state in ("smaller", "not_now"):
        found.append(("🤲", T("{name} answers: »{answer}«", name=wish.by or "–", answer=wish.answer.said)))
    if wish.answer and wish.answer.again and wish.state == "not_now":
        found.append(("📅", T("{name} looks at it again {day}.", name=wish.by or "–", day=wish.answer.again)))
    if wish.step and wish.state in ("step", "step_done"):
        found.append(("🤲", T("First step, from staff: {step}", step=wish.step.what)))
        found += _who(desk, wish.step)
    if wish.activity:
        when = T("{when}", when=wish.activity.plan.repeat.start)
        found.append(("📅", T("{title}, {when}", title=wish.activity.plan.title, when=when)))
    return tuple(found)


def _who(desk: Desk, step: Task) -> list[tuple[str, Text]]:
    taker = people.person_by_id(desk.tx, step.taken_by) if step.taken_by else None
    if not step.is_open:
        return [("✅", T("{name} has done it.", name=taker.name if taker else "–"))]
    if taker and step.due:
        return [("👤", T("{name} does it by {day}.", name=taker.name, day=step.due))]
    return [("👤", T("{name} does it.", name=taker.name) if taker else T("Nobody has taken it on yet."))]
