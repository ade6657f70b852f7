"""Things of one's own, beside those of a list: what somebody has named in a word, or sent a photo of."""

from __future__ import annotations

from dialogs.engine.session import Item, Session
from dialogs.method.steps import Blank, Option
from dialogs.words.visible import cut, one_line

WORD, PHOTO = "✍️", "📷"
"""The signs of what was named in words, or sent as a photo alone."""
LONGEST = 60
"""Letters of its name: it stands in questions and on buttons."""


def thing(blank: Blank, id_: str, session: Session) -> Item | Option:
    """What is named at `blank`, or was before: called by its words, or by what all such things are called if there are
    none."""
    said = session.answer(blank.id)
    words = name((said.words if said else "") or " ".join(session.before(blank.id)))
    if words:
        return Item(id_, words, WORD)
    return Option.model_validate({"id": id_, "label": blank.name, "pictogram": PHOTO})


def name(words: str) -> str:
    """Words as a name."""
    return cut(one_line(words), LONGEST)
