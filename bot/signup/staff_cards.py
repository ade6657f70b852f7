"""The catalogue as staff see it: all offers, and one of them with who comes, at which level, and who waits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk import plan_words
from bot.desk.desk import Desk
from bot.desk.heard import unreached
from bot.signup.borger_cards import day_of
from bot.signup.gathering import LEVELS, OFFER, SIGN, Gathering, catalogue, coming, names, run_by
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.pages import on_page
from dialogs.text import T, Text
from dialogs.time.activity import Activity
from storage import people, surfaces
from storage.offers import COMES, SignUp
from storage.people import Person

HOUSE_OFFERS = "house_offers"
"""The screen with all of them, and those that borgere do not see yet."""


def show_all(desk: Desk, staff: Person, surface_id: int, page: int = 0) -> None:
    found = catalogue(desk, drafts=True)
    buttons = tuple(
        CardButton(f"one.{at.offer.id}.{at.one.slot:%Y%m%d}", _called(desk, staff, at), at.plan.pictogram, tile=True)
        for at in found
    )
    new = (CardButton("new", T("A new offer"), "➕"),)
    lines = () if found else (T("There is nothing in the catalogue yet."),)
    rows = tuple((each,) for each in on_page(buttons, page))
    surfaces.now_shows(desk.tx, surface_id, "")
    desk.show_card(staff, Card(T("Offers"), SIGN, (*rows, new), lines=lines), OFFER, surface_id, surface_id)


def _called(desk: Desk, staff: Person, at: Gathering) -> Text:
    """What it is and when, in so few words that a phone shows all of them."""
    time = at.one.start.astimezone(desk.house.zone).time()
    return T("{title}, {day} {time}", title=at.plan.title, day=day_of(desk, staff, at), time=time)


def show_one(desk: Desk, staff: Person, surface_id: int, at: Gathering) -> None:
    """One time of an offer, with the ways to change it."""
    surfaces.now_shows(desk.tx, surface_id, f"{surfaces.OFFER}{at.one.slot.isoformat()}", at.offer.id)
    place = f".{at.offer.id}.{at.one.slot:%Y%m%d}"

    def way(what: str, label: Text, sign: str) -> CardButton:
        return CardButton(f"{what}{place}", label, sign)

    rows: list[tuple[CardButton, ...]] = []
    if not at.offer.open:
        rows.append((way("open", T("Put it into the catalogue"), "✅"),))
    if at.takes_answers(desk.now):
        rows.append((way("move", T("Move"), "📅"), way("cancel", T("Cancel"), "❌")))
    elif at.can_be_restored(desk.now):
        rows.append((way("restore", T("It takes place after all"), "✅"),))
    runs = staff.id in at.offer.runners
    rows.append((way("about", T("Change it"), "✏️"),
                 way("leave", T("I do not run it"), "✋") if runs else way("run", T("I run it"), "🙋")))  # fmt: skip
    times = coming(desk, at.offer)
    later = next((each for each in times if each.one.start > at.one.start), None)
    earlier = next((each for each in reversed(times) if each.one.start < at.one.start), None)
    rows.append(tuple(
        CardButton(f"one.{at.offer.id}.{each.one.slot:%Y%m%d}", label, sign)
        for each, label, sign in ((earlier, T("Earlier"), "⬅️"), (later, T("Later"), "➡️")) if each
    ))  # fmt: skip
    rows.append((CardButton("all", T("All offers"), SIGN), way("end", T("Take it out"), "🗑️")))
    card = Card(T("{title}", title=at.plan.title), "", tuple(row for row in rows if row),
                lines=tuple(_lines(desk, staff, at)))  # fmt: skip
    desk.show_card(staff, card, OFFER, surface_id, surface_id)


def _lines(desk: Desk, staff: Person, at: Gathering) -> list[Text]:
    one = at.one
    when = plan_words.moment(one.start.astimezone(desk.house.zone), desk.local.date())
    standing = plan_words.standing(one)
    lines = [T("{when} ({how})", when=when, how=standing) if standing else T("{when}", when=when)]
    if at.is_series:
        lines.append(T("{often} {time}", often=plan_words.often(at.plan.repeat), time=at.plan.at))
    lines += plan_words.around(at.plan)
    lines += [T("It costs: {cost}", cost=at.offer.cost)] if at.offer.cost else []
    runners = tuple(person.name for person in run_by(desk, at.offer))
    lines.append(T("Run by: {names}", names=runners) if runners else T("Nobody runs it yet."))
    if at.offer.places is not None:
        lines.append(T("Places taken: {taken} of {count}", taken=at.held, count=at.offer.places))
    if at.offer.photo_id is None and at.plan.pictogram == Activity.pictogram:
        lines.append(T("It has no picture yet."))
    if not at.offer.open:
        lines.append(T("Borgere do not see it yet."))
    return [*lines, *_who(desk, staff, at)]


def _who(desk: Desk, staff: Person, at: Gathering) -> list[Text]:
    """Who comes, by level, and who waits, in order: by name to those who run it; else only those whose contact person
    the reader is, and how many others."""
    lines = [
        T("{level}: {names}", level=LEVELS[level][0], names=_named(desk, staff, at, found))
        for level in COMES if (found := at.at(level))
    ]  # fmt: skip
    if at.line:
        lines.append(T("In line: {names}", names=_named(desk, staff, at, at.line)))
    hidden = _others(desk, staff, at)
    if hidden:
        lines.append(T("Who runs it sees all names."))
    seen = [up for up in at.ups if (up.comes or up.wants) and up not in hidden]
    borgere = [person for up in seen if (person := people.person_by_id(desk.tx, up.borger_id))]
    return [*lines, *unreached(borgere)]


def _others(desk: Desk, staff: Person, at: Gathering) -> list[SignUp]:
    """Those whose names the reader does not see."""
    if staff.id in at.offer.runners:
        return []
    own = {borger.id for borger in people.borgere_of(desk.tx, staff.id)}
    return [up for up in at.ups if (up.comes or up.wants) and up.borger_id not in own]


def _named(desk: Desk, staff: Person, at: Gathering, found: Sequence[SignUp]) -> tuple[Text, ...]:
    hidden = _others(desk, staff, at)
    shown = names(desk, (up.borger_id for up in found if up not in hidden))
    left = sum(up in hidden for up in found)
    more = (T("{count} more, without names", count=left) if shown else T("{count}", count=left),) if left else ()
    return (*(T("{name}", name=name) for name in shown), *more)
