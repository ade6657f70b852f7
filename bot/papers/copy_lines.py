"""What stood in a borger's papers before, in their own copy: what stands is there with their other answers."""

from __future__ import annotations

from bot.asking.copy_lines import line_in_copy
from bot.desk.copying import Copy
from dialogs.engine.session import Outcome
from dialogs.text import T
from storage import answers, help_first, papers
from storage.people import Person


def before_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """For each paper the lines that were changed or taken out, with when they were said."""
    found: list[list[str]] = []
    for dialog in copy.library.values():
        if dialog.purpose != "paper":
            continue
        stands = {answer.id for answer in answers.own_answers(copy.tx, borger.id, dialog_id=dialog.id)}
        gone = [
            each.answer
            for each in papers.said_in(copy.tx, borger.id, dialog.id)
            if each.answer.id not in stands and each.answer.outcome is Outcome.ANSWERED
        ]
        lines = [copy.said(a.said_at, T("{text}", text=line_in_copy(copy, copy.dialog(a.version), a))) for a in gone]
        found.append([copy.say(T("{title}, before:", title=dialog.title.plain())), *lines] if lines else [])
    return found


def help_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """Whether they see what helps them after a low answer."""
    since = help_first.wanted_since(copy.tx, borger.id)
    return [[copy.said(since, T("After a low answer I show what helps you."))]] if since else []
