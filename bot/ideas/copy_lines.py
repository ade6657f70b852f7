"""A borger's ideas with their name, in their own copy. Of one without a name nobody knows whose it is."""

from __future__ import annotations

from bot.desk.copying import Copy
from dialogs.text import T
from storage import ideas
from storage.people import Person


def ideas_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """What they have said, what was answered, and what they wanted too."""
    lines = []
    for idea in reversed(ideas.all_ideas(copy.tx)):
        if idea.borger_id == borger.id:
            lines.append(copy.say(T("{day}: Your idea: »{idea}«", day=idea.day, idea=idea.what)))
            if idea.answer:
                name = copy.name(idea.answered_by or 0)
                lines.append(copy.say(T("{name}: »{answer}«", name=name, answer=idea.answer)))
            if idea.went:
                lines.append(copy.say(T("How it went: »{answer}«", answer=idea.went)))
        elif borger.id in ideas.supporters(copy.tx, idea.id):
            lines.append(copy.say(T("You want this too: »{idea}«", idea=idea.what)))
    return [lines]
