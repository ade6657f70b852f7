"""Own words that wait for another day: what stands for them until they come, or until their time is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from dialogs.engine import path
from dialogs.engine.asides import LATER
from dialogs.engine.path import Ask
from dialogs.engine.records import records
from dialogs.engine.session import Answer, Effect, Given, Outcome, Session, Show, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Say
from dialogs.text import T, Text

COMES = "comes"
"""What the house knows at the receipt: when it is brought up by itself, in words."""


class _Said(Protocol):
    @property
    def outcome(self) -> Outcome: ...
    @property
    def choices(self) -> tuple[str, ...]: ...


def waits(said: _Said) -> bool:
    """Whether an answer is none yet, and comes another day."""
    return said.outcome is Outcome.SKIPPED and LATER in said.choices


def waiting(dialog: Dialog, session: Session) -> Mapping[int, tuple[Ask, Given, datetime]]:
    """The questions whose answer comes another day, by place, each with the instant until which it may."""
    found: dict[int, tuple[Ask, Given, datetime]] = {}
    for place, (ask, given) in path.answered(dialog, session).items():
        if waits(given) and isinstance(ask.step, Say) and ask.step.waits and session.began:
            found[place] = ask, given, session.began + ask.step.waits
    return found


def still_waits(dialog: Dialog, session: Session, now: datetime) -> list[int]:
    """The places of those whose time is not over."""
    return [place for place, (_, _, until) in waiting(dialog, session).items() if now < until]


def names_of(dialog: Dialog, session: Session, now: datetime) -> list[tuple[Text, date]]:
    """What is still waited for, in one name, with the day of the sitting; nothing if there is none."""
    found = waiting(dialog, session)
    places = still_waits(dialog, session, now)
    if not places or session.began is None:
        return []
    name = path.names((found[places[0]][0],))[0]
    if title := session.facts.get(dialog.entry_name) if dialog.entry_kind else None:
        name = T("{item} · {question}", item=title, question=name)
    return [(name, _day(session, session.began))]


def brought_up(session: Session) -> datetime | None:
    """When it is brought up by itself: on the day after the sitting, at its time."""
    if session.began is None:
        return None
    local = session.began.astimezone(ZoneInfo(session.zone))
    return local + timedelta(days=1)


def let_go(dialog: Dialog, session: Session, now: datetime) -> tuple[Session, tuple[Effect, ...]] | None:
    """The session at its receipt without what waited for too long, which is skipped; None if nothing did."""
    over = [given for _, given, until in waiting(dialog, session).values() if now >= until]
    if session.stage is not Stage.RECEIPT or not over:
        return None
    effects: list[Effect] = []
    for given in over:
        answer = Answer(given.step, given.item, session.seq + 1, Outcome.SKIPPED, now)
        kept = records(answer, given.seqs)
        seqs = tuple(record.answer.seq for record in kept)
        skipped = replace(given, choices=(), seqs=seqs)
        session = replace(session, given=tuple(skipped if g is given else g for g in session.given), seq=seqs[-1])
        effects += kept
    return session, (*effects, Show())


def lines(dialog: Dialog, session: Session) -> tuple[Text, ...]:
    """What a receipt says is still waited for, and until when."""
    found = waiting(dialog, session).values()
    names = path.names(tuple(ask for ask, _, _ in found))
    told = tuple(
        T("»{what}« waits until {day}. You find it under »Answer the rest«.", what=name, day=_day(session, until))
        for name, (_, _, until) in zip(names, found, strict=True)
    )
    comes = session.facts.get(COMES)
    return (*told, T("I ask about it once more: {when}.", when=comes)) if told and comes else told


def _day(session: Session, until: datetime) -> date:
    return until.astimezone(ZoneInfo(session.zone)).date()
