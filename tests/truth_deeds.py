"""People of a house who answer, call, follow up, come and go at random, while Telegram is away now and then."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from storage import agendas
from tests.house import ZONE, House
from tests.people.test_access import ends
from tests.people.test_time_off import takes_days_off
from tests.phone import Phone, da
from tests.talking.test_agreed_alerts import TOLD as STRUCK
from tests.talking.test_agreed_alerts import agrees
from tests.talking.test_talk import KEY, WANTS
from tests.talking.test_talk_faults import fails
from tests.truth_log import BEFORE, NOT_NEEDED, Log

READY = "I will talk with you about it."


class Deeds(Log):
    """What the people of a house do, drawn from one seed. `done` tells the story; the rest is what is so because of
    it: who has opened an alert, is to come, follows up, is gone or off, and when Telegram let nothing through."""

    def __init__(self, house: House, chance: random.Random) -> None:
        super().__init__(house)
        self.chance = chance
        self.done: list[str] = []
        self.opened: dict[str, set[str]] = {"alert": set(), "talk": set()}
        self.coming: list[tuple[str, datetime, datetime]] = []
        self.follows: set[str] = set()
        self.finished: set[str] = set()
        self.gone: set[str] = set()
        self.off: dict[str, tuple[datetime, date]] = {}
        self.trouble: list[tuple[datetime, datetime, str]] = []

    async def begins(self) -> None:
        """Both may read how Alma is, she has agreed an alert to them, and some shifts are planned."""
        house = self.house
        await house.contacts(house.alma, house.mette, house.jonas)
        await house.shares(house.alma, house.jonas, "trivsel")
        await agrees(house, *self.chance.choice((("Mette", "Jonas"), ("Mette",))))
        for phone in self.staff.values():
            if self.chance.random() < 0.5:
                await self._ticks(phone)
        self._order += 1
        self.done.append(f"at {house.clock.now()}")

    async def acts(self) -> None:
        """Somebody does something that they can do just now."""
        able: list[tuple[int, str, Callable[[], Awaitable[None]]]] = []
        if not self._is_blocked(self.house.alma):
            able += [
                (0 if self._has_open("alert") else 3, "Alma answers", self._answers),
                (0 if self._has_open("talk") else 2, "Alma calls", self._calls),
                (1 if any(self.standing()) else 0, "Alma calls it off", self._calls_off),
            ]
        for name, phone in self.staff.items():
            if name not in self.gone:
                able += self._able(name, phone)
        (deed,) = self.chance.choices(able, [weight for weight, _, _ in able])
        local = self.house.clock.now().astimezone(ZoneInfo(ZONE))
        self.done.append(f"{local:%a %H.%M} {deed[1]}")
        await deed[2]()

    def _able(self, name: str, phone: Phone) -> Iterator[tuple[int, str, Callable[[], Awaitable[None]]]]:
        """What one of the staff can do, and how likely it is."""
        if self._is_blocked(phone):
            yield 2, f"{name} blocks no more", partial(self._blocks, phone)
            return
        struck, wants = da(STRUCK, name="Alma"), da(WANTS, name="Alma")
        yield 3 if self._has(phone, struck, "See the answer") else 0, f"{name} looks", partial(self._sees, phone)
        yield (
            1 if self._has(phone, struck, "I take it") else 0,
            f"{name} takes it",
            partial(self._takes, phone, "alert"),
        )
        yield (
            1 if self._has(phone, wants, "I am coming now") else 0,
            f"{name} comes",
            partial(self._takes, phone, "talk"),
        )
        yield 1 if self.heard else 0, f"{name} follows up", partial(self._follows_up, phone)
        yield 2 if name in self.follows else 0, f"{name} is done", partial(self._finishes, phone)
        yield 1, f"{name} or Alma blocks", partial(self._blocks, phone)
        yield 1 if name not in self.off else 0, f"{name} is off", partial(self._takes_off, phone)
        yield 1 if not self.gone else 0, f"{name} leaves", partial(self._leaves, phone)
        yield 1, f"{name} has other shifts", partial(self._ticks, phone)

    def _is_blocked(self, phone: Phone) -> bool:
        return self.house.sim.state.chats[phone.chat_id].blocked

    def _has_open(self, kind: str) -> bool:
        return any(said.kind == kind for said in self.standing())

    async def _answers(self) -> None:
        """Alma answers low, if no alert of hers is under way."""
        alma = self.house.alma
        if self._has_open("alert"):
            return
        alma.turns_page()
        await alma.presses("Answer now")
        if not alma.can_tap("Badly"):
            return
        self.begun["alert"], self.opened["alert"] = self._order, set()
        await alma.taps("Badly", "Okay", "Some", "Nobody", "Food", "No thanks")

    async def _calls(self) -> None:
        if not self._has_open("talk"):
            self.begun["talk"] = self._order
            await self.house.alma.presses(KEY)

    async def _calls_off(self) -> None:
        for said in list(self.standing())[:1]:
            await self._taps(self.house.alma, said.text, NOT_NEEDED)

    async def _sees(self, phone: Phone) -> None:
        words = da(STRUCK, name="Alma")
        if self._has(phone, words, "See the answer"):
            self.opened["alert"].add(phone.name)
            await self._taps(phone, words, "See the answer")

    async def _takes(self, phone: Phone, kind: str) -> None:
        """Somebody comes now, or in two hours."""
        words = da(BEFORE[kind], name="Alma")
        if kind == "alert" and not await self._taps(phone, words, "I take it"):
            return
        later = self.chance.random() < 0.5
        button = "I come at …" if later else "I am coming now"
        if not self._has(phone, words, button):
            return
        now = self.house.clock.now()
        at = (now + timedelta(hours=2)).astimezone(ZoneInfo(ZONE)).replace(minute=0, second=0, microsecond=0)
        self.coming.append((phone.name, now, at if later else now))
        await self._taps(phone, words, button)
        if later:
            await phone.says(f"{at:%H.%M}")

    async def _follows_up(self, phone: Phone) -> None:
        phone.turns_page()
        await phone.opens_news()
        if phone.can_tap("I follow up"):
            self.follows.add(phone.name)
            await phone.taps("I follow up", READY)
            await phone.taps(self.chance.choice(phone.labels[:2]))

    async def _finishes(self, phone: Phone) -> None:
        phone.turns_page()
        await phone.presses("Follow-up")
        found = self._has(phone, da("{name}: open follow-ups", name="Alma"), da("Done: {note}", note="").strip())
        if found:
            self.finished.add(phone.name)
            await phone.taps_data(*found)

    async def _blocks(self, phone: Phone) -> None:
        """Somebody blocks the bot, or takes that back; now and then it is the borger."""
        who = self.house.alma if self.chance.random() < 0.3 else phone
        if self._is_blocked(who):
            await who.unblocks()
        else:
            await who.blocks()

    async def _takes_off(self, phone: Phone) -> None:
        today = self.house.clock.now().astimezone(ZoneInfo(ZONE)).date()
        last = today + timedelta(days=self.chance.choice((0, 1, 3)))
        deputy = self.chance.choice(["Nobody", *(n for n in self.staff if n != phone.name and n not in self.gone)])
        phone.turns_page()
        await takes_days_off(phone, deputy, first=f"{today:%d.%m}", last=f"{last:%d.%m}")
        self.off[phone.name] = (self.house.clock.now(), last)

    async def _leaves(self, phone: Phone) -> None:
        self.gone.add(phone.name)
        await ends(self.house, phone)

    async def _ticks(self, phone: Phone) -> None:
        """Somebody ticks a shift of today or tomorrow, or takes it off."""
        phone.turns_page()
        await phone.presses("Plan")
        await phone.taps("Shifts")
        button = phone.card.buttons[self.chance.randrange(2)][self.chance.randrange(1, 4)]
        await phone.taps_data(phone.card.message_id, str(button.data))

    def _has(self, phone: Phone, words: str, button: str) -> tuple[int, str] | None:
        """The button called so on the newest message with these words."""
        for message in reversed(phone.person.messages):
            if message.from_bot and words in (message.text or message.caption):
                for each in (b for row in message.buttons for b in row):
                    if each.data and da(button) in each.text:
                        return message.message_id, each.data
        return None

    async def _taps(self, phone: Phone, words: str, button: str) -> bool:
        found = self._has(phone, words, button)
        if found:
            await phone.taps_data(*found)
        return found is not None

    async def passes(self) -> None:
        """Lets time pass, perhaps while Telegram is away, or lets nothing through to one person."""
        begins, minutes = self.house.clock.now(), self.chance.choice((2, 5, 12, 25, 65, 190, 420, 600))
        draw, who = self.chance.random(), ""
        if draw < 0.15:
            await self._away(timedelta(minutes=minutes))
        elif draw < 0.3:
            phone = self.chance.choice(list(self.staff.values()))
            minutes, who = 3, phone.name
            fails(self.house, phone.chat_id, status=500)
            await self.house.passes(minutes=minutes)
            self.house.sim.faults.clear()
            await self.house.passes(minutes=3)
        else:
            await self.house.passes(minutes=minutes)
        if draw < 0.3:
            self.trouble.append((begins, self.house.clock.now(), who))
        self.done.append(f"{minutes} minutes{(', nothing to ' + (who or 'anybody')) if draw < 0.3 else ''}")

    async def _away(self, span: timedelta) -> None:
        """Telegram is away for a while; what falls due meanwhile does so on the bot's side."""
        house = self.house
        house.sim.faults.outage(True)
        end, seen = house.clock.now() + span, house.clock.now()
        while (due := await house.service.db.read(agendas.next_event, seen)) and due <= end:
            house.clock.jump_to(max(due, house.clock.now()))
            await house.service.ticker.tick()
            seen = due
        house.clock.jump_to(max(end, house.clock.now()))
        await house.service.ticker.tick()
        house.sim.faults.outage(False)
        await house.is_back()
        await house.passes(minutes=2)

    def _in_trouble(self, name: str, since: datetime, until: datetime) -> bool:
        """Whether Telegram was away between two instants, or let nothing through to somebody."""
        return any(who in ("", name) and begin <= until and end >= since for begin, end, who in self.trouble)
