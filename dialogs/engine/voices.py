"""Whose each answer of a session is: the borger's alone, the borger's given with help, or what staff observed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dialogs.engine.cards import CardTile
from dialogs.engine.session import Given, Provenance, Session
from dialogs.text import T, Text

HELPED = "🤝"
"""The sign of what was given with help."""
HELPERS = "helpers"
"""What the house knows at the receipt of a session that changed hands: who helped, by name."""
_LEAST_OWN_FIRST: tuple[Provenance, ...] = ("observed", "helped", "self")


def least_own(voices: Iterable[Provenance]) -> Provenance:
    """What several answers are together, as in a total: the borger's own only if all of them are."""
    found = set(voices)
    return next((voice for voice in _LEAST_OWN_FIRST if voice in found), "self")


def voice_of(session: Session, given: Given) -> Provenance:
    """Whose answer it is."""
    return given.voice or session.provenance


def is_mixed(session: Session) -> bool:
    """Whether some of its answers were given alone, and some with help."""
    return len({voice_of(session, given) for given in session.given if not given.withdrawn}) > 1


def marked(tile: CardTile, session: Session, given: Given) -> CardTile:
    """A line of the receipt, with a sign on what was given with help where other things were not."""
    helped = is_mixed(session) and voice_of(session, given) == "helped"
    return replace(tile, pictogram=tile.pictogram + HELPED) if helped else tile


def lines(session: Session) -> tuple[Text, ...]:
    """What the sign on the receipt means: who helped."""
    if not is_mixed(session):
        return ()
    names = session.facts.get(HELPERS)
    if not names:
        return (T("{sign} With help.", sign=HELPED),)
    return (T("{sign} With help from {names}.", sign=HELPED, names=names),)
