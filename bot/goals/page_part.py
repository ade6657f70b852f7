"""A goal on a borger's page, for those who may read it: ladder, why it went so, small steps and the T-score."""

from __future__ import annotations

from bot.desk.page_parts import ButtonRow, PagePart, Sight
from bot.goals import page
from bot.goals.known import GOAL, Goal, goals_of
from bot.records.page_part import told
from bot.reviewing import series
from bot.telegram.content import CAPTION_LIMIT, InlineButton, length
from bot.views.view import Viewer
from dialogs.text import T, Text
from storage import records

LOOKED = "goal"
SHEETS = 2
"""Sheets of staff about the goal that are told on its page: the latest."""


def ways(sight: Sight) -> tuple[InlineButton, ...]:
    """The way to them, where there is one."""
    found = goals_of(sight.desk, sight.borger, sight.who)
    return (sight.button("🏁", T("Goals: {count}", count=len(found)), "goal"),) if found else ()


def goal(sight: Sight) -> PagePart:
    """The goal that is the sight's sheet, as a picture with the shortest of it, or with `goal.words` in words alone."""
    found = goals_of(sight.desk, sight.borger, sight.who)
    if not found:
        return PagePart((sight.say(T("There is no goal you may read.")),))
    at = min(sight.sheet, len(found) - 1)
    one, viewer = found[at], Viewer(sight.texts, photos=sight.desk.house.photos)
    title = f"<b>{sight.say(T('{name}: {title}', name=sight.borger.name, title=one.entry.title))}</b>"
    leafing = sight.leafing(newer=at > 0, older=at + 1 < len(found), words=(T("The one before"), T("The next one")))
    shown, stands = page.picture(one, viewer)
    all_of_it = (title, *map(sight.say, (*page.lines(one, viewer, sight.reader), *_of_staff(sight, one))))
    if shown is None or sight.argument(1) == "words":
        return PagePart(all_of_it, leafing, looked=LOOKED)
    short = all_of_it
    more: tuple[ButtonRow, ...] = ()
    if length("\n".join(all_of_it)) > CAPTION_LIMIT:
        short = (title, *map(sight.say, (*stands, *_of_staff(sight, one, sheets=1))))
        more = ((sight.button("📖", T("All of it in words"), "goal.words", at),),)
    if length("\n".join(short)) > CAPTION_LIMIT:
        short = (title,)
    return PagePart(short, (*more, *leafing), shown, looked=LOOKED)


def _of_staff(sight: Sight, one: Goal, sheets: int = SHEETS) -> list[Text]:
    """What staff alone know: why it went so, by their sheets, and the T-score over the goals."""
    found = [each for each in records.records_of(sight.desk.tx, sight.reader.id, sight.borger.id)
             if each.entry == one.entry.id]  # fmt: skip
    lines: list[Text] = []
    for record in found[:sheets]:
        day = record.at.astimezone(sight.desk.house.zone).date()
        dialog = sight.desk.dialog(record.version)
        lines.append(T("{title} ({name}, {when}):", title=dialog.title.plain(), name=record.by, when=day))
        lines += [T("{question}: {answer}", question=name, answer=said) for name, _, said in told(sight, record)]
    totals = one.totals if one.entry.kind == GOAL else ()
    return [*lines, *(line for each in totals for line in series.stands(each))]
