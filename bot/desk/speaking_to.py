"""What staff say to a borger in their own words: written, or as a voice message, photo or video that is sent on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from bot.desk.desk import Desk
from bot.telegram.content import Content
from bot.telegram.own_media import OWN_MEDIA
from dialogs.engine.session import Given, Media, MediaKind
from dialogs.summary import SENT
from dialogs.text import T, Text
from storage import outbox, spoken
from storage.outbox import Lane
from storage.people import Person

_VIDEO_NOT_ARRIVED = T("🎬 The video may not have arrived. Please try again later.")
NOT_ARRIVED: Mapping[MediaKind, Text] = {
    "voice": T("🎤 The voice message may not have arrived. Please try again later."),
    "photo": T("📷 The photo may not have arrived. Please try again later."),
    "video": _VIDEO_NOT_ARRIVED,
    "video_note": _VIDEO_NOT_ARRIVED,
}
_SIGNS: Mapping[str, str] = {kind: sign for kind, (sign, _) in SENT.items()}
SENT_AS: Mapping[str, Text] = dict(SENT.values())
"""What was sent, by the sign that stands for it in lists."""
LASTS = timedelta(hours=24)


@dataclass(frozen=True)
class Told:
    """What somebody has said: `words` as they stand in lists, a sign for what can only be heard or seen."""

    words: str
    media: Media | None = None


def told(given: Given) -> Told:
    """What was said in answer to a question of a form."""
    words = given.words.strip()
    return Told(words or (_SIGNS[given.media.kind] if given.media else ""), given.media)


def send_on(
    desk: Desk, by: Person, borger: Person, said: Told, *, task_id: int | None = None,
    proposal_id: int | None = None, talk_id: int | None = None, wait_for_day: bool = True,
) -> None:  # fmt: skip
    """Sends what can be heard or seen of it on, below what the borger was told just now. It is kept with the task, the
    wish or the call it belongs to. Only who asked to be answered now gets it in their quiet hours."""
    if said.media is None:
        return
    media_id = spoken.keep(desk.tx, borger.id, by.id, said.media, desk.now, task_id=task_id, proposal_id=proposal_id,
                           talk_id=talk_id)  # fmt: skip
    if borger.chat_id is None or not borger.reachable:
        return
    caption = said.words if OWN_MEDIA[said.media.kind].captioned and said.words != _SIGNS[said.media.kind] else ""
    instead = escape(desk.texts(borger).say(NOT_ARRIVED[said.media.kind]))
    content = Content(text=escape(caption), media_id=media_id, instead=instead)
    begin = desk.after_quiet(borger) if wait_for_day else desk.now
    outbox.put(desk.tx, borger.chat_id, Lane.ANSWER, "media", content.payload(), not_before=begin,
               expires_at=begin + LASTS, surface_id=desk.new_surface(borger))  # fmt: skip
