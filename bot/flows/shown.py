"""What others were shown of a borger, brought in line with what the borger shares now."""

from __future__ import annotations

from bot.flows import summaries, weekplan
from bot.flows.house import Desk
from bot.review import page
from storage.people import Person


async def refresh(desk: Desk, borger: Person) -> None:
    """Draws anew what stands on screens: after the borger changed what they share, with whom, or what they said."""
    await summaries.refresh(desk, borger)
    await page.redraw(desk, borger)
    await weekplan.wishes_changed(desk, borger)
