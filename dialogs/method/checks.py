"""What is refused of a dialog because it could never work: each check says where, what is wrong, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from dialogs.fields import twice
from dialogs.method.days import unlike_a_day
from dialogs.method.entries import ACTIVITY
from dialogs.method.guides import unlike_a_guide
from dialogs.method.house import unlike_one_of_the_house
from dialogs.method.matches import unmatched
from dialogs.method.papers import unlike_a_paper
from dialogs.method.problems import Flaw, Place
from dialogs.method.records import RECORD, unlike_a_record
from dialogs.method.reminders import unlike_a_reminder
from dialogs.method.sort import Sort, Step, inner
from dialogs.method.steps import Answerable, Choice, Condition, Each, PlainStep, Rating, Say, Several, scores_of
from dialogs.method.views import unseen
from dialogs.scoring import GAS_LEVELS, Score

if TYPE_CHECKING:
    from dialogs.method.model import Dialog

REPLY = "reply"
_TITLE = re.compile(r"\{(entry|activity|item\w*)\}")
"""What texts may say of what a borger calls their goals, and of what was said about those."""


def placed(steps: Sequence[Step]) -> Iterator[tuple[Place, PlainStep, Each | None]]:
    """Every step that asks or tells something, with its place in the file and the `each` it is in."""
    for index, step in enumerate(steps):
        if isinstance(step, Each):
            for n, inside in enumerate(step.steps):
                yield from ((("steps", index, "steps", n), asked, step) for asked in inner(inside))
            yield from ((("steps", index), blank, None) for blank in step.own)
        else:
            yield from ((("steps", index), asked, None) for asked in inner(step))


def unsound(dialog: Dialog) -> Iterator[Flaw]:
    """All that makes a dialog one that no session could go through."""
    yield from _ids(dialog.steps)
    yield from unlike_a_record(dialog)
    yield from unlike_one_of_the_house(dialog)
    if dialog.keeps and dialog.topic is None and dialog.purpose != "record":
        yield Flaw(("topic",), "is missing; what keeps answers needs a topic, by which the borger shares them")
    yield from unlike_a_paper(dialog)
    yield from unlike_a_guide(dialog)
    for check in (_times, _tasks, _looks, _replies, _counts, _narrows, _private, unmatched):
        yield from check(dialog)
    yield from unlike_a_day(dialog)
    if dialog.about == ACTIVITY and f"{{{ACTIVITY}}}" not in dialog.body:
        yield Flaw(("about",), "is activity, and no text says which one; put {activity} into the first question")
    outside: dict[str, PlainStep] = {}
    for index, step in enumerate(dialog.steps):
        earlier = dict(outside)
        if isinstance(step, Each):
            yield from _over(step, ("steps", index), outside, dialog)
        if isinstance(step, Sort):
            yield from _cards(step, ("steps", index), outside, dialog)
        for place, asked, _ in placed(dialog.steps):
            if place[1] == index:
                yield from _step(asked, place, earlier, dialog)
                earlier[asked.id] = asked
        if not isinstance(step, Each | Sort):
            outside = earlier
    if same := twice([score.id for score in dialog.scores]):
        yield Flaw(("scores",), f"two scores have the id '{same}'; give one of them another")
    for index, score in enumerate(dialog.scores):
        inside = {
            step.id: step for _, step, each in placed(dialog.steps) if score.over and each and each.id == score.over
        }
        yield from _score(score, ("scores", index), inside if score.over else outside, dialog)
    yield from unseen(dialog)
    yield from _low(dialog, outside)


def _times(dialog: Dialog) -> Iterator[Flaw]:
    """Times that no answer or reminder could ever fall into."""
    if not dialog.window:
        yield Flaw(("window",), "is no time at all, and nobody could answer; write how long an answer may take")
    elif dialog.nudge_after == timedelta(0):
        yield Flaw(
            ("nudge_after",), "is at once, and nothing would be asked once more; write how long after, or take it out"
        )
    elif dialog.nudge_after and dialog.nudge_after >= dialog.window:
        said = f"is not before the time to answer is over ({_span(dialog.window)}), so it would never come"
        yield Flaw(("nudge_after",), f"{said}; make it shorter than window, or take it out")


def _span(span: timedelta) -> str:
    """A time as a file has it."""
    minutes = span // timedelta(minutes=1)
    if minutes % 60:
        return f"{minutes}m"
    return f"{minutes // 60}h" if minutes % (24 * 60) else f"{minutes // (24 * 60)}d"


def _tasks(dialog: Dialog) -> Iterator[Flaw]:
    """Tasks that nothing could come of: they are made of answers that are kept."""
    yield from unlike_a_reminder(dialog)
    if not dialog.keeps:
        for place, step, _ in placed(dialog.steps):
            if isinstance(step, Choice | Several | Say) and step.makes and step.makes.task:
                yield Flaw((*place, "makes"), "belongs to what keeps answers; take it out, or write purpose: answers")
    if dialog.purpose == RECORD:
        for place, step, _ in placed(dialog.steps):
            task = step.makes.task if isinstance(step, Choice | Several | Say) and step.makes else None
            if task and task.called and (name := _TITLE.search(task.called.plain().id)):
                said = f"{name[0]} is the borger's to share, and a record is not; take it out of the task's name"
                yield Flaw((*place, "makes", "task", "called"), said)
    if dialog.leads_to is None:
        return
    if dialog.purpose != "answers" or "borger" not in dialog.voices:
        yield Flaw(
            ("leads_to",), "is what the borger picks of their answers; it needs purpose: answers and the borger's voice"
        )
    asked = [step.id for _, step, _ in placed(dialog.steps) if step.kind != "info"]
    if unknown := next((name for name in dialog.leads_to.task.of if name not in asked), None):
        yield Flaw(("leads_to", "task", "of"), f"'{unknown}' is no step that asks; there are {', '.join(asked)}")


def _looks(dialog: Dialog) -> Iterator[Flaw]:
    """Looks of an entry that could never be said: at a later say or choice, about the same thing."""
    all_of_it = list(placed(dialog.steps))
    for number, (place, step, each) in enumerate(all_of_it):
        named = step.makes.looks if isinstance(step, Say) and step.makes else ()
        later = [one.id for _, one, other in all_of_it[number + 1 :]
                 if other is each and isinstance(one, Say | Choice)]  # fmt: skip
        if unknown := next((name for name in named if name not in later), None):
            there = f"there are {', '.join(later)}" if later else "there is none"
            said = f"'{unknown}' is no say or choice that comes later about the same; {there}"
            yield Flaw((*place, "makes", "looks"), said)


def _replies(dialog: Dialog) -> Iterator[Flaw]:
    """A reply in which nothing is said, or whose parts the borger could not tell apart."""
    if dialog.purpose != REPLY:
        return
    asked = [(place, step) for place, step, _ in placed(dialog.steps) if isinstance(step, Answerable)]
    if not _always_said([step for _, step in asked]):
        yield Flaw(("steps",), "has no own words that are always asked for, so nothing would be answered; add a say")
    for place, step in asked if len(asked) > 1 else ():
        if step.name is None:
            yield Flaw((*place, "name"), "is missing; the borger reads each part of the answer under its name")


def _private(dialog: Dialog) -> Iterator[Flaw]:
    """What is private and could never be shown: single pictures of it are."""
    if dialog.private and (dialog.view in (None, "line") or dialog.voices != ("borger",)):
        yield Flaw(("private",), "is shown picture by picture; it needs a view such as album, and voices: [borger]")


def _narrows(dialog: Dialog) -> Iterator[Flaw]:
    """A list that staff could narrow so that a borger cannot say what is not in it."""
    says = any(isinstance(step, Say) for _, step, _ in placed(dialog.steps))
    for name, source in dialog.lists.items():
        if source.narrows and not says:
            said = "lets staff leave things out, and nothing asks for something else; add a say"
            yield Flaw(("lists", name, "narrows"), said)


def _counts(dialog: Dialog) -> Iterator[Flaw]:
    """What a leader could see no count of: only options that the borger chooses among are counted."""
    if dialog.counts and (dialog.purpose != "answers" or "borger" not in dialog.voices):
        yield Flaw(("counts",), "is of what borgere answer; it needs purpose: answers and the borger's voice")
    known = [step.id for _, step, _ in placed(dialog.steps) if isinstance(step, Choice | Several)]
    if unknown := next((name for name in dialog.counts if name not in known), None):
        yield Flaw(("counts",), f"'{unknown}' is no choice or several; there are {', '.join(known) or 'none'}")
    if dialog.uncounted and (not dialog.counts or dialog.uncounted.step not in known):
        yield Flaw(("uncounted",), "is an answer to a choice by which one is left out of what it counts; add counts:")


def _always_said(asked: Sequence[Answerable]) -> bool:
    """Whether own words are asked for whatever is chosen: of all, or after each option of a choice."""
    says = [step for step in asked if isinstance(step, Say) and not step.optional]
    if any(step.only_if is None for step in says):
        return True
    follow = {(step.only_if.step, name) for step in says if step.only_if for name in step.only_if.any_of}
    return any(isinstance(step, Choice) and step.options and not step.only_if and not step.optional
               and all((step.id, option.id) in follow for option in step.options) for step in asked)  # fmt: skip


def _low(dialog: Dialog, asked: Mapping[str, PlainStep]) -> Iterator[Flaw]:
    """Low answers that nobody could give: they are what a borger taps on a scale or among options, never own words."""
    if dialog.low and (dialog.purpose != "answers" or "borger" not in dialog.voices):
        yield Flaw(("low",), "is about what a borger answers; it needs purpose: answers and the borger's voice")
    known = {name: step for name, step in asked.items() if isinstance(step, Rating | Choice)}
    for index, low in enumerate(dialog.low):
        place: Place = ("low", index)
        if low.step in asked and low.step not in known:
            there = f"there are {', '.join(known)}" if known else "there is none"
            yield Flaw((*place, "step"), f"'{low.step}' is no rating or choice; {there}")
        elif not low.any_of and low.at_most is None and low.at_least is None:
            yield Flaw(place, "does not say which answers are low; add at_most: and a score, or any_of: [and options]")
        else:
            yield from _condition(low, place, "", known)


def _ids(steps: Sequence[Step]) -> Iterator[Flaw]:
    """Two questions of one name could not be told apart. The id of an `each` is told to nobody."""
    seen: set[str] = set()
    for place, step, _ in placed(steps):
        if step.id in seen:
            yield Flaw((*place, "id"), f"another step is called '{step.id}' too; give one of them another id")
        seen.add(step.id)


def _step(step: PlainStep, place: Place, earlier: Mapping[str, PlainStep], dialog: Dialog) -> Iterator[Flaw]:
    if isinstance(step, Answerable) and step.optional and dialog.purpose not in ("form", REPLY):
        said = "belongs to a form; " + ("where answers are kept, every step can be skipped" if dialog.keeps
                                        else "take it out")  # fmt: skip
        yield Flaw((*place, "optional"), said)
    if isinstance(step, Say) and step.waits and (dialog.purpose != "answers" or "borger" not in dialog.voices):
        yield Flaw((*place, "waits"), "is for what the borger answers once; take it out, or write purpose: answers")
    if step.only_if:
        yield from _condition(step.only_if, (*place, "only_if"), step.id, earlier)


def _condition(condition: Condition, place: Place, own: str, earlier: Mapping[str, PlainStep]) -> Iterator[Flaw]:
    """A condition that could never be told true from false."""
    asked, named = earlier.get(condition.step), f"'{condition.step}'"
    if asked is None:
        there = f"earlier here are {', '.join(earlier)}" if earlier else "this is the first"
        itself = "names the step itself" if condition.step == own else f"names {named}, which is no earlier step here"
        yield Flaw((*place, "step"), f"{itself}; {there}")
        return
    for field in ("at_least", "at_most"):
        if getattr(condition, field) is not None and not scores_of(asked):
            yield Flaw((*place, field), f"{named} has no score; write any_of: [and ids of its options]")
    if isinstance(asked, Choice | Several) and asked.options_from:
        return
    known = [option.id for option in asked.options] if isinstance(asked, Choice | Several) else []
    for field, names in (("any_of", condition.any_of), ("none_of", condition.none_of)):
        if unknown := next((name for name in names if name not in known), None):
            there = f"it has {', '.join(known)}" if known else "it has none; a rating takes at_least and at_most"
            yield Flaw((*place, field), f"{named} has no option '{unknown}'; {there}")


def _over(each: Each, place: Place, outside: Mapping[str, PlainStep], dialog: Dialog) -> Iterator[Flaw]:
    """An `each` over a step of the dialog's own: it must be a `several` that comes before, or nothing is ever asked."""
    if each.one_more and not dialog.keeps:
        yield Flaw((*place, "one_more"), "belongs to what keeps answers; take it out")
    source = dialog.lists.get(each.over or "")
    for number, step in enumerate(each.steps if source and source.from_.startswith("people.") else ()):
        if scores_of(step):
            yield Flaw(
                (*place, "steps", number), "gives a number to a person; ask with own words, or options without score"
            )
    own = {step.id for _, step, _ in placed(dialog.steps)}
    if each.over in own and not isinstance(outside.get(each.over), Several):
        said = f"'{each.over}' is no several that comes before, outside an each; name one, or a list"
        yield Flaw((*place, "over"), said)


def _cards(sort: Sort, place: Place, outside: Mapping[str, PlainStep], dialog: Dialog) -> Iterator[Flaw]:
    """A sort whose cards could never be laid."""
    if dialog.purpose != "answers":
        yield Flaw((*place, "kind"), "belongs to what keeps answers; take it out")
    if not any("{item}" in words for words in (sort.text.languages or {"": sort.text.id}).values()):
        yield Flaw((*place, "text"), "does not say which card it asks about; put {item} into it")
    if sort.cards_from not in {step.id for _, step, _ in placed(dialog.steps)}:
        return
    at, asked = (*place, "cards_from"), outside.get(sort.cards_from or "")
    if not isinstance(asked, Choice) or asked.options_from:
        yield Flaw(at, f"'{sort.cards_from}' is no choice with options of its own that comes before")
        return
    if sort.only_if:
        yield Flaw((*place, "only_if"), f"is decided by '{sort.cards_from}' already; take it out")
    if lacking := [option.id for option in asked.options if option.id not in dialog.lists]:
        said = f"its option '{lacking[0]}' is no list; add lists: with {lacking[0]}:"
        yield Flaw(at, f"takes the list that is called as what was chosen at '{asked.id}', and {said}")
    ids = [item.id for option in asked.options if option.id in dialog.lists for item in dialog.lists[option.id].items]
    if same := twice(ids):
        yield Flaw(at, f"two cards in these lists are called '{same}'; give one another id")


def _score(score: Score, place: Place, steps: Mapping[str, PlainStep], dialog: Dialog) -> Iterator[Flaw]:
    """A score that could never be reckoned. A step inside an each has many answers: its score says over which each."""
    if score.over and not steps:
        each = [step.id for step in dialog.steps if isinstance(step, Each)]
        yield Flaw((*place, "over"), f"'{score.over}' is no each of this dialog; there are {', '.join(each) or 'none'}")
        return
    for name in score.of:
        at = (*place, "of")
        if name not in steps:
            where = "of that" if score.over else "outside an"
            yield Flaw(at, f"'{name}' is no step {where} each; there are {', '.join(steps)}")
        elif not (scores := scores_of(steps[name])):
            yield Flaw(at, f"'{name}' has no score; give its options score: and a number, or make it a rating")
        elif score.kind == "gas" and (isinstance(steps[name], Rating) or not set(scores) <= set(GAS_LEVELS)):
            yield Flaw(at, f"'{name}' is not scored -2, -1, 0, 1, 2, as a gas score must be")
