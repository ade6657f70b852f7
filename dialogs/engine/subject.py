"""What a sitting is about, if not the borger as such: a goal, one activity of the plan, or the like."""

from __future__ import annotations

from dialogs.engine.path import Ask
from dialogs.engine.session import Session
from dialogs.method.model import Dialog
from dialogs.method.steps import Blank, Choice, Several
from dialogs.text import T, Text

SIGN = "its_sign"
"""The fact that is its pictogram."""
PHOTO = "its_photo"
"""What its photo is called among those of a card, if it has one."""


def about_what(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    """Its title, of an activity with its day."""
    title = session.facts.get(dialog.entry_name, "") if dialog.entry_kind else ""
    return (T("{title}", title=title),) if title else ()


def sign(dialog: Dialog, session: Session) -> str:
    """Its pictogram, or the dialog's: who reads pictures alone must see what they are asked about."""
    return (session.facts.get(SIGN, "") if dialog.entry_kind else "") or dialog.pictogram


def sign_of(dialog: Dialog, session: Session, ask: Ask) -> str:
    """The pictogram of a question's card: what it asks, and before that what it is about or is to be one more of."""
    about = bool(dialog.entry_kind and session.facts.get(SIGN)) or isinstance(ask.step, Blank)
    return ((sign(dialog, session) if about else "") + ask.pictogram) or dialog.pictogram


def photo_of(dialog: Dialog, ask: Ask | None = None) -> str:
    """The photo on a card, by its file or the like."""
    return (ask.photo if ask else "") or (PHOTO if dialog.entry_kind else "")


def names_it(dialog: Dialog, text: Text) -> bool:
    """Whether a text says what it is about. No picture tells one such thing from another, so these words are read by
    everybody."""
    named = f"{{{dialog.entry_name}}}"
    return bool(dialog.entry_kind) and any(named in words for words in (text.languages.values() or (text.id,)))


NARROWED = "narrowed/"
"""What a session knows as who has chosen from a list begins so, and ends with the list's name."""


def chosen_by(ask: Ask, session: Session) -> tuple[Text, ...]:
    """Who of the staff has chosen what the card offers, and that it need not be one of these."""
    name = ask.step.options_from if isinstance(ask.step, Choice | Several) else None
    by = session.facts.get(NARROWED + name) if name else None
    return (T("{name} has chosen these for you. You can say something else afterwards.", name=by),) if by else ()
