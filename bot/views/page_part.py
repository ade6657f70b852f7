"""The pictures on a borger's page: of what is shared with the reader, one at a time, the newest first."""

from __future__ import annotations

from bot.desk.page_parts import PagePart, Sight
from bot.telegram.content import CAPTION_LIMIT, length
from bot.views.shown import pages
from bot.views.view import Sitting, Viewer
from dialogs.summary import WHOSE
from dialogs.text import T, Text
from storage import answers
from storage.answers import BEGINNING

LOOKED = "pictures"


def pictures(sight: Sight) -> PagePart:
    """The picture that is the sight's sheet, with the same in words."""
    desk = sight.desk
    topics = {dialog.topic for dialog in desk.house.dialogs.values() if dialog.view}
    found = [
        answer
        for topic in sorted(topic for topic in topics if topic)
        for answer in answers.shared_answers(desk.tx, sight.who, sight.borger.id, BEGINNING, desk.now, topic)
    ]
    made = pages(desk, found, sight.who)
    title = f"<b>{sight.say(T('{name}: pictures', name=sight.borger.name))}</b>"
    if not made:
        return PagePart((title, sight.say(T("There is no picture yet."))))
    sheet = min(sight.sheet, len(made) - 1)
    view, sittings = made[sheet]
    seen = view.make(Viewer(sight.texts, photos=desk.house.photos), sittings)
    head = (title, *(sight.say(whose(each)) for each in sittings[:1]))
    lines = (*head, *map(sight.say, seen.lines))
    if length("\n".join(lines)) > CAPTION_LIMIT:  # the picture says all of it, and would not go out under it
        lines = head
    leafing = sight.leafing(newer=sheet > 0, older=sheet + 1 < len(made))
    return PagePart(lines, leafing, seen.picture, looked=LOOKED)


def whose(sitting: Sitting) -> Text:
    """Whose answers they are, and who helped with them or noticed it."""
    said = T("Some of it with help") if sitting.in_part else WHOSE[sitting.provenance]
    return T("{whose}: {name}", whose=said, name=T("{names}", names=sitting.by)) if sitting.by else said
