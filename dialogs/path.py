"""The questions of a dialog laid out in a row for one session, and which of them are to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.model import Choice, Condition, Dialog, Each, Info, Option, PlainStep, Several
from dialogs.scales import SCALES, Mark, marks
from dialogs.session import Given, Item, Outcome, Session


@dataclass(frozen=True)
class Ask:
    """One question of the row. `item` is what it is about, inside an `each`."""

    step: PlainStep
    item: Item | None = None

    @property
    def item_id(self) -> str:
        return self.item.id if self.item else ""


def row(dialog: Dialog, session: Session) -> tuple[Ask, ...]:
    """Every question, each `each` repeated for its list."""
    asks: list[Ask] = []
    for step in dialog.steps:
        if isinstance(step, Each):
            asks += [Ask(inner, item) for item in session.lists.get(step.over, ()) for inner in step.steps]
        else:
            asks.append(Ask(step))
    return tuple(asks)


def wanted(ask: Ask, session: Session) -> bool:
    """Whether the question is to be asked, given the answers so far."""
    condition = ask.step.only_if
    if isinstance(ask.step, Choice | Several) and ask.step.options_from and not options(ask, session):
        return False
    if condition is None:
        return True
    given = session.answer(condition.step, ask.item_id) or session.answer(condition.step)
    return given is not None and given.outcome is Outcome.ANSWERED and _fits(condition, given)


def _fits(condition: Condition, given: Given) -> bool:
    chosen = set(given.choices)
    if condition.any_of and not chosen & set(condition.any_of):
        return False
    if chosen & set(condition.none_of):
        return False
    if condition.at_least is not None and (given.score is None or given.score < condition.at_least):
        return False
    return condition.at_most is None or (given.score is not None and given.score <= condition.at_most)


def after(dialog: Dialog, session: Session, *, unanswered: bool = False) -> int | None:
    """The place of the next question after the present one; with `unanswered`, the first that has no answer."""
    asks = row(dialog, session)
    for place in range(0 if unanswered else session.at + 1, len(asks)):
        ask = asks[place]
        open_ = session.answer(ask.step.id, ask.item_id) is None and not isinstance(ask.step, Info)
        if wanted(ask, session) and (open_ or not unanswered):
            return place
    return None


def before(dialog: Dialog, session: Session) -> int | None:
    """The place of the question before the present one, or None at the first."""
    asks = row(dialog, session)
    return next((place for place in range(session.at - 1, -1, -1) if wanted(asks[place], session)), None)


def options(ask: Ask, session: Session) -> tuple[Option | Item, ...]:
    """What can be chosen: the step's own options or the list it names."""
    if isinstance(ask.step, Choice | Several):
        return session.lists.get(ask.step.options_from, ()) if ask.step.options_from else ask.step.options
    return ()


def rating_marks(ask: Ask, session: Session) -> tuple[Mark, ...]:
    """The steps of a rating in the session's profile; none for another kind of step."""
    return marks(SCALES[ask.step.scale], session.profile) if ask.step.kind == "rating" else ()
