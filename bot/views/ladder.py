"""The view `ladder`: the described steps of each goal, and where on them the borger and staff have put it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pictures.ladder_spec import Ladder, LadderPicture, LadderStep
from bot.views.answers import in_a_line
from bot.views.side_by_side import MARKS
from bot.views.view import Seen, Sitting, Told, Viewer, dated
from dialogs.engine.path import label
from dialogs.engine.photo_names import photo_id
from dialogs.engine.session import Item
from dialogs.engine.to_share import HELD
from dialogs.method.lists import NOTHING
from dialogs.method.steps import Option
from dialogs.method.views import steps_of_ladder
from dialogs.summary import WHOSE
from dialogs.text import T, Text

MARKS_NOW, MARKS_BEFORE = 3, 2
"""Marks of each voice on one ladder, by the words of now and by those of before: more can no longer be told apart."""


def ladder(viewer: Viewer, sittings: Sequence[Sitting]) -> Seen:
    """The picture of the newest sitting's goals; all else that was answered in it is told in words."""
    newest = sittings[0]
    steps = steps_of_ladder(newest.dialog)
    assert steps
    title = T("{title} {date}", title=newest.title, date=dated(newest.day))
    goals = {told.ask.item.id: told.ask.item for told in newest.told
             if told.ask.item and told.ask.step.id == steps.id}  # fmt: skip
    ladders, lines = list[Ladder](), list[Text]()
    for goal in goals.values():
        rungs = [_rung(viewer, option, goal, sittings, steps.id) for option in sorted(steps.options, key=_worth)]
        name = label(goal)
        ladders.append(Ladder(viewer.texts.say(name), tuple(rungs), photo_id(goal.photo, viewer.photos)))
        lines.append(name)
        lines += [_line(*stand, goal, steps.options) for stand in _stands(sittings, steps.id, goal.id)]
    lines += [in_a_line(newest, told) for told in newest.told if told.ask.step.id != steps.id]
    picture = LadderPicture(newest.dialog.pictogram, viewer.word(title) or dated(newest.day), tuple(ladders))
    return Seen(picture, (title, *lines))


def through_time(viewer: Viewer, sittings: Sequence[Sitting], goal: str) -> Seen:
    """One goal on its ladder in several sittings, the newest first: the latest marks of each voice. A mark stays with
    the words it was given under: where the steps have been worded anew since, it stands on a ladder below. In words it
    is where each voice put it last."""
    steps = steps_of_ladder(sittings[0].dialog)
    assert steps
    options = sorted(steps.options, key=_worth)
    by_words: dict[tuple[str, ...], list[Sitting]] = {}
    items: dict[tuple[str, ...], Item | Option] = {}
    for sitting in sittings:
        for told, _ in _stands([sitting], steps.id, goal):
            assert told.ask.item
            wording = tuple(_known(told.ask.item, option) for option in options)
            items.setdefault(wording, told.ask.item)
            by_words.setdefault(wording, []).append(sitting)
    ladders = list[Ladder]()
    for (wording, found), most in zip(by_words.items(), (MARKS_NOW, MARKS_BEFORE), strict=False):
        item, kept = items[wording], _latest(found, most)
        rungs = tuple(_rung(viewer, option, item, kept, steps.id) for option in options)
        before = T("With other words, until {date}", date=dated(found[0].day))
        title = viewer.texts.say(label(item)) if not ladders else viewer.word(before) or dated(found[0].day)
        ladders.append(Ladder(title, rungs, 0 if ladders else photo_id(item.photo, viewer.photos)))
    latest = sorted(
        _latest(sittings, 1), key=lambda sitting: sitting.provenance == "observed"
    )  # the borger's own first
    stands = _stands(latest, steps.id, goal)
    lines = [_line(told, each, told.ask.item, steps.options) for told, each in stands if told.ask.item]
    own = sittings[0].dialog
    return Seen(LadderPicture(own.pictogram, viewer.word(own.own_title) or dated(sittings[0].day), tuple(ladders)),
                tuple(lines))  # fmt: skip


def _latest(sittings: Sequence[Sitting], most: int) -> list[Sitting]:
    """At most so many of each voice, the newest first."""
    own = [each for each in sittings if each.provenance != "observed"][:most]
    return [each for each in sittings if each in (*own, *_observed(sittings)[:most])]


def _observed(sittings: Sequence[Sitting]) -> list[Sitting]:
    return [each for each in sittings if each.provenance == "observed"]


def _worth(option: Option) -> float:
    """The best stands at the top."""
    return -(option.score or 0.0)


def _rung(viewer: Viewer, option: Option, goal: Item | Option, sittings: Sequence[Sitting], step: str) -> LadderStep:
    said = _known(goal, option) or viewer.texts.say(option.label.plain())
    marks = [
        (MARKS[told.provenance] + (HELD if told.held else ""), viewer.word(_in_short(told, each)) or dated(each.day))
        for told, each in _stands(sittings, step, goal.id)
        if option.id in told.given.choices
    ]
    return LadderStep(option.pictogram, said, tuple(marks))


def _known(goal: Item | Option, option: Option) -> str:
    """What an option says of a goal; nothing where it has no words, or of one's own that was named only now."""
    said = goal.values.get(option.says or "", "") if isinstance(goal, Item) else ""
    return "" if said == NOTHING else said


def _stands(sittings: Sequence[Sitting], step: str, goal: str) -> list[tuple[Told, Sitting]]:
    """What was answered about a goal, with by whom."""
    return [(told, each) for each in sittings for told in each.told if told.place == (step, goal)]


def _who(told: Told, sitting: Sitting) -> Text:
    """Whose view it is, and of which day."""
    said = WHOSE[told.provenance]
    whose = T("{whose}: {name}", whose=said, name=told.by) if told.by else said
    return T("{whose}, {date}", whose=whose, date=dated(sitting.day))


def _in_short(told: Told, sitting: Sitting) -> Text:
    """The same where there is little room: the sign tells staff's view."""
    if told.by and told.provenance == "observed":
        return T("{name}, {date}", name=told.by, date=dated(sitting.day))
    return T("{whose}, {date}", whose=WHOSE[told.provenance], date=dated(sitting.day))


def _line(told: Told, sitting: Sitting, goal: Item | Option, options: Sequence[Option]) -> Text:
    chosen = next((option for option in options if option.id in told.given.choices), None)
    if chosen is None:
        return T("{who}: {said}", who=_who(told, sitting), said=in_a_line(sitting, told, short=True))
    words = _known(goal, chosen)
    said = T("{sign} {words}", sign=chosen.pictogram, words=words or chosen.label.plain())
    return T("{who}: {said}", who=_who(told, sitting), said=said)
