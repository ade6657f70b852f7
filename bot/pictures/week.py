"""Lays out seven days under each other: today large with now marked, past days dimmed and ticked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.entries import GAP, STATE_SIGNS, Day, Look, Photos, draw_day, draw_image, measure_day, pill, stands
from bot.pictures.scene import INK, QUIET_INK, WIDTH, Part, Scene, frame, signs, tick, words
from bot.pictures.spec import Entry, WeekDay, WeekPicture
from bot.pictures.text import LINE_HEIGHT, FittedText, clip, fit, fits, measure, showable

MARGIN = 20
PAD = 12
NAME_WIDTH = 230
"""Pixels for the name of a day, with its date and check-in under it."""
NAME_SIZES = (38, 36, 34, 32, 30)
TODAY_HEAD = 3 * PAD + NAME_SIZES[0] * LINE_HEIGHT
COLUMNS = 2
COUNT_WIDTH = 134
IMAGE = 68
TITLE_SIZES = (30, 28, 26)
TIME_SIZE = 30
DATE_SIZE = 28
LOOKS = (
    Look(104, 42, (44, 40, 36, 34), 30, title_lines=3),
    Look(76, 36, (36, 34, 32), 28, title_lines=2),
    Look(60, 32, (32, 30, 28), 26, title_lines=2),
)
HIGHEST = 1600
"""Pixels: a higher picture is shown too small on a phone. What has no room is folded away, other days' first."""
LEAST_TODAY = 460
NOTHING = "🌿"
MOST_ROWS = 4
MOST_SMALL = 3
"""Small entries by a day's date: one beside it and two under it."""


@dataclass(frozen=True)
class _Cell:
    """One entry of a day that is not today: its text, measured. The word for its state stands beside its time, or with
    `below` under its title."""

    entry: Entry
    title: FittedText
    note: FittedText
    below: bool

    @property
    def text_height(self) -> float:
        return TIME_SIZE * LINE_HEIGHT + self.title.height + (self.note.height if self.below else 0)

    @property
    def height(self) -> float:
        return max(IMAGE, self.text_height)


@dataclass(frozen=True)
class _Strip:
    """A day that is not today: the small entries (check-ins) by its date, the others as cells, and beside them how many
    more there are."""

    day: WeekDay
    small: tuple[Entry, ...]
    cells: tuple[_Cell, ...]
    cell_width: float
    more: FittedText

    @property
    def lines(self) -> list[tuple[_Cell, ...]]:
        return [self.cells[start : start + COLUMNS] for start in range(0, len(self.cells), COLUMNS)]

    @property
    def height(self) -> float:
        inside = sum(max(cell.height for cell in line) for line in self.lines) + GAP * (len(self.lines) - 1)
        under_name = (2 if len(self.small) > 1 else 1) * DATE_SIZE * LINE_HEIGHT
        return max(inside, NAME_SIZES[0] * LINE_HEIGHT + under_name, IMAGE) + 2 * PAD


def lay_out_week(picture: WeekPicture, photos: Photos) -> Scene:
    """The week's scene. Raises ValueError for a pictogram that is not in OpenMoji."""
    title = fit(picture.title, WIDTH - 2 * MARGIN, (48, 44, 40))
    parts = words(title, MARGIN, MARGIN)
    y = MARGIN + title.height + (GAP if title.lines else 0)
    strips, today = _measured(picture, HIGHEST - y)
    for index, day in enumerate(picture.days):
        if index == picture.today:
            parts += _today(picture, day, today, y, photos)
            y += _today_height(today)
        else:
            parts += _strip(strips[index], y, photos)
            y += strips[index].height
        y += GAP
    return Scene(round(y + MARGIN - GAP), tuple(parts))


def _measured(picture: WeekPicture, room: float) -> tuple[dict[int, _Strip], Day | None]:
    """Every other day with as many rows of entries as leave today the room it needs; the last with one row and one line
    of title."""
    entries = picture.days[picture.today].entries if picture.today is not None else ()
    for rows, title_lines in (*((rows, 2) for rows in range(MOST_ROWS, 0, -1)), (1, 1)):
        strips = {
            index: _measured_strip(day, rows * COLUMNS, title_lines, picture.more)
            for index, day in enumerate(picture.days)
            if index != picture.today
        }
        left = room - sum(strip.height + GAP for strip in strips.values()) - TODAY_HEAD
        if title_lines == 1:
            left = max(left, LEAST_TODAY)
        looks = LOOKS if rows == 1 else LOOKS[:-1]
        today = measure_day(entries, WIDTH - 2 * MARGIN - 4 * PAD, left, looks, picture.now) if entries else None
        if left >= IMAGE and (today is None or today.whole):
            break
    return strips, today


def _today_height(day: Day | None) -> float:
    return TODAY_HEAD + (day.height if day else IMAGE)


def _today(picture: WeekPicture, day: WeekDay, measured: Day | None, y: float, photos: Photos) -> list[Part]:
    width = WIDTH - 2 * MARGIN
    parts: list[Part] = [frame(MARGIN, y, width, _today_height(measured), marked=True)]
    left, top = MARGIN + 2 * PAD, y + PAD
    name = f"{day.name} {day.date}"
    parts += words(fit(name, 600, NAME_SIZES, max_lines=1), left, top)
    shown, across = pill(picture.today_word, 0, 0, 34)
    if shown:
        shown, _ = pill(picture.today_word, WIDTH - MARGIN - 2 * PAD - across, top + 2, 34)
        parts += shown
    top += NAME_SIZES[0] * LINE_HEIGHT + PAD
    if measured is None:
        text = fit(picture.empty, width - 4 * PAD - IMAGE - GAP, (34, 32, 30))
        parts += signs(NOTHING, left + IMAGE / 2, top, IMAGE)
        return parts + words(text, left + IMAGE + GAP, top + (IMAGE - text.height) / 2)
    return parts + draw_day(
        measured, left, top, width - 4 * PAD, photos, now_word=picture.now_word, more=picture.more
    )  # fmt: skip


def _measured_strip(day: WeekDay, most: int, title_lines: int, more: str) -> _Strip:
    """The day with at most so many cells: of more entries, those that stand come first."""
    small = tuple(entry for entry in day.entries if entry.small)[:MOST_SMALL]
    others = [entry for entry in day.entries if not any(entry is one for one in small)]
    first = sorted(range(len(others)), key=lambda index: (not stands(others[index]), index))[:most]
    folded = len(others) - len(first)
    width = (WIDTH - 2 * MARGIN - NAME_WIDTH - 2 * PAD - (COUNT_WIDTH if folded else 0)) / COLUMNS
    count = fit(more.replace("{count}", str(folded)) if folded else "", COUNT_WIDTH, (32, 30, 28, 26, 24))
    return _Strip(day, small, tuple(_cell(others[index], width, title_lines) for index in sorted(first)), width, count)


def _cell(entry: Entry, width: float, title_lines: int) -> _Cell:
    width -= IMAGE + 2 * GAP
    title = clip(fit(entry.title, width, TITLE_SIZES, max_lines=title_lines), width, title_lines)
    beside = width - measure(showable(entry.time), TIME_SIZE) - TIME_SIZE - 2 * GAP
    sizes = (26, 24)
    below = not fits(entry.note, beside, sizes[-1], max_lines=1, bold=False)
    room = width if below else beside
    return _Cell(entry, title, clip(fit(entry.note, room, sizes, max_lines=1, bold=False), room, 1), below)


def _strip(strip: _Strip, y: float, photos: Photos) -> list[Part]:
    past = strip.day.past
    ink = QUIET_INK if past else INK
    parts: list[Part] = [] if past else [frame(MARGIN, y, WIDTH - 2 * MARGIN, strip.height)]
    parts += _name(strip, y, ink)
    top = y + PAD
    for line in strip.lines:
        height = max(cell.height for cell in line)
        for column, cell in enumerate(line):
            x = MARGIN + NAME_WIDTH + PAD + column * strip.cell_width
            parts += _drawn_cell(cell, x, top, height if len(strip.lines) > 1 else strip.height - 2 * PAD, ink, photos)
        top += height + GAP
    right = WIDTH - MARGIN - PAD
    parts += words(strip.more, right, y + (strip.height - strip.more.height) / 2, anchor="end", ink=QUIET_INK)
    if not strip.cells:
        parts += signs(
            NOTHING, MARGIN + NAME_WIDTH + PAD + IMAGE / 2, y + (strip.height - IMAGE) / 2, IMAGE, faded=past
        )
    return parts


def _name(strip: _Strip, y: float, ink: str) -> list[Part]:
    """The day's name with a tick if it is past, and under it the date with the times of its small entries."""
    room = NAME_WIDTH - PAD - (50 if strip.day.past else 0)
    name = fit(strip.day.name, room, NAME_SIZES, max_lines=1)
    left, top = MARGIN + PAD, y + PAD
    parts = words(name, left, top, ink=ink)
    if strip.day.past:
        parts.append(tick(MARGIN + NAME_WIDTH - 30, top + NAME_SIZES[0] * LINE_HEIGHT / 2, 20, ink=ink))
    top += NAME_SIZES[0] * LINE_HEIGHT
    parts += words(fit(strip.day.date, room, (DATE_SIZE,)), left, top, bold=False, ink=ink)
    side = DATE_SIZE * LINE_HEIGHT
    x = left + measure(showable(strip.day.date), DATE_SIZE, bold=False) + GAP
    for index, entry in enumerate(strip.small):
        if index == 1:
            x, top = left, top + side
        parts += signs(STATE_SIGNS.get(entry.state) or entry.pictogram, x + side / 2, top, side)
        parts += words(fit(entry.time, NAME_WIDTH, (DATE_SIZE,)), x + side + 4, top, bold=False, ink=ink)
        x += side + 4 + measure(showable(entry.time), DATE_SIZE, bold=False) + GAP
    return parts


def _drawn_cell(cell: _Cell, x: float, y: float, height: float, ink: str, photos: Photos) -> list[Part]:
    entry = cell.entry
    off = not stands(entry)
    ink = QUIET_INK if off else ink
    parts = draw_image(entry, x, y + (height - IMAGE) / 2, IMAGE, photos, faded=ink == QUIET_INK)
    left = x + IMAGE + GAP
    top = y + (height - cell.text_height) / 2
    parts += words(fit(entry.time, WIDTH, (TIME_SIZE,)), left, top, ink=ink, struck=off)
    sign = left + measure(showable(entry.time), TIME_SIZE) + GAP
    if entry.state != "planned":
        parts += signs(STATE_SIGNS[entry.state], sign + TIME_SIZE / 2, top + 3, TIME_SIZE)
    if not cell.below:
        parts += words(cell.note, sign + TIME_SIZE + 6, top + 2, bold=False, ink=ink)
    top += TIME_SIZE * LINE_HEIGHT
    parts += words(cell.title, left, top, ink=ink, struck=off)
    if cell.below:
        parts += words(cell.note, left, top + cell.title.height, bold=False, ink=ink)
    return parts
