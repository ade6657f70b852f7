"""What staff can answer to a call, and how the borger and colleagues read it: what will happen, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dialogs.text import T, Text

NOW: Mapping[str, tuple[Text, Text, str]] = {
    "come_now": (T("I am coming now"), T("{name} is coming now."), "🚶"),
    "call_now": (T("I am calling now"), T("{name} is calling you now."), "📞"),
    "come_soon": (T("I come within half an hour"), T("{name} comes within half an hour."), "🚶"),
    "call_soon": (T("I call within half an hour"), T("{name} calls you within half an hour."), "📞"),
}
"""What is answered with one tap: the button, what the borger reads, and the picture above it."""
AT: Mapping[str, tuple[Text, Text, str]] = {
    "come_at": (T("I come at …"), T("{name} comes {when}."), "🚶"),
    "call_at": (T("I call at …"), T("{name} calls you {when}."), "📞"),
}
"""What a time belongs to, which is asked for next. It stands behind the answer, as "come_at 2026-12-01T20:00+01:00"."""
BUTTONS = {**NOW, **AT}
BEFORE: Mapping[str, Text] = {
    "now": T("{name} has time now."),
    "soon": T("{name} has time within half an hour."),
    "later": T("{name} has time later today."),
    "come_later": T("{name} comes later today."),
    "call_later": T("{name} calls you later today."),
}
"""What staff could answer in earlier versions: it stands in the database, and on cards in their chats."""


def at(kind: str, when: datetime) -> str:
    """An answer with its time (local, aware), as it is stored."""
    return f"{kind} {when.isoformat(timespec='minutes')}"


def promised(promise: str, name: str) -> Text:
    """What somebody has answered to a call, as the borger reads it."""
    kind, _, when = promise.partition(" ")
    if kind in AT:
        return Text(AT[kind][1].id, {"name": name, "when": datetime.fromisoformat(when)})
    said = NOW[kind][1] if kind in NOW else BEFORE[kind]
    return Text(said.id, {"name": name})


def answered(promise: str, name: str) -> Text:
    """The same as staff read it: what the borger is told with one tap speaks to the borger."""
    if promise in NOW:
        return T("{name} has answered: »{answer}«", name=name, answer=NOW[promise][0])
    return promised(promise, name)


def sign(promise: str) -> str:
    """The picture above what the borger reads."""
    kind = promise.partition(" ")[0]
    return BUTTONS[kind][2] if kind in BUTTONS else "💬"
