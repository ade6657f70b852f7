"""Joining, leaving, settings and the chat's commands."""

from __future__ import annotations

from bot.desk.feature import Feature
from bot.desk.flow import Flow, Screen
from bot.people import chat_commands, house_screen, joining, leaving, settings, staff_help
from bot.people.copy_lines import settings_in_copy
from dialogs.permissions import Action

FEATURE = Feature(
    forms={
        "welcome": Flow(None, joining.welcome_known, joining.welcome_done),
        "leave": Flow(Action.OWN_SHARING, leaving.leave_known, leaving.left),
        "decline": Flow(None, leaving.decline_known, leaving.declined),
        "reading": Flow(Action.OWN_READING, finished=settings.reading_done),
        "settings": Flow(Action.OWN_READING),
        "help": Flow(Action.ASK_TO_TALK, chat_commands.help_known),
        "offer_help": Flow(Action.ASK_TO_TALK),
        "offer_stop": Flow(Action.ASK_TO_TALK),
        "stop": Flow(Action.OWN_SHARING),
        "sharing": Flow(Action.OWN_SHARING, settings.sharing_known, settings.sharing_done),
        "pause": Flow(Action.SET_TIMES, finished=settings.pause_done),
        "staff_settings": Flow(Action.OWN_SETTINGS),
        "staff_stop": Flow(Action.OWN_SETTINGS, staff_help.stop_known),
        "staff_more": Flow(Action.OWN_SETTINGS),
        "language": Flow(None, finished=settings.reading_done),
        "my_name": Flow(Action.OWN_SETTINGS, finished=settings.name_done),
        "summary_time": Flow(Action.OWN_SUMMARY, finished=settings.summary_time_done),
        "new_staff": Flow(Action.INVITE_STAFF, finished=joining.new_staff_done),
        "new_borger": Flow(Action.CREATE_BORGER, settings.staff_known, joining.new_borger_done),
        "contacts": Flow(Action.MANAGE_BORGER, settings.staff_known, settings.contacts_done),
        "borger_menu": Flow(Action.MANAGE_BORGER),
        "borgere": Flow(Action.CREATE_BORGER, settings.borgere_known, settings.borger_chosen),
    },
    screens={
        "no_summary": Screen(Action.OWN_SUMMARY, staff_help.no_summary),
        "new_link": Screen(Action.MANAGE_BORGER, joining.new_link),
        "house": Screen(Action.SEE_HOUSE, house_screen.house),
    },
    page_opens={"settings": "borger_menu"},
    copy_lines=(settings_in_copy,),
)
