"""The leader's view of the house: how it goes as a whole, what waits, and no single person's answers."""

from __future__ import annotations

from datetime import time, timedelta
from html import escape

from bot.desk.allowed import allowed
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.leading.hours_numbers import MENU
from bot.leading.house_lists import COUNTED, LISTS, MOST, SMALLEST_GROUP, TEAMS, lists_of
from bot.leading.responsible import RESPONSIBLE
from bot.reviewing.summary_view import fitted
from bot.tasks.owed_days import still_owed
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton
from dialogs.permissions import Action, Role
from dialogs.text import T, Text
from dialogs.time.schedule import instant
from storage import followup, house_counts, people, surfaces
from storage.people import Person

HOUSE_SCREEN = "u"
COLLEAGUE = "colleague"


def house(desk: Desk, start: Start) -> None:
    """The last seven days at house level, and the ways to what waits."""
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person), "")


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button under the house: one of its lists, somebody whom a list names, or back.

    Returns: False if it is not this person's, or there is no such thing any more.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id) or not allowed(desk, person, Action.SEE_HOUSE, person):
        return False
    if tap.choice in (MENU, RESPONSIBLE):
        desk.runner.go(desk, tap.choice, Start(person, person, tap.id))
        return True
    if tap.turn:
        found = people.person_by_id(desk.tx, tap.turn)
        if found and found.role is Role.BORGER:
            form = "team_for" if tap.choice == TEAMS else "contacts"
            desk.runner.go(desk, form, Start(person, found, tap.id))
        elif found:
            desk.runner.go(desk, COLLEAGUE, Start(person, person, tap.id, str(found.id)))
        return found is not None
    _show(desk, person, tap.id, tap.choice)
    return tap.choice in LISTS or not tap.choice


def _show(desk: Desk, person: Person, surface_id: int, wanted: str) -> None:
    texts = desk.texts(person)

    def button(sign: str, label: Text, choice: str, borger_id: int = 0) -> InlineButton:
        data = button_data(Tap(HOUSE_SCREEN, surface_id, borger_id, choice))
        return InlineButton(f"{sign} {texts.say(label)}", data)

    if wanted in LISTS:
        label, sign, make = LISTS[wanted]
        found = make(desk)
        head, lines = label, list(found.lines[: found.most]) or [T("Nobody and nothing just now.")]
        if (more := len(found.lines) - found.most) > 0:
            lines.append(T("And {count} more.", count=more))
        ways = [button(sign, T("{name}", name=name), wanted, id_) for id_, name in found.people[: found.most]]
        beside = 1 if len(ways) <= MOST else 2
        pairs = tuple(tuple(ways[at : at + beside]) for at in range(0, len(ways), beside))
        rows: tuple[tuple[InlineButton, ...], ...] = (*pairs, (button("⬅️", T("Back"), ""),))
    else:
        head, lines = T("The house, {date}", date=desk.local), _figures(desk)
        buttons = [
            button(sign, T("{what} · {count}", what=label, count=len(make(desk).lines)), name)
            if name in COUNTED
            else button(sign, label, name)
            for name, (label, sign, make) in lists_of(desk).items()
        ]
        buttons.append(button("☎️", T("Hours and numbers"), MENU))
        buttons.append(button("🏛️", T("Who is responsible"), RESPONSIBLE))
        rows = tuple((one,) for one in buttons)
    written = [f"<b>{escape(texts.say(head))}</b>", *(escape(texts.say(line)) for line in lines)]
    desk.show(person, Content(fitted(written), rows), surface_id)


def _figures(desk: Desk) -> list[Text]:
    """A week in numbers, as far as they are of enough people, and what could not be sent. The week ends the day before
    yesterday: what one person does just now is no difference between two looks."""
    zone = desk.house.settings.timezone
    last = desk.local.date() - timedelta(days=2)
    until = instant(last + timedelta(days=1), time(), zone)
    since = instant(last - timedelta(days=6), time(), zone)
    asked, answered, people_asked = house_counts.asked_and_answered(desk.tx, since, until)
    lines: list[Text] = [T("Borgere who take part: {count}", count=house_counts.active_borgere(desk.tx))]
    if people_asked >= SMALLEST_GROUP:
        lines.append(T("Check-ins in the week up to {day}: {asked}. Answered: {answered}.",
                       day=last, asked=asked, answered=answered))  # fmt: skip
    else:
        lines.append(T("Figures come when at least {count} borgere have been asked.", count=SMALLEST_GROUP))
    talks = [call for call in followup.open_talks(desk.tx) if call.kind == "talk"]
    lines.append(T("Calls for a talk that wait: {count}", count=len(talks)))
    lines.append(T("Open follow-ups: {count}", count=len(still_owed(desk))))
    missed = house_counts.not_sent(desk.tx, desk.now - timedelta(days=7), desk.now)
    for when, name in missed[-5:]:
        lines.append(T("Not sent, it was too late: {name}, {when}", name=name, when=when.astimezone(desk.house.zone)))
    return lines
