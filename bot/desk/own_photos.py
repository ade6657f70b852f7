"""The photos on a session's cards: the house's own, and those by which somebody named things of their own."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.desk import Desk
from dialogs.method.model import Dialog
from dialogs.method.sort import inner
from dialogs.method.steps import Blank
from storage import answers, media
from storage.sessions import StoredSession


def photos_on(desk: Desk, stored: StoredSession, dialog: Dialog) -> Mapping[str, int]:
    """The ids of photos, by the file of the house's or the step at which a thing of one's own was named. What was named
    in a paper stands in all of its sittings."""
    named = {each.id for step in dialog.steps for each in inner(step) if isinstance(each, Blank)}
    if not named:
        return desk.house.photos
    sitting = stored.id if dialog.purpose != "paper" else None
    own = [answer for answer in answers.own_answers(desk.tx, stored.about_id, sitting, dialog.id)
           if answer.step in named and answer.media_id]  # fmt: skip
    sent = {answer.step: media.media_by_id(desk.tx, answer.media_id or 0) for answer in own}
    return desk.house.photos | {step: one.id for step, one in sent.items() if one and one.kind == "photo"}
