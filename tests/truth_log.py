"""Everything that comes to the phones of a house, version by version, and how a test reads what the bot says of calls
and follow-ups in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.house import ZONE, House
from tests.phone import da
from tests.promise_stage import MONTHS
from tests.talking.test_agreed_alerts import TOLD as STRUCK
from tests.talking.test_talk import WANTS

BEFORE: dict[str, str] = {"alert": STRUCK, "talk": WANTS}
"""What somebody of the staff reads who is told of a call, by its kind."""
NOT_NEEDED = "It is not needed now"
LATE = "The leader can see that nobody has taken it."
ALONE = "There is nobody I may tell of it just now."
ALERT = "I tell somebody, as agreed."
IN_TIME = timedelta(minutes=1)
A_WHILE = timedelta(hours=1)
"""So long ago somebody may have said that they come now, of which it is told."""
_MOMENT = re.compile(r"den (\d+)\. ([a-zæøå]+)(?: (\d{4}))? kl\. (\d+)\.(\d\d)")
_DAY = re.compile(r"den (\d+)\. ([a-zæøå]+)(?: (\d{4}))?")


def pattern(words: str, **groups: str) -> re.Pattern[str]:
    """What matches a text of the bot's in Danish, with a group for each of its values."""
    found = re.escape(da(words, **{name: f"@{name}@" for name in groups}))
    for name, group in groups.items():
        found = found.replace(f"@{name}@", f"(?P<{name}>{group})")
    return re.compile(found)


_NAMES, _NAME, _REST = r"[^.\n]+?", r"[A-Z]\w+", r"[^\n]+?"
HAS_TOLD = pattern("I have told {names}.", names=_NAMES)
TRYING = pattern("I am trying to reach {names}.", names=_NAMES)
HAS_SEEN = pattern("{name} has seen it.", name=_NAME)
TELLS = pattern("I tell {names} {when}.", names=r"[A-Z][^.\n]+?", when=r"\w+ den \d[^\n]+?\.\d\d")
AGAIN = pattern("I ask the staff again {when}.", when=r"\w+ den \d[^\n]+?\.\d\d")
COMES_NOW = pattern("{name} is coming now.", name=_NAME)
COMES_AT = pattern("{name} comes {when}.", name=_NAME, when=r"\w+ den \d[^\n]+?\.\d\d")
CANNOT = pattern("{name} cannot after all. I ask others.", name=_NAME)
WRITES = pattern("{name} writes: »{note}« By {day}.", name=_NAME, note=_REST, day=r"\w+ den [^.\n]+\.[^.\n]+")
HAS_READ = pattern("{name} has read your answer.", name=_NAME)
HAS_DONE = pattern("{name} has done it: »{note}«", name=_NAME, note=_REST)
CONTACT_NO_MORE = pattern("{name} is not your contact person any more.", name=_NAME)
OFF_UNTIL = pattern("{name} is off until {day}.", name=_NAME, day=_REST)


def named(written: str) -> list[str]:
    """The names in a list of them."""
    return re.split(r", | og ", written)


@dataclass(frozen=True)
class Said:
    """One version of a message as it came: in which order, when, and whether it is the card of an open call."""

    order: int
    at: datetime
    message_id: int
    text: str
    is_open: bool

    @property
    def kind(self) -> str:
        """Of what kind the open call is."""
        return "alert" if any(da(words) in self.text for words in (ALERT, LATE, ALONE)) else "talk"


@dataclass(frozen=True)
class Promise:
    """What a version of a card says will be: by `when` one of `names` is told of the call, or anybody if there is
    none."""

    said: Said
    names: tuple[str, ...]
    when: datetime


class Log:
    """What has come to each phone of a house, in order. `begun` says after what a call of a kind was made."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.log: dict[int, list[Said]] = {}
        self.begun: dict[str, int] = {"alert": 0, "talk": 0}
        self.staff = {"Mette": house.mette, "Jonas": house.jonas}
        self._order = 0
        self._versions: dict[int, object] = {}
        house.sim.state.watchers.append(self._heard)

    def _heard(self, chat_id: int) -> None:
        """Keeps each new version of each message in a chat."""
        for message in list(self.house.sim.state.chats[chat_id].messages.values()):
            version = (message.text or message.caption, message.buttons)
            if not message.from_bot or self._versions.get(message.message_id) == version:
                continue
            self._versions[message.message_id] = version
            self._order += 1
            labels = [button.text for row in message.buttons for button in row]
            is_open = any(da(NOT_NEEDED) in label for label in labels)
            said = Said(self._order, self.house.clock.now(), message.message_id, str(version[0]), is_open)
            self.log.setdefault(chat_id, []).append(said)

    @property
    def heard(self) -> list[Said]:
        """All that has come to the borger."""
        return self.log.get(self.house.alma.chat_id, [])

    def standing(self) -> Iterator[Said]:
        """The cards of open calls that stand in the borger's chat, each as it is now."""
        latest = {said.message_id: said for said in self.heard}
        there = {message.message_id for message in self.house.alma.person.messages}
        yield from (said for id_, said in latest.items() if said.is_open and id_ in there)

    def _came(self, name: str, kind: str, before: Said) -> bool:
        """Whether somebody had been told of the call of this kind before something was said of it."""
        phone = {**self.staff, "Lis": self.house.lis}[name]
        words = da(BEFORE[kind], name="Alma")
        return any(
            words in said.text and self.begun[kind] < said.order < before.order
            for said in self.log.get(phone.chat_id, [])
        )


def moment(written: str, said_at: datetime) -> datetime:
    """The instant that a card names with its day and hour."""
    found = _MOMENT.search(written)
    assert found, written
    on = day(written, said_at)
    return datetime(on.year, on.month, on.day, int(found[4]), int(found[5]), tzinfo=ZoneInfo(ZONE))


def day(written: str, said_at: datetime) -> date:
    """The day that a text names; without a year, the one nearest to when it was said."""
    found = _DAY.search(written)
    assert found, written
    near = [
        date(int(found[3] or said_at.year + more), MONTHS.index(found[2]) + 1, int(found[1])) for more in (-1, 0, 1)
    ]
    return min(near, key=lambda one: abs(one - said_at.date()))
