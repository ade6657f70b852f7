"""A goal on a borger's page, for those who may read it: ladder, why it went so, small steps and the T-score."""

from __future__ import annotations

from bot.desk.page_parts import PagePart, Sight
from bot.goals import page
from bot.goals.known import GOAL, Goal, goals_of
from bot.records.page_part import told
from bot.reviewing import series
from bot.telegram.content import CAPTION_LIMIT, InlineButton, length
from bot.views.view import Viewer
from dialogs.text import T, Text
from storage import records
from storage.records import Record

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
    sheets, totals = _sheets(sight, one), _totals(one)
    said = page.lines(one, viewer, sight.reader)
    all_of_it = (title, *map(sight.say, (*said, *(line for sheet in sheets for line in sheet), *totals)))
    if shown is None or sight.argument(1) == "words":
        return PagePart(all_of_it, leafing, looked=LOOKED)
    if length("\n".join(all_of_it)) <= CAPTION_LIMIT:
        return PagePart(all_of_it, leafing, shown, looked=LOOKED)
    blocks = (stands, *sheets[:1], totals, tuple(one.small_steps()))
    short = page.fitting(sight.say, blocks, CAPTION_LIMIT - length(title) - 1)
    more = sight.button("📖", T("All of it in words"), "goal.words", at)
    return PagePart((title, *map(sight.say, short)), ((more,), *leafing), shown, looked=LOOKED)


def _sheets(sight: Sight, one: Goal) -> list[list[Text]]:
    """Why it went so, by the sheets that staff have written about it, the newest first."""
    found = [each for each in records.records_of(sight.desk.tx, sight.reader.id, sight.borger.id)
             if each.entry == one.entry.id]  # fmt: skip
    return [_sheet(sight, each) for each in found[:SHEETS]]


def _sheet(sight: Sight, record: Record) -> list[Text]:
    day = record.at.astimezone(sight.desk.house.zone).date()
    title = sight.desk.dialog(record.version).title.plain()
    head = T("{title} ({name}, {when}):", title=title, name=record.by, when=day)
    return [head, *(T("{question}: {answer}", question=name, answer=said) for name, _, said in told(sight, record))]


def _totals(one: Goal) -> list[Text]:
    """The T-score over the borger's goals, of each voice."""
    totals = one.totals if one.entry.kind == GOAL else ()
    return [line for each in totals for line in series.stands(each)]
