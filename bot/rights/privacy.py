"""The house's policy, short: who reads what a borger tells, how long it is kept, and whom to ask."""

from __future__ import annotations

from bot.desk.at_work import called
from bot.desk.desk import Desk
from bot.desk.flow import Known, Start
from dialogs.text import T, Text
from storage import sharing

_TELEGRAM = T("What you write goes through the firm Telegram. Telegram has it too.")


def privacy_known(desk: Desk, start: Start) -> Known:
    """The policy as it is for this borger now."""
    readers = called((name for _, name, _ in sharing.given(desk.tx, start.about.id)), first=True)
    lines = (
        responsible(desk),
        T("{names} may read what you have said yes to.", names=readers)
        if readers
        else T("I show your answers to nobody."),
        T("Staff see what you say to reminders."),
        T("They also see when you ask for a talk."),
        kept(desk),
        _TELEGRAM,
        T("Would you like a copy, or to ask something? Ask the staff."),
        T("You can have everything erased. Tap »Break or leave«."),
    )
    return Known(facts={"policy": desk.texts(start.person).lines(lines)})


def before_joining(desk: Desk) -> tuple[Text, ...]:
    """The policy for who has not said yes yet, in lines."""
    return (
        responsible(desk),
        T("I keep no answers before you say yes."),
        T("You choose who may read them."),
        kept(desk),
        _TELEGRAM,
    )


def kept(desk: Desk) -> Text:
    """How long answers are kept."""
    months = int(desk.house.settings.keep_months)
    if months == 1:
        return T("I erase your answers after a month.")
    return T("I erase your answers after {months} months.", months=months)


def responsible(desk: Desk) -> Text:
    """Who answers for what is kept."""
    return T("{house} is responsible for what I keep.", house=desk.house.settings.house_name)
