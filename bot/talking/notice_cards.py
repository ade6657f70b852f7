"""How a call to certain readers looks: to the borger, to those who are told, and on the leaders' list."""

from __future__ import annotations

from bot.desk.at_work import on_duty_now
from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.numbers import to_call
from bot.talking import promises
from bot.talking.at_hand import next_at_hand
from bot.talking.borger_card import reach_lines, with_sign
from bot.talking.hearers import may_hear
from dialogs.engine.cards import Card, CardButton
from dialogs.text import T, Text
from storage import followup, notices, people
from storage.followup import Talk
from storage.people import Person

NOTICE = "n"
"""The letter that buttons of such calls begin with."""
SHOWS = "notice"
"""What a surface shows that tells somebody of such a call: its `ref` is the call."""
SIGN = "👀💬"
NOT_NEEDED = CardButton("enough", T("It is not needed now"), "✖️")


def show_one(
    desk: Desk, borger: Person, call: Talk, staff: Person, surface_id: int, dispatch: Dispatch = AT_ONCE, *,
    takes: bool = False,
) -> None:  # fmt: skip
    """The card of one who is told: that there is something, and not what it is."""
    call = followup.talk_by_id(desk.tx, call.id) or call
    at = call.at.astimezone(desk.house.zone)
    card = Card(T("{name} would like somebody to read this now.", name=borger.name), "", lines=(
        T("Asked {when}.", when=at),))  # fmt: skip
    lines, rows = card.lines, _buttons(takes=takes)
    if call.taken_by is not None:
        taker = people.person_by_id(desk.tx, call.taken_by)
        lines = (*lines, promises.answered(call.promise, taker.name if taker else ""))
        rows = _buttons(takes=takes) if call.taken_by == staff.id and call.promise == promises.READ else rows[:1]
    if call.closed or staff.id not in {one.id for one in may_hear(desk, call)}:
        lines, rows = (*lines, T("{name} does not need it any more.", name=borger.name)), ()
    desk.show_card(staff, Card(card.question, "", rows, lines=lines), NOTICE, call.id, surface_id, dispatch)


def _buttons(*, takes: bool) -> tuple[tuple[CardButton, ...], ...]:
    """What can be done about it; once somebody says that they take it, what will happen."""
    see = CardButton("see", T("Read it"), "👀")
    if not takes:
        return ((see,), (CardButton("take", T("I take it"), "🙋"),))
    return (*promises.offered(""), (CardButton("back", T("Back"), "⬅️"),))


def show_borger(desk: Desk, borger: Person, call_id: int, *, rings: bool = False) -> None:
    """The borger's card; with `rings` it comes as a new message, without a sound in their quiet hours."""
    call = followup.talk_by_id(desk.tx, call_id)
    if call is None or call.surface_id is None or not borger.can_be_told:
        return
    surface_id = call.surface_id
    if rings:
        desk.retire(borger, surface_id)
        surface_id = desk.new_surface(borger)
        followup.talk_on_surface(desk.tx, call_id, surface_id)
    dispatch = Dispatch(silent=rings and desk.after_quiet(borger) > desk.now)
    desk.show_card(borger, borger_card(desk, call), NOTICE, call_id, surface_id, dispatch)


def borger_card(desk: Desk, call: Talk) -> Card:
    """How a call stands, as it is at this moment."""
    if call.taken_by is not None:
        taker = people.person_by_id(desk.tx, call.taken_by)
        said = promises.promised(call.promise, taker.name if taker else "")
        return Card(None, promises.sign(call.promise), lines=(said,), essential=True)
    if call.closed:
        return Card(T("All right. I will not ask anybody else."), "✖️", essential=True)
    return Card(None, SIGN, ((NOT_NEEDED,),), lines=(*_stands(desk, call), *to_call(desk)), essential=True)


def _stands(desk: Desk, call: Talk) -> tuple[Text, ...]:
    """Who has been told, or when who is; and what is not known."""
    told = notices.told_of(desk.tx, call.id)
    if not told:
        lines = _waits(desk, call)
    else:
        lines = reach_lines(desk, call, T("Nobody has seen it yet."))
        if not on_duty_now(desk):
            names = tuple(p.name for one in told if (p := people.person_by_id(desk.tx, one.staff_id)))
            lines = (*lines, T("I do not know if {names} are at work.", names=names))
    if call.level == notices.LATE:
        lines = (*lines, T("The leader can see that nobody has seen it."))
    return lines


def _waits(desk: Desk, call: Talk) -> tuple[Text, ...]:
    """That nobody who may hear of it is at work, and who is told when."""
    coming = next_at_hand(desk, lambda then: may_hear(then, call))
    if coming is None:
        return T("Nobody who may read it is at work."), T("I do not know when somebody is.")
    at, found = coming
    tells = T("I tell {names} {when}.", names=tuple(one.name for one in found), when=at.astimezone(desk.house.zone))
    return T("Nobody who may read it is at work."), with_sign("🔁", tells)
