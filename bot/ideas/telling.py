"""Who hears of an answer: whoever said it and who wants it too; of an idea without a name everybody, for nobody knows
whose it is."""

from __future__ import annotations

from bot.desk import heard
from bot.desk.desk import Desk
from bot.ideas import look
from dialogs.text import T, Text
from storage import ideas, people
from storage.ideas import Idea
from storage.people import Person


def who_reads(desk: Desk, idea: Idea) -> Text:
    """Who reads the answer, for whoever writes it."""
    if idea.borger_id is None:
        return T("All borgere can read the answer. Do not write whose idea you think it is.")
    author = people.person_by_id(desk.tx, idea.borger_id)
    name = author.name if author else "–"
    if idea.to_leader:
        return T("{name} reads the answer.", name=name)
    return T("{name} gets the answer, and everybody can read it.", name=name)


def tell(desk: Desk, by: Person, idea_id: int) -> None:
    """Tells of the newest that has come of an idea, outside of quiet hours."""
    idea = ideas.by_id(desk.tx, idea_id)
    if idea is None:
        return
    sign, said = look.answers(desk, idea)[-1]
    borgere = [one for one in people.all_borgere(desk.tx) if one.state == "active"]
    if idea.borger_id is None:
        told = [one for one in borgere if one.can_be_told]
    else:
        wanted = ideas.supporters(desk.tx, idea.id)
        told = [one for one in borgere if one.id in wanted and one.can_be_told and one.id != idea.borger_id]
        if author := people.person_by_id(desk.tx, idea.borger_id):
            heard.tell(desk, by, author, _words(desk, author, idea, said), sign)
    for borger in told:
        desk.tell(borger, _words(desk, borger, idea, said), wait_for_day=True, pictogram=sign)


def _words(desk: Desk, borger: Person, idea: Idea, said: Text) -> Text:
    texts = desk.texts(borger)
    return T("An answer in the idea box. {idea} – {answer}", idea=texts.say(look.called(idea)), answer=texts.say(said))
