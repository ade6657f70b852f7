"""How long a message that has come into a chat can be taken out of it again."""

from __future__ import annotations

from datetime import timedelta

ALLOWED = timedelta(hours=48)
"""So long Telegram lets a bot delete a message."""
DELETABLE = ALLOWED - timedelta(hours=1)
"""So long the bot tries to delete one: the last hour is left for getting through to Telegram."""
KEPT_RIGHT = ALLOWED
"""A card in somebody's chat that came no longer ago is drawn anew, or taken out, when what it shows is not so any more.
An older one stands as it is, unless its own reader taps on it."""
