"""The same number of jobs in APScheduler's SQLAlchemy job store, as its own documentation sets it up: a job for each
borger, every day at the same time. The rows are those it would have written itself, only written all at once."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from tests.bench.seed import ZONE
from tests.bench.table import milliseconds


class Jobs:
    """A running scheduler with `many` jobs, the first due at `at`. Its jobs do nothing, so that what is measured is
    what it takes to find, run and plan them anew."""

    def __init__(self, file: Path, many: int, at: datetime) -> None:
        self._store = SQLAlchemyJobStore(f"sqlite:///{file}")
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": self._store}, executors={"default": DebugExecutor()}, timezone=ZONE
        )
        self._scheduler.start()
        trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=ZONE)
        self._scheduler.add_job(nothing, trigger, id=_name(0), next_run_time=at, misfire_grace_time=3600)
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("PRAGMA synchronous = OFF")
            (state,) = db.execute("SELECT job_state FROM apscheduler_jobs").fetchone()
            db.executemany("INSERT INTO apscheduler_jobs VALUES (?, ?, ?)", _more(state, many, at))

    def close(self) -> None:
        self._scheduler.shutdown(wait=False)

    def wake_up(self) -> float:
        """One look for what is due, with all that comes of it. Returns: how long it took, in ms."""
        begun = time.perf_counter()
        self._scheduler._process_jobs()
        return milliseconds(time.perf_counter() - begun) or 0.0

    def make_due(self, count: int, at: datetime) -> None:
        """Lets the first jobs be due at an instant."""
        for number in range(count):
            self._scheduler.modify_job(_name(number), next_run_time=at)

    def read(self, now: datetime, count: int) -> float:
        """What a look reads while the first jobs are due, without doing them. Returns: how long it took, in ms."""
        begun = time.perf_counter()
        found = self._store.get_due_jobs(now)
        self._store.get_next_run_time()
        took = milliseconds(time.perf_counter() - begun) or 0.0
        assert {job.id for job in found} == {_name(number) for number in range(count)}, "these are not its own rows"
        return took


def nothing() -> None:
    """What a job does."""


def _more(state: bytes, many: int, at: datetime) -> Iterator[tuple[str, float, bytes]]:
    """The rows of all jobs but the first: the state is as in that one's row but for the name in it."""
    for number in range(1, many):
        yield _name(number), at.timestamp(), state.replace(_name(0).encode(), _name(number).encode())


def _name(number: int) -> str:
    """As long as those it makes up itself."""
    return f"{number:032x}"
