"""The table: what was measured, its budget, and whether it is within."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import sqlcipher3

LIBRARIES = (
    "python-telegram-bot",
    "httpx",
    "aiohttp",
    "aiosqlite",
    "pydantic",
    "resvg-py",
    "apscheduler",
    "sqlalchemy",
)
WIDTH = 58


@dataclass(frozen=True)
class Line:
    """One measurement. `budget` is what it may be at most (with `least`: at least); None if nothing was promised.
    `value` is None where it could not be measured, and `why` says why."""

    what: str
    value: float | None
    unit: str
    budget: float | None = None
    least: bool = False
    why: str = "this system does not tell"

    def __str__(self) -> str:
        if self.value is None:
            return f"  {self.what:<{WIDTH}}{'–':>9} {self.unit:<7} {self.why}"
        measured = f"  {self.what:<{WIDTH}}{_short(self.value):>9} {self.unit:<7}"
        if self.budget is None:
            return measured.rstrip()
        within = self.value >= self.budget if self.least else self.value <= self.budget
        sign = "≥" if self.least else "≤"
        return f"{measured} {sign} {_short(self.budget):<7}{'within' if within else 'OVER'}"


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest of `values` that at least `share` of them (0-1) do not exceed; None of nothing."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)] if ordered else None


def milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1000


def beside(ours: Line, theirs: str, value: float | None, most: float | None = None) -> tuple[Line, Line, Line]:
    """A measurement, the same of something else in the same run, and the first as a share of the second, with the
    `most` it may be."""
    return ours, Line(f"  {theirs}", value, ours.unit), Line("  ratio", ratio(ours.value, value), "×", most)


def ratio(value: float | None, of: float | None) -> float | None:
    return value / of if value is not None and of else None


def section(title: str, lines: Iterable[Line | str]) -> str:
    return "\n".join([title, *map(str, lines), ""])


def machine() -> str:
    """What it was measured on and with."""
    cipher = sqlcipher3.connect(":memory:").execute("PRAGMA cipher_version").fetchone()[0]
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    return "\n".join(
        [
            f"{os.cpu_count()} cores, {_processor()}, {platform.system()}, Python {platform.python_version()}",
            f"{', '.join(libraries)}, SQLCipher {cipher}",
            "",
        ]
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
