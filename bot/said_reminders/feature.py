"""Reminders that answers make."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.said_reminders import made

FEATURE = Feature(changed={made.SAID: made.bring_in_line}, ended=(made.ended,))
