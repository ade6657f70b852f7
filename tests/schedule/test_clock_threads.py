"""The clock is asked in several threads at once."""

from __future__ import annotations

import threading
from datetime import timedelta

from bot.clock import Clock, Machine


class Slow(Machine):
    """A machine whose clocks are slow to tell, and that counts who asks them at the same time."""

    def __init__(self) -> None:
        self.together = 0
        self.most = 0

    def steady(self) -> float:
        self.together += 1
        self.most = max(self.most, self.together)
        threading.Event().wait(0.001)
        self.together -= 1
        return super().steady()


def test_only_one_thread_at_a_time_judges_the_witnesses() -> None:
    machine = Slow()
    clock = Clock(machine)
    found: list[timedelta] = []

    def asks() -> None:
        for _ in range(20):
            found.append(abs(clock.now() - machine.wall()))
            assert clock.sure and not clock.agreed

    threads = [threading.Thread(target=asks) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert machine.most == 1 and len(found) == 80 and max(found) < timedelta(seconds=1)
