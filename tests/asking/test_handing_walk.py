"""A sitting changes hands at random, while sharing and contact persons change and the bot starts anew: nothing is lost,
each answer stays whose it is, and nothing stands where it may not be read."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable

import pytest

from bot.desk.desk import SESSION
from bot.telegram.buttons import Tap, read_button
from dialogs.engine import changing_hands
from dialogs.engine.buttons import Button
from dialogs.engine.pages import TURN
from storage import answers, people, sessions, sharing
from storage.answers import StoredAnswer
from storage.sessions import StoredSession
from storage.sharing import Reader
from storage.tx import Tx
from tests.asking.test_together import sits_down
from tests.house import House
from tests.phone import Phone
from tests.reader_stage import chooses

pytestmark = pytest.mark.long

DEEDS = 24
_OFTEN = ("answers", "answers", "answers", "answers", "helps", "helps", "goes_on", "goes_on")
_AT_TIMES = ("stops", "shares", "keeps", "contacts", "starts_anew", "waits")


def sittings(tx: Tx, borger_id: int) -> list[StoredSession]:
    """All of the check-in that were begun."""
    found = dict.fromkeys(answer.session_id for answer in answers.own_answers(tx, borger_id))
    begun = {*found, *(stored.id for stored in sessions.open_sessions_about(tx, borger_id))}
    all_of_them = (sessions.session_by_id(tx, id_) for id_ in sorted(begun))
    return [stored for stored in all_of_them if stored and stored.dialog_id == "trivsel"]


class Walk:
    """One history. `staff` are those who may be contact persons."""

    def __init__(self, house: House, chance: random.Random) -> None:
        self.house, self.chance = house, chance
        self.staff = (house.mette, house.jonas)
        self.said: list[StoredAnswer] = []

    async def goes_somewhere(self) -> None:
        deed: Callable[[], Awaitable[None]] = getattr(self, self.chance.choice((*_OFTEN, *_OFTEN, *_AT_TIMES)))
        await deed()
        await self.holds()

    async def answers(self) -> None:
        have = [(phone, cards) for phone in (self.house.alma, *self.staff) if (cards := await self.cards(phone))]
        if not have:
            return
        phone, cards = self.chance.choice(have)
        message_id, taps = cards[-1]
        options = [tap for tap in taps if tap.choice not in set(Button) and not tap.choice.startswith(TURN)]
        ways = [tap for tap in taps if tap.choice in (Button.ON, Button.SKIP)]
        if not (options or ways) or any(tap.choice == Button.MEND for tap in taps):
            return
        tap = self.chance.choice(options or ways)
        await phone.taps_data(message_id, f"1:{tap.owner}{tap.id}:{tap.turn}:{tap.choice}")
        alone = phone is self.house.alma
        await self.holds(("self", "") if alone else ("helped", phone.name))

    async def helps(self) -> None:
        staff = self.chance.choice(self.staff)
        if await self.is_contact(staff):
            await sits_down(staff, "Alma")

    async def goes_on(self) -> None:
        if self.house.alma.has_button("Go on"):
            await self.house.alma.taps("Go on")
        else:
            await self.house.alma.presses("Answer now")

    async def stops(self) -> None:
        phone = self.chance.choice((self.house.alma, *self.staff))
        if await self.cards(phone) and (phone.has_button("Stop") or phone.has_button("⋯")):
            await phone.says(phone.say("Stop"))

    async def shares(self) -> None:
        await self.chooses("Everything")

    async def keeps(self) -> None:
        await self.chooses()

    async def chooses(self, *topics: str) -> None:
        staff = self.chance.choice(self.staff)
        if await self.is_contact(staff):
            await chooses(self.house.alma, staff.name, *topics)

    async def contacts(self) -> None:
        names = self.chance.choice((("Mette",), ("Jonas",), ("Mette", "Jonas")))
        self.house.lis.turns_page()
        await self.house.lis.presses("Borgere")
        present = {staff.name for staff in self.staff if await self.is_contact(staff)}
        changes = sorted(present ^ set(names))
        await self.house.lis.taps("Alma", "Contact persons", *changes, "Done", *(["Yes, save it"] if changes else []))

    async def starts_anew(self) -> None:
        await self.house.closes()
        await self.house.opens()

    async def waits(self) -> None:
        await self.house.passes(minutes=self.chance.choice((2, 20, 70)))

    async def is_contact(self, staff: Phone) -> bool:
        alma, who = await self.house.known(self.house.alma), await self.house.known(staff)
        return await self.house.service.db.read(people.is_contact, who.id, alma.id)

    async def cards(self, phone: Phone) -> list[tuple[int, list[Tap]]]:
        """The cards of the check-in on a phone that can be tapped, with their buttons."""
        alma = await self.house.known(self.house.alma)
        turns = {s.id: s.session.turn for s in await self.house.service.db.read(sittings, alma.id)}
        found = []
        for message in (m for m in phone.person.messages if m.from_bot):
            taps = [tap for row in message.buttons for b in row if (tap := read_button(b.data or ""))]
            live = [tap for tap in taps if tap.owner == SESSION and turns.get(tap.id) == tap.turn]
            if live:
                found.append((message.message_id, live))
        return found

    async def holds(self, voice: tuple[str, str] | None = None) -> None:
        """What must be so after each deed; what was answered by it has this voice."""
        db, alma = self.house.service.db, await self.house.known(self.house.alma)
        now = await db.read(answers.own_answers, alma.id)
        known = {answer.id for answer in self.said}
        assert {(a.provenance, a.by) for a in now if a.id not in known} <= ({voice} if voice else set())
        places = {(answer.session_id, answer.step) for answer in now}
        assert {(answer.session_id, answer.step) for answer in self.said} <= places, "nothing is lost"
        self.said = now
        for stored in await db.read(sittings, alma.id):
            await self.stands_where_it_may(stored, alma.id)

    async def stands_where_it_may(self, stored: StoredSession, borger_id: int) -> None:
        for phone in (self.house.alma, *self.staff):
            here = [taps for _, taps in await self.cards(phone) if taps[0].id == stored.id]
            who, db = await self.house.known(phone), self.house.service.db
            assert not here or who.id == stored.person_id, "it can be tapped in one place"
            if here and phone is not self.house.alma and changing_hands.holds_others(stored.session):
                assert await self.is_contact(phone)
                assert await db.read(sharing.may_read, Reader(who.id), borger_id, "trivsel")


@pytest.mark.parametrize("seed", [12, 14, 15])
async def test_whatever_happens_between_phones(house: House, seed: int) -> None:
    await house.contacts(house.alma, house.mette, house.jonas)
    await house.at("2026-11-23 16.00")
    walk = Walk(house, random.Random(seed))
    for _ in range(DEEDS):
        await walk.goes_somewhere()
    voices = {(answer.session_id, answer.provenance, answer.by) for answer in walk.said}
    assert len(voices) > len({session_id for session_id, *_ in voices}), "some sitting has changed hands"
