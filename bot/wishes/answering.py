"""What comes of an answer to a wish: a first step that somebody takes on, a smaller version the borger says yes or no
to, or a day on which it is looked at again."""

from __future__ import annotations

from datetime import date, timedelta

from bot.desk.desk import Desk, Dispatch
from bot.desk.flow import Done, Known, Start
from bot.desk.owed import due_day, look_again_on, will_be_reminded
from bot.tasks import replies
from bot.tasks.made import owed_again
from bot.wishes.standing import WISH, changed
from dialogs.engine.session import End, Item
from dialogs.method.tasks import A_WEEK
from dialogs.text import T
from storage import entries, people, tasks, wishes
from storage.people import Person
from storage.tasks import Task

ME = "me"
STEP_WITHIN = timedelta(days=14)
"""By when the first step of a smaller version is owed, once the borger has said yes."""


def known(desk: Desk, start: Start) -> Known:
    """What a reply knows, and who may do the first step: whoever answers, or a colleague who is asked."""
    task = replies.target_of(desk, start.target)
    say, who = desk.texts(start.person).say, [Item(ME, start.person.name, "👤")]
    for one in people.contacts_of(desk.tx, start.about.id):
        if one.id != start.person.id and one.can_be_told and task and _sees(desk, one, task):
            who.append(Item(f"c{one.id}", say(T("{name}, whom I ask", name=one.name)), "👤"))
    known = replies.known(desk, start)
    return Known(known.facts, {"doers": tuple(who) if len(who) > 1 else ()})


def done(desk: Desk, done: Done) -> None:
    """The borger is told as of every reply; then what it leads to is made."""
    task = replies.target_of(desk, done.stored.target)
    entry_id = wishes.entry_answered_by(desk.tx, task.id) if task else None
    replies.done(desk, done)
    after = tasks.task_by_id(desk.tx, task.id) if task else None
    ended_now = task and after and task.is_open and not after.is_open and after.taken_by == done.person.id
    if done.finish.end is not End.DONE or entry_id is None or after is None or not ended_now:
        return
    match done.chosen("way"):
        case "yes_":
            said = _words(done, "step")
            wishes.keep_answer(desk.tx, after.id, entry_id, "yes_", said)
            _step(desk, done, after, said)
        case "smaller":
            _smaller(desk, done, after, entry_id)
        case "not_now":
            day = date.fromisoformat(done.chosen("again"))
            wishes.keep_answer(desk.tx, after.id, entry_id, "not_now", _words(done, "why"), again=day)
            look_again_on(desk, after.id, day)
    changed(desk, done.about)


def _words(done: Done, step: str) -> str:
    given = done.given(step)
    return given.words.strip() if given else ""


def _step(desk: Desk, done: Done, task: Task, said: str) -> None:
    """The first step is whoever's says so; a colleague's only once they have taken it on."""
    day, who = date.fromisoformat(done.chosen("by")), done.chosen("who")
    asked = people.person_by_id(desk.tx, int(who[1:])) if who.startswith("c") else None
    _owed(desk, task, said, day, None if asked else done.person)
    if asked and asked.can_be_told and _sees(desk, asked, task):
        asks = T("{name} asks if you take this on for {borger}: »{what}«. See »Follow-up«.",
                 name=done.person.name, borger=done.about.name, what=said)  # fmt: skip
        desk.tell(asked, asks, wait_for_day=True, about=done.about)


def _owed(desk: Desk, task: Task, said: str, day: date, taker: Person | None) -> None:
    made = tasks.add_task(
        desk.tx, task.borger_id, "to_do", said, desk.now, pictogram="👣", due=day, session_id=task.session_id,
        place=task.place, taken_by=taker.id if taker else None, after_id=task.id,
    )  # fmt: skip
    will_be_reminded(desk, made, day)


def _smaller(desk: Desk, done: Done, task: Task, entry_id: int) -> None:
    """The smaller version stands beside the wish and counts for nothing before the borger says yes."""
    wish, said = entries.entry_by_id(desk.tx, entry_id), _words(done, "less")
    assert wish is not None
    made = entries.add_entry(
        desk.tx, wish.borger_id, WISH, said, "proposed", done.person.id, desk.now, topic=wish.topic,
        pictogram=wish.pictogram, photo=wish.photo,
    )  # fmt: skip
    wishes.keep_answer(desk.tx, task.id, entry_id, "smaller", said, smaller_id=made)
    if done.about.can_be_told:
        start, comes = Start(done.about, done.about, target=str(made), asked=True), desk.after_quiet(done.about)
        desk.runner.open(desk, desk.house.dialogs["accept_entry"], start, Dispatch(not_before=comes), quietly=True)


def bring_in_line(desk: Desk, borger: Person) -> None:
    """A smaller version the borger has said yes or no to: with a yes whoever proposed it owes the first step, with a no
    the wish is owed an answer again."""
    for answer in wishes.offers_to(desk.tx, borger.id):
        task, smaller = tasks.task_by_id(desk.tx, answer.task_id), entries.entry_by_id(desk.tx, answer.smaller_id or 0)
        wish = entries.entry_by_id(desk.tx, answer.entry_id)
        if task and smaller and smaller.state != "proposed" and wishes.after(desk.tx, task.id) is None:
            if smaller.state == "accepted":
                _settled(desk, task, smaller.title, yes=True)
            elif wish and wish.state == "accepted":
                _settled(desk, task, smaller.title, yes=False)


def _settled(desk: Desk, task: Task, title: str, *, yes: bool) -> None:
    proposer = people.person_by_id(desk.tx, task.taken_by) if task.taken_by else None
    if yes:
        _owed(desk, task, title, due_day(desk, STEP_WITHIN), proposer)
    else:
        owed_again(desk, task, due_day(desk, A_WEEK))


def _sees(desk: Desk, person: Person, task: Task) -> bool:
    return tasks.is_visible(desk.tx, person.id, task, desk.local.date())
