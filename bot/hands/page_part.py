"""Who may fit together with a borger, on their page, for a contact person of both who may read it of both."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.page_parts import PAGE_SHOWS, PagePart, Sight
from bot.hands.asking import ask_both, lately
from bot.hands.found import Fit, fits
from bot.telegram.content import InlineButton
from dialogs.text import T
from storage import sharing

PART, LOOKED, ASK = "hands", "hands", "hand_ask"
MOST = 4


def _open_fits(sight: Sight) -> list[Fit]:
    found = fits(sight.desk, sight.who, sight.borger, sight.texts)
    return [one for one in found if not lately(sight.desk, one.giver.id, one.wanter.id, one.thing)]


def way(sight: Sight) -> tuple[InlineButton, ...]:
    """The way to them, where there is one."""
    found = _open_fits(sight)
    return (sight.button("🫶", T("May help each other: {count}", count=len(found)), PART),) if found else ()


def part(sight: Sight) -> PagePart:
    """The first few, each with the way to ask both."""
    found = _open_fits(sight)[:MOST]
    for one in found:
        other = one.wanter if one.giver.id == sight.borger.id else one.giver
        sharing.log_look(sight.desk.tx, sight.reader.id, other.id, LOOKED, sight.desk.now)
    title = f"<b>{sight.say(T('{name}: may help each other', name=sight.borger.name))}</b>"
    lines = [sight.say(T("{sign} {thing}: {giver} would like to, {wanter} would like a hand with it.", sign=one.sign,
                         thing=one.thing, giver=one.giver.name, wanter=one.wanter.name)) for one in found]  # fmt: skip
    rule = T("I ask each by themself, and name nobody before both have said yes.") if found else T("There is none now.")
    rows = tuple((sight.button("🗣️", T("Ask both: {thing}", thing=one.thing), _button(one)),) for one in found)
    return PagePart((title, *lines, sight.say(rule)), rows, looked=LOOKED if found else "")


def _button(one: Fit) -> str:
    return f"{ASK}.{one.giver.id}.{one.wanter.id}.{one.id}"


def asked(desk: Desk, start: Start) -> None:
    """Asks both about what the target names, if it still fits and whoever asks may still read it of both."""
    sight = Sight(desk, start.person, start.about)
    one = next((each for each in _open_fits(sight) if _button(each) == f"{ASK}.{start.target}"), None)
    if one:
        ask_both(desk, start.person, one.giver, one.wanter, one.thing, one.sign)
    said = T("I have asked both: {thing}.", thing=one.thing) if one else T("That does not fit any more.")
    desk.tell(start.person, said, about=start.about)
    if one:
        desk.runner.changed_only(desk, start.about, PAGE_SHOWS)
