"""A machine whose clock can be set wrong while a process runs on it, by libfaketime."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

REQUIRED = "REQUIRE_FAKETIME"
NAME = "libfaketime.so.1"
PLACES = ("/usr/lib/*/faketime", "/usr/lib/faketime", "/usr/local/lib/faketime", "/usr/lib64/faketime")


def library() -> Path:
    """The library. Without it the test is skipped, or fails where REQUIRE_FAKETIME=1 says that there must be one."""
    for place in PLACES:
        for found in Path("/").glob(f"{place[1:]}/{NAME}"):
            return found
    reason = f"there is no {NAME} to set a process's clock with (Debian's package is called libfaketime)"
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(reason)
    pytest.skip(f"{reason}; {REQUIRED}=1 makes this a failure")


class WrongClock:
    """A process's clock; `environment` is what the process is to be started with."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "faketime"
        self.is_off(timedelta())
        self.environment = {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # as on a machine whose clock is set; and threads would hang
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # or threads that wait wake again and again
        }

    def is_off(self, by: timedelta) -> None:
        """From now on the clock is off by so much."""
        whole = self._file.with_suffix(".new")
        whole.write_text(f"{by.total_seconds():+.0f}\n")
        whole.replace(self._file)  # the process must not read half of it
