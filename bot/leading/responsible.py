"""Who is responsible for what is kept, and how to reach the data protection adviser: a leader fills it in."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.leading.hours_numbers import set_in_house
from dialogs.engine.session import End
from dialogs.text import T
from dialogs.words.visible import one_line

RESPONSIBLE = "responsible"


def responsible_known(desk: Desk, start: Start) -> Known:
    """How it stands; what is missing is named."""
    settings, missing = desk.house.settings, T("not filled in")
    lines = (
        T("Responsible: {name}.", name=settings.responsible or missing),
        T("Adviser: {contact}.", contact=settings.data_adviser or missing),
    )
    return Known({"stands": desk.texts(start.person).lines(lines)})


def responsible_done(desk: Desk, done: Done) -> None:
    """From now on borgere read it so."""
    written, which = done.given("written"), done.chosen("which")
    if done.finish.end is End.DONE and written and which:
        changed = set_in_house(desk, done.person.id, {which: one_line(written.words)})
        desk.runner.go(changed, RESPONSIBLE, Start(done.person, done.about, done.stored.surface_id))
