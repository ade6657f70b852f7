"""What the borger's own copy says of hands that were given, or were not."""

from __future__ import annotations

from bot.desk.copying import Copy
from dialogs.text import T, Text
from storage import hands, people
from storage.hands import Hand
from storage.people import Person


def hands_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """Each, with who the other is only where both have said yes."""
    return [[copy.said(each.asked_at, _told(copy, borger, each)) for each in hands.hands_of(copy.tx, borger.id)]]


def _told(copy: Copy, borger: Person, hand: Hand) -> Text:
    says = {"": T("not answered"), "yes": T("yes"), "no": T("no")}[hand.says(borger.id)]
    gives = borger.id == hand.giver_id
    asked = T("Would I help with it: {thing}? {says}", thing=hand.thing, says=says)
    if not gives:
        asked = T("Would I like a hand with it: {thing}? {says}", thing=hand.thing, says=says)
    other = people.person_by_id(copy.tx, hand.other(borger.id)) if hand.agreed else None
    return T("{said} (with {name})", said=asked, name=other.name) if other else asked
