"""What of an idea is seen by whom. One without a name has a mark of two signs: who said it knows it by that, and nobody
else knows whose it is."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.desk.the_house import the_house
from dialogs.engine.cards import CardTile
from dialogs.permissions import Role
from dialogs.text import T, Text
from storage import ideas, method_use, people
from storage.ideas import Idea
from storage.people import Person

BOX = "🗳️"
SIGNS = {"food": "🍽️", "trips": "🌳", "rooms": "🛋️👥", "rules": "🪧", "other": "✍️"}
_ANIMALS = ("🦊", "🐻", "🐸", "🦉", "🐢", "🐳", "🦋", "🐝", "🐞", "🦁", "🐼", "🐧", "🐰", "🐴", "🦆", "🐬")
_PLANTS = ("🍎", "🍌", "🍓", "🍒", "🍐", "🍇", "🍊", "🥕", "🌽", "🍄")
_STATES = {"yes_": "✅", "later": "⏳", "no_": "✋"}


def is_open(desk: Desk) -> bool:
    """Whether a leader has opened the idea box of the house."""
    use = method_use.uses_of(desk.tx, the_house(desk).id).get("ideas")
    return use is not None and use.used


def mark(idea: Idea) -> str:
    """The two signs of an idea: the next one like it comes after 160 others."""
    row, place = divmod(idea.id, len(_ANIMALS))
    return _ANIMALS[place] + _PLANTS[row % len(_PLANTS)]


def called(idea: Idea) -> Text:
    """What an idea is called where its words are not for everybody."""
    return T("{mark}", mark=mark(idea)) if idea.borger_id is None else T("»{idea}«", idea=idea.what)


def seen_by(desk: Desk, borger: Person) -> list[Idea]:
    """The ideas that a borger sees, the newest first: one's own with a name; those for the house meeting, without a
    name from the day after on; and of one without a name that is for the leader the answer."""
    today = desk.local.date()

    def sees(idea: Idea) -> bool:
        if idea.borger_id is not None:
            return idea.borger_id == borger.id or not idea.to_leader
        return not idea.waits if idea.to_leader else idea.day < today

    return [idea for idea in ideas.all_ideas(desk.tx) if sees(idea)]


def seen_at_work(desk: Desk, person: Person) -> list[Idea]:
    """The ideas that somebody who works here sees, those that wait first: a leader all, staff those for the meeting;
    without a name, from the day after on."""
    found = [idea for idea in ideas.all_ideas(desk.tx)
             if (person.role is Role.LEADER or not idea.to_leader)
             and (idea.borger_id is not None or idea.day < desk.local.date())]  # fmt: skip
    return sorted(found, key=lambda idea: not idea.waits)


def words_of(idea: Idea, *, at_work: bool) -> Text:
    """The idea itself; where it is for the leader alone, others see its mark on a tile."""
    hidden = idea.to_leader and idea.borger_id is None and not at_work
    return T("An idea for the leader") if hidden else T("»{idea}«", idea=idea.what)


def tiles(desk: Desk, idea: Idea) -> tuple[CardTile, ...]:
    """Whose it is, how many want it too, and the sign of how it stands."""
    author = people.person_by_id(desk.tx, idea.borger_id) if idea.borger_id else None
    whose = CardTile(mark(idea), T("Without a name"), essential=True)
    if author:
        whose = CardTile("🙋", T("{name}", name=author.name), essential=True)
    wanted = len(ideas.supporters(desk.tx, idea.id))
    many = (CardTile("🙌", T("Want it too: {count}", count=wanted), essential=True),) if wanted else ()
    waits = T("Waits for an answer") if idea.waits else None
    return (whose, *many, CardTile(_STATES.get(idea.state, "⏳"), waits, essential=True))


def answers(desk: Desk, idea: Idea) -> tuple[tuple[str, Text], ...]:
    """What has come of it, each with its sign."""
    if idea.waits:
        return ()
    by = people.person_by_id(desk.tx, idea.answered_by) if idea.answered_by else None
    name = by.name if by else "–"
    said = (_STATES[idea.state], T("{name}: »{answer}«", name=name, answer=idea.answer))
    return (said, ("🗳️✅", T("How it went: »{answer}«", answer=idea.went))) if idea.went else (said,)
