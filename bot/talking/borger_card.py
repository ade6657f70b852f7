"""The card of a call on the borger's phone: how it honestly stands, and what they may say of it if they like."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.numbers import staff_now, to_call
from bot.talking import promises, wishes
from bot.talking.callees import LEVELS, at_work
from bot.talking.duty import is_off
from dialogs.engine.cards import Card, CardButton
from dialogs.text import T, Text
from storage import people, schedules
from storage.followup import Talk
from storage.reach import Reach, reach_of

_SAID: tuple[tuple[Reach, Text, str], ...] = (
    (Reach.TOLD, T("I have told {names}."), "📨"),
    (Reach.TRYING, T("I am trying to reach {names}."), "⏳"),
    (Reach.TROUBLE, T("I cannot get through to {names} just now."), "📵"),
    (Reach.UNSURE, T("Perhaps my message has reached {names}."), "🤷"),
)
"""How each of those called has been reached, with the sign before it."""


def borger_card(desk: Desk, call: Talk) -> Card:
    """The card as the call stands now."""
    if call.closed:
        return called_off(desk, call)
    if call.taken_by is not None:
        said, sign = answered(desk, call)
        return Card(T("Somebody has seen it."), sign, lines=(said, *to_call(desk)), essential=True)
    reached = reach_lines(desk, call, T("Nobody has answered yet."))
    lines = _around(desk, call, reached or (T("I could not reach anybody."),))
    if call.level == LEVELS and (again := schedules.call_goes_on(desk.tx, call.id)):
        lines += (with_sign("🔁", T("I ask the staff again {when}.", when=again.astimezone(desk.house.zone))),)
    lines += (*wishes.lines(desk, call, to_staff=False), *to_call(desk))
    rows: tuple[tuple[CardButton, ...], ...] = ((CardButton("enough", T("It is not needed now"), "✖️"),),)
    if reached and (asked := wishes.asked(desk, call)):  # otherwise nobody would read it
        lines += (asked[0],)
        rows = (*asked[1], *rows)
    return Card(None, "💬", rows, lines=lines, essential=True)


def answered(desk: Desk, call: Talk) -> tuple[Text, str]:
    """What somebody has answered to a call of any kind, with its picture; once that is past, only that they did."""
    taker = people.person_by_id(desk.tx, call.taken_by or 0)
    name, taken_at = taker.name if taker else "", call.taken_at or call.at
    if promises.is_past(call.promise, taken_at, desk.now):
        return T("{name} answered you {when}.", name=name, when=taken_at.astimezone(desk.house.zone)), "💬"
    return promises.promised(call.promise, name), promises.sign(call.promise)


def called_off(desk: Desk, call: Talk) -> Card:
    """The card of a call of any kind that is not needed any more; who had answered is told."""
    taker = people.person_by_id(desk.tx, call.taken_by) if call.taken_by else None
    told = (T("I tell {name}.", name=taker.name),) if taker else ()
    return Card(T("All right. I will not ask anybody else."), "✖️", lines=told, essential=True)


def with_sign(sign: str, words: Text) -> Text:
    """A line with a sign before it."""
    return T("{sign} {words}", sign=sign, words=words)


def reach_lines(desk: Desk, call: Talk, nobody: Text) -> tuple[Text, ...]:
    """Who has been reached, who is being tried, and where it does not get through; and that `nobody` has reacted."""
    names: dict[Reach, list[str]] = {how: [] for how in Reach}
    for staff_id, how in reach_of(desk.tx, call.id).items():
        staff = people.person_by_id(desk.tx, staff_id)
        if staff:
            names[how].append(staff.name)
    lines = tuple(
        with_sign(sign, Text(words.id, {"names": tuple(names[how])})) for how, words, sign in _SAID if names[how]
    )
    return (*lines, with_sign("⏳", nobody)) if names[Reach.TOLD] else lines


def _around(desk: Desk, call: Talk, lines: tuple[Text, ...]) -> tuple[Text, ...]:
    """The lines of who has been reached, and while nobody is on duty what is known of that: before them that there is
    no staff just now, after them that those who are told may not be at work."""
    if at_work(desk):
        return lines
    unknown: list[str] = []
    off: list[str] = []
    for staff_id in reach_of(desk.tx, call.id):
        if staff := people.person_by_id(desk.tx, staff_id):
            (off if is_off(desk, staff_id) else unknown).append(staff.name)
    before = () if desk.house.settings.staffed.is_open(desk.now) else staff_now(desk)
    after: tuple[Text, ...] = ()
    if unknown:
        after += (T("I do not know the shifts of {names}.", names=tuple(unknown)),)
    if off:
        after += (T("By the plan, {names} are not at work now.", names=tuple(off)),)
    return before + lines + after
