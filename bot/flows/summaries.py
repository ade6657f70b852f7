"""Summaries to contact persons, and what they do with them: seen, follow up, done. The borger is told each time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape

from bot.flows.facts import facts_of, has_more
from bot.flows.flow import Done, Start
from bot.flows.house import Desk
from bot.flows.runner import Runner
from bot.pictures.spec import ChartPicture, ChartPoint, ChartRow
from bot.telegram.buttons import Owner, Tap, button_data
from bot.telegram.content import Content, InlineButton, drawn
from dialogs.session import End
from dialogs.summary import Fact, LineKind, by_day, summary_lines
from dialogs.text import T, Text
from storage import answers, followup, media, outbox, people, schedules, sharing
from storage.followup import FollowUp, Summary
from storage.outbox import Lane
from storage.people import Person
from storage.schedules import Schedule

FOUR_WEEKS = timedelta(days=28)
FIRST_LOOK_BACK = timedelta(days=7)
SENT_ON = 5


@dataclass(frozen=True)
class Reading:
    """What a reader may see of one borger for one summary: the facts in it, and those of the four weeks before."""

    facts: tuple[Fact, ...]
    earlier: tuple[Fact, ...]


async def summary_due(desk: Desk, schedule: Schedule) -> None:
    """Sends a reader's summary, unless it comes too late to be of use."""
    due = schedule.due or desk.now
    await schedules.advance(desk.tx, schedule, schedules.following(schedule, desk.now))
    reader = await people.person_by_id(desk.tx, schedule.person_id)
    if reader is None or reader.state != "active":
        return
    useful = desk.now < due + schedule.plan.window
    if await schedules.add_occurrence(desk.tx, schedule, due, "asked" if useful else "stale") and useful:
        await send_summaries(desk, reader)


async def news(desk: Desk, start: Start) -> None:
    """What is new since the last summary, now."""
    if not await send_summaries(desk, start.person):
        await desk.tell(start.person, T("Nothing new."))


async def send_summaries(desk: Desk, reader: Person) -> bool:
    """One message for each borger who has shared something since the reader's last summary, and one line for the rest.

    Returns: whether there was anything to send.
    """
    silent: dict[str, list[str]] = defaultdict(list)
    sent = False
    for borger in await people.borgere_of(desk.tx, reader.id):
        since = await followup.last_until(desk.tx, reader.id, borger.id) or desk.now - FIRST_LOOK_BACK
        if await answers.shared_answers(desk.tx, reader.id, borger.id, since, desk.now):
            await send_summary(desk, reader, borger, since)
            sent = True
        elif reason := await _why_silent(desk, reader, borger, since):
            silent[reason].append(borger.name)
    words = {
        "asked": T("No shared answers: {names}"),
        "stale": T("Not asked, it was too late: {names}"),
        "unreachable": T("Cannot be reached on Telegram: {names}"),
    }
    for reason, names in silent.items():
        await desk.tell(reader, Text(words[reason].id, {"names": tuple(names)}), lane=Lane.SUMMARY)
    return sent or bool(silent)


async def _why_silent(desk: Desk, reader: Person, borger: Person, since: datetime) -> str:
    """Why there is nothing of a borger: what became of the newest check-in that fell due.

    A borger who kept an answer to themself and one who gave none look the same.
    """
    if not borger.reachable:
        return "unreachable"
    if not await sharing.may_read(desk.tx, reader.id, borger.id, "trivsel"):
        return ""
    came = await schedules.occurrences_between(desk.tx, borger.id, since, desk.now)
    return {"already": "asked"}.get(came[-1][1], came[-1][1]) if came else ""


async def send_summary(desk: Desk, reader: Person, borger: Person, since: datetime) -> None:
    """Sends what a borger has shared with a reader since an instant, and logs the look."""
    surface_id = await desk.new_surface(reader)
    summary_id = await followup.add_summary(desk.tx, reader.id, borger.id, since, desk.now, surface_id)
    summary = Summary(summary_id, reader.id, borger.id, since, desk.now, surface_id)
    await _show(desk, reader, borger, summary, Lane.SUMMARY)


async def latest(desk: Desk, start: Start) -> None:
    """A borger's answers of the last seven days, as far as they are shared with who asks."""
    since = desk.now - FIRST_LOOK_BACK
    if await answers.shared_answers(desk.tx, start.person.id, start.about.id, since, desk.now):
        await send_summary(desk, start.person, start.about, since)
    else:
        await desk.tell(start.person, T("No shared answers: {names}", names=(start.about.name,)))


async def refresh(desk: Desk, borger: Person) -> None:
    """Draws the summaries still on screens anew, after the borger changed what they share."""
    for summary in await followup.summaries_on_screen(desk.tx, borger.id, desk.now - timedelta(days=2)):
        reader = await people.person_by_id(desk.tx, summary.reader_id)
        if reader:
            await _show(desk, reader, borger, summary, Lane.ANSWER)


async def _show(desk: Desk, reader: Person, borger: Person, summary: Summary, lane: Lane) -> None:
    if summary.surface_id is None or reader.chat_id is None:
        return
    reading = await _read(desk, summary)
    done = await followup.follow_ups_of(desk.tx, summary.id)
    await sharing.log_look(desk.tx, reader.id, borger.id, "summary", desk.now)
    await desk.show(
        reader, _content(desk, reader, borger, summary, reading, done), surface_id=summary.surface_id, lane=lane
    )


async def _read(desk: Desk, summary: Summary) -> Reading:
    own = await answers.shared_answers(desk.tx, summary.reader_id, summary.borger_id, summary.since, summary.until)
    before = await answers.shared_answers(
        desk.tx, summary.reader_id, summary.borger_id, summary.until - FOUR_WEEKS, summary.since
    )
    return Reading(await facts_of(desk, own), await facts_of(desk, before))


def _content(
    desk: Desk, reader: Person, borger: Person, summary: Summary, reading: Reading, done: list[FollowUp]
) -> Content:  # fmt: skip
    texts = desk.texts(reader)
    parts = [f"<b>{escape(borger.name)}</b>"]
    earlier: dict[str, list[float]] = defaultdict(list)
    for fact in reading.earlier:
        if fact.score is not None:
            earlier[fact.question].append(fact.score)
    for line in summary_lines(reading.facts, earlier):
        words = escape(texts.say(line.text))
        parts.append({LineKind.WHEN: f"\n<b>{words}</b>", LineKind.QUOTE: f"<i>{words}</i>"}.get(line.kind, words))
    if not reading.facts:
        parts.append(escape(texts.say(T("Nothing is shared any more."))))
    for act in done:
        words = T("You have seen this.") if act.kind == "seen" else T("You follow up: »{note}«", note=act.note)
        parts.append("\n" + escape(texts.say(words)) + (" ✓" if act.done else ""))
    rows = _buttons(desk, reader, summary, reading, done)
    chart = _chart(desk, reader, borger, summary, reading)
    return Content(text=fitted(parts), rows=rows, drawn=drawn(chart) if chart else None)


def fitted(parts: list[str]) -> str:
    """The lines as one message, the oldest left out where Telegram would refuse the length."""
    while len("\n".join(parts)) > 3800 and len(parts) > 2:
        parts = [*parts[:-1]]
    return "\n".join(parts)


def _buttons(
    desk: Desk, reader: Person, summary: Summary, reading: Reading, done: list[FollowUp]
) -> tuple[tuple[InlineButton, ...], ...]:  # fmt: skip
    texts = desk.texts(reader)

    def button(label: Text, sign: str, choice: str) -> InlineButton:
        return InlineButton(f"{sign} {texts.say(label)}", button_data(Tap(Owner.SUMMARY, summary.id, 0, choice)))

    seen = any(act.kind == "seen" for act in done)
    rows = [
        (
            *(() if seen else (button(T("Seen"), "👁", "seen"),)),
            button(T("I follow up"), "🤝", "follow_up"),
        )
    ]
    if has_more(reading.facts):
        rows.append((button(T("Hear and read all"), "💬", "more"),))
    rows += [
        (
            InlineButton(
                f"✓ {texts.say(T('Done'))}: {act.note[:24]}", button_data(Tap(Owner.FOLLOW_UP, act.id, 0, "done"))
            ),
        )
        for act in done
        if act.kind == "follow_up" and not act.done
    ]
    return tuple(rows)


def _chart(
    desk: Desk, reader: Person, borger: Person, summary: Summary, reading: Reading
) -> ChartPicture | None:  # fmt: skip
    """Four weeks of the scored questions, at most three, with each day's exact value."""
    texts = desk.texts(reader)
    facts = reading.earlier + reading.facts
    questions = list(dict.fromkeys(f.question for f in reading.facts if f.score is not None))[:3]
    if not questions:
        return None
    last = summary.until.astimezone(desk.house.zone).date()
    days = [last - timedelta(days=ago) for ago in range(27, -1, -1)]
    rows = []
    for question in questions:
        name = next(f.name for f in facts if f.question == question)
        points = tuple(
            ChartPoint(
                f"{day.day}.{day.month}",
                fact.score if fact else None,
                texts.say(T("{score}", score=fact.score)) if fact and fact.score is not None else "?" if fact else "",
            )
            for day, fact in zip(days, by_day(facts, question, days), strict=True)
        )
        rows.append(ChartRow("", texts.say(name), "0", "10", points))
    title = texts.say(T("{name}, the last four weeks", name=borger.name))
    return ChartPicture(title, tuple(rows))


async def tapped(desk: Desk, runner: Runner, person: Person, tap: Tap) -> bool:
    """A button under a summary.

    Returns: False if it is not this person's to tap.
    """
    summary = await followup.summary_by_id(desk.tx, tap.id)
    borger = await people.person_by_id(desk.tx, summary.borger_id) if summary else None
    if summary is None or borger is None or summary.reader_id != person.id:
        return False
    match tap.choice:
        case "seen":
            if await followup.add_follow_up(desk.tx, borger.id, person.id, "seen", desk.now, summary_id=summary.id):
                await desk.tell(
                    borger, T("{name} has read your answer.", name=person.name), silent=True, wait_for_day=True
                )
            await _show(desk, person, borger, summary, Lane.ANSWER)
        case "follow_up":
            await runner.go(desk, "follow_up", Start(person, borger, target=f"summary:{summary.id}"))
        case "more":
            await _send_all(desk, person, borger, summary)
    return True


async def follow_up_done(desk: Desk, done: Done) -> None:
    """The note goes to the borger in the words it was written in, with the name of who will do it."""
    given = done.given("note")
    if done.finish.end is not End.DONE or given is None:
        return
    note = given.words.strip()
    summary = await followup.summary_by_id(desk.tx, int(done.stored.target.partition(":")[2] or 0))
    await followup.add_follow_up(
        desk.tx, done.about.id, done.person.id, "follow_up", desk.now, note=note,
        summary_id=summary.id if summary else None,
    )  # fmt: skip
    await desk.tell(
        done.about,
        T("{name} has read your answer. {name} writes: »{note}«", name=done.person.name, note=note),
        wait_for_day=True,
    )
    if summary:
        await _show(desk, done.person, done.about, summary, Lane.ANSWER)


async def finished(desk: Desk, person: Person, follow_up_id: int) -> bool:
    """Staff have done what they said; the borger is told.

    Returns: False if it is not this person's.
    """
    act = await followup.follow_up_done(desk.tx, follow_up_id, person.id, desk.now)
    borger = await people.person_by_id(desk.tx, act.borger_id) if act else None
    if act is None or borger is None:
        return False
    await desk.tell(borger, T("{name} has done it: »{note}«", name=person.name, note=act.note), wait_for_day=True)
    summary = await followup.summary_by_id(desk.tx, act.summary_id or 0)
    if summary:
        await _show(desk, person, borger, summary, Lane.ANSWER)
    return True


async def follow_ups(desk: Desk, start: Start) -> None:
    """Somebody's open follow-ups, each with a button to close it."""
    acts = await followup.open_follow_ups(desk.tx, start.person.id)
    texts = desk.texts(start.person)
    if not acts:
        await desk.tell(start.person, T("No open follow-ups."))
        return
    parts = [f"<b>{escape(texts.say(T('Open follow-ups')))}</b>"]
    rows = []
    for act in acts[-20:]:
        borger = await people.person_by_id(desk.tx, act.borger_id)
        name = borger.name if borger else ""
        at = texts.say(T("{when}", when=act.at.astimezone(desk.house.zone).date()))
        parts.append(f"\n{escape(name)}, {at}:\n»{escape(act.note)}«")
        label = f"✓ {texts.say(T('Done'))}: {name}, {act.note[:20]}"
        rows.append((InlineButton(label, button_data(Tap(Owner.FOLLOW_UP, act.id, 0, "done"))),))
    surface_id = await desk.new_surface(start.person)
    await desk.show(start.person, Content(fitted(parts), tuple(rows)), surface_id=surface_id, lane=Lane.ANSWER)


async def _send_all(desk: Desk, person: Person, borger: Person, summary: Summary) -> None:
    """Whole quotes, voice messages and photos, each as a message of its own."""
    assert person.chat_id is not None
    found = await answers.shared_answers(desk.tx, person.id, borger.id, summary.since, summary.until)
    await sharing.log_look(desk.tx, person.id, borger.id, "own words", desk.now)
    for answer in found[-SENT_ON * 4 :]:
        stored = await media.media_by_id(desk.tx, answer.media_id) if answer.media_id else None
        words = f"»{escape(answer.words[: 900 if stored else 4000])}«" if answer.words else ""
        if stored or words:
            content = Content(text=words, media_id=stored.id if stored else None)
            action = "media" if stored else "notice"
            await outbox.put(desk.tx, person.chat_id, Lane.ANSWER, action, replace(content).payload(),
                             not_before=desk.now, expires_at=desk.now + timedelta(hours=1))  # fmt: skip
