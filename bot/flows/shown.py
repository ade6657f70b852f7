"""What others were shown of a borger, brought in line with what the borger shares now."""

from __future__ import annotations

from bot.flows import followups, summaries, together, weekplan
from bot.flows.house import Desk
from bot.review import page
from storage.people import Person


def refresh(desk: Desk, borger: Person) -> None:
    """Draws anew, or takes away, what stands on screens: after the borger changed what they share, with whom, or what
    they said."""
    summaries.refresh(desk, borger)
    followups.take_back_words(desk, borger)
    together.put_away(desk, borger)
    page.redraw(desk, borger)
    weekplan.wishes_changed(desk, borger)
