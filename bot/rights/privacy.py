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
        *whose(desk),
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
        *whose(desk),
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


def whose(desk: Desk) -> tuple[Text, ...]:
    """Who is responsible; while that is not filled in, only whose app it is."""
    return responsible(desk) or (T("I am an app from {house}.", house=desk.house.settings.house_name),)


def responsible(desk: Desk) -> tuple[Text, ...]:
    """Who answers for what is kept, and whom to write to about it: a line for each that a leader has filled in."""
    settings, lines = desk.house.settings, []
    if settings.responsible:
        lines.append(T("{name} is responsible for what I keep.", name=settings.responsible))
    if settings.data_adviser:
        lines.append(T("Questions about it? Ask: {contact}", contact=settings.data_adviser))
    return tuple(lines)
