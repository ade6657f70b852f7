"""Records: sheets that staff write about a borger and read on the borger's page."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Screen
from bot.records import open_sheets, page_part, sheet_part
from bot.records.copy_lines import sheets_in_copy
from dialogs.permissions import Action
from dialogs.text import T

FEATURE = Feature(
    screens={open_sheets.SHEET: Screen(Action.READ_SHARED, open_sheets.opened)},
    taps={open_sheets.TAPPED: open_sheets.tapped},
    timers={"sheet": open_sheets.timer_due},
    ended=(open_sheets.written,),
    page_parts={"records": page_part.sheet, open_sheets.PART: sheet_part.whole},
    page_opens={"sheet": open_sheets.SHEET},
    page_ways=(sheet_part.ways, page_part.ways),
    copy_lines=(sheets_in_copy,),
    looks={page_part.LOOKED: ("📝🤲", T("what staff have written about you"))},
)
