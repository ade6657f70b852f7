"""What of a dialog its view shows, and what a view cannot be made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.method.problems import Flaw
from dialogs.method.sort import Sort, inner
from dialogs.method.steps import Choice, Each, Rating, Say

if TYPE_CHECKING:
    from dialogs.method.model import Dialog

MOST_COLUMNS = 5
"""Columns beside each other that can still be read on a phone."""
MOST_RINGS = 4
"""Rings around each other that can."""


def columns_of(dialog: Dialog) -> tuple[Choice, ...]:
    """The choices whose options are the columns of a dialog's picture: the first one asked inside an `each`; or else
    those outside that have the same options, of which there are the most."""
    inside = (inner for step in dialog.steps if isinstance(step, Each) for inner in step.steps)
    if found := next((step for step in inside if isinstance(step, Choice) and step.options), None):
        return (found,)
    outside = [step for step in dialog.steps if isinstance(step, Choice) and step.options]
    alike = [tuple(each for each in outside if _ids(each) == _ids(step)) for step in outside]
    most = max(alike, key=len, default=())
    return most if len(most) > 1 else ()


def steps_of_ladder(dialog: Dialog) -> Choice | None:
    """The choice asked inside an `each` whose options say what is known of the thing: the steps of its ladder."""
    inside = (inner for step in dialog.steps if isinstance(step, Each) for inner in step.steps)
    choices = (step for step in inside if isinstance(step, Choice) and step.options)
    return next((choice for choice in choices if all(option.says for option in choice.options)), None)


def _ids(step: Choice) -> tuple[str, ...]:
    return tuple(option.id for option in step.options)


def unseen(dialog: Dialog) -> Iterator[Flaw]:
    """Why a dialog's view or album would show nothing."""
    if dialog.album and (dialog.named_kind is None or "borger" not in dialog.voices):
        yield Flaw(("album",), "is what a borger names; it needs a say with makes: {entry: …}, and the borger's voice")
    if dialog.view is None:
        return
    if dialog.purpose != "answers":
        yield Flaw(("view",), "belongs to what is answered and done; take it out")
    if dialog.view == "mat" and not any(isinstance(step, Sort) for step in dialog.steps):
        yield Flaw(("view",), "'mat' needs a sort")
    if dialog.view == "ladder" and steps_of_ladder(dialog) is None:
        yield Flaw(("view",), "'ladder' needs a choice inside an each, whose options all have says:")
    questions = [each for step in dialog.steps for each in inner(step)]
    if dialog.view == "album" and not any(isinstance(each, Say) and each.media for each in questions):
        yield Flaw(("view",), "'album' needs a say that photos can be sent to")
    if dialog.view == "line" and not any(isinstance(each, Rating) for each in questions):
        yield Flaw(("view",), "'line' needs a rating")
    if dialog.view in ("columns", "circle"):
        found = columns_of(dialog)
        most = MOST_COLUMNS if dialog.view == "columns" else MOST_RINGS
        if not found:
            said = "needs a choice inside an each, or several choices with the same options"
            yield Flaw(("view",), f"'{dialog.view}' {said}")
        elif len(found[0].options) > most:
            said = f"has room for {most}; '{found[0].id}' has more options than that"
            yield Flaw(("view",), f"'{dialog.view}' {said}")
