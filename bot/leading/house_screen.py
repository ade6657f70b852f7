"""The leader's view of the house: that people are asked and followed up, and no single person's answers."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import SESSION, Desk
from bot.desk.flow import Start
from dialogs.engine.cards import Card
from dialogs.text import T, Text
from storage import followup, house_counts, tasks

SMALLEST_GROUP = 5
"""Figures about fewer people could be about a person one knows; they are not shown."""


def house(desk: Desk, start: Start) -> None:
    """The last seven days at house level, what waits, and what could not be sent."""
    since = desk.now - timedelta(days=7)
    asked, answered = house_counts.asked_and_answered(desk.tx, since, desk.now)
    late = house_counts.not_sent(desk.tx, since, desk.now)
    unreachable = house_counts.unreachable(desk.tx)
    borgere = house_counts.active_borgere(desk.tx)
    lines: list[Text] = [T("Borgere who take part: {count}", count=borgere)]
    if borgere >= SMALLEST_GROUP:
        lines.append(T("Check-ins in seven days: {asked}. Answered: {answered}.", asked=asked, answered=answered))
    else:
        lines.append(T("Figures come when at least {count} borgere take part.", count=SMALLEST_GROUP))
    lines.append(T("Calls for a talk that wait: {count}", count=len(followup.open_talks(desk.tx))))
    lines.append(T("Open follow-ups: {count}", count=len(tasks.open_for_staff(desk.tx))))
    for when, name in late[-5:]:
        lines.append(T("Not sent, it was too late: {name}, {when}", name=name, when=when.astimezone(desk.house.zone)))
    if unreachable:
        lines.append(T("Cannot be reached on Telegram: {names}", names=tuple(unreachable)))
    card = Card(T("The house, {date}", date=desk.local), "🏠", lines=tuple(lines))
    desk.show_card(start.person, card, SESSION, 0, desk.new_surface(start.person))
