"""What is known of one goal, as far as whoever looks may see it: what was said of it, where it was put, its small
steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from bot.desk import about_entries
from bot.desk.desk import Desk
from bot.records.page_part import said_in
from bot.reviewing import series
from bot.reviewing.answer_facts import laid_out
from bot.reviewing.series import Series
from bot.views.shown import sittings
from bot.views.view import Sitting
from dialogs.engine.path import Ask
from dialogs.engine.receipt import name_by_itself
from dialogs.engine.session import Outcome
from dialogs.text import T, Text
from storage import answers, entries
from storage.answers import BEGINNING, StoredAnswer
from storage.entries import Entry
from storage.people import Person
from storage.sharing import Reader

GOAL, STEP = "goal", "step"
SHOWN = (GOAL, "aim", "question")
"""What has such a page: goals of the borger's own, those of the authority, and what is to be found out."""
GAS = "gas"
MOST, MOST_SAID = 5, 15
"""Small steps that are told, and things that were said of a question: the latest; more would be no page any more."""


@dataclass(frozen=True)
class Goal:
    """One goal as `who` may see it; without a reader the borger looks, and all of it is theirs."""

    desk: Desk
    borger: Person
    entry: Entry
    who: Reader | None

    @property
    def name(self) -> str:
        """Its name among things of a list."""
        return about_entries.name_of(self.entry.id)

    @cached_property
    def _shared(self) -> set[int]:
        assert self.who
        found = answers.shared_answers(self.desk.tx, self.who, self.borger.id, BEGINNING, self.desk.now)
        return {answer.id for answer in found}

    def said_of(self, entry: Entry) -> list[StoredAnswer]:
        """What was said of an entry, oldest first."""
        found = answers.about_entry(self.desk.tx, self.borger.id, entry.id)
        return [each for each in found if self.who is None or each.id in self._shared]

    @property
    def made_of(self) -> list[Text]:
        """What was said where the goal was made, but for the words that are its name."""
        found = (each for each in self.said_of(self.entry) if each.session_id == self.entry.session_id)
        return [self._told(each) for each in found
                if each.step != self.entry.step and each.outcome is Outcome.ANSWERED]  # fmt: skip

    @property
    def said_since(self) -> list[Text]:
        """What was said of it by itself since it was made, the newest first, each with who and when. Of a goal of the
        borger's own the steps of its ladder tell it."""
        if self.entry.kind == GOAL:
            return []
        found = [each for each in self.said_of(self.entry)
                 if each.session_id != self.entry.session_id and each.outcome is Outcome.ANSWERED]  # fmt: skip
        return [self._dated(each) for each in found[: -MOST_SAID - 1 : -1]]

    def _dated(self, answer: StoredAnswer) -> Text:
        day = answer.said_at.astimezone(self.desk.house.zone).date()
        who = answer.by if answer.provenance == "observed" else self.borger.name
        return T("{name}, {when}: {what}", name=who, when=day, what=self._told(answer))

    @cached_property
    def ratings(self) -> list[Sitting]:
        """The sittings in which it was put on its ladder, the newest first."""
        found = [each for each in self.said_of(self.entry) if each.item == self.name]
        return [each for each in sittings(self.desk, found, self.who) if each.dialog.view == "ladder"]

    @property
    def totals(self) -> list[Series]:
        """The T-scores over the goals, of each voice."""
        dialogs = [each for each in self.desk.house.dialogs.values() if any(s.kind == GAS for s in each.scores)]
        found = [answer for each in dialogs
                 for answer in answers.own_answers(self.desk.tx, self.borger.id, dialog_id=each.id)
                 if self.who is None or answer.id in self._shared]  # fmt: skip
        return [one for one in series.totals(self.desk, found) if one.score and one.score.kind == GAS]

    def small_steps(self) -> Iterator[Text]:
        """Its small steps, each with what it was before, and what was said of it last; the newest first."""
        for before, entry in islice(self._steps(), MOST):
            named = [each.title for each in before if self._sees(each)]
            yield (
                T("Small step: {step} (before: {steps})", step=entry.title, steps=tuple(named))
                if named
                else T("Small step: {step}", step=entry.title)
            )
            yield from self._lately((*before, entry))

    def _steps(self) -> Iterator[tuple[list[Entry], Entry]]:
        for entry in reversed(entries.entries_of(self.desk.tx, self.borger.id, STEP, "accepted")):
            before = self._before(entry)
            if self._sees(entry) and self.name in self._chosen_with((*before, entry)[0]):
                yield before, entry

    def _sees(self, entry: Entry) -> bool:
        return self.who is None or about_entries.open_to(self.desk, self.who, entry)

    def _before(self, entry: Entry) -> list[Entry]:
        """What an entry was made instead of, the first one first."""
        found: list[Entry] = []
        while number := about_entries.id_of(entry.item):
            old = entries.entry_by_id(self.desk.tx, number)
            if old is None or old.kind != entry.kind or old in found:
                break
            found.insert(0, old)
            entry = old
        return found

    def _chosen_with(self, entry: Entry) -> set[str]:
        """What was chosen where an entry was made."""
        found = answers.own_answers(self.desk.tx, self.borger.id, entry.session_id) if entry.session_id else []
        return {choice for each in found for choice in each.choices
                if self.who is None or each.id in self._shared}  # fmt: skip

    def _lately(self, step: Sequence[Entry]) -> Iterator[Text]:
        """What was last said of a small step and those before it, day by day: what helped and what was adjusted."""
        found = [each for entry in step for each in self.said_of(entry)
                 if each.item and each.outcome is Outcome.ANSWERED]  # fmt: skip
        newest = found[-1].session_id if found else 0
        yield from (self._told(each) for each in found if each.session_id == newest)

    def _told(self, answer: StoredAnswer) -> Text:
        """A question and its answer in words."""
        step = self.desk.dialog(answer.version).step(answer.step)
        _, ask = laid_out(self.desk, answer.session_id).get((answer.step, answer.item), (0, Ask(step)))
        name = name_by_itself(ask, {"about": self.borger.name, "entry": "–", "activity": "–"})
        return T("{question}: {answer}", question=name, answer=said_in(self.desk, ask, answer))


def goals_of(desk: Desk, borger: Person, who: Reader | None) -> list[Goal]:
    """A borger's goals and the like that count, of those that whoever looks may see."""
    found = [each for kind in SHOWN for each in entries.entries_of(desk.tx, borger.id, kind, "accepted")]
    return [Goal(desk, borger, each, who) for each in found if who is None or about_entries.open_to(desk, who, each)]
