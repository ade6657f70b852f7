"""A house in which a borger answers, calls for a talk and is followed up on, while people come and go and Telegram is
away, all at random; what the borger is told meanwhile is held against what was so.

A `Truth` draws everything from one seed. It listens to every chat, so that it knows each version of each message and in
which order they came. `acts` lets somebody do something, `passes` lets time pass, `holds` raises if anything that was
said was not so, and `ends` if anything was left that nobody has.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from storage import followup, tasks
from tests.house import ZONE, House
from tests.phone import da
from tests.truth_deeds import Deeds
from tests.truth_log import (
    A_WHILE,
    AGAIN,
    BEFORE,
    CANNOT,
    COMES_AT,
    COMES_NOW,
    CONTACT_NO_MORE,
    HAS_DONE,
    HAS_READ,
    HAS_SEEN,
    HAS_TOLD,
    IN_TIME,
    LATE,
    OFF_UNTIL,
    TELLS,
    TRYING,
    WRITES,
    Promise,
    Said,
    day,
    moment,
    named,
)


class Truth(Deeds):
    """What must be so of all that they hear."""

    def __init__(self, house: House, chance: random.Random) -> None:
        super().__init__(house, chance)
        self.promises: list[Promise] = []
        self._read = 0

    async def holds(self) -> None:
        """All that has been said to the borger since the last time was so, and what stands is so.

        Raises:
            AssertionError: if it was not.
        """
        for said in self.heard[self._read :]:
            self._was_so(said)
            self._promises(said)
        self._read = len(self.heard)
        self.promises = [one for one in self.promises if not self._is_settled(one)]
        if not self._is_blocked(self.house.alma):
            await self._stands()

    def _claims(self, so: bool, said: Said | None, words: str) -> None:
        local = self.house.clock.now().astimezone(ZoneInfo(ZONE))
        story = "\n".join(self.done)
        assert so, f"{words}\n{said.text if said else ''}\n-- now {local:%a %H.%M}, after:\n{story}"

    def _was_so(self, said: Said) -> None:
        for found in HAS_TOLD.finditer(said.text) if said.is_open else ():
            for name in named(found["names"]):
                self._claims(self._came(name, said.kind, said), said, f"{name} had not been told")
        for found in HAS_SEEN.finditer(said.text):
            self._claims(found["name"] in self.opened["alert"], said, "had not opened it")
        for found in COMES_NOW.finditer(said.text):
            lately = any(n == found["name"] and said.at - told < A_WHILE for n, told, at in self.coming if told == at)
            self._claims(lately, said, "had not said so, or long ago")
        for found in COMES_AT.finditer(said.text):
            at = moment(found["when"], said.at)
            self._claims(any((n, when) == (found["name"], at) for n, _, when in self.coming), said, "had not said so")
        for found in WRITES.finditer(said.text):
            on = day(found["day"], said.at)
            is_past = on < said.at.astimezone(ZoneInfo(ZONE)).date()
            late = is_past and not self._in_trouble("Alma", said.at - timedelta(days=1), said.at)
            self._claims(found["name"] in self.follows and not late, said, "is past, or nobody said so")
        for found in HAS_READ.finditer(said.text):
            self._claims(found["name"] in self.follows, said, "had not read it")
        for found in HAS_DONE.finditer(said.text):
            self._claims(found["name"] in self.finished, said, "had not done it")
        for found in CONTACT_NO_MORE.finditer(said.text):
            self._claims(found["name"] in self.gone, said, "still is")
        for found in OFF_UNTIL.finditer(said.text):
            self._claims(found["name"] in self.off, said, "is not off")

    def _promises(self, said: Said) -> None:
        """Takes down what a card says will be."""
        if said.is_open:
            for found in TELLS.finditer(said.text):
                self.promises.append(Promise(said, tuple(named(found["names"])), moment(found["when"], said.at)))
            for found in AGAIN.finditer(said.text):
                self.promises.append(Promise(said, (), moment(found["when"], said.at)))

    def _is_settled(self, promise: Promise) -> bool:
        """Whether what was to be has been, or was taken back in time. Raises if neither."""
        said, now = promise.said, self.house.clock.now()
        later = [one for one in self.heard if one.order > said.order and self._is_same_call(one, said)]
        if later and later[0].at < promise.when:
            return True
        if promise.when > now:
            return False
        gone = said.message_id not in {message.message_id for message in self.house.alma.person.messages}
        if self._in_trouble("Alma", said.at, now) or self._is_blocked(self.house.alma) or (gone and not later):
            return True
        for name in promise.names or ("",):
            words = da(BEFORE[said.kind], name="Alma")
            phones = [self.staff[name]] if name else [*self.staff.values(), self.house.lis]
            came = any(
                words in one.text and said.order < one.order and one.at <= promise.when + IN_TIME
                for phone in phones for one in self.log.get(phone.chat_id, [])
            )  # fmt: skip
            kept = came or self._in_trouble(name, said.at, now) or bool(name and self._is_blocked(phones[0]))
            self._claims(kept, said, f"by {promise.when}, {name or 'nobody'} was to be told")
        return True

    def _is_same_call(self, one: Said, said: Said) -> bool:
        return one.message_id == said.message_id or (one.is_open and one.kind == said.kind)

    async def _stands(self) -> None:
        """What the cards of open calls say now is so now."""
        for said in self.standing():
            for found in TRYING.finditer(said.text):
                for name in named(found["names"]):
                    said_now = Said(self._order + 1, said.at, 0, "", True)
                    self._claims(not self._came(name, said.kind, said_now), said, f"{name} has been told")
            for found in TELLS.finditer(said.text):
                is_ahead = moment(found["when"], said.at) > self.house.clock.now()
                self._claims(is_ahead or self._in_trouble("Alma", said.at, self.house.clock.now()), said, "is past")
            if da(LATE) in said.text:
                self._claims(await self._on_list() > 0, said, "no leader sees it")
        for name, told_at, at in self.coming:
            since, last = self.off.get(name, (told_at, date.min))
            off = name in self.gone or (told_at < since and last >= at.astimezone(ZoneInfo(ZONE)).date())
            if off and at > self.house.clock.now():
                took_back = any(
                    any(found["name"] == name for found in CANNOT.finditer(said.text)) and said.at >= told_at
                    for said in self.heard
                )  # fmt: skip
                self._claims(took_back, None, f"{name} does not come at {at}, and the borger does not know")

    async def _on_list(self) -> int:
        """How many things the leader's list of what is overdue has."""
        self.house.lis.turns_page()
        await self.house.lis.presses("The house")
        label = next(label for label in self.house.lis.labels if label.startswith("⏰"))
        return int(label.rpartition(" ")[2])

    async def ends(self) -> None:
        """After two more days, in the middle of the day: whatever is open stands on the leader's list.

        Raises:
            AssertionError: if it does not, or anything that was said meanwhile was not so.
        """
        local = self.house.clock.now().astimezone(ZoneInfo(ZONE)) + timedelta(days=3)
        await self.house.at(f"{local:%Y-%m-%d} 13.00")
        await self.holds()
        alma = await self.house.known(self.house.alma)
        calls = await self.house.service.db.read(followup.talks_of, alma.id)
        owed = await self.house.service.db.read(tasks.tasks_of, alma.id)
        is_left = [one for one in calls if one.is_open] + [one for one in owed if one.is_open and one.owner == "staff"]
        listed = await self._on_list()
        self._claims(listed == len(is_left), None, f"{listed} on the list, not {is_left}")
