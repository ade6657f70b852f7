"""A card read aloud: the first time after the process that speaks has rested, the next, and found again."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from bot.speaking.speaker import Speaker
from dialogs.words.aloud import Speech
from storage import sent_files
from tests.bench.pictures import timed
from tests.bench.processes import memory
from tests.bench.seed import fill, open_house
from tests.bench.table import Line, percentile, section

TEXTS = [
    Speech(words, "da")
    for words in (
        "Hvordan har du det i dag? Dårligt. Okay. Godt.",
        "Hvem har du været sammen med i dag? Ingen. Én person. Flere.",
        "Husk svømning klokken 14 i Svømmehallen. Okay. Husk mig senere. Ikke i dag.",
    )
]
TIMES = 5
BOT_ID = 123456


async def read_aloud(folder: Path) -> str:
    """The same few cards, again and again."""
    cold, again, sizes = list[float](), list[float](), list[int]()
    speaker = Speaker(Settings())
    held = None
    for _ in range(TIMES):
        begun = time.perf_counter()
        await speaker.say(TEXTS[0], "ogg")
        cold.append((time.perf_counter() - begun) * 1000)
        for text in TEXTS:
            begun = time.perf_counter()
            sizes.append(len(await speaker.say(text, "ogg")))
            again.append((time.perf_counter() - begun) * 1000)
        held = memory(speaker.pid) if speaker.pid else None
        await speaker.close()
    return section(
        f"A card read aloud, beside the event loop ({len(TEXTS)} texts)",
        [
            Line("first, when the process has rested, p50", percentile(cold, 0.5), "ms"),
            Line("spoken, p50", percentile(again, 0.5), "ms"),
            Line("size, the largest", max(sizes) / 1000, "kB"),
            Line("found again by file id, p50", percentile(await _look_ups(folder), 0.5), "ms", 1),
            Line("memory while it speaks and 30 s after, PSS", held.pss if held else None, "MB"),
        ],
    )


async def _look_ups(folder: Path) -> list[float]:
    await fill(folder, 43)
    db, now = await open_house(folder), Clock().now()
    try:
        for number, text in enumerate(TEXTS):
            await db.write(sent_files.was_sent, text.words, BOT_ID, f"file-{number}", None, now)
        return [
            await timed(partial(db.read, sent_files.file_id, text.words, BOT_ID)) for _ in range(20) for text in TEXTS
        ]
    finally:
        await db.close()
