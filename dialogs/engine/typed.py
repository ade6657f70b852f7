"""What a written time or day settles in a dialog: its own question, and the one that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dialogs.engine import path
from dialogs.engine.path import Ask
from dialogs.engine.session import Given, Outcome, Session, Stage
from dialogs.method.model import Dialog
from dialogs.method.steps import Choice, Say, When
from dialogs.time import when
from dialogs.time.when import Understood
from dialogs.words.spelling import folded


@dataclass(frozen=True)
class Typed:
    """`value` answers the present question, and `time` the next, if that is the time of a day. Without a value, `note`
    says what to ask again and `choices` what may be meant. `session` is the one to go on with: a time that falls on
    another day than was said takes the day with it."""

    session: Session
    value: str = ""
    time: str = ""
    note: str = ""
    choices: tuple[str, ...] = ()


def will_not_do(step: Say, session: Session, words: str) -> str:
    """Why words are asked for again: they are too long, or somebody else's name. Empty if they will do."""
    if len(words) > step.longest:
        return "shorter"
    names = session.lists.get(step.unlike or "", ())
    return "taken" if folded(words) in {folded(item.label) for item in names} else ""


def typed(dialog: Dialog, session: Session, ask: Ask, words: str, local_now: datetime) -> Typed:
    """Reads `words` as the answer to `ask`, a question for a time or a day."""
    assert isinstance(ask.step, When)
    reading = when.read(ask.step.what, words, local_now, ask.step.means)
    if reading.problem:
        return Typed(session, note=reading.problem)
    if reading.has_time and not _time_follows(dialog, session, ask, reading):
        return Typed(session, note="only_date")
    if reading.day or reading.days:
        found = _on_its_day(dialog, session, reading, local_now)
        if found is None:
            return Typed(session, note="only_time")
        session = found
    if reading.sure and not reading.day and (both := _morning_or_evening(ask.step, reading.values[0], local_now)):
        return Typed(session, note="which_one", choices=both)
    if reading.sure:
        return Typed(session, reading.values[0], reading.time)
    if len(reading.values) > 1:
        return Typed(session, note="which_one", choices=reading.values)
    if ask.step.what == "time":
        return Typed(session, note="this_time", choices=reading.values)
    far = date.fromisoformat(reading.values[0]) - local_now.date() > when.SURE_WITHIN
    return Typed(session, note="far_off" if far else "this_day", choices=reading.values)


def _morning_or_evening(step: When, value: str, local_now: datetime) -> tuple[str, ...]:
    """ "Halv otte" said at noon, where what is asked for is soon, and so offered as `+30m`: this evening is sooner than
    the morning after. Empty where a time is only what it says."""
    if step.what != "time" or not any(offer.startswith("+") for offer in step.offers):
        return ()
    at, now = time.fromisoformat(value), local_now.time().replace(tzinfo=None)
    if at.hour >= 12 or at > now:
        return ()
    evening = at.replace(hour=at.hour + 12)
    return (value, evening.isoformat("minutes")) if now < evening else ()


def words_option(dialog: Dialog, session: Session) -> str | None:
    """The option of a form's choice that words stand for ("Something else"): the one that alone is followed by a
    question for words. Where answers are kept nobody chooses for the borger."""
    if dialog.keeps or session.mending or session.left or session.stage is not Stage.ASKING:
        return None
    ask, *rest = path.row(dialog, session)[session.at :]
    if not isinstance(ask.step, Choice):
        return None
    only = rest[0].step.only_if if rest and isinstance(rest[0].step, Say) else None
    if only is None or only.step != ask.step.id or only.any_of is None or len(only.any_of) != 1:
        return None
    return next((option.id for option in path.options(ask, session) if option.id == only.any_of[0]), None)


def _time_follows(dialog: Dialog, session: Session, ask: Ask, reading: Understood) -> bool:
    """Whether the question after a day is that for its time."""
    given = Given(ask.step.id, ask.item_id, choices=reading.values[:1], outcome=Outcome.ANSWERED)
    others = tuple(g for g in session.given if (g.step, g.item) != (given.step, given.item))
    place = path.after(dialog, replace(session, given=(*others, given)))
    following = path.row(dialog, session)[place].step if place is not None else None
    return isinstance(following, When) and following.what == "time" and not session.mending


def _on_its_day(dialog: Dialog, session: Session, reading: Understood, local_now: datetime) -> Session | None:
    """The session once a time has come with a day; None where the two do not go together. Where no day was asked for, a
    time can only be the next one that late."""
    day = _day_before(dialog, session)
    if day is None:
        return session if _is_next(reading, local_now) else None
    said = date.fromisoformat(day.choices[0])
    if reading.day is None:
        meant = said + timedelta(days=reading.days)
    elif reading.counted and said not in (local_now.date(), reading.day):
        return None
    else:
        meant = reading.day
    if dialog.keeps and meant != said:  # what is kept is corrected by the borger alone
        return None
    moved = replace(day, choices=(meant.isoformat(),))
    return replace(session, given=tuple(moved if given is day else given for given in session.given))


def _day_before(dialog: Dialog, session: Session) -> Given | None:
    """The answer to the last question for a day before the present one."""
    days = [
        given
        for place, (ask, given) in path.answered(dialog, session).items()
        if place < session.at and isinstance(ask.step, When) and ask.step.what == "date" and given.choices
    ]
    return days[-1] if days else None


def _is_next(reading: Understood, local_now: datetime) -> bool:
    if reading.day is None:
        return True
    at = time.fromisoformat(reading.values[0])
    following = local_now.date() + timedelta(days=0 if at > local_now.time() else 1)
    return reading.sure and reading.day == following
