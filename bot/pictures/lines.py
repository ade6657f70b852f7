"""The week and the board in lines of text, for those who read text alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.pictures.spec import BoardPicture, DayEntry, WeekPicture

LONGEST_TITLE = 80
"""Letters of a title in a line; the board and the card of an activity have it whole."""


def week_lines(picture: WeekPicture, most: int) -> list[str]:
    """The days under each other, each with its entries, in about `most` letters at the most: where they would take
    more, every day shows only so many."""
    count = max((len(day.entries) for day in picture.days), default=0)
    while len("\n".join(lines := _week(picture, count))) > most and count > 1:
        count -= 1
    return lines


def _week(picture: WeekPicture, count: int) -> list[str]:
    lines = [picture.title]
    for index, day in enumerate(picture.days):
        today = index == picture.today
        name = f"{'✓ ' if day.past else ''}{day.name} {day.date}{f' – {picture.today_word}' if today else ''}"
        now = picture.now if today else None
        shown = _day(day.entries, now, picture.now_word, picture.more, count)
        lines += [f"\n{name}", *(shown or [picture.empty if today else "–"])]
    return lines


def board_lines(picture: BoardPicture, most: int) -> list[str]:
    """Who is on duty and the day's entries, in about `most` letters at the most."""
    head = [picture.title]
    for shift in picture.shifts:
        people = ", ".join(shift.people) or "–"
        head.append(f"{'▸ ' if shift.present else ''}{shift.name}: {people}")
    head += [picture.partner.label] if picture.partner else []
    count = len(picture.entries)
    while len("\n".join(lines := [*head, "", *_board(picture, count)])) > most and count > 1:
        count -= 1
    return lines


def _board(picture: BoardPicture, count: int) -> list[str]:
    return _day(picture.entries, picture.now, picture.now_word, picture.more, count, whole=True) or [picture.empty]


def _day(
    entries: Sequence[DayEntry], now: int | None, now_word: str, more: str, count: int, *, whole: bool = False
) -> list[str]:
    """One line an entry, with a line at now between those that have begun and those to come; at most `count`, around
    now."""
    first = min(max((now or 0) - 1, 0), max(len(entries) - count, 0))
    last = first + count
    lines = [more.replace("{count}", str(first))] if first else []
    for index, entry in enumerate(entries[first:last], first):
        lines += [*([f"— {now_word} —"] if index == now else []), _line(entry, whole=whole)]
    if now is not None and now >= min(last, len(entries)) and entries:
        lines.append(f"— {now_word} —")
    return [*lines, *([more.replace("{count}", str(len(entries) - last))] if last < len(entries) else [])]


def _line(entry: DayEntry, *, whole: bool) -> str:
    title = entry.title if len(entry.title) <= LONGEST_TITLE else f"{entry.title[:LONGEST_TITLE]}…"
    around: Iterable[str] = (entry.place, entry.company) if whole else ()
    said = [f"{entry.time} {title}".strip(), *(each for each in around if each)]
    return f"• {', '.join(said)}{f' ({entry.note})' if entry.note else ''}"
