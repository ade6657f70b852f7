"""A borger's own goals on their phone: one at a time, and the number behind them only if they ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.desk import about_entries
from bot.desk.desk import Desk
from bot.desk.flow import Start
from bot.goals import page
from bot.goals.known import GOAL, SHOWN, Goal, goals_of
from bot.methods.in_use import methods_of
from bot.telegram.buttons import Tap
from bot.telegram.content import CAPTION_LIMIT, drawn, length
from bot.telegram.render import render
from bot.telegram.spoken import saying
from bot.views.view import Viewer
from dialogs.engine.cards import Card, CardButton, shows
from dialogs.engine.pages import IN_ORDER, leafing
from dialogs.engine.session import Item
from dialogs.text import T, Text
from storage import surfaces
from storage.people import Person

GOALS = "z"
TITLE = T("How my goals stand")
NUMBER, IN_WORDS = "number", "words"
"""What the buttons ask for that show the number over the goals, and all of a goal in words."""
ROOM = CAPTION_LIMIT - 200
"""Units of text that fit under a picture, with the goal's own name over them."""


def on_shelf(desk: Desk, borger: Person) -> Iterable[tuple[str, Item]]:
    """Where it is found, once there is a goal to look at."""
    if goals_of(desk, borger, None):
        title = desk.texts(borger).say(TITLE)
        yield "plans", Item("my_goals", title, "🏁", essential=False, opens="my_goals")


def my_goals(desk: Desk, start: Start) -> None:
    """The newest goal."""
    _show(desk, start.person, start.surface_id or desk.new_surface(start.person), 0)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """Leafs to another goal, shows the number over them, or opens a method about the one that the card was drawn of.

    Returns: False if the card is not this person's.
    """
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    what, _, at = tap.choice.rpartition(".")
    if not at.isdecimal():
        return False
    found = _newest_first(desk, person)
    dialog = next((each for each in methods_of(desk, person) if each.id == what), None)
    goal = next((each for each in found if each.entry.id == int(at)), None) if dialog else None
    if dialog and goal:
        desk.runner.open(desk, dialog, about_entries.about(Start(person, person, surface_id=tap.id), goal.name))
        return True
    _show(desk, person, tap.id, int(at), more=what)
    return True


def _newest_first(desk: Desk, person: Person) -> list[Goal]:
    return sorted(goals_of(desk, person, None), key=lambda goal: (SHOWN.index(goal.entry.kind), -goal.entry.id))


def _show(desk: Desk, person: Person, surface_id: int, at: int, *, more: str = "") -> None:
    found = _newest_first(desk, person)
    profile, texts = desk.reading(person), desk.texts(person)
    pictures, words = shows(profile.settled().reading, essential=False)
    if not found:
        card = Card(None, "🏁", lines=(T("There is no goal yet."),), essential=True)
        desk.show_card(person, card, GOALS, surface_id, surface_id)
        return
    at = min(at, len(found) - 1)
    goal = found[at]
    shown, stands = page.picture(goal, Viewer(texts, words, desk.house.photos))
    lines = page.lines(goal, Viewer(texts, True, desk.house.photos), person)
    asked = _number(goal) if more == NUMBER else ()
    drawing = pictures and shown is not None and more != IN_WORDS
    short = drawing and words and length("\n".join(texts.say(line) for line in (*asked, *lines))) > ROOM
    fits = page.fitting(texts.say, (asked, stands, tuple(goal.small_steps())), ROOM)
    told = asked if drawing and not words else fits if short else (*asked, *lines)
    buttons = _buttons(desk, person, goal, at, len(found), more, short=short)
    title, sign = T("{name}", name=goal.entry.title), goal.entry.pictogram or "🏁"
    card = Card(title, sign, buttons, lines=tuple(told), essential=True)
    content = render(card, profile, texts, GOALS, surface_id)
    content = replace(content, drawn=drawn(shown)) if drawing and shown else content
    desk.show(person, saying(content, replace(card, lines=(*asked, *lines)), texts), surface_id)


def _buttons(
    desk: Desk, person: Person, goal: Goal, at: int, count: int, more: str, *, short: bool
) -> tuple[tuple[CardButton, ...], ...]:  # fmt: skip
    """The methods about this goal, all of it in words, the number if there is one, and the ways to the other goals."""
    used = [each for each in methods_of(desk, person) if each.entry_kind == goal.entry.kind]
    rows = [(CardButton(f"{each.id}.{goal.entry.id}", each.own_title, each.pictogram),) for each in used]
    if short:
        rows.append((CardButton(f"{IN_WORDS}.{at}", T("All of it in words"), "📖"),))
    if _number(goal) and more != NUMBER:
        rows.append((CardButton(f"{NUMBER}.{at}", T("Show the number"), "🔢"),))
    return tuple(row for row in (*rows, leafing(lambda place: f".{place}", at, count, IN_ORDER)) if row)


def _number(goal: Goal) -> tuple[Text, ...]:
    """What the borger's own answers come to over all their goals, and what it means."""
    if goal.entry.kind != GOAL:
        return ()
    own = [one for one in goal.totals if one.values[-1].provenance != "observed"]
    if not own:
        return ()
    return (T("Your goals together: {latest}. 50 is as you hoped.", latest=own[0].numbers[-1]),)
