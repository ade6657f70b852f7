"""What a summary says for short: of ratings that make up a total, the total, until somebody asks for each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.desk.desk import Desk
from bot.reviewing.series import Total, totals_of
from dialogs.engine.session import Outcome
from dialogs.summary import Fact
from dialogs.text import T
from storage.answers import StoredAnswer


def folded(desk: Desk, found: Sequence[StoredAnswer], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts that these answers are, with one for each total in place of those it is made of. A total that lacks a
    part is none, and its parts stand; so do those of goals, for nobody reads their total without having learnt how."""
    of_session: dict[int, list[StoredAnswer]] = defaultdict(list)
    for answer in found:
        of_session[answer.session_id].append(answer)
    totals: dict[int, list[Total]] = {}
    for session_id, said in of_session.items():
        known = totals_of(desk, desk.dialog(said[0].version), said)
        totals[session_id] = [one for one in known if one.value is not None and one.score.kind != "gas"]
    parts = {(id_, part) for id_, of_one in totals.items() for one in of_one for part in one.score.of}
    first = {fact.session_id: fact for fact in reversed(facts)}
    made = [_fact(first[id_], one) for id_, of_one in totals.items() if id_ in first for one in of_one]
    return (*made, *(fact for fact in facts if (fact.session_id, _part(fact)) not in parts))


def _part(fact: Fact) -> str:
    """What a total calls the answer to a question."""
    step = fact.question.partition(" ")[0].partition(".")[2]
    return f"{step}/{fact.item}" if fact.item else step


def _fact(beside: Fact, one: Total) -> Fact:
    """A total as a fact of the same sitting."""
    return Fact(
        beside.session_id, beside.at, f"{beside.question.partition('.')[0]}.{one.score.id}", one.score.name.plain(),
        Outcome.ANSWERED, T("{score}", score=one.value or 0.0), provenance=one.provenance, by=", ".join(one.by),
    )  # fmt: skip
