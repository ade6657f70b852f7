"""What others were shown of a borger, brought in line with what the borger shares now."""

from __future__ import annotations

from bot.flows import followups, summaries, together, weekplan
from bot.flows.house import Desk
from bot.review import page
from storage.people import Person


async def refresh(desk: Desk, borger: Person) -> None:
    """Draws anew, or takes away, what stands on screens: after the borger changed what they share, with whom, or what
    they said."""
    await summaries.refresh(desk, borger)
    await followups.take_back_words(desk, borger)
    await together.put_away(desk, borger)
    await page.redraw(desk, borger)
    await weekplan.wishes_changed(desk, borger)
