"""Stored answers as facts for readers: each in the words of the dialog version it was asked by."""

from __future__ import annotations

from bot.flows.house import Desk
from dialogs.model import Say
from dialogs.receipt import in_words
from dialogs.session import Outcome
from dialogs.summary import LONGEST_QUOTE, Fact
from storage import media
from storage.answers import StoredAnswer


async def facts_of(desk: Desk, found: list[StoredAnswer]) -> tuple[Fact, ...]:
    """The answers as facts, session by session in the order of the questions, wherever corrections were made. That
    there were no own words is no news, and left out."""
    facts: list[Fact] = []
    places: dict[int, tuple[int, int]] = {}
    for answer in found:
        dialog = await desk.dialog(answer.version)
        step = dialog.step(answer.step)
        if isinstance(step, Say) and answer.outcome is Outcome.SKIPPED:
            continue
        places[len(facts)] = (answer.session_id, dialog.place(answer.step))
        stored = await media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
        facts.append(
            Fact(
                answer.session_id,
                answer.said_at.astimezone(desk.house.zone),
                f"{answer.dialog_id}.{answer.step}",
                (step.name or step.text).plain(),
                answer.outcome,
                in_words(step, answer.outcome, answer.choices),
                answer.score,
                answer.words,
                stored.kind if stored else "",
                answer.provenance,
                answer.by,
            )
        )
    return tuple(facts[number] for number in sorted(places, key=lambda number: places[number]))


def has_more(facts: tuple[Fact, ...]) -> bool:
    """Whether there is more to hear, see or read than a summary holds."""
    return any(fact.media or len(fact.quote) > LONGEST_QUOTE for fact in facts)
