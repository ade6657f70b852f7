"""What people do in a year of sittings, one thing at a time: see `tests.sittings_stage`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.papers.own_paper import PAPER
from bot.tasks.staff_side import TASK
from bot.telegram.buttons import Tap
from dialogs.engine.buttons import Button
from dialogs.engine.session import End, Event, Outcome, Pressed, Provenance, Said, Stage
from dialogs.method.steps import Say
from dialogs.method.tasks import ANSWER_TASK
from storage import open_pages, sessions, sharing, tasks
from storage.answers import StoredAnswer
from storage.people import Person
from tests.sittings_house import CONTACTS
from tests.sittings_stage import PICKED, PLAN, Owed, Sat, Sittings


@dataclass
class Line:
    """A line of a plan: of which question, in staff's own view or not, and the number of the answer that it is."""

    step: str
    item: str
    by_staff: bool
    answer: int


@dataclass
class Year(Sittings):
    """See the module. `plans` are the lines of each borger's plan, `stood` since when how many there are, `filled` when
    the borger filled some of it to its end; `shared` since when each contact person may read of a borger's life;
    `replied` the answers that staff gave, with whom and when; `shifts` who began to write of a shift, and when."""

    plans: dict[str, list[Line]] = field(default_factory=lambda: {name: [] for name in CONTACTS})
    stood: dict[str, list[tuple[float, int]]] = field(default_factory=lambda: {name: [] for name in CONTACTS})
    filled: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in CONTACTS})
    shared: dict[tuple[str, str], list[tuple[float, bool]]] = field(
        default_factory=lambda: {(borger, staff): [(0.0, True)] for borger in CONTACTS for staff in CONTACTS[borger]}
    )
    replied: list[tuple[str, str, float]] = field(default_factory=list)
    shifts: list[tuple[str, float]] = field(default_factory=list)

    async def something(self) -> None:
        """Somebody does something."""
        self.settles()
        borger = self.chance.choice(list(CONTACTS))
        staff = self.chance.choice(CONTACTS[borger])
        voice: Provenance = self.chance.choice(("self", "self", "helped"))
        match self.chance.choice(
            ("thought", "thought", "mat", "plan", "line", "sheet", "shift", "task", "task", "share")
        ):
            case ("thought" | "mat") as method:
                await self.does(self.sits, borger, method, voice, staff)
            case "sheet":
                await self.does(self.sits, borger, "sheet", "observed", staff)
            case "plan":
                await self.does(self._fills, borger, self.chance.choice((voice, voice, "observed")), staff)
            case "line" if any(not line.by_staff for line in self.plans[borger]):
                await self.does(self._changes, borger)
            case "shift":
                await self.does(self._tells_of_shift, self.chance.choice(("Mette", "Jonas", "Kim")))
            case "task" if found := [each for each in self.owed if self.may_do(each, staff)]:
                await self.does(self._does_task, staff, self.chance.choice(found))
            case "share":
                await self.does(self._shares, borger, staff)

    # -- a plan

    def _fills(self, desk: Desk, borger: str, voice: Provenance, staff: str) -> None:
        """Some section of the plan is filled, or begun to be."""
        who = self.person(desk, borger if voice == "self" else staff)
        about, place = self.person(desk, borger), self.chance.randrange(len(desk.house.dialogs[PLAN].sections))
        if voice == "self":
            assert self._taps_plan(desk, about, f"fill.{place}")
        else:
            letter = "h" if voice == "helped" else "o"
            desk.runner.go(desk, "paper_fill", Start(who, about, target=f"{PLAN}.{place}.{letter}"))
        for new, _ in self._writes(desk, who, borger, voice):
            if new and new.outcome is Outcome.ANSWERED:
                self._stands(desk, self.plans[borger], new, by_staff=voice == "observed")
        self.stood[borger].append((self.now(), len(self.plans[borger])))

    def _changes(self, desk: Desk, borger: str) -> None:
        """The borger changes one line of the plan, or takes it out."""
        lines, about = self.plans[borger], self.person(desk, borger)
        line = self.chance.choice([line for line in lines if not line.by_staff])
        if not self._taps_plan(desk, about, f"line.{line.answer}"):
            return  # it is about what is not chosen any more, and is not shown
        for new, event in self._writes(desk, about, borger, "self"):
            emptied = new and new.outcome is Outcome.ANSWERED and not (new.words or new.choices)
            if emptied or (isinstance(event, Pressed) and event.choice == Button.TAKE_OUT):
                lines.remove(line)
            elif new and new.outcome is Outcome.ANSWERED and new.words:
                line.answer = new.id
            elif new and new.outcome is Outcome.ANSWERED:
                self._stands(desk, lines, new, by_staff=False)
        self.stood[borger].append((self.now(), len(lines)))

    def _taps_plan(self, desk: Desk, borger: Person, what: str) -> bool:
        """The borger opens the plan, and taps something on it."""
        desk.runner.go(desk, PLAN, Start(borger, borger))
        page = open_pages.page_of(desk.tx, borger.id, borger.id)
        assert page and page.surface_id
        return desk.runner.tapped(desk, borger, Tap(PAPER, page.surface_id, 0, f"{PLAN}.{what}"))

    def _writes(
        self, desk: Desk, who: Person, borger: str, voice: Provenance
    ) -> Iterable[tuple[StoredAnswer | None, Event]]:
        stored = sessions.open_session(desk.tx, who.id, PLAN)
        assert stored
        sat = self.sat.setdefault(stored.id, Sat(PLAN, borger, self.now()))
        found = self.answers_some(desk, stored.id, sat, voice, who.name)
        now = sessions.session_by_id(desk.tx, stored.id)
        if now and now.session.end is End.DONE and voice != "observed":
            self.filled[borger].append(self.now())
        return found

    def _stands(self, desk: Desk, lines: list[Line], new: StoredAnswer, *, by_staff: bool) -> None:
        """Own words are a line each; of all else the latest stands."""
        if not isinstance(desk.dialog(new.version).step(new.step), Say):
            question = (new.step, new.item, by_staff)
            lines[:] = [line for line in lines if (line.step, line.item, line.by_staff) != question]
        if new.words or new.choices:
            lines.append(Line(new.step, new.item, by_staff, new.id))

    # -- the house, and what is owed

    def _tells_of_shift(self, desk: Desk, name: str) -> None:
        """Somebody answers about the shift what they are asked, or of themself."""
        staff = self.person(desk, name)
        stored = sessions.open_session(desk.tx, staff.id, "shift")
        if stored is None:
            self.shifts.append((name, self.now()))
            desk.runner.go(desk, "house_write", Start(staff, staff, target="shift"))
            stored = sessions.open_session(desk.tx, staff.id, "shift")
        assert stored
        if stored.session.stage is Stage.ASKING:
            sat = self.sat.setdefault(stored.id, Sat("shift", "the house", self.now()))
            self.answers_some(desk, stored.id, sat, "observed", name)

    def may_read(self, task: Owed, staff: str, at: float) -> bool:
        """Whether a contact person may read what a task came from."""
        shares = task.record or [yes for since, yes in self.shared[task.borger, staff] if since <= at][-1]
        return shares if staff in CONTACTS[task.borger] else False

    def may_do(self, task: Owed, staff: str) -> bool:
        mine = staff in CONTACTS[task.borger] and task.owner == "staff" and task.is_open(self.now())
        return mine and self.may_read(task, staff, self.now())

    def _does_task(self, desk: Desk, name: str, owed: Owed) -> None:
        """Somebody takes a task on, or does it."""
        staff, made = self.person(desk, name), tasks.made_in(desk.tx, owed.session)
        (task,) = (each for each in made if (PICKED if each.kind == "answer" else each.step) == owed.step)
        if not owed.taken_at(self.now()) and self.chance.random() < 0.5:
            assert desk.runner.tapped(desk, staff, Tap(TASK, task.id, 0, "take"))
            owed.taken.append((self.now(), name))
            return
        assert desk.runner.tapped(desk, staff, Tap(TASK, task.id, 0, "answer" if owed.step == PICKED else "done"))
        owed.over = self.now()
        if owed.step == PICKED:
            self._words += 1
            words = f"svar {self._words}."
            for event in (lambda turn: Said(words), lambda turn: Pressed(turn, Button.ON)):
                stored = sessions.open_session(desk.tx, staff.id, ANSWER_TASK)
                if stored:
                    desk.runner.feed(desk, stored, event(stored.session.turn))
            self.replied.append((owed.borger, words, self.now()))

    def _shares(self, desk: Desk, borger: str, staff: str) -> None:
        """The borger lets somebody read of their life, or does so no more. Who may not see a task has it no more."""
        history = self.shared[borger, staff]
        history.append((self.now(), not history[-1][1]))
        sharing.set_grant(desk.tx, self.ids[borger], self.ids[staff], "life", history[-1][1], desk.now)
        desk.runner.changed(desk, self.person(desk, borger))
        for task in self.owed:
            mine = task.borger == borger and task.is_open(self.now()) and task.taken_at(self.now()) == staff
            if mine and not self.may_read(task, staff, self.now()):
                task.taken.append((self.now(), ""))
