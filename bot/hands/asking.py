"""Two borgere are asked, each on their own phone, whether one may give the other a hand. Neither hears of the other
before both have said yes; a no needs no reason, and nobody is told whose it was."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.heard import after_rest
from bot.desk.owed import due_day, will_be_reminded
from bot.hands import planning_it
from bot.telegram.buttons import Tap
from dialogs.engine.cards import Card, CardButton
from dialogs.method.tasks import A_WEEK
from dialogs.text import T, Text
from storage import hands, people, surfaces, tasks
from storage.hands import Hand
from storage.people import Person
from storage.schedules import Timer

HAND = "H"
"""What the buttons of such a card begin with."""
AGAIN_AFTER = timedelta(weeks=12)
"""How long two are not asked about the same thing again, whatever they said."""
OPEN = timedelta(days=7)
"""How long the question is of use."""


def ask_both(desk: Desk, staff: Person, giver: Person, wanter: Person, thing: str, sign: str) -> None:
    """Puts the question before both."""
    hand_id = hands.ask(desk.tx, giver.id, wanter.id, thing, sign, staff.id, desk.now)
    hand = hands.hand_by_id(desk.tx, hand_id)
    assert hand is not None
    for person in (giver, wanter):
        begins = after_rest(desk, person)
        rested = Dispatch(not_before=begins, expires_at=begins + OPEN)
        _comes(desk, person, hand, rested)


def lately(desk: Desk, giver_id: int, wanter_id: int, thing: str) -> bool:
    """Whether the two have been asked about a thing lately."""
    since = desk.now - AGAIN_AFTER
    return any(
        (each.giver_id, each.wanter_id, each.thing) == (giver_id, wanter_id, thing) and each.asked_at > since
        for each in hands.hands_of(desk.tx, giver_id)
    )


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """An answer, or a thank-you: `what.number` of the hand.

    Returns: False if the card is not this person's, or the answer was given before.
    """
    what, _, number = tap.choice.partition(".")
    hand = hands.hand_by_id(desk.tx, int(number)) if number.isdecimal() else None
    if hand and what == "plan" and surfaces.is_on(desk.tx, tap.id, person.id):
        return planning_it.plan(desk, person, hand)
    if (
        hand is None
        or person.id not in (hand.giver_id, hand.wanter_id)
        or not surfaces.is_on(desk.tx, tap.id, person.id)
    ):
        return False
    if what == "thanks" and _can_thank(desk, person, hand):
        hands.thank(desk.tx, hand.id)
        said = T("{name} says thank you for a hand: {thing}.", name=person.name, thing=hand.thing)
        _tell(desk, hand.giver_id, said, "💐", person)
    elif (what in ("yes", "no") and not hand.says(person.id)) or (what == "back" and hand.says(person.id) == "yes"):
        hands.say(desk.tx, hand, person.id, "yes" if what == "yes" else "no")
        _answered(desk, person, hand)
    else:
        return False
    now = hands.hand_by_id(desk.tx, hand.id)
    assert now is not None
    _show(desk, person, now, tap.id)
    return True


def _answered(desk: Desk, person: Person, before: Hand) -> None:
    """Once both have said yes each hears of the other, and their contact person plans it; with one no, or a yes that is
    taken back, it comes to nothing. The task tells nothing of what it is: other contact persons see it too, who may not
    read the answers."""
    hand = hands.hand_by_id(desk.tx, before.id)
    assert hand is not None
    other = people.person_by_id(desk.tx, hand.other(person.id))
    if before.refused or other is None:
        return
    if hand.agreed:
        _comes(desk, other, hand)
        names = tuple(one.name for one in (person, other))
        said = T("{names} have both said yes: {thing}. Plan it with them.", names=names, thing=hand.thing)
        for planner in _planners(desk, hand):
            _asks_to_plan(desk, planner, hand, said)
        what, due = desk.texts(person).say(T("Plan what two have said yes to")), due_day(desk, A_WEEK)
        task_id = tasks.add_task(desk.tx, hand.wanter_id, "follow_up", what, desk.now, pictogram="🫶", due=due,
                                 taken_by=_taker(desk, hand))  # fmt: skip
        hands.planned_by(desk.tx, hand.id, task_id)
        will_be_reminded(desk, task_id, due)
        planning_it.look_later(desk, hand)
    elif hand.refused:
        if hand.says(other.id):
            _comes(desk, other, hand)
        if hand.task_id and before.agreed:
            tasks.withdraw(desk.tx, hand.task_id, desk.now)
        for planner in _planners(desk, hand):
            said = T("It comes to nothing this time: {thing}.", thing=hand.thing)
            desk.tell(planner, said, pictogram=hand.sign, wait_for_day=True)


def _asks_to_plan(desk: Desk, planner: Person, hand: Hand, said: Text) -> None:
    """Puts before a contact person that two have said yes, with the way to plan it."""
    if not planner.can_be_told:
        return
    wanter = people.person_by_id(desk.tx, hand.wanter_id)
    surface_id = desk.new_surface(planner, wanter)
    card = Card(None, hand.sign, ((CardButton(f"plan.{hand.id}", T("Plan it"), "📅"),),), lines=(said,))
    desk.show_card(planner, card, HAND, surface_id, surface_id, Dispatch(not_before=desk.after_quiet(planner)))


def timer_due(desk: Desk, timer: Timer) -> None:
    """Late in the afternoon: whoever got a hand can say thank you once the time is over."""
    borger = people.person_by_id(desk.tx, timer.borger_id or 0)
    for hand in hands.hands_of(desk.tx, borger.id) if borger else ():
        if borger is None or borger.id != hand.wanter_id or not hand.agreed or hand.thanked:
            continue
        over = planning_it.over_since(desk, hand)
        if over is None:
            planning_it.look_later(desk, hand)
        elif over > desk.now - planning_it.A_DAY:  # else it has come before
            _comes(desk, borger, hand, Dispatch(not_before=after_rest(desk, borger)))


def _taker(desk: Desk, hand: Hand) -> int | None:
    """Whoever asked, while they are contact person of both."""
    both = (hand.giver_id, hand.wanter_id)
    asked = hand.asked_by
    return asked if asked and all(people.is_contact(desk.tx, asked, each) for each in both) else None


def _planners(desk: Desk, hand: Hand) -> list[Person]:
    """Who hears how it stands: whoever asked, or once they are contact person of both no more, who is now; else of one
    of them."""
    taker = people.person_by_id(desk.tx, _taker(desk, hand) or 0)
    if taker:
        return [taker]
    ids = {each.id for each in people.contacts_of(desk.tx, hand.giver_id)}
    found = people.contacts_of(desk.tx, hand.wanter_id)
    return [each for each in found if each.id in ids] or found


def _tell(desk: Desk, person_id: int | None, said: Text, sign: str, about: Person) -> None:
    person = people.person_by_id(desk.tx, person_id) if person_id else None
    if person:
        desk.tell(person, said, pictogram=sign, about=about, wait_for_day=True)


def _comes(desk: Desk, person: Person, hand: Hand, dispatch: Dispatch = AT_ONCE) -> None:
    """The card comes as news, in the place of the one before."""
    if person.chat_id is None:
        return
    if before := hand.card(person.id):
        desk.retire(person, before)
    surface_id = desk.new_surface(person)
    hands.stands_on(desk.tx, hand, person.id, surface_id)
    _show(desk, person, hand, surface_id, dispatch)


def _show(desk: Desk, person: Person, hand: Hand, surface_id: int, dispatch: Dispatch = AT_ONCE) -> None:
    if person.chat_id is not None:
        if hand.agreed:  # it names the other, and goes with them
            surfaces.is_about(desk.tx, surface_id, hand.other(person.id))
        desk.show_card(person, card(desk, person, hand), HAND, surface_id, surface_id, dispatch)


def card(desk: Desk, person: Person, hand: Hand) -> Card:
    """How it stands, as one of the two sees it."""
    gives, says = person.id == hand.giver_id, hand.says(person.id)
    asks = T("{thing}: will you help somebody here?", thing=hand.thing)
    if not gives:
        asks = T("{thing}: somebody here can help you. Do you want that?", thing=hand.thing)
    if not says and not hand.refused:
        staff = people.person_by_id(desk.tx, hand.asked_by) if hand.asked_by else None
        notes = (T("{name} asks you. You may say no, without a reason.", name=staff.name),) if staff else ()
        buttons = (CardButton(f"yes.{hand.id}", T("Yes"), "✅"), CardButton(f"no.{hand.id}", T("No"), "✋"))
        return Card(asks, hand.sign, (buttons,), notes=notes, essential=True)
    bare = Card(T("{thing}", thing=hand.thing), hand.sign, essential=True)
    return _over(desk, person, hand, bare)


def _over(desk: Desk, person: Person, hand: Hand, bare: Card) -> Card:
    said: tuple[Text, ...] = (T("Thank you. I tell you when the other has answered."),)
    back = CardButton(f"back.{hand.id}", T("I do not want to after all"), "✋")
    buttons: tuple[CardButton, ...] = (back,)
    if hand.says(person.id) == "no":
        said, buttons = (T("You said no. That is quite all right."),), ()
    elif hand.refused:
        said, buttons = (T("It comes to nothing this time."),), ()
    elif hand.agreed:
        other = people.person_by_id(desk.tx, hand.other(person.id))
        said = (T("You and {name} have both said yes. Staff know it.", name=other.name if other else "–"),)
        if _can_thank(desk, person, hand):
            buttons = (CardButton(f"thanks.{hand.id}", T("Say thank you"), "💐"),)
        elif hand.thanked and person.id == hand.wanter_id:
            said, buttons = (*said, T("I have said thank you for you.")), ()
    return Card(bare.question, bare.pictogram, (buttons,) if buttons else (), lines=said, essential=True)


def _can_thank(desk: Desk, person: Person, hand: Hand) -> bool:
    """Whether a borger can say thank you: for a hand that they got, once its time is over."""
    got = hand.agreed and person.id == hand.wanter_id and not hand.thanked
    return got and planning_it.over_since(desk, hand) is not None
