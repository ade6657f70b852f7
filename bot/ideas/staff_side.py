"""The idea box for those who work here: what waits for an answer first, and how it is answered."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start
from bot.desk.the_house import the_house
from bot.ideas import box, look, telling
from bot.telegram.buttons import Tap
from dialogs.engine.cards import Card, CardButton
from dialogs.engine.session import End
from dialogs.permissions import Role
from dialogs.text import T, Text
from dialogs.words.visible import cut
from storage import ideas, method_use, people, schedules, sessions, surfaces
from storage.ideas import Idea, IdeaState
from storage.people import Person
from storage.schedules import Timer

BOX_SCREEN, ANSWER, WENT = "idea_box", "idea_answer", "idea_went"
SHOWN = 8
LONGEST = 40
TRIED: tuple[IdeaState, ...] = ("yes_", "later")
OVERDUE, EACH = timedelta(days=14), 7
"""After how long an idea has waited too long, and after how many days more leaders hear of it again."""


def opened(desk: Desk, start: Start) -> None:
    """All ideas that somebody sees, those that wait first."""
    _list(desk, start.person, start.surface_id or desk.new_surface(start.person))


def _list(desk: Desk, person: Person, surface_id: int) -> None:
    sessions.leave_surface(desk.tx, surface_id)
    is_open, found = look.is_open(desk), look.seen_at_work(desk, person)
    waits = sum(idea.waits for idea in found)
    lines: tuple[Text, ...] = (T("Wait for an answer: {count}", count=waits),)
    if not is_open:
        lines = (T("The idea box is closed. Borgere do not see it."), *lines)
    rows = [(CardButton(f"one.{idea.id}", T("{what}", what=cut(idea.what, LONGEST)), "⏳" if idea.waits else "✅"),)
            for idea in found[:SHOWN]]  # fmt: skip
    if person.role is Role.LEADER:
        turn = ("close", T("Close the idea box"), "🔒") if is_open else ("open", T("Open the idea box"), look.BOX)
        rows.append((CardButton(*turn),))
    desk.show_card(person, Card(T("Idea box"), look.BOX, tuple(rows), lines=lines), box.IDEAS, surface_id, surface_id)


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of the box, on whosever phone.

    Returns: False if there is no such idea any more, or it is not this person's.
    """
    if person.role is Role.BORGER:
        return box.tapped(desk, person, tap)
    if not surfaces.is_on(desk.tx, tap.id, person.id):
        return False
    what, _, number = tap.choice.partition(".")
    if what in ("open", "close") and person.role is Role.LEADER:
        method_use.set_used(desk.tx, the_house(desk).id, box.SCREEN, what == "open", person.id, desk.now)
    if what in ("open", "close", "list"):
        _list(desk, person, tap.id)
        return True
    idea = _target(desk, person, number)
    if idea is None:
        return False
    match what:
        case "one":
            _one(desk, person, idea, tap.id)
        case "hear":
            box.play(desk, person, idea)
        case "answer" if idea.can_be_answered:
            desk.runner.go(desk, ANSWER, Start(person, person, tap.id, f"{idea.id}.{idea.state}"))
        case "went" if idea.state == "yes_":
            desk.runner.go(desk, WENT, Start(person, person, tap.id, str(idea.id)))
        case _:
            return False
    return True


def _target(desk: Desk, person: Person, number: str) -> Idea | None:
    """The idea of a form's target, which begins with its number, if somebody who works here sees it."""
    number = number.partition(".")[0]
    found = look.seen_at_work(desk, person) if number.isdecimal() else []
    return next((idea for idea in found if idea.id == int(number)), None)


def _one(desk: Desk, person: Person, idea: Idea, surface_id: int) -> None:
    lines = [tile.label for tile in look.tiles(desk, idea) if tile.label]
    lines += [said for _, said in look.answers(desk, idea)]
    hear = (CardButton(f"hear.{idea.id}", T("What was sent"), "🗣️"),) if idea.media_id else ()
    answer = (CardButton(f"answer.{idea.id}", T("Answer"), "✍️"),) if idea.can_be_answered else ()
    went = (CardButton(f"went.{idea.id}", T("How it went"), "🗳️✅"),) if idea.state == "yes_" else ()
    rows = tuple(row for row in (hear, answer, went, (CardButton("list", T("Back"), "⬅️"),)) if row)
    card = Card(look.words_of(idea, at_work=True), look.BOX, rows, lines=tuple(lines), photo="")
    desk.show_card(person, card, box.IDEAS, surface_id, surface_id)


def known(desk: Desk, start: Start) -> Known:
    """What is answered, and who reads the answer."""
    idea, say = _target(desk, start.person, start.target), desk.texts(start.person).say
    who = say(telling.who_reads(desk, idea)) if idea else ""
    return Known({"what": cut(idea.what, LONGEST) if idea else "", "who_reads": who})


def answered(desk: Desk, done: Done) -> None:
    """An idea is answered, unless somebody was quicker; all whom it is for hear of it."""
    idea, given = _target(desk, done.person, done.stored.target), done.given("words")
    if done.finish.end is not End.DONE or idea is None or given is None:
        return
    state: IdeaState = next((each for each in TRIED if each == done.chosen("way")), "no_")
    if not ideas.answer(desk.tx, idea.id, state, given.words.strip(), done.person.id,
                        was=done.stored.target.partition(".")[2]):  # fmt: skip
        desk.tell(done.person, T("This does not wait for an answer any more."))
        return
    telling.tell(desk, done.person, idea.id)
    _list(desk, done.person, desk.new_surface(done.person))


def went(desk: Desk, done: Done) -> None:
    """How it went is told to the same people."""
    idea, given = _target(desk, done.person, done.stored.target), done.given("words")
    if done.finish.end is End.DONE and idea and given:
        ideas.went(desk.tx, idea.id, given.words.strip())
        telling.tell(desk, done.person, idea.id)


def timer_due(desk: Desk, timer: Timer) -> None:
    """In the morning leaders hear how many ideas have come, and now and then of those that wait too long."""
    waiting = [idea for idea in ideas.all_ideas(desk.tx) if idea.waits]
    fresh = sum(not idea.noted for idea in waiting)
    age = [(desk.local.date() - idea.day).days - OVERDUE.days for idea in waiting]
    late = sum(days >= 0 for days in age) if any(days >= 0 and days % EACH == 0 for days in age) else 0
    for leader in people.people_of_role(desk.tx, Role.LEADER):
        if fresh:
            desk.tell(leader, T("New in the idea box: {count}. It is under »More«.", count=fresh), wait_for_day=True)
        if late:
            desk.tell(leader, T("Ideas that have waited for two weeks: {count}.", count=late), wait_for_day=True)
    ideas.noted(desk.tx)
    if waiting and timer.borger_id:
        schedules.set_timer(desk.tx, box.next_morning(desk), box.SCREEN, borger_id=timer.borger_id)
