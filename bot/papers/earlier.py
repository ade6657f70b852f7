"""What a borger has answered before as a list for another method: the options they chose, their words, their cards. It
stands in this room because of a paper it is what stands there by now, which is made here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.desk import about_entries, session_cards
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.papers import paper, standing
from dialogs.engine import own_things, path
from dialogs.engine.path import Ask
from dialogs.engine.session import Item, Outcome
from dialogs.method.earlier import ANSWERS, Earlier, holder, named
from dialogs.method.model import Dialog
from dialogs.method.sort import Placing, inner
from dialogs.method.steps import Blank, Choice, Each, Option, Say, Several
from dialogs.text import Text
from storage import answers, sessions, things
from storage.answers import StoredAnswer

FORM = "dialog.step"
"""What stands behind the dot in the file: a dialog and one of its steps."""


def listed(desk: Desk, start: Start, dialog: Dialog, word: str) -> tuple[Item, ...]:
    """What the borger last answered there, as it was called then; for others only what they may read of it."""
    wanted = named(f"{ANSWERS}.{word}")
    asked = desk.house.dialogs.get(wanted.dialog) if wanted else None
    if wanted is None or asked is None:
        return ()
    say = desk.texts(session_cards.reader_of(start.provenance, start.person, start.about)).say
    said = _said(desk, start, dialog, asked, wanted)
    over = {answer.item for answer in said if _is_over(desk, answer)}
    new = (item for answer in said if answer.step not in over for item in _things(desk, answer, wanted, say))
    known = (item for item in _known(desk, asked, wanted, said) if item.id not in over)
    found = {item.id: item for item in (*known, *new)}
    if start.person.id != start.about.id:
        who = reader_now(desk, start.person)
        shared = answers.shared_answers(desk.tx, who, start.about.id, answers.BEGINNING, desk.now)
        open_now = {answer.id for answer in shared}
        found = {name: item for name, item in found.items() if set(item.origins) <= open_now}
    return tuple(replace(item, origins=(*item.origins, *_before(desk, said, item))) for item in found.values())


def _said(desk: Desk, start: Start, dialog: Dialog, asked: Dialog, wanted: Earlier) -> list[StoredAnswer]:
    """The answers there: of a paper what stands, of all else those of the last sitting."""
    steps = [wanted.step]
    block = holder(asked, wanted.step)
    if isinstance(block, Each):
        steps = [each.id for each in (inner(block) if asked.kept_in(block) else block.own)]
    if asked.purpose == "paper":
        stands = standing.asked(asked, paper.own_lines(desk, start.about, asked))
        return [line for line in stands if line.step in steps and not standing.by_staff(line)]
    entry = about_entries.entry_of(desk, dialog, start)
    return things.last_said(desk.tx, start.about.id, asked.id, steps, entry.id if entry else None)


def _known(desk: Desk, asked: Dialog, wanted: Earlier, said: list[StoredAnswer]) -> tuple[Item, ...]:
    """Where a block goes through what was named in it before, those of its things that came from there."""
    block = holder(asked, wanted.step)
    stored = sessions.session_by_id(desk.tx, said[0].session_id) if said else None
    return stored.session.lists.get(asked.kept_in(block), ()) if stored and isinstance(block, Each) else ()


def _is_over(desk: Desk, answer: StoredAnswer) -> bool:
    """Whether the thing an answer is about is over with it."""
    step = desk.dialog(answer.version).step(answer.step)
    return isinstance(step, Choice) and any(each.ends and each.id in answer.choices for each in step.options)


def _things(desk: Desk, answer: StoredAnswer, wanted: Earlier, say: Callable[[Text], str]) -> Iterator[Item]:
    """What one answer names."""
    stored, dialog = sessions.session_by_id(desk.tx, answer.session_id), desk.dialog(answer.version)
    ask = path.laid_out(dialog, stored.session).get((answer.step, answer.item), (0, None))[1] if stored else None
    if answer.outcome is not Outcome.ANSWERED or stored is None or ask is None:
        return
    if isinstance(ask.step, Blank):
        name = own_things.name(answer.words)
        sign = ask.step.pictogram or (own_things.WORD if name else own_things.OTHER)
        yield Item(f"w{answer.id}", name or say(_name_of(ask)), sign, origins=(answer.id,))
    elif isinstance(holder(dialog, wanted.step), Each):
        return  # what was said about a thing names none
    elif isinstance(ask.step, Say):
        lines = [name for line in answer.words.splitlines() if (name := own_things.name(line))]
        for number, line in enumerate(lines):
            id_ = f"w{answer.id}_{number}" if number else f"w{answer.id}"
            yield Item(id_, line, own_things.WORD, origins=(answer.id,))
    elif isinstance(ask.step, Placing):
        if wanted.under in answer.choices and ask.item:
            yield _card(desk, answer, ask, say)
    elif isinstance(ask.step, Choice | Several):
        for option in path.options(ask, stored.session):
            if option.id in answer.choices:
                yield _item(option, option.id, say, (answer.id,))


def _name_of(ask: Ask) -> Text:
    """What a thing of one's own is called that is a photo alone."""
    return (ask.step.name or ask.step.text).plain()


def _item(option: Item | Option, id_: str, say: Callable[[Text], str], origins: tuple[int, ...]) -> Item:
    essential = isinstance(option, Item) and option.essential
    photo = option.photo if "." in option.photo else ""  # a photo that was sent there stays with that sitting
    return Item(id_, say(path.label(option)), option.pictogram, essential, photo=photo, origins=origins)


def _card(desk: Desk, answer: StoredAnswer, ask: Ask, say: Callable[[Text], str]) -> Item:
    """A card as it was laid. One of the borger's own has an answer that names it, and may be another next time."""
    assert ask.item is not None
    own = f"{answer.step}_{answer.item}"
    naming = [each.id for each in answers.own_answers(desk.tx, answer.borger_id, answer.session_id) if each.step == own]
    return _item(ask.item, f"w{answer.id}" if naming else ask.item.id, say, (answer.id, *naming))


def _before(desk: Desk, said: list[StoredAnswer], item: Item) -> tuple[int, ...]:
    """The answers that had named a thing before, where it came from a list of that kind itself."""
    own = {answer.session_id for answer in said if answer.id in item.origins}
    return tuple(id_ for session_id in own for id_ in things.origins_of(desk.tx, session_id, item.id))
