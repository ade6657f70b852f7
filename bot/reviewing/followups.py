"""What contact persons do with a summary: seen, follow up, done. The borger is told each time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from html import escape

from bot.deleting import KEPT_RIGHT
from bot.desk.allowed import allowed
from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from bot.desk.flow import Done, Start
from bot.reviewing.summaries import show_summary
from bot.reviewing.summary_view import FOLLOW_UP, fitted
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import CAPTION_LIMIT, Content, InlineButton, length
from bot.telegram.own_media import OWN_MEDIA
from dialogs.engine.session import End, MediaKind
from dialogs.permissions import Action
from dialogs.text import T, Text
from dialogs.words.visible import cut
from storage import answers, followup, media, outbox, people, sharing
from storage.answers import StoredAnswer
from storage.media import StoredMedia
from storage.outbox import Lane
from storage.people import Person
from storage.sharing import Reader
from storage.surfaces import Surface

_VIDEO_NOT_ARRIVED = T("🎬 The video may not have arrived. Please try again later.")
NOT_ARRIVED: Mapping[MediaKind, Text] = {
    "voice": T("🎤 The voice message may not have arrived. Please try again later."),
    "photo": T("📷 The photo may not have arrived. Please try again later."),
    "video": _VIDEO_NOT_ARRIVED,
    "video_note": _VIDEO_NOT_ARRIVED,
}

PIECE = 2000
"""Characters of own words in one message; each may count twice with Telegram, which allows 4096."""

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
    if not allowed(desk, person, Action.READ_SHARED if tap.choice == "more" else Action.FOLLOW_UP, borger):
        return False
    match tap.choice:
        case "seen":
            if followup.add_follow_up(desk.tx, borger.id, person.id, "seen", desk.now, summary_id=summary.id):
                has_read = T("{name} has read your answer.", name=person.name)
                desk.tell(borger, has_read, silent=True, wait_for_day=True, pictogram="👀")
            show_summary(desk, person, borger, summary)
        case "follow_up":
            desk.runner.go(desk, "follow_up", Start(person, borger, target=f"summary:{summary.id}"))
        case "more":
            found = answers.shared_answers(desk.tx, Reader(person.id), borger.id, summary.since, summary.until)
            send_own_words(desk, person, borger, found)
    return True


def follow_up_done(desk: Desk, done: Done) -> None:
    """The note goes to the borger in the words it was written in, with the name of who will do it."""
    given = done.given("note")
    if done.finish.end is not End.DONE or given is None:
        return
    note = given.words.strip()
    summary = followup.summary_by_id(desk.tx, int(done.stored.target.partition(":")[2] or 0))
    followup.add_follow_up(
        desk.tx, done.about.id, done.person.id, "follow_up", desk.now, note=note,
        summary_id=summary.id if summary else None,
    )  # fmt: skip
    told = any(act.kind == "seen" for act in followup.follow_ups_of(desk.tx, summary.id)) if summary else False
    writes = T("{name} writes: »{note}«", name=done.person.name, note=note)
    both = T("{name} has read your answer. {name} writes: »{note}«", name=done.person.name, note=note)
    desk.tell(done.about, writes if told else both, wait_for_day=True, pictogram="🤝")
    if summary:
        show_summary(desk, done.person, done.about, summary)


def done_tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """A button of an agreement that is still to be done."""
    return finished(desk, person, tap.id)


def finished(desk: Desk, person: Person, follow_up_id: int) -> bool:
    """Staff have done what they said; the borger is told.

    Returns: False if it is not this person's.
    """
    act = followup.follow_up_done(desk.tx, follow_up_id, person.id, desk.now)
    borger = people.person_by_id(desk.tx, act.borger_id) if act else None
    if act is None or borger is None:
        return False
    has_done = T("{name} has done it: »{note}«", name=person.name, note=act.note)
    desk.tell(borger, has_done, wait_for_day=True, pictogram="✅")
    summary = followup.summary_by_id(desk.tx, act.summary_id or 0)
    if summary:
        show_summary(desk, person, borger, summary)
    return True


def follow_ups(desk: Desk, start: Start) -> None:
    """Somebody's open follow-ups, each with a button to close it."""
    acts = followup.open_follow_ups(desk.tx, start.person.id)
    texts = desk.texts(start.person)
    if not acts:
        desk.tell(start.person, T("No open follow-ups."))
        return
    parts = [f"<b>{escape(texts.say(T('Open follow-ups')))}</b>"]
    rows = []
    for act in acts[-20:]:
        borger = people.person_by_id(desk.tx, act.borger_id)
        name = borger.name if borger else ""
        at = texts.say(T("{when}", when=act.at.astimezone(desk.house.zone).date()))
        parts.append(f"\n{escape(name)}, {at}:\n»{escape(act.note)}«")
        label = f"✓ {texts.say(T('Done'))}: {name}, {cut(act.note, 24)}"
        rows.append((InlineButton(label, button_data(Tap(FOLLOW_UP, act.id, 0, "done"))),))
    surface_id = desk.new_surface(start.person)
    desk.show(start.person, Content(fitted(parts), tuple(rows)), surface_id)


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
