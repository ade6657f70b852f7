"""The card that each of the staff makes of themself on their phone, as borgere see it; and whose team they are in."""

from __future__ import annotations

from dataclasses import replace

from bot.circle import areas, asking, meeting, who
from bot.circle.acts import OWNER, Acts
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.telegram.render import render
from dialogs.engine.cards import CardButton
from dialogs.engine.session import End
from dialogs.profile import ReadingProfile
from dialogs.text import T, Text
from dialogs.words.visible import one_line
from storage import circle, media, people, staff_cards
from storage.circle import Pick
from storage.people import Person

MY_CARD, CHANGE = "my_card", "staff_card"


def opened(desk: Desk, start: Start) -> None:
    """Shows it as it is."""
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person))


def _show(desk: Desk, staff: Person, surface_id: int) -> None:
    """Drawn as borgere see it; below it whose team they are in, and who waits for an answer."""
    teams: dict[int, list[Pick]] = {}
    rows: list[tuple[CardButton, ...]] = [(CardButton("change", T("Change it"), "✏️"),)]
    for pick in circle.picks_to(desk.tx, staff.id):
        teams.setdefault(pick.borger_id, []).extend([pick] if pick.stands else [])
    said: list[Text] = [T("Borgere see this when they pick their team.")]
    for borger_id, found in teams.items():
        borger = people.person_by_id(desk.tx, borger_id)
        if borger and found:
            for_what = areas.labels(each.area for each in found)
            said.append(T("You are in {name}'s team: {areas}.", name=borger.name, areas=for_what))
            said += dict.fromkeys(line for each in found for line in meeting.lines(desk, each))
        if borger and asking.waiting(desk, borger, staff):
            rows.append((CardButton(f"asks.{borger.id}", T("{name} waits for your answer", name=borger.name), "⏳"),))
    card = who.card(desk, staff, tuple(rows), *said)
    as_borgere = replace(ReadingProfile(), language=staff.profile.language)
    desk.show(staff, render(card, as_borgere, desk.texts(staff), OWNER, surface_id), surface_id)


def changed(desk: Desk, done: Done) -> None:
    """What was said or sent stands on the card, which comes back."""
    staff, given = done.person, done.given(done.chosen("what")) if done.chosen("what") in _PARTS else None
    if done.finish.end is not End.DONE:
        return
    card = staff_cards.card_of(desk.tx, staff.id)
    match done.chosen("what"):
        case "photo" if given and given.media and given.media.kind == "photo":
            card = replace(card, photo=media.keep_media(desk.tx, None, given.media, desk.now))
        case "likes" if given:
            card = replace(card, likes=one_line(given.words))
        case "knows" if given:
            card = replace(card, knows=one_line(given.words))
        case "none":
            card = replace(card, photo=None)
        case _ if given:
            desk.tell(staff, T("That is no photo. Your card is as it was."))
        case _:
            pass
    staff_cards.set_card(desk.tx, staff.id, card)
    _show(desk, staff, desk.new_surface(staff))


_PARTS = ("photo", "likes", "knows")


def _change(desk: Desk, person: Person, surface_id: int, _of: list[str]) -> bool:
    desk.retire(person, surface_id)
    desk.runner.go(desk, CHANGE, Start(person, person))
    return True


ACTS: Acts = {"change": _change}
