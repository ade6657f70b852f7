"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """The time of day. `ahead` is zero but in the demo and in tests, which move time by hand."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC) + self.ahead

    def jump_to(self, instant: datetime) -> None:
        """Makes it `instant` now; time goes on from there."""
        self.ahead += instant - self.now()
