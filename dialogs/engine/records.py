"""What is kept when an answer takes the place of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dialogs.engine.session import Answer, Outcome, Record, Session


def records(answer: Answer, replaced: tuple[int, ...]) -> tuple[Record, ...]:
    """Keeps `answer` in place of the numbers `replaced`. Each kept answer is corrected by one of its own, so that no
    message of own words is left standing: what comes after the first only empties."""
    first, *rest = replaced or (None,)
    emptied = (
        Answer(answer.step, answer.item, answer.seq + n, Outcome.SKIPPED, answer.at, corrects=seq, withdrawn=True)
        for n, seq in enumerate(rest, 1)
    )
    return (Record(replace(answer, corrects=first)), *map(Record, emptied))


def taken_out(session: Session, step: str, item: str, now: datetime) -> tuple[Session, Record]:
    """What stands in a paper, and is asked about singly, stands there no more."""
    seq = session.seq + 1
    out = Answer(step, item, seq, Outcome.SKIPPED, now, withdrawn=True, replaces=session.instead)
    return replace(session, seq=seq), Record(out)
