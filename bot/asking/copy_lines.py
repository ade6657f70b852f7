"""A borger's answers, and who may read them, in their own copy."""

from __future__ import annotations

from bot.desk import occasions
from bot.desk.at_work import called
from bot.desk.copying import Copy
from dialogs.engine import path
from dialogs.engine.receipt import in_words
from dialogs.method.model import Dialog
from dialogs.text import T, Text
from storage import answers, sessions, sharing
from storage.answers import StoredAnswer
from storage.people import Person


def answers_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    """The answers, each session by itself under its dialog's title, with whose they are; where some were given with
    help and some not, those by themselves too."""
    parts: list[list[str]] = []
    sitting: tuple[int, str, str] | None = None
    for answer in answers.own_answers(copy.tx, borger.id):
        dialog = copy.dialog(answer.version)
        whose = answer.session_id, answer.provenance, answer.by
        if whose != sitting:
            sitting = whose
            parts.append([copy.said(answer.said_at, _title(dialog, answer))])
        parts[-1].append(line_in_copy(copy, dialog, answer))
    return parts


def readers_in_copy(copy: Copy, borger: Person) -> list[list[str]]:
    return [
        [
            copy.say(T("{name} may read »{topic}«.", name=reader, topic=copy.topics.get(topic, topic)))
            for _, name, topic in sharing.given(copy.tx, borger.id)
            for reader in called((name,), first=True)
        ]
    ]


def line_in_copy(copy: Copy, dialog: Dialog, answer: StoredAnswer) -> str:
    step = dialog.step(answer.step)
    name = copy.say((step.name or step.text).plain())
    stored_session = sessions.session_by_id(copy.tx, answer.session_id)
    ask = None
    if stored_session:
        _, ask = path.laid_out(dialog, stored_session.session).get((answer.step, answer.item), (0, None))
        name = f"{copy.say(path.label(ask.item))}, {name}" if ask and ask.item else name
    said = [f"»{answer.words}«"] if answer.words else []
    if file := copy.file(answer.media_id):
        said.append(f"({file})")
    return f"{name}: {' '.join(said) or copy.say(in_words(step, answer.outcome, answer.choices, ask))}"


def _title(dialog: Dialog, answer: StoredAnswer) -> Text:
    title, thing = dialog.title.plain(), occasions.thing(answer)
    if thing:
        title = T("{title}: {entry}", title=title, entry=thing)
    match answer.provenance:
        case "helped":
            return T("{title} (with help: {name})", title=title, name=answer.by or "–")
        case "observed" if dialog.readers:
            return T("{title} (written by {name})", title=title, name=answer.by or "–")
        case "observed":
            return T("{title} (noticed by {name})", title=title, name=answer.by or "–")
        case "self":
            return title
