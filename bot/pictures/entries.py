"""The entries of a day under each other, with a mark at now; what does not fit is folded away and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.pictures.scene import INK, QUIET_INK, TILE, ScenePart, Shape, TextLine, frame, image, line, signs, words
from bot.pictures.spec import DayEntry, DayEntryState
from bot.pictures.text import LINE_HEIGHT, FittedText, clip, fit, measure, showable

STATE_SIGNS: Mapping[DayEntryState, str] = {
    "moved": "➡️",
    "late": "⏰",
    "cancelled": "❌",
    "declined": "✋",
    "done": "✅",
}
"""What an entry that is not merely planned is told by, also without words."""

Photos = Mapping[int, bytes]

GAP = 10
MARK = 56
"""Pixels the mark at now is high, and a line that counts what is folded away."""
MARK_SIZE = 40


@dataclass(frozen=True)
class EntryLook:
    """How large entries are drawn: pixels across the image, text sizes of time, title and the lines under it, how many
    lines a title may take (0 is as many as it needs), and pixels above and below. `framed` ones stand on a tile each;
    `whole` adds place and company."""

    image: float
    time: int
    title: tuple[int, ...]
    details: tuple[int, ...]
    title_lines: int = 0
    pad: float = 10
    framed: bool = True
    whole: bool = False

    @property
    def sign(self) -> float:
        """Pixels across the sign of a line under the title."""
        return self.details[0] * LINE_HEIGHT + 2

    @property
    def aside(self) -> float:
        """Pixels across the sign of a state without words."""
        return self.time * LINE_HEIGHT


SMALL_IMAGE = 64


@dataclass(frozen=True)
class _Row:
    """One entry, measured: its title and the lines under it, each with its sign; the state's, if there is no word for
    it, stands `aside`."""

    entry: DayEntry
    look: EntryLook
    title: FittedText
    details: tuple[tuple[str, FittedText], ...]
    aside: str

    @property
    def text_height(self) -> float:
        return self.title.height + sum(max(self.look.sign, text.height) for _, text in self.details)

    @property
    def height(self) -> float:
        return max(self.look.image, self.text_height) + 2 * self.look.pad


@dataclass(frozen=True)
class Day:
    """The entries of one day, measured for a width; see `measure_day`."""

    rows: tuple[_Row, ...]
    time_width: float
    image: float
    first: int
    last: int
    now: int | None

    @property
    def height(self) -> float:
        return _height(self.rows, self.first, self.last, self.now)

    @property
    def folded(self) -> int:
        """How many entries are folded away."""
        return len(self.rows) - (self.last + 1 - self.first)


def stands(entry: DayEntry) -> bool:
    """Whether it is still to take place, or did."""
    return entry.state not in ("cancelled", "declined")


def measure_day(
    entries: Sequence[DayEntry], width: float, room: float, most: float, looks: Sequence[EntryLook], now: int | None
) -> Day:  # fmt: skip
    """The entries in the largest of `looks` (falling) with which all have `room`; if none has, in the smallest, in
    `most` pixels: there only those around `now`, at least one."""
    for look in looks:
        time_width = max((measure(showable(e.time), look.time) for e in entries), default=0.0)
        text_width = width - 7.5 * GAP - time_width - look.image
        rows = tuple(_measured(entry, look, text_width) for entry in entries)
        day = Day(rows, time_width, look.image, 0, len(rows) - 1, now)
        if day.height <= room:
            return day
    first = last = min(max((now or 0) - 1, 0), len(rows) - 1)
    while True:
        if last + 1 < len(rows) and _height(rows, first, last + 1, now) <= most:
            last += 1
        elif first > 0 and _height(rows, first - 1, last, now) <= most:
            first -= 1
        else:
            return Day(rows, time_width, look.image, first, last, now)


def draw_day(
    day: Day, x: float, y: float, width: float, photos: Photos, *, now_word: str, more: str
) -> list[ScenePart]:  # fmt: skip
    """The measured entries from the top `y` on. Raises ValueError for a pictogram that is not in OpenMoji."""
    parts: list[ScenePart] = []
    for index, row in enumerate(day.rows):
        if index == day.now:
            parts += _mark(now_word, x, y, width)
            y += MARK
        if index in (day.first - 1, day.last + 1):
            folded = day.first if index < day.first else len(day.rows) - 1 - day.last
            parts += words(fit(more.replace("{count}", str(folded)), width, (MARK_SIZE,)), x + width / 2, y + 4,
                           anchor="middle", ink=QUIET_INK)  # fmt: skip
            y += MARK
        if day.first <= index <= day.last:
            parts += _row(row, day, x, y, width, photos, past=day.now is not None and index < day.now)
            y += row.height + GAP
    if day.now is not None and day.now >= len(day.rows):
        parts += _mark(now_word, x, y, width)
    return parts


def _height(rows: Sequence[_Row], first: int, last: int, now: int | None) -> float:
    shown = rows[first : last + 1]
    marks = (now is not None) + (first > 0) + (last < len(rows) - 1)
    return sum(row.height + GAP for row in shown) + MARK * marks


def _measured(entry: DayEntry, look: EntryLook, width: float) -> _Row:
    if entry.small:
        look = replace(look, image=min(look.image, SMALL_IMAGE))
    state = STATE_SIGNS.get(entry.state, "")
    aside = "" if entry.note else state
    width -= look.aside + GAP if aside else 0
    title = fit(entry.title, width, look.title)
    if look.title_lines:
        title = clip(title, width, look.title_lines)
    beside = width - look.sign - GAP
    details = [(state, entry.note)] if entry.note else []
    if look.whole:
        details += [(sign, said) for sign, said in (("📍", entry.place), ("👥", entry.company)) if said]
    fitted = tuple((sign, fit(said, beside, look.details, bold=False)) for sign, said in details)
    return _Row(entry, look, title, fitted, aside)


def _row(row: _Row, day: Day, x: float, y: float, width: float, photos: Photos, *, past: bool) -> list[ScenePart]:
    entry, look = row.entry, row.look
    off = not stands(entry)
    ink = QUIET_INK if past or off else INK
    parts: list[ScenePart] = [frame(x, y, width, row.height)] if look.framed and not past else []
    left = x + (2 * GAP if look.framed else 0)
    middle = y + row.height / 2
    time = fit(entry.time, 1000, (look.time,))
    parts += words(time, left, middle - time.height / 2, ink=ink, struck=off)
    left += day.time_width + 2 * GAP
    across = left + (day.image - look.image) / 2
    parts += draw_image(entry, across, middle - look.image / 2, look.image, photos, faded=past or off)
    left += day.image + 1.5 * GAP
    top = middle - row.text_height / 2
    parts += words(row.title, left, top, ink=ink, struck=off)
    top += row.title.height
    parts += signs(row.aside, x + width - GAP - look.aside / 2, middle - look.aside / 2, look.aside)
    side = look.sign
    for sign, text in row.details:
        height = max(side, text.height)
        parts += signs(sign, left + side / 2, top + (height - side) / 2, side)
        parts += words(text, left + side + GAP, top + (height - text.height) / 2, bold=False, ink=ink)
        top += height
    return parts


def draw_image(entry: DayEntry, x: float, y: float, size: float, photos: Photos, *, faded: bool) -> list[ScenePart]:
    """An entry's photo or pictogram; crossed out if it will not take place. Raises ValueError."""
    parts = image(entry.pictogram, photos.get(entry.photo), x, y, size, faded=faded)
    if not stands(entry):
        parts += [line(x + 4, y + size - 4, x + size - 4, y + 4, ink=INK, width=5)]
    return parts


def _mark(word: str, x: float, y: float, width: float) -> list[ScenePart]:
    """An arrow, the word, and a line across."""
    middle = y + MARK / 2 - GAP / 2
    arrow = f"M{x:g} {middle - 18:g}L{x + 30:g} {middle:g}L{x:g} {middle + 18:g}Z"
    parts: list[ScenePart] = [Shape(f'<path d="{arrow}" fill="{INK}"/>')]
    left = x + 40
    if word := showable(word):
        parts.append(TextLine(word, left, middle - MARK_SIZE * LINE_HEIGHT / 2, MARK_SIZE))
        left += measure(word, MARK_SIZE) + 12
    return [*parts, line(left, middle, x + width, middle, ink=INK, width=6)]


def pill(word: str, x: float, y: float) -> tuple[list[ScenePart], float]:
    """A word on a dark ground, its left and top at (x, y), and how wide it is; nothing for no word."""
    word = showable(word)
    if not word:
        return [], 0.0
    size = 42
    width = measure(word, size) + size
    ground = f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{size * LINE_HEIGHT + 4:g}" rx="14" fill="{INK}"/>'
    return [Shape(ground), TextLine(word, x + size / 2, y + 2, size, ink=TILE)], width
