"""`python -m tests.bench.unhurried [CORE …]`: `trivselsbot run` that does not wait for Telegram's pace, on some cores
only. A house has no such switch: Telegram would refuse most of what came too fast."""

from __future__ import annotations

import os
import sys
from unittest.mock import patch

from bot.cli import main

if __name__ == "__main__":
    if cores := {int(core) for core in sys.argv[1:]}:
        os.sched_setaffinity(0, cores)
    sys.argv[1:] = ["run"]
    with patch.multiple("bot.telegram.pace", CHAT_GAP=0.0, SPACING=0.0, WINDOW=0.0):
        main()
