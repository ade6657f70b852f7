"""How many borgere have chosen what: of what they share with somebody, the last answer of each, and nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bot.desk.desk import Desk
from dialogs.engine.session import Outcome
from dialogs.method.model import Dialog
from dialogs.permissions import Role
from storage import answers, people, sharing
from storage.answers import StoredAnswer
from storage.people import Person
from storage.sharing import Reader


def standing(desk: Desk, dialog: Dialog, step: str) -> Mapping[tuple[str, str], int]:
    """For each thing of a list, or "", and each option of a step: how many borgere who take part chose it last; of
    themes, of those that last."""
    counts: Counter[tuple[str, str]] = Counter()
    since = desk.now - dialog.themes.lasts if dialog.themes else answers.BEGINNING
    for borger in people.people_of_role(desk.tx, Role.BORGER):
        if _stays_out(desk, borger, dialog):
            continue
        last: dict[str, StoredAnswer] = {}
        for answer in _shared(desk, borger, dialog):
            if answer.step == step and answer.said_at > since:
                last[answer.item] = answer
        counts.update(
            (item, choice)
            for item, answer in last.items() if answer.outcome is Outcome.ANSWERED for choice in answer.choices
        )  # fmt: skip
    return counts


def _stays_out(desk: Desk, borger: Person, dialog: Dialog) -> bool:
    """Whether a borger has said that they are not to be counted: their last word on it, shared or not."""
    asked = dialog.uncounted
    given = answers.own_answers(desk.tx, borger.id, dialog_id=dialog.id) if asked else ()
    said = [each for each in given if asked and each.step == asked.step and each.outcome is Outcome.ANSWERED]
    last = max(said, key=lambda each: each.id, default=None)
    return bool(asked and last and asked.fits(last.choices, last.score))


def _shared(desk: Desk, borger: Person, dialog: Dialog) -> list[StoredAnswer]:
    """A borger's own answers to a dialog that anybody may read, the oldest first."""
    found: dict[int, StoredAnswer] = {}
    for reader_id, _, _ in sharing.given(desk.tx, borger.id, dialog.topic):
        who = Reader(reader_id or 0, at_work=reader_id is None)
        for answer in answers.shared_answers(
            desk.tx, who, borger.id, answers.BEGINNING, desk.now, dialog.topic
        ):  # fmt: skip
            if answer.dialog_id == dialog.id and answer.provenance != "observed":
                found[answer.id] = answer
    return [found[id_] for id_ in sorted(found)]
