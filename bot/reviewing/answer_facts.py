"""Stored answers as facts for readers: each in the words of the dialog version it was asked by."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk import occasions
from bot.desk.desk import Desk
from dialogs.engine import path
from dialogs.engine.path import Ask
from dialogs.engine.receipt import in_words, name_by_itself
from dialogs.engine.session import Outcome
from dialogs.engine.waiting import waits
from dialogs.method.scales import steps_of
from dialogs.method.steps import Choice, Say, Several
from dialogs.summary import Fact
from dialogs.text import T
from dialogs.words.visible import LONGEST_QUOTE
from storage import media, people, sessions
from storage.answers import StoredAnswer


def facts_of(desk: Desk, found: list[StoredAnswer]) -> tuple[Fact, ...]:
    """The answers as facts, session by session in the order of the questions, also where one was corrected later. A
    question for own words that was skipped is left out: that somebody added nothing is no news."""
    facts: list[Fact] = []
    places: dict[int, tuple[int, int]] = {}
    rows = {id_: laid_out(desk, id_) for id_ in {answer.session_id for answer in found if of_a_list(desk, answer)}}
    whose = {id_: people.person_by_id(desk.tx, id_) for id_ in {answer.borger_id for answer in found}}
    for answer in found:
        dialog = desk.dialog(answer.version)
        step = dialog.step(answer.step)
        if isinstance(step, Say) and answer.outcome is Outcome.SKIPPED and not waits(answer):
            continue
        place, ask = rows.get(answer.session_id, {}).get(
            (answer.step, answer.item), (dialog.place(answer.step), Ask(step))
        )
        about = whose[answer.borger_id]
        named = dict.fromkeys(("entry", "activity"), answer.entry)
        name = name_by_itself(ask, {"about": about.name if about else "–", **named})
        if ask.item:
            name = T("{item} · {question}", item=path.label(ask.item), question=name)
        if thing := occasions.thing(answer):
            name = T("{item} · {question}", item=thing, question=name)
        places[len(facts)] = (answer.session_id, place)
        stored = media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
        facts.append(
            Fact(
                answer.session_id,
                answer.said_at.astimezone(desk.house.zone),
                _compared(answer),
                name,
                answer.outcome,
                in_words(step, answer.outcome, answer.choices, ask),
                answer.score,
                answer.words,
                stored.kind if stored else "",
                answer.provenance,
                answer.by,
                answer.item,
                given_in(answer),
            )
        )
    return tuple(facts[number] for number in sorted(places, key=lambda number: places[number]))


def _compared(answer: StoredAnswer) -> str:
    """What an answer is compared with: others to the same question, about the same goal, activity or the like."""
    question = f"{answer.dialog_id}.{answer.step}"
    return f"{question} {answer.entry}" if answer.entry else question


def of_a_list(desk: Desk, answer: StoredAnswer) -> bool:
    """Whether only its session knows what an answer is about, or what was chosen."""
    step = desk.dialog(answer.version).step(answer.step)
    return bool(answer.item or (isinstance(step, Choice | Several) and step.options_from))


def given_in(answer: StoredAnswer) -> int:
    """In how many steps a rating was given; 0 for any other answer."""
    return steps_of(answer.choices[0]) if answer.choices and answer.score is not None else 0


def laid_out(desk: Desk, session_id: int) -> Mapping[tuple[str, str], tuple[int, Ask]]:
    """The questions of a session in which some are asked once for each item of a list: the place of each, by step and
    item."""
    stored = sessions.session_by_id(desk.tx, session_id)
    if stored is None:
        return {}
    return path.laid_out(desk.dialog(stored.session.version), stored.session)


def things_of(desk: Desk, session_id: int, step: str) -> list[Ask]:
    """The questions of a step inside an each, one for each thing that the session went through."""
    stored = sessions.session_by_id(desk.tx, session_id)
    if stored is None:
        return []
    session = stored.session
    asks = (ask for ask in path.row(desk.dialog(session.version), session) if ask.step.id == step and ask.item)
    return [ask for ask in asks if path.is_there(ask, session, session.answer(ask.over))]


def has_more(facts: tuple[Fact, ...]) -> bool:
    """Whether there is more to hear, see or read than a summary holds."""
    return any(fact.media or len(fact.quote) > LONGEST_QUOTE for fact in facts)
