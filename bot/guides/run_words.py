"""How it went with a guide, in words: what was done, by whom and how long it took. Never what was not."""

from __future__ import annotations

from functools import reduce
from zoneinfo import ZoneInfo

from dialogs.text import T, Text
from storage.guides import Run


def told(run: Run) -> Text:
    """One time, as one line: begun at the reminder, with help, 50 minutes."""
    parts = [T("begun at the reminder")] if run.reminded else [T("begun without a reminder")]
    if run.state == "done":
        parts.append(T("all of it"))
    else:
        parts.append(T("{done} of {total} steps", done=run.done, total=len(run.guide.steps)))
    match run.alone, run.asked:
        case "alone", 0:
            parts.append(T("alone"))
        case "alone", _:
            parts.append(T("alone, asked for help"))
        case "helped", _:
            parts.append(T("with help"))
        case _, asked if asked:
            parts.append(T("asked for help"))
    if run.state == "done" and run.minutes:
        parts.append(T("{count} minutes", count=run.minutes))
    return reduce(lambda said, more: T("{said}, {more}", said=said, more=more), parts)


def signs(run: Run) -> str:
    """The same in pictures: what it was begun by, who did it, and whether all of it was done."""
    whose = {"alone": "🙋", "helped": "🤝"}.get(run.alone, "🤝" if run.asked else "")
    return ("🔔" if run.reminded else "") + whose + ("✅" if run.state == "done" else "") or run.guide.pictogram


def dated(run: Run, zone: ZoneInfo) -> Text:
    """The same with its day."""
    return T("{when}: {text}", when=run.begun_at.astimezone(zone).date(), text=told(run))
