"""Making an offer from one sentence, filling it in, and the small forms that move, cancel or end it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.planning.plan_draft import is_sign, things_in
from bot.planning.plan_said import AN_HOUR, sign_of
from bot.reminding.reminder_card import is_past
from bot.signup import line, redrawing, staff_acts, staff_cards, telling
from bot.signup.borger_cards import day_named
from bot.signup.gathering import Gathering, coming, gathering, next_of
from bot.signup.in_week import LEADS
from dialogs.engine.session import End
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.time.activity import Activity
from dialogs.time.sentence import Sentence, read_sentence
from dialogs.words.spelling import folded
from dialogs.words.visible import one_line
from storage import media, offers, people
from storage.offers import Offer
from storage.people import Person

PAST = ":past"
GONE = T("That is not in the catalogue any more. Nothing was changed.")


def new_known(desk: Desk, start: Start) -> Known:
    """An example; or what was not understood of the sentence that is the target."""
    say = desk.texts(start.person).say
    if not start.target:
        return Known({"above": say(T("For example: »Swimming every Thursday at 14 with Mette«"))})
    read, _ = _read(desk, start.target)
    if read.unclear:
        wrong = " ".join(dict.fromkeys(read.unclear))
        said = T("You wrote: »{said}«. This I did not understand: »{unclear}«. Please say it in another way.",
                 said=start.target, unclear=wrong)  # fmt: skip
    else:
        missing = tuple(say(each) for each in _missing(read))
        said = T("You wrote: »{said}«. I still need: {missing}. Please write it all once more.", said=start.target,
                 missing=missing)  # fmt: skip
    return Known({"above": say(said)})


def _read(desk: Desk, said: str) -> tuple[Sentence, list[Person]]:
    """What a sentence says, and who of the staff is named in it."""
    staff = people.people_of_role(desk.tx, Role.STAFF)
    read = read_sentence(said, desk.local, [person.name for person in staff])
    named = {folded(name) for name in read.names}
    return read, [person for person in staff if folded(person.name) in named]


def _missing(read: Sentence) -> list[Text]:
    parts = ((read.title, T("what it is")), (read.repeat, T("the day")), (read.at, T("the time")))
    return [label for part, label in parts if not part] or [T("a day that is still to come")]


def new_done(desk: Desk, done: Done) -> None:
    """The offer is there, for staff to fill in; borgere see it once it is put into the catalogue."""
    given = done.given("sentence")
    said = one_line(given.words) if given else ""
    if done.finish.end is not End.DONE or not said:
        return
    read, runners = _read(desk, said)
    plan = None
    if read.title and read.repeat and read.at and not read.unclear:
        plan = Activity(read.title, read.repeat, read.at, desk.house.settings.timezone, read.minutes or AN_HOUR,
                        sign_of(desk, read.title), leads=LEADS)  # fmt: skip
    offer = Offer(0, plan) if plan else None
    if plan is None or offer is None or next_of(desk, offer) is None:
        desk.runner.go(desk, staff_acts.NEW, Start(done.person, done.about, target=said))
        return
    ids = tuple(person.id for person in runners) or ((done.person.id,) if done.person.role is Role.STAFF else ())
    offer_id = offers.add_offer(desk.tx, plan, ids, desk.now)
    made = offers.by_id(desk.tx, offer_id)
    at = next_of(desk, made) if made else None
    if at:
        staff_cards.show_one(desk, done.person, desk.new_surface(done.person), at)


def about_known(desk: Desk, start: Start) -> Known:
    at = of(desk, start.target)
    return Known({"title": at.plan.title if at else ""})


def about_done(desk: Desk, done: Done) -> None:
    """One thing of it is otherwise. Who has signed up hears of what concerns them; more places go to who waits."""
    at = still_there(desk, done) if done.chosen("what") != "times" else None
    if at is None:
        return
    new = _changed(desk, done, at.offer)
    offers.keep(desk.tx, new)
    telling.changed(desk, done.person, at.offer)
    for each in coming(desk, new):
        line.goes_on(desk, new.id, each.one.slot)
    redrawing.redraw(desk, new.id)


def _changed(desk: Desk, done: Done, offer: Offer) -> Offer:
    given = done.given(done.chosen("what"))
    words = one_line(given.words) if given else ""
    match done.chosen("what"):
        case "name" if words:
            return replace(offer, plan=replace(offer.plan, title=words))
        case "photo" if given and given.media and given.media.kind == "photo":
            return replace(offer, photo_id=media.keep_media(desk.tx, None, given.media, desk.now))
        case "photo" if is_sign(words):
            return replace(offer, plan=replace(offer.plan, pictogram=words), photo_id=None)
        case "place":
            return replace(offer, plan=replace(offer.plan, place=words))
        case "takes":
            return replace(offer, plan=replace(offer.plan, bring=things_in(given.words if given else "")))
        case "cost":
            return replace(offer, cost=words)
        case "places":
            return replace(offer, places=done.value("places") or None)
    return offer


def act_known(desk: Desk, start: Start) -> Known:
    """What is to be moved, cancelled or taken out."""
    at = of(desk, start.target)
    say = desk.texts(start.person).say
    when = say(T("{when}", when=at.one.start.astimezone(desk.house.zone))) if at else ""
    past = T("That time is past. Please choose a later one.")
    return Known({"what": f"{at.plan.title}, {when}" if at else "",
                  "above": say(past) if start.target.endswith(PAST) else ""})  # fmt: skip


def moved(desk: Desk, done: Done) -> None:
    at = still_there(desk, done)
    if at is None:
        return
    day, clock = date.fromisoformat(done.chosen("day")), time.fromisoformat(done.chosen("at"))
    if is_past(at.plan, day, clock, desk.now):
        again = done.stored.target.removesuffix(PAST) + PAST
        desk.runner.go(desk, staff_acts.MOVE, Start(done.person, done.about, target=again))
        return
    telling.moved(desk, done.person, at, day, clock, reason(done))
    redrawing.redraw(desk, at.offer.id)


def cancelled(desk: Desk, done: Done) -> None:
    at = still_there(desk, done) if done.chosen("instead") != "move" else None
    why = reason(done)
    if at is None:
        return
    if at.takes_answers(desk.now):
        telling.cancelled(desk, done.person, at, why)
    else:  # a colleague was quicker, or it is over
        desk.tell(done.person, GONE)
    redrawing.redraw(desk, at.offer.id)


def ended(desk: Desk, done: Done) -> None:
    """It is not in the catalogue any more; what is still to come of it is cancelled."""
    at = still_there(desk, done) if done.chosen("sure") == "yes_" else None
    if at is None:
        return
    telling.ended(desk, done.person, at.offer)
    offers.end(desk.tx, at.offer.id, desk.now)
    redrawing.redraw(desk, at.offer.id)


def still_there(desk: Desk, done: Done) -> Gathering | None:
    """What a form that has been gone through is about; who hears that it is not there any more has changed nothing."""
    at = of(desk, done.stored.target) if done.finish.end is End.DONE else None
    if at is None and done.finish.end is End.DONE:
        desk.tell(done.person, GONE)
    return at


def reason(done: Done) -> str:
    """Why it is so, in the words of whoever changes it; empty if nothing was said."""
    given = done.given("reason")
    return " ".join(given.words.split()) if given else ""


def of(desk: Desk, target: str) -> Gathering | None:
    """The time of an offer that a form's target names."""
    number, day = (*target.removesuffix(PAST).split("."), "", "")[:2]
    slot = day_named(day)
    return gathering(desk, int(number), slot) if slot and number.isdecimal() else None
