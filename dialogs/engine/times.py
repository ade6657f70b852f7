"""The times or days that a card offers to pick from."""

from __future__ import annotations

from datetime import datetime

from dialogs.engine.cards import CardButton
from dialogs.engine.session import Session
from dialogs.method.steps import When
from dialogs.text import T
from dialogs.time import when


def offered(step: When, session: Session, chosen: tuple[str, ...], local: datetime) -> tuple[CardButton, ...]:
    """What stands now, where it can still be chosen, and then the step's own offers; once something was written that
    may mean several, those. `local` is the instant in the session's zone."""
    asked_about = bool(session.draft)
    own = tuple(dict.fromkeys(when.settle(step.what, offer, local) for offer in step.offers))
    stands = tuple(each for each in chosen if each not in own and when.stored(step.what, each, local, step.means))
    return tuple(
        CardButton(
            stored,
            when.in_full(step.what, stored) if asked_about else T("{when}", when=when.shown(step.what, stored)),
            when.sign(when.shown(step.what, stored)),
            marked=stored in chosen and not asked_about,
            essential=True,
            tile=True,
        )
        for stored in session.draft or stands + own
    )
