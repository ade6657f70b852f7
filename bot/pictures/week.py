"""Lays out seven days under each other: today large with now marked, past days dimmed and ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.pictures.entries import (
    GAP,
    STATE_SIGNS,
    Day,
    EntryLook,
    Photos,
    draw_day,
    draw_image,
    measure_day,
    pill,
    stands,
)
from bot.pictures.scene import INK, QUIET_INK, WIDTH, Scene, ScenePart, frame, signs, tick, words
from bot.pictures.spec import DayEntry, WeekDay, WeekPicture
from bot.pictures.text import LINE_HEIGHT, FittedText, clip, fit, fits, measure, showable

MARGIN = 16
PAD = 12
HEAD_SIZES = (48, 46, 44)
HEAD = 2 * PAD + HEAD_SIZES[0] * LINE_HEIGHT
LOOKS = (
    EntryLook(104, 52, (52, 48, 46, 44), (40, 36, 34), title_lines=2, pad=4, framed=False),
    EntryLook(88, 46, (46, 44), (36, 34, 32), title_lines=2, pad=2, framed=False),
    EntryLook(66, 44, (44,), (34, 32), title_lines=2, pad=0, framed=False),
)
SMALL = 56
SMALL_SIZE = 38
SMALL_LINE = SMALL + GAP
MOST_SMALL = 10

NAME_WIDTH = 236
"""Pixels for the name of a day that is not today, with its date under it."""
NAME_SIZES = (38, 36)
IMAGE = 66
TIME_SIZE = 38
TITLE_SIZES = (36, 34, 32)
LINE = NAME_SIZES[0] * LINE_HEIGHT
"""Pixels a line of text is high on a day that is not today."""
STRIP_PAD = 4
STRIP_GAP = 6
COUNT_WIDTH = 124
COUNT_SIZES = (32,)

USUAL = 1250
"""Pixels that a phone shows across its whole width; a week with more than usual in it is drawn smaller."""
HIGHEST = 1600
"""Pixels above which entries are folded away, other days' first."""
WAYS = ((1, False), (1, True), (2, False), (2, True))
"""On how many lines the entries of other days may stand, and whether all these days are slim; the best first."""
NOTHING = "📭"


@dataclass(frozen=True)
class _Cell:
    """One entry of a day that is not today: its time with its state's sign beside or (`below`) under it, its note as
    far as there is room, and its title, which may have been left out."""

    entry: DayEntry
    title: FittedText
    note: FittedText
    below: bool


@dataclass(frozen=True)
class _Strip:
    """A day that is not today: the entries there is room for, and beside them how many more (`folded`) there are. A
    slim one has only its name, pictograms and times."""

    day: WeekDay
    slim: bool
    cells: tuple[_Cell, ...]
    columns: int
    cell_width: float
    folded: int
    more: FittedText

    @property
    def lines(self) -> int:
        return max(-(-len(self.cells) // self.columns), 1)

    @property
    def line(self) -> float:
        return IMAGE if self.slim else 2 * LINE

    @property
    def height(self) -> float:
        return self.lines * self.line + (self.lines - 1) * GAP + 2 * STRIP_PAD


@dataclass(frozen=True)
class _Plan:
    """Every day that is not today, by its place in the week, and today's entries if it has any."""

    strips: Mapping[int, _Strip]
    today: Day | None
    height: float

    @property
    def cost(self) -> tuple[int, int, bool]:
        """What is folded away, of today and of the other days, and whether it is too high for a phone."""
        return (
            self.today.folded if self.today else 0,
            sum(strip.folded for strip in self.strips.values()),
            self.height > USUAL,
        )


def lay_out_week(picture: WeekPicture, photos: Photos) -> Scene:
    """The week's scene. Raises ValueError for a pictogram that is not in OpenMoji."""
    title = fit(picture.title, WIDTH - 2 * MARGIN, HEAD_SIZES)
    parts = words(title, MARGIN + PAD, MARGIN / 2)
    y = MARGIN / 2 + title.height + GAP / 2
    plan = min((_planned(picture, y, lines, slim=slim) for lines, slim in WAYS), key=lambda one: one.cost)
    for index, day in enumerate(picture.days):
        if index == picture.today:
            parts += _today(picture, day, plan.today, y, photos)
            y += _today_height(day, plan.today) + 2 * STRIP_GAP
        else:
            parts += _strip(plan.strips[index], y, photos)
            y += plan.strips[index].height + STRIP_GAP
    return Scene(round(y + MARGIN - STRIP_GAP), tuple(parts))


def _planned(picture: WeekPicture, y: float, lines: int, *, slim: bool) -> _Plan:
    strips = {
        index: _measured_strip(day, lines, picture.more, slim=slim or day.past)
        for index, day in enumerate(picture.days)
        if index != picture.today
    }
    taken = y + sum(strip.height + STRIP_GAP for strip in strips.values()) + MARGIN
    if picture.today is None:
        return _Plan(strips, None, taken)
    day = picture.days[picture.today]
    plans = [entry for entry in day.entries if not entry.small]
    if not plans:
        return _Plan(strips, None, taken + _today_height(day, None))
    taken += _today_height(day, None) - IMAGE
    now = sum(not entry.small for entry in day.entries[: picture.now])
    today = measure_day(plans, WIDTH - 2 * MARGIN - 4 * PAD, USUAL - taken, HIGHEST - taken, LOOKS, now)
    return _Plan(strips, today, taken + today.height)


def _today_height(day: WeekDay, measured: Day | None) -> float:
    small = SMALL_LINE * len(_small_lines(day.entries))
    return HEAD + (measured.height if measured else IMAGE) + small + PAD


def _today(picture: WeekPicture, day: WeekDay, measured: Day | None, y: float, photos: Photos) -> list[ScenePart]:
    width = WIDTH - 2 * MARGIN
    parts: list[ScenePart] = [frame(MARGIN, y, width, _today_height(day, measured), marked=True)]
    left, top = MARGIN + 2 * PAD, y + PAD
    parts += words(fit(f"{day.name} {day.date}", 700, HEAD_SIZES, max_lines=1), left, top)
    shown, across = pill(picture.today_word, 0, 0)
    if shown:
        shown, _ = pill(picture.today_word, WIDTH - MARGIN - 2 * PAD - across, top + 2)
        parts += shown
    top = y + HEAD
    if measured is None:
        text = fit(picture.empty, width - 4 * PAD - IMAGE - GAP, HEAD_SIZES, max_lines=1)
        parts += signs(NOTHING, left + IMAGE / 2, top, IMAGE)
        parts += words(text, left + IMAGE + 2 * GAP, top + (IMAGE - text.height) / 2)
        top += IMAGE
    else:
        parts += draw_day(
            measured, left, top, width - 4 * PAD, photos, now_word=picture.now_word, more=picture.more
        )  # fmt: skip
        top += measured.height
    for line in _small_lines(day.entries):
        for entry, x in line:
            parts += _small(entry, left + x, top + GAP / 2)
        top += SMALL_LINE
    return parts


def _small_lines(entries: Sequence[DayEntry]) -> list[list[tuple[DayEntry, float]]]:
    """The small entries of today (check-ins), side by side under the others, each with its place in its line."""
    lines: list[list[tuple[DayEntry, float]]] = []
    x, room = 0.0, WIDTH - 2 * MARGIN - 4 * PAD
    for entry in [entry for entry in entries if entry.small][:MOST_SMALL]:
        across = SMALL + GAP + measure(showable(entry.time), SMALL_SIZE)
        across += GAP + SMALL_SIZE if entry.state in STATE_SIGNS else 0
        if not lines or x + across > room:
            lines.append([])
            x = 0.0
        lines[-1].append((entry, x))
        x += across + 4 * GAP
    return lines


def _small(entry: DayEntry, x: float, y: float) -> list[ScenePart]:
    parts = signs(entry.pictogram, x + SMALL / 2, y, SMALL)
    time = fit(entry.time, WIDTH, (SMALL_SIZE,))
    left, top = x + SMALL + GAP, y + (SMALL - time.height) / 2
    parts += words(time, left, top, bold=False)
    left += measure(showable(entry.time), SMALL_SIZE) + GAP
    return parts + signs(STATE_SIGNS.get(entry.state, ""), left + SMALL_SIZE / 2, top + 4, SMALL_SIZE)


def _measured_strip(day: WeekDay, lines: int, more: str, *, slim: bool) -> _Strip:
    """The day with at most so many lines of entries: of more, those that stand come first. Titles are left out where
    the day is slim or has three or more."""
    plans = [entry for entry in day.entries if not entry.small]
    inner = WIDTH - 2 * MARGIN - NAME_WIDTH - PAD - (TIME_SIZE + GAP if day.past else 0)
    titled = not slim and len(plans) <= 2
    columns = 3 if slim else 4 if len(plans) > 2 else max(len(plans), 1)
    if folded := max(len(plans) - columns * lines, 0):
        columns -= 1
        folded = len(plans) - columns * lines
        inner -= COUNT_WIDTH
    first = sorted(range(len(plans)), key=lambda index: (not stands(plans[index]), index))[: columns * lines]
    width = inner / columns
    count = fit(more.replace("{count}", str(folded)) if folded else "", COUNT_WIDTH - GAP, COUNT_SIZES)
    cells = tuple(_cell(plans[index], width, titled=titled, below=not slim and not titled) for index in sorted(first))
    return _Strip(day, slim, cells, columns, width, folded, count)


def _cell(entry: DayEntry, width: float, *, titled: bool, below: bool) -> _Cell:
    room = width - IMAGE - 2 * GAP
    title = clip(fit(entry.title if titled else "", room, TITLE_SIZES, max_lines=1), room, 1)
    beside = room - measure(showable(entry.time), TIME_SIZE) - TIME_SIZE - 2 * GAP
    said = entry.note if titled and fits(entry.note, beside, TITLE_SIZES[-1], max_lines=1, bold=False) else ""
    note = fit(said, beside, TITLE_SIZES, max_lines=1, bold=False)
    return _Cell(entry, title, note, below and entry.state != "planned")


def _strip(strip: _Strip, y: float, photos: Photos) -> list[ScenePart]:
    past = strip.day.past
    ink = QUIET_INK if past else INK
    parts: list[ScenePart] = [] if past else [frame(MARGIN, y, WIDTH - 2 * MARGIN, strip.height)]
    parts += _name(strip, y, ink)
    for index, cell in enumerate(strip.cells):
        line, column = divmod(index, strip.columns)
        middle = y + STRIP_PAD + line * (strip.line + GAP) + strip.line / 2
        parts += _drawn_cell(cell, MARGIN + NAME_WIDTH + column * strip.cell_width, middle, ink, photos)
    right = WIDTH - MARGIN - PAD
    middle = y + strip.height / 2
    if past and any(entry.small and entry.state == "done" for entry in strip.day.entries):
        parts += signs(STATE_SIGNS["done"], right - TIME_SIZE / 2, middle - TIME_SIZE / 2, TIME_SIZE)
    right -= TIME_SIZE + GAP if past else 0
    return parts + words(strip.more, right, middle - strip.more.height / 2, anchor="end", ink=QUIET_INK)


def _name(strip: _Strip, y: float, ink: str) -> list[ScenePart]:
    """The day's name, with a tick if it is past, and under it the date if the day is not slim."""
    left, side = MARGIN + PAD, NAME_SIZES[0]
    room = NAME_WIDTH - PAD - GAP - (side + GAP if strip.day.past else 0)
    middle = y + strip.height / 2
    top = middle - (LINE / 2 if strip.slim else LINE)
    parts = words(fit(strip.day.name, room, NAME_SIZES, max_lines=1), left, top, ink=ink)
    if strip.day.past:
        parts.append(tick(MARGIN + NAME_WIDTH - 1.5 * GAP - side / 2, middle, side / 2, ink=ink))
    if not strip.slim:
        parts += words(fit(strip.day.date, room, TITLE_SIZES), left, top + LINE, bold=False, ink=ink)
    return parts


def _drawn_cell(cell: _Cell, x: float, middle: float, ink: str, photos: Photos) -> list[ScenePart]:
    entry = cell.entry
    off = not stands(entry)
    ink = QUIET_INK if off else ink
    parts = draw_image(entry, x, middle - IMAGE / 2, IMAGE, photos, faded=ink == QUIET_INK)
    left = x + IMAGE + GAP
    top = middle - (LINE if cell.below or cell.title.lines else LINE / 2)
    parts += words(fit(entry.time, WIDTH, (TIME_SIZE,)), left, top, ink=ink, struck=off)
    sign = STATE_SIGNS.get(entry.state, "")
    if cell.below:
        return parts + signs(sign, left + TIME_SIZE / 2, middle + 2, TIME_SIZE)
    after = left + measure(showable(entry.time), TIME_SIZE) + GAP
    parts += signs(sign, after + TIME_SIZE / 2, top + 4, TIME_SIZE)
    parts += words(cell.note, after + TIME_SIZE + GAP, top + 2, bold=False, ink=ink)
    return parts + words(cell.title, left, middle, ink=ink, struck=off)
