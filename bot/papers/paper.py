"""A paper as somebody may see it: its sections with their lines, and what of it can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.desk.desk import Desk
from bot.desk.flow import PartOf
from bot.papers import standing
from bot.reviewing.answer_facts import facts_of
from dialogs.engine import own_things
from dialogs.engine.path import Ask
from dialogs.engine.receipt import in_pictures, name_by_itself
from dialogs.engine.session import Item, Provenance, place_of
from dialogs.method.model import Dialog
from dialogs.method.sort import inner
from dialogs.method.steps import Blank, Choice, Each, PlainStep, Several
from dialogs.summary import SENT, Fact
from dialogs.text import T, Text
from dialogs.words.visible import cut, one_line
from storage import answers, papers
from storage.answers import StoredAnswer
from storage.papers import Said
from storage.people import Person
from storage.sharing import Reader

OTHER_SIGN = "📄"
LONGEST = 24
"""Letters of a line on its button."""


@dataclass(frozen=True)
class Line:
    """One line: the answer that stands there, told as a fact, and the `signs` of what was chosen."""

    answer: StoredAnswer
    fact: Fact
    signs: str = ""

    @property
    def sign(self) -> str:
        """What it is told by without words, beside whose it is."""
        sign, _ = SENT.get(self.fact.media, ("🗣️" if self.fact.quote else self.signs, None))
        return sign

    @property
    def photo(self) -> int:
        """The stored photo that it is, by its id; 0 if it is none."""
        return self.answer.media_id or 0 if self.fact.media == "photo" else 0

    @property
    def words(self) -> Text:
        """What it says."""
        if self.fact.quote:
            return T("»{words}«", words=self.fact.quote)
        _, sent = SENT.get(self.fact.media, ("", self.fact.answer))
        return sent

    @property
    def told(self) -> Text:
        """What it says, with whose it is where it is not the borger's alone."""
        match self.fact.provenance:
            case "helped":
                return T("{words} (with help: {name})", words=self.words, name=self.fact.by or "–")
            case "observed":
                return T("{name} notices: {words}", name=self.fact.by or "–", words=self.words)
            case "self":
                return self.words


@dataclass(frozen=True)
class Group:
    """What stands under one question of a section, with the question's picture."""

    name: Text
    pictogram: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Part:
    """A section with what stands in it. `place` is which of the file it is; None for what stood in a section that is no
    more."""

    place: int | None
    name: Text
    pictogram: str
    groups: tuple[Group, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.lines)


def all_of(desk: Desk, borger: Person, dialog: Dialog) -> list[Said]:
    """All that was said in a borger's paper."""
    return papers.said_in(desk.tx, borger.id, dialog.id)


def own_lines(desk: Desk, borger: Person, dialog: Dialog) -> list[StoredAnswer]:
    """What stands in the paper as the borger sees it: all of it."""
    return standing.standing(desk.dialog, all_of(desk, borger, dialog))


def versions(desk: Desk, borger: Person, dialog: Dialog) -> list[tuple[Said, list[StoredAnswer]]]:
    """What stood in it after each sitting that changed it, the oldest first, with the last that was said in it."""
    return standing.versions(dialog, desk.dialog, all_of(desk, borger, dialog))


def said_by(answer: StoredAnswer, borger: Person) -> str:
    """Whose hand an answer is in: the borger's own, or that of staff; "–" where who it was has left."""
    return borger.name if answer.provenance == "self" else answer.by or "–"


def shared_lines(desk: Desk, reader: Reader, borger: Person, dialog: Dialog) -> list[StoredAnswer]:
    """What stands as a reader may see it now: what comes through the door to what is shared. What is not finished yet
    takes no other's place."""
    done = [each for each in all_of(desk, borger, dialog) if each.closed]
    open_to = answers.shared_answers(desk.tx, reader, borger.id, answers.BEGINNING, desk.now, dialog.topic)
    ids = {answer.id for answer in open_to}
    return [answer for answer in standing.standing(desk.dialog, done) if answer.id in ids]


def parts(desk: Desk, dialog: Dialog, lines: Sequence[StoredAnswer]) -> tuple[Part, ...]:
    """The lines under the questions of their sections, in the file's order."""
    left = standing.asked(dialog, lines)
    found: list[Part] = []
    for place, section in enumerate(dialog.sections):
        inside = _order(dialog, section.steps)
        own = [line for line in left if line.step in inside]
        left = [line for line in left if line not in own]
        things = _things(dialog, own)
        own.sort(key=lambda line: (inside[line.step][0], things.index(_thing(dialog, line)), inside[line.step][1]))
        found.append(Part(place, section.name.plain(), section.pictogram, _groups(desk, own)))
    if left:
        found.append(Part(None, T("From before"), OTHER_SIGN, _groups(desk, left)))
    return tuple(found)


def line_of(found: Sequence[Part], answer_id: int) -> tuple[Part, Line] | None:
    """The line that an answer is, with its section."""
    return next(((part, line) for part in found for line in part.lines if line.answer.id == answer_id), None)


def _order(dialog: Dialog, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The place of each question of a section: of the block it is in, and in that. The name of a thing of one's own
    comes before what is said about it."""
    found: dict[str, tuple[int, int]] = {}
    for place, step in enumerate(step for step in dialog.steps if step.id in names):
        own = {each.id for each in step.own} if isinstance(step, Each) else set()
        for number, each in enumerate(inner(step)):
            found[each.id] = (place, -1 if each.id in own else number)
    return found


def _thing(dialog: Dialog, line: StoredAnswer) -> str:
    """What a line is about, or names."""
    return line.step if isinstance(_step_now(dialog, line), Blank) else line.item


def _step_now(dialog: Dialog, line: StoredAnswer) -> PlainStep | None:
    found = (each for step in dialog.steps for each in inner(step) if each.id == line.step)
    return next(found, None)


def _things(dialog: Dialog, lines: Sequence[StoredAnswer]) -> list[str]:
    """What lines are about, in the order of the options of the section's `several`, and else as they came."""
    options = [option.id for step in dialog.steps if isinstance(step, Several) for option in step.options]
    about = list(dict.fromkeys(_thing(dialog, line) for line in lines))
    return ["", *(each for each in options if each in about), *about]


def _groups(desk: Desk, lines: Sequence[StoredAnswer]) -> tuple[Group, ...]:
    found: dict[tuple[str, str], list[Line]] = {}
    for answer in lines:
        signs = in_pictures(desk.dialog(answer.version).step(answer.step), answer.choices)
        told = [Line(answer, fact, signs) for fact in facts_of(desk, [answer])]
        found.setdefault((answer.step, answer.item), []).extend(told)
    return tuple(
        Group(_called(desk, told[0], lines), _pictogram(desk.dialog(told[0].answer.version), *place), tuple(told))
        for place, told in found.items()
    )


def _called(desk: Desk, line: Line, lines: Sequence[StoredAnswer]) -> Text:
    """What a question is called. A thing of one's own has the name that stands now: it may have been changed since."""
    answer = line.answer
    named = [each.words for each in lines if answer.item and each.step == answer.item
             and standing.by_staff(each) == standing.by_staff(answer)]  # fmt: skip
    if not any(named):
        return line.fact.name
    item = Item(answer.item, own_things.name(" ".join(named)))
    question = name_by_itself(Ask(desk.dialog(answer.version).step(answer.step), item), {})
    return T("{item} · {question}", item=item.label, question=question)


def _pictogram(dialog: Dialog, step: str, item: str) -> str:
    """The picture of a question: of the thing it is about, where the file has one."""
    over = {each.over for each in dialog.steps if isinstance(each, Each) and step in {s.id for s in each.steps}}
    chosen = [o for each in dialog.steps if isinstance(each, Several) and each.id in over for o in each.options]
    things = {option.id: option.pictogram for option in chosen}
    listed = (source for name, source in dialog.lists.items() if name in over)
    things |= {each.id: each.pictogram for source in listed for each in source.items}
    return things.get(item, "") or dialog.step(step).pictogram


def moves(
    desk: Desk, dialog: Dialog, before: Sequence[StoredAnswer], now: Sequence[StoredAnswer]
) -> tuple[Text, ...]:  # fmt: skip
    """What was chosen otherwise than it stood before, each as one line: such as who takes something that weighs."""
    was = {(each.step, each.item, standing.by_staff(each)): each for each in before}
    found: list[Text] = []
    for group in (group for part in parts(desk, dialog, now) for group in part.groups):
        for line in group.lines:
            answer = line.answer
            old = was.get((answer.step, answer.item, standing.by_staff(answer)))
            chosen = isinstance(desk.dialog(answer.version).step(answer.step), Choice)
            if old and chosen and old.choices != answer.choices and (facts := facts_of(desk, [old])):
                found.append(T("{question}: from »{before}« to »{now}«", question=group.name, before=facts[0].answer,
                               now=line.fact.answer))  # fmt: skip
    return tuple(found)


def to_fill(desk: Desk, dialog: Dialog, place: int, lines: Sequence[StoredAnswer], provenance: Provenance) -> PartOf:
    """One section, to be gone through with what stands there in the voice of whoever does."""
    names = dialog.sections[place].steps
    inside = _order(dialog, names)
    own = [answer for answer in lines if standing.by_staff(answer) == (provenance == "observed")]
    ticked: dict[str, tuple[str, ...]] = {}
    for group in _groups(desk, [answer for answer in own if answer.step in inside]):
        for line in group.lines:
            at = place_of(line.answer.step, line.answer.item)
            ticked[at] = (*ticked.get(at, ()), *before(line))
    return PartOf(names, ticked)


def to_change(line: Line, part: Part) -> PartOf:
    """One line of a part, to be changed or taken out. Of a thing of one's own its name is known too."""
    place = place_of(line.answer.step, line.answer.item)
    named = [each for each in part.lines if line.answer.item and each.answer.step == line.answer.item
             and standing.by_staff(each.answer) == standing.by_staff(line.answer)]  # fmt: skip
    name = {line.answer.item: tuple(words for each in named for words in before(each))} if named else {}
    return PartOf((place,), {place: before(line), **name}, line.answer.id)


def before(line: Line) -> tuple[str, ...]:
    """What stands on the card of a question that has an answer already."""
    answer = line.answer
    return answer.choices or (answer.words or line.sign,)


def dialog_for(desk: Desk, dialog: Dialog, line: Line) -> Dialog:
    """The dialog in which a line is asked about: as it is now, or as it was, if that question is no more."""
    return dialog if _step_now(dialog, line.answer) else desk.dialog(line.answer.version)


def button_words(part: Part, line: Line) -> Text:
    """A line as it stands on a button."""
    name = next(group.name for group in part.groups if line in group.lines)
    said = one_line(line.fact.quote)
    return T("{words}", words=cut(said, LONGEST)) if said else name
