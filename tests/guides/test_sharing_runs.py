"""How it went with a guide is read by those whom the borger shows their goals, and by nobody else: guides, runs and
permissions at random, and all that a reader of the staff can bring up about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.desk.flow import Start
from bot.guides import beside_goal, run_words
from dialogs.guides import Guide, GuideStep, State
from storage import entries, guides
from storage.entries import EntryState
from storage.guides import StoredGuide
from storage.people import Person
from storage.tx import Tx
from tests.examples import examples
from tests.reviewing import test_sharing_property as sharing
from tests.sharing_model import BORGERE, MARK, NOW, STAFF, Deed, House, Scene
from tests.sharing_stage import do

bench = sharing.bench
VIEWS = ("guides", "guide", "guide_try", "guide_runs", "guide_more", "guide_edit", "guide_ready", "guide_other")
GUIDES, RUNS = 3, 5
"""How many guides there are, by turns one of each borger's, and how many times they are gone through."""
MADE: tuple[EntryState | None, ...] = (None, "proposed", "accepted", "accepted")
STATES: tuple[State, ...] = ("going", "paused", "stopped", "done")

who, guide = st.integers(0, len(STAFF) - 1), st.integers(0, GUIDES - 1)
a_guide = st.tuples(st.booleans(), st.sampled_from(MADE))
a_run = st.tuples(guide, st.sampled_from(STATES), st.booleans())
a_deed: st.SearchStrategy[Deed] = st.one_of(
    st.tuples(st.just("contacts"), st.integers(0, 1), st.lists(who, unique=True)),
    st.tuples(st.just("grant"), st.integers(0, 1), who | st.none(), st.just("goals"), st.booleans(), st.booleans()),
    st.tuples(st.just("duty"), who, st.sampled_from(("now", "earlier", "never"))),
)


@dataclass
class Walked:
    """A run, of which borger's guide, and whether it is over and not kept to themself."""

    id: int
    guide: StoredGuide
    to_tell: bool


def makes(stage: Scene, house: House, number: int, by_borger: bool, state: EntryState | None) -> StoredGuide:
    """A guide of a borger's, in the making, proposed or in use, that belongs to a goal."""
    tx, borger = stage.tx, stage.borgere[number % len(BORGERE)]
    made_by = borger if by_borger else stage.staff[0]
    said = Guide(house.mark(), steps=(GuideStep("Tag kluden frem"), GuideStep("Tør bordet af")))
    guide_id = guides.add_guide(tx, borger.id, said, made_by.id, NOW - timedelta(days=number + 40))
    stored = guides.by_id(tx, guide_id)
    assert stored is not None
    if state:
        guides.give(tx, stored, made_by.id, NOW, state=state)
    goal = entries.add_entry(tx, borger.id, "goal", "Rent hjem", "accepted", borger.id, NOW, topic="goals")
    guides.of_goal(tx, guide_id, goal)
    stored = guides.by_id(tx, guide_id)
    assert stored is not None
    return stored


def walks(tx: Tx, stored: StoredGuide, number: int, state: State, kept: bool) -> Walked:
    began = NOW - timedelta(days=number)  # each on a day of its own
    run_id = guides.begin(tx, stored, began, None, reminded=False)
    run = guides.run_by_id(tx, run_id)
    assert run is not None
    guides.goes_to(tx, run, replace(run.progress, place=2, state=state), timedelta(), began + timedelta(minutes=12))
    guides.keeps(tx, run_id, kept)
    return Walked(run_id, stored, state in ("stopped", "done") and not kept)


def everything(stage: Scene, reader: Person) -> str:
    """All about guides that reaches somebody who asks for each of them in every way, and what stands beside goals."""
    found: list[str] = []
    with sharing.undone(stage.tx):
        for about in stage.borgere:
            for stored in guides.guides_of(stage.tx, about.id):
                for view in VIEWS:
                    stage.tx.run("DELETE FROM outbox")
                    stage.desk.runner.go(stage.desk, "borger_page", Start(reader, about, target=f"{view}.{stored.id}"))
                    found += sharing.brought(stage, reader)
            for goal in entries.entries_of(stage.tx, about.id, "goal"):
                found += map(stage.desk.texts(reader).say, beside_goal.lately(stage.desk, reader, goal))
    return "\n".join(found)


def check(stage: Scene, house: House, reader: Person, made: list[StoredGuide], walked: list[Walked]) -> None:
    who = STAFF.index(reader.name)

    def reads(borger: int) -> bool:
        yes, chosen = house.granted.get((borger, who, "goals"), (False, False))
        everybody, _ = house.granted.get((borger, None, "goals"), (False, False))
        return (yes and (chosen or who in house.contacts[borger])) or (everybody and who in house.at_work)

    def opens(stored: StoredGuide) -> bool:
        borger = next(n for n, each in enumerate(stage.borgere) if each.id == stored.borger_id)
        staffs = who in house.contacts[borger] and stored.made_by != stored.borger_id
        accepted = stored.state == "accepted" or who in house.contacts[borger]
        return staffs or (reads(borger) and accepted)

    def told(one: Walked) -> str:
        run = guides.run_by_id(stage.tx, one.id)
        assert run is not None
        return escape(stage.desk.texts(reader).say(run_words.dated(run, stage.desk.house.zone)))

    seen = everything(stage, reader)
    readers = {each.id: reads(n) for n, each in enumerate(stage.borgere)}
    hers = [one for one in walked if one.to_tell and readers[one.guide.borger_id]]
    beside_goals = {one.guide.guide.title for one in hers}
    assert set(MARK.findall(seen)) == {each.guide.title for each in made if opens(each)} | beside_goals
    assert all(told(one) in seen for one in hers if one.guide.state == "accepted")
    with sharing.undone(stage.tx):
        for one in walked:
            if one not in hers:
                stage.tx.run("DELETE FROM guide_run WHERE id = ?", one.id)
        assert everything(stage, reader) == seen, "what is not theirs leaves no trace"


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    st.lists(a_guide, min_size=GUIDES, max_size=GUIDES),
    st.lists(a_run, min_size=2, max_size=RUNS),
    st.lists(a_deed, max_size=8),
    who,
)
def test_nobody_reads_how_it_went_who_was_not_shown_it(
    bench: sharing.Bench,
    making: list[tuple[bool, EntryState | None]],
    walking: list[tuple[int, State, bool]],
    history: list[Deed],
    who: int,
) -> None:
    def live(tx: Tx) -> None:
        stage = sharing.set_up(bench.house, tx)
        house = House({n: [0, 1] for n in range(len(BORGERE))}, {})
        for n in range(len(BORGERE)):
            do(("contacts", n, [0, 1]), stage, house)
            do(("grant", n, 0, "goals", True, False), stage, house)
        made = [makes(stage, house, number, *each) for number, each in enumerate(making)]
        walked = [walks(tx, made[which], number, state, kept) for number, (which, state, kept) in enumerate(walking)]
        for deed in history:
            do(deed, stage, house)
        check(stage, house, stage.staff[who], made, walked)
        raise sharing.Undone

    with pytest.raises(sharing.Undone):
        bench.runner.run(bench.db.write(live))
