"""What stands in a paper, and what stood in it after each sitting, made of all that was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from dialogs.engine.session import Outcome
from dialogs.method.model import Dialog
from dialogs.method.steps import Each, Say, Several
from storage.answers import StoredAnswer
from storage.papers import Said

Versions = Callable[[str], Dialog]
"""Gives the dialog of a version."""


def standing(version: Versions, said: Sequence[Said]) -> list[StoredAnswer]:
    """The lines of a paper. Own words are a line for each message. Of all else the latest answer of each voice stands;
    to leave a question without an answer changes nothing. A line stays where it stands when it is changed."""
    now, came, root = _corrected(said)
    lines: dict[int, StoredAnswer] = {}
    line_of: dict[int, int] = {}
    for first in came:
        last = now[first.answer.id]
        answer, says = last.answer, last.answer.outcome is Outcome.ANSWERED and not last.withdrawn
        if first.corrects is not None:
            line = line_of.get(root.get(first.corrects, 0), first.answer.id)
            line_of[first.answer.id] = line
            if last.withdrawn and (out := lines.pop(line, None)):
                _forget(lines, out)
            elif says:
                lines[line] = answer
            continue
        line_of[first.answer.id] = first.answer.id
        if not says:
            continue
        if not isinstance(version(answer.version).step(answer.step), Say):
            for other in [key for key, each in lines.items() if _same_question(each, answer)]:
                del lines[other]
        if answer.choices or answer.words or answer.media_id:
            lines[first.answer.id] = answer
    return list(lines.values())


def _forget(lines: dict[int, StoredAnswer], out: StoredAnswer) -> None:
    """What was said about a thing of one's own goes with its name: the next one to be named is another."""
    if any(_same_question(each, out) for each in lines.values()):
        return
    for key in [key for key, each in lines.items() if each.item == out.step and by_staff(each) == by_staff(out)]:
        del lines[key]


def asked(dialog: Dialog, lines: Sequence[StoredAnswer]) -> list[StoredAnswer]:
    """The lines without those about what is not chosen any more: they are seen again once it is."""
    return [line for line in lines if _is_asked(dialog, line, lines)]


def versions(dialog: Dialog, version: Versions, said: Sequence[Said]) -> list[tuple[Said, list[StoredAnswer]]]:
    """What stood after each sitting that changed something, the oldest first, with the last that was said in it."""
    found: list[tuple[Said, list[StoredAnswer]]] = []
    count = 0
    for _, sitting in groupby(said, key=lambda each: each.answer.session_id):
        count += len(list(sitting))
        stands = asked(dialog, standing(version, said[:count]))
        if stands != (found[-1][1] if found else []):
            found.append((said[count - 1], stands))
    return found


def by_staff(answer: StoredAnswer) -> bool:
    """Whose voice an answer is: that of staff from the outside, or else the borger's own, given alone or with help."""
    return answer.provenance == "observed"


def _corrected(said: Sequence[Said]) -> tuple[dict[int, Said], list[Said], dict[int, int]]:
    """What each answer is by now, as it was corrected in its own sitting or by an edited message; those that are no
    such correction; and for every answer the one that it corrects in the end."""
    by_id = {each.answer.id: each for each in said}
    now: dict[int, Said] = {}
    root: dict[int, int] = {}
    for each in said:
        old = by_id.get(each.corrects or 0)
        own = old is not None and old.answer.session_id == each.answer.session_id
        root[each.answer.id] = root[old.answer.id] if old and own else each.answer.id
        now[root[each.answer.id]] = each
    return now, [by_id[id_] for id_ in now], root


def _same_question(one: StoredAnswer, other: StoredAnswer) -> bool:
    return (one.step, one.item, by_staff(one)) == (other.step, other.item, by_staff(other))


def _is_asked(dialog: Dialog, line: StoredAnswer, lines: Iterable[StoredAnswer]) -> bool:
    """Whether what a line is about is still chosen or named, where it was asked of each thing chosen in a `several`, or
    of one's own."""
    blocks = [step for step in dialog.steps if isinstance(step, Each) and line.step in {s.id for s in step.steps}]
    chosen = {step.id for step in dialog.steps if isinstance(step, Several)}
    same_voice = [each for each in lines if by_staff(each) == by_staff(line)]
    if blocks and line.item in {own.id for own in blocks[0].own}:
        return any(each.step == line.item for each in same_voice)
    return not blocks or blocks[0].over not in chosen or any(
        line.item in each.choices for each in same_voice if each.step == blocks[0].over
    )  # fmt: skip
