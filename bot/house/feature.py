"""What is about the house: written and read by staff, and asked when the leader says."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.house import sheets, writing
from dialogs.permissions import Action

FEATURE = Feature(
    forms={f"{writing.RECORDS}_menu": Flow(Action.HOUSE_RECORDS, writing.menu_known, lists=("about_house",))},
    screens={
        writing.RECORDS: Screen(Action.HOUSE_RECORDS, writing.open_menu, there=writing.there),
        writing.WRITE: Screen(Action.HOUSE_RECORDS, writing.write),
        sheets.SHEETS: Screen(Action.HOUSE_RECORDS, sheets.opened),
        "house_methods": Screen(Action.SEE_HOUSE, writing.methods, there=writing.there),
    },
    taps={sheets.HOUSE: sheets.tapped},
)
