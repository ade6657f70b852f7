"""Two borgere are asked, each on their own phone, whether one may give the other a hand. Neither hears of the other
before both have said yes; a no needs no reason, and nobody is told whose it was."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk
from bot.desk.owed import due_day, will_be_reminded
from bot.telegram.buttons import Tap
from dialogs.engine.cards import Card, CardButton
from dialogs.method.tasks import A_WEEK
from dialogs.text import T, Text
from storage import hands, people, surfaces, tasks
from storage.hands import Hand
from storage.people import Person

HAND = "H"
"""What the buttons of such a card begin with."""
AGAIN_AFTER = timedelta(weeks=12)
"""How long two are not asked about the same thing again, whatever they said."""


def ask_both(desk: Desk, staff: Person, giver: Person, wanter: Person, thing: str, sign: str) -> None:
    """Puts the question before both."""
    hand_id = hands.ask(desk.tx, giver.id, wanter.id, thing, sign, staff.id, desk.now)
    hand = hands.hand_by_id(desk.tx, hand_id)
    assert hand is not None
    for person in (giver, wanter):
        _show(desk, person, hand, desk.new_surface(person))


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
    if (
        hand is None
        or person.id not in (hand.giver_id, hand.wanter_id)
        or not surfaces.is_on(desk.tx, tap.id, person.id)
    ):
        return False
    if what == "thanks" and hand.agreed and person.id == hand.wanter_id and not hand.thanked:
        hands.thank(desk.tx, hand.id)
        said = T("{name} says thank you for a hand: {thing}.", name=person.name, thing=hand.thing)
        _tell(desk, hand.giver_id, said, "💐", person)
    elif what in ("yes", "no") and not hand.says(person.id):
        hands.say(desk.tx, hand, person.id, "yes" if what == "yes" else "no")
        _answered(desk, person, hand)
    else:
        return False
    now = hands.hand_by_id(desk.tx, hand.id)
    assert now is not None
    _show(desk, person, now, tap.id)
    return True


def _answered(desk: Desk, person: Person, before: Hand) -> None:
    """Once both have said yes each hears of the other, and whoever asked plans it; with one no it comes to nothing.
    The task tells nothing of what it is: other contact persons see it too, who may not read the answers."""
    hand = hands.hand_by_id(desk.tx, before.id)
    assert hand is not None
    other = people.person_by_id(desk.tx, hand.other(person.id))
    if before.refused or other is None:
        return
    if hand.agreed:
        _show(desk, other, hand, desk.new_surface(other))
        names = tuple(one.name for one in (person, other))
        said = T("{names} have both said yes: {thing}. Plan it with them.", names=names, thing=hand.thing)
        _tell(desk, hand.asked_by, said, hand.sign, person)
        what, due = desk.texts(person).say(T("Plan what two have said yes to")), due_day(desk, A_WEEK)
        task_id = tasks.add_task(desk.tx, hand.wanter_id, "follow_up", what, desk.now, pictogram="🫶", due=due,
                                 taken_by=hand.asked_by)  # fmt: skip
        will_be_reminded(desk, task_id, due)
    elif hand.refused:
        if hand.says(other.id):
            _show(desk, other, hand, desk.new_surface(other))
        _tell(desk, hand.asked_by, T("It comes to nothing this time: {thing}.", thing=hand.thing), hand.sign, person)


def _tell(desk: Desk, person_id: int | None, said: Text, sign: str, about: Person) -> None:
    person = people.person_by_id(desk.tx, person_id) if person_id else None
    if person:
        desk.tell(person, said, pictogram=sign, about=about, wait_for_day=True)


def _show(desk: Desk, person: Person, hand: Hand, surface_id: int) -> None:
    if person.chat_id is not None:
        desk.show_card(person, card(desk, person, hand), HAND, surface_id, surface_id)


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
    buttons: tuple[CardButton, ...] = ()
    if hand.says(person.id) == "no":
        said = (T("You said no. That is quite all right."),)
    elif hand.refused:
        said = (T("It comes to nothing this time."),)
    elif hand.agreed:
        other = people.person_by_id(desk.tx, hand.other(person.id))
        said = (T("You and {name} have both said yes. Staff know it.", name=other.name if other else "–"),)
        if person.id == hand.wanter_id:
            buttons = (CardButton(f"thanks.{hand.id}", T("Say thank you"), "💐"),)
            if hand.thanked:
                said, buttons = (*said, T("I have said thank you for you.")), ()
    return Card(bare.question, bare.pictogram, (buttons,) if buttons else (), lines=said, essential=True)
