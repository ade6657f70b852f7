"""Records: sheets that staff write about a borger and read on the borger's page."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.records import page_part
from dialogs.text import T

FEATURE = Feature(
    page_parts={"records": page_part.sheet},
    page_ways=(page_part.ways,),
    looks={page_part.LOOKED: ("📝🤲", T("what staff have written about you"))},
)
