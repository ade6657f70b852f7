"""`python -m tests.bench [--due N] [--schedules N]`"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.cost import cost, flat
from tests.bench.exports import exports
from tests.bench.idle import start_and_rest
from tests.bench.load import load
from tests.bench.pages import pages
from tests.bench.pictures import draw_cards
from tests.bench.processes import BenchFailed
from tests.bench.seed import ask_at, remind_at
from tests.bench.table import machine
from tests.bench.taps import rush
from tests.bench.tick import tick
from tests.bench.voices import read_aloud


def main() -> None:
    """Measures and prints; ends cleanly when it is asked to stop."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--due", type=int, default=1000, help="what falls due at once (default: 1000)")
    parser.add_argument(
        "--schedules", type=int, default=1_000_000, help="schedules a tick looks over (default: 1000000)"
    )
    arguments = parser.parse_args()
    try:
        asyncio.run(_measure(arguments.due, arguments.schedules))
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
    except BenchFailed as error:
        sys.exit(str(error))


async def _measure(due: int, schedules: int) -> None:
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    begun, before = time.monotonic(), os.getloadavg()[0]
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="trivselsbot-bench-") as name:
        folder = Path(name)
        print(await rush(folder / "check-ins", due, "check-ins", ask_at), flush=True)
        print(await rush(folder / "reminders", due, "reminders", remind_at), flush=True)
        print(await cost(folder / "cost"), flush=True)
        print(await flat(folder / "flat"), flush=True)
        print(await load(folder / "load"), flush=True)
        print(await draw_cards(folder / "pictures"), flush=True)
        print(await read_aloud(folder / "voices"), flush=True)
        print(await start_and_rest(folder / "idle"), flush=True)
        print(await tick(folder / "tick", schedules), flush=True)
        print(await pages(folder / "pages"), flush=True)
        print(await exports(folder / "exports"), flush=True)
    after = os.getloadavg()[0]
    print(
        f"Measured in {time.monotonic() - begun:.0f} s; load {before:.1f} before, {after:.1f} after (its own included)."
    )


if __name__ == "__main__":
    main()
