"""What contact persons do with a summary: seen, and follow up. The borger is told each time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from html import escape

from bot.deleting import KEPT_RIGHT
from bot.desk import heard
from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.desk.owed import will_be_reminded
from bot.desk.speaking_to import NOT_ARRIVED, Told, send_on, told
from bot.reviewing import news
from bot.reviewing.summaries import held, show_summary
from bot.reviewing.unseen import is_near
from bot.telegram.buttons import Tap
from bot.telegram.content import CAPTION_LIMIT, Content, length
from bot.telegram.own_media import OWN_MEDIA
from dialogs.engine.session import End
from dialogs.method.steps import Choice
from dialogs.permissions import Action
from dialogs.text import T, Text
from storage import answers, away, followup, media, outbox, people, sharing, surfaces, tasks, unread
from storage.answers import StoredAnswer
from storage.followup import Summary
from storage.media import StoredMedia
from storage.outbox import Lane
from storage.people import Person
from storage.surfaces import Surface

PIECE = 2000
"""Characters of own words in one message; each may count twice with Telegram, which allows 4096."""

HAS_READ = "has read"
"""What a surface shows that tells a borger that somebody has read their answer: its `ref` is the summary."""
OWN = "own"
"""The option of the form for words of one's own; every other is ready words."""
OWN_WORDS = "own words"
"""What a surface shows that own words stand on which were sent by themselves: its `ref` is the answer."""


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button under a summary.

    Returns: False if it is not this person's to tap.
    """
    summary = followup.summary_by_id(desk.tx, tap.id)
    borger = people.person_by_id(desk.tx, summary.borger_id) if summary else None
    if summary is None or borger is None or summary.reader_id != person.id:
        return False
    if not allowed(desk, person, Action.FOLLOW_UP if tap.choice == "follow_up" else Action.READ_SHARED, borger):
        return False
    match tap.choice:
        case "seen" | "unseen":
            _seen(desk, person, borger, summary, seen=tap.choice == "seen")
        case "chart" | "parts":
            show_summary(desk, person, borger, summary, more=tap.choice)
        case "follow_up":
            desk.runner.go(desk, "follow_up", Start(person, borger, target=f"summary:{summary.id}"))
        case "more":
            send_own_words(desk, person, borger, held(desk, person, summary))
    return True


def _seen(desk: Desk, person: Person, borger: Person, summary: Summary, *, seen: bool) -> None:
    """Notes that a reader has seen a summary, and the borger is told; or that it is to be new to the reader again. That
    they have read it stays true, and said."""
    found = held(desk, person, summary)
    if seen and found:
        told = is_near(desk, person, borger) or len(unread.seen_by_others(desk.tx, person.id, found)) < len(found)
        unread.mark(desk.tx, summary, at_work=reader_now(desk, person).at_work)
        if followup.set_seen(desk.tx, summary, desk.now) and told:
            _tell_read(desk, person, borger, summary)
    elif not seen and followup.take_back_seen(desk.tx, summary.id):
        unread.unmark(desk.tx, summary)
    show_summary(desk, person, borger, summary)
    news.changed(desk, borger)


def _tell_read(desk: Desk, person: Person, borger: Person, summary: Summary) -> None:
    """The borger hears once who has read it. Of those who merely are at work that is the first: they can all be seen
    under *Who has read*."""
    if surfaces.standing(desk.tx, borger.id, HAS_READ, summary.id):
        return
    has_read = T("{name} has read your answer.", name=person.name)
    desk.tell(borger, has_read, silent=True, wait_for_day=True, pictogram="👀✅")
    if borger.can_be_told:
        surfaces.now_shows(desk.tx, surfaces.newest(desk.tx), HAS_READ, summary.id)


def heard_by(desk: Desk, start: Start, chosen: Mapping[str, str]) -> tuple[Text, ...]:
    """When the borger gets it; who follows up already; and that who follows up has days off, now or soon, which a day
    is chosen with."""
    lines = (*heard.by_day(desk, start, chosen), *_others(desk, start.person, start.about))
    off = away.away_of(desk.tx, start.person.id, desk.local.date())
    return (*lines, T("You are off from {first} to {last}.", first=off.first, last=off.last)) if off else lines


def _others(desk: Desk, person: Person, borger: Person) -> list[Text]:
    """Colleagues who follow up with the borger and have not done it, as far as a reader may see that, with their day:
    two promises of one thing are given on purpose only."""
    found = [
        task for task in tasks.visible(desk.tx, person.id, tasks.tasks_of(desk.tx, borger.id), desk.local.date())
        if task.kind == "follow_up" and task.is_open and task.due and task.taken_by not in (None, person.id)
    ]  # fmt: skip
    known = ((people.person_by_id(desk.tx, task.taken_by or 0), task.due) for task in found[-2:])
    return [T("{name} already follows up, by {day}.", name=who.name, day=due) for who, due in known if who and due]


def follow_up_done(desk: Desk, done: Done) -> None:
    """What will be done goes to the borger as it was chosen, written or spoken, with who will do it and by which day.
    On that day whoever owes it is reminded, and a leader hears of it the day after."""
    if done.finish.end is not End.DONE or not done.chosen("way"):
        return
    said, ready = _said(done)
    due = _day(desk, done)
    summary = followup.summary_by_id(desk.tx, int(done.stored.target.partition(":")[2] or 0))
    if summary:
        unread.mark(desk.tx, summary, at_work=reader_now(desk, done.person).at_work)
    task_id = tasks.add_task(
        desk.tx, done.about.id, "follow_up", desk.texts(done.about).say(ready) if ready else said.words, desk.now,
        due=due, taken_by=done.person.id, summary_id=summary.id if summary else None,
    )  # fmt: skip
    will_be_reminded(desk, task_id, due)
    stood = summary is not None and _taken_back(desk, done.about, summary)
    knows = summary is not None and followup.is_seen(desk.tx, summary.id) and not stood
    writes = T("{name} writes: »{note}« By {day}."), T("{name} has read your answer. {name} writes: »{note}« By {day}.")
    sends = T("{name} sends you this. By {day}."), T("{name} has read your answer. {name} sends you this. By {day}.")
    words = (sends if said.media else writes)[0 if knows else 1]
    words = Text(words.id, {"name": done.person.name, "note": ready or said.words, "day": due})
    desk.tell(done.about, words, wait_for_day=True, pictogram="👀✅")
    send_on(desk, done.person, done.about, said, task_id=task_id)
    if summary:
        show_summary(desk, done.person, done.about, summary)
        news.changed(desk, done.about)


def _taken_back(desk: Desk, borger: Person, summary: Summary) -> bool:
    """Takes back the word that somebody has read it, which comes again with what they write.

    Returns: whether it stood on the borger's phone, or was on its way.
    """
    found = surfaces.standing(desk.tx, borger.id, HAS_READ, summary.id)
    for surface_id in found:
        desk.retire(borger, surface_id)
    return bool(found)


def _day(desk: Desk, done: Done) -> date:
    """The day that was chosen; no day that is past when the borger hears of it, in the morning perhaps. Who chose it is
    told."""
    chosen = _meant(desk.said_at.astimezone(desk.house.zone).date(), done)
    heard = desk.after_quiet(done.about).astimezone(desk.house.zone)
    if chosen >= heard.date():
        return chosen
    words = T("{name} hears of it {when}. I have told them that day.", name=done.about.name, when=heard)
    desk.tell(done.person, words, about=done.about)
    return heard.date()


def _meant(today: date, done: Done) -> date:
    """The day that was meant when it was tapped; this week ends on Sunday."""
    match done.chosen("by"):
        case "today":
            return today
        case "tomorrow":
            return today + timedelta(days=1)
        case "this_week":
            return today + timedelta(days=7 - today.isoweekday())
    return date.fromisoformat(done.chosen("day"))


def _said(done: Done) -> tuple[Told, Text | None]:
    """What somebody will do: in their own words, or the ready ones they chose."""
    given = done.given("note")
    if given is not None and done.chosen("way") == OWN:
        return told(given), None
    step = done.dialog.step("way")
    options = step.options if isinstance(step, Choice) else ()
    return Told(""), next(option.label.plain() for option in options if option.id == done.chosen("way"))


def said_in_sitting(desk: Desk, start: Start) -> None:
    """The own words of the sitting that is the target, as far as they are shared with who asks."""
    number = int(start.target) if start.target.isdecimal() else 0
    found = answers.shared_answers(desk.tx, reader_now(desk, start.person), start.about.id, answers.BEGINNING, desk.now)
    send_own_words(desk, start.person, start.about, [one for one in found if one.session_id == number])


def send_own_words(desk: Desk, person: Person, borger: Person, found: list[StoredAnswer]) -> None:
    """Sends the whole quotes and the files among shared answers, each as a message of its own."""
    assert person.chat_id is not None
    told = [answer for answer in found if answer.words or answer.media_id]
    if told:
        sharing.log_look(desk.tx, person.id, borger.id, "own words", desk.now)
    for answer in told:
        stored = media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
        when = desk.texts(person).say(T("{when}", when=answer.said_at.astimezone(desk.house.zone)))
        said = f"{borger.name}, {when}" + (f"\n»{answer.words}«" if answer.words else "")
        captioned = stored is not None and OWN_MEDIA[stored.kind].captioned
        caption = captioned and length(escape(said)) <= CAPTION_LIMIT
        messages = [("media", _file(desk, person, stored, said if caption else ""))] if stored else []
        pieces = [] if caption else [said[at : at + PIECE] for at in range(0, len(said), PIECE)]
        messages += [("show", Content(text=escape(piece))) for piece in pieces]
        for action, content in messages:
            surface_id = desk.new_surface(person, borger, OWN_WORDS, answer.id)
            outbox.put(
                desk.tx, person.chat_id, Lane.ANSWER, action, content.payload(), not_before=desk.now,
                expires_at=desk.now + timedelta(hours=1), surface_id=surface_id,
            )  # fmt: skip


def _file(desk: Desk, reader: Person, stored: StoredMedia, said: str) -> Content:
    """A file sent on, with what is said below it; or words, if it does not get through."""
    words = desk.texts(reader).say(NOT_ARRIVED[stored.kind])
    instead = "\n".join(part for part in (said, words) if part)
    return Content(text=escape(said), media_id=stored.id, instead=escape(instead))


def take_back(desk: Desk, borger: Person, surface: Surface) -> None:
    """Takes own words that are shared no more, or not in these words, out of the chat they were sent to."""
    reader = people.person_by_id(desk.tx, surface.person_id)
    if reader is None or surface.is_older_than(desk.now - KEPT_RIGHT):
        return
    found = answers.shared_answers(desk.tx, reader_now(desk, reader), borger.id, answers.BEGINNING, desk.now)
    if surface.ref not in {answer.id for answer in found}:
        desk.retire(reader, surface.id)
