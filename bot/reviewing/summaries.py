"""A summary: what one borger has said that a reader has not marked as seen, whole, on a card that they open. That is
the look, and is logged."""

from __future__ import annotations

from datetime import timedelta

from bot.deleting import KEPT_RIGHT
from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.page_parts import SUMMARY_SHOWS
from bot.reviewing.answer_facts import facts_of
from bot.reviewing.folding import folded
from bot.reviewing.summary_view import Done, SharedFacts, content
from bot.reviewing.unseen import began, differing, earlier_than, is_near, new_to
from dialogs.permissions import Action
from dialogs.summary import Before
from storage import followup, news, people, sharing, surfaces, tasks, unread
from storage.answers import StoredAnswer
from storage.followup import Summary
from storage.people import Person
from storage.surfaces import Surface

TWICE = timedelta(seconds=2)


def open_summary(desk: Desk, reader: Person, borger: Person) -> bool:
    """Opens what a reader has not marked as seen of a borger. It takes the place of those they had open before.

    Returns: False if there is nothing.
    """
    if before := followup.just_opened(desk.tx, reader.id, borger.id, desk.now - TWICE):
        show_summary(desk, reader, borger, before)  # a finger that trembles taps twice
        return True
    if not (found := new_to(desk, reader, borger, desk.now)):
        return False
    since = began(desk, reader, borger, found)
    for other in news.opened_before(desk.tx, reader.id, borger.id):
        desk.retire(reader, other)
    surface_id = desk.new_surface(reader)
    summary_id = followup.add_summary(desk.tx, reader.id, borger.id, since, desk.now, surface_id, desk.now)
    surfaces.now_shows(desk.tx, surface_id, SUMMARY_SHOWS, summary_id, borger.id)
    sharing.log_look(desk.tx, reader.id, borger.id, "summary", desk.now)
    summary = followup.summary_by_id(desk.tx, summary_id)
    assert summary
    show_summary(desk, reader, borger, summary)
    return True


def draw(desk: Desk, borger: Person, surface: Surface) -> None:
    """Draws a summary that is still on a screen anew, after the borger changed what they share, or the reader's time at
    work is over: then what they were shown because of that goes."""
    summary = followup.summary_by_id(desk.tx, surface.ref or 0)
    reader = people.person_by_id(desk.tx, surface.person_id)
    if summary is None or reader is None or summary.until < desk.now - KEPT_RIGHT:
        return
    if not is_near(desk, reader, borger) and not held(desk, reader, summary):
        desk.retire(reader, surface.id)
    else:
        show_summary(desk, reader, borger, summary)


def show_summary(desk: Desk, reader: Person, borger: Person, summary: Summary, *, more: str = "") -> None:
    """Shows a summary where it stands, with what `more` of it was asked for: see `content`."""
    if summary.surface_id is None or reader.chat_id is None:
        return
    reading = _read(desk, reader, borger, summary)
    done = Done(
        followup.is_seen(desk.tx, summary.id), tasks.of_summary(desk.tx, summary.id),
        allowed(desk, reader, Action.FOLLOW_UP, borger),
    )  # fmt: skip
    desk.show(reader, content(desk, reader, borger, summary, reading, done, more=more), summary.surface_id)


def held(desk: Desk, reader: Person, summary: Summary) -> list[StoredAnswer]:
    """What a summary holds of what its reader may read at this moment."""
    return unread.of_summary(desk.tx, summary, at_work=reader_now(desk, reader).at_work)


def _read(desk: Desk, person: Person, borger: Person, summary: Summary) -> SharedFacts:
    reader, own = reader_now(desk, person), held(desk, person, summary)
    before = earlier_than(desk, reader, borger, own, summary.since, summary.until)
    facts, earlier = facts_of(desk, own), facts_of(desk, before)
    differs = differing(desk, reader, borger, own, facts, Before((*earlier, *facts)), summary.until)
    return SharedFacts(facts, earlier, differs, folded(desk, own, facts))
