"""The catalogue on a borger's phone: all offers as pictures, and one of them with the ways to take part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.desk import plan_words
from bot.desk.desk import Desk
from bot.reminding.reminder_card import when_text
from bot.signup.gathering import LEVELS, OFFER, SIGN, Gathering, catalogue, coming, names
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.pages import on_page
from dialogs.engine.photo_names import stored
from dialogs.engine.session import Item
from dialogs.text import T, Text
from dialogs.time.activity import HappeningState
from dialogs.time.when import sign
from storage import offers, people, surfaces
from storage.people import Person

OFFERS = "offers"
"""The screen with all of them."""
TITLE = T("Offers")
SHELF = "week"
BY_NAME = 7
"""Days ahead that are called by the weekday alone."""


def on_shelf(desk: Desk, borger: Person) -> Iterable[tuple[str, Item]]:
    """The way to the catalogue, while there is something in it."""
    if is_there(desk):
        yield SHELF, Item(OFFERS, desk.texts(borger).say(TITLE), SIGN, False, f"{OFFERS}:")


def is_there(desk: Desk) -> bool:
    """Whether there is anything in the catalogue."""
    return bool(catalogue(desk))


def show_all(desk: Desk, borger: Person, surface_id: int, page: int = 0) -> None:
    """All offers, the soonest first; what the borger has said to one stands beside its sign."""
    found = catalogue(desk)
    buttons = tuple(tile_of(desk, borger, at) for at in found)
    hears = CardButton("hear", T("Tell me of new offers"), "🔔")
    if borger.id in offers.hearing(desk.tx):
        hears = CardButton("deaf", T("Tell me no more of new ones"), "🔕")
    close = (hears, CardButton("close", T("Close"), "✖️"))
    card = Card(TITLE, SIGN, (on_page(buttons, page), close))
    if not found:
        card = Card(TITLE, SIGN, (close,), lines=(T("There are no offers just now."),), essential=True)
    surfaces.now_shows(desk.tx, surface_id, "")
    desk.show_card(borger, card, OFFER, surface_id, surface_id)


def tile_of(desk: Desk, borger: Person, at: Gathering) -> CardButton:
    """A time of an offer among others, with its picture, and marked if the borger comes."""
    name, called = f"one.{at.offer.id}.{at.one.slot:%Y%m%d}", _called(desk, borger, at)
    photo, comes = stored(at.offer.photo_id), at.of(borger.id).comes
    return CardButton(name, called, at.plan.pictogram, tile=True, photo=photo, marked=comes)


def _called(desk: Desk, borger: Person, at: Gathering) -> Text:
    """What it is and on which day."""
    return T("{title}, {day}", title=at.plan.title, day=day_of(desk, borger, at))


def day_of(desk: Desk, reader: Person, at: Gathering) -> str:
    """The day of an offer as one says it: today, tomorrow, the weekday, else the date."""
    day, today = at.one.start.astimezone(desk.house.zone).date(), desk.local.date()
    said = T("{date}", date=day)
    if (ahead := (day - today).days) < BY_NAME:
        said = (T("today"), T("tomorrow"))[ahead] if ahead < 2 else plan_words.WEEKDAYS[day.weekday()]
    return desk.texts(reader).say(said).lower()


def show_one(desk: Desk, borger: Person, surface_id: int, at: Gathering) -> None:
    """One time of an offer: what it is, how it stands with it, and the ways to take part."""
    surfaces.now_shows(desk.tx, surface_id, f"{surfaces.OFFER}{at.one.slot.isoformat()}", at.offer.id)
    place = f".{at.offer.id}.{at.one.slot:%Y%m%d}"
    rows: list[tuple[CardButton, ...]] = []
    up = at.of(borger.id)
    if at.takes_answers(desk.now):
        rows.append(tuple(_way(desk, at, level, place, borger) for level in LEVELS))
        if up.level == "not_today":
            rows.append((CardButton(f"way{place}.0", T("What got in the way?"), "🪨"),))
        elif up.comes:
            rows.append((CardButton(f"others{place}.0", T("With others"), "👥"),))
    times = (CardButton(f"times{place}.0", T("Other times"), "📆"),) if at.is_series else ()
    rows.append((*times, CardButton("all", T("All offers"), SIGN)))
    card = Card(T("{title}", title=at.plan.title), at.plan.pictogram, tuple(rows), lines=_lines(desk, borger, at),
                essential=True, photo=stored(at.offer.photo_id))  # fmt: skip
    desk.show_card(borger, card, OFFER, surface_id, surface_id)


def _way(desk: Desk, at: Gathering, level: str, place: str, borger: Person) -> CardButton:
    label, sign_ = next((words, sign_) for name, (words, sign_) in LEVELS.items() if name == level)
    today = at.one.start.astimezone(desk.house.zone).date() == desk.local.date()
    label = T("Not today") if level == "not_today" and today else label
    waits = "⏳" if at.of(borger.id).wants == level else ""
    return CardButton(f"{level}{place}", label, sign_ + waits, tile=True, marked=at.of(borger.id).level == level)


def _lines(desk: Desk, borger: Person, at: Gathering) -> tuple[Text, ...]:
    """When and where it is and what it takes, then how it stands with places, and who comes and who sees that."""
    one, zone = at.one, desk.house.zone
    if one.end <= desk.now:
        return (T("That is over now."),)
    lines = [when_text(one.start.astimezone(zone), desk.local)]
    if one.state is HappeningState.CANCELLED:
        return (*lines, T("This is cancelled."), *((T("»{words}«", words=one.reason),) if one.reason else ()))
    if one.state is HappeningState.MOVED:
        lines.append(T("It has been moved to this day."))
    lines += [T("Where: {place}", place=at.plan.place)] if at.plan.place else []
    lines += [T("With: {names}", names=", ".join(names(desk, at.offer.runners)))] if at.offer.runners else []
    lines += [T("Bring: {things}", things=at.plan.bring)] if at.plan.bring else []
    lines += [T("It costs: {cost}", cost=at.offer.cost)] if at.offer.cost else []
    return (*lines, *_places(desk, borger, at), *_who(desk, borger, at))


def _places(desk: Desk, borger: Person, at: Gathering) -> list[Text]:
    up = at.of(borger.id)
    if up.asked_until:
        until = up.asked_until.astimezone(desk.house.zone)
        return [T("There is a place for you."), T("I keep it until {when}.", when=until)]
    if up.wants:
        return [T("All places are taken."), T("You are number {number} in the line.", number=at.number(up)),
                T("I ask you when there is a place.")]  # fmt: skip
    if at.free is None or up.holds_a_place:
        return []
    return [T("Free places: {count}", count=at.free)] if at.free else [
        T("All places are taken."), T("You can wait in line.")
    ]  # fmt: skip


def _who(desk: Desk, borger: Person, at: Gathering) -> list[Text]:
    """Who else comes, of those who let the others see it; and who of the staff sees that the borger does."""
    up = at.of(borger.id)
    each = (T("You have said yes to every time."),) if borger.id in offers.every_time(desk.tx, at.offer.id) else ()
    others = names(desk, (each.borger_id for each in at.ups if each.comes and each.shows and each.id != up.id))
    lines = [*each, *((T("Also there: {names}", names=others),) if others else ())]
    if (up.comes or up.wants) and (readers := _readers(desk, borger, at)):
        lines.append(T("{names} can see your answer.", names=readers))
    return lines


def _readers(desk: Desk, borger: Person, at: Gathering) -> tuple[str, ...]:
    """Who of the staff sees by name that a borger comes: who runs it, and the borger's contact persons."""
    contacts = [one for one in people.contacts_of(desk.tx, borger.id) if one.state == "active"]
    return tuple(dict.fromkeys((*names(desk, at.offer.runners), *(one.name for one in contacts))))


def show_times(desk: Desk, borger: Person, surface_id: int, at: Gathering, page: int) -> None:
    """The next times of a series, to look at one of them, or to come to all or none."""
    zone, today = desk.house.zone, desk.local.date()
    buttons = tuple(
        CardButton(f"one.{each.offer.id}.{each.one.slot:%Y%m%d}",
                   T("{when}", when=plan_words.moment(each.one.start.astimezone(zone), today)),
                   sign(each.one.start.astimezone(zone).date()), essential=True, tile=True,
                   marked=each.of(borger.id).comes)
        for each in coming(desk, at.offer)
    )  # fmt: skip
    place = f".{at.offer.id}.{at.one.slot:%Y%m%d}"
    each = CardButton(f"each{place}", T("I come every time"), "🔁")
    if borger.id in offers.every_time(desk.tx, at.offer.id):
        each = CardButton(f"out{place}", T("Leave all times"), "✋")
    back = (each, CardButton(f"one{place}", T("Back"), "⬅️"))
    surfaces.now_shows(desk.tx, surface_id, "")
    card = Card(T("{title}: which day?", title=at.plan.title), "📆", (on_page(buttons, page), back), essential=True)
    desk.show_card(borger, card, OFFER, surface_id, surface_id)


def day_named(written: str) -> date | None:
    """The day a button names, 20261126; None if it names none."""
    return date(int(written[:4]), int(written[4:6]), int(written[6:8])) if _is_day(written) else None


def _is_day(written: str) -> bool:
    try:
        return len(written) == 8 and bool(datetime.strptime(f"{written}Z", "%Y%m%d%z"))
    except ValueError:
        return False
