"""Sittings in a year: somebody opens a method and answers some of it, or all. Each answer goes through the bot, and
what must be kept and owed because of it is noted beside the bot's own books."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Start
from dialogs.engine import engine, face, path
from dialogs.engine.buttons import Button
from dialogs.engine.session import Event, Pressed, Provenance, Said, Session, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Rating, Say, Several
from storage import answers, sessions
from storage.answers import StoredAnswer
from tests.sittings_house import Home
from tests.year_stage import local

OWES = {("thought", "idea"): ("staff", 5), ("thought", "own"): ("borger", 3), ("sheet", "todo"): ("staff", 3)}
"""Who owes what is said or chosen in a method's step, and in how many days."""
PICKED = "picked"
"""What a task came out of that the borger has picked to talk about; staff owe it in a week."""
WINDOW = 86400.0
"""Seconds after which a sitting that was left ends by itself."""
PLAN = "safety_plan"
_WAYS_ON = {Button.ON, Button.SKIP, Button.DONT_KNOW, Button.TAKE_OUT, Button.MEND}

Must = tuple[str, str, str] | None
"""The answer that must come of a deed, if one must: step, thing, and words or choice."""


@dataclass
class Owed:
    """A task as it must be: out of which step of which session it came, whose it is and by when. `over` is when it was
    done; `taken` since when who has taken it on, or nobody; `record` says that staff wrote for each other what it came
    from."""

    borger: str
    session: int
    step: str
    owner: str
    due: date
    made: float
    record: bool
    over: float | None = None
    taken: list[tuple[float, str]] = field(default_factory=list)

    def taken_at(self, at: float) -> str:
        """Who had taken it on at an instant; nobody if it is empty."""
        return [name for since, name in [(0.0, ""), *self.taken] if since <= at][-1]

    def is_open(self, at: float) -> bool:
        return self.over is None or self.over > at


@dataclass
class Sat:
    """A sitting as it went, with the steps that make something once it ends."""

    dialog: str
    borger: str
    opened: float
    ended: float | None = None
    makes: list[str] = field(default_factory=list)


@dataclass
class Sittings(Home):
    """See the module. `said` are all answers that stand, but those of plans, by their numbers; `owed` what somebody is
    to do because of them, by the sittings `sat`."""

    said: dict[int, StoredAnswer] = field(default_factory=dict)
    sat: dict[int, Sat] = field(default_factory=dict)
    owed: list[Owed] = field(default_factory=list)
    _words: int = 0

    # -- sitting down

    def sits(self, desk: Desk, borger: str, dialog: str, voice: Provenance, staff: str) -> None:
        """The borger alone, or staff with them or about them, opens a method and answers some of it, or all."""
        person = self.person(desk, borger if voice == "self" else staff)
        start = Start(person, self.person(desk, borger), provenance=voice)
        stored = desk.runner.open(desk, desk.house.dialogs[dialog], start)
        assert stored
        sat = self.sat.setdefault(stored.id, Sat(dialog, borger, self.now()))
        self.answers_some(desk, stored.id, sat, voice, person.name)
        if dialog == "thought" and self.chance.random() < 0.5:
            self._picks(desk, stored.id, sat)

    def answers_some(
        self, desk: Desk, session_id: int, sat: Sat, voice: Provenance, name: str
    ) -> list[tuple[StoredAnswer | None, Event]]:
        """Answers some cards, or all. Returns: what was done about each, with the answer that came of it, if any."""
        found: list[tuple[StoredAnswer | None, Event]] = []
        for _ in range(self.chance.choice((2, 5, 99, 99))):
            stored = sessions.session_by_id(desk.tx, session_id)
            assert stored
            if stored.session.stage is not Stage.ASKING:
                break
            had_ended = stored.session.end is not None
            before = {a.id: a for a in answers.own_answers(desk.tx, stored.about_id, session_id)}
            event, must = self._chooses(desk.dialog(stored.session.version), stored.session, desk.now)
            desk.runner.feed(desk, stored, event)
            after = {a.id: a for a in answers.own_answers(desk.tx, stored.about_id, session_id)}
            new = next((after[number] for number in after.keys() - before.keys()), None)
            assert len(after.keys() - before.keys()) <= 1 and len(before.keys() - after.keys()) <= 1
            assert new or not must, "it is kept"
            if new:
                assert (new.provenance, new.by or "") == (voice, "" if voice == "self" else name)
                assert not must or (new.step, new.item, new.words or new.choices[0]) == must
                self._makes(sat, session_id, new, at_once=had_ended)
            if sat.dialog != PLAN:
                self.said = {n: a for n, a in self.said.items() if n not in before.keys() - after.keys()}
                self.said |= {new.id: new} if new else {}
            found.append((new, event))
        self._ends(desk, session_id, sat)
        return found

    def _chooses(self, dialog: Dialog, session: Session, now: datetime) -> tuple[Event, Must]:
        """What is done about a card, and what must come of it."""
        ask, chance = engine.current(dialog, session), self.chance
        ids = [button.id for button in face.by_words(dialog, session, now)]
        options = [choice for choice in ids if choice not in set(Button)]
        ways = [choice for choice in ids if choice in _WAYS_ON]
        if isinstance(ask.step, Say) and path.has_words(ask, session):
            return Pressed(session.turn, Button.ON), None
        if isinstance(ask.step, Say) and chance.random() < 0.7:
            self._words += 1
            words = f"ord {self._words}"
            return Said(words, message_id=self._words), (ask.step.id, ask.item_id, words)
        if isinstance(ask.step, Several) and options and (not ways or chance.random() < 0.5):
            return Pressed(session.turn, chance.choice(options)), None
        if not options or (ways and chance.random() < 0.2):
            return Pressed(session.turn, chance.choice(ways or ids)), None
        choice = chance.choice(options)
        first = not session.moving and session.answer(ask.step.id, ask.item_id) is None
        keeps = first and isinstance(ask.step, Choice | Rating)
        return Pressed(session.turn, choice), (ask.step.id, ask.item_id, choice) if keeps else None

    # -- what comes of it

    def _makes(self, sat: Sat, session_id: int, new: StoredAnswer, *, at_once: bool) -> None:
        """Notes what an answer gives somebody to do, once its sitting ends, or `at_once` where it has."""
        if (sat.dialog, new.step) in OWES and (new.words or new.choices == ("yes_",)):
            sat.makes.append(new.step)
            if at_once:
                self._owes(session_id, sat, self.now())

    def _ends(self, desk: Desk, session_id: int, sat: Sat) -> None:
        stored = sessions.session_by_id(desk.tx, session_id)
        if stored and stored.session.end is not None and sat.ended is None:
            sat.ended = self.now()
            self._owes(session_id, sat, sat.ended)

    def settles(self) -> None:
        """Notes what has ended by itself by now."""
        for session_id, sat in self.sat.items():
            if sat.ended is None and (at := self.up(sat.opened + WINDOW)) <= self.now():
                sat.ended = at
                self._owes(session_id, sat, at)

    def _owes(self, session_id: int, sat: Sat, at: float) -> None:
        for step in sat.makes:
            owner, days = OWES[(sat.dialog, step)]
            due = local(at).date() + timedelta(days=days)
            self.owed.append(Owed(sat.borger, session_id, step, owner, due, at, sat.dialog == "sheet"))
        sat.makes.clear()

    def _picks(self, desk: Desk, session_id: int, sat: Sat) -> None:
        """The borger picks one thing to talk about, where somebody could answer."""
        stored = sessions.session_by_id(desk.tx, session_id)
        assert stored
        dialog = desk.dialog(stored.session.version)
        ids = {button.id for button in face.by_words(dialog, stored.session, desk.now)}
        if stored.session.stage is not Stage.RECEIPT or Button.PICK not in ids or stored.session.picked:
            return
        desk.runner.feed(desk, stored, Pressed(stored.session.turn, Button.PICK))
        if stored := sessions.session_by_id(desk.tx, session_id):
            desk.runner.feed(desk, stored, Pressed(stored.session.turn, "0"))
        due = local(self.now()).date() + timedelta(days=7)
        self.owed.append(Owed(sat.borger, session_id, PICKED, "staff", due, self.now(), record=False))
