"""The week in two dialogs: what a borger would like of the next one, and how what stood in the day went."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.desk.desk import Desk
from bot.desk.flow import Done, Known, Start, option_values
from dialogs.engine.session import Outcome
from dialogs.method.steps import Several
from dialogs.words.visible import cut
from storage import answers, proposals, sessions
from storage.answers import CORRECTED_WITHIN
from storage.people import Person
from storage.proposals import Wish
from storage.sessions import StoredSession

FEEL_LIKE = "feel_like"
LOOK_AHEAD = "look_ahead"
PARTS = {"morning": time(10), "afternoon": time(14), "evening": time(19)}
"""When a part of the day is proposed to be."""
OWN_WORDS = "words"
LONGEST_TITLE = 60


def look_ahead_known(desk: Desk, start: Start) -> Known:
    """Which week is asked about: the one that begins next Monday, also if the answers come or are corrected later."""
    monday = desk.local.date() + timedelta(days=7 - desk.local.weekday())
    return Known(facts={"monday": monday.isoformat()})


def look_ahead_done(desk: Desk, done: Done) -> None:
    """The wishes go to those who may read them."""
    wishes_changed(desk, done.about)
    desk.runner.changed_only(desk, done.about, proposals.PROPOSALS)


def wishes_changed(desk: Desk, borger: Person) -> None:
    """Makes the borger's proposals what they have answered, however that was corrected. Draw them anew after it."""
    since = desk.now - CORRECTED_WITHIN
    for session_id in proposals.wish_sessions(desk.tx, borger.id, LOOK_AHEAD, since):
        stored = sessions.session_by_id(desk.tx, session_id)
        if stored:
            _align(desk, borger, stored)


def _align(desk: Desk, borger: Person, stored: StoredSession) -> None:
    """Makes a session's proposals what its answers say, however they were corrected. What staff have answered stays; a
    wish that is another since then waits anew."""
    wishes = _wishes(desk, borger, stored)
    found = proposals.proposals_of(desk.tx, borger.id, session_id=stored.id)
    latest = {proposal.item: proposal for proposal in found if proposal.state != "withdrawn"}
    for item, wish in wishes.items():
        old = latest.get(item)
        before = (
            (old.title, old.day.isoformat() if old.day else "", f"{old.at:%H:%M}" if old.at else "") if old else None
        )
        if before == (wish.title, wish.day, wish.at):
            continue
        if old and old.state == "waiting":
            proposals.set_time(desk.tx, old.id, wish.day, wish.at, title=wish.title)
        else:
            proposals.add_wish(desk.tx, borger.id, wish, stored.id, item, desk.now)
    for item, old in latest.items():
        if item not in wishes:
            proposals.withdraw(desk.tx, old.id, desk.now)


def _wishes(desk: Desk, borger: Person, stored: StoredSession) -> dict[str, Wish]:
    """What a session's standing answers wish for, by item."""
    dialog = desk.dialog(stored.session.version)
    texts = desk.texts(borger)
    held = answers.held_in(desk.tx, stored.id)  # what is held back is no wish to anybody
    theirs = [a for a in answers.own_answers(desk.tx, borger.id, stored.id) if (a.step, a.item) not in held]
    said = [answer for answer in theirs if answer.outcome is Outcome.ANSWERED]
    chosen = {(answer.step, answer.item): answer.choices for answer in said}
    asked = next((step for step in dialog.steps if step.id == "wishes" and isinstance(step, Several)), None)
    days = option_values(dialog, "day")
    wishes: dict[str, Wish] = {}
    for option in asked.options if isinstance(asked, Several) else ():
        if option.id in chosen.get(("wishes", ""), ()):
            day = "".join(chosen.get(("day", option.id), ()))
            at = PARTS.get("".join(chosen.get(("part", option.id), ())))
            wishes[option.id] = Wish(
                texts.say(option.label.plain()),
                option.pictogram,
                _day(stored, days[day]) if day in days else "",
                _stored(at),
            )
    if words := "\n".join(answer.words for answer in said if answer.step == OWN_WORDS and answer.words):
        wishes[OWN_WORDS] = Wish(cut(words.strip().rstrip("."), LONGEST_TITLE), "🗣️")
    return wishes


def _stored(value: date | time | None) -> str:
    """A day or a time of day as it is kept: YYYY-MM-DD, HH:MM, or empty."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else f"{value:%H:%M}"


def _day(stored: StoredSession, weekday: int | None) -> str:
    """The day (YYYY-MM-DD) of an ISO weekday in the week that was asked about; empty if none was chosen."""
    monday = stored.session.facts.get("monday")
    return (date.fromisoformat(monday) + timedelta(days=weekday - 1)).isoformat() if monday and weekday else ""
