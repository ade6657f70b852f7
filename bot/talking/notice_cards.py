"""How a call to certain readers looks: to the borger, to those who are told, and on the leaders' list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.desk.at_work import on_duty_now
from bot.desk.desk import AT_ONCE, Desk, Dispatch
from bot.desk.numbers import to_call
from bot.talking import next_told, promises
from bot.talking.at_hand import at_hand
from bot.talking.borger_card import answered, called_off, reach_lines, with_sign
from bot.talking.hearers import in_turn, may_at_work, may_hear, not_told, said
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.receipt import in_words
from dialogs.text import T, Text
from storage import answers, followup, notices, people
from storage.followup import CallKind, Talk
from storage.people import Person

NOTICE = "n"
"""The letter that buttons of such calls begin with."""
SHOWS = "notice"
"""What a surface shows that tells somebody of such a call: its `ref` is the call."""
_SIGNS: Mapping[CallKind, str] = {"read": "👀💬", "alert": "📣"}
_TOLD: Mapping[CallKind, Text] = {
    "read": T("{name} would like somebody to read this now."),
    "alert": T("{name} has answered as agreed with you."),
}
NOT_NEEDED = CardButton("enough", T("It is not needed now"), "✖️")
STOP = CardButton("stop", T("Stop the agreement"), "🔕")


def show_one(
    desk: Desk, borger: Person, call: Talk, staff: Person, surface_id: int, dispatch: Dispatch = AT_ONCE, *,
    takes: bool = False,
) -> None:  # fmt: skip
    """The card of one who is told: that there is something, and not what it is. Of an alert, once they have opened it,
    also the answers, as long as they may read them."""
    call = followup.talk_by_id(desk.tx, call.id) or call
    hears = staff.id in {one.id for one in may_hear(desk, call)}
    at = call.at.astimezone(desk.house.zone)
    lines: tuple[Text, ...] = (T("Answered {when}.", when=at) if call.kind == "alert" else T("Asked {when}.", when=at),)
    rows = _buttons(call, takes=takes)
    if hears and call.kind == "alert" and _has_opened(desk, call, staff):
        lines, rows = (*lines, *_answers(desk, call)), rows if takes else rows[1:]
    if call.taken_by is not None:
        taker = people.person_by_id(desk.tx, call.taken_by)
        lines = (*lines, promises.answered(call.promise, taker.name if taker else ""))
        rows = rows if call.taken_by == staff.id and call.promise == promises.READ else ()
    if call.closed:
        lapsed = call.promise == promises.LAPSED
        ended = T("This goes no further.") if lapsed else T("{name} does not need it any more.", name=borger.name)
        lines, rows = (*lines, ended), ()
    elif not hears:
        lines, rows = (*lines, *_why_not(desk, call, staff)), ()
    card = Card(Text(_TOLD[call.kind].id, {"name": borger.name}), "", rows, lines=lines)
    desk.show_card(staff, card, NOTICE, call.id, surface_id, dispatch)


def _why_not(desk: Desk, call: Talk, staff: Person) -> tuple[Text, ...]:
    """Why somebody may hear nothing more of a call: their shift is over, or the borger lets them read no more."""
    if not call.is_open:
        return ()
    if may_at_work(desk, call, staff):
        return (T("You are not at work now. I ask others."),)
    return (T("It is not for you any more. I ask others."),)


def _has_opened(desk: Desk, call: Talk, staff: Person) -> bool:
    return any(one.staff_id == staff.id and one.seen_at for one in notices.told_of(desk.tx, call.id))


def _answers(desk: Desk, call: Talk) -> Iterator[Text]:
    """The answers by which an alert struck, newest first."""
    for session_id, step_id, item in said(desk, call):
        for one in answers.own_answers(desk.tx, call.borger_id, session_id):
            if (one.step, one.item) == (step_id, item):
                step = desk.dialog(one.version).step(step_id)
                named = (step.name or step.text).plain()
                words = in_words(step, one.outcome, one.choices)
                told = T("{question}: {answer}", question=named, answer=words)
                yield T("{when}: {what}", when=one.said_at.astimezone(desk.house.zone), what=told)


def _buttons(call: Talk, *, takes: bool) -> tuple[tuple[CardButton, ...], ...]:
    """What can be done about it; once somebody says that they take it, what will happen."""
    see = CardButton("see", T("See the answer") if call.kind == "alert" else T("Read it"), "👀")
    if not takes:
        return ((see,), (CardButton("take", T("I take it"), "🙋"),))
    return (*promises.offered(""), (CardButton("back", T("Back"), "⬅️"),))


def show_borger(desk: Desk, borger: Person, call_id: int, *, rings: bool = False) -> None:
    """The borger's card; with `rings` it comes as a new message, without a sound in their quiet hours."""
    call = followup.talk_by_id(desk.tx, call_id)
    if call and call.is_open:
        next_told.will_be(desk, call)
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
    if call.closed:
        return called_off(desk, call)
    if call.taken_by is not None:
        words, sign = answered(desk, call)
        return Card(None, sign, lines=(words,), essential=True)
    lines = (*_stands(desk, call), *to_call(desk))
    if call.kind == "read":
        return Card(None, _SIGNS[call.kind], ((NOT_NEEDED,),), lines=lines, essential=True)
    if call.level == notices.ALONE:
        return Card(None, _SIGNS[call.kind], ((NOT_NEEDED,),), lines=lines, essential=True)
    lines = (T("I tell somebody, as agreed."), *lines)
    return Card(None, _SIGNS[call.kind], ((NOT_NEEDED,), (STOP,)), lines=lines, essential=True)


def _stands(desk: Desk, call: Talk) -> tuple[Text, ...]:
    """Who has been told and has seen it, who is told when; and what is not known."""
    told = notices.told_of(desk.tx, call.id)
    if call.level == notices.ALONE:
        lines: tuple[Text, ...] = (T("There is nobody I may tell of it just now."),)
    elif not told:
        lines = _waits(desk, call)
    else:
        seen = [_name(desk, one.staff_id) for one in told if one.seen_at]
        lines = reach_lines(desk, call, T("Nobody has seen it yet.")) if not seen else ()
        lines = (*lines, *(with_sign("👀✅", T("{name} has seen it.", name=name)) for name in seen))
        if not on_duty_now(desk):
            names = tuple(_name(desk, one.staff_id) for one in told)
            lines = (*lines, T("I do not know the shifts of {names}.", names=names))
        lines = (*lines, *_goes_on(desk, call))
    if call.level >= notices.LATE:
        lines = (*lines, T("The leader can see that nobody has taken it."))
    return lines


def _goes_on(desk: Desk, call: Talk) -> tuple[Text, ...]:
    """Who is told when, once nobody is at work who has not been told."""
    if at_hand(desk, not_told(desk, call)) or (coming := next_told.as_planned(desk, call)) is None:
        return ()
    at, found = coming
    names = tuple(one.name for one in found)
    return (with_sign("🔁", T("I tell {names} {when}.", names=names, when=at.astimezone(desk.house.zone))),)


def _name(desk: Desk, staff_id: int) -> str:
    staff = people.person_by_id(desk.tx, staff_id)
    return staff.name if staff else "–"


def _waits(desk: Desk, call: Talk) -> tuple[Text, ...]:
    """That nobody who may hear of it is at work, and who is told when; what did not arrive is sent again."""
    if here := in_turn(call, at_hand(desk, not_told(desk, call))):
        return (with_sign("⏳", T("I am trying to reach {names}.", names=tuple(one.name for one in here))),)
    coming = _goes_on(desk, call)
    nobody = T("Nobody of those agreed on is at work.") if call.kind == "alert" else T(
        "Nobody who may read it is at work.")  # fmt: skip
    return (nobody, *(coming or (T("I do not know when somebody is."),)))
