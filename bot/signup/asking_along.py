"""A borger asks one other who lives here along, where both have said that others may ask them. What the other says
reaches whoever asked, and nobody else; a no is "cannot this time"."""

from __future__ import annotations

from bot.desk.desk import Desk, Dispatch
from bot.desk.heard import after_rest
from bot.reminding.reminder_card import when_text
from bot.signup import joining
from bot.signup.gathering import OFFER, Gathering, gathering
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.pages import on_page
from dialogs.engine.photo_names import stored
from dialogs.text import T, Text
from storage import asked_along, people, surfaces
from storage.asked_along import Asked
from storage.outbox import Lane
from storage.people import Person

OTHERS = "others"
"""The word of the button that opens the card."""


def show(desk: Desk, borger: Person, surface_id: int, at: Gathering, page: int) -> None:
    """Whether others see the borger's name, and may ask them along; and whom they can ask."""
    place, up = f".{at.offer.id}.{at.one.slot:%Y%m%d}", at.of(borger.id)
    agreed = borger.id in asked_along.may_be_asked(desk.tx)
    found = _can_ask(desk, borger, at)
    who = tuple(CardButton(f"ask{place}.{one.id}", T("{name}", name=one.name), "👤", tile=True) for one in found)
    turned = tuple(
        CardButton(f"{OTHERS}{place}.{each.id[1:]}", each.label, each.pictogram, tile=True, pages=each.pages)
        if each.pages else each for each in on_page(who, page)
    )  # fmt: skip
    shown = CardButton(f"hide{place}", T("Do not show my name"), "🔒")
    if not up.shows:
        shown = CardButton(f"show{place}", T("The others may see my name"), "👥")
    may = CardButton(f"askable{place}", T("Others may ask me along"), "🙋")
    if agreed:
        may = CardButton(f"unaskable{place}", T("Nobody shall ask me along"), "✋")
    back = CardButton(f"one{place}", T("Back"), "⬅️")
    surfaces.now_shows(desk.tx, surface_id, "")
    rows = tuple(row for row in (turned, (shown, may, back)) if row)
    lines = _lines(desk, borger, at, found, agreed=agreed)
    card = Card(T("{title}: together with others", title=at.plan.title), "👥", rows, lines=lines, essential=True)
    desk.show_card(borger, card, OFFER, surface_id, surface_id)


def _lines(desk: Desk, borger: Person, at: Gathering, found: list[Person], *, agreed: bool) -> tuple[Text, ...]:
    if not agreed:
        return (T("You can ask others along once they may ask you."),
                T("They see your name then. You may always say no."))  # fmt: skip
    if waits := _open(desk, borger, at):
        name = people.person_by_id(desk.tx, waits.to_id)
        return (T("I have asked {name}.", name=name.name if name else "–"),)
    return (T("Whom do you want to ask along?"),) if found else (T("There is nobody to ask just now."),)


def _mine(desk: Desk, borger: Person, at: Gathering) -> list[Asked]:
    """Whom the borger has asked along to this time."""
    key = (at.offer.id, at.one.slot, borger.id)
    return [one for one in asked_along.of_borger(desk.tx, borger.id) if (one.offer_id, one.slot, one.by_id) == key]


def _open(desk: Desk, borger: Person, at: Gathering) -> Asked | None:
    return next((one for one in _mine(desk, borger, at) if not one.says), None)


def _can_ask(desk: Desk, borger: Person, at: Gathering) -> list[Person]:
    """Whom a borger who comes can ask now: one at a time, and each once."""
    may, asked = asked_along.may_be_asked(desk.tx), {one.to_id for one in _mine(desk, borger, at)}
    if borger.id not in may or _open(desk, borger, at) or not at.of(borger.id).comes or not at.takes_answers(desk.now):
        return []
    coming = {up.borger_id for up in at.ups if up.comes and up.shows}  # of the others it is not to be known
    found = (people.person_by_id(desk.tx, id_) for id_ in may if id_ not in asked | coming | {borger.id})
    return [one for one in found if one and one.can_be_told]


def ask(desk: Desk, borger: Person, at: Gathering, to_id: int) -> bool:
    """Puts the question before the other, outside of quiet hours and breaks. Returns: False if that cannot be."""
    other = next((one for one in _can_ask(desk, borger, at) if one.id == to_id), None)
    begins = after_rest(desk, other) if other else desk.now
    if other is None or begins >= at.one.start:
        return False
    surface_id = desk.new_surface(other, borger)
    asked_id = asked_along.ask(desk.tx, at.offer.id, at.one.slot, borger.id, other.id, surface_id)
    ways = (CardButton(f"come.{asked_id}", T("Yes, please"), "✅"),
            CardButton(f"cannot.{asked_id}", T("Not this time"), "✋"))  # fmt: skip
    lines = (when_text(at.one.start.astimezone(desk.house.zone), desk.local),
             T("{name} hears your answer.", name=borger.name))  # fmt: skip
    asks = T("{name} asks: {title}, will you come along?", name=borger.name, title=at.plan.title)
    photo = stored(at.offer.photo_id)
    card = Card(asks, at.plan.pictogram, (ways,), lines=lines, essential=True, photo=photo)
    desk.show_card(other, card, OFFER, surface_id, surface_id, Dispatch(Lane.ANSWER, begins, at.one.start))
    return True


def answered(desk: Desk, borger: Person, asked: Asked, *, yes: bool) -> Gathering | None:
    """What the one who was asked says. Returns: the time it is about, if it can still be said."""
    at = gathering(desk, asked.offer_id, asked.slot)
    if asked.to_id != borger.id or asked.says or at is None:
        return None
    came = at.of(borger.id).comes
    if yes and not came and not joining.choose(desk, borger, at, "with"):
        return at
    asked_along.say(desk.tx, asked.id, "yes" if yes else "no")
    by = people.person_by_id(desk.tx, asked.by_id)
    said = T("{name} would like to come along: {title}.") if yes else T("{name} cannot this time: {title}.")
    if by and by.can_be_told:
        desk.tell(by, Text(said.id, {"name": borger.name, "title": at.plan.title}), about=borger, wait_for_day=True,
                  pictogram=at.plan.pictogram)  # fmt: skip
    return gathering(desk, asked.offer_id, asked.slot)


def set_askable(desk: Desk, borger: Person, yes: bool) -> None:
    """Whether others may ask a borger along; with a no, what asks them goes, and nobody is told."""
    asked_along.set_may_be_asked(desk.tx, borger.id, yes)
    for asked in asked_along.of_borger(desk.tx, borger.id) if not yes else ():
        if asked.to_id == borger.id and not asked.says:
            goes(desk, asked)
            asked_along.take_back(desk.tx, asked.id)


def goes(desk: Desk, asked: Asked) -> None:
    """The card that asks goes."""
    who = people.person_by_id(desk.tx, asked.to_id)
    if who and who.chat_id is not None and asked.surface_id:
        desk.retire(who, asked.surface_id)


def gone(desk: Desk) -> None:
    """Somebody has left the house: nobody is asked by them any more."""
    for asked in asked_along.let_go_of_those_away(desk.tx):
        goes(desk, asked)
