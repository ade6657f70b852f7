"""What staff and leaders are told about help, their own data and stopping."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Known, Start
from bot.rights.privacy import whose
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import schedules
from storage.people import Person

_HELP: dict[Role, Text] = {
    Role.STAFF: T(
        "What you can do here, by the buttons below:\nNews: what borgere have said.\nBorgere: a borger's own page.\n"
        "Plan: activities and reminders.\nFollow-up: what you have taken on.\nMore: new borger, your summary, language."
        "\nAlso: /privacy /settings /stop"
    ),
    Role.LEADER: T(
        "What you can do here, by the buttons below:\nThe house: who takes part, and what is overdue.\n"
        "Borgere: contact persons, times, links.\nPlan: activities and duty.\nMore: new borger, new staff, language.\n"
        "Also: /privacy /settings /stop"
    ),
}


def answer(desk: Desk, person: Person, name: str) -> Text:
    """What to say to a command."""
    house = desk.house.settings.house_name
    if name == "privacy":
        return T("{lines}", lines=desk.texts(person).lines(_privacy(desk, person)))
    if name == "stop":
        return T(
            "As leader you get calls nobody has answered, and reports. You cannot switch them off here. If you stop"
            " working at {house}, tell whoever runs the app.",
            house=house,
        )
    if name == "help":
        return _HELP[person.role]
    return T("I do not know that command. /help shows what I can do.")


def _privacy(desk: Desk, person: Person) -> tuple[Text, ...]:
    """The house's policy as it is for who works there."""
    house = whose(desk)
    telegram = T("Everything goes through Telegram, which has the messages too.")
    if person.role is Role.LEADER:
        mine = T("About you I keep your name and what you do here.")
        return (*house, mine, _kept(desk), telegram, T("Ask whoever runs the app about a copy or erasing."))
    return (
        *house,
        T("About you I keep your name, your duty, and what you write, take on and open."),
        T("Borgere see that you have read their answers, and can ask to see your notes about them."),
        _kept(desk),
        telegram,
        T("Ask your leader about a copy or erasing."),
    )


def _kept(desk: Desk) -> Text:
    """How long answers and notes are kept."""
    months = int(desk.house.settings.keep_months)
    if months == 1:
        return T("I erase answers and notes after a month.")
    return T("I erase answers and notes after {months} months.", months=months)


def stop_known(desk: Desk, _start: Start) -> Known:
    return Known(facts={"house": desk.house.settings.house_name})


def no_summary(desk: Desk, start: Start) -> None:
    """Ends somebody's own daily summary; calls and the News key stay."""
    schedules.remove_schedule(desk.tx, start.person.id, "summary", desk.now)
    if start.surface_id:
        desk.retire(start.person, start.surface_id)
    desk.tell(start.person, T("I send no more summaries. See them under News. More switches them on again."))
