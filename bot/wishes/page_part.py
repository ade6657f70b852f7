"""A borger's wishes on their page, for those who may read them: all on one picture, and one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.desk.page_parts import ButtonRow, PagePart, Sight
from bot.pictures.spec import Picture
from bot.telegram.content import CAPTION_LIMIT, InlineButton, length
from bot.telegram.render import render
from bot.wishes.album import ON_ONE, all_of_them, page
from bot.wishes.planning import PLAN_WISH
from bot.wishes.playing import play
from bot.wishes.standing import STATES, Wish, answered, wishes_of
from dialogs.engine.cards import Card
from dialogs.permissions import Action
from dialogs.profile import ReadingProfile
from dialogs.text import T
from storage import sharing

LOOKED = "wishes"
PART, HEAR = "wishes", "wish_heard"
ONE = f"{PART}.one"


def way(sight: Sight) -> tuple[InlineButton, ...]:
    """The button to the wishes, where there are some the reader may read."""
    return (sight.button("💭", T("Wishes"), PART),) if wishes_of(sight.desk, sight.borger.id, sight.who) else ()


def part(sight: Sight) -> PagePart:
    """All wishes on one picture, or with "one" that of the sheet."""
    found = wishes_of(sight.desk, sight.borger.id, sight.who)
    head = f"<b>{sight.say(T('{name}: wishes', name=sight.borger.name))}</b>"
    if not found:
        return PagePart((head, sight.say(T("There is no wish yet."))))
    if sight.argument(1) == "one":
        return _one(sight, found, min(sight.sheet, len(found) - 1), head)
    last = (len(found) - 1) // ON_ONE
    sheet = min(sight.sheet, last)
    shown = found[sheet * ON_ONE : (sheet + 1) * ON_ONE]
    said = ((wish.entry.title, *STATES[wish.state]) for wish in shown)
    lines = [f"{sign} {sight.say(T('{title}: {state}', title=title, state=state))}" for title, sign, state in said]
    rows = (*sight.leafing(newer=sheet > 0, older=sheet < last),
            (sight.button("💭", T("One wish at a time"), ONE, sheet * ON_ONE),))  # fmt: skip
    return PagePart((head, *lines), rows, _drawn(sight, all_of_them(found, sheet)), looked=LOOKED)


def _one(sight: Sight, found: Sequence[Wish], sheet: int, head: str) -> PagePart:
    wish = found[sheet]
    card = page(sight.desk, wish)
    said = [f"{sign} {sight.say(text)}" for sign, text in (STATES[wish.state], *answered(sight.desk, wish))]
    words = [sight.say(line) for line in card.lines]
    lines = (head, f"<b>{sight.say(T('{title}', title=wish.entry.title))}</b>", *words, *said)
    if length("\n".join(lines)) > CAPTION_LIMIT:  # the words are whole where the borger's answers are read
        lines = (head, f"<b>{sight.say(T('{title}', title=wish.entry.title))}</b>", *said)
    plans = wish.entry.state == "accepted" and allowed(sight.desk, sight.reader, Action.PLAN_WEEK, sight.borger)
    ways = [
        *([sight.button("🗣️", T("What was sent"), f"{HEAR}.{wish.entry.id}")] if wish.media else []),
        *([sight.button("📅", T("Plan something from it"), f"{PLAN_WISH}.{wish.entry.id}")] if plans else []),
    ]
    rows: tuple[ButtonRow, ...] = (
        *sight.leafing(newer=sheet > 0, older=sheet + 1 < len(found)), *((one,) for one in ways),
        (sight.button("🖼️", T("All wishes"), PART),),
    )  # fmt: skip
    return PagePart(lines, rows, _drawn(sight, card), looked=LOOKED)


def _drawn(sight: Sight, card: Card) -> Picture | None:
    content = render(card, ReadingProfile(), sight.texts, "", 0, photos=sight.desk.house.photos)
    return content.drawn.picture if content.drawn else None


def hear(desk: Desk, start: Start) -> None:
    """Sends what was spoken or shown of the wish that is the target to who may read it: that is a look."""
    found = wishes_of(desk, start.about.id, reader_now(desk, start.person))
    wish = next((each for each in found if str(each.entry.id) == start.target), None)
    if wish:
        sharing.log_look(desk.tx, start.person.id, start.about.id, "own words", desk.now)
        play(desk, start.person, start.about, wish)
