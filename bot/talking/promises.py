"""What staff can answer to a call, and how the borger and colleagues read it: what will happen, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from dialogs.engine.cards import CardButton
from dialogs.text import T, Text

NOW: Mapping[str, tuple[Text, Text, str]] = {
    "come_now": (T("I am coming now"), T("{name} is coming now."), "🚶"),
    "call_now": (T("I am calling now"), T("{name} is calling you now."), "📞"),
}
"""What is answered with one tap: the button, what the borger reads, and the picture above it."""
AT: Mapping[str, tuple[Text, Text, str]] = {
    "come_at": (T("I come at …"), T("{name} comes {when}."), "🚶"),
    "call_at": (T("I call at …"), T("{name} calls you {when}."), "📞"),
}
"""What a time belongs to, which is asked for next. It stands behind the answer, as "come_at 2026-12-01T20:00+01:00"."""
WRITE = "write"
"""What is asked for next are words, or what can be heard or seen. The words stand behind the answer."""
BUTTONS = {**NOW, **AT, WRITE: (T("I write …"), T("{name} writes: »{answer}«"), "✍️")}
READ = "read"
"""What stands in the place of an answer once somebody has read what they were asked to read."""
LAPSED = "lapsed"
"""What stands there of a call that has ended without the borger saying that it is not needed: what it is about is not
to be read any more."""
BEFORE: Mapping[str, tuple[Text, str]] = {
    "come_soon": (T("{name} comes within half an hour."), "🚶"),
    "call_soon": (T("{name} calls you within half an hour."), "📞"),
    "now": (T("{name} has time now."), "💬"),
    "soon": (T("{name} has time within half an hour."), "💬"),
    "later": (T("{name} has time later today."), "💬"),
    "come_later": (T("{name} comes later today."), "🚶"),
    "call_later": (T("{name} calls you later today."), "📞"),
}
"""What staff could answer in earlier versions: it stands in the database, and on cards in their chats."""


SOON = timedelta(hours=1)
"""How long an answer without a time lies ahead: "now", and "within half an hour"."""


def lies_ahead(promise: str, taken_at: datetime, now: datetime) -> bool:
    """Whether what somebody has answered to a call at an instant has still to happen; what was written or read is
    done."""
    if promise.partition(" ")[0] in (WRITE, READ):
        return False
    return (time_of(promise) or taken_at + SOON) > now


def is_past(promise: str, taken_at: datetime, now: datetime) -> bool:
    """Whether what somebody has answered was to happen, and its time is over."""
    return promise.partition(" ")[0] not in (WRITE, READ) and not lies_ahead(promise, taken_at, now)


def time_of(promise: str) -> datetime | None:
    """The time an answer names, if it names one."""
    kind, _, behind = promise.partition(" ")
    return datetime.fromisoformat(behind) if kind in AT else None


def offered(way: str) -> tuple[tuple[CardButton, ...], ...]:
    """What staff can answer, what the borger would like best first, each in a row of its own."""
    wanted = sorted(BUTTONS, key=lambda promise: not promise.startswith(way)) if way else list(BUTTONS)
    return tuple((CardButton(promise, BUTTONS[promise][0], BUTTONS[promise][2]),) for promise in wanted)


def at(kind: str, when: datetime) -> str:
    """An answer with its time (local, aware), as it is stored."""
    return f"{kind} {when.isoformat(timespec='minutes')}"


def written(words: str) -> str:
    """An answer in words, as it is stored; without any for what is only heard or seen."""
    return f"{WRITE} {words}".rstrip()


def promised(promise: str, name: str) -> Text:
    """What somebody has answered to a call, as the borger reads it."""
    kind, _, behind = promise.partition(" ")
    if kind in AT:
        return Text(AT[kind][1].id, {"name": name, "when": datetime.fromisoformat(behind)})
    if kind == WRITE:
        said = BUTTONS[kind][1] if behind else T("{name} answers:")
        return Text(said.id, {"name": name, "answer": behind})
    said = T("{name} has read it.") if kind == READ else NOW[kind][1] if kind in NOW else BEFORE[kind][0]
    return Text(said.id, {"name": name})


def answered(promise: str, name: str) -> Text:
    """The same as staff read it: what the borger is told with one tap speaks to the borger, and words are theirs."""
    kind = promise.partition(" ")[0]
    if kind in NOW:
        return T("{name} has answered: »{answer}«", name=name, answer=NOW[kind][0])
    return T("{name} has answered in their own words.", name=name) if kind == WRITE else promised(promise, name)


def sign(promise: str) -> str:
    """The picture above what the borger reads."""
    kind = promise.partition(" ")[0]
    return "👀✅" if kind == READ else BUTTONS[kind][2] if kind in BUTTONS else BEFORE[kind][1]
