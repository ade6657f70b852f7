"""A summary as a message: facts and quotes, what was done, a small chart with exact values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from html import escape

from bot.desk.desk import Desk
from bot.pictures.spec import ChartPicture, ChartPoint, ChartRow
from bot.reviewing.answer_facts import has_more
from bot.reviewing.journal import copy_buttons
from bot.tasks.staff_side import TASK
from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content, InlineButton, drawn, length
from bot.telegram.render import laid_out
from dialogs.summary import WHOSE, Before, Fact, Line, LineKind, by_day, series_name, summary_lines
from dialogs.text import T, Text
from dialogs.words.visible import cut
from locales.texts import Texts
from storage.followup import Summary
from storage.people import Person
from storage.tasks import Task

SUMMARY = "m"

LONGEST = 3800
"""Units of a message, as Telegram counts them; 4096 are allowed."""


@dataclass(frozen=True)
class SharedFacts:
    """What a reader may see of one borger for one summary: the facts in it, those of the four weeks before, what of it
    differs from what is usual, with why, and the facts with totals in place of what they are made of."""

    facts: tuple[Fact, ...]
    earlier: tuple[Fact, ...]
    differs: tuple[Text, ...]
    folded: tuple[Fact, ...]


@dataclass(frozen=True)
class Done:
    """What the reader did with a summary: said that they have seen it, and what they follow up on; and whether they may
    follow up."""

    seen: bool
    followed: list[Task]
    may_follow: bool


def content(
    desk: Desk, reader: Person, borger: Person, summary: Summary, reading: SharedFacts, done: Done, *, more: str = "",
) -> Content:  # fmt: skip
    """A summary as its reader has it before them: first what differs from what is usual; its "chart", or the "parts" of
    its totals, if these were asked for."""
    texts = desk.texts(reader)
    shown = reading.facts if more == "parts" else reading.folded
    parts = [f"<b>{escape(borger.name)}</b>"]
    parts += [f"<b>{escape(texts.say(line))}</b>" for line in reading.differs]
    parts += written(texts, summary_lines(shown, Before((*reading.earlier, *reading.facts))))
    if not reading.facts:
        parts.append(escape(texts.say(T("Nothing is shared any more."))))
    acts = ["\n" + escape(texts.say(T("You have seen this.")))] if done.seen else []
    for task in done.followed:
        said = texts.say(T("You follow up: »{note}«", note=task.what))
        acts.append("\n" + escape(said) + ("" if task.is_open else " ✓"))
    picture = _chart(desk, reader, borger, summary, reading)
    rows = _buttons(desk, reader, summary, reading, done, has_chart=picture is not None and more != "chart",
                    has_parts=shown != reading.facts)  # fmt: skip
    rows += laid_out((button,) for button in copy_buttons(desk, reader, borger.name, reading.facts))
    return Content(text=fitted(parts, acts), rows=rows, drawn=drawn(picture) if picture and more == "chart" else None)


def written(texts: Texts, lines: Iterable[Line]) -> list[str]:
    """Lines of a summary as Telegram's HTML."""
    styles = {LineKind.WHEN: "\n<b>{}</b>", LineKind.QUOTE: "<i>{}</i>"}
    return [styles.get(line.kind, "{}").format(escape(texts.say(line.text))) for line in lines]


def fitted(parts: list[str], last: Sequence[str] = ()) -> str:
    """The lines as one message; where Telegram would refuse the length, the last of `parts` are left out."""
    while length("\n".join([*parts, *last])) > LONGEST and len(parts) > 2:
        parts = [*parts[:-2], "…"]
    return "\n".join([*parts, *last])


def _buttons(
    desk: Desk, reader: Person, summary: Summary, reading: SharedFacts, done: Done, *, has_chart: bool,
    has_parts: bool,
) -> tuple[tuple[InlineButton, ...], ...]:  # fmt: skip
    texts = desk.texts(reader)

    def button(label: Text, sign: str, choice: str) -> InlineButton:
        return InlineButton(f"{sign} {texts.say(label)}", button_data(Tap(SUMMARY, summary.id, 0, choice)))

    rows: list[tuple[InlineButton, ...]] = []
    if reading.facts:  # of what is not shared any more, nothing is seen and nothing followed up
        seen = () if done.seen or done.followed else (button(T("Seen"), "👁", "seen"),)
        follows = (button(T("I follow up"), "🤝", "follow_up"),) if done.may_follow else ()
        rows.append((*seen, *follows))
    if has_more(reading.facts):
        rows.append((button(T("Hear and read all"), "💬", "more"),))
    if has_parts:
        rows.append((button(T("Each answer"), "🔢", "parts"),))
    if has_chart:
        rows.append((button(T("Curve"), "📈", "chart"),))
    if done.seen:
        rows.append((button(T("Back among the news"), "↩️", "unseen"),))
    rows += [
        (
            InlineButton(
                f"✓ {texts.say(T('Done: {note}', note=cut(task.what, 28)))}", button_data(Tap(TASK, task.id, 0, "done"))
            ),
        )
        for task in done.followed
        if task.is_open
    ]
    return laid_out(rows)


def _chart(
    desk: Desk, reader: Person, borger: Person, summary: Summary, reading: SharedFacts
) -> ChartPicture | None:  # fmt: skip
    """Two weeks of the scored questions, at most three, with each day's exact value: what a phone can show legibly."""
    texts = desk.texts(reader)
    facts = reading.earlier + reading.facts
    series = list(dict.fromkeys(f.compared for f in reading.facts if f.score is not None))[:3]
    if not series:
        return None
    last = summary.until.astimezone(desk.house.zone).date()
    days = [last - timedelta(days=ago) for ago in range(13, -1, -1)]
    rows = []
    for one in series:
        fact = next(f for f in facts if f.compared == one)
        name = series_name(fact)
        if sum(other.partition("/")[0] == fact.series for other in series) > 1:
            name = T("{question} ({steps} steps)", question=name, steps=fact.steps)
        points = tuple(
            ChartPoint(
                f"{day.day}.{day.month}",
                fact.score if fact else None,
                texts.say(T("{score}", score=fact.score)) if fact and fact.score is not None else "?" if fact else "",
                fact.provenance if fact else "self",
            )
            for day, fact in zip(days, by_day(facts, one, days), strict=True)
        )
        rows.append(ChartRow("", texts.say(name), "0", "10", points))
    title = texts.say(T("{name}, the last two weeks", name=borger.name))
    return ChartPicture(title, tuple(rows), tuple((whose, texts.say(words)) for whose, words in WHOSE.items()))
