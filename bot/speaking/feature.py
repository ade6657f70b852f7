"""Reading aloud, for who wants it."""

from bot.desk.aloud import HEAR
from bot.desk.feature import Feature
from bot.speaking import reading_aloud

FEATURE = Feature(taps={HEAR: reading_aloud.tapped})
