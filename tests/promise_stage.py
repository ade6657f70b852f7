"""A house in which people plan, change and answer at random; what a card or the forecast promises meanwhile is held
against what then happens on the clock.

A `Promises` draws everything from one seed. `acts` lets somebody do something, `passes_until` lets time pass and raises
if anything else came than was foretold. Whoever tests with leaps of the clock moves it between the two.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.commands.forecast import forecast
from bot.config import read_settings
from dialogs.time.agenda import Rhythm
from dialogs.time.repeat import EVERY_DAY, weekly
from dialogs.time.schedule import Plan, QuietHours
from storage import activities, agendas, reminders, schedules
from storage.answers import BEGINNING
from storage.tx import Tx, stamp
from tests.asking.test_checkins import answers_all
from tests.house import ZONE, House
from tests.reminding.test_own_reminders import sets

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
          "december")  # fmt: skip
_MOMENT = re.compile(r"den (\d+)\. ([a-zæøå]+)(?: (\d{4}))? kl\. (\d+)\.(\d\d)")
_RINGS = re.compile(r"^(?:Påmindelse|Påmindelse første gang|Påmindelse næste gang): (.*)$", re.M)
LEADS = ("The evening before", "The same morning", "60 minutes before", "30 minutes before", "5 minutes before",
         "As it begins")  # fmt: skip
CLOCKS = (time(0), time(0, 30), time(2, 30), time(6, 30), time(7), time(7, 30),
          time(8), time(11), time(14), time(14, 2), time(16), time(19),
          time(21, 30), time(22), time(23, 15), time(23, 59))  # fmt: skip
QUIETS = (None, QuietHours(time(22), time(8)), QuietHours(time(21), time(8)), QuietHours(time(23), time(13)),
          QuietHours(time(1), time(6)), QuietHours(time(0), time(12)), QuietHours(time(2), time(3)))  # fmt: skip

LONGEST_WAIT = timedelta(days=7)
"""What falls due is settled well before that."""


@dataclass(frozen=True, order=True)
class Told:
    """A message to Alma: the local minute it comes, its kind, and what it is about as the forecast has it."""

    at: str
    kind: str
    what: str


@dataclass
class Promises:
    """The people of a house, and what was promised to them. `done` is what they did, for when a promise is broken."""

    house: House
    chance: random.Random
    planned: int = 0
    done: list[str] = field(default_factory=list)

    # -- what is promised

    async def foretold(self, days: int) -> list[Told]:
        """What the forecast is sure of."""
        lines = await forecast(read_settings(self.house.settings), "Alma", days, self.house.clock.now())
        found = []
        for line in lines:
            kind, _, rest = line[20:].strip().removeprefix("Alma").strip().partition(" ")
            what, _, why = rest.partition("  ")
            if kind in ("check_in", "reminder") and "NOT SENT" not in why and "perhaps" not in why:
                found.append(Told(line[4:20], kind, what))
        return sorted(found)

    async def came(self, since: datetime) -> list[Told]:
        """What has come since, at the minute it did."""
        alma, now = await self.house.known(self.house.alma), self.house.clock.now()
        zone = self.house.service.house.zone
        dialogs, say = self.house.service.house.dialogs, self.house.alma.say
        asked = await self.house.service.db.read(_asked, alma.id, since, now)
        rung = await self.house.service.db.read(_rung, alma.id, since)
        came = [
            *((at, "check_in", say(dialogs[dialog_id].title.id)) for at, dialog_id in asked),
            *((at, "reminder", title) for at, title in rung),
        ]
        return sorted(Told(f"{at.astimezone(zone):%Y-%m-%d %H:%M}", kind, what) for at, kind, what in came)

    async def passes_until(self, then: datetime) -> list[Told]:
        """Lets time pass in which nobody does anything. Returns: what came.

        Raises:
            AssertionError: if it is not what the forecast had said.
        """
        last = f"{then.astimezone(self.house.service.house.zone):%Y-%m-%d %H:%M}"
        async with self.house.service.ticker._turn:  # what is due just now comes before the two or after them
            now = self.house.clock.now()
            days = (then - now) // timedelta(days=1) + 2
            told = [one for one in await self.foretold(days) if one.at <= last]
        await self.house._until(then)
        found = await self.came(now)
        self.done.append(f"until {last}")
        assert found == told, self._broken(set(found) ^ set(told), found)
        return found

    def _broken(self, odd: set[Told], found: list[Told]) -> str:
        lines = [f"{one} {'came' if one in found else 'did not come'}" for one in sorted(odd)]
        return "\n".join([*lines, "after:", *self.done[-12:]])

    # -- what people do

    async def acts(self) -> None:
        """Somebody does something."""
        act = self.chance.choice((self.plans, self.plans, self.plans, self.sets_own, self.asks_at, self.rests,
                                  self.answers, self.answers, self.answers))  # fmt: skip
        await act()

    async def plans(self) -> None:
        """Mette plans something; what the card says of its reminders is what the forecast then has.

        Raises:
            AssertionError: if it is not.
        """
        staff, chance = self.house.mette, self.chance
        self.planned += 1
        title = f"Ting {self.planned}"
        leads = chance.sample(LEADS, chance.choice((1, 2, 3)))
        today = self.house.clock.now().astimezone(self.house.service.house.zone).date()
        day, clock = today + timedelta(days=chance.randrange(0, 4)), chance.choice(CLOCKS)
        weekly, agreed = chance.random() < 0.3, chance.random() < 0.3
        self.done.append(f"plans {title} {day} {clock} {leads} weekly={weekly} agreed={agreed}")
        await staff.presses("Plan")
        await staff.taps("Plan something", "Skip", "Alma", "Done", "Something else")
        await staff.says(title, f"{day:%d.%m.%Y}", f"{clock:%H.%M}")
        await staff.taps("Every 2 weeks" if weekly else "Once", *leads, "Done")
        if agreed:
            await staff.taps("Change it", "Reminders", "Done", *leads, "Done", "Yes")
        if not staff.has_button("Save"):
            return  # it was past
        promised = promised_times(staff.last, today)
        await staff.taps("Save")
        reach = (day - today).days + 30
        told = [one.at for one in await self.foretold(reach) if one.what == title]
        assert sorted(promised) == told[: len(promised)], f"the card said {promised}, the forecast {told}\n{self.done}"
        if not weekly:
            assert sorted(promised) == told

    async def sets_own(self) -> None:
        """Alma sets a reminder of her own."""
        clock = self.chance.choice(CLOCKS)
        self.done.append(f"own {clock}")
        await sets(self.house, "Something else")
        await self.house.alma.says(f"Egen {len(self.done)}")
        await self.house.alma.says(f"{clock:%H.%M}")
        await self.house.alma.taps(self.chance.choice(("Only once", "Every day")))

    async def asks_at(self) -> None:
        """A check-in gets another time, at which it may be asked, or none at all."""
        chance, dialog_id = self.chance, self.chance.choice(("trivsel", "trivsel", "look_back", "fit"))
        alma = await self.house.known(self.house.alma)
        quiet = (await self.house.service.db.read(agendas.rhythm_of, alma.id)).quiet
        clock = chance.choice([at for at in CLOCKS if quiet is None or not quiet.holds(at)])
        window = timedelta(hours=chance.choice((2, 8, 24)))
        self.done.append(f"{dialog_id} at {clock} for {window}")
        plan = Plan(weekly(EVERY_DAY if chance.random() < 0.8 else (1, 3, 5)), clock, ZONE, window)
        now = self.house.clock.now()
        await self.house.service.db.write(schedules.set_schedule, alma.id, "check_in", plan, now, dialog_id=dialog_id)

    async def rests(self) -> None:
        """Other quiet hours, a break, or its end."""
        chance, now = self.chance, self.house.clock.now()
        today = now.astimezone(self.house.service.house.zone).date()
        until = today + timedelta(days=chance.randrange(1, 4)) if chance.random() < 0.4 else None
        rhythm = Rhythm(chance.choice(QUIETS), until, until is not None and chance.random() < 0.5, now)
        self.done.append(f"{rhythm}")
        await self.house.lives(self.house.alma, rhythm)

    async def answers(self) -> None:
        """Alma answers what is open or something unasked, to the end or not."""
        alma, chance = self.house.alma, self.chance
        alma.turns_page()
        await alma.presses("Answer now")
        how = chance.choice(("all", "all", "stops", "leaves"))
        self.done.append(f"answers: {how}")
        if not alma.has_button("Well"):
            return  # something else of hers is open
        match how:
            case "all":
                await answers_all(alma)
            case "stops":
                await alma.taps("Well", "Close" if alma.has_button("Close") else "Stop")
            case _:
                await alma.taps("Well")


def _asked(tx: Tx, borger_id: int, since: datetime, now: datetime) -> list[tuple[datetime, str]]:
    """(when, dialog id) of the check-ins that were asked after an instant."""
    found = []
    for schedule in schedules.schedules_of(tx, borger_id):
        due = schedules.occurrences_between(
            tx, borger_id, "check_in", since - LONGEST_WAIT, now, dialog_id=schedule.dialog_id
        )
        for entry in [(True, schedule.id, "", stamp(at)) for at, became in due if became == "asked"]:
            if entry not in agendas.noted(tx, borger_id, BEGINNING, since):
                found.append((_noted_at(tx, borger_id, entry, since, now), schedule.dialog_id))
    return found


def _noted_at(
    tx: Tx, borger_id: int, entry: tuple[bool, int, str, float], since: datetime, now: datetime
) -> datetime:  # fmt: skip
    """The second at which what became of an entry was noted."""

    def is_noted(second: int) -> bool:
        return entry in agendas.noted(tx, borger_id, BEGINNING, since + timedelta(seconds=second))

    seconds = (now - since) // timedelta(seconds=1) + 1
    return since + timedelta(seconds=bisect_left(range(seconds), True, key=is_noted))


def _rung(tx: Tx, borger_id: int, since: datetime) -> list[tuple[datetime, str]]:
    """(when, title) of the reminders that fell due and came after an instant."""
    return [
        (reminder.sent_at, activity.plan.title)
        for activity in activities.activities_of(tx, borger_id, with_ended=True)
        for reminder in reminders.reminders_of(tx, activity.id)
        if reminder.sent_at > since
    ]


def promised_times(card: str, today: date) -> list[str]:
    """The local minutes at which a plan's card says that reminders come; `today` is the local day it is read."""
    found = []
    for line in _RINGS.findall(card):
        for day, month, year, hour, minute in _MOMENT.findall(line):
            at = datetime(
                int(year or today.year),
                MONTHS.index(month) + 1,
                int(day),
                int(hour),
                int(minute),
                tzinfo=ZoneInfo(ZONE),
            )
            if not year and at.date() < today:
                at = at.replace(year=today.year + 1)
            found.append(f"{at:%Y-%m-%d %H:%M}")
    return found
