"""What people do on their phones while the bot under them is killed again and again: they answer, fill a paper, hand a
sitting over and back, write records and do their tasks; and what must stand of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.desk.desk import SESSION
from dialogs.engine.buttons import Button
from dialogs.engine.pages import TURN
from dialogs.engine.session import Provenance
from tests.crash_hands import Given, Hand, taps_on
from tests.own_dialogs import write_dialog

IDEA, LAST = "Hvad er din idé?", "Det sidste?"
TURNS = """
id: turns
title: {da: Min dag}
purpose: answers
topic: trivsel
shelf: life
offered: agreed
steps:
  - {id: first, kind: choice, text: {da: Det første?}, options: &two [{id: a, label: {da: A}}, {id: b, label: {da: B}}]}
  - {id: more, kind: say, text: {da: Hvad mere?}}
  - {id: third, kind: choice, text: {da: Det tredje?}, options: *two}
  - {id: idea, kind: say, text: {da: Hvad er din idé?}, makes: {task: {owner: staff, due: 14d}}}
  - {id: last, kind: choice, text: {da: Det sidste?}, options: *two}
"""
CALM = """
id: calm
title: {da: Min plan}
purpose: paper
topic: calm
voices: [borger, staff]
shelf: plans
offered: agreed
sections:
  - {name: {da: Det gode}, pictogram: "🙂", steps: [good, how]}
steps:
  - {id: good, kind: say, text: {da: Hvad er godt?}, name: {da: Godt}}
  - id: how
    kind: choice
    text: {da: Hvor tit?}
    name: {da: Hvor tit}
    options: [{id: often, label: {da: Tit}}, {id: seldom, label: {da: Sjældent}}]
"""
SHEET = """
id: sheet
title: {da: Ark}
purpose: record
readers: team
steps:
  - {id: seen, kind: say, text: {da: Hvad så du?}}
  - id: todo
    kind: choice
    text: {da: Skal der ske noget?}
    makes: {task: {owner: staff, due: 3d, any_of: [yes_]}}
    options: [{id: yes_, label: {da: Ja}}, {id: no_, label: {da: Nej}}]
"""
SHIFT = """
id: shift
title: {da: Vagten}
purpose: record
readers: house
about: house
steps:
  - {id: next, kind: say, text: {da: Hvad skal de næste vide?}}
"""
TOPICS = "- {id: calm, name: {da: Min plan}, pictogram: '🌱'}\n"
VOICES: tuple[tuple[Provenance, str], ...] = (("helped", "h"), ("observed", "o"))
"""The voices in which staff write in a paper, with the letter of the button that leads there."""
ANSWER_NOW = "🙂 Svar nu"
MORE, BORGERE, FOLLOW_UP = "Mere", "Borgere", "Opfølgning"
"""Keys as they look to those who read words: in the middle of own words, no other look is a key."""


def own_dialogs(folder: Path) -> None:
    """Writes the house's own methods: one of answers, a paper, and records about a borger and about the house."""
    for body in (TURNS, CALM, SHEET, SHIFT):
        write_dialog(folder, body)
    (folder / "dialogs" / "topics.yaml").write_text(TOPICS, "utf-8")


# -- what they do


@dataclass
class Answering:
    """A borger who answers what they are asked, and then asks to be asked again."""

    borger: Hand

    async def goes_on(self) -> None:
        await self.borger.answers()
        self.borger.writes(ANSWER_NOW)


@dataclass
class Sharing:
    """A borger and staff in one sitting: begun alone, gone on with help, taken back, and ended. `times` is how often it
    went there and back."""

    borger: Hand
    staff: Hand
    times: int = 0

    async def goes_on(self) -> None:
        borger, staff = self.borger, self.staff
        borger.writes(MORE)
        for choice in ("shelf_life", "turns"):
            await borger.taps(choice)
        if await borger.answers(most=borger.chance.choice((1, 2, 3))):
            return
        staff.writes(BORGERE)
        for choice in (str(borger.id), "write", "together"):
            await staff.taps(choice)
        while (await staff.taps("turns", f"{TURN}1")).choice != "turns":
            pass
        if await staff.answers("helped", staff.chance.choice((1, 2, 3))):
            return
        await borger.taps("on")
        self.times += 1
        await borger.answers()

    @property
    def tasks(self) -> set[tuple[int, str]]:
        """The sessions and steps out of which a task must have come: an idea, in a sitting that has ended."""
        given = [*self.borger.given, *self.staff.given]
        ended = {each.session for each in given if LAST in each.asked}
        ideas = {each.session for each in given if IDEA in each.asked and each.is_words}
        return {(session, "idea") for session in ideas & ended}


@dataclass
class Filling:
    """A borger and staff with one paper: lines are added, changed and taken out. `lines` are those that stand, each
    with its voice; `how` is what was last chosen, by whether staff did with their own view."""

    borger: Hand
    staff: Hand
    lines: list[tuple[str, Provenance]] = field(default_factory=list)
    how: dict[bool, str] = field(default_factory=dict)
    changes: int = 0

    async def goes_on(self) -> None:
        await self.borger.chance.choice((self._alone, self._alone, self._with_staff))()

    async def _alone(self) -> None:
        borger = self.borger
        borger.writes(MORE)
        for choice in ("#1", "shelf_plans", "calm", "calm.part.0"):
            await borger.taps(choice)
        message, first = await borger.waits_for(lambda tap: tap.choice == "calm.fill.0" or tap.owner == SESSION)
        line = None
        if first.owner != SESSION:
            stands = {words: number for number, (words, _) in enumerate(self.lines)}
            labels = [b.text.partition(" ")[2] for row in message.buttons for b in row]
            own = [(stands[said], tap) for said, tap in zip(labels, taps_on(message), strict=True) if said in stands]
            line, tap = borger.chance.choice([*own, (None, first)])
            borger.does(message, tap)
        await self._writes(borger, "self", line)

    async def _with_staff(self) -> None:
        staff = self.staff
        voice, letter = staff.chance.choice(VOICES)
        staff.writes(BORGERE)
        for choice in (str(self.borger.id), "read", "paper.calm", "paper_part.calm.0", f"paper_fill.calm.0.{letter}"):
            await staff.taps(choice)
        await self._writes(staff, voice, None)

    async def _writes(self, who: Hand, voice: Provenance, line: int | None) -> None:
        """Goes through what was opened: a line that stands, or all questions of the section."""
        before = len(who.given)
        try:
            await who.answers(voice)
        finally:
            for given in who.given[before:]:
                self.changes += self._stands(given, line)

    def _stands(self, given: Given, line: int | None) -> bool:
        """Keeps what an answer makes of the paper. Returns: whether that is anything."""
        if line is not None and given.what == Button.TAKE_OUT:
            del self.lines[line]
        elif line is not None and given.is_words:
            self.lines[line] = given.what, given.voice
        elif given.is_words:
            self.lines.append((given.what, given.voice))
        elif given.what in ("often", "seldom"):
            self.how[given.voice == "observed"] = given.what
        else:
            return False
        return True


@dataclass
class Recording:
    """Staff who write records about a borger and about the house, and do what came of them. `did` are the tasks that
    they said are done."""

    staff: Hand
    borger: int
    did: set[int] = field(default_factory=set)

    async def goes_on(self) -> None:
        await self.staff.chance.choice((self._about_borger, self._about_borger, self._about_house, self._does))()

    @property
    def tasks(self) -> set[tuple[int, str]]:
        """The sessions and steps out of which a task must have come."""
        return {(each.session, "todo") for each in self.staff.given if each.what == "yes_"}

    async def _about_borger(self) -> None:
        await self._writes(BORGERE, str(self.borger), "write", "observe", "sheet")

    async def _about_house(self) -> None:
        await self._writes(MORE, "house_records", "w_shift")

    async def _writes(self, key: str, *choices: str) -> None:
        self.staff.writes(key)
        for choice in choices:
            await self.staff.taps(choice)
        await self.staff.answers("observed")

    async def _does(self) -> None:
        if len(self.did) < len(self.tasks):
            self.staff.writes(FOLLOW_UP)
            self.did.add((await self.staff.taps("done")).id)
