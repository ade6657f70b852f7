"""Joining, leaving, settings and the chat's commands."""

from __future__ import annotations

from bot.desk import heard
from bot.desk.desk import Desk
from bot.desk.feature import Feature
from bot.desk.flow import Flow, ListOf, Screen
from bot.desk.open_sessions import stays_if_asked
from bot.methods.shelves import CLEAR
from bot.people import (
    access,
    asking_for_contact,
    chat_commands,
    clearing,
    consent,
    contacts,
    goodbye,
    guardians,
    joining,
    known_people,
    leaving,
    lending,
    phones,
    readers,
    settings,
    staff_help,
    thinking,
    time_off,
)
from bot.people.copy_lines import settings_in_copy
from dialogs.method.needs import (
    day,
    given,
    one_from,
    one_of,
    one_value,
    some_from,
    some_of,
    some_values,
    time_of_day,
    words,
)
from dialogs.permissions import Action
from dialogs.profile import STEP_COUNTS, Reading, ScaleStyle
from dialogs.text import T
from dialogs.time.repeat import EVERY_DAY
from storage.schedules import Timer

_PROFILE = {
    "language": one_of("da", "en", when=None),
    "reading": one_of(*Reading, when=None),
    "style": one_of(*ScaleStyle, when=None),
    "steps": one_value(STEP_COUNTS, when=None),
    "numbers": one_value(STEP_COUNTS, when=None),
    "aloud": one_of("yes_", "no_", when=None),
}
_WELCOME = Flow(
    Action.OWN_CONSENT, joining.welcome_known, joining.welcome_done, lists=("contacts", "trusted"),
    needs={
        "read": one_of(when=None, over="contacts"),
        "consent": one_of("yes_", "think", "ask", "no_", among=("yes_", "no_")),
        "again": one_value(range(366), "day", when=given("consent", "think")),
        "day": day(when=given("again", "day")),
        "trusted": one_from("trusted", when=given("consent", "ask")),
    },
    facts=("name", "house", "contacts", "hours", "phone", "emergency", "numbers", "kept", "responsible"),
)  # fmt: skip
_LEAVE = Flow(
    Action.OWN_SHARING, leaving.leave_known, leaving.left, facts=("kept", "told"),
    needs={
        "sure_keep": one_of("leave", "stay", when=None), "sure_erase": one_of("erase", "stay", when=None),
    },
)  # fmt: skip
_PAUSE = Flow(
    Action.SET_TIMES, finished=settings.pause_done,
    needs={"what": one_of("pause", "all", "resume"), "until": day(when=given("what", "pause", "all"))},
)  # fmt: skip
_NEW_BORGER = Flow(
    Action.CREATE_BORGER, settings.new_borger_known, joining.new_borger_done, lists=("staff", "names"),
    needs={**_PROFILE, "name": words(), "contacts": some_from("staff", when=None), "at": time_of_day()},
)  # fmt: skip
_MAY_READ = {
    "what": one_of("all", "some", "nothing"),
    "topics": some_from("topics", when=given("what", "some")),
}
_CONTACTS = {
    "contacts": Flow(
        Action.MANAGE_BORGER, contacts.contacts_known, contacts.contacts_done, lists=("staff",),
        needs={"contacts": some_from("staff")},
    ),
    "ask_contact": Flow(
        Action.CREATE_BORGER, contacts.ask_known, contacts.ask_done, lists=("borgere",),
        needs={"who": one_from("borgere")},
    ),
    contacts.SURE: Flow(
        Action.MANAGE_BORGER, contacts.sure_known, contacts.sure_done, facts=("changes", "heard"), heard=heard.by_day,
        needs={"sure": one_of("yes_", "no_", among=("yes_",))},
    ),
    contacts.SAVED: Flow(
        Action.MANAGE_BORGER, contacts.saved_known, contacts.saved_done, facts=("stands",),
        needs={"what": one_of("fine", "undo", among=("undo",))},
    ),
    asking_for_contact.MY_CONTACT: Flow(
        Action.OWN_SHARING, asking_for_contact.known, asking_for_contact.done, lists=("ways",),
        facts=("asks", "stands"), needs={"what": one_from("ways")},
    ),
    lending.LEND: Flow(
        Action.OWN_SHARING, lending.known, lending.done, facts=("name", "reader"), put_away=stays_if_asked,
        needs={"may": one_of("yes_", "no_", among=("yes_",))},
    ),
    readers.NEW_CONTACT: Flow(
        Action.OWN_SHARING, readers.newcomer_known, readers.newcomer_done, lists=("topics",),
        facts=("reader", "stands"),
        needs=_MAY_READ, put_away=stays_if_asked,
    ),
}  # fmt: skip
_PHONES = {
    phones.NEW_PHONE: Flow(
        Action.MANAGE_BORGER, phones.phone_known, phones.phone_done, lists=("ways",), facts=("stands", "name"),
        needs={"way": one_from("ways")},
    ),
    phones.OTHER_PHONE: Flow(
        None, phones.other_known, phones.other_done, facts=("until",), put_away=stays_if_asked,
        needs={"mine": one_of("yes_", "no_", among=("no_",))},
    ),
}  # fmt: skip
_GOODBYES = {
    goodbye.MOVING_OUT: Flow(
        Action.MANAGE_BORGER, goodbye.moving_known, goodbye.moving_done, lists=("ways",), facts=("stands", "name"),
        needs={"way": one_from("ways")},
    ),
    goodbye.GOODBYE: Flow(
        Action.OWN_SHARING, goodbye.goodbye_known, goodbye.goodbye_done, facts=("why",), put_away=stays_if_asked,
        needs={
            "what": one_of("undo", "paper", "chat"), "here": one_of("yes_", "no_", when=given("what", "chat")),
        },
    ),
}  # fmt: skip
_TIME_OFF = Flow(
    Action.OWN_SETTINGS, time_off.known, time_off.done, lists=("ways", "staff"), facts=("stands",),
    needs={
        "what": one_from("ways"), "from": day(when=given("what", "days")), "until": day(when=given("what", "days")),
        "deputy": one_from("staff", when=given("what", "days")),
    },
)  # fmt: skip
_COLLEAGUES = {
    time_off.TIME_OFF: _TIME_OFF,
    access.COLLEAGUE: Flow(Action.MANAGE_STAFF, access.colleague_known, lists=("ways",), facts=("stands",)),
    access.END_ACCESS: Flow(
        Action.MANAGE_STAFF, access.end_known, access.end_done, lists=("ways",), facts=("stands", "name"),
        needs={"way": one_from("ways")},
    ),
    access.SUCCESSOR: Flow(
        Action.MANAGE_STAFF, access.successor_known, access.successor_done, lists=("staff",), facts=("what",),
        needs={"who": one_from("staff")},
    ),
}  # fmt: skip


def _timer_due(desk: Desk, timer: Timer) -> None:
    """What was to come for a person by itself."""
    kinds = {phones.SETTLES: phones, goodbye.LEAVES: goodbye, time_off.BEGINS: time_off,
             time_off.ENDS: time_off}  # fmt: skip
    kinds.get(timer.kind, consent).timer_due(desk, timer)


FEATURE = Feature(
    lists={"people": ListOf(known_people.listed, tuple(known_people.PEOPLE))},
    forms={
        "welcome": _WELCOME,
        "leave": _LEAVE,
        "thinking": Flow(Action.OWN_CONSENT, thinking.thinking_known, facts=("again",)),
        guardians.GUARDIAN: Flow(
            Action.MANAGE_BORGER,
            guardians.guardian_known,
            guardians.guardian_done,
            lists=("ways",),
            facts=("stands",),
            needs={
                "way": one_from("ways"),
                "name": words(when=given("way", guardians.ADD)),
                "kind": one_of("guardian", "together", when=given("way", guardians.ADD)),
                "covers": some_of("money", "personal", when=None),
            },
        ),
        consent.CONSENT: Flow(
            Action.OWN_CONSENT,
            consent.consent_known,
            consent.looked_at,
            put_away=stays_if_asked,
            facts=("why", "reads", "kept", "guardian"),
            needs={"still": one_of(when=None)},
        ),
        "decline": Flow(
            Action.OWN_CONSENT,
            leaving.decline_known,
            leaving.declined,
            facts=("kept",),
            needs={"what": one_of("leave", "stay", among=("leave",))},
        ),
        "reading": Flow(
            Action.OWN_READING,
            settings.reading_known,
            settings.reading_done,
            lists=("voices",),
            needs={**_PROFILE, "aloud": one_from("voices", when=None)},
        ),
        "settings": Flow(Action.OWN_READING),
        "help": Flow(Action.ASK_TO_TALK, chat_commands.help_known, facts=("numbers",)),
        "offer_help": Flow(Action.ASK_TO_TALK),
        "offer_stop": Flow(Action.ASK_TO_TALK),
        "stop": Flow(Action.OWN_SHARING),
        "sharing": Flow(
            Action.OWN_SHARING,
            readers.readers_known,
            readers.reader_chosen,
            lists=("readers",),
            needs={"who": one_from("readers")},
        ),
        "sharing_of": Flow(
            Action.OWN_SHARING,
            readers.reader_known,
            readers.reader_done,
            lists=("topics",),
            facts=("reader",),
            needs=_MAY_READ,
        ),
        "who_reads": Flow(
            Action.OWN_SHARING,
            readers.topic_known,
            readers.topic_done,
            says_so=True,
            lists=("readers",),
            facts=("topic",),
            needs={"who": some_from("readers")},
        ),
        "sharing_other": Flow(
            Action.OWN_SHARING,
            readers.others_known,
            readers.reader_chosen,
            lists=("staff",),
            needs={"who": one_from("staff")},
        ),
        "pause": _PAUSE,
        "staff_settings": Flow(Action.OWN_SETTINGS),
        "staff_stop": Flow(Action.OWN_SETTINGS, staff_help.stop_known, facts=("house",)),
        "staff_more": Flow(Action.OWN_SETTINGS),
        "language": Flow(None, finished=settings.reading_done, needs={**_PROFILE, "language": one_of("da", "en")}),
        "my_name": Flow(
            Action.OWN_SETTINGS,
            settings.colleagues_known,
            settings.name_done,
            lists=("names",),
            needs={"name": words()},
        ),
        "summary_time": Flow(
            Action.OWN_SUMMARY,
            finished=settings.summary_time_done,
            needs={"at": time_of_day(), "days": some_values(EVERY_DAY)},
        ),
        "new_staff": Flow(
            Action.INVITE_STAFF,
            settings.colleagues_known,
            joining.new_staff_done,
            lists=("names",),
            needs={"name": words()},
        ),
        "new_borger": _NEW_BORGER,
        **_CONTACTS,
        **_COLLEAGUES,
        **_PHONES,
        **_GOODBYES,
        "borger_menu": Flow(Action.MANAGE_BORGER, joining.stands_known, facts=("stands",)),
        "borgere": Flow(
            Action.CREATE_BORGER,
            settings.borgere_known,
            settings.borger_chosen,
            lists=("borgere",),
            needs={"who": one_from("borgere")},
        ),
    },
    screens={
        CLEAR: Screen(Action.OWN_SHARING, clearing.clear),
        "no_summary": Screen(Action.OWN_SUMMARY, staff_help.no_summary),
        "new_link": Screen(Action.MANAGE_BORGER, joining.new_link, stays=True),
        access.LINK: Screen(Action.MANAGE_STAFF, access.new_link, stays=True),
    },
    taps={clearing.CLEARED: clearing.tapped},
    timers={"borger": _timer_due},
    moves=(goodbye.told_again,),
    reached=(goodbye.told_again,),
    comes_again=(goodbye.comes_again, clearing.cards_again),
    page_opens={"settings": "borger_menu"},
    copy_lines=(settings_in_copy, guardians.guardians_in_copy),
    looks={phones.NEW_PHONE: ("📱", T("a link to another phone"))},
)
