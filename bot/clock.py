"""The one place that reads the clock, and judges whether the machine's may be believed.

Three witnesses tell the time: the machine's clock, its monotonic clock (which only counts what passes), and Telegram
(the `Date` of its replies; where they have none, how it dates messages). The machine's clock is followed as long as it
goes on at the pace of the monotonic one and Telegram does not contradict it; small steps, as time servers make them,
are followed too. When it leaps, time is reckoned on the monotonic clock instead, and is not `sure` until Telegram has
said which of the two is right. Where the machine is wrong, the bot goes on by Telegram's time: so everything comes at
the right local time all the same, and a wrong clock never gets as far as what is sent, expired or erased.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

log = logging.getLogger(__name__)

CLOSE = timedelta(seconds=30)
"""Clocks so near to each other agree: more than a time server steps or a reply is late, less than any leap."""
OFF = timedelta(minutes=2)
"""A machine's clock that Telegram's differs from by less is right enough to go by."""
FRESH = timedelta(minutes=10)
"""How long Telegram's word that the machine's clock is right is good for what cannot be undone."""
UNTOLD = timedelta(minutes=10)
"""How long a doubt lasts while Telegram answers but never says what time it is, as a server in its stead may."""
_SECOND = timedelta(seconds=1)


class Machine:
    """What the machine says. Tests put another in its place."""

    def wall(self) -> datetime:
        """The machine's clock, in UTC."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds that have passed since some instant; they go on while the machine sleeps, where it can tell."""
        return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Trust(Enum):
    """What is thought of the machine's clock: not yet confirmed since the start, right, leapt and not explained, or
    wrong."""

    NEW = auto()
    GOOD = auto()
    DOUBTED = auto()
    WRONG = auto()


@dataclass(frozen=True)
class Begun:
    """The moment a call to Telegram began, and what was thought of the clock then."""

    steady: float
    ahead: timedelta
    settled: int
    trust: Trust


P = ParamSpec("P")
T = TypeVar("T")


def _in_turn(method: Callable[Concatenate[Clock, P], T]) -> Callable[Concatenate[Clock, P], T]:
    """Transactions ask what time it is in threads of their own: only one at a time may judge the witnesses."""

    @wraps(method)
    def in_turn(clock: Clock, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with clock.turn:
            return method(clock, *args, **kwargs)

    return in_turn


class Clock:
    """The time of day. `ahead` is zero but in the demo and in tests, which move time by hand: that is no leap.

    Attributes:
        settled: how often a doubt has been settled; what a wrong time may have written is to be looked at after each.
    """

    def __init__(self, machine: Machine | None = None) -> None:
        self.turn = threading.RLock()
        self.ahead = timedelta()
        self.settled = 0
        self._machine = machine or Machine()
        self._base, self._at = self._machine.wall(), self._machine.steady()
        self._trust = Trust.GOOD
        self._since = self._at  # of the present trust
        self._last: datetime | None = None
        self._word: tuple[datetime, float] | None = None
        self._dates: tuple[datetime, float] | None = None  # what a message was dated, and when it came
        self._agreed: float | None = None
        self._dated = False

    @_in_turn
    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self._look()[1] + self.ahead

    @_in_turn
    def jump_to(self, instant: datetime) -> None:
        """Makes it `instant` now; time goes on from there."""
        self.ahead += instant - self.now()

    # -- what to think of it

    @property
    @_in_turn
    def sure(self) -> bool:
        """Whether `now` may be gone by. If not, nothing is to be done because its time has come."""
        self._look()
        return self._trust in (Trust.GOOD, Trust.WRONG) and self._word is None

    @property
    @_in_turn
    def agreed(self) -> bool:
        """Whether the machine's clock and Telegram's agree, by a word of Telegram's from just now."""
        self._look()
        return self._trust is Trust.GOOD and self._agreed is not None and self._passed(self._agreed) <= FRESH

    @property
    @_in_turn
    def wrong_for(self) -> timedelta | None:
        """How long the machine's clock has been known to be wrong; None if it is not."""
        self._look()
        return self._passed(self._since) if self._trust is Trust.WRONG else None

    @property
    def shown(self) -> datetime:
        """What the machine's clock shows, right or wrong."""
        return self._machine.wall() + self.ahead

    # -- the witnesses

    @_in_turn
    def begins(self, last: datetime | None) -> None:
        """The bot starts: the machine's clock is believed once Telegram has confirmed it. `last` is when the bot was
        last known to run."""
        self._last = last - self.ahead if last else None
        self._base, self._at = self._machine.wall(), self._machine.steady()
        self._become(Trust.NEW)
        self._dated, self._dates = False, None
        if self._last and self._base < self._last - CLOSE:
            log.warning("The machine's clock says %s, but Trivselsbot ran at %s. Until Telegram says what time it is, "
                        "nothing that has a time is done.", _said(self._base), _said(self._last))  # fmt: skip

    @_in_turn
    def begun(self) -> Begun:
        """To be taken when a call to Telegram begins."""
        self._look()
        return Begun(self._machine.steady(), self.ahead, self.settled, self._trust)

    @_in_turn
    def told(self, begun: Begun, date: datetime | None) -> None:
        """Telegram has answered a call that began at `begun`, and said what time it was then; None if it did not.

        A word about a moment before the clock leapt or was moved tells nothing. One that is alone against both of the
        machine's clocks counts once a second call brings the same; until then it is not sure what time it is."""
        wall, _ = self._look()
        if (begun.ahead, begun.settled, begun.trust) != (self.ahead, self.settled, self._trust):
            return
        self._dated = date is not None
        if date is None:
            self._untold(wall)
            return
        if not self._borne_out(begun, date - self.ahead):
            self._alone(begun, date - self.ahead, wall)

    @_in_turn
    def sent(self, begun: Begun, date: datetime, *, new: bool) -> None:
        """A message that a call begun at `begun` has sent (`new`) or changed is dated so by Telegram. Needed where
        replies do not say what time it is.

        What was changed may keep the date of an earlier change: it can bear out what one of the machine's clocks says,
        but against both it only says that it cannot be any earlier."""
        wall, reckoned = self._look()
        if self._dated or (begun.ahead, begun.settled, begun.trust) != (self.ahead, self.settled, self._trust):
            return
        date -= self.ahead
        if not self._borne_out(begun, date) and (new or reckoned < date - OFF):
            self._weigh(date, wall)

    @_in_turn
    def written(self, date: datetime) -> None:
        """Somebody has written a message at `date`, by Telegram's clock: it cannot be any earlier now. Needed where
        replies do not say what time it is.

        One odd date says nothing and holds nothing up, nor does one that comes again and again: dates are believed when
        two agree that lie some minutes apart."""
        wall, reckoned = self._look()
        date -= self.ahead
        if not self._dated and reckoned < date - OFF:
            self._weigh(date, wall)

    # -- judging

    def _borne_out(self, begun: Begun, date: datetime) -> bool:
        """Whether one of the machine's clocks says what Telegram has replied to a call; then that one is right."""
        wall, reckoned = self._look()
        # Whatever held the reply up on its way, it was given while the call was under way.
        latest = date + _SECOND + self._passed(begun.steady)
        wall_is_off, we_are_off = (max(date - told, told - latest, timedelta()) for told in (wall, reckoned))
        near = OFF if self._trust is not Trust.WRONG else CLOSE
        doubted = self._trust in (Trust.DOUBTED, Trust.WRONG)
        if doubted and we_are_off <= near and (self._trust is Trust.WRONG or abs(reckoned - date) <= abs(wall - date)):
            self._word = None
            if self._trust is Trust.DOUBTED:
                self._go_by(reckoned, wall)
        elif wall_is_off <= near:
            self._believe(wall)
            self._agreed = self._machine.steady()
        else:
            return False
        return True

    def _weigh(self, date: datetime, wall: datetime) -> None:
        """A message is dated as neither of the machine's clocks says: believed when two agree that lie some minutes
        apart."""
        if self._dates is None or abs(self._dates[0] + self._passed(self._dates[1]) - date) > OFF:
            self._dates = (date, self._machine.steady())
        elif self._passed(self._dates[1]) > 2 * OFF:
            self._go_by(date, wall)

    def _look(self) -> tuple[datetime, datetime]:
        """What the machine's clock shows, and what time it is taken to be."""
        wall, steady = self._machine.wall(), self._machine.steady()
        reckoned = self._base + timedelta(seconds=steady - self._at)
        if abs(wall - reckoned) <= CLOSE:
            self._base, self._at = wall, steady
            if self._trust in (Trust.DOUBTED, Trust.WRONG):
                self._believe(wall)
            return wall, wall
        if self._trust is Trust.GOOD:
            self._become(Trust.DOUBTED)
            log.warning("The machine's clock has leapt to %s, at %s. Until Telegram says what time it is, nothing that "
                        "has a time is done.", _said(wall), _said(reckoned))  # fmt: skip
        return wall, reckoned

    def _alone(self, begun: Begun, date: datetime, wall: datetime) -> None:
        """Telegram says what neither of the machine's clocks says."""
        earlier, self._word = self._word, (date, self._machine.steady())
        if earlier and begun.steady >= earlier[1] and abs(earlier[0] + self._passed(earlier[1]) - date) <= OFF:
            self._go_by(date, wall)

    def _untold(self, wall: datetime) -> None:
        if self._trust is Trust.NEW and self._last and not self._last - CLOSE <= wall <= self._last + timedelta(days=1):
            if self._passed(self._since) > UNTOLD:
                self._go_by(max(wall, self._last), wall)
        elif self._trust is Trust.NEW:
            self._believe(wall)
        elif self._trust is Trust.DOUBTED and self._passed(self._since) > UNTOLD:
            self._go_by(self._look()[1], wall)

    def _believe(self, wall: datetime) -> None:
        """The machine's clock is right."""
        self._base, self._at, self._word = wall, self._machine.steady(), None
        if self._trust in (Trust.DOUBTED, Trust.WRONG):
            log.warning("The machine's clock is right, at %s.", _said(wall))
        if self._trust is not Trust.GOOD:
            self._become(Trust.GOOD)
            self.settled += 1

    def _go_by(self, instant: datetime, wall: datetime) -> None:
        """It is `instant`, whatever the machine's clock shows."""
        self._base, self._at, self._word = instant, self._machine.steady(), None
        if abs(wall - instant) <= CLOSE:
            self._believe(wall)
            return
        if self._trust is not Trust.WRONG:
            self._become(Trust.WRONG)
            log.error("The machine's clock is wrong: it says %s, and it is %s. Trivselsbot goes by Telegram's time. "
                      "Please set the machine's clock.", _said(wall), _said(instant))  # fmt: skip
        self.settled += 1

    def _become(self, trust: Trust) -> None:
        self._trust, self._since = trust, self._machine.steady()
        self._word = self._agreed = None

    def _passed(self, steady: float) -> timedelta:
        return timedelta(seconds=self._machine.steady() - steady)


def _said(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC"
