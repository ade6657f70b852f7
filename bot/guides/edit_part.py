"""A guide on a borger's page while staff change it: its steps, and what it has to do with the plan, help and goals."""

from __future__ import annotations

from bot.desk import about_entries
from bot.desk.flow import Start
from bot.desk.page_parts import ButtonRow, PagePart, Sight
from bot.guides import page_part, setting
from bot.pictures.spec import CardPicture
from bot.telegram.render import TICK
from dialogs.text import T, Text
from dialogs.words.visible import cut
from storage import entries, people
from storage.guides import StoredGuide

LONGEST = 28
"""Letters of a line on its button."""


def steps(sight: Sight) -> PagePart:
    """All steps, each a button that leads to it, and ways to add more."""
    stored = page_part.made_by_reader(sight)
    if stored is None:
        return page_part.all_of_them(sight)
    head = T("{name}: {title}", name=sight.borger.name, title=stored.guide.title)
    rows: list[ButtonRow] = [
        (sight.button(step.pictogram or "📷", T("{number}. {line}", number=at + 1, line=cut(step.line, LONGEST)),
                      f"guide_step.{stored.id}.{at}"),)
        for at, step in enumerate(stored.guide.steps)
    ]  # fmt: skip
    rows += [
        (sight.button("📷", T("Add steps"), f"guide_add.{stored.id}"),),
        (sight.button("✏️", T("Name, photo, time, things"), f"guide_about.{stored.id}"),),
        page_part.back(sight, f"guide.{stored.id}"),
    ]
    kept = sight.say(T("Who has begun it goes on with it as it was."))
    return PagePart((f"<b>{sight.say(head)}</b>", kept), tuple(rows))


def step(sight: Sight) -> PagePart:
    """One step as the borger sees it, with what can be done with it."""
    stored = page_part.made_by_reader(sight)
    at = int(sight.argument(2)) if sight.argument(2).isdecimal() else -1
    if stored is None or not 0 <= at < len(stored.guide.steps):
        return steps(sight)
    one, count = stored.guide.steps[at], len(stored.guide.steps)
    lines = [f"<b>{sight.say(T('{number}. {line}', number=at + 1, line=one.line or '–'))}</b>"]
    if one.voice:
        lines.append(sight.say(T("It can be heard.")))
    wait = T("Waits {count} minutes", count=one.minutes) if one.minutes else T("Does not wait")
    order = (
        *((sight.button("⬆️", T("Up"), f"guide_set.{stored.id}.up.{at}"),) if at else ()),
        *((sight.button("⬇️", T("Down"), f"guide_set.{stored.id}.down.{at}"),) if at + 1 < count else ()),
    )
    rows: tuple[ButtonRow, ...] = (
        (sight.button("📷", T("New photo, line or voice"), f"guide_add.{stored.id}.{at}"),),
        *((order,) if order else ()),
        (sight.button("⏳", wait, f"guide_set.{stored.id}.wait.{at}"),),
        (sight.button("🗑️", T("Take it out"), f"guide_set.{stored.id}.out.{at}"),),
        page_part.back(sight, f"guide_edit.{stored.id}"),
    )
    picture = CardPicture(one.pictogram or stored.guide.pictogram, "", (), at, count, one.photo, True)
    return PagePart(tuple(lines), rows, picture)


def more(sight: Sight) -> PagePart:
    """What it is begun from, whom it asks, which goal it belongs to, and a way to end it."""
    stored = page_part.made_by_reader(sight)
    if stored is None:
        return page_part.all_of_them(sight)
    asked = people.person_by_id(sight.desk.tx, stored.ask_id) if stored.ask_id else None
    goal = entries.entry_by_id(sight.desk.tx, stored.goal_id) if stored.goal_id else None
    shown = goal if goal and about_entries.open_to(sight.desk, sight.who, goal) else None
    linked = [each.plan.title for each in setting.linkable(sight.desk, sight.borger) if each.guide_id == stored.id]
    name = T("{name}: {title}", name=sight.borger.name, title=stored.guide.title)
    lines = (
        f"<b>{sight.say(name)}</b>",
        sight.say(T("Begun from: {things}", things=tuple(linked)) if linked else T("Begun from »More« alone")),
        sight.say(T("Help: {name} is asked first", name=asked.name) if asked else T("Help: who is at work is asked")),
        *((sight.say(T("Goal: {title}", title=shown.title)),) if shown else ()),
    )
    ended = T("Throw it away") if stored.entry_id is None else T("It is not used any more")
    rows = (
        (sight.button("🔔", T("Begin it from the plan"), f"guide_from.{stored.id}"),),
        (sight.button("❓", T("Whom to ask for help"), f"guide_asks.{stored.id}"),),
        (sight.button("🏁", T("A goal it belongs to"), f"guide_goal.{stored.id}"),),
        (sight.button("🗑️", ended, f"guide_set.{stored.id}.end.0"),),
        page_part.back(sight, f"guide.{stored.id}"),
    )
    return PagePart(lines, rows)


def begun_from(sight: Sight) -> PagePart:
    """What stands in the borger's plan, ticked where this guide is begun from its reminder."""
    stored = page_part.made_by_reader(sight)
    if stored is None:
        return page_part.all_of_them(sight)
    found = setting.linkable(sight.desk, sight.borger)
    said = T("Tap what it shall be begun from. Its reminder then has »Begin«.")
    none = T("Nothing is planned yet. Plan it first.")
    rows = [
        _choice(sight, T("{title}", title=each.plan.title), f"{stored.id}.link.{each.id}", each.plan.pictogram,
                ticked=each.guide_id == stored.id)
        for each in found
    ]  # fmt: skip
    return _list(sight, stored, said if found else none, rows)


def asks(sight: Sight) -> PagePart:
    """Who can be asked first for help."""
    stored = page_part.made_by_reader(sight)
    if stored is None:
        return page_part.all_of_them(sight)
    rows = [_choice(sight, T("Who is at work"), f"{stored.id}.ask.0", "🤲", ticked=stored.ask_id is None)]
    rows += [
        _choice(sight, T("{name}", name=one.name), f"{stored.id}.ask.{one.id}", "👤", ticked=stored.ask_id == one.id)
        for one in setting.askable(sight.desk, sight.borger)
    ]
    return _list(sight, stored, T("Who is asked first? If they are off, who is at work is asked."), rows)


def goals(sight: Sight) -> PagePart:
    """The borger's goals, as far as the reader may see them."""
    stored = page_part.made_by_reader(sight)
    if stored is None:
        return page_part.all_of_them(sight)
    found = about_entries.shown_to(sight.desk, Start(sight.reader, sight.borger), "goal")
    rows = [_choice(sight, T("No goal"), f"{stored.id}.goal.0", "✋", ticked=stored.goal_id is None)]
    rows += [
        _choice(sight, T("{title}", title=one.title), f"{stored.id}.goal.{one.id}", one.pictogram or "🏁",
                ticked=stored.goal_id == one.id)
        for one in found
    ]  # fmt: skip
    return _list(sight, stored, T("How it went then stands beside the rating of the goal."), rows)


def _choice(sight: Sight, label: Text, target: str, sign: str, *, ticked: bool) -> ButtonRow:
    return (sight.button(f"{TICK} {sign}" if ticked else sign, label, f"guide_set.{target}"),)


def _list(sight: Sight, stored: StoredGuide, said: Text, rows: list[ButtonRow]) -> PagePart:
    head = T("{name}: {title}", name=sight.borger.name, title=stored.guide.title)
    back = page_part.back(sight, f"guide_more.{stored.id}")
    return PagePart((f"<b>{sight.say(head)}</b>", sight.say(said)), (*rows, back))
