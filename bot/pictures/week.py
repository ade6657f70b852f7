"""Lays out seven days under each other: today large with now marked, past days dimmed and ticked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.pictures.entries import GAP, STATE_SIGNS, Day, Look, Photos, draw_day, draw_image, measure_day, pill, stands
from bot.pictures.scene import INK, QUIET_INK, WIDTH, Part, Scene, frame, signs, tick, words
from bot.pictures.spec import Entry, WeekDay, WeekPicture
from bot.pictures.text import LINE_HEIGHT, FittedText, clip, fit, measure, showable

MARGIN = 20
PAD = 12
NAME_WIDTH = 230
"""Pixels for the name of a day, with its date and check-in under it."""
NAME_SIZES = (38, 36, 34, 32, 30)
COLUMNS = 2
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
    """One entry of a day that is not today, or what stands for those folded away: its text, measured."""

    entry: Entry | None
    title: FittedText
    note: FittedText

    @property
    def height(self) -> float:
        top = TIME_SIZE * LINE_HEIGHT if self.entry else 0.0
        return max(IMAGE, top + self.title.height)


@dataclass(frozen=True)
class _Strip:
    """A day that is not today: the small entries (check-ins) by its date, and the others as cells."""

    day: WeekDay
    small: tuple[Entry, ...]
    cells: tuple[_Cell, ...]

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
    """Every other day with as many rows of entries as leave today the room it needs, or else with one."""
    entries = picture.days[picture.today].entries if picture.today is not None else ()
    width = WIDTH - 2 * MARGIN - 4 * PAD
    for rows in range(MOST_ROWS, 0, -1):
        strips = {
            index: _measured_strip(day, rows * COLUMNS, picture.more)
            for index, day in enumerate(picture.days)
            if index != picture.today
        }
        left = room - sum(strip.height + GAP for strip in strips.values()) - _today_height(None)
        if rows == 1:
            left = max(left, LEAST_TODAY)
        today = measure_day(entries, width, left, LOOKS[: 3 if rows == 1 else 2], picture.now) if entries else None
        if left >= IMAGE and (today is None or today.whole):
            break
    return strips, today


def _today_height(day: Day | None) -> float:
    return 3 * PAD + NAME_SIZES[0] * LINE_HEIGHT + (day.height if day else IMAGE)


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


def _measured_strip(day: WeekDay, most: int, more: str) -> _Strip:
    """The day with at most so many cells; the last one then counts what has no room."""
    small = tuple(entry for entry in day.entries if entry.small)[:MOST_SMALL]
    others = [entry for entry in day.entries if not any(entry is one for one in small)]
    shown = others if len(others) <= most else others[: most - 1]
    cells = [_cell(entry) for entry in shown]
    if len(shown) < len(others):
        count = fit(more.replace("{count}", str(len(others) - len(shown))), _cell_width(), (34, 32, 30, 28))
        cells.append(_Cell(None, count, FittedText(0, ())))
    return _Strip(day, small, tuple(cells))


def _cell_width() -> float:
    return (WIDTH - 2 * MARGIN - NAME_WIDTH - 2 * PAD) / COLUMNS


def _cell(entry: Entry) -> _Cell:
    width = _cell_width() - IMAGE - 2 * GAP
    time = measure(showable(entry.time), TIME_SIZE)
    beside = width - time - TIME_SIZE - 3 * GAP
    note = clip(fit(entry.note, beside, (26, 24), max_lines=1, bold=False), beside, 1)
    return _Cell(entry, clip(fit(entry.title, width, TITLE_SIZES), width, 2), note)


def _strip(strip: _Strip, y: float, photos: Photos) -> list[Part]:
    past = strip.day.past
    ink = QUIET_INK if past else INK
    parts: list[Part] = [] if past else [frame(MARGIN, y, WIDTH - 2 * MARGIN, strip.height)]
    parts += _name(strip, y, ink)
    top = y + PAD
    for line in strip.lines:
        height = max(cell.height for cell in line)
        for column, cell in enumerate(line):
            x = MARGIN + NAME_WIDTH + PAD + column * _cell_width()
            parts += _drawn_cell(cell, x, top, height if len(strip.lines) > 1 else strip.height - 2 * PAD, ink, photos)
        top += height + GAP
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
    if entry is None:
        return words(cell.title, x, y + (height - cell.title.height) / 2, ink=QUIET_INK)
    off = not stands(entry)
    ink = QUIET_INK if off else ink
    parts = draw_image(entry, x, y + (height - IMAGE) / 2, IMAGE, photos, faded=off or ink == QUIET_INK)
    left = x + IMAGE + GAP
    top = y + (height - TIME_SIZE * LINE_HEIGHT - cell.title.height) / 2
    parts += words(fit(entry.time, _cell_width(), (TIME_SIZE,)), left, top, ink=ink, struck=off)
    if entry.state != "planned":
        sign = left + measure(showable(entry.time), TIME_SIZE) + GAP
        parts += signs(STATE_SIGNS[entry.state], sign + TIME_SIZE / 2, top + 3, TIME_SIZE)
        parts += words(cell.note, sign + TIME_SIZE + 6, top + 2, bold=False, ink=ink)
    return parts + words(cell.title, left, top + TIME_SIZE * LINE_HEIGHT, ink=ink, struck=off)
