"""*This helps me now*: a borger's own help cards, out of what stands in their papers. It works at any hour, decides
nothing, and tells nobody anything unless the borger taps."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import asking_help
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.methods.in_use import methods_of
from bot.methods.shelves import HELPS, HELPS_SIGN
from bot.papers import own_paper, paper, standing
from bot.telegram.buttons import Tap
from dialogs.engine.asking_for import TALK, TALK_BUTTON, after_a_low_answer
from dialogs.engine.cards import Card, CardButton, CardTile
from dialogs.engine.session import End
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Several
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import help_first, people, sessions, surfaces
from storage.help_calls import HelpCall
from storage.people import Person

HELP = "q"
SHOWS = "help"
TOGETHER = 6
"""Help cards on one picture: large enough to be seen at a glance."""


@dataclass(frozen=True)
class Ask:
    """Somebody of the staff who can be asked in one tap, by their id, for what the question is called."""

    staff_id: int
    name: str
    what: Text
    sign: str


@dataclass(frozen=True)
class _Help:
    """One thing that helps: what it is called and its sign; `photo` is a stored one, `file` one of the house's. What
    the borger said themself is shown to everybody, for no sign says it. `asks` is whom it asks, if it is a person."""

    label: Text
    sign: str
    photo: int = 0
    file: str = ""
    own: bool = False
    asks: Ask | None = None

    @property
    def tile(self) -> CardTile:
        return CardTile(self.sign, self.label, essential=self.own, photo=self.photo, file=self.file, of=self.sign)


def opened(desk: Desk, start: Start) -> None:
    """Shows them on the card that led here, or on a new one."""
    if start.surface_id:
        sessions.leave_surface(desk.tx, start.surface_id)
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person))


def after_low_answer(desk: Desk, done: Done) -> None:
    """Shows them below the receipt to who wants that, once they have given an answer that is a low one."""
    low = done.finish.end is not End.EXPIRED and after_a_low_answer(done.dialog, done.session)
    if low and help_first.wanted_since(desk.tx, done.person.id) and _cards(desk, done.person):
        _show(desk, done.person, desk.new_surface(done.person))


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the card, which stands on the surface that is its id: `all.page`, `one.place`, `paper.dialog`, and
    words alone.

    Returns: False if it is not on this person's card any more.
    """
    if surfaces.shown_on(desk.tx, tap.id) != SHOWS or not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    what, _, which = tap.choice.partition(".")
    place = _number(which)
    match what:
        case "close":
            desk.retire(person, tap.id)
        case "talk":
            desk.runner.go(desk, TALK, Start(person, person))
        case "paper" if dialog := next((each for each in _papers(desk, person) if each.id == which), None):
            own_paper.open_paper(desk, person, dialog, tap.id)
        case "ask":
            return _asked(desk, person, tap.id, place)
        case "first" | "not_first":
            help_first.set_wanted(desk.tx, person.id, what == "first", desk.now)
            _show(desk, person, tap.id)
        case "one":
            _show(desk, person, tap.id, one=place)
        case _:
            _show(desk, person, tap.id, page=place)
    return True


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else 0


def _asked(desk: Desk, person: Person, surface_id: int, staff_id: int) -> bool:
    """Asks for what that person is there for, as *Talk to someone* does, and them first. Its card says who is told.

    Returns: False if they are not there for it any more.
    """
    ask = next((each.asks for each in _cards(desk, person) if each.asks and each.asks.staff_id == staff_id), None)
    if ask is None:
        _show(desk, person, surface_id)
        return False
    asking_help.ask(desk, person, HelpCall(desk.texts(person).say(ask.what), ask.staff_id))
    return True


def _show(desk: Desk, person: Person, surface_id: int, *, page: int = 0, one: int | None = None) -> None:
    surfaces.now_shows(desk.tx, surface_id, SHOWS)
    found = _cards(desk, person)
    if not found:
        card = _none(desk, person)
    elif one is not None and one < len(found):
        card = _one(found, one)
    else:
        card = _together(desk, person, found, page if page * TOGETHER < len(found) else 0)
    desk.show_card(person, card, HELP, surface_id, surface_id)


def _together(desk: Desk, person: Person, found: list[_Help], page: int) -> Card:
    """Some of them on one picture, and the ways on."""
    at = page * TOGETHER
    more = page + 1 if at + TOGETHER < len(found) else 0
    others = (CardButton(f"all.{more}", T("The others"), "➡️"),) if len(found) > TOGETHER else ()
    single = (CardButton(f"one.{at}", T("One at a time"), "🃏"),) if len(found) > 1 else ()
    if help_first.wanted_since(desk.tx, person.id):
        first = CardButton("not_first", T("Not by itself any more"), "🔕")
    else:
        first = CardButton("first", T("Show it after a low answer"), "🔔")
    tiles = tuple(each.tile for each in found[at : at + TOGETHER])
    asks = tuple(_ask_button(each.asks) for each in found if each.asks)
    return Card(HELPS, HELPS_SIGN, _rows(asks, (*others, *single), (_TALK,), (first,), (_CLOSE,)), tiles)


def _ask_button(ask: Ask) -> CardButton:
    return CardButton(f"ask.{ask.staff_id}", T("{what}: ask {name}", what=ask.what, name=ask.name), ask.sign)


def _one(found: list[_Help], place: int) -> Card:
    """One of them, as large as can be."""
    before = (CardButton(f"one.{place - 1}", T("Back"), "⬅️"),) if place else ()
    after = (CardButton(f"one.{place + 1}", T("Go on"), "▶️"),) if place + 1 < len(found) else ()
    whole = CardButton(f"all.{place // TOGETHER}", T("All of them"), HELPS_SIGN)
    asks = found[place].asks
    ask = (_ask_button(asks),) if asks else ()
    return Card(None, HELPS_SIGN, _rows(ask, (*before, *after), (whole,), (_TALK,), (_CLOSE,)), (found[place].tile,))


def _none(desk: Desk, person: Person) -> Card:
    """No help card stands anywhere yet: where they can be made, and somebody to talk with."""
    papers = tuple(
        CardButton(f"paper.{each.id}", each.own_title, each.pictogram, tile=True) for each in _papers(desk, person)
    )
    lines = (T("Nothing stands here yet. In your plan you can say what helps."),)
    return Card(HELPS, HELPS_SIGN, _rows(papers, (_TALK,), (_CLOSE,)), lines=lines, essential=True)


def _rows(*rows: tuple[CardButton, ...]) -> tuple[tuple[CardButton, ...], ...]:
    return tuple(row for row in rows if row)


_TALK = CardButton("talk", TALK_BUTTON.label, TALK_BUTTON.pictogram)
_CLOSE = CardButton("close", T("Close"), "✖️")


def _papers(desk: Desk, borger: Person) -> list[Dialog]:
    """The papers a borger uses that can hold help cards."""
    return [dialog for dialog in methods_of(desk, borger) if dialog.helps]


def _cards(desk: Desk, borger: Person) -> list[_Help]:
    """All of a borger's help cards, in the order of the papers: each thing once, and nothing that staff have said."""
    found: dict[tuple[str, str], _Help] = {}
    say = desk.texts(borger).say
    for dialog in _papers(desk, borger):
        for part in paper.parts(desk, dialog, paper.own_lines(desk, borger, dialog)):
            for group in part.groups:
                for line in group.lines:
                    if line.answer.step in dialog.helps and not standing.by_staff(line.answer):
                        for each in _of_line(desk, group, line):
                            found.setdefault((say(each.label), str(each.photo or each.sign)), each)
    return list(found.values())


def _of_line(desk: Desk, group: paper.Group, line: paper.Line) -> list[_Help]:
    dialog = desk.dialog(line.answer.version)
    step = dialog.step(line.answer.step)
    if isinstance(step, Choice | Several) and step.options_from:
        source = dialog.lists.get(step.options_from)
        if source is None or not source.of_people:
            return [_Help(line.fact.answer, line.signs or group.pictogram, own=True)]
        named = [people.person_by_id(desk.tx, _number(choice[1:])) for choice in line.answer.choices]
        here = [one for one in named if one and one.state == "active" and one.role is not Role.BORGER]
        return [_of_person(group, one) for one in here]
    if isinstance(step, Choice | Several):
        chosen = [each for each in step.options if each.id in line.answer.choices]
        return [_Help(each.label.plain(), each.pictogram, file=each.photo) for each in chosen]
    said = T("{words}", words=line.fact.quote) if line.fact.quote else group.name
    sign = line.sign if line.fact.media and not line.photo else group.pictogram
    return [_Help(said, sign, line.photo, own=bool(line.fact.quote))]


def _of_person(group: paper.Group, one: Person) -> _Help:
    """Somebody of the staff who is there for something, such as to fetch them."""
    label = T("{what}: {name}", what=group.name, name=one.name)
    return _Help(label, group.pictogram, own=True, asks=Ask(one.id, one.name, group.name, group.pictogram))
