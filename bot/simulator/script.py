"""The scripting API over HTTP under /sim/: act as a person, read a chat, inject faults, follow changes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.server import Simulator


def add_script_routes(simulator: "Simulator") -> None:
    """Adds the routes to the simulator's application."""
