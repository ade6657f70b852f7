"""What others were shown of a borger, brought in line with what the borger shares now."""

from __future__ import annotations

from bot.asking import together
from bot.desk.desk import Desk
from bot.reviewing import followups, page, summaries
from bot.week import week_dialogs
from storage.people import Person


def refresh(desk: Desk, borger: Person) -> None:
    """Draws anew, or takes away, what stands on screens: after the borger changed what they share, with whom, or what
    they said."""
    summaries.refresh(desk, borger)
    followups.take_back_words(desk, borger)
    together.put_away(desk, borger)
    page.redraw(desk, borger)
    week_dialogs.wishes_changed(desk, borger)
