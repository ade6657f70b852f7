"""The photos on a session's cards: the house's own, that of what it is about, and those of things of one's own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.desk import Desk
from dialogs.engine import subject
from dialogs.method.model import Dialog
from dialogs.method.sort import inner
from dialogs.method.steps import Blank
from storage import activities, answers, entries, media
from storage.sessions import StoredSession


def photos_on(desk: Desk, stored: StoredSession, dialog: Dialog) -> Mapping[str, int]:
    """The ids of photos, by the file of the house's or the step at which a thing of one's own was named; and that of
    what the session is about. What was named in a paper stands in all of its sittings."""
    photos = _of_subject(desk, stored)
    named = {each.id for step in dialog.steps for each in inner(step) if isinstance(each, Blank)}
    if not named:
        return desk.house.photos | photos
    sitting = stored.id if dialog.purpose != "paper" else None
    own = [answer for answer in answers.own_answers(desk.tx, stored.about_id, sitting, dialog.id)
           if answer.step in named and answer.media_id]  # fmt: skip
    sent = {answer.step: media.media_by_id(desk.tx, answer.media_id or 0) for answer in own}
    return desk.house.photos | photos | {step: one.id for step, one in sent.items() if one and one.kind == "photo"}


def _of_subject(desk: Desk, stored: StoredSession) -> dict[str, int]:
    """The photo that staff gave to the activity a session is about, if they did."""
    entry = entries.entry_by_id(desk.tx, stored.entry_id) if stored.entry_id else None
    activity = activities.activity_by_id(desk.tx, entry.slot[0]) if entry and entry.slot else None
    return {subject.PHOTO: activity.photo_id} if activity and activity.photo_id else {}
