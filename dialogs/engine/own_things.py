"""Things of one's own, beside those of a list: what somebody has named in a word, or sent a photo of."""

from __future__ import annotations

from dialogs.engine.session import Item, Session
from dialogs.method.steps import Blank, Option
from dialogs.words.visible import cut, one_line

WORD, OTHER = "✍️", "🗣️"
"""The signs of what was named in words, or else by voice or a photo, where the file has none for it; where it is drawn,
the photo takes its place."""
ONE_MORE = "➕"
"""The sign of asking for one."""
LONGEST = 60
"""Letters of its name: it stands in questions and on buttons."""


def thing(blank: Blank, id_: str, session: Session) -> Item | Option:
    """What is named at `blank`, or was before: called by its words, or by what all such things are called if there are
    none. Its photo is what was sent there, if that was one."""
    said = session.answer(blank.id)
    words = name((said.words if said else "") or " ".join(session.before(blank.id)))
    if words:
        return Item(id_, words, blank.pictogram or WORD, photo=blank.id)
    unnamed = Option.model_validate({"id": id_, "label": blank.name, "pictogram": blank.pictogram or OTHER})
    return unnamed.model_copy(update={"photo": blank.id})


def name(words: str) -> str:
    """Words as a name."""
    return cut(one_line(words), LONGEST)
