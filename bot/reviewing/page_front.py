"""The first side of a borger's page: what is shared, what is new, and what waits."""

from __future__ import annotations

from collections.abc import Collection

from bot.desk import for_today
from bot.desk.allowed import allowed
from bot.desk.guardian_words import to_staff
from bot.desk.page_parts import ButtonRow, PagePart, Sight, in_twos
from bot.records.sheet_part import first_ways
from bot.reviewing.overdue import overdue
from bot.reviewing.sittings import lately, topic_of
from bot.reviewing.unseen import new_to, unseen_since
from bot.tasks.staff_side import waiting_for
from bot.telegram.content import InlineButton
from dialogs.permissions import Action
from dialogs.text import T, Text
from storage import guardians, notes, sharing
from storage.answers import StoredAnswer


def overview(sight: Sight) -> PagePart:
    """When the borger last answered on each topic that is shared with the reader, and which of it is new."""
    desk, reader, borger = sight.desk, sight.reader, sight.borger
    since = unseen_since(desk, reader, borger)
    by_topic = lately(sight)
    summed_up = allowed(desk, reader, Action.FOLLOW_UP, borger)
    new = {topic_of(desk, answer) for answer in new_to(desk, reader, borger, desk.now)}
    lines = [f"<b>{sight.say(T('{name}', name=borger.name))}</b>"]
    if wanted := tuple(option.label.plain() for option in for_today.said(desk, borger, sight.who)):
        lines.append(sight.say(T("Today: {list}", list=wanted)))
    shown = [
        _topic(sight, title, by_topic.get(topic, []), new=topic in new) for topic, title in _readable(sight, by_topic)
    ]
    lines += [sight.say(line) for line in shown or [_nothing(sight)]]
    if shown and summed_up and not new:
        lines.append(sight.say(T("Nothing new since {when}.", when=since.astimezone(desk.house.zone))))
    lines += [
        sight.say(T("{topic}, not shared yet: asked {date}.",
                    topic=title, date=due.astimezone(desk.house.zone).date()))
        for title, due in overdue(desk, reader, borger)
    ]  # fmt: skip
    theirs = allowed(desk, reader, Action.STAFF_SIDE, borger)
    lines += [sight.say(to_staff(each)) for each in guardians.of(desk.tx, borger.id)] if theirs else []
    if theirs and (waits := len(waiting_for(desk, reader, borger))):
        lines.append(sight.say(T("Open follow-ups: {count}", count=waits)))
    if theirs and (noted := len(notes.notes_of(desk.tx, borger.id))):
        lines.append(sight.say(T("Staff's notes: {count}", count=noted)))
    return PagePart(tuple(lines), _buttons(sight, news=bool(new), contact=theirs), looked="page" if by_topic else "")


def _readable(sight: Sight, by_topic: Collection[str]) -> list[tuple[str, Text]]:
    """The topics of which the reader may read something, or has read something."""
    desk = sight.desk
    return [(topic, title) for topic, title in desk.topics.items()
            if topic in by_topic or sharing.may_read(desk.tx, sight.who, sight.borger.id, topic)]  # fmt: skip


def _nothing(sight: Sight) -> Text:
    return T("{name} shares nothing with you now. {name} decides that.", name=sight.borger.name)


def _topic(sight: Sight, title: Text, found: list[StoredAnswer], *, new: bool) -> Text:
    if not found:
        return T("{topic}: nothing yet", topic=title)
    at = found[-1].said_at.astimezone(sight.desk.house.zone)
    if new:
        return T("{topic}: {when}, new", topic=title, when=at)
    return T("{topic}: {when}", topic=title, when=at)


def _buttons(sight: Sight, *, news: bool, contact: bool) -> tuple[ButtonRow, ...]:
    """Four ways on, and what is new; who only reads has what there is to read at once."""
    fresh = ((sight.button("📬", T("What is new"), "news"),),) if news else ()
    fresh = (*first_ways(sight), *fresh)
    if not contact:
        greet = ((_greet(sight),),) if allowed(sight.desk, sight.reader, Action.GREET, sight.borger) else ()
        return (*fresh, *_to_read(sight), *greet)
    ways = (
        sight.button("👀", T("Read and see"), "read"),
        sight.button("✍️", T("Write"), "write"),
        sight.button("✅", T("Follow-up"), "follow_ups"),
        sight.button("⚙️", T("Settings"), "settings"),
    )
    return (*fresh, *in_twos(ways))


def _to_read(sight: Sight) -> tuple[ButtonRow, ...]:
    """The ways to what there is to read; none to what is shared, where nothing is."""
    more = (button for ways in sight.desk.runner.features.page_ways for button in ways(sight))
    reads = (
        sight.button("💬", T("Answers"), "answers"),
        sight.button("📈", T("Curves"), "charts"),
        sight.button("🖼️", T("Pictures"), "pictures"),
        sight.button("📅", T("Attendance"), "attendance"),
        sight.button("💾", T("Export"), "export"),
    )
    return (*((button,) for button in more), *in_twos(reads if _readable(sight, lately(sight)) else ()))


def _greet(sight: Sight) -> InlineButton:
    return sight.button("💌", T("Send a greeting"), "greeting")


def to_read(sight: Sight) -> PagePart:
    """What there is to read and see of a borger."""
    head = f"<b>{sight.say(T('{name}: read and see', name=sight.borger.name))}</b>"
    nothing = () if _readable(sight, lately(sight)) else (sight.say(_nothing(sight)),)
    return PagePart((head, *nothing), _to_read(sight))


def to_write(sight: Sight) -> PagePart:
    """What contact persons write with a borger, or about what they have noticed."""
    ways = (
        sight.button("🤝", T("Answer together"), "together"),
        sight.button("👁️", T("Write what you noticed"), "observe"),
        sight.button("📝", T("Staff's notes"), "notes"),
        _greet(sight),
    )
    head = f"<b>{sight.say(T('{name}: write', name=sight.borger.name))}</b>"
    return PagePart((head,), tuple((button,) for button in ways))
