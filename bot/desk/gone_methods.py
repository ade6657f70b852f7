"""What a method is called also after the house has taken its file away: as it was when it was last used."""

from __future__ import annotations

from dialogs.method.library import Library
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from storage import method_use
from storage.tx import Tx

GONE = T("a method that is not here any more")


def known(tx: Tx, library: Library, dialog_id: str) -> Dialog | None:
    """The method as it is, or was last; None if it is gone and nobody has ever had it before them."""
    return library.get(dialog_id) or method_use.last_version(tx, dialog_id)


def title_of(tx: Tx, library: Library, dialog_id: str) -> Text:
    """What a method is called in a sentence; never its id, which says nothing to anybody."""
    dialog = known(tx, library, dialog_id)
    return dialog.title.plain() if dialog else GONE
