"""What one reader has not marked as seen of one borger: since when, and what of it stands out, by stated rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.at_work import last_there, reader_now
from bot.desk.desk import Desk
from bot.reviewing import series
from bot.reviewing.answer_facts import facts_of
from dialogs.summary import FOUR_WEEKS, SENT, Before, Fact, series_name
from dialogs.text import T, Text
from dialogs.usual import far_from_usual, total_differs
from dialogs.words.visible import cut
from storage import answers, news, people, sharing, unread
from storage.answers import StoredAnswer
from storage.people import Person
from storage.sharing import Reader

A_MOMENT = timedelta(seconds=1)
"""So long before the first of what is new begins the time that it is of."""
SHORT = 40
"""Characters of own words on the list of news."""


@dataclass(frozen=True)
class Unseen:
    """What is new of a borger, and when the latest of it was said: what differs from what is usual, each with why; own
    words and what else was sent, for short; whether staff have noticed something; and whether enough is known to call
    anything usual. `near` are those who have let the reader read by name, not only as somebody at work."""

    borger: Person
    near: bool
    since: datetime
    latest: datetime
    differs: tuple[Text, ...] = ()
    own: tuple[Text, ...] = ()
    sent: tuple[Text, ...] = ()
    noticed: bool = False
    known: bool = False

    @property
    def place(self) -> int:
        """Where it stands on the list: first what differs, then own words, then all else."""
        return 0 if self.differs else 1 if self.own or self.noticed else 2


def unseen_since(desk: Desk, reader: Person, borger: Person) -> datetime:
    """Up to when a reader has marked as seen what a borger said, however long ago that is."""
    since = news.unseen_since(desk.tx, reader.id, borger.id)
    if since is None:
        began = sharing.first_given(desk.tx, reader.id, borger.id) or desk.now
        return began - unread.BEFORE_THE_FIRST
    return since


def is_near(desk: Desk, reader: Person, borger: Person) -> bool:
    """Whether somebody is a borger's contact person or chosen by them, and not merely at work."""
    near = people.is_contact(desk.tx, reader.id, borger.id)
    return near or sharing.is_chosen(desk.tx, reader.id, borger.id)


def new_to(desk: Desk, reader: Person, borger: Person, until: datetime) -> list[StoredAnswer]:
    """What is new to a reader of a borger up to an instant, oldest first: what they may read now and have not marked as
    seen. What they may read only because they are at work is everybody's there: once one of the house has marked it, it
    is new to no other; but what differs from what is usual stands, for those who were not there since."""
    who = reader_now(desk, reader)
    found = unread.unread(desk.tx, who, borger.id, until)
    if not who.at_work or not found:
        return found
    mine = {answer.id for answer in unread.unread(desk.tx, Reader(reader.id), borger.id, until)}
    seen = unread.seen_by_others(desk.tx, reader.id, [answer for answer in found if answer.id not in mine])
    if seen:
        since = last_there(desk, reader.id)
        late = [answer for answer in found if answer.id in seen and answer.said_at > since]
        if late and _differs(desk, who, borger, late, until):
            seen -= {answer.id for answer in late}
    return [answer for answer in found if answer.id not in seen]


def _differs(desk: Desk, who: Reader, borger: Person, found: list[StoredAnswer], until: datetime) -> bool:
    facts = facts_of(desk, found)
    before = _before(desk, facts, earlier_than(desk, who, borger, found, found[0].said_at, until))
    return bool(differing(desk, who, borger, found, facts, before, until))


def _before(desk: Desk, facts: Sequence[Fact], earlier: Sequence[StoredAnswer]) -> Before:
    """What is usual, by the facts and what was said earlier: only what has a score tells anything of it."""
    return Before((*facts_of(desk, [answer for answer in earlier if answer.score is not None]), *facts))


def began(desk: Desk, reader: Person, borger: Person, found: Sequence[StoredAnswer]) -> datetime:
    """Since when what is new was said: some of it perhaps before the reader could read it."""
    if not is_near(desk, reader, borger):
        return min(answer.said_at for answer in found) - A_MOMENT
    return min(unseen_since(desk, reader, borger), min(answer.said_at for answer in found) - A_MOMENT)


def earlier_than(
    desk: Desk, who: Reader, borger: Person, found: Sequence[StoredAnswer], since: datetime, until: datetime
) -> list[StoredAnswer]:  # fmt: skip
    """What else a reader may read, from four weeks before what is `found` to its end."""
    new = {answer.id for answer in found}
    whole = answers.shared_answers(desk.tx, who, borger.id, since - FOUR_WEEKS, until)
    return [answer for answer in whole if answer.id not in new]


def unseen(desk: Desk, reader: Person, borger: Person, until: datetime) -> Unseen | None:
    """What is new of a borger up to an instant, of what the reader may read now; None if there is nothing."""
    who, found = reader_now(desk, reader), new_to(desk, reader, borger, until)
    if not found:
        return None
    since = began(desk, reader, borger, found)
    facts = facts_of(desk, found)
    own = tuple(T("»{words}«", words=cut(fact.quote, SHORT)) for fact in _said(facts) if fact.quote)
    media = tuple(SENT[fact.media][1] for fact in _said(facts) if fact.media)
    before = _before(desk, facts, earlier_than(desk, who, borger, found, since, until))
    known = any(before.usual(fact) is not None for fact in facts)
    return Unseen(
        borger, is_near(desk, reader, borger), since, max(answer.said_at for answer in found),
        differing(desk, who, borger, found, facts, before, until), own + media,
        tuple(dict.fromkeys(((T("own words"),) if own else ()) + media)),
        any(fact.provenance == "observed" for fact in facts), known,
    )  # fmt: skip


def differing(
    desk: Desk, who: Reader, borger: Person, found: list[StoredAnswer], facts: Sequence[Fact], before: Before,
    until: datetime,
) -> tuple[Text, ...]:  # fmt: skip
    """What of the new answers differs from what is usual, with why: totals first. The parts of a total that differs are
    not told one by one."""
    lines, told = list[Text](), set[str]()
    for dialog_id in dict.fromkeys(answer.dialog_id for answer in found if desk.dialog(answer.version).scores):
        of_dialog = _totals(desk, who, borger, dialog_id, [a for a in found if a.dialog_id == dialog_id], until)
        if of_dialog:
            lines += of_dialog
            told.add(dialog_id)
    furthest: dict[str, tuple[float, Fact]] = {}
    for fact in facts:
        away = far_from_usual(fact, before)
        if not away or fact.question.partition(".")[0] in told:
            continue
        if fact.compared not in furthest or away >= furthest[fact.compared][0]:
            furthest[fact.compared] = away, fact
    return (*lines, *(_far(fact, before) for _, fact in furthest.values()))


def _totals(
    desk: Desk, who: Reader, borger: Person, dialog_id: str, found: list[StoredAnswer], until: datetime
) -> list[Text]:  # fmt: skip
    """The totals of a dialog that differ from those before, among which `found` are new."""
    topic = desk.dialog(found[0].version).topic
    whole = answers.shared_answers(desk.tx, who, borger.id, answers.BEGINNING, until, topic)
    new_days = {answer.said_at.astimezone(desk.house.zone).date() for answer in found}
    lines = []
    for one in series.totals(desk, [answer for answer in whole if answer.dialog_id == dialog_id], of_goals=False):
        days = [value.day for value in one.values if value.value is not None]
        new = sum(day in new_days for day in days)
        if one.score and new and (line := total_differs(one.name, one.score, one.numbers, new, one.within)):
            lines.append(line)
    return lines


def _far(fact: Fact, before: Before) -> Text:
    return T(
        "{question}: {answer} (usually {usual})",
        question=series_name(fact), answer=fact.answer, usual=before.usual(fact) or 0.0,
    )  # fmt: skip


def _said(facts: Sequence[Fact]) -> list[Fact]:
    """What the borger said in their own way, with help or without."""
    return [fact for fact in facts if fact.provenance != "observed"]
