"""How the list of news looks: a line for who stands out, the rest in one, and the buttons that open them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from bot.desk.desk import Desk
from bot.desk.page_parts import ButtonRow, in_twos
from bot.records import open_sheets
from bot.reviewing.summary_view import fitted
from bot.reviewing.unseen import Unseen
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton
from bot.telegram.render import laid_out
from dialogs.text import T, Text
from locales.texts import Texts
from storage.people import Person
from storage.sheets import OpenSheet

NEWS = "x"
LISTED = 8
"""So many borgere stand on one side of the list, those who matter most first."""
MOST_WHY = 2
"""Of what differs, so much stands on the list; the rest where it is opened."""


@dataclass(frozen=True)
class Listed:
    """All that is on the list: calls that wait; sheets that are open; what is new, by borger; what else is open today;
    the wishes that wait; and lines of what else happened since the list before, of which `silent` are those of who was
    asked and has shared nothing."""

    calls: list[Text]
    sheets: list[tuple[Text, Person, OpenSheet]]
    new: list[Unseen]
    open: list[Text]
    wishes: list[tuple[Text, list[Person]]]
    silent: list[Text]
    quiet: list[Text]


def says_all(desk: Desk) -> bool:
    """Whether what was said stands on lists, as the house has it."""
    return desk.house.settings.news_says == "all"


def content_of(desk: Desk, reader: Person, found: Listed, first: int = 0) -> Content:
    """The list, with those it begins with; `first` is their place among all of them."""
    texts = desk.texts(reader)

    def say(text: Text) -> str:
        return escape(texts.say(text))

    lines = [f"<b>{say(T('News'))}</b>", *(f"☎️ {say(line)}" for line in found.calls)]
    lines += [f"{open_sheets.SIGN} {say(line)}" for line, _, _ in found.sheets]
    shown = _side(found, first)
    lines += [_line(texts, each, says_all=says_all(desk)) for each in shown if each.place < 2]
    rest = [each for each in shown if each.place == 2]
    for known, words in ((True, T("As usual: {names}")), (False, T("Have answered: {names}"))):
        if names := tuple(each.borger.name for each in rest if each.known is known):
            lines.append(say(Text(words.id, {"names": names})))
    if len(shown) < len(found.new):
        lines.append(say(T("{shown} of {count} stand here.", shown=len(shown), count=len(found.new))))
    lines += [say(line) for line in (*found.open, *(line for line, _ in found.wishes), *found.silent, *found.quiet)]
    if len(lines) == 1:
        lines.append(say(T("Nothing new.")))
    return Content(fitted(lines), laid_out(_rows(desk, reader, found, first)))


def _side(found: Listed, first: int) -> list[Unseen]:
    """Those of the list who stand on the side that begins with the place `first` among them all."""
    return found.new[: min(LISTED, len(found.new) - first)]


def _line(texts: Texts, one: Unseen, *, says_all: bool) -> str:
    """A borger for whom something stands out: with the least the house sends, only what kind it is."""
    if says_all:
        more = len(one.differs) - MOST_WHY
        parts = [*one.differs[:MOST_WHY], *((T("and {count} more", count=more),) if more > 0 else ())]
        parts += one.sent if one.differs else one.own[:1]
    else:
        parts = [*((T("not as usual"),) if one.differs else ()), *one.sent]
    parts += [T("something staff noticed")] if one.noticed else []
    return f"<b>{escape(one.borger.name)}</b>: {escape(' · '.join(texts.say(part) for part in parts))}"


def _rows(desk: Desk, reader: Person, found: Listed, first: int) -> list[ButtonRow]:
    say, shown = desk.texts(reader).say, _side(found, first)

    def button(sign: str, label: Text, choice: str, borger_id: int) -> InlineButton:
        return InlineButton(f"{sign} {say(label)}", button_data(Tap(NEWS, borger_id, 0, choice)))

    each = in_twos(button("📖", T("{name}", name=one.borger.name), "open", one.borger.id) for one in shown)
    every = ((button("📖", T("Read all"), "all", first),),) if len(shown) > 1 else ()
    place = first + LISTED if first + LISTED < len(found.new) else 0
    others = ((button("➡️", T("The others"), "next", place),),) if len(shown) < len(found.new) else ()
    wishing = {borger.id: borger for _, borgere in found.wishes for borger in borgere}
    wishes = tuple((button("🌟", T("{name}: wishes", name=one.name), "wishes", one.id),) for one in wishing.values())
    opened = tuple(
        (_sheet(say(T("{name}: open sheet", name=borger.name)), sheet),) for _, borger, sheet in found.sheets
    )
    return [*opened, *every, *each, *others, *wishes]


def _sheet(label: str, sheet: OpenSheet) -> InlineButton:
    return InlineButton(f"{open_sheets.SIGN} {label}", open_sheets.data(sheet, "open"))
