"""A small house for a year of sittings: who lives and works there, its own methods, and what comes on whose phone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from typing import Concatenate, ParamSpec

from bot.desk.desk import Desk
from bot.desk.the_house import the_house
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import QuietHours
from storage import agendas, method_use, outbox, people, sharing
from storage.people import Person
from storage.tx import Tx, stamp
from tests.own_dialogs import write_dialog
from tests.year_house import YearHouse

IDEA = """
id: thought
title: {da: Min idé}
purpose: answers
topic: life
steps:
  - {id: mood, kind: choice, text: {da: Hvordan går det?}, name: {da: Det går},
     options: [{id: well, label: {da: Godt}}, {id: so, label: {da: Sådan}}]}
  - {id: idea, kind: say, text: {da: Hvad er din idé?}, makes: {task: {owner: staff, due: 5d}}}
  - {id: own, kind: choice, text: {da: Gør du noget?}, makes: {task: {owner: borger, due: 3d, any_of: [yes_]}},
     options: [{id: yes_, label: {da: Ja}}, {id: no_, label: {da: Nej}}]}
  - {id: more, kind: say, text: {da: Hvad mere?}}
leads_to:
  task: {text: {da: Vælg ét at tale om}, due: 7d, of: [mood]}
"""
SHEET = """
id: sheet
title: {da: Ark}
purpose: record
readers: team
steps:
  - {id: seen, kind: say, text: {da: Hvad så du?}}
  - {id: todo, kind: choice, text: {da: Skal der ske noget?}, makes: {task: {owner: staff, due: 3d, any_of: [yes_]}},
     options: [{id: yes_, label: {da: Ja}}, {id: no_, label: {da: Nej}}]}
"""
SHIFT = """
id: shift
title: {da: Vagten}
purpose: record
readers: house
about: house
window: 2h
steps:
  - {id: went, kind: rating, scale: wellbeing, text: {da: Hvordan gik vagten?}, name: {da: Vagten gik}}
  - {id: next, kind: say, text: {da: Hvad skal de næste vide?}, name: {da: Til de næste}}
"""
CONTACTS = {"Alma": ("Mette", "Jonas"), "Bo": ("Jonas",), "Carl": ("Kim", "Mette"), "Dora": ("Kim",)}
QUIET = {"Alma": (time(22), time(8)), "Mette": (time(22), time(10)), "Lis": (time(21), time(7))}
"""Quiet hours of those who have any."""
P = ParamSpec("P")


@dataclass
class Home(YearHouse):
    """See the module. `ids` are all people's by their names, and "the house"; `came` is what came on whose phone and
    when; `outages` (from, until) are when the bot was away, in order."""

    ids: dict[str, int] = field(default_factory=dict)
    came: list[tuple[str, str, float]] = field(default_factory=list)
    outages: list[tuple[float, float]] = field(default_factory=list)
    _messages: int = 0

    # -- the house

    def makes_dialogs(self) -> None:
        for body in (IDEA, SHEET, SHIFT):
            write_dialog(self.folder, body)

    async def move_in(self) -> None:
        """Everybody moves in. Staff may read what the borgere say of their life, and their plans."""
        await self.does(self._move_in)

    def _move_in(self, desk: Desk) -> None:
        roles = {"Lis": Role.LEADER, **dict.fromkeys(("Mette", "Jonas", "Kim"), Role.STAFF)}
        for chat, name in enumerate((*roles, *CONTACTS), 1):
            role = roles.get(name, Role.BORGER)
            self.ids[name] = people.add_person(
                desk.tx, role, name, desk.now, profile=ReadingProfile(), state="active", chat_id=chat
            )
            quiet = QuietHours(*QUIET[name]) if name in QUIET else None
            agendas.set_rhythm(desk.tx, self.ids[name], Rhythm(quiet), desk.now)
        self.ids["the house"] = the_house(desk).id
        for borger, contacts in CONTACTS.items():
            people.set_contacts(desk.tx, self.ids[borger], [self.ids[name] for name in contacts])
            for method in ("safety_plan", "mat"):
                method_use.set_used(desk.tx, self.ids[borger], method, True, self.ids[borger], desk.now)
            for staff in contacts:
                for topic in ("life", "safety_plan"):
                    sharing.set_grant(desk.tx, self.ids[borger], self.ids[staff], topic, True, desk.now)

    async def does(self, deed: Callable[Concatenate[Desk, P], None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Something is done now, and what is to leave because of it leaves."""
        await self.house.write(deed, *args, **kwargs)
        await self.db.write(self._delivers)

    def person(self, desk: Desk, name: str) -> Person:
        found = people.person_by_id(desk.tx, self.ids[name])
        assert found
        return found

    # -- time

    async def next_event(self) -> float | None:
        waits = await self.db.read(outbox.next_moment)
        return min((at for at in (await super().next_event(), waits) if at is not None), default=None)

    async def ticks(self, at: float) -> None:
        await super().ticks(at)
        await self.db.write(self._delivers)

    def _delivers(self, tx: Tx) -> None:
        """Sends what may leave now, and drops what is of no use any more, as the sender does."""
        names, now = dict(enumerate(self.ids, 1)), self.clock.now()
        while rows := outbox.ready(tx, now):
            for row in rows:
                if row.expires_at <= stamp(now):
                    outbox.drop(tx, row)
                    continue
                self._messages += 1
                if row.surface_id and row.action == "show":
                    outbox.on_screen(tx, row.surface_id, self._messages, "text", now)
                outbox.sent(tx, row)
                self.came.append((names[row.chat_id], json.loads(row.payload).get("text", ""), stamp(now)))

    def up(self, at: float) -> float:
        """When something that falls due at an instant is done: then, or when the bot is back."""
        return next((until for begins, until in self.outages if begins <= at < until), at)
