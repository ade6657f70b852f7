"""The photos on a session's cards: the house's own, that of what it is about, and those of things of one's own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.at_work import reader_now
from bot.desk.desk import Desk
from dialogs.engine import subject
from dialogs.method.model import Dialog
from dialogs.method.sort import inner
from dialogs.method.steps import Blank
from storage import activities, answers, entries, media, people
from storage.answers import StoredAnswer
from storage.sessions import StoredSession


def photos_on(desk: Desk, stored: StoredSession, dialog: Dialog) -> Mapping[str, int]:
    """The ids of photos, by the file of the house's or the step at which a thing of one's own was named; and that of
    what the session is about."""
    photos = {**desk.house.photos, **_of_subject(desk, stored)}
    for answer in _naming(desk, stored, dialog):
        sent = media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
        if sent and sent.kind == "photo":
            photos[answer.step] = sent.id
    return photos


def _naming(desk: Desk, stored: StoredSession, dialog: Dialog) -> list[StoredAnswer]:
    """The answers in which the things of one's own on a session's cards were named. In a paper that may be earlier than
    in this sitting: what stood when this part of it was opened, in the voice that it is filled in now, and on another's
    phone what may be read there."""
    named = {each.id for step in dialog.steps for each in inner(step) if isinstance(each, Blank)}
    if not named:
        return []
    now = [each for each in answers.own_answers(desk.tx, stored.about_id, stored.id) if each.step in named]
    stood = {step for step in named if stored.session.before(step)} if dialog.purpose == "paper" else set[str]()
    if not stood:
        return now
    observed = stored.session.provenance == "observed"
    before = [each for each in answers.own_answers(desk.tx, stored.about_id, dialog_id=dialog.id)
              if each.step in stood and each.session_id != stored.id
              and (each.provenance == "observed") == observed]  # fmt: skip
    person = people.person_by_id(desk.tx, stored.person_id) if stored.person_id != stored.about_id else None
    if person:
        who = reader_now(desk, person)
        shared = answers.shared_answers(desk.tx, who, stored.about_id, answers.BEGINNING, desk.now, dialog.topic)
        before = [each for each in before if each in shared]
    return [*before, *now]


def _of_subject(desk: Desk, stored: StoredSession) -> dict[str, int]:
    """The photo of the entry that a session is about, or that staff gave to the activity, if there is one."""
    entry = entries.entry_by_id(desk.tx, stored.entry_id) if stored.entry_id else None
    activity = activities.activity_by_id(desk.tx, entry.slot[0]) if entry and entry.slot else None
    photo = activity.photo_id if activity else entry.photo if entry else None
    return {subject.PHOTO: photo} if photo else {}
